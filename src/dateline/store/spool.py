"""Rows on their way into a record, kept on the disk: they are made before its lock is taken, and may be many."""

from __future__ import annotations

import pickle
from collections.abc import Iterable, Iterator
from itertools import islice
from tempfile import TemporaryFile
from typing import Generic, TypeVar

Row = TypeVar("Row")
HELD = 256
"""Rows that are in memory at once."""


class Spool(Iterable[Row], Generic[Row]):
    """Rows in a file that vanishes with it; they may be gone through again and again."""

    def __init__(self, rows: Iterable[Row]) -> None:
        self.file = TemporaryFile(prefix="dateline-")  # noqa: SIM115 (it is closed when the spool is let go)
        source = iter(rows)
        while batch := list(islice(source, HELD)):
            pickle.dump(batch, self.file)

    def __iter__(self) -> Iterator[Row]:
        self.file.seek(0)
        while True:
            try:
                batch = pickle.load(self.file)
            except EOFError:
                return
            yield from batch
