"""What a listener is told of a record: that it changed, who judged what, or that it cannot be read just now."""

from __future__ import annotations

import json
from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from dateline.errors import DatelineError
from dateline.store.store import Store
from dateline.types.judgement import Judgement
from dateline.web.access import Session
from dateline.web.record import Record, Stand, Unreachable


@dataclass(slots=True)
class Listening:
    """One listener. `last` is the entry of the journal that they have heard of, None for a new one; `alive` tells
    whether their session is still open."""

    record: Record
    session: Session
    alive: Callable[[], bool]
    last: int | None = None
    stand: Stand | None = None
    lost: bool = False

    @property
    def welcome(self) -> bool:
        return self.alive()

    def look(self) -> str | None:
        """The next event; None where nothing happened."""
        try:
            with self.record.reading() as store:
                return self.told(store)
        except DatelineError as error:
            if self.lost:
                return None
            self.lost, self.stand = True, None
            reason = error.reason if isinstance(error, Unreachable) else "fault"
            return event("trouble", {"error": error.what, "cure": error.cure, "reason": reason})

    def told(self, store: Store) -> str | None:
        now = self.record.stand(store)
        if now == self.stand:
            return None
        made = [] if self.last is None else self.heard(store, self.last)
        self.stand, self.last, self.lost = now, now.head, False
        data = {"changed": now.changed, "judgements": [notice(j) for j in made], "linking": self.record.linker.busy}
        return event("change", data, now.head)

    def heard(self, store: Store, after: int) -> list[Judgement]:
        """Judgements since an entry; while reading blind, one's own."""
        made = store.judged_after(after)
        return [j for j in made if not self.session.blind or j.by == self.session.name]


def event(name: str, data: dict[str, Any], number: int | None = None) -> str:
    """One server-sent event; its data stands on one line."""
    begin = f"id: {number}\n" if number is not None else ""
    return f"{begin}event: {name}\ndata: {json.dumps(data)}\n\n"


def notice(judgement: Judgement) -> dict[str, Any]:
    return {
        "id": judgement.id, "kind": judgement.kind, "subject": judgement.subject, "targets": list(judgement.targets),
        "by": judgement.by, "at": judgement.at,
    }  # fmt: skip
