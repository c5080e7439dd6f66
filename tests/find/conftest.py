"""The rules by themselves: what the trained reader adds is tested in tests/models, the two together in tests/golden."""

from __future__ import annotations

import pytest


@pytest.fixture(autouse=True)
def rules_alone(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("DATELINE_PACK", "none")
