"""Rows as they come: a file of any length that is never in memory as a whole, with the number of its rows ahead."""

from __future__ import annotations

import csv
from collections.abc import Iterable, Iterator, Mapping, Sequence
from io import StringIO
from typing import Any, NamedTuple

from dateline.store.codec import to_json
from dateline.types.document import Document
from dateline.types.episode import Member
from dateline.write.belonging import NAMES
from dateline.write.csv import SpreadsheetExporter
from dateline.write.flat import Cell, items
from dateline.write.found import found_cells

PIECE = 1 << 16
"""Characters that are sent at once."""


class Stream(NamedTuple):
    """`rows` is the number that `pieces` will hold, without the header of a table."""

    name: str
    media: str
    rows: int
    pieces: Iterator[bytes]


def csv_stream(rows: int, found: Iterable[tuple[Document, Member]]) -> Stream:
    """Statements in the flat profile."""
    return table_stream("statements.csv", rows, NAMES, found_cells(found))


def rows_stream(name: str, count: int, rows: Iterable[Mapping[str, Any]], columns: Sequence[str]) -> Stream:
    """Rows of a list as a table; a list in a cell is written as in the flat profile."""
    return table_stream(name, count, columns, ([cell(row[column]) for column in columns] for row in rows))


def cell(value: Any) -> Cell:
    found: Cell = items(value) if isinstance(value, list) else value
    return found


def table_stream(name: str, count: int, columns: Sequence[str], rows: Iterable[Sequence[Cell]]) -> Stream:
    return Stream(name, "text/csv; charset=utf-8; header=present", count, csv_pieces(columns, rows))


def csv_pieces(columns: Sequence[str], rows: Iterable[Sequence[Cell]]) -> Iterator[bytes]:
    """As the spreadsheet profile writes it: a mark of UTF-8, every text quoted, formulas defused."""
    sheet, held = SpreadsheetExporter(), StringIO(newline="")
    held.write("\ufeff")
    table = csv.writer(held, lineterminator="\r\n", quoting=csv.QUOTE_NONNUMERIC)
    table.writerow(columns)
    for cells in rows:
        table.writerow([sheet.harmless(value) for value in cells])
        if held.tell() >= PIECE:
            yield taken(held)
    yield taken(held)


def taken(held: StringIO) -> bytes:
    piece = held.getvalue()
    held.seek(0)
    held.truncate()
    return piece.encode("utf-8")


def jsonl_stream(name: str, rows: int, lines: Iterable[Any]) -> Stream:
    return Stream(name, "application/x-ndjson", rows, jsonl_pieces(lines))


def jsonl_pieces(lines: Iterable[Any]) -> Iterator[bytes]:
    held: list[bytes] = []
    size = 0
    for line in lines:
        held.append(to_json(line) + b"\n")
        size += len(held[-1])
        if size >= PIECE:
            yield b"".join(held)
            held, size = [], 0
    yield b"".join(held)
