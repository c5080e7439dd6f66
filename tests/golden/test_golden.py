"""What the program reads in the example reports is what was reviewed."""

from __future__ import annotations

from difflib import unified_diff
from pathlib import Path

import pytest

import dateline
from tests.golden.refresh import golden_file, lines_of, reports

REFRESH = "python -m tests.golden.refresh"


@pytest.mark.parametrize("report", reports(), ids=lambda path: path.name)
def test_reads_as_reviewed(report: Path) -> None:
    golden = golden_file(report)
    if not golden.exists():
        pytest.skip(f"no {golden.name} yet: write it with `{REFRESH}`, review it, commit it")
    reviewed, found = golden.read_text("utf-8").splitlines(), lines_of(dateline.read(report))
    change = "\n".join(unified_diff(reviewed, found, "reviewed", "found", lineterm="", n=0))
    assert not change, f"{report.name} reads otherwise than reviewed; if it reads better, run `{REFRESH}`\n{change}"


def test_no_golden_file_without_its_report() -> None:
    known = {golden_file(report).name for report in reports()}
    assert {path.name for path in Path(__file__).parent.glob("*.jsonl")} <= known


def test_every_example_is_described() -> None:
    described = (reports()[0].parents[1] / "docs" / "examples.md").read_text("utf-8")
    assert all(f"`{report.name}`" in described for report in reports())
