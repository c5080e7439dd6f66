"""The flat profile of a record: the columns of `flat.py`, and then where in the record the statement belongs."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from typing import NamedTuple

from dateline.types.episode import Member
from dateline.types.view import View
from dateline.write.exporter import together
from dateline.write.flat import COLUMNS, Cell, cells
from dateline.write.glyph import encodable


class Belonging(NamedTuple):
    name: str
    kind: str
    value: Callable[[Member], Cell]
    meaning: str


BELONGING: tuple[Belonging, ...] = (
    Belonging("episode", "string", lambda m: m.episode, "the happening it is about; empty for what is none"),
    Belonging("family", "string", lambda m: m.family, "reports with this family reprint one another"),
    Belonging("agency", "string", lambda m: m.agency, "whom the text of the family is credited to"),
    Belonging("review", "string", lambda m: m.review, "accepted or edited; empty when nobody judged it"),
)
NAMES = [column.name for column in COLUMNS] + [column.name for column in BELONGING]
KINDS = [column.kind for column in COLUMNS] + [column.kind for column in BELONGING]


def member_cells(view: View) -> Iterator[list[Cell]]:
    """One row of cells for each statement of the view, in the order of NAMES."""
    for document, members in together(view):
        for row, member in zip(cells(document), members, strict=True):
            added = (column.value(member) for column in BELONGING)
            yield row + [encodable(cell) if isinstance(cell, str) else cell for cell in added]
