"""Which words of the text belong to which part of which statement, and the text cut at all their borders."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from itertools import pairwise
from typing import NamedTuple

from dateline.types import Mention, Span, Statement

PARTS = ("trigger", "who", "whom", "where", "when", "number", "source", "cue", "said")
"""Parts of a statement that have words, the most telling first."""


class Mark(NamedTuple):
    """Code points [start, end) are the `part` of statement number `statement`."""

    start: int
    end: int
    statement: int
    part: str


class Segment(NamedTuple):
    """A piece of text that no mark begins or ends inside; `marks` are all that cover it, best part first."""

    start: int
    end: int
    marks: tuple[Mark, ...]


def marks_of(statement: Statement, number: int = 0) -> list[Mark]:
    """All words of one statement with their parts, antecedents beside the words that refer to them."""
    spans: list[tuple[Span, str]] = [(statement.trigger, "trigger")]
    spans += [(span, "who") for span in mention_spans(statement.actors)]
    spans += [(span, "whom") for span in mention_spans(statement.recipients)]
    spans += [(statement.place.span, "where")] if statement.place else []
    spans += [(statement.time.span, "when")] if statement.time else []
    spans += [(figure.span, "number") for figure in statement.figures]
    for voice in statement.attribution:
        spans += [(span, "source") for span in mention_spans([voice.source] if voice.source else [])]
        spans += [(voice.cue, "cue"), *((span, "said") for span in voice.content)]
    return [Mark(span.start, span.end, number, part) for span, part in spans if len(span) > 0]


def mention_spans(mentions: Iterable[Mention]) -> Iterator[Span]:
    for mention in mentions:
        yield mention.span
        if mention.antecedent:
            yield mention.antecedent


def segments(marks: Sequence[Mark], start: int, end: int) -> Iterator[Segment]:
    """The text from start to end in pieces; marks may nest, overlap and reach beyond either side."""
    inside = sorted({m for m in marks if m.start < end and start < m.end})
    edges = sorted({start, end, *(max(m.start, start) for m in inside), *(min(m.end, end) for m in inside)})
    active: list[Mark] = []
    k = 0
    for left, right in pairwise(edges):
        while k < len(inside) and inside[k].start <= left:
            active.append(inside[k])
            k += 1
        active = [mark for mark in active if mark.end > left]
        yield Segment(left, right, tuple(sorted(active, key=lambda m: (PARTS.index(m.part), m))))
