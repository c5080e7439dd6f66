"""Pieces come back as they were added, whenever they are asked for."""

from __future__ import annotations

import numpy as np

from dateline.link.shelf import Parts, Shelf


def test_pieces_are_read_between_others_that_are_added() -> None:
    shelf = Shelf()
    shelf.add(b"one")
    shelf.add(b"")
    assert shelf[0] == b"one"
    shelf.add(b"three")
    assert [shelf[k] for k in range(len(shelf))] == [b"one", b"", b"three"]


def test_rows_are_sorted_out_into_parts() -> None:
    parts = Parts(3, 1)
    for start in (0, 10):
        rows = np.arange(start, start + 10, dtype=np.uint64)
        parts.add(rows[:, np.newaxis], rows % np.uint64(2))
    assert parts.part(1)[:, 0].tolist() == list(range(1, 20, 2))
    assert parts.part(2).tolist() == []
