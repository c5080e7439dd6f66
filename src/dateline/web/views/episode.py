"""Happenings: which there are, and one with all its sides, voices and contradictions."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import replace
from typing import Annotated, Any, NamedTuple

from fastapi import Query as Given

from dateline.errors import DatelineError
from dateline.store.question import ORDER, question
from dateline.store.view import SHOWN
from dateline.types.document import Document
from dateline.types.episode import Member
from dateline.types.values import Figure
from dateline.types.view import Query
from dateline.web.ask import After, Ask, Data, Limit, missing
from dateline.web.cursor import cursor, values_of
from dateline.web.digest import NOTHING
from dateline.web.views.statement import whole_rows
from dateline.write.account import Facet, facets
from dateline.write.episode import as_data
from dateline.write.glyph import encodable

SORTS = {"statements": "count(*)", "reports": "count(DISTINCT report)", "published": "min(day)", "latest": "max(day)"}
"""What episodes may be ordered by."""
Sort = Annotated[str, Given(description="statements, reports, published or latest; with - from the most down.")]
Pair = tuple[Document, Member]


def list_episodes(
    ask: Ask, query: Query, sort: Sort = "-statements", limit: Limit = 50, after: After = None
) -> Data:  # fmt: skip
    """Happenings with a statement that the filters hold for.

    `contradictions` names the sides that cannot all hold.
    """
    rows, total, more = chosen(ask, ask.query(query), sort, limit, after)
    after = cursor(rows[-1][::-1]) if more else None
    return {"total": total, "rows": rows_of(ask, [id_ for id_, _ in rows]), "after": after}


def chosen(
    ask: Ask, query: Query, sort: str, limit: int, after: str | None
) -> tuple[list[tuple[str, Any]], int, bool]:
    """Rows (id, what it is ordered by), how many there are, and whether more follow."""
    name, back = sort.removeprefix("-"), sort.startswith("-")
    if name not in SORTS:
        raise DatelineError(f"there is no order {sort!r}", cure=f"use one of {', '.join(SORTS)}, perhaps with - before")
    by, where, kept = SORTS[name], question(query), "(review IS NULL OR review <> 'rejected')"
    among = f"episode IN (SELECT episode FROM statement WHERE {where.sql} AND episode IS NOT NULL)"
    grouped = f"SELECT episode, {by} AS by_what FROM statement WHERE {among} AND {kept} GROUP BY episode"
    total = ask.store.database.one(f"SELECT count(*) FROM ({grouped}) AS held", where.values)[0]
    sign, way = ("<", " DESC") if back else (">", "")
    kind = str if name in ("published", "latest") else int
    begin = values_of(after, (kind, str)) if after else []
    sql = (
        f"SELECT episode, by_what FROM ({grouped}) AS held"
        f"{f' WHERE (by_what, episode) {sign} (?, ?)' if begin else ''} "
        f"ORDER BY by_what{way}, episode{way} LIMIT ?"
    )
    rows = list(ask.store.database.rows(sql, [*where.values, *begin, limit + 1]))
    return rows[:limit], int(total), len(rows) > limit > 0


def rows_of(ask: Ask, ids: Sequence[str]) -> list[Data]:
    """A line for each: what, when, where, who, how often told, by how many, and what differs. All of it but the first
    sentence is counted without opening a report."""
    if not ids:
        return []
    sql = (
        "SELECT s.episode, s.id, s.report, s.type, s.kind, s.day, r.family, r.agency, s.review FROM statement s "
        f"JOIN reading r ON r.key = s.report WHERE s.episode IN ({', '.join('?' * len(ids))}) "
        "AND (s.review IS NULL OR s.review <> 'rejected') ORDER BY s.day, s.report, s.position"
    )
    held: dict[str, list[Told]] = {}
    for episode, *row in ask.store.database.rows(sql, list(ids)):
        held.setdefault(episode, []).append(Told(*row))
    ask.record.digest.refresh(ask.store)
    sides = ask.record.standpoint.sides(ask.store, ids)
    return [row_of(ask, id_, held[id_], sides.get(id_, ())) for id_ in ids if id_ in held]


class Told(NamedTuple):
    """A statement of a happening, with the family and the agency of its report."""

    id: str
    report: str
    type: str
    kind: str
    day: str
    family: str | None
    agency: str | None
    review: str | None


def row_of(ask: Ask, id: str, told: Sequence[Told], sides: Sequence[str]) -> Data:
    digest = ask.record.digest
    rows = [digest.rows.get(one.id, NOTHING) for one in told]
    times = [row.time for row in rows if row.time]
    starts, ends = sorted(t.start for t in times if t.start), sorted(t.end for t in times if t.end)
    places = [row.place for row in rows if row.place]
    counted = Counter(one.type for one in told if one.kind == "event") or Counter(one.type for one in told)
    (title,) = [m.sentence for m in ask.store.shown(iter([(told[0].id, told[0].report, id, None)]))] or [""]
    return {
        "id": id, "type": min(counted, key=lambda name: (-counted[name], name)), "title": encodable(title),
        "start": starts[0] if starts else None, "end": ends[-1] if ends else None,
        "place": encodable(places[0].name) if places else None,
        "country": next((place.country for place in places if place.country), None),
        "actors": names(ask, [row.actors for row in rows]), "recipients": names(ask, [row.recipients for row in rows]),
        "statements": len(told), "reports": len({one.report for one in told}),
        "voices": len({("agency", one.agency) if one.agency else ("family", one.family) for one in told}),
        "published": told[0].day or None, "contradictions": list(sides),
    }  # fmt: skip


def names(ask: Ask, sides: Sequence[Sequence[str]]) -> list[str]:
    entities = {entity for side in sides for entity in side}
    return sorted({encodable(ask.record.digest.entity(entity)[1].name) for entity in entities})


def show_episode(ask: Ask, id: str) -> Data:
    """One happening over all reports.

    All sides with all their values and who gives each; figures with their bounds.
    """
    episode = ask.store.episode_of(id)
    if ask.blind:
        episode = replace(episode, members=tuple(ask.seen(everybody(ask, id))))
    if not episode.members:
        raise missing("episode", id)
    found = list(ask.beside(episode.members))
    data = as_data(episode, found)
    sides = facets(found)
    for row, side in zip(data["sides"], sides, strict=True):
        bounds = figures(found, side)
        for value, known in zip(row["values"], side.values, strict=True):
            value |= bounds.get(known.words, {})
    return {**data, "statements": whole_rows(ask, episode.members)}


def everybody(ask: Ask, id: str) -> list[Member]:
    """The members of a happening, those that somebody rejected too."""
    sql = f"SELECT {SHOWN} FROM statement WHERE episode = ? ORDER BY {ORDER}"
    return list(ask.store.shown(iter(list(ask.store.database.rows(sql, (id,))))))


def figures(found: Sequence[Pair], side: Facet) -> dict[str, Data]:
    """Bounds of the figures of a side, by the words that the side has for them."""
    from dateline.write.phrase import figure_words

    held: dict[str, Data] = {}
    for document, member in found:
        for figure in member.statement.figures:
            if figure.role == side.label:
                held.setdefault(figure_words(document, figure), bounds_of(figure))
    return held


def bounds_of(figure: Figure) -> Data:
    return {"low": figure.low, "high": figure.high, "hedge": figure.hedge, "unit": figure.unit, "trend": figure.trend}
