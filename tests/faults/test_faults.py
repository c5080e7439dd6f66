"""The fault harness at a small size; `python benchmarks/faults.py` is the large one."""

from __future__ import annotations

from pathlib import Path

import pytest
from benchmarks.faults import Harness


@pytest.fixture(scope="module")
def harness(tmp_path_factory: pytest.TempPathFactory) -> Harness:
    return Harness(tmp_path_factory.mktemp("faults"), 60, 7)


def test_killed_at_random_points(harness: Harness) -> None:
    assert harness.kill(6).startswith("6 kills")


def test_no_room(harness: Harness) -> None:
    assert "builds without room" in harness.full()


def test_a_folder_that_may_not_be_written(harness: Harness) -> None:
    assert harness.readonly().startswith("2 builds refused")


def test_two_builds_into_one_record(harness: Harness) -> None:
    assert harness.two()


def test_eight_processes_correct_at_once(harness: Harness) -> None:
    assert harness.correct(20) == "160 corrections by 8 processes"


def test_the_harness_notices_what_is_lost(harness: Harness, tmp_path: Path) -> None:
    record = tmp_path / "r.dateline"
    harness.finish(record)
    with Path(f"{record}.said").open("a", encoding="ascii") as said:
        said.write("0123456789abcdef\n")
    with pytest.raises(AssertionError, match="1 acknowledged reports are gone"):
        harness.check(record)
