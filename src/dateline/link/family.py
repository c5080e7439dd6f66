"""Text families: which reports reprint, update or lightly edit one another.

Pairs that are alike (`alike`) are joined surest first, while no split of a person stands between. Reports that no chain
of pairs or merges ties cannot come into one family, so each such knot is taken by itself, and the families leave in
order as they are made.
"""

from __future__ import annotations

from array import array
from collections.abc import Iterable, Iterator, Mapping, Sequence
from itertools import chain, groupby

import numpy as np
import numpy.typing as npt

from dateline.link.alike import Pair, Text, Texts, alike
from dateline.link.constraint import BY, Constraints, Groups, decided
from dateline.link.credit import agency_named
from dateline.link.sketch import sketch, sketch_of
from dateline.types.episode import Family
from dateline.types.judgement import Judgement, Link
from dateline.types.reading import Sketched

__all__ = ["by_publication", "families", "families_in_order", "sketch", "sketch_of"]

LEFT, RIGHT, SHARED, RUNS = (Pair._fields.index(name) for name in ("left", "right", "shared", "runs"))
Table = npt.NDArray[np.uint32]


def families(reports: Iterable[Sketched], judgements: Sequence[Judgement] = ()) -> Iterator[Family]:
    """The families of all reports, in the order of their earliest reports; a report without reprints is one too."""
    return families_in_order(sorted(reports, key=canonical), judgements)


def by_publication(reports: Iterable[Sketched]) -> Iterator[Sketched]:
    """Reports that come by day, then id, in canonical order; those of a day are held where their hours are known."""
    for day, of_day in groupby(reports, lambda r: (r.published or "")[:10]):
        rows: Iterable[Sketched] = of_day if not day else sorted(of_day, key=canonical)  # noqa: B031 (one of the two)
        yield from rows


def canonical(report: Sketched) -> tuple[str, str]:
    return report.published or "", report.id


def families_in_order(reports: Iterable[Sketched], judgements: Sequence[Judgement] = ()) -> Iterator[Family]:
    """`families` of reports in canonical order, of which none need be held."""
    knots = Knots(Texts(reports), Constraints(judgements, "report"))
    made: dict[int, Family] = {}
    for place, first in enumerate(knots.first):
        if first == place:
            made.update(knots.untie(place))
        if place in made:
            yield made.pop(place)


class Knots:
    """Reports tied by pairs and merges, each knot known by its `first` report. `members` are places by knot, `pairs`
    rows of Pair by knot, the surest first."""

    def __init__(self, texts: Texts, constraints: Constraints) -> None:
        self.texts, self.constraints = texts, constraints
        pairs = pairs_of(texts)
        self.first = tie(len(texts), pairs[:, :2], merges(texts, constraints))
        knot = np.frombuffer(self.first, dtype=np.uint32)
        self.members = np.argsort(knot, kind="stable").astype(np.uint32)
        self.starts = np.searchsorted(knot, np.arange(len(knot) + 1), sorter=self.members).astype(np.uint32)
        of_pair = knot[pairs[:, LEFT]]
        contained = pairs[:, SHARED] / np.maximum(pairs[:, RUNS], 1)
        order = np.lexsort((pairs[:, RIGHT], pairs[:, LEFT], -contained, of_pair))
        self.pairs, self.of_pair = pairs[order], of_pair[order]

    def untie(self, first: int) -> Iterator[tuple[int, Family]]:
        """The families of a knot, with the places of their earliest reports."""
        places = self.members[self.starts[first] : self.starts[first + 1]].tolist()
        rows = {(text := self.texts[place]).id: (place, text) for place in places}
        if len(rows) == 1:
            return iter([(first, family([self.texts[first]], ()))])
        return gather(rows, self.join(rows, first))

    def join(self, rows: Mapping[str, tuple[int, Text]], first: int) -> Groups:
        groups = Groups(self.constraints)
        for name in rows:
            groups.add(name)
        if not self.constraints.held.isdisjoint(rows):
            for link in decided(self.constraints.together, groups):
                groups.join(link)
        name_of = {place: name for name, (place, _) in rows.items()}
        start, end = np.searchsorted(self.of_pair, (first, first + 1))
        for pair in (Pair(*row) for row in self.pairs[start:end].tolist()):
            groups.join(Link(name_of[pair.left], name_of[pair.right], confidence(pair), reason(pair), BY))
        return groups


def pairs_of(texts: Texts) -> Table:
    """The pairs that are alike, a row of 24 bytes each."""
    found = array("I")
    for pair in alike(texts):
        found.extend(pair)
    return np.frombuffer(found, dtype=np.uint32).reshape(-1, len(Pair._fields))


def merges(texts: Texts, constraints: Constraints) -> Iterator[tuple[int, int]]:
    """The places of what people merged."""
    if constraints.together:
        held = constraints.held
        places = {text.id: place for place, text in enumerate(texts) if text.id in held}
        yield from ((places[a], places[b]) for a, b, _ in constraints.together if a in places and b in places)


def tie(count: int, pairs: Table, merged: Iterable[tuple[int, int]]) -> array[int]:
    """The first report of the knot that each is in."""
    first = array("I", range(count))
    for left, right in chain(map(np.ndarray.tolist, pairs), merged):
        while first[left] != left:
            first[left] = left = first[first[left]]
        while first[right] != right:
            first[right] = right = first[first[right]]
        first[max(left, right)] = min(left, right)
    for place in range(count):  # what stands first of those before is known by then
        first[place] = first[first[place]]
    return first


def gather(rows: Mapping[str, tuple[int, Text]], groups: Groups) -> Iterator[tuple[int, Family]]:
    place = {name: at for name, (at, _) in rows.items()}
    for root in groups.roots():
        names = sorted(groups.of(root), key=place.__getitem__)
        links = sorted(groups.links.get(root, ()), key=lambda link: (place[link.left], place[link.right]))
        yield place[names[0]], family([rows[name][1] for name in names], links)


def family(members: Sequence[Text], links: Sequence[Link]) -> Family:
    fullest = max(members, key=lambda text: text.length)
    return Family(members[0].id, tuple(text.id for text in members), fullest.id, tuple(links), credit(members))


def credit(members: Sequence[Text]) -> str | None:
    """The agency that most of the reports are credited to, or that one of them comes from; the earliest of equals."""
    names = [name for text in members if (name := text.sketch.agency or agency_named(text.source))]
    return max(dict.fromkeys(names), key=names.count) if names else None


def confidence(pair: Pair) -> float:
    return round(min(0.99, 0.6 + 0.4 * pair.contained), 3)


def reason(pair: Pair) -> str:
    numbers = f"; {pair.numbers} of {pair.of_numbers} numbers in both" if pair.of_numbers else ""
    return f"{pair.contained:.0%} of the shorter text stands in the other{numbers}"
