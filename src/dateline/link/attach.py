"""Statements that have no day of their own: history told in passing, "in 2011", reports without a date.

They cannot wait in the window for what they are about, which may be years away. So they are gathered first, and every
dated statement that leaves the window is held against those that share a key with it. Where one episode alone fits,
they join it; where several do, they stay apart and are counted.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import replace
from sys import intern
from typing import NamedTuple

from dateline.link.compare import Item, compare, contradiction, item_of, knowledge, reason
from dateline.link.constraint import BY
from dateline.link.moment import SHORT, Moment, moment_of
from dateline.link.window import MOST, SHARED, keys_of
from dateline.types.judgement import Link
from dateline.types.reading import Candidate

GROUNDS = ("place", "actors", "recipients", "crossed", "figures", "trigger", "stem")
FIRM = frozenset(GROUNDS[:5])
"""Of these one at least must be in common: a word alone is no ground."""
ENOUGH = 2
"""Things in common by which history is known again."""


def is_late(candidate: Candidate) -> bool:
    """Whether a statement has no day of its own: history without a time, a time of weeks or years, no date at all."""
    moment = moment_of(candidate)
    if moment.stated:
        return moment.last - moment.first > SHORT
    return candidate.background or candidate.published is None


class Fit(NamedTuple):
    """A dated statement that a late one can be about, and when it was."""

    name: str
    link: Link
    moment: Moment


class Late:
    """The late statements by what they share with others, and what each was found to fit. One that fits happenings of
    two different times, or whose episode is known, is `open`: nothing more is held against it. `holds` counts what
    fits each dated statement, `freed` names those that nothing fits any more."""

    def __init__(self, candidates: Iterable[Candidate], family_of: Mapping[str, str]) -> None:
        self.family_of = family_of
        self.candidates: dict[str, Candidate] = {}
        self.posts: dict[int, list[str]] = {}
        self.fits: dict[str, list[Fit]] = {}
        self.open: set[str] = set()
        self.holds: Counter[str] = Counter()
        self.freed: list[str] = []
        for candidate in candidates:
            if is_late(candidate):
                self.add(slim(candidate))

    def __contains__(self, name: str) -> bool:
        return name in self.candidates

    def add(self, candidate: Candidate) -> None:
        self.candidates[candidate.id] = candidate
        for key in {wide for _, (wide, *_) in keys_of(self.item(candidate.id))}:
            self.posts.setdefault(key, []).append(candidate.id)

    def settle(self, name: str) -> None:
        """Look for nothing more for a statement whose episode is known; any other name is let pass."""
        if name not in self.candidates:
            return
        self.open.add(name)
        for fit in self.fits.pop(name, ()):
            self.holds[fit.name] -= 1
            if not self.holds[fit.name]:
                del self.holds[fit.name]
                self.freed.append(fit.name)

    def item(self, name: str) -> Item:
        candidate = self.candidates[name]
        return item_of(candidate, self.family_of.get(candidate.report, candidate.report))

    def meet(self, item: Item) -> bool:
        """Hold a dated statement against the late ones; whether its episode must wait for one."""
        shared: Counter[str] = Counter()
        for weight, (wide, *_) in keys_of(item):
            found = self.posts.get(wide, ())
            if len(found) <= MOST:
                for name in found:
                    shared[name] += weight
        near = sorted(name for name, times in shared.items() if times >= SHARED and name not in self.open)
        for name in near:
            self.note(name, item)
        return item.candidate.id in self.holds

    def note(self, name: str, item: Item) -> None:
        """Keep it if the two fit and nothing of another time does."""
        link = fit(item, self.item(name))
        if link is None:
            return
        known = self.fits.setdefault(name, [])
        if any(not other.moment.meets(item.moment) for other in known):
            self.settle(name)
            return
        known.append(Fit(item.candidate.id, link, item.moment))
        self.holds[item.candidate.id] += 1


def slim(candidate: Candidate) -> Candidate:
    """What is kept of a late statement: history stands in a report on something else, whose words say nothing of it."""
    if candidate.published is not None:
        return replace(candidate, words=(), topic=())
    return replace(candidate, words=tuple(map(intern, candidate.words)), topic=tuple(map(intern, candidate.topic)))


def fit(item: Item, late: Item) -> Link | None:
    """The link between a dated and a late statement; None when they do not fit."""
    if contradiction(item, late):
        return None
    sure, found = compare(item, late)
    grounds = [name for name in GROUNDS if found.get(name)]
    if sure < knowledge()["threshold"]:
        told_now = late.candidate.published is None and not late.candidate.background
        if told_now or len(grounds) < ENOUGH or FIRM.isdisjoint(grounds):
            return None
        sure = knowledge()["attached"]
    return Link(item.candidate.id, late.candidate.id, round(sure, 3), f"{reason(item, late, found)}, no other fits", BY)
