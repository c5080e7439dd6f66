"""How many statements each value of a facet has, each facet counted with the other filters on."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from dataclasses import replace
from typing import Any

from dateline.store.database import Database
from dateline.store.question import REVIEWS, UNJUDGED, question
from dateline.store.row import NEVER, fold
from dateline.types.view import Query

PLAIN = ("type", "status", "source", "review", "kind")
"""Facets that are columns of the statement."""
LISTED = ("country", "mode")
"""Facets that a statement may have several of."""
YEAR = "year"
FACETS = ("type", "country", "status", "source", "mode", "review", "kind", YEAR)
ALL = tuple(sorted(REVIEWS))

Counts = dict[str, list[tuple[str | None, int]]]


def counted(database: Database, query: Query) -> Counts:
    """By facet, its values with the number of statements, the commonest first; None where a statement has no value.

    `source` is spelt as the first report by that name spells it; `year` counts what the filter of that year finds.
    """
    found = plain(database, query) | {name: listed(database, query, name) for name in LISTED}
    found[YEAR] = years(database, query)
    return {name: sorted(found[name].items(), key=order) for name in FACETS}


def order(item: tuple[str | None, int]) -> tuple[bool, int, str]:
    value, count = item
    return value is None, -count, value or ""


def without(query: Query, name: str) -> Query:
    """The query with the filter of a facet off. What was rejected is a value of `review` like the others."""
    if name == YEAR:
        return replace(query, since=None, until=None)
    off: dict[str, Any] = {name: ALL if name == "review" else ()}
    return replace(query, **off)


def plain(database: Database, query: Query) -> dict[str, Counter[str | None]]:
    """One pass for all facets that no filter is on, and one for each that has one."""
    found: dict[str, Counter[str | None]] = {name: Counter() for name in PLAIN}
    free = [name for name in PLAIN if not getattr(query, name)]
    groups = [(query, free), *((without(query, name), [name]) for name in PLAIN if name not in free)]
    for asked, names in groups:
        where = question(replace(asked, review=ALL if "review" in names else query.review or ALL))
        columns = ", ".join(names)
        sql = f"SELECT review, {columns}, count(*) FROM statement WHERE {where.sql} GROUP BY review, {columns}"
        for review, *values, count in database.rows(sql, where.values) if names else ():
            for name, value in zip(names, values, strict=True):
                if name == "review":
                    found[name][value or UNJUDGED] += count
                elif query.review or review != "rejected":
                    found[name][value] += count
    found["source"] = spelt(database, found["source"])
    return found


def spelt(database: Database, sources: Counter[str | None]) -> Counter[str | None]:
    """Sources are compared without case; they are shown as their reports have them."""
    names: dict[str, str] = {}
    for (source,) in database.rows("SELECT DISTINCT source FROM reading WHERE source IS NOT NULL ORDER BY source"):
        names.setdefault(fold(source), source)
    return Counter({names.get(value, value) if value else None: count for value, count in sources.items()})


def listed(database: Database, query: Query, name: str) -> Counter[str | None]:
    where = question(without(query, name))
    sql = (
        "SELECT f.value, count(*) FROM facet f JOIN statement ON n = f.statement "
        f"WHERE f.field = ? AND {where.sql} GROUP BY f.value"
    )
    return Counter(dict(database.rows(sql, [name, *where.values])))


def years(database: Database, query: Query) -> Counter[str | None]:
    """Years that the statements' times touch: what reaches over several counts in each of those that any begins or
    ends in."""
    where = question(without(query, YEAR))
    sql = (
        f"SELECT substr(first, 1, 4), substr(last, 1, 4), count(*) FROM statement WHERE {where.sql} "
        "GROUP BY substr(first, 1, 4), substr(last, 1, 4)"
    )
    cells = list(database.rows(sql, where.values))
    known = sorted({year for cell in cells for year in cell[:2] if is_year(year)})
    found: Counter[str | None] = Counter()
    for first, last, count in cells:
        if first is None:
            found[None] += count
            continue
        for year in reached(known, first, last or NEVER):
            found[year] += count
    return found


def is_year(words: Any) -> bool:
    return isinstance(words, str) and len(words) == 4 and words.isdigit()


def reached(known: list[str], first: str, last: str) -> Iterator[str]:
    from bisect import bisect_left, bisect_right

    yield from known[bisect_left(known, first) : bisect_right(known, last)]
