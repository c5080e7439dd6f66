"""Which text family a report is of, kept on the disk: a lookup table that would grow with the record."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator, Mapping
from functools import lru_cache

from dateline.types.episode import Family

HELD = 4096
"""Answers that are kept: statements come by day, so that those of a report are asked for close together."""


class Kin(Mapping[str, str]):
    """Family by report. A report that is a family by itself is left out, whose id is that of the family."""

    def __init__(self) -> None:
        self.table = sqlite3.connect("", isolation_level=None)  # no name: a file that vanishes
        self.table.execute("PRAGMA journal_mode = OFF")
        self.table.execute("CREATE TABLE kin (report BLOB PRIMARY KEY, family BLOB NOT NULL) WITHOUT ROWID")
        self.asked = lru_cache(HELD)(self.look_up)

    def add(self, family: Family) -> None:
        if len(family.reports) > 1:
            rows = [(packed(report), packed(family.id)) for report in family.reports]
            self.table.executemany("INSERT INTO kin VALUES (?, ?)", rows)

    def look_up(self, report: str) -> str | None:
        row = self.table.execute("SELECT family FROM kin WHERE report = ?", (packed(report),)).fetchone()
        return row[0].decode("utf-8", "surrogatepass") if row else None

    def __getitem__(self, report: str) -> str:
        found = self.asked(report)
        if found is None:
            raise KeyError(report)
        return found

    def get(self, report: str, default: str = "") -> str:  # type: ignore[override]
        return self.asked(report) or default

    def __len__(self) -> int:
        return int(self.table.execute("SELECT count(*) FROM kin").fetchone()[0])

    def __iter__(self) -> Iterator[str]:
        for (report,) in self.table.execute("SELECT report FROM kin ORDER BY report"):
            yield report.decode("utf-8", "surrogatepass")


def packed(name: str) -> bytes:
    return name.encode("utf-8", "surrogatepass")
