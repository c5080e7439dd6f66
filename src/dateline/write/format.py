"""The output formats, one line each, and what every writer does."""

from __future__ import annotations

from collections.abc import Iterable
from importlib import import_module
from typing import BinaryIO, NamedTuple, Protocol, cast, runtime_checkable

from dateline.errors import DatelineError
from dateline.types import Document


@runtime_checkable
class Writer(Protocol):
    """Writes documents to a binary file, one after the other, and never gathers them.

    `extension` begins with a dot; `binary` is True for formats that no terminal can show. `write` takes read
    documents, leaves `out` open and raises only what `out` raises: any text can be written in any format.
    """

    @property
    def name(self) -> str: ...
    @property
    def extension(self) -> str: ...
    @property
    def binary(self) -> bool: ...

    def write(self, documents: Iterable[Document], out: BinaryIO) -> None: ...


class Format(NamedTuple):
    name: str
    extension: str
    module: str
    writer: str
    what: str


FORMATS: tuple[Format, ...] = (
    Format("table", ".txt", "table", "TableWriter", "for people, on a terminal"),
    Format("jsonl", ".jsonl", "jsonl", "JsonlWriter", "the contract: one statement as JSON on each line"),
    Format("csv", ".csv", "csv", "CsvWriter", "flat columns, one statement a row"),
    Format("parquet", ".parquet", "parquet", "ParquetWriter", "the same flat columns, typed"),
    Format("html", ".html", "html", "HtmlWriter", "one page that shows statements beside their words"),
)


def writer_of(name: str) -> Writer:
    """The writer of a format by its name; imported here so that the others' libraries stay unloaded."""
    for format in FORMATS:
        if format.name == name:
            return cast(Writer, getattr(import_module(f"dateline.write.{format.module}"), format.writer)())
    names = ", ".join(format.name for format in FORMATS)
    raise DatelineError(f"no output format is called {name!r}", cure=f"use one of {names}")
