"""What a review begins with: deaths by statement, happenings whose accounts differ, and who has read what.

The first two are counted from the journal's readings once, and again for what changed.
"""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass, field
from threading import Lock

from dateline.store.codec import from_json
from dateline.store.store import Store
from dateline.write.account import facets

KILLED = b'"killed"'
VERDICTS = frozenset({"accept", "reject", "edit"})


@dataclass(slots=True)
class Standpoint:
    """Of one record; asked by many threads. `seen` is where the record stood when each was counted."""

    killed: dict[str, float] = field(default_factory=dict)
    differing: dict[str, int] = field(default_factory=dict)
    seen: dict[str, tuple[int, int]] = field(default_factory=dict)
    lock: Lock = field(default_factory=Lock)

    def deaths(self, store: Store) -> dict[str, float]:
        """By statement, the highest number of killed that it gives."""
        with self.lock:
            if self.fresh("deaths", store):
                self.killed = killed(store)
            return self.killed

    def torn(self, store: Store) -> dict[str, int]:
        """By episode whose accounts cannot all hold, how many of its sides differ."""
        with self.lock:
            if self.fresh("torn", store):
                self.differing = differing(store)
            return self.differing

    def fresh(self, name: str, store: Store) -> bool:
        """Whether the record changed since that was counted."""
        now = (store.head, store.linked)
        changed = self.seen.get(name) != now
        self.seen[name] = now
        return changed


def killed(store: Store) -> dict[str, float]:
    """From what linking compares: small rows that are brought up to date with every edit."""
    found: dict[str, float] = {}
    for id_, body in store.database.rows("SELECT id, body FROM candidate"):
        if KILLED in bytes(body):
            numbers = [high for role, _, high in from_json(bytes(body))["figures"] if role == "killed"]
            if numbers:
                found[id_] = max(numbers)
    return found


def differing(store: Store) -> dict[str, int]:
    """All happenings that more than one statement tells of are looked through."""
    sql = (
        "SELECT episode FROM statement WHERE episode IS NOT NULL AND (review IS NULL OR review <> 'rejected') "
        "GROUP BY episode HAVING count(*) > 1"
    )
    found: dict[str, int] = {}
    for (id_,) in list(store.database.rows(sql)):
        if sides := sum(facet.differ for facet in facets(store.beside(store.episode_of(id_).members))):
            found[id_] = sides
    return found


def read_by(store: Store, name: str | None, but: str | None = None) -> set[str]:
    """Statements that somebody (None: anybody but `but`) has judged in a way that stands."""
    found: dict[str, set[str]] = defaultdict(set)
    for judgement in store.standing():
        if judgement.kind in VERDICTS:
            found[judgement.by].update(judgement.targets)
    if name is not None:
        return found.get(name, set())
    return set().union(*(ids for by, ids in found.items() if by != but))


