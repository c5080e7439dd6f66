"""Records for the commands that ask: one built from the example reports, one made by hand."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
from dataclasses import dataclass
from pathlib import Path

import pytest
from typer.testing import CliRunner

from dateline.cli.app import USAGE, app
from dateline.errors import DatelineError

ROOT = Path(__file__).resolve().parents[2]


@dataclass(frozen=True)
class Done:
    """How a command ended, as subprocess tells it."""

    returncode: int
    stdout: bytes
    stderr: bytes


def run(*arguments: str | Path, given: bytes = b"") -> Done:
    """The command line in this process, with what `cli.app.run` makes of an error."""
    done = CliRunner().invoke(app, list(map(str, arguments)), input=given)
    if isinstance(done.exception, DatelineError):
        return Done(USAGE, done.stdout_bytes, done.stderr_bytes + f"dateline: {done.exception}\n".encode())
    if done.exception and not isinstance(done.exception, SystemExit):
        raise done.exception
    return Done(done.exit_code, done.stdout_bytes, done.stderr_bytes)


def process(*arguments: str | Path, given: bytes = b"", **environment: str) -> subprocess.CompletedProcess[bytes]:
    """The program itself."""
    return subprocess.run(
        [sys.executable, "-m", "dateline", *map(str, arguments)], input=given, capture_output=True, check=False,
        cwd=ROOT, env={**os.environ, "PYTHONPATH": str(ROOT / "src"), **environment},
    )  # fmt: skip


@pytest.fixture(scope="session")
def built(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A record of three example reports, built as a user builds it. Nobody writes to it."""
    path = tmp_path_factory.mktemp("built") / "examples.dateline"
    done = process("build", *(f"examples/{name}.txt" for name in ("agency", "casualties", "protest")), "--into", path)
    assert done.returncode == 0, done.stderr.decode()
    return path


@pytest.fixture(scope="session")
def _blast(tmp_path_factory: pytest.TempPathFactory) -> Path:
    from tests.run.recorded import blast_record

    return blast_record(tmp_path_factory.mktemp("blast") / "blast.dateline")


@pytest.fixture
def blast(_blast: Path, tmp_path: Path) -> Path:
    """A copy of the record of the blast that four reports tell of, to be written to."""
    return Path(shutil.copy(_blast, tmp_path / "blast.dateline"))
