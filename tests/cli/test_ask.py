"""find, episode, why, changes and verify as their users run them."""

from __future__ import annotations

import contextlib
import csv
import io
import json
import re
import shutil
import sqlite3
import subprocess
import sys
from pathlib import Path

import pyarrow.parquet
import pytest
from rich.cells import cell_len

from dateline.run.record import Store
from dateline.types.episode import Actor
from dateline.types.judgement import Link
from dateline.write.belonging import NAMES
from tests.cli.conftest import ROOT, Done, process, run
from tests.run.recorded import record
from tests.write.build import hostile
from tests.write.happening import blast as pairs
from tests.write.memory import ARMY, REBELS, SHELLED, story
from tests.write.memory import record as memory

IDS = [member.statement.id for _, member in pairs()]
OBEYED = re.compile("[\x00-\x09\x0b-\x1f\x7f-\x9f\u200e\u200f\u061c\u202a-\u202e\u2066-\u2069]")


def rows(done: Done) -> list[dict]:  # type: ignore[type-arg]
    return [json.loads(line) for line in done.stdout.splitlines()]


def test_what_is_found_is_counted_and_what_is_left_out_too(blast: Path) -> None:
    done = run("find", blast, "--type", "assault", "--limit", "1", "--offset", "2")
    assert done.returncode == 0
    assert [row["id"] for row in rows(done)] == IDS[2:3]
    said = done.stderr.decode().strip()
    assert said == "4 statements found, 1 shown, 2 passed over by --offset 2, 1 left out by --limit 1"


def test_nothing_found_is_no_error(blast: Path) -> None:
    done = run("find", blast, "--status", "denied")
    assert (done.returncode, done.stdout) == (0, b"")
    assert done.stderr.decode().strip() == "no statements found"


@pytest.mark.parametrize(
    ("option", "value", "message"),
    [
        ("--type", "BOMB", "use one of AGREE"),
        ("--country", "Malii", "perhaps Mali"),
        ("--status", "sure", "use one of actual, future"),
        ("--format", "xls", "use one of table, jsonl, csv, parquet"),
    ],
)
def test_an_unknown_value_is_answered_with_the_known_ones(blast: Path, option: str, value: str, message: str) -> None:
    done = run("find", blast, option, value)
    assert done.returncode == 2
    assert message in done.stderr.decode() and "Traceback" not in done.stderr.decode()


def test_the_same_statements_in_every_format(blast: Path, tmp_path: Path) -> None:
    found = rows(run("find", blast))
    assert [row["id"] for row in found] == IDS
    assert found[3]["record"] == {
        "episode": IDS[0], "family": pairs()[3][1].report.id, "agency": "Norlandic News", "review": None,
    }  # fmt: skip
    table = list(csv.reader(io.StringIO(run("find", blast, "--format", "csv").stdout.decode(), newline="")))
    assert table[0] == NAMES and [row[0] for row in table[1:]] == IDS
    out = tmp_path / "found.parquet"
    assert run("find", blast, "--format", "parquet", "--out", out).returncode == 0
    assert pyarrow.parquet.read_table(out)["statement_id"].to_pylist() == IDS
    words = run("find", blast, "--format", "table").stdout.decode()
    assert re.findall(r"^    id     (\w+)", words, re.MULTILINE) == IDS


def test_standard_output_goes_by_its_usual_name_and_a_missing_folder_is_named(blast: Path, tmp_path: Path) -> None:
    for command in ("find", "export"):
        assert run(command, blast, "--out", "-").stdout == run(command, blast).stdout != b""
        done = run(command, blast, "--out", tmp_path / "none" / "x.jsonl")
        assert done.returncode == 2 and b"make its folder first" in done.stderr


@pytest.mark.parametrize("command", [("find",), ("export",), ("changes", "--since", "2020")])
def test_a_reader_that_goes_away_is_no_error(tmp_path: Path, command: tuple[str, ...]) -> None:
    path = record(tmp_path / "many.dateline", (story(SHELLED + " More of it." * 2000, k) for k in range(40)))
    line = [sys.executable, "-m", "dateline", command[0], str(path), *command[1:]]
    running = subprocess.Popen(line, stdout=subprocess.PIPE, stderr=subprocess.PIPE)
    assert running.stdout and running.stderr
    running.stdout.close()
    words = running.stderr.read()
    assert (running.wait(60), words) == (141, b"")


def test_a_table_shows_words_marks_and_where_it_stands(blast: Path) -> None:
    lines = run("find", blast, "--format", "table", "--source", "Orbec Times").stdout.decode().splitlines()
    assert lines[0] == "  1 ASSAULT explosives · 0.50"
    assert "    report Orbec Times · 2024-03-29 · Blast 2" in lines
    at = next(k for k, line in enumerate(lines) if line.strip().startswith("The blast"))
    assert "=====" in lines[at + 1]
    assert max(map(cell_len, lines)) <= 80


def test_one_happening_side_by_side(blast: Path) -> None:
    done = run("episode", blast, IDS[2], "--format", "table")
    words = done.stdout.decode()
    assert done.returncode == 0
    assert "killed - the values differ" in words
    assert "at least 41 - Interior Ministry, 2024-03-29 (2 reports)" in words
    assert "35 - prosecutors, same day; prosecutors, 2024-03-31" in words
    assert "3 independent voices" in words and "Norlandic News (agency)" in words
    assert json.loads(run("episode", blast, IDS[0]).stdout)["id"] == IDS[0]
    done = run("episode", blast, "none")
    assert done.returncode == 2 and "`dateline find` shows the ids" in done.stderr.decode()


