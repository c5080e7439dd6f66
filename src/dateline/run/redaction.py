"""What a redaction would take out of a record, told before it is done."""

from __future__ import annotations

from collections.abc import Collection, Iterable
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from dateline.errors import DatelineError
from dateline.types.episode import Member
from dateline.types.view import Query

if TYPE_CHECKING:
    from dateline.run.record import Store

LISTED = 10


@dataclass(frozen=True, slots=True)
class Redaction:
    """What goes: the subject and targets of the judgement, and how many reports and statements that is; `named` are
    judgements on other statements whose words hold the name, and which stay as they are."""

    what: str
    subject: str
    targets: tuple[str, ...]
    reports: int
    statements: int
    named: int = 0

    def __str__(self) -> str:
        reports = f"{self.reports} report{'s' * (self.reports != 1)}"
        statements = f"{self.statements} statement{'s' * (self.statements != 1)}"
        if self.subject == "entity":
            judgements = f"{self.named} judgement{'s' * (self.named != 1)}"
            stays = f"; {judgements} on others with the name in their words would stay" if self.named else ""
            return f"{self.what}: {statements} of {reports} would be taken out{stays}"
        return f"{self.what}: {reports} with {statements} would be taken out"


def plan(store: Store, kind: str, name: str) -> Redaction:
    """The redaction of a report (its id, or the beginning of it), a source or a person (names)."""
    return {"report": of_report, "source": of_source, "person": of_person}[kind](store, name)


def of_report(store: Store, id: str) -> Redaction:
    _, full = store.named(id, "report")
    members = everything(store, Query(report=(full,)))
    return Redaction(f"report {full}", "report", (full,), 1, len(members))


def of_source(store: Store, name: str) -> Redaction:
    count = sum(row.read for row in store.coverage() if row.source == name)
    if not count:
        known = sorted({row.source for row in store.coverage() if row.source})
        more = f" and {len(known) - LISTED} more" if len(known) > LISTED else ""
        cure = f"use one of {', '.join(known[:LISTED])}{more}" if known else "give --report: no report names a source"
        raise DatelineError(f"no report is of source {name!r}", cure=cure)
    return Redaction(f"source {name}", "source", (name,), count, len(everything(store, Query(source=(name,)))))


def of_person(store: Store, name: str) -> Redaction:
    """A person by id or any form of the name; of two persons of one name the ids are asked for."""
    wanted = name.casefold()
    people = [
        actor for actor in store.actors()
        if actor.kind == "person" and (name in (actor.id, *actor.entities) or wanted in map(str.casefold, actor.names))
    ]  # fmt: skip
    if not people:
        raise DatelineError(f"no statement names a person {name!r}", cure="write the name as `dateline find` shows it")
    if len(people) > 1:
        raise DatelineError(f"{name!r} is {len(people)} persons", cure=f"use one of {', '.join(a.id for a in people)}")
    gone = naming(store, people[0].entities)
    named = named_in(store, people[0].names, set(gone))
    return Redaction(
        f"person {people[0].name}", "entity", people[0].entities, len(set(gone.values())), len(gone), named
    )


def naming(store: Store, ids: Collection[str]) -> dict[str, str]:
    """The statements that name a person as it was read, also as the one who says so, with their reports."""
    from dateline.store.row import mentions_of

    found: dict[str, str] = {}
    for (key,) in store.database.rows("SELECT key FROM reading WHERE failure IS NULL ORDER BY key"):
        document = store.plain(key)
        for statement in document.statements if document else ():
            if any(mention.entity and mention.entity.id in ids for mention in mentions_of(statement)):
                found[statement.id] = key
    return found


def named_in(store: Store, names: Iterable[str], gone: set[str]) -> int:
    """How many judgements on what is not gone hold one of the names in their reason or their values."""
    from dateline.store.redaction import pattern_of

    pattern = pattern_of(names)
    return sum(
        gone.isdisjoint(judgement.targets) and bool(pattern.search(f"{judgement.why or ''} {judgement.changes}"))
        for judgement in store.judgements()
    )


def everything(store: Store, query: Query) -> list[Member]:
    """All members, the rejected too."""
    return [*store.members(query), *store.members(replace(query, review=("rejected",)))]
