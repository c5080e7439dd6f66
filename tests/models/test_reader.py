"""The arithmetic of a reader, on heads small enough to check by hand."""

from __future__ import annotations

import numpy as np

from dateline.models.reader import above, best_path, bucket, runs, side_of, softmax
from dateline.models.window import Window

NAMES = ["O", "B-PER", "I-PER", "B-ORG", "I-ORG"]


def test_a_path_never_goes_on_with_what_did_not_begin() -> None:
    chances = np.array([[0.5, 0.1, 0.4, 0.0, 0.0], [0.1, 0.0, 0.9, 0.0, 0.0], [0.9, 0.0, 0.1, 0.0, 0.0]])
    path = best_path(chances, NAMES)
    assert [NAMES[k] for k in path] == ["B-PER", "I-PER", "O"]


def test_runs_end_where_a_label_ends_or_another_begins() -> None:
    path = [NAMES.index(label) for label in ("B-PER", "I-PER", "B-PER", "O", "B-ORG")]
    assert list(runs(path, NAMES)) == [(0, 2, "PER"), (2, 3, "PER"), (4, 5, "ORG")]


def test_distances_fall_into_buckets_by_side_and_size() -> None:
    far = bucket(np.array([0, 1, 2, 3, 4, 64, -1, -4]))
    assert far.tolist() == [0, 1, 3, 4, 5, 11, 12, 16]


def test_words_know_their_sentence() -> None:
    window = Window(2, 6, [], [], [])
    assert side_of(window, [(0, 3), (3, 5), (5, 9)]).tolist() == [1, 2, 2, 3]


def test_chances_sum_to_one_and_small_ones_are_left_out() -> None:
    chances = softmax(np.array([[9.0, 1.0, 1.0]]))
    assert abs(float(chances.sum()) - 1) < 1e-6
    assert list(above(chances[0], ["a", "b", "c"])) == ["a"]
