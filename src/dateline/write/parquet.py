"""Parquet of the flat profile, typed; written in row groups, so that memory stays flat."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from itertools import chain, islice
from typing import Any, BinaryIO

from dateline.types import Document
from dateline.write.flat import COLUMNS, Cell, cells

GROUP = 5000
"""Statements in a row group."""


class ParquetWriter:
    """Snappy-compressed, one flat column for each of COLUMNS; absent values are null."""

    name = "parquet"
    extension = ".parquet"
    binary = True

    def write(self, documents: Iterable[Document], out: BinaryIO) -> None:
        import pyarrow
        import pyarrow.parquet

        schema = arrow_schema()
        types = [field.type for field in schema]
        with pyarrow.parquet.ParquetWriter(Stream(out), schema) as file:
            for rows in groups(chain.from_iterable(map(cells, documents))):
                columns = [pyarrow.array(cell, kind) for cell, kind in zip(zip(*rows, strict=True), types, strict=True)]
                file.write_table(pyarrow.Table.from_arrays(columns, schema=schema))


def arrow_schema() -> Any:
    import pyarrow

    kinds = {
        "string": pyarrow.string(),
        "integer": pyarrow.int64(),
        "number": pyarrow.float64(),
        "boolean": pyarrow.bool_(),
    }
    return pyarrow.schema([(column.name, kinds[column.kind]) for column in COLUMNS])


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
