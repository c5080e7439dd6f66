"""How far a run is, in delivered bytes, and how long what is left may take."""

from __future__ import annotations

import time
from collections.abc import Callable
from dataclasses import dataclass, field

from dateline.read.failure import Failure
from dateline.run.local import Outcome
from dateline.run.reading import Known

SURE = 5.0
"""Seconds of reading before which no estimate is given."""
FEW = 20
"""Reports read before which none is given."""


@dataclass(slots=True)
class Gauge:
    """`total` bytes are to be gone through; `done` of them are, `fresh` of those by reading. What the record holds
    already costs next to nothing, so only reading tells the speed."""

    total: int
    done: int = 0
    fresh: int = 0
    reports: int = 0
    began: float | None = None
    clock: Callable[[], float] = time.monotonic
    sizes: dict[int, int] = field(default_factory=dict)
    at: int = 0

    def expect(self, number: int, size: int) -> None:
        """Delivery `number` has begun."""
        self.sizes[number] = size

    def take(self, outcome: Outcome) -> None:
        """Count an outcome; outcomes come in order of their deliveries."""
        for number in range(self.at, outcome.delivery):
            self.done += self.sizes.pop(number, 0)
        self.at = outcome.delivery
        size = min(size_of(outcome), self.sizes.get(outcome.delivery, 0))
        self.sizes[outcome.delivery] = self.sizes.get(outcome.delivery, 0) - size
        self.done += size
        if not isinstance(outcome.item, Known | Failure):
            self.began = self.clock() if self.began is None else self.began
            self.fresh += size
            self.reports += 1

    @property
    def rate(self) -> float | None:
        """Reports a second, None until one can tell; the first report starts the clock."""
        taken = self.clock() - self.began if self.began is not None else 0.0
        return (self.reports - 1) / taken if self.reports >= FEW and taken >= SURE else None

    @property
    def left(self) -> float | None:
        """Seconds to go if all that is left must be read, None until one can tell."""
        if self.began is None or self.rate is None or not self.fresh:
            return None
        return (self.clock() - self.began) * max(self.total - self.done, 0) / self.fresh


def size_of(outcome: Outcome) -> int:
    if outcome.report is not None:
        return outcome.report.size
    return outcome.item.size if isinstance(outcome.item, Known) else 0
