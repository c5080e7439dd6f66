"""What the profiles of other event data share: one happening a row, their column names, and that it is not theirs."""

from __future__ import annotations

import csv
from collections.abc import Callable, Iterable
from io import TextIOWrapper
from typing import BinaryIO, NamedTuple

from dateline.types.view import View
from dateline.write.csv import printed
from dateline.write.exporter import Counting
from dateline.write.flat import Cell
from dateline.write.glyph import encodable
from dateline.write.happening import Happening, Party

Value = Callable[[Happening], Cell]
HABITUAL = "episodes that are only said to happen again and again"
NOT_SAID = "episodes that no report says to have happened (planned, asked for, denied, ...)"
COUNTS_ALONE = "episodes of counts alone, without what happened"
TYPES_DIFFER = "episodes on whose type reports differ"


SPACES = dict.fromkeys(map(ord, "\t\r\n"), " ")


class Column(NamedTuple):
    name: str
    value: Value


def empty(happening: Happening) -> Cell:
    """Of columns that hold what dateline does not know, or what only their makers can say."""
    return None


def columns(names: Iterable[str], **values: Value) -> tuple[Column, ...]:
    """The columns in their order; those without a value stay empty."""
    names = list(names)
    assert set(values) <= {plain_name(name) for name in names}, set(values) - {plain_name(name) for name in names}
    return tuple(Column(name, values.get(plain_name(name), empty)) for name in names)


def plain_name(name: str) -> str:
    """The name as a Python name."""
    return name.replace(" ", "_").lower()


OURS: tuple[Column, ...] = (
    Column("dateline_episode", lambda h: h.episode.id),
    Column("dateline_reports", lambda h: len(h.reports)),
    Column("dateline_voices", lambda h: h.episode.voices),
    Column("dateline_said_by", lambda h: "; ".join(h.voices)),
    Column("dateline_time", lambda h: "; ".join(dict.fromkeys(
        f"{t.start or ''}/{t.end or ''}" for t in (m.statement.time for m in h.members) if t)) or None),
    Column("dateline_killed", lambda h: h.figures or None),
)  # fmt: skip
"""What reports said, beside columns that stay empty where they differ."""


class ProfileExporter(Counting):
    """A table of happenings. `of` names whose columns they are, `delimiter` separates cells as in their files."""

    name = ""
    extension = ".csv"
    binary = False
    of = ""
    delimiter = ","
    columns: tuple[Column, ...] = ()

    @property
    def notice(self) -> str:  # type: ignore[override]
        return (
            f"Not data of {self.of}: made by dateline from news reports, with the column names of {self.of}. "
            "Cells that reports do not state, or on which they differ, are empty."
        )

    @property
    def mark(self) -> Column:
        """The last column: its name says whose data it is not, wherever the file goes."""
        return Column(f"made_by_dateline_not_data_of_{plain_name(self.of)}", lambda h: self.notice)

    def reason(self, happening: Happening) -> str | None:
        """Why a happening has no row; None where it has one."""
        return None

    def write(self, view: View, out: BinaryIO) -> None:
        actors = {entity: actor for actor in view.actors() for entity in actor.entities}
        every = (*self.columns, *OURS, self.mark)
        lines = TextIOWrapper(out, "utf-8", newline="", write_through=True)
        try:
            rows = csv.writer(lines, delimiter=self.delimiter, lineterminator="\n")
            rows.writerow([column.name for column in every])
            for episode in view.episodes():
                happening = Happening(episode, actors)
                if why := unfit(happening) or self.reason(happening):
                    self.left_out[why] += 1
                    continue
                cells = (printed(column.value(happening)) for column in every)
                rows.writerow([self.cell(cell) for cell in cells])
                self.counts["rows"] += 1
        finally:
            lines.detach()

    def cell(self, cell: Cell) -> Cell:
        """Many who read files separated by tabs know no quotation: no cell there has a tab or a line end."""
        if not isinstance(cell, str):
            return cell
        return encodable(cell.translate(SPACES) if self.delimiter == "\t" else cell)


def unfit(happening: Happening) -> str | None:
    if not happening.members:
        counts = all(member.statement.kind == "figure" for member in happening.episode.members)
        return HABITUAL if happening.said else COUNTS_ALONE if counts else NOT_SAID
    return TYPES_DIFFER if happening.type is None else None


def sole(parties: tuple[Party, ...]) -> Party | None:
    """The only party; None where there are several, of whom nobody is picked."""
    return parties[0] if len(parties) == 1 else None


def names(parties: tuple[Party, ...]) -> str | None:
    return "; ".join(party.name.replace(";", ",") for party in parties) or None


def shared(values: Iterable[tuple[str, ...]]) -> tuple[str, ...]:
    """The items that every tuple has, in the order of the first."""
    first, *others = [*values] or [()]
    return tuple(item for item in first if all(item in other for other in others))
