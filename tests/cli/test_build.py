"""`dateline build` as a user meets it: what it prints, how it leaves, and that it goes on after Ctrl-C."""

from __future__ import annotations

import json
import signal
import subprocess
import sys
import time
from pathlib import Path

import pytest

from dateline.cli.build import named
from dateline.store.database import StoreError
from dateline.store.store import Store

EXAMPLES = Path(__file__).resolve().parents[2] / "examples"


def command(*arguments: object) -> list[str]:
    return [sys.executable, "-m", "dateline", "build", *map(str, arguments)]


def run(*arguments: object) -> subprocess.CompletedProcess[str]:
    return subprocess.run(command(*arguments), capture_output=True, text=True, check=False)


def test_examples_are_built_once(tmp_path: Path) -> None:
    record = tmp_path / "record.dateline"
    first = run(EXAMPLES, "--into", record)
    assert first.returncode == 0, first.stderr
    read, linked = first.stderr.splitlines()
    assert read.startswith("8 read (")
    assert linked.startswith(f"{record}: 8 reports in ")
    again = run(EXAMPLES, "--into", record)
    assert again.returncode == 0
    assert again.stderr.splitlines()[0].startswith("0 read (0 statements), 8 known already")
    assert again.stderr.splitlines()[1] == f"{record}: nothing new to link"
    assert run(EXAMPLES, "--into", record, "--quiet").stderr == ""


def test_what_cannot_be_read_is_said_each_time(tmp_path: Path) -> None:
    (tmp_path / "empty.txt").write_text("", "utf-8")
    record = tmp_path / ".record"
    first = run(tmp_path, "--into", record)
    assert first.returncode == 1
    assert "empty.txt: is empty - deliver the report again" in first.stderr
    again = run(tmp_path, "--into", record)
    assert again.returncode == 1
    assert "1 failed before and were passed over - give --retry" in again.stderr


def test_ctrl_c_keeps_what_is_read_and_the_same_command_goes_on(tmp_path: Path) -> None:
    story = (EXAMPLES / "agency.txt").read_text("utf-8")
    lines = [json.dumps({"text": story, "title": f"Report {k}"}) for k in range(400)]
    (tmp_path / "x.jsonl").write_text("\n".join(lines), "utf-8")
    record = tmp_path / "record.dateline"
    running = subprocess.Popen(command(tmp_path / "x.jsonl", "--into", record), stderr=subprocess.PIPE, text=True)
    wait_for_reports(record)
    running.send_signal(signal.SIGINT)
    said = running.communicate(timeout=30)[1]
    assert running.returncode == 130
    assert said.startswith("stopped: ")
    assert said.endswith("; the same command goes on from here\n")
    with Store(record, read_only=True) as store:
        held = sum(1 for _ in store.documents())
    assert f"stopped: {held} read" in said
    assert 0 < held < 400


def wait_for_reports(record: Path) -> None:
    """Until the record holds some; it fails after a minute."""
    for _ in range(600):
        time.sleep(0.1)
        try:
            with Store(record, read_only=True) as store:
                if next(iter(store.documents()), None):
                    return
        except StoreError as error:
            assert not record.exists() or "holds nothing yet" in str(error)  # the build has not made its tables
    pytest.fail("no report was appended")


@pytest.mark.parametrize(
    ("record", "name"),
    [
        ("a/b.dateline", "a/b.dateline"),
        ("postgresql://ann@host/db", "postgresql://ann@host/db"),
        ("postgresql://ann:secret@host:5432/db", "postgresql://ann@host:5432/db"),
    ],
)
def test_a_password_is_not_printed(record: str, name: str) -> None:
    assert named(record) == name
