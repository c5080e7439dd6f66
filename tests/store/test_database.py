from __future__ import annotations

import os
import shutil
import sqlite3
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

from dateline.errors import DatelineError
from dateline.store.store import Store
from tests.store.tampering import CHANGES
from tests.write.memory import record

ROOT = Path(__file__).resolve().parents[2]


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


def test_a_reader_that_comes_before_the_tables_is_told_so(tmp_path: Path) -> None:
    (tmp_path / "made.dateline").touch()
    with pytest.raises(DatelineError, match="holds nothing yet - if it is being made just now, give the command again"):
        Store(tmp_path / "made.dateline", read_only=True)


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
        *CHANGES,
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


def locked_in(path: Path) -> list[str]:
    """The folder may not be written; what makes a command of root's obey that."""
    path.chmod(0o444)
    path.parent.chmod(0o555)
    bared = "-dac_override,-dac_read_search,-fowner"
    return ["setpriv", "--bounding-set", bared, "--inh-caps", bared] if os.getuid() == 0 else []


ASK = """
import sys
from dateline.store.store import Store
with Store(sys.argv[1], read_only=True) as store:
    print(len(list(store.members())), len(list(store.verify())))
    if sys.argv[2:]:
        input()
        print(len(list(store.members())))
"""


def ask_locked(path: Path, *more: str) -> subprocess.Popen[str]:
    command = [*locked_in(path), sys.executable, "-c", ASK, str(path), *more]
    return subprocess.Popen(
        command, cwd=ROOT, text=True, stdin=subprocess.PIPE, stdout=subprocess.PIPE, stderr=subprocess.PIPE
    )


@pytest.fixture
def unlocked(tmp_path: Path) -> Iterator[Path]:
    """A folder that can be taken away afterwards."""
    folder = tmp_path / "medium"
    folder.mkdir()
    yield folder
    folder.chmod(0o755)


def test_a_record_is_asked_where_nothing_may_be_written(path: Path, unlocked: Path) -> None:
    copy = Path(shutil.copy(path, unlocked))
    said, told = ask_locked(copy).communicate()
    assert said == "7 0\n", told
    assert [file.name for file in unlocked.iterdir()] == [copy.name]


def test_changes_in_the_log_that_cannot_be_read_are_not_passed_over(path: Path, unlocked: Path) -> None:
    with Store(path) as store:
        store.judge("reject", "statement", ["s1"], by="editor")
        copy = Path(shutil.copy(path, unlocked))
        shutil.copy(f"{path}-wal", unlocked)
    said, told = ask_locked(copy).communicate()
    assert not said and "x.dateline-wal holds changes that cannot be read there - copy it with" in told


def test_a_record_that_changes_under_its_reader_is_not_answered_from(path: Path, unlocked: Path) -> None:
    copy = Path(shutil.copy(path, unlocked))
    reader = ask_locked(copy, "again")
    assert reader.stdout and reader.stdout.readline() == "7 0\n"
    unlocked.chmod(0o755)
    copy.chmod(0o644)
    with Store(copy) as store:
        store.judge("reject", "statement", ["s1"], by="editor")
    said, told = reader.communicate("go on\n")
    assert not said and "was changed while it was read - give the command again" in told
