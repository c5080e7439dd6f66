"""What a view that decides is given: the record to write in, who decides, and the log of it."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from dateline.errors import DatelineError
from dateline.store.store import Store
from dateline.types.judgement import Judgement
from dateline.web.access import Session
from dateline.web.audit import Audit
from dateline.web.door import Refused
from dateline.web.record import Record


@dataclass(frozen=True, slots=True)
class Desk:
    """One decision; `store` may be written to, and nobody else of this server writes meanwhile."""

    store: Store
    record: Record
    session: Session
    audit: Audit
    address: str = ""

    @property
    def blind(self) -> bool:
        return self.session.blind

    @property
    def changed(self) -> int:
        return self.record.stand(self.store).changed

    @property
    def linking(self) -> bool:
        return self.record.linker.busy

    def correct(self, wish: dict[str, Any]) -> Judgement:
        """Carry out a wish {action, ids, why, changes, seen} in the name of the session."""
        return self.record.tools.correct(self.store, {**wish, "by": self.session.name})

    def known(self, key: str) -> Judgement | None:
        """The judgement that this reader's key was answered with before."""
        id_ = self.record.keys.get((self.session.name, key))
        return next((j for j in self.store.judgements() if j.id == id_), None) if id_ else None

    def number(self, judgement: str) -> int:
        """The entry of the journal that a judgement is."""
        row = self.store.database.one("SELECT seq FROM judged WHERE id = ?", (judgement,))
        if row is None:
            cure = "send the `version` of the statement as `base`"
            raise DatelineError(f"base {judgement[:80]!r} is no judgement", cure=cure)
        return int(row[0])

    def versions(self, judgement: Judgement) -> dict[str, int]:
        """By target, its version now; of an undo, of what the undone judgement was on."""
        ids = judgement.targets
        if judgement.subject == "judgement":
            ids = self.reached(ids)
        return self.store.versions(ids)

    def reached(self, ids: tuple[str, ...]) -> tuple[str, ...]:
        held = {judgement.id: judgement for judgement in self.store.judgements()}
        while ids and all(id_ in held for id_ in ids):
            ids = tuple(dict.fromkeys(target for id_ in ids for target in held[id_].targets))
        return ids

    def note(self, made: Judgement, key: str | None, *, relink: bool) -> None:
        """Write down who decided what, remember the sender's key, and have episodes made anew where they changed."""
        if key:
            self.record.remember(self.session.name, key, made.id)
        if relink:
            self.record.linker.ask()
        try:
            self.audit.note(
                made.kind, who=self.session.name, role=self.session.role, address=self.address, judgement=made.id,
                targets=list(made.targets),
            )  # fmt: skip
        except DatelineError as error:
            raise Refused(503, f"it is decided, but {error.what}", error.cure) from error
