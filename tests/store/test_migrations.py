"""A record of version 1 is opened by today's program, whatever happens on the way."""

from __future__ import annotations

import signal
import sqlite3
import subprocess
import sys
from pathlib import Path

import pytest

import dateline.store.migrations.search as step
from dateline.errors import DatelineError
from dateline.store.database import Database
from dateline.store.migrations import STEPS, migrate
from dateline.store.schema import VERSION
from dateline.store.store import Store
from dateline.types.view import Query
from tests.store.first import as_first
from tests.write.memory import record

ROOT = Path(__file__).resolve().parents[2]
KILLED = """
import os, signal, sys
import dateline.store.migrations.search as step
def stop(text, before=step.searchable):
    stop.left -= 1
    return before(text) if stop.left else os.kill(os.getpid(), signal.SIGKILL)
stop.left = int(sys.argv[2])
step.searchable = stop
from dateline.store.store import Store
Store(sys.argv[1])
"""


@pytest.fixture
def now(tmp_path: Path) -> Path:
    """A record of today, with judgements, one of them undone twice over."""
    path = tmp_path / "now.dateline"
    with Store(path, create=True) as store:
        store.append(list(record().readings()))
        store.judge("comment", "statement", ["s4"], by="ann", why="a film")
        accepted = store.judge("accept", "statement", ["s1"], by="ann")
        undone = store.judge("undo", "judgement", [accepted.id], by="ben")
        store.judge("undo", "judgement", [undone.id], by="ann")
        doubted = store.judge("accept", "statement", ["s3"], by="ann")
        store.judge("undo", "judgement", [doubted.id], by="ben")
    return path


@pytest.fixture
def old(now: Path, tmp_path: Path) -> Path:
    return as_first(now, tmp_path / "old.dateline")


def version(path: Path) -> int:
    with sqlite3.connect(path) as link:
        return int(link.execute("PRAGMA user_version").fetchone()[0])


def test_every_step_from_the_first_version_is_there() -> None:
    assert sorted(STEPS) == list(range(1, VERSION))


def test_a_record_of_version_1_becomes_one_of_today(old: Path, now: Path) -> None:
    assert version(old) == 1
    with Store(old) as store, Store(now, read_only=True) as made:
        assert not list(store.verify())
        assert list(store.members()) == list(made.members())
        assert store.judging.on(["s1", "s3", "s4"]) == made.judging.on(["s1", "s3", "s4"])
        for text in ("shelled rebels", "ÉLYSÉE", "film"):
            assert list(store.members(Query(text=text))) == list(made.members(Query(text=text)))
        assert store.judge("accept", "statement", ["s3"], by="ann")
    assert version(old) == VERSION
    tables = "SELECT type, name, sql FROM sqlite_master WHERE name NOT LIKE 'sqlite_%' ORDER BY name"
    with sqlite3.connect(old) as one, sqlite3.connect(now) as other:
        rows = [[(kind, name, plain(sql)) for kind, name, sql in link.execute(tables)] for link in (one, other)]
    assert rows[0] == rows[1]


def plain(sql: str | None) -> str:
    """SQL without its spacing, and with the one type that both versions keep as 8 bytes in one spelling."""
    return "".join((sql or "").split()).replace("DOUBLEPRECISION", "REAL")


def test_to_read_only_it_says_what_to_do(old: Path) -> None:
    with pytest.raises(DatelineError, match="is of schema 1 and has to be brought to 2 first - open it once to write"):
        Store(old, read_only=True)
    assert version(old) == 1


@pytest.mark.parametrize("sentences", [1, 4])
def test_killed_on_the_way_it_is_as_it_was(old: Path, sentences: int) -> None:
    before = dump(old)
    done = subprocess.run([sys.executable, "-c", KILLED, str(old), str(sentences)], cwd=ROOT, check=False)
    assert done.returncode == -signal.SIGKILL
    assert version(old) == 1 and dump(old) == before
    with Store(old) as store:
        assert not list(store.verify())


def dump(path: Path) -> list[str]:
    with sqlite3.connect(path) as link:
        return list(link.iterdump())


def test_a_fault_on_the_way_leaves_it_as_it_was(old: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(step, "settle", lambda *_: 1 / 0)
    with pytest.raises(ZeroDivisionError):
        Store(old)
    assert version(old) == 1


def test_two_that_open_it_at_once_take_the_step_once(old: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    taken = []

    def count(database: Database, before: object = STEPS[1]) -> None:
        taken.append(1)
        before(database)  # type: ignore[operator]

    monkeypatch.setitem(STEPS, 1, count)
    with Store(old), Store(old) as other:
        migrate(other.database, 1)  # the version that was seen before waiting
    assert taken == [1]


def test_a_version_that_nobody_knows_is_refused(old: Path) -> None:
    with sqlite3.connect(old) as link:
        link.execute("PRAGMA user_version = 0")
    with pytest.raises(DatelineError, match="is of schema 0, which nobody knows - build it anew"):
        Store(old)
