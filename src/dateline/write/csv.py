"""CSV (RFC 4180, UTF-8) of the flat profile. Cells hold the text as it is, also where it begins with "=".

The spreadsheet profile alone changes cells: a spreadsheet runs what begins with =, +, - or @ as a formula.
"""

from __future__ import annotations

import csv
import re
from collections.abc import Iterable
from io import TextIOWrapper
from typing import BinaryIO

from dateline.types import Document
from dateline.types.view import View
from dateline.write.belonging import NAMES, member_cells
from dateline.write.exporter import Counting
from dateline.write.flat import COLUMNS, Cell, cells

LONGEST = 32_000
"""Characters that a cell of the spreadsheet profile holds; spreadsheets break off at 32,767."""
ENDS, SIGNS = r";,|\t\r\n", r"=+\-@\uff1d\uff0b\uff0d\uff20\u2212"
FORMULA = re.compile(rf"((?:^|[{ENDS}])[^\w{ENDS}{SIGNS}]*)(?=[{SIGNS}])")
"""Where a formula may begin: at the start of the cell, or after what some locale takes for the end of a cell. Signs
that some program strips or unquotes may stand before it, so the apostrophe goes right before the formula."""
STARTERS = ("\t", "\r", "\n")


class CsvWriter:
    """A header, then one statement a row; nothing known is an empty cell, truth is "true" or "false"."""

    name = "csv"
    extension = ".csv"
    binary = False

    def write(self, documents: Iterable[Document], out: BinaryIO) -> None:
        lines = TextIOWrapper(out, "utf-8", newline="", write_through=True)
        try:
            rows = csv.writer(lines, lineterminator="\r\n")
            rows.writerow([column.name for column in COLUMNS])
            for document in documents:
                rows.writerows([printed(cell) for cell in row] for row in cells(document))
        finally:
            lines.detach()


def printed(cell: Cell) -> Cell:
    """Truth in lower case, as R and pandas both take it; whole numbers without their ".0"."""
    if isinstance(cell, bool):
        return "true" if cell else "false"
    return int(cell) if isinstance(cell, float) and cell.is_integer() and abs(cell) < 2**53 else cell


class CsvExporter(Counting):
    """The flat profile of a record with its episode, family and review."""

    name = "csv"
    extension = ".csv"
    binary = False

    def write(self, view: View, out: BinaryIO) -> None:
        lines = TextIOWrapper(out, "utf-8", newline="", write_through=True)
        try:
            rows = csv.writer(lines, lineterminator="\r\n")
            rows.writerow(NAMES)
            for row in member_cells(view):
                rows.writerow([printed(cell) for cell in row])
                self.counts["rows"] += 1
        finally:
            lines.detach()


class SpreadsheetExporter(Counting):
    """The same for a spreadsheet: no cell is run, every cell is quoted, a mark says that it is UTF-8."""

    name = "csv-spreadsheet"
    extension = ".csv"
    binary = False
    notice = "For spreadsheets: an apostrophe stands before what they would run. For programs use csv or parquet."

    def write(self, view: View, out: BinaryIO) -> None:
        lines = TextIOWrapper(out, "utf-8", newline="", write_through=True)
        try:
            lines.write("\ufeff")
            rows = csv.writer(lines, lineterminator="\r\n", quoting=csv.QUOTE_NONNUMERIC)
            rows.writerow(NAMES)
            for row in member_cells(view):
                rows.writerow([self.harmless(cell) for cell in row])
                self.counts["rows"] += 1
        finally:
            lines.detach()

    def harmless(self, cell: Cell) -> Cell:
        cell = printed(cell)
        if not isinstance(cell, str):
            return cell
        if len(cell) > LONGEST:
            self.left_out["characters beyond the 32,000th of a cell"] += len(cell) - LONGEST
            cell = cell[:LONGEST]
        safe = defused(cell)
        self.counts["cells defused"] += safe != cell
        return safe


def defused(cell: str) -> str:
    """The cell with an apostrophe before each place where a spreadsheet would take a formula to begin."""
    marked = FORMULA.sub(r"\1'", cell)
    return "'" + marked if marked.startswith(STARTERS) else marked
