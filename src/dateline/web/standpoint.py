"""What a review begins with: deaths by statement, and happenings whose accounts differ; and who has read what.

Both are counted once from what was read, without making an object of what is not needed; after a judgement only what it
is on is counted again.
"""

from __future__ import annotations

import zlib
from collections import defaultdict
from collections.abc import Callable, Hashable, Iterable, Iterator, Sequence
from threading import Lock
from typing import Any, Generic, TypeVar

from dateline.store.codec import decoder, from_json
from dateline.store.store import Store
from dateline.types.document import Document
from dateline.types.report import Report
from dateline.types.statement import Statement
from dateline.write.account import Item, differ, items

KILLED = "killed"
VERDICTS = frozenset({"accept", "reject", "edit"})
KEPT = "(review IS NULL OR review <> 'rejected')"
NOBODY = Report("", "")
Value = TypeVar("Value")
Whole = Callable[[Store], dict[str, Value]]
Part = Callable[[Store, str], tuple[str, Value | None]]
Wanted = dict[str, dict[str, tuple[str, bool]]]
"""Report -> statement -> its episode, and whether somebody edited it."""
Sides = dict[str, dict[frozenset[Hashable], list[Item]]]
"""By side of a happening, what statements give for it; several values of one statement stand together."""


class Tracked(Generic[Value]):
    """Something counted over the whole record, asked by many threads. `whole` counts all of it, `part` gives for a
    statement the key of what depends on it, and its present value."""

    def __init__(self, whole: Whole[Value], part: Part[Value]) -> None:
        self.whole, self.part = whole, part
        self.held: dict[str, Value] = {}
        self.seen: tuple[object, int] | None = None
        self.head = -1
        self.lock = Lock()

    def of(self, store: Store) -> dict[str, Value]:
        """As the record stands."""
        with self.lock:
            now = stand(store)
            if now != self.seen:
                self.held = self.whole(store)
            elif store.head != self.head:
                for id_ in judged_since(store, self.head):
                    self.put(*self.part(store, id_))
            self.seen, self.head = now, store.head
            return self.held

    def put(self, key: str, value: Value | None) -> None:
        """A new table each time: others may be walking through the old one."""
        held = {k: v for k, v in self.held.items() if k != key}
        self.held = held if value is None else held | {key: value}


class Standpoint:
    """`killed`: the highest number by statement; `differing`: by episode the sides that cannot all hold."""

    def __init__(self) -> None:
        self.killed: Tracked[float] = Tracked(killed, lambda store, id_: (id_, killed(store, id_).get(id_)))
        self.differing: Tracked[tuple[str, ...]] = Tracked(differing, differing_at)


def stand(store: Store) -> tuple[object, int]:
    """What reports are there, and how they are linked."""
    return tuple(store.database.one("SELECT count(*), coalesce(max(seq), 0) FROM reading")), store.linked


def judged_since(store: Store, entry: int) -> list[str]:
    """Statements that judgements since then are on; an undoing is on what the undone one was on."""
    held = {judgement.id: judgement.targets for judgement in store.judgements()}
    touched = {target for judgement in store.judged_after(entry) for target in judgement.targets}
    while reached := {target for id_ in touched & held.keys() for target in held[id_]} - touched:
        touched |= reached
    return sorted(touched - held.keys())


def differing_at(store: Store, id_: str) -> tuple[str, tuple[str, ...] | None]:
    row = store.database.one("SELECT episode FROM statement WHERE id = ?", (id_,))
    episode = row[0] if row and row[0] else ""
    return episode, differing(store, [episode]).get(episode) if episode else None


def killed(store: Store, only: str | None = None) -> dict[str, float]:
    """From what linking compares: small rows that are brought up to date with every edit."""
    where, values = (" WHERE id = ?", (only,)) if only else ("", ())
    found: dict[str, float] = {}
    for id_, body in store.database.stream(f"SELECT id, body FROM candidate{where}", values):
        if KILLED.encode() in (raw := bytes(body)):
            told = [(low, high) for role, low, high in from_json(raw)["figures"] if role == KILLED]
            numbers = [low if high is None else high for low, high in told]
            if numbers:
                found[id_] = max(numbers)
    return found


def differing(store: Store, only: Sequence[str] | None = None) -> dict[str, tuple[str, ...]]:
    """The sides that differ of happenings, or of some, that more than one statement tells of."""
    among = "IS NOT NULL" if only is None else f"IN ({', '.join('?' * len(only)) or 'NULL'})"
    sql = (
        f"SELECT s.report, s.id, s.episode, s.review FROM statement s WHERE {KEPT} AND s.episode IN "
        f"(SELECT episode FROM statement WHERE episode {among} AND {KEPT} GROUP BY episode HAVING count(*) > 1)"
    )
    wanted: Wanted = defaultdict(dict)
    for report, id_, episode, review in store.database.rows(sql, list(only or ())):
        wanted[report][id_] = (episode, review == "edited")
    return contradictions((episode, items(*pair)) for episode, pair in told(store, wanted))


def contradictions(accounts: Iterable[tuple[str, Iterable[Item]]]) -> dict[str, tuple[str, ...]]:
    """By episode, of what each of its statements gives, the sides that cannot all hold."""
    sides: dict[str, Sides] = defaultdict(dict)
    for episode, given in accounts:
        put(sides[episode], given)
    found = {episode: tuple(label for label in held if differ(label, held[label])) for episode, held in sides.items()}
    return {episode: labels for episode, labels in found.items() if labels}


def told(store: Store, wanted: Wanted) -> Iterator[tuple[str, tuple[Document, Statement]]]:
    """Statements with their episodes; each report is opened once."""
    for report in sorted(wanted):
        for document, statement in statements(store, report, wanted[report]):
            yield wanted[report][statement.id][0], (document, statement)


def statements(
    store: Store, report: str, wanted: dict[str, tuple[str, bool]]
) -> Iterator[tuple[Document, Statement]]:  # fmt: skip
    """Those of a report that are wanted, as they stand now, with a document that has the text and no more."""
    row = store.database.one("SELECT seq FROM reading WHERE key = ?", (report,))
    body = store.journal.body(row[0]) if row else None
    data: dict[str, Any] | None = from_json(zlib.decompress(body))["document"] if body else None
    document = Document(NOBODY, data["text"] if data else "")
    build = decoder(Statement)
    for held in data["statements"] if data else ():
        if held["id"] not in wanted:
            continue
        member = store.member(held["id"]) if wanted[held["id"]][1] else None
        yield document, member.statement if member else build(held)


def put(sides: Sides, told: Iterable[Item]) -> None:
    """What one statement gives, beside what the others give."""
    mine: dict[str, list[Item]] = {}
    for item in told:
        mine.setdefault(item.label, []).append(item)
    for label, held in mine.items():
        sides.setdefault(label, {}).setdefault(frozenset(item.key for item in held), held)


def read_by(store: Store, name: str | None, but: str | None = None) -> set[str]:
    """Statements that somebody (None: anybody but `but`) has judged in a way that stands."""
    found: dict[str, set[str]] = defaultdict(set)
    for judgement in store.standing():
        if judgement.kind in VERDICTS:
            found[judgement.by].update(judgement.targets)
    if name is not None:
        return found.get(name, set())
    return set().union(*(ids for by, ids in found.items() if by != but))
