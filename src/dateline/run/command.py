"""A whole run: sources read in order, written in one format to a file or to standard output, and counted."""

from __future__ import annotations

import contextlib
import os
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import BinaryIO

from dateline.errors import DatelineError
from dateline.read.delivery import Delivery
from dateline.read.failure import Failure
from dateline.read.folder import Skipped, deliveries
from dateline.run.journal import Journal, name_of
from dateline.run.local import Crew, Outcome
from dateline.run.tally import Tally
from dateline.run.worker import Settings
from dateline.types import Document
from dateline.write.format import Writer, writer_of

RESUMED = "jsonl"
"""The format whose file can be gone on with: each report's lines stand by themselves."""


@dataclass(slots=True)
class Order:
    """What is asked for: sources, a format, and the file (None: `stream`)."""

    sources: list[str]
    format: str
    out: Path | None = None
    columns: Mapping[str, str] = field(default_factory=dict)
    workers: int | None = None
    settings: Settings = field(default_factory=Settings)


class Run:
    """Carries out an order. `execute` returns when all is written; what was lost stands in the tally."""

    def __init__(self, order: Order, tally: Tally) -> None:
        self.order, self.tally = order, tally
        self.writer: Writer = writer_of(order.format)
        self.names: dict[int, str] = {}
        self.skipped = Skipped()

    def execute(self, stream: BinaryIO) -> None:
        """Raises DatelineError for an order that cannot be carried out; KeyboardInterrupt leaves a journal."""
        out = self.order.out
        if out is None:
            self.writer.write(self.counted(self.outcomes(None)), stream)
        elif self.order.format == RESUMED:
            self.resumable(out)
        else:
            self.replaced(out)
        self.tally.skipped = self.skipped.hidden
        self.tally.clear()

    def resumable(self, path: Path) -> None:
        journal = Journal(path, self.command())
        with opened(path, journal.open) as out:
            journal.restore(self.tally)
            named = ((self.names[outcome.delivery], outcome) for outcome in self.outcomes(journal))
            self.writer.write(journal.write(named, self.tally, out), out)

    def replaced(self, path: Path) -> None:
        """Write beside the file and rename at the end: the file is whole or as it was."""
        beside = path.with_name(f".{path.name}.{os.getpid()}")
        try:
            with opened(path, lambda: beside.open("wb")) as out:
                self.writer.write(self.counted(self.outcomes(None)), out)
            beside.replace(path)
        finally:
            beside.unlink(missing_ok=True)

    def outcomes(self, journal: Journal | None) -> Iterator[Outcome]:
        found: Iterator[Delivery | Failure] | list[Delivery | Failure]
        like = Delivery("", columns=self.order.columns)
        found = list(deliveries(self.order.sources, like=like, skipped=self.skipped))
        self.tally.deliveries = len(found)
        self.names = {number: name_of(delivery) for number, delivery in enumerate(found)}
        checked = journal.checked(found) if journal else found
        crew = Crew(self.order.settings, self.order.workers)
        for outcome in crew.read(checked, journal.skip if journal else None):
            yield outcome
            self.tally.progress(outcome.delivery)

    def counted(self, outcomes: Iterator[Outcome]) -> Iterator[Document]:
        for outcome in outcomes:
            self.tally.add(outcome.item)
            if isinstance(outcome.item, Document):
                yield outcome.item

    def command(self) -> dict[str, object]:
        """What must be the same for a run to be gone on with."""
        from dateline import __version__
        from dateline.types import SCHEMA

        settings, order = self.order.settings, self.order
        return {
            "dateline": __version__, "schema": SCHEMA, "sources": order.sources, "format": order.format,
            "columns": dict(order.columns), "published": settings.published, "seconds": settings.seconds,
            "memory": settings.memory,
        }  # fmt: skip


@contextlib.contextmanager
def opened(path: Path, open: Callable[[], BinaryIO]) -> Iterator[BinaryIO]:
    """The output file; what the system says against it becomes an error that names the file."""
    try:
        out = open()
    except OSError as error:
        raise DatelineError(
            f"cannot be written: {error.strerror}", where=str(path), cure="give another --out"
        ) from error
    with out:
        yield out
