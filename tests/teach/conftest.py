"""A pack taught once for all tests that look at one. They need the shipped pack."""

from __future__ import annotations

from pathlib import Path

import pytest

from dateline.models.pack import SHIPPED
from tests.cli.conftest import Done, run
from tests.run.recorded import blast_record

from .made import harmless, looting, write


@pytest.fixture(scope="session")
def rows(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """50 rows of a new type, 20 of words that trigger nothing, and four that are no rows."""
    bad = [
        "no row",
        {"text": "Rebels fled.", "start": 7, "end": 70, "type": "RETREAT"},
        {"text": "Rebels fled.", "trigger": "fled", "type": "RETREET"},
        {"text": "Rebels fled.", "trigger": "fled", "type": "RETREAT", "status": "certain"},
    ]
    return write(tmp_path_factory.mktemp("rows") / "rows.jsonl", [*bad, *looting(), *harmless(20)])


@pytest.fixture(scope="session")
def taught(rows: Path, tmp_path_factory: pytest.TempPathFactory) -> tuple[Path, Done]:
    """The folder of the taught pack, and how the command ended."""
    if not (SHIPPED / "card.json").is_file():
        pytest.skip("no pack is shipped with this checkout")
    folder = tmp_path_factory.mktemp("taught") / "pack"
    return folder, run("train", "--from", rows, "--into", folder, "--pack", SHIPPED)


@pytest.fixture
def blast(tmp_path: Path) -> Path:
    """A record of the blast that four reports tell of, to be written to."""
    return blast_record(tmp_path / "blast.dateline")
