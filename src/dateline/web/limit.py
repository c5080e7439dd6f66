"""How often a login may fail, by address and in all: after a few tries one has to wait."""

from __future__ import annotations

import time
from collections import deque
from collections.abc import Callable
from dataclasses import dataclass, field
from threading import Lock

TRIES, WINDOW = 5, 60.0
"""Wrong secrets from one address within so many seconds."""
IN_ALL = 50
"""Wrong secrets from all addresses within them."""
MOST = 10_000
"""Addresses that are remembered."""


@dataclass(slots=True)
class Limit:
    """Remembers failures; a success forgets those of its address."""

    clock: Callable[[], float] = time.monotonic
    failures: dict[str, deque[float]] = field(default_factory=dict)
    all: deque[float] = field(default_factory=deque)
    lock: Lock = field(default_factory=Lock)

    def wait(self, address: str) -> int:
        """Seconds until the address may try again; 0 where it may now."""
        with self.lock:
            now = self.clock()
            held = self.failures.get(address, deque())
            for times in (held, self.all):
                while times and now - times[0] >= WINDOW:
                    times.popleft()
            full = [times for times, most in ((held, TRIES), (self.all, IN_ALL)) if len(times) >= most]
            return max((int(WINDOW - (now - times[0])) + 1 for times in full), default=0)

    def fail(self, address: str) -> None:
        with self.lock:
            if len(self.failures) >= MOST and address not in self.failures:
                del self.failures[next(iter(self.failures))]
            now = self.clock()
            self.failures.setdefault(address, deque(maxlen=TRIES)).append(now)
            self.all.append(now)

    def forgive(self, address: str) -> None:
        with self.lock:
            self.failures.pop(address, None)
