"""What was found in a record, in the formats of `find`: the contract with where each statement belongs, or flat."""

from __future__ import annotations

import csv
from collections.abc import Iterable, Iterator
from dataclasses import replace
from io import TextIOWrapper
from typing import Any, BinaryIO, Protocol

import orjson

from dateline.errors import DatelineError
from dateline.types.episode import Member
from dateline.write.belonging import BELONGING, NAMES
from dateline.write.csv import printed
from dateline.write.flat import COLUMNS, Cell, cells
from dateline.write.glyph import encodable
from dateline.write.member import Found, MemberTable
from dateline.write.record import row_of


class FoundWriter(Protocol):
    """Writes statements one after the other to a binary file, and leaves it open."""

    @property
    def binary(self) -> bool: ...

    def write(self, found: Iterable[Found], out: BinaryIO) -> None: ...


class FoundJsonl:
    """The contract, one statement a line, and behind its keys `record`: family, agency, episode, review."""

    binary = False

    def write(self, found: Iterable[Found], out: BinaryIO) -> None:
        for pair in found:
            out.write(orjson.dumps(member_row(pair), option=orjson.OPT_APPEND_NEWLINE))


class FoundCsv:
    """The flat profile with where each statement belongs."""

    binary = False

    def write(self, found: Iterable[Found], out: BinaryIO) -> None:
        lines = TextIOWrapper(out, "utf-8", newline="", write_through=True)
        try:
            rows = csv.writer(lines, lineterminator="\r\n")
            rows.writerow(NAMES)
            rows.writerows([printed(cell) for cell in row] for row in found_cells(found))
        finally:
            lines.detach()


class FoundParquet:
    """The same, typed."""

    binary = True

    def write(self, found: Iterable[Found], out: BinaryIO) -> None:
        from dateline.write.parquet import arrow_schema, write_rows

        write_rows(found_cells(found), arrow_schema((*COLUMNS, *BELONGING)), out)


WRITERS: dict[str, type[FoundWriter]] = {
    "table": MemberTable, "jsonl": FoundJsonl, "csv": FoundCsv, "parquet": FoundParquet,
}  # fmt: skip


def found_writer(name: str) -> FoundWriter:
    if name not in WRITERS:
        raise DatelineError(f"no format of find is called {name!r}", cure=f"use one of {', '.join(WRITERS)}")
    return WRITERS[name]()


def found_cells(found: Iterable[Found]) -> Iterator[list[Cell]]:
    """One row of cells for each statement, in the order of NAMES."""
    for document, member in found:
        (row,) = cells(replace(document, statements=(member.statement,)))
        added = (column.value(member) for column in BELONGING)
        yield row + [encodable(cell) if isinstance(cell, str) else cell for cell in added]


def as_arrow(found: Iterable[Found]) -> Any:
    """A pyarrow.Table of the flat profile, built in groups so that Python objects do not pile up."""
    import pyarrow

    from dateline.write.parquet import arrow_schema, groups

    schema = arrow_schema((*COLUMNS, *BELONGING))
    batches = [
        pyarrow.RecordBatch.from_arrays(
            [pyarrow.array(cell, field.type) for cell, field in zip(zip(*rows, strict=True), schema, strict=True)],
            schema=schema,
        )
        for rows in groups(found_cells(found))
    ]
    return pyarrow.Table.from_batches(batches, schema)


def member_row(pair: Found) -> dict[str, Any]:
    """The statement as the contract has it, and behind it where it belongs in the record."""
    document, member = pair
    return {**row_of(document, member.statement), "record": belonging_row(member)}


def belonging_row(member: Member) -> dict[str, Any]:
    return {column.name: column.value(member) for column in BELONGING}
