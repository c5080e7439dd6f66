"""The record that is served: opened for each question, watched for being taken away, and told when it changes."""

from __future__ import annotations

import os
from collections.abc import Callable, Hashable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from threading import Lock
from typing import Any, NamedTuple, TypeVar

from dateline.errors import DatelineError
from dateline.store.database import StoreError
from dateline.store.store import Store
from dateline.types.judgement import Judgement
from dateline.web.digest import Digest
from dateline.web.linker import Linker
from dateline.web.standpoint import Standpoint
from dateline.write.why import Why

KEPT = 8
"""Open stores that wait for the next question."""
KEPT_ANSWERS = 64
"""Answers that are kept while the record stands as it does."""
REMEMBERED = 10_000
"""Keys of senders."""
SIGNS = (
    ("there is no such record", "gone"), ("is no record", "gone"), ("is a folder", "gone"),
    ("holds nothing yet", "gone"), ("held the record", "locked"), ("of schema", "version"),
)  # fmt: skip
"""Words of a store's error, and the reason that the page is told."""

Value = TypeVar("Value")


@dataclass(frozen=True, slots=True)
class Tools:
    """What is done to a record above this room, given in by the command.

    `open(address, read_only)` opens it; `why(store, id)` tells how a statement came into it; `correct(store, wish)`
    carries out a judgement {action, ids, by, why, changes, seen}; `link(store)` makes episodes anew.
    """

    open: Callable[[str, bool], Store]
    why: Callable[[Store, str], Why]
    correct: Callable[[Store, Mapping[str, Any]], Judgement]
    link: Callable[[Store], object]


class Stand(NamedTuple):
    """Where a record stands: the last entry of its journal, the one that it was linked up to, and which file it is."""

    head: int
    linked: int
    file: tuple[int, int]

    @property
    def changed(self) -> int:
        """One number that is another whenever the record changed."""
        return self.head + self.linked


class Unreachable(DatelineError):
    """The record cannot be read now; `reason` is gone, locked, version or fault."""

    def __init__(self, error: DatelineError) -> None:
        super().__init__(error.what, where=os.path.basename(error.where), cure=error.cure)
        self.reason = next((reason for sign, reason in SIGNS if sign in error.what), "fault")


class Record:
    """One record at an address, asked by many threads at once. What the record itself cannot do raises Unreachable;
    once it is back, the next question is answered."""

    def __init__(self, address: str, tools: Tools) -> None:
        self.address, self.tools = address, tools
        self.free: list[Store] = []
        self.file = (0, 0)
        self.digest, self.standpoint = Digest(), Standpoint()
        self.lock, self.pen = Lock(), Lock()
        self.linker = Linker(self.relink)
        self.made: dict[Hashable, Any] = {}
        self.keys: dict[tuple[str, str], str] = {}
        """Judgement by reader and the sender's own key."""

    @property
    def name(self) -> str:
        """The record's name without its folder, and without a password."""
        return self.address.partition("?")[0].rpartition("/")[2] or "record"

    @contextmanager
    def reading(self) -> Iterator[Store]:
        """A store in which everything is of one moment."""
        with self.lent() as store, store.database.snapshot():
            yield store

    @contextmanager
    def lent(self) -> Iterator[Store]:
        """An open store that nobody else uses meanwhile; one that failed is not used again."""
        store = self.take()
        try:
            yield store
        except StoreError as error:
            store.close()
            raise Unreachable(error) from error
        except DatelineError:
            self.give_back(store)
            raise
        except BaseException:
            store.close()
            raise
        self.give_back(store)

    @contextmanager
    def writing(self) -> Iterator[Store]:
        """A store to write with, one thread at a time."""
        with self.pen:
            self.look()
            store = self.opened(read_only=False)
            try:
                yield store
            except StoreError as error:
                raise Unreachable(error) from error
            finally:
                store.close()

    def take(self) -> Store:
        self.look()
        with self.lock:
            store = self.free.pop() if self.free else None
        if store is None:
            return self.opened(read_only=True)
        try:
            store.database.check_version()
        except DatelineError as error:
            store.close()
            raise Unreachable(error) from error
        return store

    def opened(self, *, read_only: bool) -> Store:
        try:
            return self.tools.open(self.address, read_only)
        except DatelineError as error:
            raise Unreachable(error) from error

    def give_back(self, store: Store) -> None:
        with self.lock:
            if len(self.free) < KEPT:
                self.free.append(store)
                return
        store.close()

    def look(self) -> None:
        """Let go of what is open where the file was taken away, or another stands in its place."""
        file = file_of(self.address)
        with self.lock:
            if file == self.file:
                return
            stores, self.free, self.file = self.free, [], file
            self.digest, self.standpoint = Digest(), Standpoint()
        for store in stores:
            store.close()

    def relink(self) -> None:
        """Make episodes, families and actors anew; others read and judge meanwhile."""
        store = self.opened(read_only=False)
        try:
            self.tools.link(store)
        finally:
            store.close()

    def kept(self, key: Hashable, store: Store, make: Callable[[], Value]) -> Value:
        """What was made for a key while the record stood as it does now, else made; the oldest of many is dropped."""
        whole = (key, self.stand(store))
        with self.lock:
            if whole in self.made:
                found: Value = self.made[whole]
                return found
        value = make()
        with self.lock:
            while len(self.made) >= KEPT_ANSWERS:
                del self.made[next(iter(self.made))]
            self.made[whole] = value
        return value

    def remember(self, name: str, key: str, judgement: str) -> None:
        """That the judgement answers this key, for a sender who did not hear so."""
        while len(self.keys) >= REMEMBERED:
            del self.keys[next(iter(self.keys))]
        self.keys[name, key] = judgement

    def stand(self, store: Store) -> Stand:
        return Stand(store.head, store.linked, self.file)

    def close(self) -> None:
        self.linker.wait()
        with self.lock:
            stores, self.free = self.free, []
        for store in stores:
            store.close()


def file_of(address: str) -> tuple[int, int]:
    """Which file it is; nothing is told of an address of another kind, or of a file that is gone."""
    try:
        held = os.stat(address)
    except (OSError, ValueError):
        return (0, 0)
    return held.st_dev, held.st_ino

