"""A record in memory, made by hand: a view for testing exporters without a store."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import replace

from dateline.types import Block, Document, Entity, Figure, Place, Report, Span, Statement, Time, Voice
from dateline.types.episode import Actor, Coverage, Episode, Family, Member
from dateline.types.judgement import Change, Judgement, Link
from dateline.types.reading import Candidate, Reading
from dateline.types.view import EVERYTHING, Query
from tests.write.build import mention, parse

RECIPE = "syntax/1 statement/1"


class Memory:
    """A view, and an archive, of documents; `episode_of` gives episode ids of statements, `failures` readings."""

    def __init__(
        self, documents: Iterable[Document], episode_of: Mapping[str, str] | None = None,
        failures: Iterable[Reading] = (), judgements: Iterable[Judgement] = (), review: Mapping[str, str] | None = None,
    ) -> None:  # fmt: skip
        self.read = sorted(documents, key=lambda d: (d.report.published or "", d.report.id))
        self.failures, self.given = list(failures), list(judgements)
        self.episode_of, self.review = dict(episode_of or {}), dict(review or {})

    def documents(self) -> Iterator[Document]:
        for document in self.read:
            kept = tuple(s for s in document.statements if self.review.get(s.id) != "rejected")
            yield replace(document, statements=kept)

    def members(self, query: Query = EVERYTHING) -> Iterator[Member]:
        found = (member for member in self._all() if self._holds(member, query))
        for k, member in enumerate(found):
            if k >= query.offset and (query.limit is None or k < query.offset + query.limit):
                yield member

    def _all(self) -> Iterator[Member]:
        for document in self.read:
            for s in document.statements:
                yield Member(
                    document.report, s, s.trigger.text(document.text), s.sentence.text(document.text),
                    document.report.id, self.episode_of.get(s.id), self.review.get(s.id),
                )  # fmt: skip

    def _holds(self, member: Member, query: Query) -> bool:
        s = member.statement
        return (
            (member.review in query.review if query.review else member.review != "rejected")
            and (not query.kind or s.kind in query.kind)
            and (not query.type or s.type in query.type)
            and (not query.status or s.status in query.status)
            and s.confidence >= query.confidence
        )

    def episodes(self, query: Query = EVERYTHING) -> Iterator[Episode]:
        chosen = {member.episode for member in self.members(query)}
        for id_ in sorted({id_ for id_ in chosen if id_}):
            members = tuple(m for m in self._all() if m.episode == id_ and m.review != "rejected")
            first = members[0].statement.id
            links = tuple(Link(first, m.statement.id, 0.9, "same day and place", "link/1") for m in members[1:])
            yield Episode(id_, members[0].statement.type, members, links)

    def families(self) -> Iterator[Family]:
        for document in self.read:
            yield Family(document.report.id, (document.report.id,), document.report.id)

    def actors(self) -> Iterator[Actor]:
        found: dict[str, Entity] = {}
        for member in self.members():
            for m in (*member.statement.actors, *member.statement.recipients):
                if m.entity:
                    found.setdefault(m.entity.id, m.entity)
        for id_, entity in sorted(found.items()):
            yield Actor(id_, entity.name, entity.kind, entity.country, entity.roles, (entity.name,), (id_,))

    def judgements(self) -> Iterator[Judgement]:
        return iter(self.given)

    def coverage(self) -> Iterator[Coverage]:
        rows: dict[tuple[str | None, str | None], list[int]] = {}
        for reading in self.readings():
            row = rows.setdefault((reading.source, reading.published), [0, 0, 0])
            row[0 if reading.document else 1] += 1
            row[2] += bool(reading.document and not reading.document.statements)
        for (source, day), row in sorted(rows.items(), key=lambda item: tuple(part or "" for part in item[0])):
            yield Coverage(source, day, *row)

    def about(self) -> dict[str, str]:
        return {"schema": "1", "recipe": RECIPE, "codebook": "PLOVER 0.8", "licence": "texts are their publishers'"}

    def readings(self) -> Iterator[Reading]:
        made = [reading_of(document) for document in self.read]
        yield from sorted([*made, *self.failures], key=lambda r: (r.published or "", r.key))


def reading_of(document: Document) -> Reading:
    report = document.report
    candidates = tuple(
        Candidate(s.id, report.id, s.kind, s.type, report.published, s.trigger.start, "shell", words=("army", "shell"),
                  figures=(("killed", 40.0, 41.5),))
        for s in document.statements
    )  # fmt: skip
    return Reading(
        report.id, RECIPE, report.path, report.source, report.published, document, sketch=b"\0\xff",
        candidates=candidates,
    )  # fmt: skip


ARMY = Entity("org:velish-army", "Velish army", "organisation", "VLS", ("MIL", "GOV"))
REBELS = Entity("group:northern-front", "Northern Front", "group", "VLS", ("REB",))
PEOPLE = Entity("group:civilians", "civilians", "group", "VLS", ("CVL",))
MINISTER = Entity("person:ada-renn", "Ada Renn", "person", "VLS", ("GOV",))
ORBEC = ("geonames:1", "Orbec", "VLS", 48.25, 38.5, "city")
VELIA = ("iso3166:VLS", "Velia", "VLS", None, None, "country")
NORTH = ("geonames:2", "North Velia", "VLS", 48.0, 38.0, "province")


def story(
    marked: str, number: int, *, type_: str = "ASSAULT", modes: tuple[str, ...] = ("heavy-weapons",),
    who: Entity | None = ARMY, whom: Entity | None = REBELS, place: tuple[object, ...] | None = ORBEC,
    day: str | None = "2024-05-14", until: str | None = None, grain: str = "day", published: str = "2024-05-16",
    source: str = "Velish Wire", killed: tuple[float | None, float | None, str | None] | None = None,
    kind: str = "event", **fields: object,
) -> Document:  # fmt: skip
    """One report with one statement; its words are marked who, t, whom, place, when, dead, said."""
    text, at = parse(f"[{marked}|s]")
    figures = (Figure(at["dead"], "killed", *killed, "person"),) if killed else ()
    made = Place(at["place"].start, at["place"].end, at["place"].text(text), None, *place) if place else None  # type: ignore[arg-type]
    time = Time(at["when"], day, until or day, grain) if "when" in at and day else None
    voice = Voice(mention(text, at["said"], MINISTER), at["said"], (at["s"],)) if "said" in at else None
    statement = Statement(
        f"s{number}", kind, type_, at["t"], at["s"], modes, ("military",),
        (mention(text, at["who"], who),) if "who" in at else (),
        (mention(text, at["whom"], whom),) if "whom" in at else (),
        made, time, figures, (voice,) if voice else (), confidence=0.75, by="statement/1", **fields,  # type: ignore[arg-type]
    )  # fmt: skip
    report = Report(f"r{number}", f"{number:064x}", f"Report {number}", source, published, "en",
                    f"https://news.example/{number}", path=f"{number}.txt")  # fmt: skip
    return Document(report, text, (Block(Span(0, len(text))),), statements=(statement,))


SHELLED = "[The army|who] [shelled|t] [the rebels|whom] in [Orbec|place] on [Tuesday|when], killing [forty-one|dead]."
ACCUSED = "[The army|who] [accused|t] [the rebels|whom] in [Velia|place] on [Tuesday|when]."


def record() -> Memory:
    """Two reports of one shelling that differ in their figures, one agreed protest, history, a relation, a
    rejected statement, a failure and judgements."""
    documents = [
        story(SHELLED, 1, killed=(41, 41, None)),
        story("[Shells|t] fell on [the rebels|whom] in [Orbec|place] on [Tuesday|when]: [thirty-five|dead] dead, "
              "[Renn|said] said.", 2, source="Norlandic Times", killed=(35, 35, None)),
        story("[People|who] [marched|t] in [Orbec|place] on [Monday|when].", 3, type_="PROTEST", modes=("demo",),
              who=PEOPLE, day="2024-05-13"),
        story(ACCUSED, 4, type_="ACCUSE", modes=("allege",), place=VELIA),
        story("[Renn|who] [heads|t] [the army|whom].", 5, type_="leads", kind="relation", who=MINISTER, whom=ARMY,
              modes=(), place=None),
        story("[The army|who] may [bomb|t] [North Velia|place] [next week|when].", 6, status="future", place=NORTH,
              day="2024-05-20", until="2024-05-26", grain="week"),
        story("[The army|who] [shot|t] [people|whom] in [Orbec|place] on [Tuesday|when], killing [at least 3|dead].", 7,
              whom=PEOPLE, modes=("firearms",), killed=(3, None, "at least")),
    ]  # fmt: skip
    failures = [Reading("r8", RECIPE, "8.pdf", "Velish Wire", "2024-05-16", failure="holds no text - give a text")]
    judgements = [
        Judgement("j1", "reject", "statement", ("s4",), "editor", "2024-06-01T10:00:00Z", "misread"),
        Judgement("j2", "edit", "statement", ("s3",), "editor", "2024-06-01T10:05:00Z", "=1+1 \ud800",
                  (Change("status", '"actual"'),)),
        Judgement("j3", "redact", "report", ("r9",), "editor", "2024-06-02T10:00:00Z", "asked for by the family"),
    ]  # fmt: skip
    episode_of = {"s1": "s1", "s2": "s1", "s3": "s3", "s4": "s4", "s6": "s6", "s7": "s7"}
    return Memory(documents, episode_of, failures, judgements, {"s4": "rejected", "s3": "edited"})
