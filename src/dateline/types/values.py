"""Normalised values, each with the words it came from: times, figures, places."""

from __future__ import annotations

from dataclasses import dataclass

from dateline.types.mention import Entity
from dateline.types.span import Span

FIGURE_ROLES = (
    "killed", "injured", "arrested", "abducted", "displaced", "participants", "fighters", "money", "other",
)  # fmt: skip
HEDGES = ("about", "at least", "at most", "up to", "more than", "less than")
PRECISIONS = ("exact", "city", "district", "province", "country", "region")
TRENDS = ("growing", "falling", "unchanged")


@dataclass(frozen=True, slots=True)
class Time:
    """An interval of days, both ends included, as ISO 8601 dates; an open end is None.

    `grain` is one of hour, day, week, month, season, quarter, year, decade, century, or None when vague
    ("recently"). `kind` is "date", "duration" (then `amount` days-like ISO 8601 duration) or "set" ("every
    Friday"). `said` is the TIMEX3-like value of the expression itself, kept for scoring.
    """

    span: Span
    start: str | None
    end: str | None
    grain: str | None
    kind: str = "date"
    said: str | None = None


@dataclass(frozen=True, slots=True)
class Figure:
    """A number with its hedge. `low` and `high` are equal for an exact number and None for "several".

    `role` is one of killed, injured, arrested, abducted, displaced, participants, fighters, money, other;
    `hedge` one of about, at least, at most, up to, more than, less than, or None; `unit` is the counted noun's
    lemma or an ISO 4217 currency; `trend` is "growing", "falling", "unchanged" or None.
    """

    span: Span
    role: str
    low: float | None
    high: float | None
    hedge: str | None = None
    unit: str | None = None
    trend: str | None = None


@dataclass(frozen=True, slots=True)
class Quantity:
    """A figure as it stands in the text, before anybody knows what it counts.

    `unit_token` is the index of the counted noun in the syntax (None for money and bare numbers).
    """

    span: Span
    low: float | None
    high: float | None
    hedge: str | None
    unit: str | None
    unit_token: int | None
    kind: str = "count"
    """count, money, percent, ordinal, measure, age."""


@dataclass(frozen=True, slots=True)
class Place:
    """Where something happened. `precision` is one of exact, city, district, province, country, region.

    Latitude and longitude are WGS 84 degrees and None for whole countries and for unresolved places.
    """

    start: int
    end: int
    text: str
    entity: Entity | None
    gazetteer_id: str | None = None
    name: str | None = None
    country: str | None = None
    latitude: float | None = None
    longitude: float | None = None
    precision: str | None = None

    @property
    def span(self) -> Span:
        return Span(self.start, self.end)
