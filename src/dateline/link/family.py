"""Text families: which reports reprint, update or lightly edit one another.

Candidates are pairs that share hashes of word runs, found by sorting all hashes once; each hash ties a report to the
first report that has it and to the one before it, so that a phrase in n reports costs 2n pairs and not n squared.
Each pair is then compared by its whole sketches. Memory: about 40 bytes a hash while sorting, 0.4 hashes a word.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from typing import NamedTuple

import numpy as np
import numpy.typing as npt

from dateline.link.constraint import BY, Constraints, Groups, decided
from dateline.link.credit import agency_named
from dateline.link.sketch import Hashes, Sketch, read_sketch, sketch, sketch_of
from dateline.types.episode import Family
from dateline.types.judgement import Judgement, Link
from dateline.types.reading import Sketched

__all__ = ["families", "sketch", "sketch_of"]

PARTS = 8
"""Ranges of hashes that are sorted one after the other, so that memory stays low."""
CONTAINED = 0.5
"""Share of the shorter text's hashes that a reprint has in common with the longer, light edits and headers allowed."""
NUMBERS = 0.5
"""Share of the numbers of the poorer text that must be in the other; below it a text is a template filled anew."""
CERTAIN = 0.85
"""Share of hashes from which numbers are not asked."""


class Pair(NamedTuple):
    """How two texts compare: hashes and numbers in common, and of how many (the smaller side)."""

    left: int
    right: int
    shared: int
    runs: int
    numbers: int
    of_numbers: int

    @property
    def contained(self) -> float:
        return self.shared / max(self.runs, 1)


class Row(NamedTuple):
    """A report with its sketch, in canonical order."""

    id: str
    published: str
    source: str | None
    length: int
    sketch: Sketch


def families(reports: Iterable[Sketched], judgements: Sequence[Judgement] = ()) -> Iterator[Family]:
    """The families of all reports, in the order of their earliest reports; a report without reprints is one too."""
    rows = [
        Row(r.id, r.published or "", r.source, r.length, read_sketch(r.sketch))
        for r in sorted(reports, key=lambda r: (r.published or "", r.id))
    ]
    constraints = Constraints(judgements, "report")
    groups = Groups(constraints)
    for row in rows:
        groups.add(row.id)
    for link in decided(constraints.together, groups):
        groups.join(link)
    for pair in sorted(alike(rows), key=lambda p: (-p.contained, p.left, p.right)):
        groups.join(Link(rows[pair.left].id, rows[pair.right].id, confidence(pair), reason(pair), BY))
    yield from gather(rows, groups)


def gather(rows: Sequence[Row], groups: Groups) -> Iterator[Family]:
    place = {row.id: k for k, row in enumerate(rows)}
    first = {root: min(place[name] for name in groups.of(root)) for root in groups.roots()}
    for root in sorted(first, key=first.__getitem__):
        members = [rows[k] for k in sorted(place[name] for name in groups.of(root))]
        fullest = max(members, key=lambda row: row.length)
        links = sorted(groups.links.get(root, ()), key=lambda link: (place[link.left], place[link.right]))
        yield Family(members[0].id, tuple(row.id for row in members), fullest.id, tuple(links), credit(members))


def credit(members: Sequence[Row]) -> str | None:
    """The agency that most of the reports are credited to, or that one of them comes from; the earliest of equals."""
    names = [name for row in members if (name := row.sketch.agency or agency_named(row.source))]
    return max(dict.fromkeys(names), key=names.count) if names else None


# ---------------------------------------------------------------- comparing


def alike(rows: Sequence[Row]) -> Iterator[Pair]:
    """The pairs that are reprints of one another."""
    sizes = np.array([len(row.sketch.runs) for row in rows], dtype=np.int64)
    for key in candidates(rows, sizes).tolist():
        pair = compare(rows, key >> 32, key & 0xFFFFFFFF)
        if is_reprint(pair):
            yield pair


def compare(rows: Sequence[Row], left: int, right: int) -> Pair:
    a, b = rows[left].sketch, rows[right].sketch
    return Pair(
        left, right, common(a.runs, b.runs), min(len(a.runs), len(b.runs)),
        common(a.numbers, b.numbers), min(len(a.numbers), len(b.numbers)),
    )  # fmt: skip


def common(a: Hashes, b: Hashes) -> int:
    """How many hashes two sorted rows have in common."""
    if not len(a) or not len(b):
        return 0
    if len(a) > len(b):
        a, b = b, a
    found = np.searchsorted(b, a)
    found[found == len(b)] = 0
    return int(np.count_nonzero(b[found] == a))


def is_reprint(pair: Pair) -> bool:
    if pair.contained >= CERTAIN:
        return True
    return pair.contained >= CONTAINED and pair.numbers >= NUMBERS * pair.of_numbers


def confidence(pair: Pair) -> float:
    return round(min(0.99, 0.6 + 0.4 * pair.contained), 3)


def reason(pair: Pair) -> str:
    numbers = f"; {pair.numbers} of {pair.of_numbers} numbers in both" if pair.of_numbers else ""
    return f"{pair.contained:.0%} of the shorter text stands in the other{numbers}"


def candidates(rows: Sequence[Row], sizes: npt.NDArray[np.int64]) -> npt.NDArray[np.uint64]:
    """Pairs left << 32 | right with enough hashes in common to be compared, sorted."""
    found: list[npt.NDArray[np.uint64]] = []
    counts: list[npt.NDArray[np.int64]] = []
    step = (1 << 32) // PARTS
    for part in range(PARTS):
        keys, count = np.unique(tied(rows, part * step, (part + 1) * step), return_counts=True)
        found.append(keys)
        counts.append(count)
    keys, place = np.unique(np.concatenate(found), return_inverse=True)
    total = np.bincount(place, weights=np.concatenate(counts), minlength=len(keys)) if len(keys) else np.empty(0)
    mask = np.uint64(0xFFFFFFFF)
    least = np.minimum(sizes[(keys >> np.uint64(32)).astype(np.int64)], sizes[(keys & mask).astype(np.int64)])
    return keys[total >= np.maximum(1, np.minimum(0.2 * least, 12))]


def tied(rows: Sequence[Row], low: int, high: int) -> npt.NDArray[np.uint64]:
    """Pairs of reports by the hashes in [low, high): each with the first that has a hash, and the last before it."""
    pieces = []
    for k, row in enumerate(rows):
        runs = row.sketch.runs
        a, b = np.searchsorted(runs, (low, high)) if high < 1 << 32 else (np.searchsorted(runs, low), len(runs))
        pieces.append(runs[a:b].astype(np.uint64) << np.uint64(32) | np.uint64(k))
    keys = np.sort(np.concatenate(pieces)) if pieces else np.empty(0, np.uint64)
    report = keys & np.uint64(0xFFFFFFFF)
    same = (keys[1:] >> np.uint64(32)) == (keys[:-1] >> np.uint64(32))
    starts = np.concatenate(([True], ~same)) if len(keys) else np.empty(0, bool)
    first = report[np.maximum.accumulate(np.where(starts, np.arange(len(keys)), 0))] if len(keys) else report
    before = report[:-1][same] << np.uint64(32) | report[1:][same]
    earliest = first[1:][same] << np.uint64(32) | report[1:][same]
    return np.concatenate((before, earliest[earliest != before]))
