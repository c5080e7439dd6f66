"""One SQLite file, held so that readers never wait and two writers never lose each other's work."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterable, Iterator, Sequence
from contextlib import contextmanager, suppress
from pathlib import Path
from typing import Any

from dateline.store.database import PATIENCE, Database, StoreError, printable
from dateline.store.schema import DERIVED, JOURNAL, VERSION

MAGIC = b"SQLite format 3\0"
APPLICATION = 0x64746C6E
"""The application id in the file's header: "dtln"."""
PRAGMAS = ("journal_mode = WAL", "synchronous = FULL", "secure_delete = ON", "temp_store = MEMORY")

GUARDS = """
CREATE TRIGGER journal_stays BEFORE UPDATE ON journal
WHEN NOT (OLD.removed IS NULL AND NEW.removed IS NOT NULL AND NEW.body IS NULL AND OLD.seq = NEW.seq
          AND OLD.kind = NEW.kind AND OLD.key = NEW.key AND OLD.digest = NEW.digest AND OLD.hash = NEW.hash
          AND OLD.at = NEW.at)
BEGIN SELECT RAISE(ABORT, 'the journal of a record is never changed'); END;
CREATE TRIGGER journal_keeps BEFORE DELETE ON journal
BEGIN SELECT RAISE(ABORT, 'the journal of a record is never shortened'); END;
"""
WORDS = "CREATE VIRTUAL TABLE words USING fts5 (text, tokenize = 'ascii');"
"""`words(phrases)` is FTS5's own: a table may be asked like a function. Its words come from `token.py`, with a space
between two; the tokenizer is the one that parts them nowhere else."""

UNWRITABLE = ("SQLITE_CANTOPEN", "SQLITE_READONLY")
"""What a reader is told where it may not make the files that a record in write-ahead mode needs beside it."""
Look = tuple[int, int, int]


def look_at(where: str) -> Look:
    """What changes of a file when it is written: which file it is, its size and time."""
    seen = Path(where).stat()
    return seen.st_ino, seen.st_size, seen.st_mtime_ns


