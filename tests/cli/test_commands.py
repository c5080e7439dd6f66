"""The program as its users run it: output, standard error and exit code."""

from __future__ import annotations

import json
import os
import signal
import subprocess
import sys
import time
from pathlib import Path

import pytest

STORY = "Rebels attacked the village of Orbec on Monday.\n\nThe army was said to be on its way to the town."
ROOT = Path(__file__).resolve().parents[2]


def run(*arguments: str | Path, given: bytes = b"", **environment: str) -> subprocess.CompletedProcess[bytes]:
    return subprocess.run(
        [sys.executable, "-m", "dateline", *map(str, arguments)], input=given, capture_output=True, check=False,
        env={**os.environ, "PYTHONPATH": str(ROOT / "src"), **environment},
    )  # fmt: skip


@pytest.fixture
def story(tmp_path: Path) -> Path:
    path = tmp_path / "story.txt"
    path.write_text(STORY, "utf-8")
    return path


def test_reads_a_file_and_standard_input_alike(story: Path) -> None:
    rows = [
        [json.loads(line) for line in run("read", source, given=given).stdout.splitlines()]
        for source, given in ((story, b""), ("-", STORY.encode()))
    ]
    assert [row["id"] for row in rows[0]] == [row["id"] for row in rows[1]]


def test_table_when_asked_for_and_codes(story: Path, tmp_path: Path) -> None:
    done = run("read", story, "--format", "table")
    assert done.returncode == 0
    assert b"statement" in done.stdout
    done = run("read", story, tmp_path / "none.txt", "--format", "table")
    assert done.returncode == 1
    assert b"none.txt: does not exist - check the path" in done.stderr
    assert b"1 read" in done.stderr
    assert b"1 failed" in done.stderr


@pytest.mark.parametrize(
    ("arguments", "message"),
    [
        (["--format", "xls"], "use one of table, jsonl, csv, parquet, html"),
        (["--map", "text"], "write it as text=COLUMN"),
        (["--published", "soon"], "write it as 2024-05-16"),
        (["--out", "/nowhere/out.csv", "--format", "csv"], "cannot be written"),
        (["--workers", "0"], "workers"),
        (["--colour"], "--colour"),
    ],
)
def test_a_wrong_command_is_one_line_and_code_two(story: Path, arguments: list[str], message: str) -> None:
    done = run("read", story, *arguments)
    words = done.stderr.decode()
    assert done.returncode == 2
    assert message in words
    assert "Traceback" not in words
    assert not done.stdout


@pytest.mark.parametrize("name", ["table", "jsonl", "csv", "parquet", "html"])
def test_every_format_to_a_file_and_to_a_pipe(story: Path, tmp_path: Path, name: str) -> None:
    out = tmp_path / "out"
    piped = run("read", story, "--format", name)
    filed = run("read", story, "--format", name, "--out", out)
    assert (piped.returncode, filed.returncode) == (0, 0)
    assert out.read_bytes() == piped.stdout


def test_a_reader_that_goes_away_is_no_error(tmp_path: Path) -> None:
    for k in range(200):
        (tmp_path / f"{k}.txt").write_text(STORY, "utf-8")
    command = [sys.executable, "-m", "dateline", "read", str(tmp_path), "--format", "table"]
    process = subprocess.Popen(command, stdout=subprocess.PIPE, stderr=subprocess.PIPE)
    assert process.stdout
    process.stdout.readline()
    process.stdout.close()
    words = process.stderr.read() if process.stderr else b""
    assert process.wait(60) == 141
    assert b"Traceback" not in words
    assert b"Exception" not in words


def test_an_interrupted_run_says_how_far_it_came_and_goes_on(tmp_path: Path) -> None:
    folder = tmp_path / "in"
    folder.mkdir()
    for k in range(400):
        (folder / f"{k:03}.txt").write_text(f"Number {k}. {STORY}", "utf-8")
    out = tmp_path / "out.jsonl"
    command = [sys.executable, "-m", "dateline", "read", str(folder), "--format", "jsonl", "--out", str(out)]
    process = subprocess.Popen(command, stderr=subprocess.PIPE)
    journal = tmp_path / "out.jsonl.journal"
    while process.poll() is None and not (journal.exists() and journal.read_bytes().count(b"\n") > 5):
        time.sleep(0.02)
    process.send_signal(signal.SIGINT)
    words = process.stderr.read().decode() if process.stderr else ""
    assert process.wait(60) == 130, words
    assert "the same command goes on from here" in words
    assert "Traceback" not in words
    done = subprocess.run(command, capture_output=True, check=False)
    assert done.returncode == 0
    assert b"400 read" in done.stderr
    whole = tmp_path / "whole.jsonl"
    subprocess.run([*command[:-1], str(whole)], capture_output=True, check=True)
    assert out.read_bytes() == whole.read_bytes()


def test_schema_stages_types_and_version() -> None:
    assert json.loads(run("schema").stdout)["type"] == "object"
    assert b"syntax/" in run("stages").stdout
    assert b"-> syntax" in run("stages").stdout
    assert run("--version").stdout.startswith(b"dateline ")
    assert b"explosives" in run("types", "assault").stdout
    wrong = run("types", "TEA")
    assert wrong.returncode == 2
    assert b"use one of AGREE" in wrong.stderr


def test_unknown_task_and_missing_data(tmp_path: Path) -> None:
    for arguments, message in ((["nothing"], b"no task is called"), (["conllpp"], b"is not there")):
        done = run("evaluate", *arguments, "--data", tmp_path)
        assert done.returncode == 2
        assert message in done.stderr
        assert b"Traceback" not in done.stderr


def test_help_loads_nothing_heavy() -> None:
    done = subprocess.run(
        [sys.executable, "-X", "importtime", "-m", "dateline", "--help"], capture_output=True, check=True
    )
    loaded = {line.rpartition(b"|")[2].strip() for line in done.stderr.splitlines()}
    assert not loaded & {b"spacy", b"numpy", b"pyarrow", b"trafilatura", b"lxml", b"dateline.pipeline"}


def test_the_same_bytes_whatever_the_workers_and_the_hash_seed(tmp_path: Path) -> None:
    examples = ROOT / "examples"
    found = []
    for workers in ("1", "2"):
        out = tmp_path / f"{workers}.jsonl"
        run("read", examples, "--format", "jsonl", "--out", out, "--workers", workers, PYTHONHASHSEED=workers)
        found.append(out.read_bytes())
    assert found[0]
    assert found[0] == found[1]


def test_rows_of_the_examples_follow_the_schema() -> None:
    from jsonschema import Draft202012Validator

    from dateline.write.schema import schema

    validator = Draft202012Validator(schema())
    rows = [json.loads(line) for line in run("read", ROOT / "examples", "--format", "jsonl").stdout.splitlines()]
    assert rows
    for row in rows:
        validator.validate(row)
