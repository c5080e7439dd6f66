"""Who did what and when: a file of JSON lines that is only ever added to."""

from __future__ import annotations

import json
import os
from collections import deque
from dataclasses import dataclass, field
from datetime import UTC, datetime
from pathlib import Path
from threading import Lock
from typing import Any

from dateline.errors import DatelineError

LONGEST = 500
"""Characters of a value that are kept."""


@dataclass(slots=True)
class Audit:
    """The log at a path. A line tells the instant (UTC), who, in which role, from which address, what, and of what;
    never what a secret was. DatelineError where it cannot be written."""

    path: Path
    lock: Lock = field(default_factory=Lock)

    def note(self, what: str, *, who: str = "", role: str = "", address: str = "", **more: Any) -> None:
        row = {"at": datetime.now(UTC).strftime("%Y-%m-%dT%H:%M:%SZ"), "who": who, "role": role, "from": address,
               "what": what, **more}  # fmt: skip
        line = json.dumps({key: short(value) for key, value in row.items()}, ensure_ascii=True) + "\n"
        try:
            with self.lock:
                held = os.open(self.path, os.O_WRONLY | os.O_CREAT | os.O_APPEND, 0o600)
                try:
                    os.write(held, line.encode("ascii"))
                finally:
                    os.close(held)
        except OSError as error:
            cure = "make room there, or give another --audit"
            raise DatelineError(
                f"the audit log cannot be written: {error.strerror}", where=str(self.path), cure=cure
            ) from error

    def last(self, most: int) -> list[dict[str, Any]]:
        """The last lines, the newest first."""
        try:
            with self.path.open("rb") as lines:
                kept = deque(lines, maxlen=most)
        except OSError:
            return []
        return [json.loads(line) for line in reversed(kept) if line.endswith(b"\n")]


def short(value: Any) -> Any:
    if isinstance(value, str):
        return value[:LONGEST]
    return [short(item) for item in value[:LONGEST]] if isinstance(value, (list, tuple)) else value
