"""Episodes: statements of different reports about one happening.

One pass over statements sorted by day. Those of a day are compared with those of the days before that share a key
(`window`), pairs that a hard fact forbids are dropped, and the others are joined surest first while the hard facts of
the whole group agree. The result is a function of the set of statements and judgements.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import groupby

from dateline.link.compare import NEAR, Item, compare, contradiction, item_of, kilometres, knowledge, reason
from dateline.link.constraint import BY, Constraints, Groups
from dateline.link.moment import SLACK, ordinal, sort_day
from dateline.link.window import Window
from dateline.types.judgement import Judgement, Link
from dateline.types.reading import Candidate, Group


def episodes(
    candidates: Iterable[Candidate], family_of: Mapping[str, str], judgements: Sequence[Judgement] = ()
) -> Iterator[Group]:
    """The episodes, a statement that nothing joins being one too. `candidates` come by day (`moment.sort_day`), then
    id; `family_of` gives the text family of a report's id."""
    sweep = Sweep(family_of, judgements)
    for day, batch in groupby(candidates, sort_day):
        yield from sweep.take(day, list(batch))
    yield from sweep.finish()


@dataclass(slots=True)
class Facts:
    """The hard facts of a group: where its days begin and end together, its places, countries, and side of time."""

    first: int
    last: int
    sides: frozenset[str]
    countries: frozenset[str]
    places: tuple[Candidate, ...]

    def agree(self, other: Facts) -> bool:
        if len(self.sides | other.sides) > 1 or len(self.countries | other.countries) > 1:
            return False
        if max(self.first, other.first) > min(self.last, other.last) + SLACK:
            return False
        return all(a.place_id == b.place_id or kilometres(a, b) <= NEAR for a in self.places for b in other.places)

    def joined(self, other: Facts) -> Facts:
        known = {place.place_id for place in self.places}
        return Facts(
            max(self.first, other.first), min(self.last, other.last), self.sides | other.sides,
            self.countries | other.countries, (*self.places, *(p for p in other.places if p.place_id not in known)),
        )  # fmt: skip


def facts_of(item: Item) -> Facts:
    c = item.candidate
    return Facts(
        item.moment.first, item.moment.last, frozenset({item.side} - {""}), frozenset({c.country} - {None}),  # type: ignore[arg-type]
        (c,) if item.narrow else (),
    )  # fmt: skip


class Sweep:
    """What is open while the days go by."""

    def __init__(self, family_of: Mapping[str, str], judgements: Sequence[Judgement]) -> None:
        self.family_of = family_of
        self.constraints = Constraints(judgements, "statement")
        self.held = self.constraints.held
        self.partners: dict[str, list[tuple[str, str]]] = {}
        for left, right, why in self.constraints.together:
            self.partners.setdefault(left, []).append((right, why))
            self.partners.setdefault(right, []).append((left, why))
        self.groups = Groups(self.constraints)
        self.window = Window()
        self.facts: dict[str, Facts] = {}
        self.live: Counter[str] = Counter()
        self.order: dict[str, tuple[str, str, int, str]] = {}
        self.copies: dict[tuple[object, ...], int] = {}
        self.names: dict[int, str] = {}
        self.count = 0

    def take(self, day: str, batch: Sequence[Candidate]) -> Iterator[Group]:
        yield from self.close(self.window.move(ordinal(day)))
        fresh = [number for candidate in sorted(batch, key=canonical) if (number := self.enter(candidate)) is not None]
        for candidate in batch:
            self.obey(candidate.id)
        for link in sorted(self.links(fresh), key=lambda link: (-link.confidence, link.left, link.right)):
            self.join(link)

    def enter(self, candidate: Candidate) -> int | None:
        """Add a statement; None when it is the reprint of one that is there."""
        family = self.family_of.get(candidate.report, candidate.report)
        self.order[candidate.id] = canonical(candidate)
        self.groups.add(candidate.id)
        item = item_of(candidate, family)
        c = candidate
        key = (family, c.kind, c.type, c.trigger, c.words, c.start, c.figures)
        number = self.copies.get(key)
        first = self.window.items.get(number) if number is not None else None
        if first is not None and first.candidate.report != candidate.report:
            link = Link(first.candidate.id, candidate.id, 0.99, "the same words in a reprint", BY)
            self.facts[candidate.id] = facts_of(item)
            if self.join(link):
                return None
        self.facts[candidate.id] = facts_of(item)
        self.live[self.groups.find(candidate.id)] += 1
        self.window.add(self.count, item)
        self.copies[key] = self.count
        self.names[self.count] = candidate.id
        self.count += 1
        return self.count - 1

    def obey(self, name: str) -> None:
        """Join what a merge says, whatever the facts: the person has seen them."""
        for other, why in self.partners.get(name, ()):
            if other in self.groups.parent:
                self.join(Link(min(name, other), max(name, other), 1.0, why, "person"), forced=True)

    def links(self, fresh: Iterable[int]) -> Iterator[Link]:
        items, least = self.window.items, knowledge()["threshold"]
        for number in fresh:
            b = items[number]
            for other in self.window.near(number):
                a = items[other]
                if contradiction(a, b):
                    continue
                sure, found = compare(a, b)
                if sure >= least:
                    yield Link(a.candidate.id, b.candidate.id, round(sure, 3), reason(a, b, found), BY)

    def join(self, link: Link, *, forced: bool = False) -> bool:
        left, right = self.groups.find(link.left), self.groups.find(link.right)
        if left == right:
            return True
        a, b = self.facts[left], self.facts[right]
        if not forced and not a.agree(b):
            return False
        root = self.groups.join(link)
        if root is None:
            return False
        other = right if root == left else left
        self.facts[root] = a.joined(b)
        del self.facts[other]
        self.live[root] += self.live.pop(other, 0)
        return True

    def close(self, gone: Sequence[int]) -> Iterator[Group]:
        """The groups whose last item has left the window; those that a judgement names wait for the end."""
        if not gone:
            return
        self.copies = {key: number for key, number in self.copies.items() if number in self.window.items}
        waiting = {self.groups.find(name) for name in self.held if name in self.groups.parent}
        done = [root for root in self.roots_of(gone) if self.live[root] <= 0 and root not in waiting]
        yield from map(self.group, done)

    def roots_of(self, gone: Sequence[int]) -> list[str]:
        roots: dict[str, None] = {}
        for number in gone:
            root = self.groups.find(self.names.pop(number))
            self.live[root] -= 1
            roots[root] = None
        return list(roots)

    def group(self, root: str) -> Group:
        members, links = self.groups.forget(root)
        del self.facts[root]
        self.live.pop(root, None)
        members.sort(key=self.order.__getitem__)
        links.sort(key=lambda link: (self.order[link.left], self.order[link.right]))
        for name in members:
            del self.order[name]
        return Group(members[0], tuple(members), tuple(links))

    def finish(self) -> Iterator[Group]:
        for root in list(self.groups.roots()):
            yield self.group(root)


def canonical(candidate: Candidate) -> tuple[str, str, int, str]:
    return candidate.published or "", candidate.report, candidate.position, candidate.id
