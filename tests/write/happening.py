"""A blast that four reports tell of, made by hand: two reprints of one text, an agency, and one that contradicts."""

from __future__ import annotations

from dataclasses import dataclass, field, replace
from hashlib import sha256

from dateline.types import (
    Document,
    Entity,
    Episode,
    Figure,
    Link,
    Mention,
    Place,
    Report,
    Span,
    Statement,
    Time,
    Voice,
)  # fmt: skip
from dateline.types.episode import Member
from dateline.write.member import Found
from tests.write.build import mention, parse


@dataclass(frozen=True)
class Toll:
    """One report of the blast. The text marks who, place, when, dead, source and cue by name."""

    text: str
    source: str | None
    published: str | None
    low: float | None = None
    high: float | None = None
    hedge: str | None = None
    country: str | None = None
    place: str = "geonames:1"
    land: str = "VLS"
    day: str | None = "2024-03-29"
    family: str = ""
    agency: str | None = None
    status: str = "actual"
    review: str | None = None
    extra: tuple[Figure, ...] = field(default=())


MINISTRY = (
    "[A [bomb|who] [exploded|t] in [Orbec|place] on [Friday|when], killing [at least 41|dead], "
    "the [Interior Ministry|source] [said|cue].|s]"
)
PROSECUTORS = "[The [blast|t] in [Orbec|place] [killed|verb] [some 35|dead] people, [prosecutors|source] [said|cue].|s]"


def found(toll: Toll, number: int, episode: str = "e1") -> Found:
    """The statement of a report, as it stands in a record."""
    text, at = parse(toll.text)
    digest = sha256(f"{number}{text}".encode("utf-8", "surrogatepass")).hexdigest()
    title = f"Blast {number}"
    key = f"r{number}{digest[:14]}"
    report = Report(key, digest, title, toll.source, toll.published, "en", None, path=f"{number}.txt")
    statement = Statement(
        f"{number}{digest[:7]}", "event", "ASSAULT", at["t"], at["s"], ("explosives",),
        actors=actors(text, at, toll.country), place=place_of(text, at, toll), time=time_of(at, toll.day),
        figures=(*figures(at, toll), *toll.extra), attribution=voices(text, at), status=toll.status, confidence=0.5,
        by="statement/1",
    )  # fmt: skip
    document = Document(report, text, statements=(statement,))
    family = toll.family or report.id
    words = statement.trigger.text(text), statement.sentence.text(text)
    return document, Member(report, statement, *words, family, episode, toll.review, toll.agency)


def actors(text: str, at: dict[str, Span], country: str | None) -> tuple[Mention, ...]:
    if "who" not in at:
        return ()
    words = at["who"].text(text)
    return (mention(text, at["who"], Entity(f"x:{words}", words, "group", country) if country else None),)


def place_of(text: str, at: dict[str, Span], toll: Toll) -> Place | None:
    if "place" not in at:
        return None
    span = at["place"]
    name = span.text(text)
    return Place(span.start, span.end, name, None, toll.place, name, toll.land, 1.0, 2.0, "city")


def time_of(at: dict[str, Span], day: str | None) -> Time | None:
    return Time(at["when"], day, day, "day") if "when" in at else None


def figures(at: dict[str, Span], toll: Toll) -> tuple[Figure, ...]:
    return (Figure(at["dead"], "killed", toll.low, toll.high, toll.hedge, "person"),) if "dead" in at else ()


def voices(text: str, at: dict[str, Span]) -> tuple[Voice, ...]:
    return (Voice(mention(text, at["source"]), at["cue"], (at["s"],)),) if "source" in at else ()


def blast() -> list[Found]:
    """Four reports: the ministry's 41 twice in one text, an agency's "about 40", the prosecutors' 35."""
    return [
        found(Toll(MINISTRY, "Velish Wire", "2024-03-29", 41, 41, "at least", family="f1"), 1),
        found(Toll(PROSECUTORS, "Orbec Times", "2024-03-29", 35, 35), 2),
        found(Toll(MINISTRY, "Daily Echo", "2024-03-30", 41, 41, "at least", family="f1"), 3),
        found(Toll(PROSECUTORS, "Echo Two", "2024-03-31", 35, 35, agency="Norlandic News"), 4),
    ]


def episode(pairs: list[Found], links: tuple[Link, ...] = ()) -> Episode:
    return Episode("e1", "ASSAULT", tuple(member for _, member in pairs), links)


def reviewed(pair: Found, review: str) -> Found:
    return pair[0], replace(pair[1], review=review)
