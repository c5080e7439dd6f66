"""A record in PostgreSQL, for several users at once: the same tables in a schema of a database.

Readers see the last committed moment and never wait; writers take turns by an advisory lock on the schema's name. The
driver, pg8000, is an extra.
"""

from __future__ import annotations

from collections import deque
from collections.abc import Iterable, Iterator, Sequence
from contextlib import contextmanager
from itertools import count, islice
from threading import RLock
from time import sleep
from typing import Any

from dateline.store.address import Address, read_address
from dateline.store.database import PATIENCE, Database, StoreError
from dateline.store.line import Line, as_text, connect, explain, numbered, quoted
from dateline.store.schema import DERIVED, JOURNAL, TABLES, VERSION

APPLICATION = "dateline"
OLDEST = 120000
"""Version 12: below it nothing is tested."""
LOCK = 0x64746C6E
"""First half of the key of the advisory lock; the second is a hash of the schema's name."""
TYPES = {"TEXT": 'TEXT COLLATE "C"', "BLOB": "BYTEA", " WITHOUT ROWID": ""}
"""Our tables in PostgreSQL's words. Text is ordered by code points, as in SQLite, whatever the database's language."""
GUARDS = """
ALTER TABLE journal ALTER body SET STORAGE EXTERNAL;
CREATE FUNCTION journal_refuses() RETURNS trigger LANGUAGE plpgsql AS
$$ BEGIN RAISE EXCEPTION 'the journal of a record is never changed'; END $$;
CREATE TRIGGER journal_stays BEFORE UPDATE ON journal FOR EACH ROW
WHEN (NOT (OLD.removed IS NULL AND NEW.removed IS NOT NULL AND NEW.body IS NULL AND OLD.seq = NEW.seq
           AND OLD.kind = NEW.kind AND OLD.key = NEW.key AND OLD.digest = NEW.digest AND OLD.hash = NEW.hash
           AND OLD.at = NEW.at))
EXECUTE FUNCTION journal_refuses();
CREATE TRIGGER journal_keeps BEFORE DELETE ON journal FOR EACH ROW EXECUTE FUNCTION journal_refuses();
CREATE TRIGGER journal_holds BEFORE TRUNCATE ON journal EXECUTE FUNCTION journal_refuses();
"""
WORDS = """
CREATE TABLE words (rowid INTEGER PRIMARY KEY, text TEXT COLLATE "C" NOT NULL);
CREATE FUNCTION parted(text text) RETURNS text[] LANGUAGE plpgsql IMMUTABLE COST 1000 AS
$$ BEGIN RETURN string_to_array(text, ' '); END $$;
CREATE INDEX words_held ON words USING gin (parted(text)) WITH (gin_pending_list_limit = 256);
CREATE FUNCTION words(wanted text) RETURNS TABLE (rowid integer) LANGUAGE sql STABLE AS $$
SELECT w.rowid FROM words w
WHERE parted(w.text) @> parted(replace(wanted, '"', ''))
AND NOT EXISTS (SELECT FROM unnest(string_to_array(btrim(wanted, '"'), '" "')) AS phrase
                WHERE strpos(' ' || w.text || ' ', ' ' || phrase || ' ') = 0)
$$;
"""
"""Sentences that hold every word, by the index; of these the ones that hold every phrase. `wanted` is of `token.py`,
whose words hold nothing but letters and digits. Parting is said to cost much, or the index would not always be used."""
HELD = """
SELECT count(*) FROM pg_class WHERE relnamespace = to_regnamespace(quote_ident(?)) AND relname = 'meta'
"""
FETCHED = 256
"""Rows that a stream holds, and statements that are sent before an answer is waited for."""
PREPARED = 200
"""Statements that the server keeps for a connection."""
GIVES_WAY, ATTEMPTS, PAUSE = 500, 60, 0.5
"""Of rewriting the tables: milliseconds that it waits for readers, who wait behind it; times, and seconds between."""


