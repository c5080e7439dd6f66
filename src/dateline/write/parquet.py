"""Parquet of the flat profile, typed; written in row groups, so that memory stays flat."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from itertools import chain, islice
from typing import Any, BinaryIO

from dateline.types import Document
from dateline.types.view import View
from dateline.write.belonging import BELONGING, member_cells
from dateline.write.exporter import Counting
from dateline.write.flat import COLUMNS, Cell, cells

GROUP = 5000
"""Statements in a row group."""


class ParquetWriter:
    """Snappy-compressed, one flat column for each of COLUMNS; absent values are null."""

    name = "parquet"
    extension = ".parquet"
    binary = True

    def write(self, documents: Iterable[Document], out: BinaryIO) -> None:
        write_rows(chain.from_iterable(map(cells, documents)), arrow_schema(), out)


class ParquetExporter(Counting):
    """The flat profile of a record with its episode, family and review."""

    name = "parquet"
    extension = ".parquet"
    binary = True

    def write(self, view: View, out: BinaryIO) -> None:
        self.counts["rows"] += write_rows(member_cells(view), arrow_schema((*COLUMNS, *BELONGING)), out)


def write_rows(rows: Iterator[list[Cell]], schema: Any, out: BinaryIO) -> int:
    """Write the rows group by group; how many there were."""
    import pyarrow
    import pyarrow.parquet

    types, count = [field.type for field in schema], 0
    with pyarrow.parquet.ParquetWriter(Stream(out), schema) as file:
        for group in groups(rows):
            columns = [pyarrow.array(cell, kind) for cell, kind in zip(zip(*group, strict=True), types, strict=True)]
            file.write_table(pyarrow.Table.from_arrays(columns, schema=schema))
            count += len(group)
    return count


def arrow_schema(columns: Iterable[Any] = COLUMNS) -> Any:
    """The Arrow schema of columns that have a name and a kind."""
    import pyarrow

    kinds = {
        "string": pyarrow.string(),
        "integer": pyarrow.int64(),
        "number": pyarrow.float64(),
        "boolean": pyarrow.bool_(),
    }
    return pyarrow.schema([(column.name, kinds[column.kind]) for column in columns])


def groups(rows: Iterator[list[Cell]]) -> Iterator[list[list[Cell]]]:
    while group := list(islice(rows, GROUP)):
        yield group


class Stream:
    """A file that only ever goes forward and knows how far: a pipe cannot tell, and Parquet must know."""

    closed = False

    def __init__(self, out: BinaryIO) -> None:
        self.out, self.at = out, 0

    def write(self, data: bytes) -> int:
        self.out.write(data)
        self.at += len(data)
        return len(data)

    def tell(self) -> int:
        return self.at

    def writable(self) -> bool:
        return True

    def readable(self) -> bool:
        return False

    def seekable(self) -> bool:
        return False

    def flush(self) -> None:
        self.out.flush()

    def close(self) -> None:
        """The caller's file stays open."""
