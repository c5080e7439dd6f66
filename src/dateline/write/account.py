"""What was reported of one happening, side by side: every value with who gives it and when. Nothing is averaged
and nothing picked; where values cannot all hold, that is said."""

from __future__ import annotations

from collections.abc import Callable, Hashable, Iterable, Iterator, Mapping
from dataclasses import dataclass
from itertools import combinations
from typing import Any

from dateline.types.document import Document
from dateline.types.episode import Member
from dateline.types.mention import Mention
from dateline.types.report import Report
from dateline.types.statement import Statement, Voice
from dateline.types.values import Figure, Place, Time
from dateline.write.member import Found
from dateline.write.phrase import chain_words, figure_words, mention_words, place_words, time_words

ABOUT = 0.1
"""How far from its number "about" reaches when it is asked whether two figures can both hold, as a share of it."""
CITY = frozenset({"exact", "city", "district"})
"""Precisions at which two places of different names are two places."""
INFINITY = float("inf")


@dataclass(frozen=True, slots=True)
class Saying:
    """Who gives a value and on what day (ISO; None where unknown), with the statements that hold it."""

    who: str
    day: str | None
    statements: tuple[str, ...]
    reports: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Value:
    """One value in words, and everybody who gives it, by day."""

    words: str
    sayings: tuple[Saying, ...]


@dataclass(frozen=True, slots=True)
class Facet:
    """One side of a happening - who, whom, where, when, status, a role of figures - with all its values.

    `differ` is True where two of the values cannot both hold.
    """

    label: str
    values: tuple[Value, ...]
    differ: bool


@dataclass(frozen=True, slots=True)
class Origin:
    """An independent voice: a text family, or all families that are credited to one agency."""

    agency: str | None
    families: tuple[str, ...]
    reports: tuple[Report, ...]


@dataclass(frozen=True, slots=True)
class Item:
    """A value of one statement before it is put beside the others; `key` tells when two are the same."""

    label: str
    key: Hashable
    words: str
    value: Any


def facets(found: Iterable[Found]) -> tuple[Facet, ...]:
    """All sides of the happening, the figures by role behind the rest; statements come in canonical order."""
    table: dict[str, dict[Hashable, tuple[Item, list[Found]]]] = {label: {} for label in ORDER}
    together: dict[str, dict[frozenset[Hashable], list[Item]]] = {}
    for document, member in found:
        of_label: dict[str, list[Item]] = {}
        for item in items(document, member.statement):
            of_label.setdefault(item.label, []).append(item)
            table.setdefault(item.label, {}).setdefault(item.key, (item, []))[1].append((document, member))
        for label, mine in of_label.items():
            together.setdefault(label, {}).setdefault(frozenset(item.key for item in mine), mine)
    return tuple(
        Facet(label, by_day(value_of(item, pairs) for item, pairs in values.values()), differ(label, together[label]))
        for label, values in table.items()
        if values
    )


def items(document: Document, statement: Statement) -> Iterator[Item]:
    """What one statement says of the happening."""
    for label, mentions in (("who", statement.actors), ("whom", statement.recipients)):
        for mention in mentions:
            yield Item(label, mention_key(document, mention), mention_words(document, mention), mention)
    if statement.place:
        place = statement.place
        place_key = place.gazetteer_id or (place.name or place.span.text(document.text)).casefold()
        yield Item("where", place_key, place_words(document, place), place)
    if statement.time:
        time = statement.time
        days = (time.start, time.end)
        time_key = days if any(days) else time.span.text(document.text).casefold()
        yield Item("when", time_key, time_words(document, time), time)
    yield Item("status", statement.status, statement.status, statement.status)
    for figure in statement.figures:
        yield Item(figure.role, figure_key(document, figure), figure_words(document, figure), figure)


def mention_key(document: Document, mention: Mention) -> str:
    return mention.entity.id if mention.entity else mention.span.text(document.text).casefold()


def figure_key(document: Document, figure: Figure) -> Hashable:
    unit = figure.unit if figure.role in ("money", "other") else None
    if figure.low is None and figure.high is None:
        return figure.span.text(document.text).casefold(), unit
    return figure.low, figure.high, figure.hedge, figure.trend, unit


