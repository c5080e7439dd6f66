"""One suite over every writer in the table: whatever text a report holds, a writer writes it and loses nothing."""

from __future__ import annotations

import io

import pytest

from dateline.errors import DatelineError
from dateline.types import Document
from dateline.write.format import FORMATS, Writer, writer_of
from tests.write.build import agency, empty, everything, hostile

NAMES = [format.name for format in FORMATS]


def written(name: str, documents: list[Document]) -> bytes:
    out = io.BytesIO()
    writer_of(name).write(documents, out)
    assert not out.closed
    return out.getvalue()


@pytest.mark.parametrize("name", NAMES)
def test_says_what_the_table_says(name: str) -> None:
    writer = writer_of(name)
    line = next(format for format in FORMATS if format.name == name)
    assert isinstance(writer, Writer)
    assert (writer.name, writer.extension) == (name, line.extension)


@pytest.mark.parametrize("name", NAMES)
def test_same_documents_same_bytes(name: str) -> None:
    assert written(name, everything()) == written(name, everything())


@pytest.mark.parametrize("name", NAMES)
def test_text_formats_are_utf8_whatever_the_text_holds(name: str) -> None:
    data = written(name, everything())
    if not writer_of(name).binary:
        data.decode("utf-8")


@pytest.mark.parametrize("name", NAMES)
@pytest.mark.parametrize("document", hostile(), ids=["arabic", "emoji", "surrogate", "script", "link"])
def test_every_statement_is_there(name: str, document: Document) -> None:
    with_one, with_none = written(name, [document]), written(name, [empty()])
    assert len(with_one) > len(with_none)


@pytest.mark.parametrize("name", NAMES)
def test_nothing_to_write(name: str) -> None:
    written(name, [])
    written(name, [empty()])


@pytest.mark.parametrize("name", NAMES)
def test_takes_documents_one_by_one(name: str) -> None:
    """At most one document beyond what was asked for is read before the first is written."""
    out = io.BytesIO()
    sizes: list[int] = []

    def documents():  # type: ignore[no-untyped-def]
        for _ in range(4):
            sizes.append(len(out.getvalue()))
            yield agency()

    writer_of(name).write(documents(), out)
    if name != "parquet":  # its row groups gather some thousand rows, which is what bounds it
        assert sizes[-1] > sizes[0]


def test_unknown_format_names_the_known_ones() -> None:
    with pytest.raises(DatelineError, match="use one of table, jsonl, csv, parquet, html"):
        writer_of("xlsx")
