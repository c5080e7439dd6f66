"""Makes episodes anew beside the answering, after what changes what belongs together."""

from __future__ import annotations

import sys
from collections.abc import Callable
from dataclasses import dataclass, field
from threading import Lock, Thread

from dateline.errors import DatelineError


@dataclass(slots=True)
class Linker:
    """One thread at most. Whatever is asked for while it runs is done once it has run."""

    link: Callable[[], None]
    asked: int = 0
    done: int = 0
    thread: Thread | None = None
    lock: Lock = field(default_factory=Lock)

    @property
    def busy(self) -> bool:
        return self.done < self.asked

    def ask(self) -> None:
        with self.lock:
            self.asked += 1
            if self.thread is None:
                self.thread = Thread(target=self.run, name="linking", daemon=True)
                self.thread.start()

    def run(self) -> None:
        while True:
            with self.lock:
                if not self.busy:
                    self.thread = None
                    return
                due = self.asked
            try:
                self.link()
            except DatelineError as error:
                print(f"dateline: episodes were not made anew: {error}", file=sys.stderr)
            except Exception as error:  # the thread serves the next asking too
                print(f"dateline: episodes were not made anew: {error!r}", file=sys.stderr)
            with self.lock:
                self.done = due

    def wait(self, seconds: float = 60.0) -> None:
        """Until nothing is left to do."""
        thread = self.thread
        if thread is not None:
            thread.join(seconds)
