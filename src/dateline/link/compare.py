"""Whether two statements can be, and how surely they are, about one happening: hard facts, evidence, a reason."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from math import asin, cos, exp, inf, radians, sin, sqrt
from pathlib import Path
from typing import Any, NamedTuple

from dateline.lang import read_yaml
from dateline.link.moment import Moment, moment_of
from dateline.types.reading import Candidate

NARROW = frozenset({"exact", "city", "district"})
NEAR = 30.0
"""Kilometres within which two narrow places may be one: a suburb and its city."""
AHEAD = frozenset({"future", "requested", "hypothetical"})
PAST = frozenset({"actual", "denied"})
HURT = frozenset({"killed", "injured"})
FIGURES = {
    "killed": "ASSAULT", "injured": "ASSAULT", "arrested": "COERCE", "abducted": "ASSAULT", "participants": "PROTEST",
}  # fmt: skip
"""The type of event that a figure statement of this role belongs to."""
LEAD = 5
"""Words that stand first among those that a report is about."""
STEM = 4
"""Letters that kindred words begin with at least."""


@dataclass(slots=True)
class Item:
    """A candidate made ready for comparing."""

    candidate: Candidate
    family: str
    moment: Moment
    kind: str
    side: str
    persons: frozenset[str]
    actors: frozenset[str]
    recipients: frozenset[str]
    countries: frozenset[str]
    words: frozenset[str]
    topic: frozenset[str]
    modes: frozenset[str]
    narrow: bool


def item_of(candidate: Candidate, family: str) -> Item:
    c = candidate
    actors, recipients = frozenset(filter(specific, c.actors)), frozenset(filter(specific, c.recipients))
    type_ = FIGURES.get(c.type, f"figure {c.type}") if c.kind == "figure" else c.type
    side = "ahead" if c.status in AHEAD else "past" if c.status in PAST else ""
    countries = frozenset((*c.actor_countries, *c.recipient_countries, *((c.country,) if c.country else ())))
    return Item(
        c, family, moment_of(c), type_, side, frozenset(a for a in actors | recipients if a.startswith("person:")),
        actors, recipients, countries,
        frozenset(c.words), frozenset(c.topic), frozenset(c.modes), c.precision in NARROW and c.latitude is not None,
    )  # fmt: skip


def specific(entity: str) -> bool:
    """Whether an entity id tells somebody apart: "group:people" and "person:prime-minister" do not."""
    if entity.startswith("group:"):
        return False
    return not entity.startswith("person:") or (entity.count("-") >= 1 and not titled(entity))


@cache
def titles() -> frozenset[str]:
    return frozenset(read_yaml(Path(__file__).parent / "data" / "title.yaml")["titles"])


def titled(entity: str) -> bool:
    return not titles().isdisjoint(entity.partition(":")[2].split("-"))


# ---------------------------------------------------------------- hard facts


def contradiction(a: Item, b: Item) -> str | None:
    """The hard fact that keeps two statements apart, in words; None when there is none."""
    if a.kind != b.kind:
        return "other types"
    if a.side and b.side and a.side != b.side:
        return "one has happened and the other is still to come"
    if not a.moment.meets(b.moment):
        return "other times"
    x, y = a.candidate, b.candidate
    if x.country and y.country and x.country != y.country:
        return "other countries"
    if a.narrow and b.narrow and x.place_id != y.place_id and kilometres(x, y) > NEAR:
        return "other places"
    if a.countries and b.countries and a.countries.isdisjoint(b.countries):
        return "other countries"
    return None


def kilometres(a: Candidate, b: Candidate) -> float:
    """Great-circle distance of two places with coordinates (haversine)."""
    assert a.latitude is not None and a.longitude is not None and b.latitude is not None and b.longitude is not None
    p, q = radians(a.latitude), radians(b.latitude)
    half = sin((q - p) / 2) ** 2 + cos(p) * cos(q) * sin(radians(b.longitude - a.longitude) / 2) ** 2
    return 12742.0 * asin(sqrt(min(1.0, half)))


# ---------------------------------------------------------------- evidence


class Verdict(NamedTuple):
    confidence: float
    evidence: Mapping[str, float]


@cache
def knowledge() -> Any:
    return read_yaml(Path(__file__).parent / "data" / "episode.yaml")


def compare(a: Item, b: Item) -> Verdict:
    """How surely two statements that do not contradict one another are about one happening (0 to 1)."""
    found = evidence(a, b)
    weights: Mapping[str, float] = knowledge()["weights"]
    total = knowledge()["bias"] + sum(weights[name] * value for name, value in found.items())
    return Verdict(1.0 / (1.0 + exp(-total)), found)


def evidence(a: Item, b: Item) -> dict[str, float]:
    x, y = a.candidate, b.candidate
    found: dict[str, float] = {"words": share(a.words, b.words)}
    if x.report == y.report:
        found["inside"] = 1.0
    else:
        found["topic"] = share(a.topic, b.topic)
        found["lead"] = len(set(x.topic[:LEAD]) & set(y.topic[:LEAD])) / LEAD
        if a.family == b.family:
            found["family"] = 1.0
    if x.trigger == y.trigger:
        found["trigger"] = 1.0
    elif kindred(x.trigger, y.trigger):
        found["stem"] = 1.0
    where = whereabouts(a, b)
    if where:
        found[where] = 1.0
    if a.moment.day and b.moment.day:
        found["day" if a.moment.first == b.moment.first else "next_day"] = 1.0
    found |= participants(a, b)
    numbers = figures(x, y)
    if numbers:
        found[numbers] = 1.0
    if a.modes and b.modes:
        found["modes_apart" if a.modes.isdisjoint(b.modes) else "modes"] = 1.0
    if x.background != y.background:
        found["background"] = 1.0
    return found


def participants(a: Item, b: Item) -> dict[str, float]:
    """Who is in both, by role and across roles; and where both name somebody and nobody is in both."""
    found: dict[str, float] = {}
    crossed = bool((a.actors & b.recipients) or (a.recipients & b.actors))
    for name, left, right in (("actors", a.actors, b.actors), ("recipients", a.recipients, b.recipients)):
        if left & right:
            found[name] = len(left & right) / min(len(left), len(right))
        elif left and right and not crossed:
            found[f"{name}_apart"] = 1.0
    if crossed:
        found["crossed"] = 1.0
    if a.persons and b.persons and a.persons.isdisjoint(b.persons):
        found["persons"] = 1.0
    return found


def kindred(a: str, b: str) -> bool:
    """Whether two words begin alike for most of the shorter one: explode and explosion, kill and killing."""
    size = max(STEM, (2 * min(len(a), len(b)) + 2) // 3)
    return len(a) >= size and a[:size] == b[:size]


def share(a: frozenset[str], b: frozenset[str]) -> float:
    """What two sets have in common, of the smaller one; sets under four are taken for four."""
    return len(a & b) / max(min(len(a), len(b)), 4)


def whereabouts(a: Item, b: Item) -> str | None:
    x, y = a.candidate, b.candidate
    if x.place_id and x.place_id == y.place_id:
        return "place" if x.precision not in ("country", "region") else "country"
    if a.narrow and b.narrow:
        return "near"
    return "country" if x.country and x.country == y.country else None


def figures(a: Candidate, b: Candidate) -> str | None:
    """Whether numbers in one role agree, or lie far apart; None where neither can be said."""
    verdict = None
    for role, low, high in a.figures:
        for other, least, most in b.figures:
            if role != other:
                continue
            if meet(low, high, least, most):
                return "figures"
            if far(low, high, least, most):
                verdict = "figures_apart"
    return verdict


NAMES = {
    "day": "same day", "next_day": "a day apart", "near": "near places", "actors": "actors in common",
    "recipients": "recipients in common", "crossed": "the parties in common", "modes": "same mode",
    "stem": "kindred words", "inside": "in one report",
    "family": "reprints of one text", "words": "sentences alike", "topic": "reports on one topic",
}  # fmt: skip


SMALL = 3
LEAST = {"words": 0.3, "topic": 0.3}
"""Shares from which they are worth saying."""


def reason(a: Item, b: Item, found: Mapping[str, float]) -> str:
    """Why the two belong together, in words: "both ASSAULT, same place (Quetta), same day, 41 killed in both"."""
    x, y = a.candidate, b.candidate
    said = [f"both {a.kind}"]
    if "trigger" in found:
        said.append(f"both say “{x.trigger}”")
    if "place" in found:
        said.append(f"same place ({x.place_name})")
    if "country" in found:
        said.append(f"same country ({x.country or y.country})")
    if "figures" in found:
        said += same_figures(x, y)
    said += [words for name, words in NAMES.items() if found.get(name, 0) >= LEAST.get(name, 0.01)]
    return ", ".join(said)


def same_figures(a: Candidate, b: Candidate) -> list[str]:
    pairs = [
        (role, number(low, high))
        for role, low, high in a.figures
        for r, least, most in b.figures
        if r == role and meet(low, high, least, most)
    ]
    return [f"{said:g} {role} in both" for role, said in pairs[:1]]


def number(low: float | None, high: float | None) -> float:
    """The number that is said: 41 of "at least 41", 40 of "up to 40"."""
    return low if low is not None else high if high is not None else 0.0


def meet(low: float | None, high: float | None, least: float | None, most: float | None) -> bool:
    """Whether two numbers are one. An open one ("at least 41") agrees with many, so that only the very number it
    names counts; small numbers are everywhere and say nothing."""
    if None in (low, high, least, most):
        return number(low, high) == number(least, most) > SMALL
    return low <= most and least <= high and low > SMALL  # type: ignore[operator]


def far(low: float | None, high: float | None, least: float | None, most: float | None) -> bool:
    """Whether numbers differ more than fivefold, whatever an open one leaves room for."""
    above, below = max(low or 0.0, least or 0.0), min(x for x in (high, most, inf) if x is not None)
    return above > 5 * max(below, 2.0)
