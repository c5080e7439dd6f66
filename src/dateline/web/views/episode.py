"""Happenings: which there are, and one with all its sides, voices and contradictions."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Annotated, Any

from fastapi import Query as Given

from dateline.errors import DatelineError
from dateline.store.question import question
from dateline.types.document import Document
from dateline.types.episode import Episode, Member
from dateline.types.values import Figure
from dateline.types.view import Query
from dateline.web.ask import After, Ask, Data, Limit, missing
from dateline.web.cursor import cursor, values_of
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
    """Happenings with a statement that the filters hold for. `contradictions` names the sides that cannot all hold."""
    rows, total, more = chosen(ask, ask.query(query), sort, limit, after)
    shown = [row_of(ask, ask.store.episode_of(id_)) for id_, _ in rows]
    return {"total": total, "rows": shown, "after": cursor(rows[-1][::-1]) if more else None}


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


def row_of(ask: Ask, episode: Episode) -> Data:
    """One line of the list: what, when, where, who, how often told, by how many, and what differs."""
    found = list(ask.beside(episode.members))
    first = episode.members[0]
    times = [m.statement.time for m in episode.members if m.statement.time]
    days = sorted(time.start for time in times if time.start), sorted(time.end for time in times if time.end)
    places = [m.statement.place for m in episode.members if m.statement.place]
    return {
        "id": episode.id, "type": episode.type, "title": encodable(first.sentence),
        "start": days[0][0] if days[0] else None, "end": days[1][-1] if days[1] else None,
        "place": encodable(places[0].name or places[0].text) if places else None,
        "country": next((place.country for place in places if place.country), None),
        "actors": names(episode.members, "actors"), "recipients": names(episode.members, "recipients"),
        "statements": len(episode.members), "reports": len({m.report.id for m in episode.members}),
        "voices": episode.voices, "published": first.report.published,
        "contradictions": [facet.label for facet in facets(found) if facet.differ],
    }  # fmt: skip


def names(members: Sequence[Member], side: str) -> list[str]:
    mentions = [mention for member in members for mention in getattr(member.statement, side)]
    return sorted({encodable(m.entity.name if m.entity else m.text) for m in mentions})


def show_episode(ask: Ask, id: str) -> Data:
    """All sides with all their values and who gives each; figures with their bounds."""
    episode = ask.store.episode_of(id)
    if not episode.members:
        raise missing("episode", id)
    found = list(ask.beside(episode.members))
    data = as_data(episode, found)
    sides = facets(found)
    for row, side in zip(data["sides"], sides, strict=True):
        bounds = figures(found, side)
        for value, known in zip(row["values"], side.values, strict=True):
            value |= bounds.get(known.words, {})
    return {**data, "statements": whole_rows(ask, episode.members), "count": row_of(ask, episode)}


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
