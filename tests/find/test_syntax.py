"""Long blocks: read in stretches of whole sentences, what has no sentences left out and counted."""

from __future__ import annotations

from dateline.find.syntax import LONGEST, SyntaxStage, stretches
from dateline.frame.loss import LossStage
from dateline.pipeline import Pipeline
from dateline.read.text import document_of
from dateline.types import Block, Span

SENTENCE = "Troops of the northern command crossed the river at dawn and took up positions near the old mill. "


def test_a_short_block_is_given_whole() -> None:
    assert list(stretches(SENTENCE, Block(Span(0, 90), "paragraph"))) == [Span(0, 90)]


def test_a_long_block_is_cut_where_sentences_end() -> None:
    text = SENTENCE * 150
    found = list(stretches(text, Block(Span(0, len(text)), "paragraph")))
    assert "".join(span.text(text) for span in found) == text
    assert all(len(span) <= LONGEST and span.text(text).startswith("Troops") for span in found)
    assert len(found) == 3


def test_every_sentence_of_a_long_paragraph_is_read_where_it_stands() -> None:
    text = (SENTENCE * 80).strip()
    document = Pipeline([SyntaxStage()])(document_of(text))
    assert document.syntax is not None and len(document.syntax.sentences) == 80
    assert {text[s.start : s.end].strip() for s in document.syntax.sentences} == {SENTENCE.strip()}


def test_a_stretch_without_sentences_is_left_out_and_counted() -> None:
    dump = "0f" * LONGEST
    text = f"{SENTENCE}{dump}. {SENTENCE}".strip()
    document = Pipeline([SyntaxStage(), LossStage()])(document_of(text))
    assert document.syntax is not None and len(document.syntax.sentences) == 2
    (loss,) = document.losses
    assert "were not parsed" in loss.reason and loss.span is not None and dump in loss.span.text(text)
