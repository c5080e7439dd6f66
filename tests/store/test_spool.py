"""Rows come back in order, as often as they are asked for."""

from __future__ import annotations

from dateline.store.spool import HELD, Spool


def test_rows_are_gone_through_twice() -> None:
    rows = [(k, f"{k}\udce9") for k in range(2 * HELD + 1)]
    spool = Spool(iter(rows))
    assert list(spool) == rows
    assert list(spool) == rows
    assert not list(Spool(iter(())))
