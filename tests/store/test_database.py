from __future__ import annotations

import sqlite3
from pathlib import Path

import pytest

from dateline.errors import DatelineError
from dateline.store.store import Store
from tests.write.memory import record


@pytest.fixture
def path(tmp_path: Path) -> Path:
    path = tmp_path / "x.dateline"
    with Store(path, create=True) as store:
        store.append(list(record().readings()))
    return path


@pytest.mark.parametrize(
    ("made", "message"),
    [
        (lambda path: None, "there is no such record"),
        (lambda path: path.mkdir(), "is a folder"),
        (lambda path: path.write_text("Dear reader, this is a letter."), "is no record"),
        (lambda path: sqlite3.connect(path).execute("CREATE TABLE x (y)").connection.close(), "is no record"),
    ],
)
def test_what_is_no_record_is_said_and_left_alone(tmp_path: Path, made: object, message: str) -> None:
    path = tmp_path / "other"
    made(path)  # type: ignore[operator]
    before = path.read_bytes() if path.is_file() else None
    with pytest.raises(DatelineError, match=message):
        Store(path)
    assert (path.read_bytes() if path.is_file() else None) == before


def test_a_newer_schema_is_refused_by_name(path: Path) -> None:
    with sqlite3.connect(path) as link:
        link.execute("PRAGMA user_version = 99")
    with pytest.raises(DatelineError, match="install a newer dateline"):
        Store(path)


@pytest.mark.parametrize(
    "sql",
    ["UPDATE journal SET body = x'00' WHERE seq = 2", "DELETE FROM journal WHERE seq = 2"],
)
def test_the_journal_refuses_to_be_changed(path: Path, sql: str) -> None:
    link = sqlite3.connect(path)
    with pytest.raises(sqlite3.Error, match="journal of a record"):
        link.execute(sql)
    link.close()


@pytest.mark.parametrize(
    ("sql", "fault"),
    [
        ("UPDATE journal SET body = x'00' WHERE seq = 2", "entry 2 of the journal (reading r2) was changed"),
        ("UPDATE journal SET body = NULL WHERE seq = 2", "lost its body without a redaction"),
        ("UPDATE journal SET at = '2001-01-01' WHERE seq = 3", "breaks the chain"),
        ("DELETE FROM journal WHERE seq = 2", "entry 2 of the journal is missing"),
        ("DELETE FROM statement WHERE id = 's3'", "the statements of report r3 are not those that were read"),
        ("UPDATE words SET text = 'nothing' WHERE rowid = 1", "the search index of report"),
    ],
)
def test_every_change_behind_its_back_is_found(path: Path, sql: str, fault: str) -> None:
    with sqlite3.connect(path) as link:
        link.executescript("DROP TRIGGER journal_stays; DROP TRIGGER journal_keeps;")
        link.execute(sql)
    with Store(path, read_only=True) as store:
        assert any(fault in line for line in store.verify())


def test_two_writers_lose_nothing_of_each_other(path: Path) -> None:
    with Store(path) as one, Store(path) as other:
        for n in range(10):
            (one, other)[n % 2].judge("comment", "statement", ["s1"], by=f"reader {n}", why="seen")
        assert len(list(one.judgements())) == len(list(other.judgements())) == 10
        assert not list(one.verify())


def test_a_reader_is_not_held_up_by_a_writer(path: Path) -> None:
    with Store(path) as writer, Store(path, read_only=True) as reader, writer.database.transaction():
        writer.database.run("DELETE FROM facet")
        assert len(list(reader.members())) == 7


def test_nothing_of_a_failed_transaction_stays(path: Path) -> None:
    with Store(path) as store:
        head = store.head
        with pytest.raises(ZeroDivisionError), store.database.transaction():
            store.journal.append("reading", "x", b"", "2024-01-01")
            raise ZeroDivisionError
        assert store.head == head
