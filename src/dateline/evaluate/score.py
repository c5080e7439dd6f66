"""Counting by codebook section 7: matched pairs, precision, recall, F1, accuracy and calibration."""

from __future__ import annotations

from collections import Counter
from collections.abc import Hashable, Iterable, Sequence
from dataclasses import dataclass, field


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
    """What one task gave: counts by field, plain figures by name, and the errors."""

    task: str
    cases: int = 0
    counts: dict[str, Count] = field(default_factory=dict)
    figures: dict[str, float] = field(default_factory=dict)
    misses: list[Miss] = field(default_factory=list)
    notes: list[str] = field(default_factory=list)

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
