"""The derived rows of a reading: what filters, searches and linking look things up by."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from dataclasses import replace
from typing import Any, NamedTuple

from dateline.types.document import Document
from dateline.types.mention import Mention
from dateline.types.reading import Candidate
from dateline.types.statement import Statement

NEVER = "~"
"""After every date."""
Row = tuple[Any, ...]


class Facet(NamedTuple):
    field: str
    value: str


def day_of(published: str | None) -> str:
    return (published or "")[:10]


def fold(words: str) -> str:
    """Names compare without case and with single spaces."""
    return " ".join(words.casefold().split())


def period(statement: Statement, published: str | None) -> tuple[str | None, str | None]:
    """First and last day of a statement: its stated time, else the day of publication; open ends reach for ever."""
    time = statement.time
    if time is None or (time.start is None and time.end is None):
        day = day_of(published) or None
        return day, day
    return (time.start or "")[:10], (time.end[:10] if time.end else NEVER)


def facets(statement: Statement) -> Iterator[Facet]:
    """What a filter on a list of values finds the statement by."""
    for mode in statement.modes:
        yield Facet("mode", mode)
    for mention in (*statement.actors, *statement.recipients):
        yield Facet("actor", fold(mention.text))
        if mention.entity:
            yield Facet("actor", fold(mention.entity.id))
            yield Facet("actor", fold(mention.entity.name))
            if mention.entity.country:
                yield Facet("country", mention.entity.country)
    place = statement.place
    if place is not None:
        yield from (Facet("place", fold(words)) for words in (place.text, place.name, place.gazetteer_id) if words)
        if place.country:
            yield Facet("country", place.country)


def mentions_of(statement: Statement) -> Iterator[Mention]:
    """Everybody a statement names: who acts, who is acted on, who says so."""
    yield from statement.actors
    yield from statement.recipients
    yield from (voice.source for voice in statement.attribution if voice.source is not None)


def forms(document: Document) -> dict[tuple[str, str], tuple[int, Any]]:
    """(entity id, form of its name) -> number of distinct mentions, and the entity; forms are as they are written."""
    spans = {
        (mention.start, mention.end): mention
        for statement in document.statements for mention in mentions_of(statement) if mention.entity is not None
    }  # fmt: skip
    counts: Counter[tuple[str, str]] = Counter()
    entities: dict[str, Any] = {}
    for mention in spans.values():
        entity = mention.entity
        assert entity is not None
        form = mention.text if mention.form == "name" else entity.name
        counts[entity.id, form] += 1
        entities.setdefault(entity.id, entity)
    return {key: (number, entities[key[0]]) for key, number in counts.items()}


def candidate_day(candidate: Candidate) -> str:
    """The day that candidates are ordered by: stated start, else publication."""
    return day_of(candidate.start or candidate.published)


def as_edited(candidate: Candidate, statement: Statement) -> Candidate:
    """What a statement is compared by after an edit."""
    time, place = statement.time, statement.place
    named = {side: [m.entity for m in getattr(statement, side) if m.entity] for side in ("actors", "recipients")}
    return replace(
        candidate, type=statement.type, modes=statement.modes, status=statement.status,
        background=statement.background, start=time.start if time else None, end=time.end if time else None,
        grain=time.grain if time else None, place_id=place.gazetteer_id if place else None,
        place_name=place.name if place else None, country=place.country if place else None,
        latitude=place.latitude if place else None, longitude=place.longitude if place else None,
        precision=place.precision if place else None, actors=tuple(e.id for e in named["actors"]),
        recipients=tuple(e.id for e in named["recipients"]),
        actor_countries=tuple(e.country for e in named["actors"] if e.country),
        recipient_countries=tuple(e.country for e in named["recipients"] if e.country),
        figures=tuple((f.role, f.low, f.high) for f in statement.figures if f.low is not None or f.high is not None),
    )  # fmt: skip