class Sqlite(Database):
    """A connection to one file."""

    def __init__(self, where: str | Path, *, create: bool, read_only: bool, patience: float = PATIENCE) -> None:
        self.where = str(where)
        self.read_only, self.patience = read_only, patience
        self.fixed: Look | None = None
        self.check(create)
        try:
            self.link = self.connect()
        except sqlite3.Error as error:
            raise self.explain(error) from error
        try:
            self.open(create)
        except BaseException:
            self.link.close()
            raise

    # ------------------------------------------------------------ opening

    def check(self, create: bool) -> None:
        """Raise for what cannot be a record before anything is written beside it."""
        path = Path(self.where)
        try:
            if path.is_dir():
                raise StoreError("is a folder", where=self.where, cure="name a file, as in news.dateline")
            size = path.stat().st_size if path.exists() else None
            if size is None and not create:
                raise StoreError("there is no such record", where=self.where, cure="make it with `dateline build`")
            if size is None and not path.parent.is_dir():
                raise StoreError("its folder does not exist", where=self.where, cure="make the folder first")
            if size and path.open("rb").read(len(MAGIC)) != MAGIC:
                raise StoreError("is no record", where=self.where, cure="name a file that `dateline build` made")
        except OSError as error:
            what = f"cannot be opened: {error.strerror}"
            raise StoreError(what, where=self.where, cure="check permissions") from error

    def connect(self) -> sqlite3.Connection:
        if not self.read_only:
            return self.reach("mode=rwc")
        link = self.reach("mode=ro")
        try:
            link.execute("PRAGMA schema_version")
        except sqlite3.OperationalError as error:
            link.close()
            if error.sqlite_errorname.startswith(UNWRITABLE):
                return self.connect_fixed()
            raise
        return link

    def reach(self, how: str) -> sqlite3.Connection:
        address = f"{Path(self.where).resolve().as_uri()}?{how}"
        return sqlite3.connect(address, timeout=self.patience, isolation_level=None, uri=True, check_same_thread=False)

    def connect_fixed(self) -> sqlite3.Connection:
        """Where nothing may be written no reader can be announced beside the file, so it is read as one that does not
        change; `check_fixed` refuses an answer if it does. Raises StoreError where the log beside it holds more."""
        log = Path(f"{self.where}-wal")
        self.fixed = look_at(self.where)
        if log.exists() and log.stat().st_size:
            what = f"its folder may not be written, and {log.name} holds changes that cannot be read there"
            cure = f"copy it with {log.name} into a folder of yours, and open that"
            raise StoreError(what, where=self.where, cure=cure)
        return self.reach("mode=ro&immutable=1")

    def check_fixed(self) -> None:
        if self.fixed is not None and look_at(self.where) != self.fixed:
            raise StoreError("was changed while it was read", where=self.where, cure="give the command again")

    def open(self, create: bool) -> None:
        if self.read_only or self.one("PRAGMA schema_version")[0]:
            self.check_application()
        if self.read_only:
            self.check_version()
            return
        for pragma in PRAGMAS:
            self.run(f"PRAGMA {pragma}")
        with self.transaction():
            if create and not self.one("SELECT count(*) FROM sqlite_master")[0]:
                self.make()
        self.check_version()

    def make(self) -> None:
        for statement in split(JOURNAL + GUARDS + DERIVED + WORDS):
            self.run(statement)
        self.run(f"PRAGMA application_id = {APPLICATION}")
        self.stamp(VERSION)

    def check_application(self) -> None:
        if not self.one("PRAGMA schema_version")[0]:
            cure = "if it is being made just now, give the command again; else name a file that `dateline build` made"
            raise StoreError("holds nothing yet", where=self.where, cure=cure)
        if self.one("PRAGMA application_id")[0] != APPLICATION:
            raise StoreError("is no record", where=self.where, cure="name a file that `dateline build` made")

    @property
    def version(self) -> int:
        return int(self.one("PRAGMA user_version")[0])

    def stamp(self, version: int) -> None:
        self.run(f"PRAGMA user_version = {version:d}")

    def close(self) -> None:
        self.link.close()

    # ------------------------------------------------------------ using

    @contextmanager
    def transaction(self) -> Iterator[None]:
        self.check_writable()
        self.run("BEGIN IMMEDIATE")
        try:
            yield
            self.run("COMMIT")
        except BaseException:
            if self.link.in_transaction:
                self.link.rollback()
            raise

    @contextmanager
    def snapshot(self) -> Iterator[None]:
        if self.link.in_transaction:
            yield
            return
        self.run("BEGIN")
        try:
            yield
        finally:
            if self.link.in_transaction:
                self.link.rollback()

    def run(self, sql: str, values: Sequence[Any] = ()) -> None:
        self.ask(sql, values).close()

    def ask(self, sql: str, values: Sequence[Any]) -> sqlite3.Cursor:
        try:
            return self.link.execute(sql, [printable(value) for value in values])
        except sqlite3.Error as error:
            raise self.explain(error) from error

    def many(self, sql: str, rows: Iterable[Sequence[Any]]) -> None:
        try:
            self.link.executemany(sql, ([printable(value) for value in row] for row in rows))
        except sqlite3.Error as error:
            raise self.explain(error) from error

    def one(self, sql: str, values: Sequence[Any] = ()) -> Any:
        try:
            row = self.link.execute(sql, [printable(value) for value in values]).fetchone()
        except sqlite3.Error as error:
            raise self.explain(error) from error
        self.check_fixed()
        return row

    def rows(self, sql: str, values: Sequence[Any] = ()) -> Iterator[Any]:
        cursor = self.ask(sql, values)
        try:
            while batch := cursor.fetchmany(256):
                self.check_fixed()
                yield from batch
        except sqlite3.Error as error:
            raise self.explain(error) from error
        finally:
            with suppress(sqlite3.ProgrammingError):  # the record was closed before who asked had heard all
                cursor.close()

    stream = rows

    def scrub(self) -> None:
        """Freed pages are zeroed as they are freed; here the search index is merged and the log is emptied."""
        self.run("INSERT INTO words (words) VALUES ('optimize')")
        self.run("PRAGMA wal_checkpoint(TRUNCATE)")

    def explain(self, error: sqlite3.Error) -> StoreError:
        """What the database says, as what is wrong and what to do."""
        self.check_fixed()
        words = str(error).lower()
        for sign, what, cure in FAULTS:
            if sign in words:
                return StoreError(what, where=self.where, cure=cure)
        return StoreError(f"the record cannot be used: {error}", where=self.where, cure="run `dateline verify` on it")


FAULTS = (
    ("readonly", "the record, or its folder, cannot be written", "give yourself the right to write there"),
    ("database or disk is full", "the disk is full; what was acknowledged is safe", "free some space and go on"),
    ("disk i/o error", "the disk failed or is full; what was acknowledged is safe", "check the disk and go on"),
    ("locked", "another program has held the record too long", "wait for it to end, and try again"),
    ("unable to open", "the record cannot be opened", "check the path, and that its folder can be written"),
    ("not a database", "is no record", "name a file that `dateline build` made"),
    ("malformed", "the file is damaged", "restore it from a copy, or build it anew"),
    ("never changed", "the journal of a record is never changed", "add a judgement instead"),
    ("never shortened", "the journal of a record is never changed", "add a judgement instead"),
)


def split(script: str) -> Iterator[str]:
    """The statements of a script, triggers whole."""
    statement = ""
    for line in script.splitlines(keepends=True):
        statement += line
        if sqlite3.complete_statement(statement):
            yield statement
            statement = ""
