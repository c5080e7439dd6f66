"""What only a server can do wrong, and what several users do at once. The rest is tests/contract/test_stores.py."""

from __future__ import annotations

import contextlib
import subprocess
import sys
import time
from pathlib import Path

import pytest
from benchmarks.light import deliver, export

import dateline.store.database as database_room
from dateline.errors import DatelineError
from dateline.store.database import StoreError
from dateline.store.migrations import STEPS
from dateline.store.store import Store
from dateline.types.view import Query
from tests.store.many import build
from tests.store.server import GUARDED, Server
from tests.store.tampering import CHANGES
from tests.write.memory import record

ROOT = Path(__file__).resolve().parents[2]


@pytest.fixture
def where(server: Server) -> str:
    address = server.fresh()
    with Store(address, create=True) as store:
        store.append(list(record().readings()))
    return address


# ------------------------------------------------------------ what is said


def test_what_is_no_record_is_said_and_left_alone(server: Server) -> None:
    with pytest.raises(DatelineError, match="there is no such record - make it with"):
        Store(server.fresh())
    with pytest.raises(DatelineError, match="there is no such record"):
        Store(server.fresh(), create=True, read_only=True)


def test_a_schema_with_other_tables_is_not_touched(where: str, server: Server) -> None:
    other = server.fresh()
    schema = other.rpartition("=")[2]
    with Store(where) as store:
        store.database.run(f"CREATE SCHEMA {schema}")
        store.database.run(f"CREATE TABLE {schema}.reading (mine TEXT)")
        with pytest.raises(DatelineError, match=r"other tables of these names.*another schema"):
            Store(other, create=True)
        store.database.run(f"CREATE TABLE {schema}.meta (name TEXT, value TEXT)")
        with pytest.raises(DatelineError, match="is no record"):
            Store(other, create=True)
        assert store.database.one(f"SELECT count(*) FROM {schema}.reading") == (0,)


def test_no_server_no_host_no_database(server: Server, tmp_path: Path) -> None:
    for address, message in (
        (f"postgresql://ann:secret@/x?host={tmp_path}", "no server answers there - start PostgreSQL"),
        ("postgresql://ann:secret@127.0.0.1:1/x", "no server answers there"),
        (server.address("x").replace("/postgres?", "/nowhere?"), "no such database.*createdb"),
    ):
        with pytest.raises(StoreError, match=message) as told:
            Store(address)
        assert "secret" not in str(told.value)


def test_a_wrong_password_and_none(server: Server, where: str, monkeypatch: pytest.MonkeyPatch) -> None:
    with Store(where) as store:
        store.database.run(f"CREATE ROLE {GUARDED} LOGIN PASSWORD 'right'")
    guarded = server.address("x", user=GUARDED)
    monkeypatch.delenv("PGPASSWORD", raising=False)
    with pytest.raises(StoreError, match="the server wants a password - give it"):
        Store(guarded)
    monkeypatch.setenv("PGPASSWORD", "wrong")
    with pytest.raises(StoreError, match="refuses the user or the password"):
        Store(guarded)
    monkeypatch.setenv("PGPASSWORD", "right")
    with pytest.raises(StoreError, match="there is no such record"):
        Store(guarded)
    with pytest.raises(StoreError, match="the user may not do this"):
        Store(guarded, create=True)
    with Store(where) as store:
        store.database.run(f"DROP ROLE {GUARDED}")