def test_why_leads_from_the_words_to_the_file(built: Path) -> None:
    (row, *_) = rows(run("find", built, "--type", "ASSAULT", "--text", "vegetable"))
    words = run("why", built, row["id"], "--format", "table").stdout.decode()
    assert "└ Interior Ministry “said”" in words and "└ in this report: " in words
    told = json.loads(run("why", built, row["id"][:10]).stdout)
    data = (ROOT / "examples/casualties.txt").read_bytes()
    assert data[slice(*told["bytes"]["trigger"])].decode() == row["trigger"]["text"]
    assert data[slice(*told["bytes"]["sentence"])].decode() == row["sentence"]["text"]
    assert "statement/" in told["recipe"] and "syntax/" in told["recipe"]


def test_a_built_record_can_be_asked_verified_and_followed(built: Path) -> None:
    whole = rows(run("find", built))
    assert len({row["report"]["id"] for row in whole}) == 3
    assert all(row["sentence"]["text"] for row in whole)
    assert {row["type"] for row in rows(run("find", built, "--country", "Pakistan"))} >= {"ASSAULT"}
    verified = run("verify", built)
    assert (verified.returncode, verified.stderr) == (0, b"") and len(verified.stdout.splitlines()) == 1
    feed = rows(run("changes", built))
    assert len(feed) >= 3
    assert rows(run("changes", built, "--since", "2999")) == []


def test_a_changed_byte_is_found(blast: Path) -> None:
    data = blast.read_bytes()
    blast.write_bytes(data.replace(b"prosecutors", b"prosecutorz"))
    assert blast.read_bytes() != data, "the text stands in the file as it is"
    done = run("verify", blast)
    assert done.returncode == 1
    assert done.stdout.strip()


def test_tables_are_mended_from_the_journal_and_a_changed_journal_is_not(built: Path, tmp_path: Path) -> None:
    path = tmp_path / "broken.dateline"
    shutil.copyfile(built, path)
    whole = run("export", path).stdout
    with contextlib.closing(sqlite3.connect(path, isolation_level=None)) as link:
        link.execute("DELETE FROM statement WHERE n < 9")
        link.execute("UPDATE reading SET source = 'Nobody'")
    broken = run("verify", path)
    assert broken.returncode == 1 and b"--mend" in broken.stderr and run("export", path).stdout != whole
    assert run("verify", path, "--mend").returncode == 0
    assert run("export", path).stdout == whole
    with contextlib.closing(sqlite3.connect(path, isolation_level=None)) as link:
        link.executescript("DROP TRIGGER journal_stays; UPDATE journal SET at = '2001' WHERE seq = 2;")
    refused = run("verify", path, "--mend")
    assert refused.returncode == 2 and b"restore the record from a copy" in refused.stderr


def test_nothing_of_a_report_is_obeyed_by_a_terminal(tmp_path: Path) -> None:
    path = record(tmp_path / "hostile.dateline", hostile()[:2])
    for command in (("find", path), ("why", path, "b1"), ("verify", path)):
        done = run(*command, *(["--format", "table"] if command[0] != "verify" else []))
        assert done.stdout and not OBEYED.search(done.stdout.decode()), command[0]


def test_no_record_is_an_error_that_says_what_to_do(tmp_path: Path) -> None:
    for command, how in (("find", process), ("verify", run), ("changes", run)):
        done = how(command, tmp_path / "none.dateline")
        assert done.returncode == 2 and b"none.dateline" in done.stderr and b"Traceback" not in done.stderr
        assert not (tmp_path / "none.dateline").exists()


def test_offices_of_a_record_as_a_table_and_as_data(tmp_path: Path) -> None:
    text = "PARIS, March 4 2021 - French President Jean Morel arrested 12 rebels, officials said."
    (tmp_path / "a.txt").write_text(text)
    assert run("build", tmp_path / "a.txt", "--into", tmp_path / "x.dateline").returncode == 0
    done = run("offices", tmp_path / "x.dateline", "French", "president")
    assert done.returncode == 0
    assert [row["name"] for row in rows(done)[0]["offices"]] == ["Jean Morel"]
    shown = run("offices", tmp_path / "x.dateline", "Mali", "--format", "table").stdout.decode()
    assert shown.strip() == "no report names a holder on a day that is known"


def test_actors_with_their_names_and_what_joined_them(tmp_path: Path) -> None:
    path = tmp_path / "x.dateline"
    made = memory()
    with Store(path, create=True) as store:
        store.append(list(made.readings()))
        link = Link(ARMY.id, REBELS.id, 0.8, "spellings of one name", "link/1")
        names, ids = ("Northern Front", "Velish army"), (REBELS.id, ARMY.id)
        one = Actor(ARMY.id, "Velish army", "organisation", "VLS", ("MIL",), names, ids, (link,))
        renn = Actor("person:ada-renn", "Ada Renn", "person", "VLS", (), ("Ada Renn",), ("person:ada-renn",))
        store.relink([], [], [renn, one])
    army, other = rows(run("actors", path))
    assert (army["id"], army["statements"], army["links"][0]["reason"]) == (ARMY.id, 6, "spellings of one name")
    assert other["name"] == "Ada Renn"
    assert [row["name"] for row in rows(run("actors", path, "northern"))] == ["Velish army"]
    assert rows(run("actors", path, "--joined")) == rows(run("actors", path, REBELS.id)) == [army]
    done = run("actors", path, "--format", "table", "--limit", "1")
    shown = " ".join(done.stdout.decode().split())
    assert "Velish army · organisation · VLS · MIL · 6 statements" in shown and "called Northern Front" in shown
    assert f"{REBELS.id} with {ARMY.id} · 0.80 · spellings of one name (link/1)" in shown
    assert done.stderr.decode().strip() == "2 actors found, 1 shown"
