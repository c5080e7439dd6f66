"""What a record is kept in: one connection to an engine that speaks SQL. `sqlite.py` and `postgres.py` are the two.

The rest of the room writes SQL that both understand, with `?` for every value: what reports and users say is never part
of it.
"""

from __future__ import annotations

from abc import ABC, abstractmethod
from collections.abc import Iterable, Iterator, Sequence
from contextlib import AbstractContextManager
from pathlib import Path
from typing import Any

from dateline.errors import DatelineError
from dateline.store.schema import VERSION

PATIENCE = 60.0
"""Seconds a writer waits for another."""
SERVERS = ("postgresql:", "postgres:")
"""What the address of a record in PostgreSQL begins with."""


class StoreError(DatelineError):
    """A record that cannot be opened, read or written."""


def open_database(where: str | Path, *, create: bool, read_only: bool, patience: float = PATIENCE) -> Database:
    """The record at a path or an address; `create` makes it where there is none. A writer waits `patience` seconds for
    another."""
    if str(where).startswith(SERVERS):
        from dateline.store.postgres import Postgres

        return Postgres(str(where), create=create, read_only=read_only, patience=patience)
    from dateline.store.sqlite import Sqlite

    return Sqlite(where, create=create, read_only=read_only, patience=patience)


class Database(ABC):
    """A connection. Rows come as tuples; a failing statement raises StoreError with its cure.

    `where` names the record in messages, without a password.
    """

    where: str
    read_only: bool

    @property
    @abstractmethod
    def version(self) -> int:
        """Of the tables, as the record says."""

    @abstractmethod
    def stamp(self, version: int) -> None:
        """Say of which version the tables are now."""

    @abstractmethod
    def transaction(self) -> AbstractContextManager[None]:
        """All or nothing, durable when it ends; one writer at a time, the next one waits."""

    @abstractmethod
    def snapshot(self) -> AbstractContextManager[None]:
        """What is read inside is of one moment, whatever others write meanwhile."""

    @abstractmethod
    def run(self, sql: str, values: Sequence[Any] = ()) -> None: ...

    @abstractmethod
    def many(self, sql: str, rows: Iterable[Sequence[Any]]) -> None:
        """The statement once for each row of values."""

    @abstractmethod
    def one(self, sql: str, values: Sequence[Any] = ()) -> Any:
        """The first row, or None."""

    @abstractmethod
    def rows(self, sql: str, values: Sequence[Any] = ()) -> Iterator[Any]:
        """All rows of a question that has few."""

    @abstractmethod
    def stream(self, sql: str, values: Sequence[Any] = ()) -> Iterator[Any]:
        """All rows of a question that may have more than memory holds."""

    @abstractmethod
    def scrub(self) -> None:
        """Leave nothing of what was deleted in the files of the record."""

    @abstractmethod
    def close(self) -> None: ...

    def check_version(self) -> None:
        """Raise for a record of a newer dateline; bring one of an older to the present tables."""
        version = self.version
        if version > VERSION:
            what = f"is of schema {version}, and this dateline knows {VERSION}"
            raise StoreError(what, where=self.where, cure="install a newer dateline")
        if version < VERSION:
            from dateline.store.migrations import migrate

            migrate(self, version)

    def check_writable(self) -> None:
        if self.read_only:
            raise StoreError("was opened to be read only", where=self.where, cure="open it without read_only")

    def damaged(self, what: str) -> StoreError:
        return StoreError(what, where=self.where, cure="run `dateline verify`, and restore the record from a copy")


def printable(value: Any) -> Any:
    """A value that every engine takes: lone surrogates and NUL become U+FFFD; the journal keeps them."""
    if not isinstance(value, str):
        return value
    if not value.isascii():
        value = value.encode("utf-16", "surrogatepass").decode("utf-16", "replace")
    return value.replace("\0", "\ufffd")
