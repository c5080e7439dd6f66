"""Which texts are reprints of one another: pairs of reports, found by their sketches.

Candidates share hashes of word runs; each hash ties a report to the first report that has it and to the one before it,
so that a phrase in n reports costs 2n pairs and not n squared. Each is then compared by the whole sketches. Texts,
hashes and pairs lie on the disk, and the latter two are gone through in parts of about PART numbers: in memory are
some 50 bytes for each report.
"""

from __future__ import annotations

import pickle
from collections.abc import Iterable, Iterator
from functools import lru_cache
from typing import NamedTuple

import numpy as np
import numpy.typing as npt

from dateline.link.shelf import Numbers, Parts, Shelf
from dateline.link.sketch import Hashes, Sketch, read_sketch
from dateline.types.reading import Sketched

PART = 1 << 18
"""Hashes that are sorted at once."""
HELD = 256
"""Texts that are kept in memory while pairs are compared."""
CONTAINED = 0.5
"""Share of the shorter text's hashes that a reprint has in common with the longer, light edits and headers allowed."""
NUMBERS = 0.5
"""Share of the numbers of the poorer text that must be in the other; below it a text is a template filled anew."""
CERTAIN = 0.85
"""Share of hashes from which numbers are not asked."""
HALF, LOW = np.uint64(32), np.uint64(0xFFFFFFFF)


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


class Text(NamedTuple):
    """A report with its sketch."""

    id: str
    source: str | None
    length: int
    sketch: Sketch


class Texts:
    """Reports by their place in canonical order; `sizes` are the hashes of each."""

    def __init__(self, reports: Iterable[Sketched]) -> None:
        self.shelf = Shelf()
        sizes = []
        for r in reports:
            self.shelf.add(pickle.dumps((r.id, r.source, r.length, r.sketch)))
            sizes.append(len(read_sketch(r.sketch).runs))
        self.sizes = np.array(sizes, dtype=np.int32)
        self.near = lru_cache(HELD)(self.__getitem__)

    def __len__(self) -> int:
        return len(self.shelf)

    def __getitem__(self, place: int) -> Text:
        id, source, length, packed = pickle.loads(self.shelf[place])
        return Text(id, source, length, read_sketch(packed))

    def __iter__(self) -> Iterator[Text]:
        return map(self.__getitem__, range(len(self)))


def alike(texts: Texts) -> Iterator[Pair]:
    """The pairs that are reprints of one another."""
    for key in candidates(texts):
        pair = compare(texts, key >> 32, key & 0xFFFFFFFF)
        if is_reprint(pair):
            yield pair


def compare(texts: Texts, left: int, right: int) -> Pair:
    a, b = texts.near(left).sketch, texts.near(right).sketch
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


# ---------------------------------------------------------------- candidates


def candidates(texts: Texts) -> Iterator[int]:
    """Pairs left << 32 | right with enough hashes in common to be compared."""
    count = 1 + int(texts.sizes.sum(dtype=np.int64)) // PART
    hashes, pairs = sorted_out(texts, count), Parts(count, 2)
    for part in range(count):
        keys, times = np.unique(tied(np.sort(hashes.part(part)[:, 0])), return_counts=True)
        # by the right report: each hash of it gives two pairs at most, so that the parts are of one size
        pairs.add(np.stack((keys, times.astype(np.uint64)), axis=1), (keys & LOW) * np.uint64(count) // total(texts))
    for part in range(count):
        yield from enough(pairs.part(part), texts.sizes).tolist()


def total(texts: Texts) -> np.uint64:
    return np.uint64(max(len(texts), 1))


def sorted_out(texts: Texts, count: int) -> Parts:
    """Hash << 32 | place of every hash of every text, in parts by the hash."""
    parts = Parts(count, 1)
    for pieces in batches(texts):
        keys = np.concatenate(pieces)
        parts.add(keys[:, np.newaxis], (keys >> HALF) * np.uint64(count) >> HALF)
    return parts


def batches(texts: Texts) -> Iterator[list[Numbers]]:
    pieces: list[Numbers] = []
    held = 0
    for place, text in enumerate(texts):
        pieces.append(text.sketch.runs.astype(np.uint64) << HALF | np.uint64(place))
        held += len(pieces[-1])
        if held >= PART:
            yield pieces
            pieces, held = [], 0
    if pieces:
        yield pieces


def tied(keys: Numbers) -> Numbers:
    """Pairs of reports by sorted hashes: each with the first that has a hash, and the last before it."""
    if not len(keys):
        return keys
    report = keys & LOW
    same = (keys[1:] >> HALF) == (keys[:-1] >> HALF)
    starts = np.concatenate(([True], ~same))
    first = report[np.maximum.accumulate(np.where(starts, np.arange(len(keys)), 0))]
    before = report[:-1][same] << HALF | report[1:][same]
    earliest = first[1:][same] << HALF | report[1:][same]
    return np.concatenate((before, earliest[earliest != before]))


def enough(counted: Numbers, sizes: npt.NDArray[np.int32]) -> Numbers:
    """Of pairs with the times that they were tied, those tied often enough for their sizes."""
    keys, place = np.unique(counted[:, 0], return_inverse=True)
    times = np.bincount(place, weights=counted[:, 1], minlength=len(keys))
    least = np.minimum(sizes[(keys >> HALF).astype(np.int64)], sizes[(keys & LOW).astype(np.int64)])
    return keys[times >= np.maximum(1, np.minimum(0.2 * least, 12))]
