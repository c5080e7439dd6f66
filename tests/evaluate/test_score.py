"""Counting on cases that were worked out by hand."""

from __future__ import annotations

import pytest

from dateline.evaluate.score import Count, Result, assign, calibration_error, macro_f1, share


def test_count_of_multisets() -> None:
    count = Count()
    count.add("aabc", "abbd")  # right: a, b; wrong: b, d; missed: a, c
    assert (count.tp, count.fp, count.fn) == (2, 2, 2)
    count.add(["x"], [])
    assert (count.tp, count.fp, count.fn) == (2, 2, 3)
    assert count.precision == pytest.approx(2 / 4)
    assert count.recall == pytest.approx(2 / 5)
    assert count.f1 == pytest.approx(4 / 9)


def test_nothing_counted_is_nought_not_an_error() -> None:
    assert (Count().precision, Count().recall, Count().f1) == (0, 0, 0)
    assert Count(fp=3).precision == 0
    assert Count(fn=3).recall == 0


@pytest.mark.parametrize(("weights", "pairs"), [
    ([], []),
    ([[0, 0]], []),
    ([[1]], [(0, 0)]),
    ([[1, 3], [3, 2]], [(0, 1), (1, 0)]),
    ([[3, 1], [3, 0]], [(0, 0)]),
    ([[2, 2], [2, 2]], [(0, 0), (1, 1)]),
    ([[0, 0, 5], [1, 0, 0]], [(0, 2), (1, 0)]),
])  # fmt: skip
def test_assign_is_one_to_one_and_takes_the_best_first(
    weights: list[list[float]], pairs: list[tuple[int, int]]
) -> None:
    assert assign(weights) == pairs


def test_macro_f1_is_the_mean_over_expected_labels() -> None:
    pairs = [("once", "once"), ("once", "once"), ("once", "ongoing"), ("ongoing", "once")]
    # once: 2 right, 1 wrong, 1 missed -> 4/6; ongoing: none right -> 0
    assert macro_f1(pairs) == pytest.approx((4 / 6 + 0) / 2)


def test_macro_f1_leaves_out_labels_that_nobody_expects() -> None:
    assert macro_f1([("once", "once"), ("once", "habitual")]) == pytest.approx(2 / 3)
    assert macro_f1([]) == 0


def test_calibration_error() -> None:
    # bin 0.9: three rows at 0.9, two right -> |2.7 - 2| = 0.7; bin 0.2: one at 0.2, right -> |0.2 - 1| = 0.8
    rows = [(0.95, True), (0.9, True), (0.85, False), (0.2, True)]
    tens = (abs(0.95 + 0.9 - 2) + 0.85 + 0.8) / 4
    assert calibration_error(rows) == pytest.approx(tens)
    assert calibration_error(rows, bins=1) == pytest.approx(abs(0.95 + 0.9 + 0.85 + 0.2 - 3) / 4)


def test_calibration_at_the_ends() -> None:
    assert calibration_error([(1.0, True), (0.0, False)]) == 0
    assert calibration_error([(1.0, False)]) == 1
    assert calibration_error([]) == 0


def test_result_makes_a_count_when_it_is_first_asked_for() -> None:
    result = Result("task")
    result.count("event").tp += 1
    assert result.count("event").tp == 1 and result.count("other").tp == 0
    result.miss("missed", "r1", expected="attack")
    assert [(miss.kind, miss.expected) for miss in result.misses] == [("missed", "attack")]


def test_intervals_come_from_documents_and_hold_the_score() -> None:
    result = Result("task")
    for k in range(41):
        count = result.count("event" if k < 40 else "late")
        count.tp, count.fp = count.tp + (k % 3 > 0), count.fp + (k % 3 == 0)
        result.close()
    result.measure("right", [True, False] * 20, share)
    result.settle()
    low, high = result.intervals["event"]
    assert 0.6 < low < result.count("event").f1 < high < 1
    assert result.intervals["late"] == (0, 1)  # its one document of 41 may not be drawn
    low, high = result.intervals["right"]
    assert 0.3 < low < 0.5 < high < 0.7
    again = Result("task", counts=result.counts, marks=result.marks)
    again.settle()
    assert again.intervals["event"] == result.intervals["event"]


def test_documents_that_are_not_closed_give_no_interval() -> None:
    result = Result("task")
    result.count("event").tp = 3
    result.settle()
    assert result.intervals == {}
