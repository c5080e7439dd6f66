"""What of the report did not become statements, and why: nothing is lost in silence."""

from __future__ import annotations

from itertools import pairwise

from dateline.frame.genre import played_sentences
from dateline.types import Document, Loss, Span


class LossStage:
    """Adds to the reader's losses the unparsed blocks and the sentences left out as games or fiction."""

    name = "loss"
    version = "1"
    needs = ("syntax",)
    gives = "losses"

    def __call__(self, document: Document) -> tuple[Loss, ...]:
        return (*document.losses, *unparsed(document), *played(document))


GAP = 1000
"""Code points between two sentences from which on something was left out there."""


def unparsed(document: Document) -> list[Loss]:
    """Paragraphs, and stretches of paragraphs, that hold no sentence: too long for the parser."""
    assert document.syntax is not None
    ends: dict[int, list[Span]] = {}
    for sentence in document.syntax.sentences:
        ends.setdefault(sentence.block, []).append(Span(sentence.start, sentence.end))
    found = []
    for k, block in enumerate(document.blocks):
        if block.kind == "furniture" or not len(block.span):
            continue
        if k not in ends:
            found.append(Loss("syntax", f"a block of {len(block.span)} characters was not parsed", block.span))
            continue
        edges = [Span(block.span.start, block.span.start), *ends[k], Span(block.span.end, block.span.end)]
        for gap in (Span(a.end, b.start) for a, b in pairwise(edges) if b.start - a.end > GAP):
            found.append(Loss("syntax", f"{len(gap)} characters without an end of a sentence were not parsed", gap))
    return found


def played(document: Document) -> list[Loss]:
    assert document.syntax is not None
    sentences = document.syntax.sentences
    return [
        Loss("statement", "read as sport or fiction, events left out", Span(sentences[i].start, sentences[i].end))
        for i in sorted(played_sentences(document.syntax))
    ]
