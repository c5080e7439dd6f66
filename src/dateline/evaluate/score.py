"""Counting by codebook section 7: matched pairs, precision, recall, F1, accuracy and calibration."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Hashable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from itertools import pairwise
from typing import TypeVar

from dateline.evaluate.interval import interval

T = TypeVar("T")
Parts = Mapping[str, tuple[int, int, int]]
"""True positives, false positives and false negatives up to a document, by field."""


@dataclass(slots=True)
class Count:
    """True positives, false positives and false negatives of one field."""

    tp: int = 0
    fp: int = 0
    fn: int = 0

    @property
    def precision(self) -> float:
        return self.tp / (self.tp + self.fp) if self.tp + self.fp else 0.0

    @property
    def recall(self) -> float:
        return self.tp / (self.tp + self.fn) if self.tp + self.fn else 0.0

    @property
    def f1(self) -> float:
        return 2 * self.tp / (2 * self.tp + self.fp + self.fn) if self.tp else 0.0

    def add(self, expected: Iterable[Hashable], found: Iterable[Hashable]) -> None:
        """Count two multisets against each other."""
        gold, got = Counter(expected), Counter(found)
        hit = sum((gold & got).values())
        self.tp += hit
        self.fp += sum(got.values()) - hit
        self.fn += sum(gold.values()) - hit


def f1_of(parts: Iterable[tuple[int, int, int]]) -> float:
    """F1 of all documents together, from what each added."""
    return Count(*map(sum, zip(*parts, strict=True))).f1


@dataclass(frozen=True, slots=True)
class Miss:
    """One error, for the table that `--errors` prints: where, what kind, what was expected and found."""

    kind: str
    where: str
    expected: str
    found: str
    context: str = ""


@dataclass(slots=True)
class Result:
    """What one task gave: counts by field, plain figures by name, and the errors; `intervals` by the same names, of
    F1 where the name is a field's."""

    task: str
    cases: int = 0
    counts: dict[str, Count] = field(default_factory=dict)
    figures: dict[str, float] = field(default_factory=dict)
    misses: list[Miss] = field(default_factory=list)
    notes: list[str] = field(default_factory=list)
    intervals: dict[str, tuple[float, float]] = field(default_factory=dict)
    marks: list[Parts] = field(default_factory=list)

    def close(self) -> None:
        """Call after each document (or sentence that stands alone): what it added is one unit of the intervals."""
        self.marks.append({name: (c.tp, c.fp, c.fn) for name, c in self.counts.items()})

    def measure(self, name: str, rows: Sequence[T], of: Callable[[Sequence[T]], float]) -> None:
        """A figure of rows that are independent of each other, with its interval."""
        self.figures[name] = of(rows)
        if rows:
            self.intervals[name] = interval(rows, of)

    def settle(self) -> None:
        """The intervals of all fields, once every document is closed."""
        for name in self.counts if len(self.marks) > 1 else ():
            sums = [(0, 0, 0), *(mark.get(name, (0, 0, 0)) for mark in self.marks)]
            parts = [(d - a, e - b, f - c) for (a, b, c), (d, e, f) in pairwise(sums)]
            self.intervals[name] = interval(parts, f1_of)

    def count(self, name: str) -> Count:
        return self.counts.setdefault(name, Count())

    def keep_recall(self, *names: str) -> None:
        """Turn counts whose gold is not complete into figures: only their recall means anything."""
        for name in names:
            count = self.counts.pop(name, None)
            if count is not None:
                self.figures[f"{name}: recall of {count.tp + count.fn}"] = count.recall

    def miss(self, kind: str, where: str, expected: str = "", found: str = "", context: str = "") -> None:
        self.misses.append(Miss(kind, where, expected, found, context))


def assign(weights: Sequence[Sequence[float]]) -> list[tuple[int, int]]:
    """One-to-one pairs (row, column) of greatest total weight among the positive ones.

    Greedy on descending weight: within one sentence the rows are few, and ties are broken by position so
    that the pairs are the same on every run.
    """
    cells = sorted(
        ((-w, i, j) for i, row in enumerate(weights) for j, w in enumerate(row) if w > 0),
    )
    rows: set[int] = set()
    columns: set[int] = set()
    pairs: list[tuple[int, int]] = []
    for _, i, j in cells:
        if i not in rows and j not in columns:
            rows.add(i)
            columns.add(j)
            pairs.append((i, j))
    return pairs


def share(right: Sequence[bool]) -> float:
    return sum(right) / max(len(right), 1)


def macro_f1(pairs: Iterable[tuple[str, str]]) -> float:
    """Mean F1 over the labels that occur among the expected; pairs are (expected, found)."""
    pairs = list(pairs)
    labels = sorted({expected for expected, _ in pairs})
    counts = {label: Count() for label in labels}
    for expected, found in pairs:
        if expected == found:
            counts[expected].tp += 1
        else:
            counts[expected].fn += 1
            if found in counts:
                counts[found].fp += 1
    return sum(c.f1 for c in counts.values()) / len(counts) if counts else 0.0


def calibration_error(rows: Sequence[tuple[float, bool]], bins: int = 10) -> float:
    """Expected calibration error of (confidence, right) rows over equal-width bins (Naeini et al. 2015)."""
    total = 0.0
    for b in range(bins):
        inside = [(c, ok) for c, ok in rows if b / bins <= c < (b + 1) / bins or (b == bins - 1 and c == 1.0)]
        if inside:
            gap = abs(sum(c for c, _ in inside) - sum(ok for _, ok in inside))
            total += gap
    return total / len(rows) if rows else 0.0
