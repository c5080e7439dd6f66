"""A query as SQL over the derived tables. Every value is a parameter: what users write is never part of the SQL."""

from __future__ import annotations

from typing import Any, NamedTuple

from dateline.store.alias import JOINED, key
from dateline.store.row import fold
from dateline.store.token import phrases
from dateline.types.view import Query

ORDER = "day, report, position"
"""Canonical order, by publication, report and place in the text."""
ALL = 2**62
"""More rows than there are."""
UNJUDGED = "unjudged"
"""Among reviews: nobody has judged it."""
REVIEWS = frozenset({"accepted", "edited", "rejected", UNJUDGED})


class Clause(NamedTuple):
    sql: str
    values: list[Any]


def question(query: Query) -> Clause:
    """The WHERE clause (without the word) that statements of the query hold for."""
    parts = [*plain(query), *listed(query), *reviewed(query), *dated(query), *searched(query)]
    sql = " AND ".join(part.sql for part in parts)
    return Clause(sql or "TRUE", [value for part in parts for value in part.values])


def page(query: Query) -> Clause:
    """LIMIT and OFFSET."""
    if query.limit is None and not query.offset:
        return Clause("", [])
    return Clause(" LIMIT ? OFFSET ?", [ALL if query.limit is None else query.limit, query.offset])


def marks(values: tuple[str, ...]) -> str:
    return ", ".join("?" * len(values))


def plain(query: Query) -> list[Clause]:
    """Filters on columns of the statement itself."""
    found = [
        Clause(f"{name} IN ({marks(values)})", list(values))
        for name in ("kind", "status", "report", "episode") if (values := getattr(query, name))
    ]  # fmt: skip
    if query.type:
        either = f"(type IN ({marks(query.type)}){' OR kind = ?' if 'figure' in query.type else ''})"
        found.append(Clause(either, [*query.type, *(["figure"] if "figure" in query.type else [])]))
    if query.source:
        found.append(Clause(f"source IN ({marks(query.source)})", [fold(name) for name in query.source]))
    if query.background is not None:
        found.append(Clause("background = ?", [int(query.background)]))
    if query.confidence > 0:
        found.append(Clause("confidence >= ?", [query.confidence]))
    return found


def listed(query: Query) -> list[Clause]:
    """Filters on what a statement may have several of."""
    found = []
    if query.actor:
        words = [fold(words) for words in query.actor]
        given = " UNION ALL ".join(["SELECT CAST(? AS TEXT)"] * len(words))  # an OR would walk all actors
        known = f"{given} UNION ALL SELECT value FROM meta WHERE name IN ({marks(query.actor)})"
        sql = f"n IN (SELECT statement FROM facet WHERE field IN ('actor', '{JOINED}') AND value IN ({known}))"
        found.append(Clause(sql, [*words, *map(key, words)]))
    for field, folded in (("mode", False), ("country", False), ("place", True)):
        values = getattr(query, field)
        if values:
            sql = f"n IN (SELECT statement FROM facet WHERE field = ? AND value IN ({marks(values)}))"
            found.append(Clause(sql, [field, *(map(fold, values) if folded else values)]))
    return found


def reviewed(query: Query) -> list[Clause]:
    if not query.review:
        return [Clause("(review IS NULL OR review <> 'rejected')", [])]
    if set(query.review) >= REVIEWS:
        return []
    parts = [Clause("review IS NULL", [])] if UNJUDGED in query.review else []
    if judged := tuple(review for review in query.review if review != UNJUDGED):
        parts.append(Clause(f"review IN ({marks(judged)})", list(judged)))
    return [Clause(f"({' OR '.join(part.sql for part in parts)})", [v for part in parts for v in part.values])]


def dated(query: Query) -> list[Clause]:
    found = []
    if query.since:
        found.append(Clause("last >= ?", [query.since]))
    if query.until:
        found.append(Clause("first <= ?", [query.until]))
    return found


def searched(query: Query) -> list[Clause]:
    """Statements whose sentence holds every word; a query of nothing but marks finds nothing."""
    if query.text is None:
        return []
    wanted = phrases(query.text)
    return [Clause("sentence IN (SELECT rowid FROM words(?))", [wanted]) if wanted else Clause("FALSE", [])]
