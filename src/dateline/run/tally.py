"""What a run has read, passed over and lost, told on one line each as it happens and in one line at the end."""

from __future__ import annotations

import sys
import time
from collections import Counter
from dataclasses import dataclass, field
from typing import TextIO

from dateline.read.failure import Failure
from dateline.run.reading import Known
from dateline.run.worker import Product
from dateline.types import Document
from dateline.types.reading import Reading

JUDGED = frozenset({"statement"})
"""Stages whose losses are a judgement (a football match is no war): counted and shown, but nothing failed."""


@dataclass(slots=True)
class Tally:
    """Counts of reports, statements and losses; `out` gets a line for each failure and each kind of loss in a
    report, and the progress line where `live`."""

    out: TextIO = field(default_factory=lambda: sys.stderr)
    live: bool = False
    deliveries: int = 0
    read: int = 0
    skipped: int = 0
    failed: int = 0
    statements: int = 0
    lost: int = 0
    judged: int = 0
    resumed: int = 0
    known: int = 0
    failed_before: int = 0
    restored: int = 0
    began: float = field(default_factory=time.monotonic)
    drawn: float = 0.0

    def add(self, item: Product) -> None:
        """Count an item and say what of it was lost."""
        if isinstance(item, Known):
            self.known += 1
            return
        if isinstance(item, Reading):
            item = item.document or Failure(item.where, item.failure or "")
        if isinstance(item, Failure):
            self.failed += 1
            self.say(str(item))
            return
        self.read += 1
        self.statements += len(item.statements)
        self.judged += sum(loss.stage in JUDGED for loss in item.losses)
        for line in loss_lines(item):
            self.lost += 1
            self.say(line)

    @property
    def whole(self) -> bool:
        """Whether everything was read."""
        return not (self.failed or self.lost or self.failed_before)

    def say(self, line: str) -> None:
        self.clear()
        print(printable(line), file=self.out)

    def progress(self, done: int) -> None:
        """The live line, at most five times a second: counts, rate, and the time left once it can be told."""
        if not self.due:
            return
        seconds = max(time.monotonic() - self.began, 0.1)
        fresh = self.read + self.failed - self.resumed
        parts = [f"{self.read} read", f"{self.failed} failed", f"{fresh / seconds:.1f} a second"]
        if seconds > 5 and 0.02 * self.deliveries < done < self.deliveries:
            parts.append(f"about {span(seconds * (self.deliveries - done) / done)} left")
        self.draw(parts)

    @property
    def due(self) -> bool:
        """Whether the live line may be drawn again."""
        return self.live and time.monotonic() - self.drawn >= 0.2

    def draw(self, parts: list[str]) -> None:
        self.drawn = time.monotonic()
        print(f"\r\x1b[K{' · '.join(parts)}", end="", file=self.out, flush=True)

    def clear(self) -> None:
        if self.live and self.drawn:
            print("\r\x1b[K", end="", file=self.out)

    def summary(self) -> str:
        """One line: "3 read (41 statements), 0 skipped, 1 failed"."""
        parts = [f"{self.read} read ({self.statements} statements)", f"{self.skipped} skipped", f"{self.failed} failed"]
        if self.known:
            parts.insert(1, f"{self.known} known already")
        if self.restored:
            parts.insert(0, f"{self.restored} restored")
        if self.failed_before:
            parts.append(f"{self.failed_before} failed before")
        if self.lost:
            parts.append(f"{self.lost} losses in what was read")
        if self.judged:
            parts.append(f"{self.judged} sentences left out as games or fiction")
        return ", ".join(parts)


def loss_lines(document: Document) -> list[str]:
    """One line for each kind of loss of the report: what, where, how often."""
    where = document.report.path or document.report.id
    kinds = Counter((loss.stage, loss.reason) for loss in document.losses if loss.stage not in JUDGED)
    times = {1: ""}
    return [f"{where}: {stage}: {reason}{times.get(n, f' ({n} times)')}" for (stage, reason), n in kinds.items()]


def printable(line: str) -> str:
    """On one line, without what a terminal would obey or could not be encoded."""
    return "".join(c if c.isprintable() else "\ufffd" for c in line)


def span(seconds: float) -> str:
    if seconds < 90:
        return f"{seconds:.0f} s"
    return f"{seconds / 60:.0f} min" if seconds < 5400 else f"{seconds / 3600:.1f} h"
