"""How far somebody has seen what was judged: the version of a statement, and the refusal of who saw an older one."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence

from dateline.errors import DatelineError
from dateline.store.codec import decode
from dateline.store.database import Database
from dateline.store.journal import Journal
from dateline.types.judgement import Judgement

BATCH = 500
"""Ids of one question."""
REACHED = (
    "WITH RECURSIVE reached (root, id) AS ("
    "SELECT t.id, t.judgement FROM target t JOIN judged j ON j.id = t.judgement AND j.kind <> 'comment' "
    "WHERE t.id IN ({marks}) UNION "
    "SELECT r.root, t.judgement FROM reached r JOIN target t ON t.id = r.id "
    "JOIN judged j ON j.id = t.judgement AND j.kind <> 'comment') "
    "SELECT root, max(j.seq) FROM reached JOIN judged j ON j.id = reached.id GROUP BY root"
)
"""The last judgement on each id, through undoings. Comments change nothing, so nobody has to have seen them."""


class Overtaken(DatelineError):
    """Somebody judged the same since the judge last saw it; `newer` is what they decided, `target` what of."""

    def __init__(self, target: str, newer: Judgement) -> None:
        what = f"{newer.by} judged {target} meanwhile ({newer.kind}, {newer.at})"
        super().__init__(what, cure="look at that judgement, then decide again")
        self.target, self.newer = target, newer


def versions(database: Database, ids: Sequence[str]) -> dict[str, int]:
    """By id, the number of the entry of the journal that last judged it, 0 where none did."""
    found = dict.fromkeys(ids, 0)
    wanted = list(found)
    for at in range(0, len(wanted), BATCH):
        part = wanted[at : at + BATCH]
        found.update(database.rows(REACHED.format(marks=", ".join("?" * len(part))), part))
    return found


def newest(database: Database, journal: Journal, id_: str) -> Judgement | None:
    """The last judgement on an id."""
    seq = versions(database, [id_])[id_]
    body = journal.body(seq) if seq else None
    return decode(Judgement, body) if body else None


def check_seen(database: Database, journal: Journal, seen: Mapping[str, int]) -> None:
    """Raise Overtaken for the first id that was judged after what was seen of it."""
    for id_, version in overtaken(seen, versions(database, list(seen))):
        body = journal.body(version)
        if body is not None:
            raise Overtaken(id_, decode(Judgement, body))


def overtaken(seen: Mapping[str, int], now: Mapping[str, int]) -> Iterator[tuple[str, int]]:
    return ((id_, now[id_]) for id_ in sorted(seen) if now[id_] > seen[id_])
