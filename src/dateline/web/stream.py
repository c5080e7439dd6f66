"""Rows as they come: a file of any length that is never in memory as a whole, with the number of its rows ahead."""

from __future__ import annotations

import csv
from collections.abc import Iterable, Iterator
from io import StringIO
from typing import Any, NamedTuple

from dateline.store.codec import to_json
from dateline.types.document import Document
from dateline.types.episode import Member
from dateline.write.belonging import NAMES
from dateline.write.csv import SpreadsheetExporter
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
    return Stream("statements.csv", "text/csv; charset=utf-8; header=present", rows, csv_pieces(found))


def csv_pieces(found: Iterable[tuple[Document, Member]]) -> Iterator[bytes]:
    """As the spreadsheet profile writes it: a mark of UTF-8, every text quoted, formulas defused."""
    sheet, held = SpreadsheetExporter(), StringIO(newline="")
    held.write("\ufeff")
    table = csv.writer(held, lineterminator="\r\n", quoting=csv.QUOTE_NONNUMERIC)
    table.writerow(NAMES)
    for cells in found_cells(found):
        table.writerow([sheet.harmless(cell) for cell in cells])
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
