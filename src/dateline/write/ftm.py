"""FollowTheMoney entities, one JSON object a line: reports as Article, actors as Person, Organization or LegalEntity,
happenings as Event, relations as Membership, Directorship or UnknownLink; each with the reports it rests on as proof.

Nothing is a fact: an Event is what its reports say, `summary` holds their sentences and `keywords` the statuses.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from hashlib import sha1
from itertools import product
from typing import Any, BinaryIO

from dateline.ontology.crosswalk import alpha2
from dateline.types.episode import Actor, Member
from dateline.types.mention import Mention
from dateline.types.report import Report
from dateline.types.view import View
from dateline.write.exporter import Counting
from dateline.write.glyph import for_page
from dateline.write.pack import dumps

SCHEMATA = {"person": "Person", "organisation": "Organization", "group": "Organization", "country": "PublicBody",
            "place": "Address"}  # fmt: skip
BODIES = frozenset({"Organization", "PublicBody"})
PARTIES = BODIES | {"Person", "LegalEntity"}
LINKS = {"member_of": ("Membership", "member", "organization"), "leads": ("Directorship", "director", "organization")}
"""Relations that FollowTheMoney has a schema for, with the properties of subject and object; the object must be an
Organization there. All others are UnknownLink with the relation as its role."""
ADDRESS = re.compile(r"https?://[\w.-]+(:\d+)?([/?#][^\s\x00-\x1f\x7f-\x9f]*)?")
LONGEST = {"name": 384, "alias": 384, "location": 250, "summary": 65_000, "notes": 65_000, "sourceUrl": 4096}
"""Code points that FollowTheMoney lets a property hold; all others 1024."""
DATE = re.compile(r"\d{4}-\d{2}-\d{2}$")
NO_PLACE_IN = "participants in events that are places: FollowTheMoney has parties only"
NO_SIDES = "relations without two known actors"

Entity = dict[str, Any]


class FtmExporter(Counting):
    """Articles, actors, then events and relations; ids are stable and share the prefix "dateline-"."""

    name = "ftm"
    extension = ".ftm.json"
    binary = False

    def write(self, view: View, out: BinaryIO) -> None:
        for entity in self.entities(view):
            self.cut(entity)
            out.write(dumps(entity, line=True))
            self.counts[entity["schema"]] += 1

    def cut(self, entity: Entity) -> None:
        for name, values in entity["properties"].items():
            longest = LONGEST.get(name, 1024)
            self.left_out["characters beyond what a property can hold"] += sum(max(len(v) - longest, 0) for v in values)
            entity["properties"][name] = list(dict.fromkeys(value[:longest] for value in values))

    def entities(self, view: View) -> Iterator[Entity]:
        for document in view.documents():
            yield article(document.report)
        actors: dict[str, Actor] = {}
        for actor in view.actors():
            actors.update(dict.fromkeys(actor.entities, actor))
            yield party(actor)
        for episode in view.episodes():
            yield self.event(episode.id, episode.type, episode.members, actors)
        relations: dict[tuple[str, str, str], tuple[Actor, Actor, list[Member]]] = {}
        for member in view.members():
            statement = member.statement
            if statement.kind == "event" and member.episode is None:
                yield self.event(statement.id, statement.type, (member,), actors)
            if statement.kind == "relation":
                sides = [known(side, actors) for side in (statement.actors, statement.recipients)]
                self.left_out[NO_SIDES] += not all(sides)
                for one, two in product(*(side.values() for side in sides)):
                    relations.setdefault((statement.type, one.id, two.id), (one, two, []))[2].append(member)
        for (type_, _, _), (one, two, members) in relations.items():
            yield link(type_, one, two, members)

    def event(self, id_: str, type_: str, members: Iterable[Member], actors: dict[str, Actor]) -> Entity:
        members = list(members)
        involved: dict[str, Actor] = {}
        for member in members:
            involved |= known((*member.statement.actors, *member.statement.recipients), actors)
        parties = [actor_id for actor_id, actor in involved.items() if schema_of(actor) in PARTIES]
        self.left_out[NO_PLACE_IN] += len(involved) - len(parties)
        places = [member.statement.place for member in members if member.statement.place]
        times = [member.statement.time for member in members if member.statement.time]
        return made("Event", key("event", id_), {
            "name": [members[0].sentence or type_],
            "keywords": [type_, *(word for m in members for word in (m.statement.status, *m.statement.modes))],
            "startDate": days(time.start for time in times), "endDate": days(time.end for time in times),
            "location": [place.name or place.text for place in places],
            "country": [alpha2(place.country) for place in places],
            "involved": [key("actor", actor_id) for actor_id in parties],
            "summary": [member.sentence for member in members],
            **evidence(members),
        })  # fmt: skip


def article(report: Report) -> Entity:
    return made("Article", key("report", report.id), {
        "title": [report.title], "publishedAt": days([report.published]), "publisher": [report.source],
        "sourceUrl": [report.url] if address(report.url) else [],
    })  # fmt: skip


def party(actor: Actor) -> Entity:
    notes = [f"PLOVER role {role}" for role in actor.roles]
    aliases = [name for name in actor.names if name != actor.name]
    return made(schema_of(actor), key("actor", actor.id), {
        "name": [actor.name], "alias": aliases, "country": [alpha2(actor.country)], "notes": notes,
    })  # fmt: skip


def link(type_: str, subject: Actor, other: Actor, members: list[Member]) -> Entity:
    schema, one, two = LINKS.get(type_, ("UnknownLink", "subject", "object"))
    if schema_of(subject) not in PARTIES or schema_of(other) not in BODIES:
        schema, one, two = "UnknownLink", "subject", "object"
    return made(schema, key("link", f"{type_} {subject.id} {other.id}"), {
        one: [key("actor", subject.id)], two: [key("actor", other.id)], "role": [type_],
        "summary": [member.sentence for member in members], **evidence(members),
    })  # fmt: skip


def evidence(members: Iterable[Member]) -> dict[str, Sequence[str | None]]:
    """The reports that say it, with their addresses and publishers."""
    reports = {member.report.id: member.report for member in members}.values()
    return {
        "proof": [key("report", report.id) for report in reports],
        "publisher": [report.source for report in reports],
        "sourceUrl": [report.url for report in reports if address(report.url)],
    }


def made(schema: str, id_: str, properties: Mapping[str, Sequence[str | None]]) -> Entity:
    """The entity; each property a list of its values, each once, in order; none that is empty."""
    kept = {
        name: list(dict.fromkeys(for_page(value).strip() for value in values if value and value.strip()))
        for name, values in properties.items()
    }
    return {"id": id_, "schema": schema, "properties": {name: values for name, values in kept.items() if any(values)}}


def known(mentions: Iterable[Mention], actors: Mapping[str, Actor]) -> dict[str, Actor]:
    """The actors of the record that are mentioned, by id."""
    found = (actors.get(mention.entity.id) for mention in mentions if mention.entity)
    return {actor.id: actor for actor in found if actor}


def schema_of(actor: Actor) -> str:
    return SCHEMATA.get(actor.kind, "LegalEntity")


def key(kind: str, id_: str) -> str:
    """An id that FollowTheMoney takes: its own ids may hold signs that it does not."""
    return f"dateline-{kind}-{sha1(id_.encode('utf-8', 'surrogatepass')).hexdigest()}"


def days(values: Iterable[str | None]) -> list[str]:
    """The dates that FollowTheMoney can hold: its years have four digits."""
    return sorted({value for value in values if value and DATE.match(value)})


def address(url: str | None) -> bool:
    """Whether FollowTheMoney takes it for a web address."""
    return bool(url and len(url) <= LONGEST["sourceUrl"] and ADDRESS.fullmatch(url))
