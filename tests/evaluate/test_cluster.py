"""Scores of clusters, worked out by hand, and the best assignment against trying everything."""

from __future__ import annotations

import random
from itertools import permutations

import numpy as np
import pytest

from dateline.evaluate.cluster import assign_best, conll, conll_interval, score_clusters, totals

KEY = [{1, 2, 3}, {4, 5, 6, 7}]
RESPONSE = [{1, 2}, {3, 4, 5}, {6, 7}]


def test_the_three_metrics_by_hand() -> None:
    sums = totals(score_clusters(KEY, RESPONSE, lambda m: "t"))
    muc, cubed, ceaf = sums["MUC"], sums["B-cubed"], sums["CEAF-e"]
    assert (muc.precision, muc.recall) == (3 / 4, 3 / 5)
    # Precision: 1, 2 and 6, 7 stand among their own; 3 is a third of its cluster, 4 and 5 two thirds.
    assert cubed.precision == pytest.approx((2 * 1 + 1 / 3 + 2 * 2 / 3 + 2 * 1) / 7)
    assert cubed.recall == pytest.approx((2 * 2 / 3 + 1 / 3 + 4 * 1 / 2) / 7)
    # The first pair shares 2 of 3 and 2, the other best pair 2 of 4 and 2.
    assert ceaf.precision == pytest.approx((4 / 5 + 4 / 6) / 3) and ceaf.recall == pytest.approx((4 / 5 + 4 / 6) / 2)


def test_the_same_clusters_score_one() -> None:
    assert conll(totals(score_clusters(KEY, KEY, lambda m: "t"))) == pytest.approx(1.0)


def test_a_missing_mention_costs_recall_and_a_spurious_one_precision() -> None:
    sums = totals(score_clusters([{1, 2}, {3}], [{1, 2}, {9}], lambda m: "t"))
    assert sums["B-cubed"].precision == sums["B-cubed"].recall == pytest.approx(2 / 3)


def test_an_interval_holds_the_score_and_is_the_same_each_time() -> None:
    scores = score_clusters(KEY, RESPONSE, lambda m: "a" if int(str(m)) < 4 else "b")
    low, high = conll_interval(scores)
    assert low <= conll(totals(scores)) <= high and (low, high) == conll_interval(scores)


def test_the_assignment_is_the_best_of_all() -> None:
    chance = random.Random(1)
    for _ in range(60):
        rows, columns = chance.randint(1, 5), chance.randint(1, 5)
        w = np.array([[chance.choice([0.0, 0.5, chance.random()]) for _ in range(columns)] for _ in range(rows)])
        wide = w if rows <= columns else w.T
        best = max(
            sum(wide[i, j] for i, j in enumerate(order)) for order in permutations(range(wide.shape[1]), len(wide))
        )
        pairs = assign_best(w)
        assert sum(w[i, j] for i, j in pairs) == pytest.approx(best)
        assert len({i for i, _ in pairs}) == len({j for _, j in pairs}) == len(pairs)
