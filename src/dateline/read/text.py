"""Plain text -> Document (placeholder until the reading room is complete)."""

from __future__ import annotations

from hashlib import sha256

from dateline.types import Block, Document, Report, Run, Span


def document_of(
    text: str,
    *,
    title: str | None = None,
    published: str | None = None,
    source: str | None = None,
    language: str | None = "en",
    url: str | None = None,
    path: str = "",
) -> Document:
    """A document straight from a string, one block a line."""
    data = text.encode("utf-8", "surrogatepass")
    digest = sha256(data).hexdigest()
    blocks, at = [], 0
    for line in text.splitlines(keepends=True):
        words = line.strip()
        if words:
            start = at + line.index(words)
            blocks.append(Block(Span(start, start + len(words))))
        at += len(line)
    report = Report(digest[:16], digest, title, source, published, language, url, path=path, size=len(data))
    return Document(report, text, tuple(blocks), origin=(Run(0, len(text), 0, len(data)),))
