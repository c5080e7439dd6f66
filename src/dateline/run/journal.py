"""Which reports of a run are done, kept beside its output, so that the same command goes on where it was stopped."""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator, Mapping
from pathlib import Path
from typing import Any, BinaryIO

from dateline.errors import DatelineError
from dateline.read.delivery import Delivery
from dateline.read.failure import Failure
from dateline.run.local import DONE, Outcome
from dateline.run.tally import Tally
from dateline.types import Document

COUNTS = ("read", "failed", "statements", "lost", "judged")


class Journal:
    """`FILE.journal`: a line for the command, then a line for each report, written after the report itself.

    A line names the delivery, the number of the report in it, where the output ends and what was counted so far.
    """

    def __init__(self, out: Path, command: Mapping[str, Any]) -> None:
        """Raises DatelineError when the journal that lies there is of another command."""
        self.out, self.path = out, out.with_name(out.name + ".journal")
        self.command = json.loads(json.dumps(command))
        self.last: dict[str, Any] | None = None
        self.names: list[str] = []
        self.kept = 0
        if self.path.exists():
            self.load()

    def load(self) -> None:
        with self.path.open("rb") as lines:
            for number, line in enumerate(lines):
                if not line.endswith(b"\n"):
                    break  # the run was stopped while writing it
                entry = json.loads(line)
                if number == 0:
                    self.compare(entry)
                else:
                    self.names += [""] * (entry["delivery"] + 1 - len(self.names))
                    self.names[entry["delivery"]] = entry["name"]
                    self.last = entry
                self.kept += len(line)

    def compare(self, command: Mapping[str, Any]) -> None:
        if command != self.command:
            raise DatelineError(
                "an unfinished run of another command wrote here",
                where=str(self.path), cure="run that command again to finish it, or delete the journal to begin anew",
            )  # fmt: skip

    @property
    def skip(self) -> dict[int, int]:
        """For `Crew.read`: how many reports of each delivery are done."""
        if self.last is None:
            return {}
        at = self.last["delivery"]
        return {**dict.fromkeys(range(at), DONE), at: self.last["number"] + 1}

    def restore(self, tally: Tally) -> None:
        """Count what the earlier run counted."""
        if self.last:
            for name in COUNTS:
                setattr(tally, name, self.last[name])
            tally.resumed = tally.read + tally.failed

    def checked(self, found: Iterable[Delivery | Failure]) -> Iterator[Delivery | Failure]:
        """The deliveries; DatelineError when those already done are not what they were."""
        for number, delivery in enumerate(found):
            name = name_of(delivery)
            if number < len(self.names) and self.names[number] not in ("", name):
                raise DatelineError(
                    f"stood where {self.names[number]} was when the run began", where=name,
                    cure=f"restore the inputs, or delete {self.path} to begin anew",
                )  # fmt: skip
            yield delivery

    def write(self, outcomes: Iterable[tuple[str, Outcome]], tally: Tally, out: BinaryIO) -> Iterator[Document]:
        """The documents to write, each noted once the writer has come back for the next; failures at once."""
        with self.path.open("ab") as log:
            log.truncate(self.kept)
            if not self.kept:
                log.write(line_of(self.command))
            for name, outcome in outcomes:
                if isinstance(outcome.item, Document):
                    yield outcome.item
                tally.add(outcome.item)
                out.flush()
                counts = {count: getattr(tally, count) for count in COUNTS}
                entry = {"delivery": outcome.delivery, "name": name, "number": outcome.number, "end": out.tell()}
                log.write(line_of(entry | counts))
                log.flush()
        self.path.unlink()

    def open(self) -> BinaryIO:
        """The output file, cut back to the last report that the journal knows."""
        out = self.out.open("r+b" if self.last and self.out.exists() else "wb")
        end = self.last["end"] if self.last else 0
        if out.seek(0, 2) < end:
            out.close()
            raise DatelineError("is shorter than its journal says", where=str(self.out), cure=f"delete {self.path}")
        out.seek(end)
        out.truncate()
        return out


def name_of(delivery: Delivery | Failure) -> str:
    """The delivery's name with its size, by which a changed file is noticed."""
    return delivery.where if isinstance(delivery, Failure) else f"{delivery.name} ({delivery.size} bytes)"


def line_of(entry: Mapping[str, Any]) -> bytes:
    return json.dumps(entry).encode() + b"\n"
