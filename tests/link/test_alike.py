"""Pairs do not depend on how much is gone through at once."""

from __future__ import annotations

import pytest

from dateline.link import alike
from dateline.link.family import families
from dateline.types.judgement import Judgement
from tests.link.test_family import ROWS


def test_parts_change_nothing(monkeypatch: pytest.MonkeyPatch) -> None:
    pairs = set(alike.alike(alike.Texts(ROWS)))
    twin = next(f for f in families(ROWS) if len(f.reports) == 2)
    split = Judgement("1", "split", "report", twin.reports, "Ada", "2026-01-01T00:00:00Z")
    merge = Judgement("2", "merge", "report", (ROWS[0].id, ROWS[-1].id), "Ada", "2026-01-01T00:00:01Z")
    whole = list(families(ROWS, (split, merge)))
    monkeypatch.setattr(alike, "PART", 500)
    assert set(alike.alike(alike.Texts(ROWS))) == pairs and len(pairs) > 100
    assert list(families(ROWS, (split, merge))) == whole


def test_nothing_is_alike_in_nothing() -> None:
    assert not list(alike.alike(alike.Texts([])))
    assert not list(families([]))
    assert [family.reports for family in families(ROWS[:1])] == [(ROWS[0].id,)]
