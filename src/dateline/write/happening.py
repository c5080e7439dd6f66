"""An episode as one row of somebody else's event data: only what its reports agree on, and never a choice of ours.

Where reports differ, a cell stays empty; what they said is beside it in the columns that every profile has at its end.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from functools import cached_property
from typing import TypeVar

from dateline.types.episode import Actor, Episode, Member
from dateline.types.mention import Mention
from dateline.types.values import Figure, Place, Time
from dateline.write.geojson import point_of
from dateline.write.phrase import OWN_VOICE, UNSTATED, plain
from dateline.write.record import number

Item = TypeVar("Item")
DATE = re.compile(r"\d{4}-\d{2}-\d{2}$")


@dataclass(frozen=True, slots=True)
class Party:
    """An actor as the record knows it, or else the words of a mention that is not resolved."""

    id: str
    name: str
    country: str | None = None
    roles: tuple[str, ...] = ()


class Happening:
    """What the statements of an episode that are said to have happened agree on; `actors` maps entity ids.

    `said` are those statements, `members` less what is said to happen again and again, which is no one event. Counts
    that stand in sentences of their own ("the toll rose to 46") are heard with the `members`.
    """

    def __init__(self, episode: Episode, actors: Mapping[str, Actor]) -> None:
        self.episode, self._actors = episode, actors
        actual = [m for m in episode.members if m.statement.status == "actual"]
        self.said = [m for m in actual if m.statement.kind == "event"]
        self.members = [member for member in self.said if member.statement.aspect != "habitual"]
        self._tolls = [
            (member, figure)
            for member in actual if member.statement.kind == "figure" or member.statement.aspect != "habitual"
            for figure in member.statement.figures if figure.role == "killed"
        ]  # fmt: skip

    @property
    def id(self) -> str:
        return f"dateline:{self.episode.id}"

    @cached_property
    def type(self) -> str | None:
        return agreed(member.statement.type for member in self.members)

    @cached_property
    def modes(self) -> tuple[str, ...]:
        return union(mode for member in self.members for mode in member.statement.modes)

    @cached_property
    def contexts(self) -> tuple[str, ...]:
        return union(context for member in self.members for context in member.statement.contexts)

    @cached_property
    def actors(self) -> tuple[Party, ...]:
        return self._parties(mention for member in self.members for mention in member.statement.actors)

    @cached_property
    def recipients(self) -> tuple[Party, ...]:
        return self._parties(mention for member in self.members for mention in member.statement.recipients)

    def _parties(self, mentions: Iterable[Mention]) -> tuple[Party, ...]:
        """Each once; by name, since reports name them in any order. Words stand in only where nobody is resolved."""
        found, words = {}, {}
        for mention in mentions:
            actor = self._actors.get(mention.entity.id) if mention.entity else None
            if actor:
                found[actor.id] = Party(actor.id, actor.name, actor.country, actor.roles)
            elif mention.entity:
                entity = mention.entity
                found[entity.id] = Party(entity.id, entity.name, entity.country, entity.roles)
            elif mention.form != "pronoun":
                words[mention.text.casefold()] = Party("", mention.text)
        return tuple(sorted((found or words).values(), key=lambda party: (party.name, party.id)))

    @cached_property
    def time(self) -> Time | None:
        """The stated interval that lies within every other that is stated, both ends known, in years of four digits:
        "Tuesday" and "this month" agree on the Tuesday, two different days on nothing."""
        times = [m.statement.time for m in self.members if m.statement.time]
        times = [time for time in times if time.start or time.end]
        if not all(day and DATE.match(day) for time in times for day in (time.start, time.end)):
            return None
        return next((time for time in times if all(within(time, other) for other in times)), None)

    @cached_property
    def days(self) -> int | None:
        """Days in the agreed interval."""
        if not (self.time and self.time.start and self.time.end):
            return None
        try:
            return (date.fromisoformat(self.time.end) - date.fromisoformat(self.time.start)).days + 1
        except ValueError:
            return None

    @property
    def day(self) -> str | None:
        """The agreed day, where it is one day."""
        return self.time.start if self.time and self.days == 1 else None

    @property
    def year(self) -> str | None:
        if not (self.time and self.time.start and self.time.end):
            return None
        return self.time.start[:4] if self.time.start[:4] == self.time.end[:4] else None

    @property
    def month(self) -> str | None:
        if not (self.time and self.time.start and self.time.end):
            return None
        return self.time.start[:7].replace("-", "") if self.time.start[:7] == self.time.end[:7] else None

    @cached_property
    def place(self) -> Place | None:
        """The place that all who state one agree on; a town and the country it lies in agree on the town."""
        found = [m.statement.place for m in self.members if m.statement.place]
        if self.country and not all(place.precision == "country" for place in found):
            found = [place for place in found if place.precision != "country"]
        same = agreed(place.gazetteer_id or f"words:{place.text.casefold()}" for place in found)
        return found[0] if same else None

    @cached_property
    def country(self) -> str | None:
        """Alpha-3 of the country that all who state a place agree on."""
        places = [m.statement.place for m in self.members if m.statement.place]
        return agreed(place.country for place in places) if all(place.country for place in places) else None

    @property
    def point(self) -> tuple[float, float] | None:
        """Latitude and longitude of the agreed place, where a point says no more than is known."""
        point = point_of(self.place)
        return (point["coordinates"][1], point["coordinates"][0]) if point else None

    @cached_property
    def killed(self) -> Figure | None:
        """The one figure of the killed that every report gives; None where two differ."""
        figures = [figure for _, figure in self._tolls if figure.low is not None or figure.high is not None]
        same = agreed((f.low, f.high, f.hedge) for f in figures)
        return figures[0] if same else None

    @property
    def exact(self) -> float | int | None:
        """The number killed, where it is one number without a hedge."""
        figure = self.killed
        return number(figure.low) if figure and figure.hedge is None and figure.low == figure.high else None

    @property
    def bounds(self) -> tuple[float | int | None, float | int | None]:
        """Lower and upper bound of the killed; "at least 40" has no upper one, "about 40" has neither."""
        figure = self.killed
        if figure is None or figure.hedge == "about":
            return None, None
        low = None if figure.hedge in ("at most", "up to", "less than") else figure.low
        high = None if figure.hedge in ("at least", "more than") else figure.high
        return number(low), number(high)

    @cached_property
    def figures(self) -> str:
        """Every figure of the killed with who gives it: "41 (Interior Ministry in Velish Wire, 2024-05-16)"."""
        return "; ".join(union(f"{words_of(figure)} ({teller(member)})" for member, figure in self._tolls))

    @property
    def voices(self) -> tuple[str, ...]:
        """Whom the reports name as their source: the voice nearest to what is said."""
        return union(nearest(member) or OWN_VOICE for member in self.members)

    @property
    def reports(self) -> tuple[str, ...]:
        return union(member.report.id for member in self.members)

    @property
    def sources(self) -> tuple[str, ...]:
        return union(member.report.source for member in self.members if member.report.source)

    @property
    def first(self) -> Member:
        return self.members[0]


def happenings(episodes: Iterable[Episode], actors: Mapping[str, Actor]) -> Iterator[Happening]:
    return (Happening(episode, actors) for episode in episodes)


def agreed(values: Iterable[Item | None]) -> Item | None:
    """The one value that is given; None where none is, or two differ."""
    found = {value for value in values if value is not None}
    return found.pop() if len(found) == 1 else None


def within(inner: Time, outer: Time) -> bool:
    return (outer.start or "") <= (inner.start or "") and (inner.end or "") <= (outer.end or "")


def union(values: Iterable[str]) -> tuple[str, ...]:
    """Each once, in their order."""
    return tuple(dict.fromkeys(values))


def name_of(source: Mention | None) -> str:
    if source is None:
        return UNSTATED
    return source.entity.name if source.entity else source.text


def nearest(member: Member) -> str | None:
    """The voice nearest to what is said; None where it is the report's own."""
    chain = member.statement.attribution
    return name_of(chain[0].source) if chain else None


def teller(member: Member) -> str:
    """Who says it in which report, and its day."""
    said = " in ".join(filter(None, (nearest(member), member.report.source))) or "unnamed"
    return f"{said.replace(';', ',')}, {member.report.published or 'undated'}"


def words_of(figure: Figure) -> str:
    low, high = plain(figure.low), plain(figure.high)
    amount = f"{low} to {high}" if low and high and low != high else low or high or "a number in words"
    return " ".join(filter(None, [figure.hedge, amount]))