class Postgres(Database):
    """A connection to one schema. Threads may share it, as they may an SQLite connection: what one of them asks while
    another is inside a transaction is inside it too."""

    def __init__(self, where: str, *, create: bool, read_only: bool, patience: float = PATIENCE) -> None:
        self.address: Address = read_address(where)
        self.where = str(self.address)
        self.read_only, self.patience = read_only, patience
        self.turn = RLock()
        self.inside = False
        self.line: Line | None = None
        self.left: deque[tuple[Line, str]] = deque()
        self.numbers = count(1)
        try:
            self.open(create and not read_only)
        except BaseException:
            self.close()
            raise

    # ------------------------------------------------------------ opening

    def open(self, create: bool) -> None:
        self.check_server()
        if not self.exists():
            if not create:
                raise StoreError("there is no such record", where=self.where, cure="make it with `dateline build`")
            with self.transaction():
                if not self.exists():  # another process may have made it while this one waited
                    self.make()
        row = self.one("SELECT value FROM meta WHERE name = 'application'")
        if row != (APPLICATION,):
            raise StoreError("is no record", where=self.where, cure="name another schema: ?schema=NAME")
        self.check_version()

    def check_server(self) -> None:
        (encoding,), (version,) = self.one("SHOW server_encoding"), self.one("SHOW server_version_num")
        if encoding != "UTF8":
            what, cure = f"the database keeps text as {encoding}", "make one with `createdb --encoding UTF8`"
            raise StoreError(what, where=self.where, cure=cure)
        if int(version) < OLDEST:
            what = f"the server is PostgreSQL {int(version) // 10000}"
            raise StoreError(what, where=self.where, cure=f"use version {OLDEST // 10000} or newer")

    def exists(self) -> bool:
        return bool(self.one(HELD, (self.address.schema,))[0])

    def make(self) -> None:
        tables = JOURNAL + DERIVED
        for ours, theirs in TYPES.items():
            tables = tables.replace(ours, theirs)
        self.run(f"CREATE SCHEMA IF NOT EXISTS {quoted(self.address.schema)}")
        self.run(tables + GUARDS + WORDS)
        self.many("INSERT INTO meta (name, value) VALUES (?, ?)", [("application", APPLICATION)])
        self.stamp(VERSION)

    @property
    def version(self) -> int:
        row = self.one("SELECT value FROM meta WHERE name = 'version'")
        return int(row[0]) if row else 0

    def stamp(self, version: int) -> None:
        sql = "INSERT INTO meta (name, value) VALUES ('version', ?) ON CONFLICT (name) DO UPDATE SET value = ?"
        self.run(sql, (str(version), str(version)))

    def close(self) -> None:
        line, self.line = self.line, None
        if line is not None:
            line.close()

    # ------------------------------------------------------------ using

    @contextmanager
    def transaction(self) -> Iterator[None]:
        self.check_writable()
        with self.one_moment("BEGIN ISOLATION LEVEL READ COMMITTED", "COMMIT"):
            self.run("SELECT pg_advisory_xact_lock(?, hashtext(?))", (LOCK, self.address.schema))
            yield

    @contextmanager
    def snapshot(self) -> Iterator[None]:
        if self.inside:
            yield
            return
        with self.one_moment("BEGIN ISOLATION LEVEL REPEATABLE READ READ ONLY", "ROLLBACK"):
            yield

    @contextmanager
    def one_moment(self, begin: str, end: str) -> Iterator[None]:
        """A transaction of the server, rolled back where it does not come to its end."""
        if self.inside:
            raise StoreError("is inside a transaction already", where=self.where, cure="end that one first")
        self.run(begin)
        self.inside = True
        try:
            yield
            self.run(end)
        except BaseException:
            if self.line is not None:
                self.run("ROLLBACK")
            raise
        finally:
            self.inside = False

    def run(self, sql: str, values: Sequence[Any] = ()) -> None:
        self.ask(sql, values)

    def one(self, sql: str, values: Sequence[Any] = ()) -> Any:
        return next(iter(self.ask(sql, values)), None)

    def rows(self, sql: str, values: Sequence[Any] = ()) -> Iterator[Any]:
        return iter(self.ask(sql, values))

    def ask(self, sql: str, values: Sequence[Any], *, once: bool = False) -> list[tuple[Any, ...]]:
        with self.exchange() as line:
            found = line.ask(numbered(sql), [as_text(value) for value in values], once=once)
            return [tuple(row) for row in found]

    def many(self, sql: str, rows: Iterable[Sequence[Any]]) -> None:
        source = iter(rows)
        while batch := [[as_text(value) for value in row] for row in islice(source, FETCHED)]:
            with self.exchange() as line:
                line.pour(numbered(sql), batch)

    def stream(self, sql: str, values: Sequence[Any] = ()) -> Iterator[Any]:
        """Through a cursor of the server. Outside a transaction it outlives the question, and is closed by a later
        one: a generator may be dropped while another question is under way."""
        name = f"dateline_{next(self.numbers)}"
        held = not self.inside
        self.ask(f"DECLARE {name} NO SCROLL CURSOR {'WITH HOLD ' * held}FOR {sql}", values, once=True)
        line = self.line
        try:
            while batch := self.ask(f"FETCH {FETCHED} FROM {name}", ()):
                yield from batch
                if len(batch) < FETCHED:
                    break
        finally:
            if held and line is not None:
                self.left.append((line, name))

    def scrub(self) -> None:
        """Tables are written anew without what was deleted. Who reads waits for that, but not for it to begin: it gives
        way, and tries again. The server's own log and backups are its keeper's."""
        self.run(f"SET lock_timeout TO {GIVES_WAY}")
        for _ in range(ATTEMPTS):
            if (fault := self.rewrite()) is None:
                break
            sleep(PAUSE)
        self.run(f"SET lock_timeout TO {int(self.patience * 1000)}")
        if fault:
            what = f"what was redacted is gone from the record, and still in the server's files: {fault.what}"
            cure = "run VACUUM FULL on the tables of its schema once nobody reads"
            raise StoreError(what, where=self.where, cure=cure) from fault

    def rewrite(self) -> StoreError | None:
        try:
            self.run(f"VACUUM (FULL) journal, {', '.join(TABLES)}")
        except StoreError as error:
            return error
        return None

    # ------------------------------------------------------------ the connection

    @contextmanager
    def exchange(self) -> Iterator[Line]:
        """The connection for one question and its answer. Where these were broken off, by a lost server or by Ctrl-C,
        it is given up: a later question makes a new one, the transaction that it was in is gone."""
        with self.turn:
            line = self.connected()
            try:
                yield line
            except BaseException as error:
                if not line.in_step(error):
                    self.close()
                if isinstance(error, Exception):
                    raise explain(error, self.where) from error
                raise

    def connected(self) -> Line:
        if self.line is None and self.inside:
            raise StoreError("the connection was lost", where=self.where, cure="try again")
        if self.line is None:
            self.line = connect(self.address, self.patience, read_only=self.read_only, keep=PREPARED)
        while self.left and not self.inside:
            line, name = self.left.popleft()
            if line is self.line:
                line.ask(f"CLOSE {name}", [], once=False)
        return self.line
