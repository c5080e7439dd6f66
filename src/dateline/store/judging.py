"""Judgements in a record: checked, appended, undone, and carried through to what is derived."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace
from hashlib import sha256
from itertools import count

from dateline.errors import DatelineError
from dateline.store.codec import decode, encode, to_json
from dateline.store.database import Database
from dateline.store.edit import apply
from dateline.store.journal import JUDGEMENT, Journal
from dateline.store.removal import Removal
from dateline.store.row import as_edited
from dateline.store.standing import entries_on, settle
from dateline.store.verdict import judged, review_of, standing
from dateline.store.writer import Writer
from dateline.types.judgement import JUDGEMENTS, SUBJECTS, Change, Judgement
from dateline.types.reading import Reading

ID = 16
"""Hexadecimal digits of a judgement's id."""
HELD_BY = {
    "statement": "SELECT 1 FROM statement WHERE id = ?", "report": "SELECT 1 FROM reading WHERE key = ?",
    "entity": "SELECT 1 FROM form WHERE entity = ?", "source": "SELECT 1 FROM reading WHERE source = ?",
    "judgement": "SELECT 1 FROM judged WHERE id = ?",
}  # fmt: skip
PAIRED = ("merge", "split")
ON_STATEMENTS = ("accept", "reject", "edit")


