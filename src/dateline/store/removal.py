"""Carrying a redaction out: bodies out of the journal, rows out of the tables, marks against their coming back."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from dateline.errors import DatelineError
from dateline.store.alias import FORGET
from dateline.store.codec import decode, encode
from dateline.store.journal import READING
from dateline.store.redaction import mark, names_in, without
from dateline.store.row import fold
from dateline.store.standing import entries_on
from dateline.types.judgement import Judgement
from dateline.types.reading import Reading

if TYPE_CHECKING:
    from dateline.store.judging import Judging


class Removal:
    """What a redaction does; every call is inside a transaction of the caller."""

    def __init__(self, judging: Judging) -> None:
        self.judging, self.database = judging, judging.database

    def redact(self, subject: str, targets: tuple[str, ...], by: str, why: str | None, at: str) -> Judgement:
        """Take the targets out. The tombstone names reports by their ids, sources and persons by a hash only."""
        if subject not in ("report", "source", "entity"):
            raise DatelineError(f"a {subject} is not to redact", cure="redact a report, a source or a person")
        shown = targets if subject == "report" else tuple(map(mark, targets))
        made = self.judging.named(Judgement("", "redact", subject, shown, by, at, why))
        if subject == "entity":
            names = self.names_of(targets)
            seq = self.judging.enter(made)
            for key in self.keys():
                reading = self.stored(key)
                if reading and (left := without(reading, targets, names)) is not reading:
                    self.replace(reading, left, seq, at)
        else:
            keys = list(targets) if subject == "report" else self.keys_of(targets)
            seq = self.judging.enter(made)
            for key in keys:
                self.strike(key, seq)
            self.bar("report", keys)
        self.bar(subject, shown)
        return made

    def bar(self, subject: str, marks: Sequence[str]) -> None:
        """Keep what was taken out from coming back."""
        rows = [(subject, words) for words in marks]
        self.database.many("INSERT INTO barred (subject, mark) VALUES (?, ?) ON CONFLICT DO NOTHING", rows)

    def keys(self) -> list[str]:
        return [key for (key,) in self.database.rows("SELECT key FROM reading WHERE failure IS NULL ORDER BY key")]

    def keys_of(self, sources: Sequence[str]) -> list[str]:
        wanted = {fold(source) for source in sources}
        rows = self.database.rows("SELECT key, source FROM reading WHERE source IS NOT NULL ORDER BY key")
        return [key for key, source in rows if fold(source) in wanted]

    def stored(self, key: str) -> Reading | None:
        row = self.database.one("SELECT seq FROM reading WHERE key = ?", (key,))
        body = self.judging.journal.body(row[0]) if row else None
        return decode(Reading, body) if body else None

    def names_of(self, ids: Sequence[str]) -> set[str]:
        """Every form under which any report names the entities."""
        found: set[str] = set()
        for id_ in ids:
            for (key,) in list(self.database.rows("SELECT DISTINCT report FROM form WHERE entity = ?", (id_,))):
                reading = self.stored(key)
                if reading is not None and reading.document is not None:
                    found |= names_in(reading.document, ids)
        return found

    def replace(self, old: Reading, new: Reading, by: int, at: str) -> None:
        """A reading by its redacted form; what was decided on statements that are gone goes with them."""
        kept = {s.id for s in new.document.statements} if new.document else set()
        gone = [s.id for s in old.document.statements if s.id not in kept] if old.document else []
        self.remove_bodies(old.key, gone, by)
        seq = self.judging.journal.append(READING, new.key, encode(new), at)
        self.judging.writer.forget(new.key)
        seen, reviews = self.judging.judged(new)
        self.judging.writer.hold(seen, seq, reviews)
        self.unlink()

    def strike(self, key: str, by: int) -> None:
        reading = self.stored(key)
        document = reading.document if reading else None
        self.remove_bodies(key, [s.id for s in document.statements] if document else [], by)
        self.judging.writer.forget(key)
        self.unlink()

    def remove_bodies(self, key: str, statements: Sequence[str], by: int) -> None:
        sql = "SELECT seq FROM journal WHERE kind = ? AND key = ? AND body IS NOT NULL"
        rows = self.database.rows(sql, (READING, key))
        self.judging.journal.remove([seq for (seq,) in rows], by)
        decided = self.judging.written(entries_on(self.database, statements, standing=False))
        struck = [(seq, judgement) for seq, judgement in decided if judgement.subject == "statement"]
        self.judging.journal.remove([seq for seq, _ in struck], by)
        for _, judgement in struck:
            self.database.run("DELETE FROM judged WHERE id = ?", (judgement.id,))
            self.database.run("DELETE FROM target WHERE judgement = ?", (judgement.id,))

    def unlink(self) -> None:
        """Groups are made of what is gone: they are to be made again."""
        self.database.run("DELETE FROM grouped")
        self.database.run("UPDATE reading SET family = NULL, agency = NULL")
        self.database.run("UPDATE statement SET episode = NULL")
        self.database.run("DELETE FROM meta WHERE name = 'linked'")
        for sql in FORGET:
            self.database.run(sql)
