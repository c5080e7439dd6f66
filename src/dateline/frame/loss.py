"""What of the report did not become statements, and why: nothing is lost in silence."""

from __future__ import annotations

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


def unparsed(document: Document) -> list[Loss]:
    """Paragraphs that hold no sentence: too long for the parser."""
    assert document.syntax is not None
    read = {sentence.block for sentence in document.syntax.sentences}
    return [
        Loss("syntax", f"a block of {len(block.span)} characters was not parsed", block.span)
        for k, block in enumerate(document.blocks)
        if block.kind != "furniture" and len(block.span) and k not in read
    ]


def played(document: Document) -> list[Loss]:
    assert document.syntax is not None
    sentences = document.syntax.sentences
    return [
        Loss("statement", "read as sport or fiction, events left out", Span(sentences[i].start, sentences[i].end))
        for i in sorted(played_sentences(document.syntax))
    ]
