"""`dateline export` on a real record: files, data sheets, filters, and the way there and back."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from hashlib import sha256
from pathlib import Path

import pytest

from dateline.run.record import Store
from dateline.types.reading import Reading
from dateline.write.export import EXPORTS
from tests.write.build import agency, hostile
from tests.write.memory import SHELLED, reading_of, story

ROOT = Path(__file__).resolve().parents[2]


def run(*arguments: str | Path) -> subprocess.CompletedProcess[bytes]:
    return subprocess.run(
        [sys.executable, "-m", "dateline", *map(str, arguments)], capture_output=True, check=False,
        env={**os.environ, "PYTHONPATH": str(ROOT / "src")},
    )  # fmt: skip


def readings() -> list[Reading]:
    documents = [
        story(SHELLED, 1, killed=(41, 41, None)),
        story(SHELLED.replace("Tuesday", "Tuesday morning"), 2, source="Norlandic Times", killed=(35, 35, None)),
        story("[People|who] [marched|t] in [Orbec|place] on [Monday|when].", 3, type_="PROTEST", modes=("demo",)),
        agency(), hostile()[2],
    ]  # fmt: skip
    failure = Reading("r8", "syntax/1 statement/1", "8.pdf", "Velish Wire", "2024-05-16", failure="holds no text - x")
    return [*map(reading_of, documents), failure]


@pytest.fixture(scope="module")
def record(tmp_path_factory: pytest.TempPathFactory) -> Path:
    from dateline.run.link import link
    from dateline.run.tally import Tally

    path = tmp_path_factory.mktemp("record") / "x.dateline"
    with Store(path, create=True) as store:
        store.append(readings())
        link(store, Tally())
        store.judge("reject", "statement", ["s3"], by="editor", why="misread", at="2024-06-01T10:00:00Z")
        store.judge("comment", "report", ["r1"], by="editor", why="=1+1", at="2024-06-01T10:01:00Z")
        link(store, Tally())
    return path


def test_every_format_has_its_file_and_data_sheets(record: Path, tmp_path: Path) -> None:
    from dateline.write.target import export

    with Store(record, read_only=True) as store:
        for line in EXPORTS:
            out = tmp_path / f"{line.name}{line.extension}"
            sheet = export(store, line.name, out)
            data = out.read_bytes()
            assert sheet["file"] == {"sha256": sha256(data).hexdigest(), "bytes": len(data)}
            assert json.loads((tmp_path / f"{out.name}.datasheet.json").read_text("utf-8")) == sheet
            assert (tmp_path / f"{out.name}.datasheet.md").read_text("utf-8").startswith("# Data sheet")
            assert (sheet["reports"]["read"], sheet["reports"]["failed"]) == (5, 1)
            assert sheet["left_out"]["rejected statements"] == 1
            assert export(store, line.name, out) == sheet, line.name


def test_there_and_back_gives_the_same_bytes(record: Path, tmp_path: Path) -> None:
    done = run("export", record, "--out", tmp_path / "a.jsonl")
    assert done.returncode == 0, done.stderr
    assert b"written: " in done.stderr and b"left out: 1 rejected statements" in done.stderr
    done = run("build", tmp_path / "a.jsonl", "--into", tmp_path / "b.dateline")
    assert done.returncode == 0, done.stderr
    assert run("export", tmp_path / "b.dateline").stdout == (tmp_path / "a.jsonl").read_bytes()


def test_filters_choose_and_the_data_sheet_says_so(record: Path, tmp_path: Path) -> None:
    sheet = tmp_path / "sheet.json"
    done = run("export", record, "--statements", "--source", "Norlandic Times", "--datasheet", sheet)
    assert [json.loads(line)["id"] for line in done.stdout.splitlines()] == ["s2"]
    assert json.loads(sheet.read_text("utf-8"))["filters"] == {"source": ["Norlandic Times"]}
    assert (tmp_path / "sheet.md").exists()
    extract = tmp_path / "extract.jsonl"
    assert run("export", record, "--type", "ASSAULT", "--out", extract).returncode == 0
    done = run("build", extract, "--into", tmp_path / "c.dateline")
    assert done.returncode != 0
    assert b"is an extract" in done.stderr


@pytest.mark.parametrize(
    ("arguments", "message"),
    [
        (["--format", "xlsx"], b"use one of jsonl"),
        (["--statements", "--format", "csv"], b"leave one of the two out"),
        (["--out", "/nowhere/x.csv", "--format", "csv"], b"cannot be written"),
    ],
)
def test_what_cannot_be_done_names_its_cure(record: Path, arguments: list[str], message: bytes) -> None:
    done = run("export", record, *arguments)
    assert (done.returncode, message in done.stderr) == (2, True), done.stderr
    assert b"Traceback" not in done.stderr
