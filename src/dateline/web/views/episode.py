"""Happenings: which there are, and one with all its sides, voices and contradictions."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import replace
from typing import Annotated, Any, NamedTuple

from fastapi import Query as Given

from dateline.errors import DatelineError
from dateline.store.question import ORDER, Clause, question
from dateline.store.view import SHOWN
from dateline.types.document import Document
from dateline.types.episode import Member
from dateline.types.mention import Mention
from dateline.types.statement import Statement
from dateline.types.values import Figure
from dateline.types.view import EVERYTHING, Query
from dateline.web.ask import After, Ask, Data, Limit, missing
from dateline.web.cursor import cursor, values_of
from dateline.web.shape import EpisodeRow
from dateline.web.standpoint import Wanted, contradictions, told
from dateline.web.stream import Stream, jsonl_stream, rows_stream
from dateline.web.views.statement import whole_rows
from dateline.write.account import Facet, facets, items
from dateline.write.episode import as_data
from dateline.write.glyph import encodable

SORTS = {"statements": "count(*)", "reports": "count(DISTINCT report)", "published": "min(day)", "latest": "max(day)"}
"""What episodes may be ordered by."""
PAGE = 200
"""Happenings that are looked up at once for a file."""
Sort = Annotated[str, Given(description="statements, reports, published or latest; with - from the most down.")]
Pair = tuple[Document, Statement]


def list_episodes(
    ask: Ask, query: Query, sort: Sort = "-statements", limit: Limit = 50, after: After = None
) -> Data:  # fmt: skip
    """Happenings with a statement that the filters hold for.

    `contradictions` names the sides that cannot all hold.
    """
    rows, total, more = chosen(ask, ask.query(query), sort, limit, after)
    after = cursor(rows[-1][::-1]) if more else None
    return {"total": total, "rows": rows_of(ask, [id_ for id_, _ in rows]), "after": after}


def all_rows(ask: Ask, query: Query) -> Iterator[Data]:
    """A line for each happening, by the day of its first report."""
    after: str | None = None
    while True:
        rows, _, more = chosen(ask, ask.query(query), "published", PAGE, after)
        yield from rows_of(ask, [id_ for id_, _ in rows])
        if not more:
            return
        after = cursor(rows[-1][::-1])


def total(ask: Ask, query: Query) -> int:
    return chosen(ask, ask.query(query), "published", 0, None)[1]


def stream_episodes_csv(ask: Ask, query: Query) -> Stream:
    """Happenings as CSV for spreadsheets, one a row."""
    return rows_stream("episodes.csv", total(ask, query), all_rows(ask, query), list(EpisodeRow.__annotations__))


def stream_episodes_jsonl(ask: Ask, query: Query) -> Stream:
    """Happenings as JSON Lines, one a line, as in the list."""
    return jsonl_stream("episodes.jsonl", total(ask, query), all_rows(ask, query))


def chosen(
    ask: Ask, query: Query, sort: str, limit: int, after: str | None
) -> tuple[list[tuple[str, Any]], int, bool]:
    """Rows (id, what it is ordered by), how many there are, and whether more follow."""
    name, back = sort.removeprefix("-"), sort.startswith("-")
    if name not in SORTS:
        raise DatelineError(f"there is no order {sort!r}", cure=f"use one of {', '.join(SORTS)}, perhaps with - before")
    by, where, kept = SORTS[name], question(query), "(review IS NULL OR review <> 'rejected')"
    among = f"episode IN (SELECT episode FROM statement WHERE {where.sql} AND episode IS NOT NULL)"
    if query == EVERYTHING:  # the same, and cheaper
        among, where = "episode IS NOT NULL", Clause("", [])
    grouped = f"SELECT episode, {by} AS by_what FROM statement WHERE {among} AND {kept} GROUP BY episode"
    total = ask.record.kept(("episodes", query), ask.store, lambda: count_of(ask, among, where.values))
    sign, way = ("<", " DESC") if back else (">", "")
    kind = str if name in ("published", "latest") else int
    begin = values_of(after, (kind, str)) if after else []
    sql = (
        f"SELECT episode, by_what FROM ({grouped}) AS held"
        f"{f' WHERE (by_what, episode) {sign} (?, ?)' if begin else ''} "
        f"ORDER BY by_what{way}, episode{way} LIMIT ?"
    )
    rows = list(ask.store.database.rows(sql, [*where.values, *begin, limit + 1]))
    return rows[:limit], total, len(rows) > limit > 0


def count_of(ask: Ask, among: str, values: Sequence[Any]) -> int:
    sql = f"SELECT count(DISTINCT episode) FROM statement WHERE {among} AND (review IS NULL OR review <> 'rejected')"
    return int(ask.store.database.one(sql, values)[0])


class Told(NamedTuple):
    """A statement of a happening as the tables have it, with the family and the agency of its report."""

    id: str
    report: str
    type: str
    kind: str
    day: str
    review: str | None
    family: str | None
    agency: str | None


def rows_of(ask: Ask, ids: Sequence[str]) -> list[Data]:
    """A line for each: what, when, where, who, how often told, by how many, and what differs."""
    held = told_of(ask, ids)
    wanted: Wanted = {}
    for episode, rows in held.items():
        for row in rows:
            wanted.setdefault(row.report, {})[row.id] = (episode, row.review == "edited" and not ask.blind)
    given = [(episode, *pair) for episode, pair in told(ask.store, wanted)]
    sides = contradictions((episode, items(document, statement)) for episode, document, statement in given)
    known = {statement.id: (document, statement) for _, document, statement in given}
    return [row_of(id_, held[id_], known, sides.get(id_, ())) for id_ in ids if id_ in held]


def told_of(ask: Ask, ids: Sequence[str]) -> dict[str, list[Told]]:
    """The statements of happenings, in canonical order."""
    sql = (
        "SELECT s.episode, s.id, s.report, s.type, s.kind, s.day, s.review, r.family, r.agency FROM statement s "
        f"JOIN reading r ON r.key = s.report WHERE s.episode IN ({', '.join('?' * len(ids)) or 'NULL'}) "
        "AND (s.review IS NULL OR s.review <> 'rejected') ORDER BY s.day, s.report, s.position"
    )
    held: dict[str, list[Told]] = {}
    for episode, *row in ask.store.database.rows(sql, list(ids)):
        held.setdefault(episode, []).append(Told(*row))
    return held


def row_of(id: str, rows: Sequence[Told], known: Mapping[str, Pair], sides: Sequence[str]) -> Data:
    found = [known[row.id] for row in rows if row.id in known]
    statements = [statement for _, statement in found]
    times = [statement.time for statement in statements if statement.time]
    starts, ends = sorted(t.start for t in times if t.start), sorted(t.end for t in times if t.end)
    places = [statement.place for statement in statements if statement.place]
    counted = Counter(row.type for row in rows if row.kind == "event") or Counter(row.type for row in rows)
    title = next((statement.sentence.text(document.text) for document, statement in found), "")
    return {
        "id": id, "type": min(counted, key=lambda name: (-counted[name], name)), "title": encodable(title),
        "start": starts[0] if starts else None, "end": ends[-1] if ends else None,
        "place": encodable(places[0].name or places[0].text) if places else None,
        "country": next((place.country for place in places if place.country), None),
        "actors": names(m for s in statements for m in s.actors),
        "recipients": names(m for s in statements for m in s.recipients),
        "statements": len(rows), "reports": len({row.report for row in rows}),
        "voices": len({("agency", row.agency) if row.agency else ("family", row.family) for row in rows}),
        "published": rows[0].day or None, "contradictions": list(sides),
    }  # fmt: skip


def names(mentions: Iterable[Mention]) -> list[str]:
    return sorted({encodable(m.entity.name if m.entity else m.text) for m in mentions})


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


def figures(found: Sequence[tuple[Document, Member]], side: Facet) -> dict[str, Data]:
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