def test_without_the_driver_it_says_what_to_install(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(sys.modules, "pg8000", None)
    monkeypatch.setitem(sys.modules, "pg8000.native", None)
    with pytest.raises(StoreError, match=r"pip install 'dateline\[postgres\]'"):
        Store("postgresql://ann@localhost/news")


# ------------------------------------------------------------ the journal


@pytest.mark.parametrize(
    ("sql", "fault"),
    [
        ("UPDATE journal SET body = '\\x00' WHERE seq = 2", "entry 2 of the journal (reading r2) was changed"),
        *CHANGES,
    ],
)
def test_every_change_behind_its_back_is_found(where: str, sql: str, fault: str) -> None:
    with Store(where) as store:
        store.database.run("DROP TRIGGER journal_stays ON journal; DROP TRIGGER journal_keeps ON journal")
        store.database.run(sql)
        assert any(fault in line for line in store.verify())


def test_the_journal_is_not_emptied_at_once(where: str) -> None:
    with Store(where) as store, pytest.raises(StoreError, match="never changed"):
        store.database.run("TRUNCATE journal")


def test_a_redaction_leaves_nothing_in_the_tables_files(where: str) -> None:
    files = "SELECT pg_read_binary_file(pg_relation_filepath(?))"
    with Store(where) as store:
        store.database.run("CHECKPOINT")
        assert b"ada-renn" in store.database.one(files, ("form",))[0]
        store.judge("redact", "entity", ["person:ada-renn"], by="editor")
        store.database.run("CHECKPOINT")
        for table in ("form", "words", "facet", "candidate", "reading", "statement"):
            assert b"renn" not in store.database.one(files, (table,))[0].lower()


def test_a_redaction_whose_traces_cannot_be_removed_yet_says_so(where: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("dateline.store.postgres.ATTEMPTS", 2)
    monkeypatch.setattr("dateline.store.postgres.PAUSE", 0.01)
    monkeypatch.setattr("dateline.store.postgres.GIVES_WAY", 20)
    with Store(where) as store, Store(where, read_only=True) as reader:
        with reader.database.snapshot():
            assert reader.head == 8
            with pytest.raises(StoreError, match=r"still in the server's files.*run VACUUM FULL"):
                store.judge("redact", "report", ["r1"], by="editor")
        assert store.document("r1") is None and store.database.one("SHOW lock_timeout") == ("1min",)


# ------------------------------------------------------------ several at once


def test_records_in_one_database_know_nothing_of_each_other(where: str, server: Server) -> None:
    with Store(where) as one, Store(server.fresh(), create=True) as other, one.database.transaction():
        assert other.append(list(record().readings())[:2]) == 2  # nor do their writers wait for one another
        assert (one.head, other.head) == (8, 2)


def start(*arguments: object) -> subprocess.Popen[bytes]:
    command = [sys.executable, "-m", "tests.store.many", *map(str, arguments)]
    return subprocess.Popen(command, cwd=ROOT, stderr=subprocess.PIPE)


def test_processes_that_correct_at_once_and_one_that_is_killed(where: str, tmp_path: Path) -> None:
    said = [tmp_path / f"{number}" for number in range(4)]
    running = [start("correct", where, path, number, 20) for number, path in enumerate(said)]
    while not (said[0].exists() and said[0].read_bytes().count(b"\n") >= 3):
        assert running[0].poll() is None
        time.sleep(0.002)
    running[0].kill()
    for process in running:
        words = process.communicate()[1]
        assert process.returncode in (0, -9), words.decode()
    with Store(where) as store:
        kept = [judgement.id for judgement in store.judgements()]
        told = [line for path in said for line in path.read_text("ascii").splitlines()]
        assert set(told) <= set(kept) and len(kept) == len(set(kept))
        assert len(told) >= 63 and len(kept) - len(told) <= 1, "one at most was kept and not yet acknowledged"
        assert not list(store.verify())


def test_a_build_that_is_killed_goes_on_to_the_same_end(server: Server, tmp_path: Path) -> None:
    source, where, file = deliver(tmp_path / "in", 120), server.fresh(), str(tmp_path / "x.dateline")
    running = start("build", where, source)
    while not head(where):
        assert running.poll() is None
        time.sleep(0.02)
    running.kill()
    running.communicate()
    assert head(where) < 100, "it had ended before it was killed"
    build(where, str(source))
    build(file, str(source))
    with Store(where) as store, Store(file) as other:
        assert list(export(store)) == list(export(other)) and not list(store.verify())


def head(where: str) -> int:
    """Entries of the journal; 0 where there is no record yet."""
    try:
        with Store(where, read_only=True) as store:
            return store.head
    except StoreError:
        return 0


def test_who_may_read_only_reads(where: str, server: Server) -> None:
    schema = where.rpartition("=")[2]
    with Store(where) as store:
        store.database.run(f"CREATE ROLE visitor LOGIN; GRANT USAGE ON SCHEMA {schema} TO visitor")
        store.database.run(f"GRANT SELECT ON ALL TABLES IN SCHEMA {schema} TO visitor")
        expected = list(store.members(Query(text="shelled")))
    visitor = server.address(schema, user="visitor")
    with Store(visitor, read_only=True) as store:
        assert list(store.members(Query(text="shelled"))) == expected != []
    with Store(visitor) as store, pytest.raises(StoreError, match="the user may not do this"):
        store.judge("accept", "statement", ["s1"], by="editor")


def test_a_writer_that_waits_too_long_says_so(where: str) -> None:
    too_long = pytest.raises(StoreError, match="another program has held the record too long")
    with Store(where) as one, Store(where, patience=0.05) as other, one.database.transaction(), too_long:
        other.judge("accept", "statement", ["s1"], by="editor")


# ------------------------------------------------------------ lost lines


def lose(where: str, other: Store) -> None:
    """The server ends the connection, as when it is started anew."""
    with Store(where) as keeper:
        (pid,) = other.database.one("SELECT pg_backend_pid()")
        keeper.database.run("SELECT pg_terminate_backend(?, 2000)", (pid,))


def test_a_lost_line_is_told_and_made_again(where: str) -> None:
    with Store(where) as store:
        lose(where, store)
        with pytest.raises(StoreError, match=r"the server was lost.*what was acknowledged is kept"):
            store.head  # noqa: B018
        assert store.head == 8


def test_nothing_is_written_by_half_where_the_line_is_lost(where: str) -> None:
    with Store(where) as store:
        with pytest.raises(StoreError), store.database.transaction():
            store.journal.append("reading", "x", b"", "2024-01-01")
            lose(where, store)
            with contextlib.suppress(StoreError):
                store.head  # noqa: B018
            store.journal.append("reading", "y", b"", "2024-01-01")
        assert store.head == 8 and not list(store.verify())


def test_stopped_between_question_and_answer_it_does_not_read_the_wrong_one(
    where: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    with Store(where) as store:
        line = store.database.connected()  # type: ignore[attr-defined]
        ask = line.link.execute_named

        def stop(*given: object) -> None:
            line.link.send_BIND(given[0], given[1])
            raise KeyboardInterrupt

        monkeypatch.setattr(line.link, "execute_named", stop)
        with pytest.raises(KeyboardInterrupt):
            store.judge("accept", "statement", ["s1"], by="editor")
        assert ask and store.judge("reject", "statement", ["s1"], by="editor")
        assert [judgement.kind for judgement in store.judgements()] == ["reject"]


# ------------------------------------------------------------ versions


def test_a_step_is_taken_once_and_whole(where: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(database_room, "VERSION", 3)
    monkeypatch.setattr("dateline.store.migrations.VERSION", 3)

    def fail(database: database_room.Database) -> None:
        database.run("CREATE TABLE extra (x TEXT)")
        raise KeyboardInterrupt

    monkeypatch.setitem(STEPS, 2, fail)
    with pytest.raises(StoreError, match="is of schema 2 and has to be brought to 3 first"):
        Store(where, read_only=True)
    with pytest.raises(KeyboardInterrupt):
        Store(where)
    monkeypatch.setitem(STEPS, 2, lambda database: database.run("CREATE TABLE extra (x TEXT)"))
    for _ in range(2):
        with Store(where) as store:
            assert store.database.version == 3 and not list(store.verify())
