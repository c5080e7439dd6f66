"""The checks that keep the house in order: layers, types, style. Each runs the tool a developer would run."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[2]
BIN = Path(sys.executable).parent

CHECKS = [
    [str(BIN / "lint-imports")],
    [sys.executable, "-m", "mypy"],
    [sys.executable, "-m", "ruff", "check", "."],
]


@pytest.mark.parametrize("command", CHECKS, ids=["layers", "types", "style"])
def test_check(command: list[str]) -> None:
    done = subprocess.run(command, cwd=ROOT, capture_output=True, text=True)
    assert done.returncode == 0, done.stdout[-4000:] + done.stderr[-2000:]
