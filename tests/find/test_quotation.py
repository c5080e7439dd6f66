"""Quotations, with the gold written into the text: ⟦ and ⟧ stand where the words of a quotation begin and end."""

from __future__ import annotations

import re

import pytest

from dateline.find.quotation import QuotationStage
from dateline.read.text import document_of
from dateline.types import Block, Document, Quotation, Report, Span


def quotations(text: str) -> tuple[Quotation, ...]:
    return QuotationStage()(document_of(text, title=""))


def check(marked: str) -> tuple[Quotation, ...]:
    """The quotations found are the marked ones, those that are marked inside others included."""
    text, opened, gold = "", [], []
    for piece in re.split("([⟦⟧])", marked):
        if piece == "⟦":
            opened.append(len(text))
        elif piece == "⟧":
            gold.append(Span(opened.pop(), len(text)))
        else:
            text += piece
    found = quotations(text)
    told = [q.span.text(text) for q in found]
    assert sorted(q.span for q in found) == sorted(gold), f"found {told} in: {text}"
    return found


@pytest.mark.parametrize("marked", [
    'The mayor said: "⟦We will stay.⟧"',
    "“⟦We will stay,⟧” the mayor said. “⟦All of us.⟧”",
    "«⟦We will stay⟧», the mayor said; the paper wrote „⟦Wir bleiben⟧“.",
    "‘⟦We will stay,⟧’ the mayor said.",
    "'⟦We will stay,⟧' the mayor said of the town's bridges.",
    "''⟦We will stay,⟧'' the mayor said.",
    "“⟦He told us ‘⟦never again⟧’ and left,⟧” she said.",
    "\"⟦He told us '⟦never again⟧' and left,⟧\" she said.",
    "'⟦This is the dockers' fault,⟧' the mayor said.",
    "The minister called the vote a ‘⟦sham⟧’.",
])  # fmt: skip
def test_marks_of_every_kind(marked: str) -> None:
    check(marked)


@pytest.mark.parametrize("marked", [
    "The rebels' camp lay in the governor's garden, and it wasn't theirs.",
    "The dockers’ union didn’t meet in the ’90s or the ‘80s.",
    "He stood 6'2\" tall.",
])  # fmt: skip
def test_apostrophes_are_no_quotations(marked: str) -> None:
    check(marked)


def test_a_quotation_runs_on_when_the_next_paragraph_reopens_it() -> None:
    text = "“We waited all night.\n\n“Nobody came,” she said.\n\nShe left."
    (found,) = quotations(text)
    assert [p.text(text) for p in found.pieces] == ["We waited all night.", "Nobody came,"]
    assert found.closed


def test_a_quotation_left_open_ends_with_its_paragraph() -> None:
    text = '"We waited all night.\n\nThe bus came at "noon" and left.'
    first, second = quotations(text)
    assert (first.span.text(text), first.closed) == ("We waited all night.", False)
    assert second.span.text(text) == "noon"


def test_depth_counts_the_quotations_around() -> None:
    outer, inner = check("“⟦He said ‘⟦no, never⟧’ twice,⟧” she said.")
    assert (outer.depth, inner.depth) == (0, 1)


@pytest.mark.parametrize(("text", "partial"), [
    ("The plan was “doomed to failure” from the start.", True),
    ("He spoke of “a long night.”", True),
    ("He shouted: “Get out!”", False),
    ("“We will stay,” he said.", False),
    ("He said the talks had been “slow, painful and, in the end, not worth the trouble of going there”.", False),
])  # fmt: skip
def test_a_few_words_inside_a_sentence_are_partial(text: str, partial: bool) -> None:
    assert [q.partial for q in quotations(text)] == [partial]


@pytest.mark.parametrize("unit", ['"a \'', "‘a", "“a ‘", "'a' ", "'", "''", "„", "“"])
def test_hostile_marks_give_true_offsets(unit: str) -> None:
    text = unit * 2000
    document = Document(Report(id="x", sha256=""), text, (Block(Span(0, len(text))),))
    for found in QuotationStage()(document):
        assert 0 <= found.span.start <= found.span.end <= len(text)
        assert found.pieces[0].start == found.span.start and found.pieces[-1].end == found.span.end


def test_furniture_is_not_read() -> None:
    text = "“We will stay,” he said."
    document = Document(Report(id="x", sha256=""), text, (Block(Span(0, len(text)), "furniture"),))
    assert QuotationStage()(document) == ()
