"""Scores of clusters: MUC, B-cubed and CEAF over entities, and their mean (the CoNLL score).

Mentions that only one side has are left as they are: a missing one costs recall, a spurious one precision (Pradhan et
al. 2014). Every sum is kept by topic, so that intervals can be had by drawing topics anew.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Collection, Hashable, Iterable, Mapping, Sequence
from typing import NamedTuple, TypeVar

import numpy as np

from dateline.evaluate.interval import interval
from dateline.evaluate.score import Result, calibration_error
from dateline.types.judgement import Link

M = TypeVar("M", bound=Hashable)
METRICS = ("MUC", "B-cubed", "CEAF-e")


class Sums(NamedTuple):
    """Numerator and denominator of precision, then of recall."""

    found: float = 0.0
    of_found: float = 0.0
    right: float = 0.0
    of_right: float = 0.0

    def plus(self, other: Sums) -> Sums:
        return Sums(*(a + b for a, b in zip(self, other, strict=True)))

    @property
    def precision(self) -> float:
        return self.found / self.of_found if self.of_found else 0.0

    @property
    def recall(self) -> float:
        return self.right / self.of_right if self.of_right else 0.0

    @property
    def f1(self) -> float:
        both = self.precision + self.recall
        return 2 * self.precision * self.recall / both if both else 0.0


Scores = dict[str, dict[str, Sums]]
"""Metric -> topic -> sums."""


def only(clusters: Iterable[Iterable[M]], kept: Collection[M]) -> list[list[M]]:
    """The clusters without the mentions that are not kept."""
    return [inside for cluster in clusters if (inside := [m for m in cluster if m in kept])]


def score_clusters(
    key: Iterable[Collection[M]], response: Iterable[Collection[M]], topic: Callable[[M], str]
) -> Scores:
    """The sums of all three metrics. No mention may stand twice on one side."""
    gold, got = ([frozenset(cluster) for cluster in side if cluster] for side in (key, response))
    return {"MUC": muc(gold, got, topic), "B-cubed": b_cubed(gold, got, topic), "CEAF-e": ceaf(gold, got, topic)}


def muc(key: Sequence[frozenset[M]], response: Sequence[frozenset[M]], topic: Callable[[M], str]) -> dict[str, Sums]:
    """Links (Vilain et al. 1995)."""
    sums: dict[str, Sums] = {}
    for clusters, others, at in ((response, key, 0), (key, response, 2)):
        home = homes(others)
        for cluster in clusters:
            parts = len({home.get(m, m) for m in cluster})
            add(sums, where(cluster, topic), at, len(cluster) - parts, len(cluster) - 1)
    return sums


def b_cubed(
    key: Sequence[frozenset[M]], response: Sequence[frozenset[M]], topic: Callable[[M], str]
) -> dict[str, Sums]:
    """Mentions (Bagga and Baldwin 1998)."""
    sums: dict[str, Sums] = {}
    for clusters, others, at in ((response, key, 0), (key, response, 2)):
        home = homes(others)
        for cluster in clusters:
            shared = Counter(home[m] for m in cluster if m in home)
            for m in cluster:
                add(sums, topic(m), at, shared[home[m]] / len(cluster) if m in home else 0.0, 1)
    return sums


def ceaf(key: Sequence[frozenset[M]], response: Sequence[frozenset[M]], topic: Callable[[M], str]) -> dict[str, Sums]:
    """Clusters, each with one of the other side at most (Luo 2005, phi 4)."""
    sums: dict[str, Sums] = {}
    for clusters, at in ((response, 0), (key, 2)):
        for cluster in clusters:
            add(sums, where(cluster, topic), at, 0.0, 1)
    for k, r, alike in best_pairs(key, response):
        add(sums, where(response[r], topic), 0, alike, 0)
        add(sums, where(key[k], topic), 2, alike, 0)
    return sums


def homes(clusters: Sequence[frozenset[M]]) -> dict[M, int]:
    return {m: number for number, cluster in enumerate(clusters) for m in cluster}


def where(cluster: frozenset[M], topic: Callable[[M], str]) -> str:
    """The topic that most of a cluster is of, then the first by name."""
    counts = Counter(map(topic, cluster))
    return min(counts, key=lambda name: (-counts[name], name))


def add(sums: dict[str, Sums], topic: str, at: int, part: float, whole: float) -> None:
    values = list(sums.get(topic, Sums()))
    values[at] += part
    values[at + 1] += whole
    sums[topic] = Sums(*values)


# ---------------------------------------------------------------- the best pairs of clusters


def best_pairs(key: Sequence[frozenset[M]], response: Sequence[frozenset[M]]) -> list[tuple[int, int, float]]:
    """(key, response, likeness) one to one with the greatest total likeness, solved for each connected part alone."""
    home = homes(response)
    alike: dict[int, dict[int, float]] = {}
    for k, cluster in enumerate(key):
        shared = Counter(home[m] for m in cluster if m in home)
        if shared:
            alike[k] = {r: 2 * n / (len(cluster) + len(response[r])) for r, n in sorted(shared.items())}
    pairs = []
    for rows, columns in parts(alike):
        weights = np.array([[alike[k].get(r, 0.0) for r in columns] for k in rows])
        pairs += [(rows[i], columns[j], float(weights[i, j])) for i, j in assign_best(weights)]
    return pairs


def parts(alike: Mapping[int, Mapping[int, float]]) -> list[tuple[list[int], list[int]]]:
    """Connected parts of the graph of rows and columns."""
    rows_of: dict[int, list[int]] = {}
    for k, row in alike.items():
        for r in row:
            rows_of.setdefault(r, []).append(k)
    found, seen = [], set[int]()
    for first in alike:
        if first in seen:
            continue
        seen.add(first)
        rows, columns, stack = [], set[int](), [first]
        while stack:
            k = stack.pop()
            rows.append(k)
            columns |= alike[k].keys()
            fresh = {other for r in alike[k] for other in rows_of[r]} - seen
            seen |= fresh
            stack += sorted(fresh)
        found.append((sorted(rows), sorted(columns)))
    return found


def assign_best(weights: np.ndarray[tuple[int, int], np.dtype[np.float64]]) -> list[tuple[int, int]]:
    """Rows with columns, one to one, of greatest total weight, by augmenting paths (Jonker, Volgenant 1987)."""
    if weights.shape[0] > weights.shape[1]:
        return sorted((i, j) for j, i in assign_best(weights.T))
    count, width = weights.shape
    cost = weights.max() - weights
    u, v = np.zeros(count + 1), np.zeros(width + 1)
    row_of = np.full(width + 1, -1)
    for row in range(count):
        row_of[width], at = row, width
        least, before = np.full(width, np.inf), np.full(width, width)
        done = np.zeros(width + 1, dtype=bool)
        while row_of[at] >= 0:
            done[at] = True
            i = row_of[at]
            slack = cost[i] - u[i] - v[:width]
            better = ~done[:width] & (slack < least)
            least[better], before[better] = slack[better], at
            nearest = int(np.argmin(np.where(done[:width], np.inf, least)))
            delta = least[nearest]
            u[row_of[done]] += delta
            v[done] -= delta
            least[~done[:width]] -= delta
            at = nearest
        while at != width:
            row_of[at] = row_of[before[at]]
            at = int(before[at])
    return sorted((int(row_of[j]), j) for j in range(width) if row_of[j] >= 0)


# ---------------------------------------------------------------- totals


def totals(scores: Scores, topics: Iterable[str] | None = None) -> dict[str, Sums]:
    """The sums of each metric over topics; one that is named twice counts twice."""
    names = sorted({t for rows in scores.values() for t in rows}) if topics is None else list(topics)
    out = {}
    for metric, rows in scores.items():
        total = Sums()
        for name in names:
            total = total.plus(rows.get(name, Sums()))
        out[metric] = total
    return out


def conll(sums: Mapping[str, Sums]) -> float:
    return sum(one.f1 for one in sums.values()) / len(sums)


def conll_interval(scores: Scores) -> tuple[float, float]:
    """The CoNLL score's 95 % interval: topics drawn anew."""
    names = sorted({t for rows in scores.values() for t in rows})
    return interval(names, lambda drawn: conll(totals(scores, drawn)))


def header() -> list[str]:
    """The head of a table of `as_row`."""
    names = " | ".join(f"{m} P | R | F1" for m in METRICS)
    return [f"| part and setting | {names} | CoNLL F1 | 95 % interval |", "|---" * (3 * len(METRICS) + 3) + "|"]


def as_row(name: str, scores: Scores) -> str:
    """One line of the table: all metrics, their mean and its interval."""
    sums, (low, high) = totals(scores), conll_interval(scores)
    cells = [f"{v:.3f}" for one in sums.values() for v in (one.precision, one.recall, one.f1)]
    return f"| {name} | {' | '.join(cells)} | {conll(sums):.3f} | {low:.3f} to {high:.3f} |"


def judge_links(result: Result, name: str, links: Iterable[Link], chain: Mapping[str, str]) -> None:
    """How many links whose both ends are of a known chain are right, and how far their confidences are from that."""
    known = [link for link in links if link.left in chain and link.right in chain]
    told = [(link.confidence, chain[link.left] == chain[link.right]) for link in known]
    result.figures[f"{name}: links judged"] = len(told)
    result.figures[f"{name}: links right"] = sum(right for _, right in told) / max(len(told), 1)
    result.figures[f"{name}: expected calibration error of links"] = calibration_error(told)
