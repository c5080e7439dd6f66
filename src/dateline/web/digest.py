"""What map, timeline, network and coverage count over: a few columns of every statement, held in memory.

Filters are answered by the record's own tables; place, stated time and participants are in the journal's bodies only,
and to decode them for each question would take seconds. A reading never changes, so each is parsed once; after a change
only what is new is parsed. 100,000 statements take about 110 MB.
"""

from __future__ import annotations

import zlib
from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from threading import Lock
from typing import Any, NamedTuple

from dateline.store.codec import from_json
from dateline.store.database import printable
from dateline.store.question import question
from dateline.store.store import Store
from dateline.types.episode import Actor
from dateline.types.mention import Entity
from dateline.types.statement import Statement
from dateline.types.view import Query


class Spot(NamedTuple):
    """A place as a statement has it. Degrees are WGS 84; `precision` as in types.values.Place, None: unresolved."""

    id: str | None
    name: str
    country: str | None
    latitude: float | None
    longitude: float | None
    precision: str | None


class Moment(NamedTuple):
    """A stated time: ISO dates, None for an open end; `grain` as in types.values.Time."""

    start: str | None
    end: str | None
    grain: str | None


class Row(NamedTuple):
    """One statement. `actors` and `recipients` are ids of entities, each once."""

    place: Spot | None
    time: Moment | None
    actors: tuple[str, ...]
    recipients: tuple[str, ...]


class Chosen(NamedTuple):
    """A statement that a query holds for. `day` is that of publication, "" where unknown."""

    n: int
    """The statement's own number: the same words in two reports have one id."""
    id: str
    kind: str
    type: str
    status: str
    report: str
    day: str
    episode: str | None
    row: Row


NOTHING = Row(None, None, (), ())
COLUMNS = "SELECT n, id, kind, type, status, report, day, episode FROM statement"


