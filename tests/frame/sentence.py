"""Gold written inside the sentence: "[Rebels|actor] [shelled|ASSAULT] [the fort|recipient]." """

from __future__ import annotations

import re
from dataclasses import dataclass

from dateline.ontology.lexicon import RELATIONS, TYPES
from dateline.pipeline import Pipeline
from dateline.read.text import document_of
from dateline.types import Document, Mention, Span, Statement

MARK = re.compile(r"\[([^\[\]|]+)\|([^\[\]|]+)\]")


@dataclass(frozen=True)
class Gold:
    text: str
    spans: dict[str, list[Span]]


def gold_of(marked: str) -> Gold:
    """Plain text and the spans of each mark, offsets computed."""
    text, at, spans = "", 0, {}
    for mark in MARK.finditer(marked):
        text += marked[at : mark.start()]
        spans.setdefault(mark.group(2), []).append(Span(len(text), len(text) + len(mark.group(1))))
        text += mark.group(1)
        at = mark.end()
    return Gold(text + marked[at:], spans)


def read(text: str, published: str | None = "2024-05-16") -> Document:
    return Pipeline()(document_of(text, published=published))


def statements(marked: str) -> tuple[Gold, Document]:
    gold = gold_of(marked)
    return gold, read(gold.text)


def find(document: Document, type_: str) -> list[Statement]:
    return [s for s in document.statements if s.type == type_]


def heads(document: Document, mentions: tuple[Mention, ...]) -> set[str]:
    assert document.syntax is not None
    return {document.syntax.tokens[m.head].text for m in mentions}


def check_row(marked: str) -> Statement:
    """The one statement whose trigger is marked with its type has exactly the marked actors and recipients.

    Participants match when the head of the found mention lies inside the marked words.
    """
    gold, document = statements(marked)
    kinds = [kind for kind in gold.spans if kind in TYPES or kind in RELATIONS]
    assert len(kinds) == 1, "mark one trigger with its type"
    hits = [s for s in find(document, kinds[0]) if s.trigger.overlaps(gold.spans[kinds[0]][0])]
    told = [(s.type, s.trigger.text(document.text)) for s in document.statements]
    assert len(hits) == 1, f"{kinds[0]} expected once, found {told} in: {gold.text}"
    for role, found in (("actor", hits[0].actors), ("recipient", hits[0].recipients)):
        expected = gold.spans.get(role, [])
        starts = [document.syntax.tokens[m.head].start for m in found]  # type: ignore[union-attr]
        for span in expected:
            assert any(span.start <= s < span.end for s in starts), (
                f"{role} {span.text(gold.text)!r} not among {[m.text for m in found]} in: {gold.text}"
            )
        assert len(found) == len(expected), f"{role}s: {[m.text for m in found]} in: {gold.text}"
    return hits[0]
