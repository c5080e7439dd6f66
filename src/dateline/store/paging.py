"""Statements a page at a time, in one of several orders; a page begins after what the one before ended with."""

from __future__ import annotations

import json
from collections.abc import Sequence
from typing import Any, NamedTuple

from dateline.errors import DatelineError
from dateline.store.database import Database
from dateline.store.question import Clause, question
from dateline.types.view import Query

SORTS: dict[str, Sequence[str]] = {
    "published": ("day", "report", "position"), "time": ("coalesce(first, '')", "n"), "type": ("type", "n"),
    "status": ("status", "n"), "source": ("coalesce(source, '')", "n"), "confidence": ("confidence", "n"),
}  # fmt: skip
"""By name, what is compared; the last of it is of one statement alone."""


class Paged(NamedTuple):
    """Rows (id, report, episode, review), and the cursor of the next page; None on the last."""

    rows: list[tuple[str, str, str | None, str | None]]
    after: str | None


def paged(database: Database, query: Query, sort: str, limit: int, after: str | None = None) -> Paged:
    """The page of at most `limit` statements after a cursor. `sort` is a name of SORTS, with "-" before it from the
    last to the first. DatelineError for an order or a cursor that is not known."""
    name, back = sort.removeprefix("-"), sort.startswith("-")
    if name not in SORTS:
        cure = f"use one of {', '.join(SORTS)}, with - before it for the other way round"
        raise DatelineError(f"there is no order {sort!r}", cure=cure)
    columns, where = SORTS[name], question(query)
    begin = beginning(columns, after, "<" if back else ">")
    way = " DESC" if back else ""
    listed = ", ".join(columns)
    sql = (
        f"SELECT id, report, episode, review, {listed} FROM statement WHERE {where.sql}{begin.sql} "
        f"ORDER BY {', '.join(column + way for column in columns)} LIMIT ?"
    )
    rows = list(database.rows(sql, [*where.values, *begin.values, limit + 1]))
    more = len(rows) > limit > 0
    return Paged([row[:4] for row in rows[:limit]], cursor_of(rows[limit - 1][4:]) if more else None)


def beginning(columns: Sequence[str], after: str | None, sign: str) -> Clause:
    if after is None:
        return Clause("", [])
    values = values_of(after, len(columns))
    return Clause(f" AND ({', '.join(columns)}) {sign} ({', '.join('?' * len(columns))})", values)


def cursor_of(values: Sequence[Any]) -> str:
    return json.dumps(list(values), ensure_ascii=False, separators=(",", ":"))


def values_of(cursor: str, count: int) -> list[Any]:
    """The values of a cursor; DatelineError where it is none of this order."""
    try:
        values = json.loads(cursor)
    except (ValueError, RecursionError):
        values = None
    if isinstance(values, list) and len(values) == count and all(isinstance(v, (str, int, float)) for v in values):
        return values
    raise DatelineError("after is no cursor of this order", cure="take it from the answer before, or begin anew")
