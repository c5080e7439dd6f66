"""From a statement back to the bytes that were delivered, when the file is still where it was and unchanged."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from pathlib import Path

from dateline.read.delivery import Delivery
from dateline.read.folder import deliveries
from dateline.read.format import open_documents
from dateline.types.document import Document
from dateline.types.statement import Statement
from dateline.write.why import Traced

LARGEST = 64 * 2**20
"""Bytes of a file that is opened again for one statement."""


def trace(document: Document, statement: Statement, recipe: str = "") -> Traced:
    """Where sentence and trigger stand in the delivered file: in the whole of it, or in the row, object or entry that
    the report was. The file is opened again, and believed only if it gives the same report with the same text."""
    if document.origin:
        return traced(document, statement)
    path = file_of(document.report.path)
    if path is None:
        what = "the delivered file is no longer where it was, so its bytes cannot be told"
        known = document.report.path and not Path(document.report.path).is_absolute()
        return Traced(missing=f"{what} - ask in the folder in which the record was built" if known else what)
    if path.stat().st_size > LARGEST:
        return Traced(missing=f"the delivered file is larger than {LARGEST >> 20} MB; bytes are not looked up in it")
    for again in opened(path, columns_of(recipe)):
        if again.report.id == document.report.id:
            if again.text == document.text:
                return traced(again, statement)
            return Traced(missing="the delivered file is read otherwise by this version, so its bytes cannot be told")
    return Traced(missing="the delivered file has changed since it was read, so its bytes cannot be told")


def traced(document: Document, statement: Statement) -> Traced:
    return Traced(document.bytes_of(statement.sentence), document.bytes_of(statement.trigger))


def file_of(path: str) -> Path | None:
    """The file of a report's path, which in a file of many reports ends in the place of the report."""
    while path:
        try:
            if Path(path).is_file():
                return Path(path)
        except (OSError, ValueError):
            return None
        path = path.rpartition(":")[0]
    return None


def opened(path: Path, columns: Mapping[str, str]) -> Iterator[Document]:
    for delivery in deliveries([path], like=Delivery("", columns=columns)):
        if isinstance(delivery, Delivery):
            yield from (item for item in open_documents(delivery) if isinstance(item, Document))


def columns_of(recipe: str) -> dict[str, str]:
    """The columns that the recipe names: "text=body published=day"."""
    pairs = (word.partition("=") for word in recipe.split() if "=" in word)
    return {field: column for field, _, column in pairs if not (field == "published" and column[:1].isdigit())}