def value_of(item: Item, pairs: list[Found]) -> Value:
    """A value with everybody who gives it. What a reprint repeats was said on the day of the first of its texts; who
    says it in several texts on one day stands there once."""
    first: dict[tuple[str, Hashable], str | None] = {}
    said: dict[tuple[str, str | None], list[Member]] = {}
    for document, member in pairs:
        who = who_says(document, member)
        day = first.setdefault((who, voice_of(member)), day_said(member))
        said.setdefault((who, day), []).append(member)
    sayings = (
        Saying(who, day, once(m.statement.id for m in members), once(m.report.id for m in members))
        for (who, day), members in said.items()
    )
    return Value(item.words, tuple(sorted(sayings, key=lambda saying: (saying.day or "9", saying.who))))


def voice_of(member: Member) -> tuple[str, str]:
    """What makes a report's text one voice with others: the agency it is credited to, else its text family."""
    return ("agency", member.agency) if member.agency else ("family", member.family)


def once(ids: Iterable[str]) -> tuple[str, ...]:
    return tuple(dict.fromkeys(ids))


def by_day(values: Iterable[Value]) -> tuple[Value, ...]:
    """Values in the order in which they were first given."""
    return tuple(sorted(values, key=lambda value: value.sayings[0].day or "9"))


def who_says(document: Document, member: Member) -> str:
    """The chain in words; a report that speaks for itself by the name of its source."""
    if member.statement.attribution:
        return chain_words(document, member.statement)
    source = member.agency or member.report.source
    return f"the report itself ({source})" if source else "the report itself"


def day_said(member: Member) -> str | None:
    """The day on which the nearest voice spoke where that is stated, else the day of publication."""
    voices: tuple[Voice, ...] = member.statement.attribution
    time: Time | None = voices[0].said_time if voices else None
    return time.start if time and time.start and time.start == time.end else member.report.published


def origins(found: Iterable[Found]) -> tuple[Origin, ...]:
    """The independent voices, in the order of their first reports."""
    groups: dict[tuple[str, str], dict[str, Member]] = {}
    for _, member in found:
        groups.setdefault(voice_of(member), {}).setdefault(member.report.id, member)
    return tuple(
        Origin(
            key[1] if key[0] == "agency" else None,
            once(member.family for member in members.values()),
            tuple(member.report for member in members.values()),
        )
        for key, members in groups.items()
    )


def differ(label: str, statements: Mapping[frozenset[Hashable], list[Item]]) -> bool:
    """Whether two statements have no values that can both hold; several values of one statement stand together
    ("41 people, 3 of them soldiers")."""
    clash = CLASHES.get(label, figures_clash)
    return any(
        all(clash(one.value, other.value) for one in left for other in right)
        for left, right in combinations(statements.values(), 2)
    )


def figures_clash(left: Figure, right: Figure) -> bool:
    """Whether no number is in the range of both; figures without number, or of different units, never clash."""
    if left.role == "other" or any(f.low is None and f.high is None for f in (left, right)):
        return False
    if left.role == "money" and left.unit != right.unit:
        return False
    (low, high), (least, most) = reach(left), reach(right)
    return high < least or most < low


def reach(figure: Figure) -> tuple[float, float]:
    """The numbers that a figure allows: its bounds, of which one may be open, and its hedge."""
    low = 0.0 if figure.low is None else figure.low
    high = INFINITY if figure.high is None else figure.high
    if figure.hedge in ("at least", "more than"):
        return low, INFINITY
    if figure.hedge in ("at most", "up to", "less than"):
        return 0.0, high
    return (low * (1 - ABOUT), high * (1 + ABOUT)) if figure.hedge == "about" else (low, high)


def times_clash(left: Time, right: Time) -> bool:
    """Whether two stated intervals have no day in common."""
    after = left.start is not None and right.end is not None and left.start > right.end
    before = left.end is not None and right.start is not None and left.end < right.start
    return after or before


def places_clash(left: Place, right: Place) -> bool:
    """Whether two places lie in different countries, or are two different towns."""
    if left.country and right.country and left.country != right.country:
        return True
    named = left.gazetteer_id and right.gazetteer_id and left.gazetteer_id != right.gazetteer_id
    return bool(named) and left.precision in CITY and right.precision in CITY


def statuses_clash(left: str, right: str) -> bool:
    """Whether one says that it happened and the other that it did not."""
    return {left, right} == {"actual", "denied"}


def actors_clash(left: Mention, right: Mention) -> bool:
    """Whether both are known and of different countries."""
    a, b = left.entity, right.entity
    return bool(a and b and a.country and b.country and a.country != b.country)


Clash = Callable[[Any, Any], bool]
CLASHES: dict[str, Clash] = {
    "who": actors_clash, "whom": actors_clash, "where": places_clash, "when": times_clash, "status": statuses_clash,
}  # fmt: skip
ORDER = tuple(CLASHES)
"""Sides that come before the figures."""
