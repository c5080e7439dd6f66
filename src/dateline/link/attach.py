"""Statements that have no day of their own: history told in passing, "in 2011", reports without a date.

They cannot wait in the window for what they are about, which may be years away. So they are gathered first, and every
dated statement that leaves the window is held against those that share a key with it. Where one episode alone fits,
they join it; where several do, they stay apart and are counted.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping
from typing import NamedTuple

from dateline.link.compare import Item, compare, contradiction, item_of, knowledge, reason
from dateline.link.constraint import BY
from dateline.link.moment import SHORT, moment_of
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
    """A dated statement that a late one can be about."""

    name: str
    link: Link


class Late:
    """The late statements by what they share with others, and what each was found to fit."""

    def __init__(self, candidates: Iterable[Candidate], family_of: Mapping[str, str]) -> None:
        self.items: dict[str, Item] = {}
        self.posts: dict[int, list[str]] = {}
        self.fits: dict[str, list[Fit]] = {}
        for candidate in candidates:
            if is_late(candidate):
                self.add(item_of(candidate, family_of.get(candidate.report, candidate.report)))

    def add(self, item: Item) -> None:
        self.items[item.candidate.id] = item
        for key in {wide for _, (wide, *_) in keys_of(item)}:
            self.posts.setdefault(key, []).append(item.candidate.id)

    def meet(self, item: Item) -> bool:
        """Hold a dated statement against the late ones; whether it fits any."""
        shared: Counter[str] = Counter()
        for weight, (wide, *_) in keys_of(item):
            found = self.posts.get(wide, ())
            if len(found) <= MOST:
                for name in found:
                    shared[name] += weight
        fitting = False
        for name in sorted(name for name, times in shared.items() if times >= SHARED):
            link = fit(item, self.items[name])
            if link is not None:
                self.fits.setdefault(name, []).append(Fit(item.candidate.id, link))
                fitting = True
        return fitting


def fit(item: Item, late: Item) -> Link | None:
    """The link between a dated and a late statement; None when they do not fit."""
    if contradiction(item, late):
        return None
    sure, found = compare(item, late)
    grounds = [name for name in GROUNDS if found.get(name)]
    if sure < knowledge()["threshold"]:
        if not late.candidate.background or len(grounds) < ENOUGH or FIRM.isdisjoint(grounds):
            return None
        sure = knowledge()["attached"]
    return Link(item.candidate.id, late.candidate.id, round(sure, 3), f"{reason(item, late, found)}, no other fits", BY)
