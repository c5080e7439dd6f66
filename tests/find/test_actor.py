"""Mentions of actors in own sentences. `[words|kind]` marks a mention that must be found with exactly that span
and kind, and `{words}` words that must not be a mention."""

from __future__ import annotations

import re
from dataclasses import replace

import pytest

from dateline.find.actor import ActorStage
from dateline.find.syntax import SyntaxStage
from dateline.types import Block, Document, Report, Span

MARK = re.compile(r"\[([^\[\]|]+)\|(\w+)\]|\{([^{}]+)\}")


def read(text: str) -> Document:
    document = Document(Report("x", ""), text, (Block(Span(0, len(text))),))
    document = replace(document, syntax=SyntaxStage()(document))
    return replace(document, mentions=ActorStage()(document))


def take_gold(marked: str) -> tuple[str, list[tuple[Span, str]], list[Span]]:
    """The bare text, the marked mentions with kinds, and the spans that must be none."""
    text, at, gold, barred = "", 0, [], []
    for match in MARK.finditer(marked):
        text += marked[at : match.start()]
        words = match.group(1) or match.group(3)
        span = Span(len(text), len(text) + len(words))
        if match.group(1):
            gold.append((span, match.group(2)))
        else:
            barred.append(span)
        text += words
        at = match.end()
    return text + marked[at:], gold, barred


SENTENCES = [
    "President [Vladimir Putin|person] met [Ali Karimov|person] in [Damascus|place].",
    "The [head of the Kerovian security service (KSS)|person] said Thursday that some 200 [Russian Islamists|group] "
    "were fighting in [Syria|country].",
    "[Ayman al-Harthi|person], [its leader|person], called for revenge.",
    "{Russian} troops killed 40 [civilians|group] and two [policemen|group] near [Grozny|place], the army said.",
    "[Security forces|organisation] shot at [protesters|group] outside the [defence ministry|organisation].",
    "[Both sides|group] agreed to talk, said the [president of Moldova|person].",
    "[ISIL|organisation] seized two villages, [residents|group] said.",
    "[Israeli|country] strikes on [Nablus|place] killed dozens of [people|group].",
    "[Thousands|group] marched in [Nairobi|place] on Sunday.",
    "The [wounded|group] were taken to a clinic by [soldiers|group].",
    "A major [police|organisation] raid began.",
    "A [police|organisation] raid freed three [hostages|group].",
    "Dozens of [Palestinians|group] crossed into [Egypt|country] last week.",
    "The [Free Kerovian Army|organisation] shelled the base.",
]


@pytest.mark.parametrize("marked", SENTENCES)
def test_mentions_are_found_with_span_and_kind(marked: str) -> None:
    text, gold, barred = take_gold(marked)
    found = {m.span: m.kind for m in read(text).mentions}
    for span, kind in gold:
        assert span in found, f"{span.text(text)!r} not among {[s.text(text) for s in found]}"
        assert found[span] == kind
    assert not set(barred) & set(found)


def test_every_mention_is_its_text_and_heads_do_not_repeat() -> None:
    text = "Gen. Ana Petrova’s troops – “loyal men”, she said – hit the Kerovian army’s depot in al-Bab; it burned."
    document = read(text)
    assert document.mentions
    for m in document.mentions:
        assert m.text == text[m.start : m.end]
        assert m.text.strip() == m.text
    heads = [m.head for m in document.mentions]
    assert len(heads) == len(set(heads))
    assert list(document.mentions) == sorted(document.mentions, key=lambda m: (m.start, -m.end))


@pytest.mark.parametrize(
    ("text", "description", "name"),
    [
        ("Foreign Minister Ana Petrova left for Geneva.", "Foreign Minister", "Ana Petrova"),
        ("Ana Petrova, the foreign minister, left for Geneva.", "foreign minister", "Ana Petrova"),
        ("Tomas Reyes, leader of the rebels, was shot dead.", "leader of the rebels", "Tomas Reyes"),
        ("The army chief, Tomas Reyes, resigned on Monday.", "army chief", "Tomas Reyes"),
    ],
)
def test_a_description_beside_a_name_points_at_it(text: str, description: str, name: str) -> None:
    found = {m.text: m for m in read(text).mentions}
    antecedent = found[description].antecedent
    assert antecedent is not None
    assert antecedent.text(text) == name


@pytest.mark.parametrize(
    ("text", "pronouns"),
    [
        ("It is clear that the army lost because it had no fuel.", ["it"]),
        ("Rebels who fled said they were hungry.", ["who", "they"]),
        ("Some were arrested and others fled.", ["Some", "others"]),
        ("There were clashes, and that was the end.", []),
    ],
)
def test_pronouns(text: str, pronouns: list[str]) -> None:
    assert [m.text for m in read(text).mentions if m.form == "pronoun"] == pronouns


@pytest.mark.parametrize(
    "text",
    [
        "The " * 400,
        "Ana Bo " * 300,
        "(FKA) " * 300,
        "- - al - " * 200,
        "of the head " * 300,
        "\u202eAna\u0301 \U0001f600's (",
        '"',
    ],
)
def test_text_that_is_none_gives_spans_of_the_text(text: str) -> None:
    for m in read(text).mentions:
        assert m.text == text[m.start : m.end] != ""


def test_headlines_lend_no_words_to_names() -> None:
    text = "Kerovian Rebels Hail Tomas Reyes Victory\nRebels cheered when Tomas Reyes spoke to the crowd in Geneva."
    cut = text.index("\n")
    document = Document(
        Report("x", ""), text, (Block(Span(0, cut), "title"), Block(Span(cut + 1, len(text)), "paragraph"))
    )
    document = replace(document, syntax=SyntaxStage()(document))
    names = [m.text for m in ActorStage()(document) if m.kind == "person" and m.form == "name"]
    assert names == ["Tomas Reyes", "Tomas Reyes"]


def test_no_syntax_no_mentions() -> None:
    assert ActorStage()(Document(Report("x", ""), "")) == ()
