"""What is the same across the reports of a record: computed anew from what it holds, and stored in one go."""

from __future__ import annotations

import sqlite3
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from tempfile import gettempdir
from typing import TYPE_CHECKING, TypeVar

from dateline.errors import DatelineError
from dateline.run.tally import Tally
from dateline.types.episode import Family

if TYPE_CHECKING:
    from dateline.link.kin import Kin
    from dateline.store.store import Store

Row = TypeVar("Row")
ROUNDS = 5
"""Times that links are made anew because others appended meanwhile; who appends last links last anyway."""


@dataclass(slots=True)
class Linked:
    """Counts of what a linking went through, found and left open; `done` is False when nothing was new. `adrift` are
    judgements on what the present readings do not hold."""

    done: bool = False
    reports: int = 0
    families: int = 0
    episodes: int = 0
    actors: int = 0
    uncompared: int = 0
    undecided: int = 0
    adrift: int = 0

    def __str__(self) -> str:
        parts = [
            f"{self.reports} reports in {self.families} text families, {self.episodes} episodes, {self.actors} actors"
        ]
        if self.uncompared:
            parts.append(f"{self.uncompared} statements were not compared with all others that share a word or name")
        if self.undecided:
            parts.append(f"{self.undecided} undated mentions fit several episodes and stay apart")
        if self.adrift:
            what = f"{self.adrift} judgement{'s are' if self.adrift > 1 else ' is'} on what is read no more"
            parts.append(f"{what} (`dateline changes --adrift`)")
        return "; ".join(parts)


def link(store: Store, tally: Tally) -> Linked:
    """Families, episodes and actors of everything in the record; nothing is done when nothing is new."""
    linked = Linked()
    for _ in range(ROUNDS):
        if not store.stale:
            break
        try:
            linked = link_once(store, tally)
        except (OSError, sqlite3.Error) as error:  # the record says its faults itself: these are of what waits outside
            what = f"what waits on the disk while linking could not be written or read: {error}"
            cure = "free some space there, or name a folder in TMPDIR"
            raise DatelineError(what, where=gettempdir(), cure=cure) from error
    tally.clear()
    return linked


def link_once(store: Store, tally: Tally) -> Linked:
    from dateline.link.actor import actors
    from dateline.link.episode import Left, episodes
    from dateline.link.family import by_publication, families_in_order
    from dateline.link.kin import Kin

    linked, head = Linked(done=True), store.head
    judgements = tuple(store.standing())
    shown = Shown(tally, linked)
    family_of = Kin()
    reports = by_publication(shown.count(store.sketches(), "reports compared"))
    families = shown.reports(families_in_order(reports, judgements), family_of)
    candidates, left = Again(shown, store.candidates, "statements compared"), Left()
    groups = shown.found(episodes(candidates, family_of, judgements, left), "episodes")
    people = shown.found(actors(shown.count(store.entity_uses(), "names compared"), judgements), "actors")
    store.relink(families, groups, people, head=head)  # in this order: episodes ask for the families
    linked.uncompared, linked.undecided, linked.adrift = left.uncompared, left.undecided, len(store.adrift())
    return linked


@dataclass(slots=True)
class Shown:
    """Counts rows as they pass, and shows the count."""

    tally: Tally
    linked: Linked

    def count(self, rows: Iterable[Row], what: str) -> Iterator[Row]:
        for number, row in enumerate(rows, 1):
            if self.tally.due:
                self.tally.draw(["linking", f"{number} {what}"])
            yield row

    def found(self, rows: Iterable[Row], name: str) -> Iterator[Row]:
        """Rows counted in the field of that name."""
        for row in rows:
            setattr(self.linked, name, getattr(self.linked, name) + 1)
            yield row

    def reports(self, rows: Iterable[Family], family_of: Kin) -> Iterator[Family]:
        for family in self.found(rows, "families"):
            self.linked.reports += len(family.reports)
            family_of.add(family)
            yield family


@dataclass(slots=True)
class Again(Iterable[Row]):
    """Rows that are asked for anew each time they are gone through, so that none need be held."""

    shown: Shown
    ask: Callable[[], Iterable[Row]]
    what: str

    def __iter__(self) -> Iterator[Row]:
        return self.shown.count(self.ask(), self.what)
