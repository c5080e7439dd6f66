"""What to review next: the least sure, what contradicts itself, the most dead, or at random."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace
from hashlib import blake2b
from typing import Annotated, Literal

from fastapi import Query as Given

from dateline.store.facet import ALL
from dateline.store.question import UNJUDGED, question
from dateline.types.view import Query
from dateline.web.ask import After, Ask, Data, Limit
from dateline.web.cursor import cursor, values_of
from dateline.web.standpoint import read_by
from dateline.web.views.statement import flat_rows

Order = Annotated[
    Literal["uncertain", "conflicting", "casualty", "random"],
    Given(description="Least sure first; of happenings whose accounts differ; most killed first; at random."),
]
Reader = Annotated[
    str | None, Given(description="Only what this reader judged, or anybody else (*), for a second, blind reading.")
]


def list_queue(
    ask: Ask, query: Query, order: Order = "uncertain", seed: int = 0, reader: Reader = None, limit: Limit = 50,
    after: After = None,
) -> Data:  # fmt: skip
    """Statements to review by this reader.

    What was judged leaves the queue; `after` stays a place in it.

    With `reader` the rows are as this reader alone has judged them, whether or not the session is blind.
    """
    ask = replace(ask, alone=bool(reader))
    ranked = sorted((rank, n) for n, rank in ranks(ask, waiting(ask, query, reader), order, seed))
    begin = tuple(values_of(after, (float, int))) if after else None
    rest = [item for item in ranked if begin is None or item > begin]
    rows = rows_of(ask, [n for _, n in rest[:limit]])
    more = len(rest) > limit > 0
    return {"total": len(ranked), "rows": rows, "after": cursor(rest[limit - 1]) if more else None}


def waiting(ask: Ask, query: Query, reader: str | None) -> list[tuple[int, str, str | None, float]]:
    """(number, id, episode, confidence) of what is left to review: unjudged, or for a second reader what somebody
    else judged and they did not."""
    asked = replace(query, review=ALL if ask.blind else query.review or (UNJUDGED,))
    where = question(asked)
    sql = f"SELECT n, id, episode, confidence FROM statement WHERE {where.sql}"
    rows = list(ask.store.database.rows(sql, where.values))
    if not ask.blind:
        return rows
    mine = read_by(ask.store, ask.session.name)
    if reader is None:
        return [row for row in rows if row[1] not in mine]
    others = read_by(ask.store, None if reader == "*" else reader, but=ask.session.name)
    return [row for row in rows if row[1] in others and row[1] not in mine]


def ranks(
    ask: Ask, rows: Iterable[tuple[int, str, str | None, float]], order: str, seed: int
) -> Iterable[tuple[int, float]]:
    """Number and rank of each that is in the queue; the lowest rank comes first."""
    if order == "uncertain":
        return ((n, sure) for n, _, _, sure in rows)
    if order == "random":
        return ((n, drawn(id_, seed)) for n, id_, _, _ in rows)
    if order == "casualty":
        killed = ask.record.standpoint.killed.of(ask.store)
        return ((n, -killed[id_]) for n, id_, _, _ in rows if id_ in killed)
    differing = ask.record.standpoint.differing.of(ask.store)
    return ((n, -float(len(differing[episode]))) for n, _, episode, _ in rows if episode in differing)


def drawn(id_: str, seed: int) -> float:
    """A number from 0 to 1 that looks like chance, and is the same for the same seed."""
    return int.from_bytes(blake2b(f"{seed}:{id_}".encode(), digest_size=6).digest(), "big") / 2**48


def rows_of(ask: Ask, numbers: list[int]) -> list[Data]:
    """Flat rows of statements by their numbers, in that order."""
    if not numbers:
        return []
    marks = ", ".join("?" * len(numbers))
    sql = f"SELECT id, report, episode, review, n FROM statement WHERE n IN ({marks})"
    held = {row[4]: row[:4] for row in ask.store.database.rows(sql, numbers)}
    return flat_rows(ask, list(ask.store.shown(held[n] for n in numbers if n in held)))
