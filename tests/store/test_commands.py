"""An address in PostgreSQL goes wherever the path of a record goes, and every command says the same of both."""

from __future__ import annotations

import json

import pytest

from tests.cli.conftest import run
from tests.run.recorded import blast_record
from tests.store.server import Server

SECRET = "hidden-word"


@pytest.fixture(scope="module")
def records(server: Server, tmp_path_factory: pytest.TempPathFactory) -> tuple[str, str]:
    """A record in a file and one in the server, both restored from one export and linked."""
    folder = tmp_path_factory.mktemp("two")
    archive = folder / "blast.jsonl"
    made = blast_record(folder / "made.dateline")
    assert run("export", made, "--format", "jsonl", "--out", archive).returncode == 0
    both = str(folder / "blast.dateline"), server.fresh().replace("dateline@", f"dateline:{SECRET}@")
    for record in both:
        done = run("build", archive, "--into", record)
        assert done.returncode == 0, done.stderr.decode()
        assert SECRET not in (done.stdout + done.stderr).decode()
    return both


def ids(record: str) -> list[str]:
    return [json.loads(line)["id"] for line in run("find", record, "--format", "jsonl").stdout.splitlines()]


def test_every_question_has_the_same_answer(records: tuple[str, str]) -> None:
    first = ids(records[0])[0]
    for name, *rest in (
        ("find", "--format", "jsonl"), ("find", "--text", "prosecutors", "--format", "csv"),
        ("find", "--type", "ASSAULT", "--limit", "2", "--offset", "1", "--format", "table"),
        ("episode", first, "--format", "json"), ("why", first, "--format", "json"),
        ("export", "--format", "jsonl"), ("export", "--format", "csv", "--status", "actual"),
    ):  # fmt: skip
        said = [run(name, record, *rest) for record in records]
        assert said[0].returncode == said[1].returncode == 0, said[1].stderr.decode()
        assert said[0].stdout == said[1].stdout and said[0].stdout


def test_corrections_redactions_changes_and_checks(records: tuple[str, str]) -> None:
    first, *others = ids(records[0])
    for name, *rest in (
        ("correct", "reject", first, "--why", "a film", "--by", "ann"),
        ("redact", "--source", "Echo Two", "--why", "asked for", "--by", "ann", "--yes"),
        ("changes",), ("verify",),
    ):  # fmt: skip
        said = [run(name, record, *rest) for record in records]
        assert [done.returncode for done in said] == [0, 0], said[1].stderr.decode()
        assert not any(SECRET in (done.stdout + done.stderr).decode() for done in said)
    assert ids(records[0]) == ids(records[1]) == others[:-1]
