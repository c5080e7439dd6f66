"""CSV (RFC 4180, UTF-8) of the flat profile. Cells hold the text as it is, also where it begins with "="."""

from __future__ import annotations

import csv
from collections.abc import Iterable
from io import TextIOWrapper
from typing import BinaryIO

from dateline.types import Document
from dateline.write.flat import COLUMNS, Cell, cells


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
