"""Heads fitted to banks made by hand: what lessons say is learnt, what is rehearsed is kept."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
import pytest

from dateline.read.text import document_of
from dateline.teach.bank import Bank
from dateline.teach.head import Head, fit_status, fit_types
from dateline.teach.lesson import Lesson
from dateline.teach.score import label_of, score, status_of

TYPES = ("O", "AID", "ASSAULT")
STATUS = ("actual", "possible", "denied")
WIDTH = 6


def bank(told: Sequence[tuple[int, str | None, str | None]], held: bool = False) -> Bank:
    """A word a lesson, its vector long in one direction; (direction, type, status)."""
    document = document_of("Rebels fled.")
    vectors = np.stack([3 * np.eye(WIDTH, dtype=np.float32)[at] for at, _, _ in told])
    count = len(told)
    return Bank(
        vectors, np.array([f"word{k}" for k in range(count)]), np.full(count, held), np.zeros(count, dtype=bool),
        tuple(Lesson(document, 0, 6, type_, status) for _, type_, status in told), tuple((k,) for k in range(count)),
    )  # fmt: skip


def head(name: str, labels: Sequence[str]) -> Head:
    """The head that takes the k-th direction for the k-th label."""
    matrix = np.concatenate([2 * np.eye(len(labels), WIDTH), np.zeros((len(labels), 1))], axis=1)
    return Head(name, tuple(labels), matrix.astype(np.float32), 1.0)


TOLD = [(3, "LOOTING", "possible")] * 30 + [(4, None, None)] * 10
REHEARSED = [(0, None, None), (1, None, None), (2, None, None)] * 40


def test_a_new_label_is_learnt_and_the_others_stay() -> None:
    old = head("flat.types", TYPES)
    new = fit_types(old, ["LOOTING"], [bank(TOLD)], bank(REHEARSED))
    assert new.labels == (*TYPES, "LOOTING")
    held = bank([(3, "LOOTING", None), (4, None, None), (1, "AID", None), (2, "ASSAULT", None)], held=True)
    assert [label_of(new, held, k) for k in range(4)] == ["LOOTING", None, "AID", "ASSAULT"]
    counts = score(new, head("at.status", STATUS), held, {"LOOTING"})
    assert (counts.right, counts.told, counts.there, counts.new) == (3, 3, 3, (1, 0))


def test_a_status_is_learnt_and_the_others_stay() -> None:
    new = fit_status(head("at.status", STATUS), bank(TOLD), bank(REHEARSED))
    held = bank([(3, "LOOTING", "possible"), (0, "AID", "actual"), (2, "AID", "denied")], held=True)
    assert [status_of(new, held, k) for k in range(3)] == ["possible", "actual", "denied"]


def test_what_is_held_back_teaches_nothing() -> None:
    old = head("at.status", STATUS)
    assert fit_status(old, bank(TOLD, held=True), bank(REHEARSED)) is old
    new = fit_types(head("flat.types", TYPES), ["LOOTING"], [bank(TOLD, held=True)], bank(REHEARSED))
    assert np.abs(new.matrix[-1]).max() < 0.5


@pytest.mark.parametrize("many", [20, 4000])
def test_many_lessons_do_not_drown_what_was_known(many: int) -> None:
    old = head("flat.types", TYPES)
    new = fit_types(old, ["LOOTING"], [bank([(3, "LOOTING", None)] * many)], bank(REHEARSED))
    found = [label_of(new, bank(REHEARSED[:3]), k) for k in range(3)]
    assert found == [None, "AID", "ASSAULT"]


def test_lessons_on_words_that_are_taught_are_not_rehearsed() -> None:
    left = bank(REHEARSED).without({"word0", "word5"})
    assert len(left.lessons) == len(REHEARSED) - 2 and left.free.nonzero()[0].tolist() == [0, 5]
