"""Readings into the derived tables, and out of them again."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace

from dateline.store.alias import JOINED, note
from dateline.store.codec import encode, to_json
from dateline.store.database import Database
from dateline.store.row import candidate_day, day_of, facets, fold, forms, period
from dateline.store.token import searchable
from dateline.types.document import Document
from dateline.types.episode import Actor, Family
from dateline.types.reading import Candidate, Group, Reading
from dateline.types.statement import Statement

READING = (
    "INSERT INTO reading (key, seq, recipe, place, source, published, day, failure, statements, length, sketch) "
    "VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)"
)
STATEMENT = (
    "INSERT INTO statement (n, id, report, position, day, sentence, kind, type, status, background, first, last, "
    "confidence, source, review) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)"
)
OF_REPORT = (
    "DELETE FROM words WHERE rowid IN (SELECT n FROM sentence WHERE report = ?)",
    "DELETE FROM facet WHERE statement IN (SELECT n FROM statement WHERE report = ?)",
    "DELETE FROM statement WHERE report = ?", "DELETE FROM sentence WHERE report = ?",
    "DELETE FROM candidate WHERE report = ?", "DELETE FROM form WHERE report = ?",
    "DELETE FROM reading WHERE key = ?",
)  # fmt: skip


ACTORS = "SELECT value FROM facet WHERE statement = ? AND field = 'actor'"

FAMILY, EPISODE, ACTOR = "family", "episode", "actor"


class Writer:
    """Writes the derived rows; every call is inside a transaction of the caller."""

    def __init__(self, database: Database) -> None:
        self.database = database

    def forget(self, key: str) -> None:
        """Take a report out of every derived table."""
        for sql in OF_REPORT:
            self.database.run(sql, (key,))

    def hold(self, reading: Reading, seq: int, reviews: Mapping[str, str]) -> None:
        """Put a reading in; its statements are as judgements have left them, `reviews` says which are judged."""
        run = self.database.run
        document = reading.document
        counted = len(document.statements) if document else 0
        if document is not None:
            mended = "DELETE FROM reading WHERE place = ? AND failure IS NOT NULL AND key <> ?"
            run(mended, (reading.where, reading.key))
        run(READING, (
            reading.key, seq, reading.recipe, reading.where, reading.source, reading.published,
            day_of(reading.published), reading.failure, counted, len(document.text) if document else 0, reading.sketch,
        ))  # fmt: skip
        if document is None:
            return
        self.statements(reading, document, reviews)
        self.database.many(
            "INSERT INTO candidate (id, report, day, body) VALUES (?, ?, ?, ?) "
            "ON CONFLICT (id, report) DO UPDATE SET day = excluded.day, body = excluded.body",
            [(c.id, reading.key, candidate_day(c), to_json(c)) for c in reading.candidates],
        )
        self.names(reading.key, document)

    def names(self, key: str, document: Document) -> None:
        """The entities of a report as it is now."""
        self.database.run("DELETE FROM form WHERE report = ?", (key,))
        self.database.many(
            "INSERT INTO form (report, entity, form, mentions, body) VALUES (?, ?, ?, ?, ?)",
            [
                (key, entity, form, number, to_json(known).decode())
                for (entity, form), (number, known) in forms(document).items()
            ],
        )

    def statements(self, reading: Reading, document: Document, reviews: Mapping[str, str]) -> None:
        sentences = self.sentences(reading.key, document)
        n = int(self.database.one("SELECT coalesce(max(n), 0) FROM statement")[0])
        rows, found = [], []
        for position, statement in enumerate(document.statements):
            n += 1
            rows.append((n, *self.columns(reading, statement, position), sentences[statement.sentence.start],
                         *filtered(reading, statement), reviews.get(statement.id)))  # fmt: skip
            found += [(field, value, n) for field, value in set(facets(statement))]
        self.database.many(STATEMENT, rows)
        self.database.many("INSERT INTO facet (field, value, statement) VALUES (?, ?, ?)", found)

    def columns(self, reading: Reading, statement: Statement, position: int) -> tuple[str, str, int, str]:
        return statement.id, reading.key, position, day_of(reading.published)

    def sentences(self, key: str, document: Document) -> dict[int, int]:
        """Row numbers of the sentences that hold statements, by where they start."""
        spans = {s.sentence.start: s.sentence for s in document.statements}
        n = int(self.database.one("SELECT coalesce(max(n), 0) FROM sentence")[0])
        numbers = {start: n + k for k, start in enumerate(spans, 1)}
        self.database.many(
            "INSERT INTO sentence (n, report, start) VALUES (?, ?, ?)",
            [(n, key, start) for start, n in numbers.items()],
        )
        self.database.many(
            "INSERT INTO words (rowid, text) VALUES (?, ?)",
            [(numbers[start], searchable(span.text(document.text))) for start, span in spans.items()],
        )
        return numbers

    def amend(self, reading: Reading, statement: Statement, review: str | None) -> None:
        """Bring the rows of one statement to what judgements made of it."""
        run = self.database.run
        (n,) = self.database.one("SELECT n FROM statement WHERE id = ? AND report = ?", (statement.id, reading.key))
        sql = (
            "UPDATE statement SET kind = ?, type = ?, status = ?, background = ?, first = ?, last = ?, confidence = ?, "
            "source = ?, review = ? WHERE n = ?"
        )
        run(sql, (*filtered(reading, statement), review, n))
        told = {value for (value,) in self.database.rows(ACTORS, (n,))}
        kept = told == {value for field, value in facets(statement) if field == "actor"}
        run("DELETE FROM facet WHERE statement = ?" + f" AND field <> '{JOINED}'" * kept, (n,))
        self.database.many(
            "INSERT INTO facet (field, value, statement) VALUES (?, ?, ?)",
            [(field, value, n) for field, value in set(facets(statement))],
        )

    def amend_candidate(self, report: str, candidate: Candidate) -> None:
        """Let linking compare a statement as it is now."""
        sql = "UPDATE candidate SET day = ?, body = ? WHERE id = ? AND report = ?"
        self.database.run(sql, (candidate_day(candidate), to_json(candidate), candidate.id, report))

    def relink(self, families: Iterable[Family], episodes: Iterable[Group], actors: Iterable[Actor]) -> None:
        """Replace all that was linked. All are gone through twice."""
        run, many = self.database.run, self.database.many
        run("DELETE FROM grouped")
        run("UPDATE reading SET family = NULL, agency = NULL")
        many(
            "UPDATE reading SET family = ?, agency = ? WHERE key = ?",
            ((family.id, family.agency, key) for family in families for key in family.reports),
        )
        run("UPDATE statement SET episode = NULL")
        many(
            "UPDATE statement SET episode = ? WHERE id = ?",
            ((group.id, member) for group in episodes for member in group.members),
        )
        linked = (replace(group, members=()) for group in episodes if group.links)
        for kind, found in ((FAMILY, families), (EPISODE, linked), (ACTOR, actors)):
            rows = ((kind, n, one.id, encode(one)) for n, one in enumerate(found))  # type: ignore[attr-defined]
            many("INSERT INTO grouped (kind, n, id, body) VALUES (?, ?, ?, ?)", rows)
        note(self.database, actors)


def filtered(reading: Reading, statement: Statement) -> Sequence[object]:
    """Columns from `kind` to `source`."""
    first, last = period(statement, reading.published)
    return (
        statement.kind, statement.type, statement.status, int(statement.background), first, last, statement.confidence,
        fold(reading.source) if reading.source else None,
    )  # fmt: skip

