"""Episodes: statements of different reports about one happening.

One pass over statements sorted by day. Those of a day are compared with those of the days before that share a key
(`window`), pairs that a hard fact forbids are dropped, and the others are joined surest first while the hard facts of
the whole group agree. What has no day of its own is joined at the end (`attach`). The result is a function of the set
of statements and judgements.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import groupby

from dateline.link.attach import Late
from dateline.link.compare import Item, compare, contradiction, item_of, knowledge, reason
from dateline.link.constraint import BY, Constraints, Groups
from dateline.link.ground import Facts, facts_of
from dateline.link.moment import ordinal, sort_day
from dateline.link.window import Window
from dateline.types.judgement import Judgement, Link
from dateline.types.reading import Candidate, Group


@dataclass(slots=True)
class Left:
    """What linking left open: statements with a key that too many share, so that not all of them were compared by it,
    and groups without a day of their own that fit several episodes."""

    uncompared: int = 0
    undecided: int = 0


def episodes(
    candidates: Iterable[Candidate],
    family_of: Mapping[str, str],
    judgements: Sequence[Judgement] = (),
    left: Left | None = None,
) -> Iterator[Group]:
    """The episodes, a statement that nothing joins being one too. `candidates` come by day (`moment.sort_day`), then
    id, and are gone through twice (an iterator is held); `family_of` gives the text family of a report's id; `left`
    is filled."""
    rows = list(candidates) if isinstance(candidates, Iterator) else candidates
    sweep = Sweep(family_of, judgements, Late(rows, family_of))
    for day, batch in groupby(rows, sort_day):
        yield from sweep.take(day, list(batch))
    yield from sweep.finish()
    if left is not None:
        left.uncompared, left.undecided = sweep.window.uncompared, sweep.undecided


class Sweep:
    """What is open while the days go by."""

    def __init__(self, family_of: Mapping[str, str], judgements: Sequence[Judgement], late: Late) -> None:
        self.family_of, self.late = family_of, late
        self.undecided = 0
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
        for candidate in sorted(batch, key=canonical):
            self.follow(candidate)
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

    def follow(self, candidate: Candidate) -> None:
        """Join what tells more of an earlier statement of its report to that one."""
        first = candidate.follows
        if first is not None and first in self.groups.parent:
            self.join(Link(first, candidate.id, knowledge()["follows"], "tells more of it in the same report", BY))

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

    def close(self, gone: Mapping[int, Item]) -> Iterator[Group]:
        """The groups whose last item has left the window; those that a judgement names, that have no day of their own
        or that such a one may join wait for the end."""
        if not gone:
            return
        self.copies = {key: number for key, number in self.copies.items() if number in self.window.items}
        waiting = {self.groups.find(name) for name in self.held if name in self.groups.parent}
        done = [root for root in self.roots_of(gone) if self.live[root] <= 0 and root not in waiting]
        yield from (self.group(root) for root in done if not self.loose(root))

    def roots_of(self, gone: Mapping[int, Item]) -> list[str]:
        """The groups that something has left: out of the window, or because no late statement may join it any more."""
        left = [
            name for number, item in gone.items()
            if (name := self.names.pop(number)) in self.late or not self.late.meet(item)
        ]  # fmt: skip
        freed, self.late.freed = set(self.late.freed), []
        for name in sorted(freed - set(left)):
            if name in self.groups.parent:
                left.append(name)
        roots: dict[str, None] = {}
        for name in left:
            root = self.groups.find(name)
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
            self.late.settle(name)
        return Group(members[0], tuple(members), tuple(links))

    def finish(self) -> Iterator[Group]:
        for item in self.window.items.values():
            if item.candidate.id not in self.late:
                self.late.meet(item)
        self.attach()
        for root in list(self.groups.roots()):
            yield self.group(root)

    def loose(self, root: str) -> bool:
        """Whether nothing in a group has a day of its own."""
        return all(name in self.late for name in self.groups.of(root))

    def attach(self) -> None:
        """Join groups without a day of their own to the one episode that fits, surest first."""
        loose = sorted(filter(self.loose, self.groups.roots()), key=self.order.__getitem__)
        chosen = [link for root in loose if (link := self.only_fit(root)) is not None]
        for link in sorted(chosen, key=lambda link: (-link.confidence, link.left, link.right)):
            self.join(link)

    def only_fit(self, root: str) -> Link | None:
        """The surest link of a group to the one episode that it fits; None when there is none or are several."""
        found = [fit for name in self.groups.of(root) for fit in self.late.fits.get(name, ())]
        found = [fit for fit in found if self.facts[root].agree(self.facts[self.groups.find(fit.name)])]
        if len({self.groups.find(fit.name) for fit in found}) > 1 or any(
            n in self.late.open for n in self.groups.of(root)
        ):
            self.undecided += 1
            return None
        return min((fit.link for fit in found), key=lambda k: (-k.confidence, k.left, k.right), default=None)


def canonical(candidate: Candidate) -> tuple[str, str, int, str]:
    return candidate.published or "", candidate.report, candidate.position, candidate.id
