"""What the tests of the reading room share: a delivery read in one call, and the words that bytes decode to."""

from __future__ import annotations

import re
from typing import Any

from dateline.read.delivery import Delivery
from dateline.read.failure import Failure
from dateline.read.format import open_documents
from dateline.types import Document, Span

BODY = (
    "The army said on Monday that it had killed forty rebels in the north of the country.\n"
    "A spokesman for the rebels denied that and said the villages were still in their hands."
)


def read_all(data: bytes, name: str = "delivery", **hints: Any) -> list[Document | Failure]:
    return list(open_documents(Delivery(name, data, **hints)))


def read_one(data: bytes, name: str = "delivery", **hints: Any) -> Document:
    (document,) = read_all(data, name, **hints)
    assert isinstance(document, Document), document
    return document


def fail_one(data: bytes, name: str = "delivery", **hints: Any) -> Failure:
    (failure,) = read_all(data, name, **hints)
    assert isinstance(failure, Failure), failure
    assert failure.where and failure.what and failure.cure
    assert "\n" not in str(failure)
    return failure


def kinds(document: Document) -> list[tuple[str, str]]:
    return [(block.kind, block.span.text(document.text)) for block in document.blocks]


def delivered(document: Document, span: Span, data: bytes) -> str | None:
    """The words that the span's bytes decode to, None when it has none."""
    found = document.bytes_of(span)
    return data[slice(*found)].decode(document.report.encoding.name) if found else None


def assert_mapped(document: Document, data: bytes) -> None:
    """Every word of the text is found in the bytes that the map leads to."""
    for hit in re.finditer(r"\S+", document.text):
        assert delivered(document, Span(*hit.span()), data) == hit[0]
