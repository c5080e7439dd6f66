"""The regression finds the minimum, holds what it is told to hold, and counts honestly."""

from __future__ import annotations

import numpy as np

from dateline.models.reader import softmax
from dateline.teach.fit import fit_head, minimise
from dateline.teach.score import is_sure, rows_needed, turned


def test_the_minimum_of_a_bowl() -> None:
    scales = np.array([1.0, 10.0, 100.0])
    at = np.array([3.0, -2.0, 0.5])
    found = minimise(lambda x: (float((scales * (x - at) ** 2).sum()), 2 * scales * (x - at)), np.zeros(3))
    assert np.allclose(found, at, atol=1e-3)


def test_at_the_minimum_loss_and_pull_are_in_balance() -> None:
    chance = np.random.default_rng(3)
    x, start = chance.normal(size=(60, 4)), chance.normal(size=(3, 5))
    targets, weights = np.eye(3)[chance.integers(0, 3, 60)], chance.uniform(0.5, 2, 60)
    pull, temperature = np.array([0.5, 2.0, 8.0]), 1.5
    head = fit_head(x, targets, weights, start, pull, temperature)
    wide = np.concatenate([x, np.ones((60, 1))], axis=1)
    slope = (weights[:, None] * (softmax(wide @ head.T / temperature) - targets)).T @ wide / temperature
    assert np.allclose(slope, -pull[:, None] * (head - start), atol=1e-2)


def test_a_stronger_pull_stays_nearer() -> None:
    chance = np.random.default_rng(4)
    x, start = chance.normal(size=(40, 3)), np.zeros((2, 4))
    targets = np.eye(2)[(x[:, 0] > 0).astype(int)]
    near, far = (fit_head(x, targets, np.ones(40), start, np.full(2, pull), 1.0) for pull in (100.0, 0.1))
    assert np.linalg.norm(near) < np.linalg.norm(far)
    assert (far[1] - far[0])[0] > 0.5


def test_better_means_more_than_chance_would_give() -> None:
    assert is_sure(5, 0) and not is_sure(4, 0)
    assert not is_sure(6, 3) and is_sure(60, 30)
    assert rows_needed(20, 4, 0) > 20
    wins = round(6 * rows_needed(40, 6, 3) / 40)
    assert is_sure(wins, wins // 2)


def test_a_stray_word_counts_as_one_turned_wrong() -> None:
    assert turned((False, True, False), (True, True, True)) == (2, 0)
    assert turned((False, True), (True, False, False, False)) == (1, 3)
    assert turned((False, False, False), (True,)) == (3, 0)