class Judging:
    """Everything that judgements do to one database; writing calls are inside a transaction of the caller."""

    def __init__(self, database: Database, journal: Journal, writer: Writer) -> None:
        self.database, self.journal, self.writer = database, journal, writer

    # ------------------------------------------------------------ reading

    def all(self) -> Iterator[Judgement]:
        """Every judgement that still has its body, in the order of the journal."""
        for entry in self.journal.entries(JUDGEMENT):
            if entry.body is not None:
                yield decode(Judgement, entry.body)

    def standing(self) -> list[Judgement]:
        """Those that hold: neither undone nor undoing."""
        return standing(list(self.all()))

    def count(self) -> int:
        return int(self.database.one("SELECT count(*) FROM judged")[0])

    def on(self, ids: Sequence[str]) -> dict[str, list[Judgement]]:
        """Standing judgements by the statement they are on."""
        wanted, found = set(ids), dict[str, list[Judgement]]()
        for _, judgement in self.written(entries_on(self.database, ids, standing=True)):
            for target in judgement.targets if judgement.subject == "statement" else ():
                if target in wanted:
                    found.setdefault(target, []).append(judgement)
        return found

    def written(self, seqs: Iterable[int]) -> Iterator[tuple[int, Judgement]]:
        """The judgements of these entries that still have their bodies."""
        for seq in seqs:
            if body := self.journal.body(seq):
                yield seq, decode(Judgement, body)

    def found(self, ids: Iterable[str]) -> Iterator[Judgement]:
        """Judgements by their ids."""
        rows = (self.database.one("SELECT seq FROM judged WHERE id = ?", (id_,)) for id_ in ids)
        return (judgement for _, judgement in self.written(row[0] for row in rows if row))

    def judged(self, reading: Reading) -> tuple[Reading, dict[str, str]]:
        """The reading with its statements as judged, and which of them are reviewed how."""
        document = reading.document
        if document is None or not (on := self.on([s.id for s in document.statements])):
            return reading, {}
        statements = tuple(judged(s, document.text, on.get(s.id, ())) for s in document.statements)
        changed = {new.id: new for new, old in zip(statements, document.statements, strict=True) if new != old}
        candidates = tuple(as_edited(c, changed[c.id]) if c.id in changed else c for c in reading.candidates)
        reviews = {id_: review for id_, made in on.items() if (review := review_of(made))}
        return replace(reading, document=replace(document, statements=statements), candidates=candidates), reviews

    def reading_of(self, statement: str) -> Reading | None:
        """The stored reading that holds a statement, as it was read."""
        row = self.database.one(
            "SELECT r.seq FROM reading r JOIN statement s ON s.report = r.key WHERE s.id = ?", (statement,)
        )
        body = self.journal.body(row[0]) if row else None
        return decode(Reading, body) if body else None

    # ------------------------------------------------------------ writing

    def judge(
        self, kind: str, subject: str, targets: tuple[str, ...], by: str, why: str | None, changes: tuple[Change, ...],
        at: str,
    ) -> Judgement:  # fmt: skip
        self.check(kind, subject, targets, by, changes)
        if kind == "redact":
            return Removal(self).redact(subject, targets, by, why, at)
        made = self.named(Judgement("", kind, subject, targets, by, at, why, changes))
        self.enter(made)
        self.carry(made)
        return made

    def check(self, kind: str, subject: str, targets: tuple[str, ...], by: str, changes: tuple[Change, ...]) -> None:
        """Raise DatelineError for a judgement that cannot be."""
        if kind not in JUDGEMENTS:
            raise DatelineError(f"{kind!r} is no judgement", cure=f"use one of {', '.join(JUDGEMENTS)}")
        if subject not in SUBJECTS:
            raise DatelineError(f"nothing is judged by {subject!r}", cure=f"use one of {', '.join(SUBJECTS)}")
        if not by.strip():
            raise DatelineError("a judgement needs somebody who makes it", cure="say who: by=NAME")
        if len(set(targets)) < (2 if kind in PAIRED else 1):
            need = "two targets" if kind in PAIRED else "a target"
            raise DatelineError(f"{kind} needs {need}", cure="give the ids that it is about")
        if kind in ON_STATEMENTS and subject != "statement":
            raise DatelineError(f"a {subject} is not to {kind}", cure="give the id of a statement")
        if (kind == "undo") != (subject == "judgement") and kind != "comment":
            raise DatelineError(f"a {subject} is not to {kind}", cure="undo a judgement, by its id")
        for target in targets:
            if not self.database.one(HELD_BY[subject], (target,)):
                raise DatelineError(f"there is no {subject} {target!r}", cure="`dateline find` and `why` show ids")
        if kind == "undo":
            self.check_undo(targets)
        if kind == "edit":
            self.check_edit(targets, changes)
        elif changes:
            raise DatelineError(f"{kind} changes nothing", cure="give changes with edit only")

    def check_undo(self, targets: tuple[str, ...]) -> None:
        for target in targets:
            (kind,) = self.database.one("SELECT kind FROM judged WHERE id = ?", (target,))
            if kind == "redact":
                raise DatelineError("what a redaction took out is gone", cure="build the record anew from the reports")

    def check_edit(self, targets: tuple[str, ...], changes: tuple[Change, ...]) -> None:
        if len(targets) != 1 or not changes:
            raise DatelineError("an edit gives one statement new values", cure="give one id and the changes")
        reading = self.reading_of(targets[0])
        document = reading.document if reading else None
        for statement in document.statements if document else ():
            if statement.id == targets[0] and document:
                on = self.on([statement.id]).get(statement.id, [])
                apply(judged(statement, document.text, on), document.text, changes, "check")

    def named(self, judgement: Judgement) -> Judgement:
        """With an id that hashes all the rest; of several alike each has its own."""
        ids = (sha256(to_json(judgement) + b"%d" % n).hexdigest()[:ID] for n in count())
        return replace(judgement, id=next(id_ for id_ in ids if not self.database.one(HELD_BY["judgement"], (id_,))))

    def enter(self, judgement: Judgement) -> int:
        seq = self.journal.append(JUDGEMENT, f"{judgement.kind}:{judgement.id}", encode(judgement), judgement.at)
        self.note(judgement, seq)
        return seq

    def note(self, judgement: Judgement, seq: int) -> None:
        sql = "INSERT INTO judged (seq, id, kind, stands) VALUES (?, ?, ?, 1)"
        self.database.run(sql, (seq, judgement.id, judgement.kind))
        self.database.many(
            "INSERT INTO target (id, judgement) VALUES (?, ?) ON CONFLICT DO NOTHING",
            [(target, judgement.id) for target in judgement.targets],
        )
        if judgement.kind == "undo":
            settle(self.database, judgement.targets)

    def recall(self) -> None:
        """Note every judgement of the journal again."""
        for entry in self.journal.entries(JUDGEMENT):
            if entry.body is not None:
                self.note(decode(Judgement, entry.body), entry.seq)

    def carry(self, judgement: Judgement) -> None:
        """Bring the rows of every statement that it is about to what they are now."""
        touched = set(judgement.targets)
        if judgement.kind == "undo":
            touched = {t for undone in self.found(touched) for t in self.reached(undone)}
        elif judgement.subject != "statement":
            return
        for id_ in sorted(touched):
            self.carry_one(id_)

    def reached(self, judgement: Judgement) -> Iterator[str]:
        """Statements that a judgement is about, through the judgements that it undoes."""
        if judgement.subject == "statement":
            yield from judgement.targets
        elif judgement.kind == "undo":
            for other in self.found(judgement.targets):
                yield from self.reached(other)

    def carry_one(self, statement: str) -> None:
        reading = self.reading_of(statement)
        if reading is None:
            return
        seen, reviews = self.judged(reading)
        for found in seen.document.statements if seen.document else ():
            if found.id == statement:
                self.writer.amend(seen, found, reviews.get(statement))
        for candidate in seen.candidates:
            if candidate.id == statement:
                self.writer.amend_candidate(seen.key, candidate)
        if seen.document:
            self.writer.names(seen.key, seen.document)

    def adopt(self, judgements: Sequence[Judgement]) -> int:
        new = [j for j in judgements if not self.database.one(HELD_BY["judgement"], (j.id,))]
        for judgement in new:
            self.enter(judgement)
            if judgement.kind == "redact":
                Removal(self).bar(judgement.subject, judgement.targets)
        for judgement in new:
            self.carry(judgement)
        return len(new)

    # ------------------------------------------------------------ checking

    def faults(self) -> Iterator[str]:
        """Judgements that the tables and the journal do not agree on."""
        held = {id_: bool(stands) for id_, stands in self.database.rows("SELECT id, stands FROM judged")}
        written = list(self.all())
        stands = {judgement.id for judgement in standing(written)}
        right = {j.id: j.id in stands for j in written if j.kind != "undo"}
        if held.keys() != {j.id for j in written} or any(held[id_] != holds for id_, holds in right.items()):
            yield "the table of judgements is not that of the journal"