@dataclass(slots=True)
class Digest:
    """Rows by statement id, statements by number, entities by id, losses by report. `refresh` brings it to the
    record's last entry."""

    rows: dict[str, Row] = field(default_factory=dict)
    statements: dict[int, Chosen] = field(default_factory=dict)
    entities: dict[str, Entity] = field(default_factory=dict)
    actors: dict[str, Actor] = field(default_factory=dict)
    losses: dict[str, Counter[tuple[str, str]]] = field(default_factory=dict)
    """(stage, reason) of what was lost inside a report."""
    read: dict[str, tuple[int, tuple[str, ...]]] = field(default_factory=dict)
    """Report -> its entry in the journal, and the ids of its statements."""
    edited: set[str] = field(default_factory=set)
    judged: set[str] = field(default_factory=set)
    spots: dict[Spot, Spot] = field(default_factory=dict)
    parties: dict[tuple[str, ...], tuple[str, ...]] = field(default_factory=dict)
    seen: tuple[int, int] = (-1, -1)
    """Last entry of the journal, and the one up to which links were made."""
    numbers: tuple[int, int] = (0, 0)
    """How many statements were listed, and the last number: a redaction takes some out and gives others anew."""
    lock: Lock = field(default_factory=Lock)

    def refresh(self, store: Store) -> None:
        """Parse what was read since the last call, apply edits, take the present actors."""
        with self.lock:
            now = (store.head, store.linked)
            if now == self.seen:
                return
            held = dict(store.database.rows("SELECT key, seq FROM reading WHERE failure IS NULL"))
            gone = [key for key, (seq, _) in self.read.items() if held.get(key) != seq]
            for key in gone:
                self.drop(key)
            new = [key for key in held if key not in self.read]
            for key in new:
                self.take(store, key, held[key])
            self.edit(store)
            numbers = store.database.one("SELECT count(*), coalesce(max(n), 0) FROM statement")
            if gone or new or now[1] != self.seen[1] or numbers != self.numbers:
                self.actors = {entity: actor for actor in store.actors() for entity in actor.entities}
                self.statements, self.numbers = self.listed(store.database.rows(COLUMNS)), numbers
            else:
                self.judge(store)
            self.seen = now

    def listed(self, rows: Iterable[Any]) -> dict[int, Chosen]:
        get = self.rows.get
        return {row[0]: Chosen._make((*row, get(row[1], NOTHING))) for row in rows}

    def judge(self, store: Store) -> None:
        """Bring those statements up to date that judgements are of, or were: the others are as they were."""
        judged = {id_ for (id_,) in store.database.rows("SELECT id FROM statement WHERE review IS NOT NULL")}
        changed = self.statements.copy()
        for id_ in judged | self.judged:
            changed.update(self.listed(store.database.rows(f"{COLUMNS} WHERE id = ?", (id_,))))
        self.statements, self.judged = changed, judged

    def drop(self, key: str) -> None:
        for id_ in self.read.pop(key)[1]:
            self.rows.pop(id_, None)
        self.losses.pop(key, None)

    def take(self, store: Store, key: str, seq: int) -> None:
        """The rows of one report, from the JSON of its reading: no object is built of what is not needed."""
        body = store.journal.body(seq)
        document = from_json(zlib.decompress(body))["document"] if body else None
        statements = document["statements"] if document else ()
        for data in statements:
            self.rows[data["id"]] = self.row(data)
        self.read[key] = (seq, tuple(data["id"] for data in statements))
        losses = Counter((loss["stage"], loss["reason"]) for loss in (document or {}).get("losses", ()))
        if losses:
            self.losses[key] = losses

    def row(self, data: dict[str, Any]) -> Row:
        place, time = data.get("place"), data.get("time") or {}
        start, end = time.get("start"), time.get("end")
        return Row(
            self.spot(place) if place else None, Moment(start, end, time.get("grain")) if start or end else None,
            self.party(data.get("actors", ())), self.party(data.get("recipients", ())),
        )  # fmt: skip

    def spot(self, place: dict[str, Any]) -> Spot:
        found = Spot(
            place.get("gazetteer_id"), printable(place.get("name") or place["text"]), place.get("country"),
            place.get("latitude"), place.get("longitude"), place.get("precision"),
        )  # fmt: skip
        return self.spots.setdefault(found, found)

    def party(self, mentions: list[dict[str, Any]]) -> tuple[str, ...]:
        found: dict[str, None] = {}
        for mention in mentions:
            entity = mention.get("entity")
            if entity is None:
                continue
            id_ = printable(entity["id"])
            found.setdefault(id_)
            if id_ not in self.entities:
                name, roles = printable(entity["name"]), tuple(entity.get("roles", ()))
                self.entities[id_] = Entity(id_, name, entity["kind"], entity.get("country"), roles)
        ids = tuple(found)
        return self.parties.setdefault(ids, ids)

    def edit(self, store: Store) -> None:
        """Rows of statements that reviewers edited are as edited; those whose edit was undone, as they were read."""
        sql = "SELECT DISTINCT id FROM statement WHERE review = 'edited'"
        edited = {id_ for (id_,) in store.database.rows(sql)}
        for id_ in sorted(edited | self.edited):
            member = store.member(id_)
            if member is not None:
                self.rows[id_] = self.row_of(member.statement)
        self.edited = edited

    def row_of(self, statement: Statement) -> Row:
        place, time = statement.place, statement.time
        for mention in (*statement.actors, *statement.recipients):
            if mention.entity is not None:
                self.entities.setdefault(mention.entity.id, mention.entity)
        spot = None if place is None else Spot(
            place.gazetteer_id, place.name or place.text, place.country, place.latitude, place.longitude,
            place.precision,
        )
        return Row(
            spot,
            Moment(time.start, time.end, time.grain) if time and (time.start or time.end) else None,
            tuple(dict.fromkeys(m.entity.id for m in statement.actors if m.entity)),
            tuple(dict.fromkeys(m.entity.id for m in statement.recipients if m.entity)),
        )  # fmt: skip

    def chosen(self, store: Store, query: Query) -> Iterator[Chosen]:
        """The statements that the query holds for, in no order; its limit is not looked at."""
        self.refresh(store)
        where, statements = question(query), self.statements
        for (n,) in store.database.rows(f"SELECT n FROM statement WHERE {where.sql}", where.values):
            if n in statements:  # what came in this very moment is seen with the next question
                yield statements[n]

    def entity(self, id_: str) -> tuple[str, Entity]:
        """Id of the actor across reports, and what it is as that."""
        actor = self.actors.get(id_)
        if actor is None:
            return id_, self.entities[id_]
        return actor.id, Entity(actor.id, actor.name, actor.kind, actor.country, actor.roles)
