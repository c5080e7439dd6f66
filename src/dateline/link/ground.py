"""The hard facts of a group of statements: what it stands on, and whether two groups can stand on the same."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import NamedTuple

from dateline.link.compare import NEAR, Item, far, kilometres
from dateline.link.moment import SLACK
from dateline.types.reading import Candidate

Days = tuple[int, int]


class Toll(NamedTuple):
    """A figure of a happening whose day is stated."""

    days: Days
    role: str
    low: float | None
    high: float | None


@dataclass(slots=True)
class Facts:
    """Where the days of a group begin and end together, its places, countries, and side of time. `days` are those that
    each report states for it, and `tolls` its figures on stated days."""

    first: int
    last: int
    sides: frozenset[str]
    countries: frozenset[str]
    places: tuple[Candidate, ...]
    days: dict[str, Days] = field(default_factory=dict)
    tolls: set[Toll] = field(default_factory=set)

    def agree(self, other: Facts) -> bool:
        if len(self.sides | other.sides) > 1 or len(self.countries | other.countries) > 1:
            return False
        if max(self.first, other.first) > min(self.last, other.last) + SLACK:
            return False
        if self.told_apart(other) or self.counted_apart(other):
            return False
        return all(a.place_id == b.place_id or kilometres(a, b) <= NEAR for a in self.places for b in other.places)

    def told_apart(self, other: Facts) -> bool:
        """Whether a report gives the two different days: two reports may be a night apart, one report means two."""
        few, many = sorted((self.days, other.days), key=len)
        return any(report in many and not overlap(days, many[report]) for report, days in few.items())

    def counted_apart(self, other: Facts) -> bool:
        """Whether figures that differ more than fivefold are told of different days: a toll grows, but not so."""
        return any(
            a.role == b.role and not overlap(a.days, b.days) and far(a.low, a.high, b.low, b.high)
            for a in self.tolls for b in other.tolls
        )  # fmt: skip

    def joined(self, other: Facts) -> Facts:
        """The facts of both; neither is to be used any more."""
        known = {place.place_id for place in self.places}
        return Facts(
            max(self.first, other.first), min(self.last, other.last), self.sides | other.sides,
            self.countries | other.countries, (*self.places, *(p for p in other.places if p.place_id not in known)),
            both(self.days, other.days), self.tolls | other.tolls,
        )  # fmt: skip


def facts_of(item: Item) -> Facts:
    c, moment = item.candidate, item.moment
    days = (moment.first, moment.last)
    return Facts(
        *days, frozenset({item.side} - {""}), frozenset({c.country} - {None}),  # type: ignore[arg-type]
        (c,) if item.narrow else (), {c.report: days} if moment.day else {},
        {Toll(days, *figure) for figure in c.figures} if moment.day else set(),
    )  # fmt: skip


def both(one: dict[str, Days], other: dict[str, Days]) -> dict[str, Days]:
    """The days of each report in either, what they share where it is in both; the larger of the two takes them up."""
    few, many = sorted((one, other), key=len)
    for report, (first, last) in few.items():
        begin, end = many.get(report, (first, last))
        many[report] = max(first, begin), min(last, end)
    return many


def overlap(one: Days, other: Days) -> bool:
    return one[0] <= other[1] and other[0] <= one[1]
