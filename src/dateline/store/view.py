"""What is seen of a record: the journal's readings under the judgements that stand, in canonical order."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterator, Sequence
from dataclasses import replace
from typing import Any

from dateline.store.codec import decode
from dateline.store.database import Database
from dateline.store.journal import JUDGEMENT, READING, Journal
from dateline.store.judging import Judging
from dateline.store.question import ORDER, page, question
from dateline.store.row import day_of
from dateline.store.schema import VERSION
from dateline.store.standing import adrift
from dateline.store.verdict import judged
from dateline.store.writer import ACTOR, EPISODE, FAMILY
from dateline.types.document import Document
from dateline.types.episode import Actor, Coverage, Episode, Family, Member
from dateline.types.judgement import Judgement
from dateline.types.reading import Group, Reading
from dateline.types.statement import SCHEMA, Statement
from dateline.types.view import EVERYTHING, Query

SHOWN = "id, report, episode, review"
MEMBERS = f"SELECT {SHOWN} FROM statement WHERE "
PLOVER = "PLOVER 0.8 with attribution, status and figures"
MOST = 20
"""Ids that a beginning is answered with."""


class Viewing:
    """The reading half of a store (`types.view.Archive`, and what the command line asks for by id)."""

    database: Database
    journal: Journal
    judging: Judging
    load: Callable[[int], Reading]

    # ------------------------------------------------------------ View

    def documents(self) -> Iterator[Document]:
        """Reports with their text and statements as judged; the rejected are left out."""
        rows = self.database.stream("SELECT key FROM reading WHERE failure IS NULL ORDER BY day, key")
        return (document for (key,) in rows if (document := self.document(key)) is not None)

    def document(self, report: str) -> Document | None:
        """One report as it is seen now; None where it is not known, failed, or was redacted."""
        document = self.whole(report)
        if document is None:
            return None
        sql = "SELECT id FROM statement WHERE report = ? AND review = 'rejected'"
        rejected = {id_ for (id_,) in self.database.rows(sql, (report,))}
        if not rejected:
            return document
        return replace(document, statements=tuple(s for s in document.statements if s.id not in rejected))

    def whole(self, report: str) -> Document | None:
        """One report with all its statements as judged, the rejected too."""
        row = self.database.one("SELECT seq FROM reading WHERE key = ? AND failure IS NULL", (report,))
        document = self.load(row[0]).document if row else None
        if document is None:
            return None
        on = self.judging.on([s.id for s in document.statements])
        if not on:
            return document
        statements = (judged(s, document.text, on.get(s.id, ())) for s in document.statements)
        return replace(document, statements=tuple(statements))

    def members(self, query: Query = EVERYTHING) -> Iterator[Member]:
        """The statements that the query holds for, in canonical order."""
        where, at = question(query), page(query)
        sql = f"{MEMBERS}{where.sql} ORDER BY {ORDER}{at.sql}"
        return self.shown(self.database.stream(sql, [*where.values, *at.values]))

    def member(self, statement: str) -> Member | None:
        """One statement by its id, a rejected one too."""
        return next(self.shown(self.database.rows(f"{MEMBERS}id = ? ORDER BY {ORDER}", (statement,))), None)

    def count(self, query: Query = EVERYTHING) -> int:
        """How many statements the query holds for, whatever its limit."""
        where = question(query)
        return int(self.database.one(f"SELECT count(*) FROM statement WHERE {where.sql}", where.values)[0])

    def shown(self, rows: Iterator[Any]) -> Iterator[Member]:
        """Members of rows (id, report, episode, review); each report is looked up once in a run of its rows, and
        judgements only for a statement whose row says that there are any."""
        key, document, kin = None, None, (None, None)
        by_id: dict[str, Statement] = {}
        for id_, report, episode, review in rows:
            if report != key:
                sql = "SELECT seq, family, agency FROM reading WHERE key = ? AND failure IS NULL"
                key, row = report, self.database.one(sql, (report,))
                document, kin = (self.load(row[0]).document, row[1:]) if row else (None, (None, None))
                by_id = {s.id: s for s in document.statements} if document else {}
            statement = by_id.get(id_)
            if document is None or statement is None:
                continue
            text = document.text
            if review is not None:
                statement = judged(statement, text, self.judging.on([id_]).get(id_, ()))
            yield Member(
                document.report, statement, statement.trigger.text(text), statement.sentence.text(text),
                kin[0] or report, episode, review, kin[1],
            )  # fmt: skip

    def episodes(self, query: Query = EVERYTHING) -> Iterator[Episode]:
        """Episodes with at least one statement that the query holds for, with all their statements."""
        where, at = question(query), page(query)
        chosen = f"SELECT episode FROM statement WHERE {where.sql} AND episode IS NOT NULL"
        if at.sql:
            chosen = f"SELECT episode FROM (SELECT episode FROM statement WHERE {where.sql} ORDER BY {ORDER}{at.sql})"
        sql = (
            f"SELECT episode FROM statement WHERE episode IN ({chosen}) AND (review IS NULL OR review <> 'rejected') "
            "GROUP BY episode ORDER BY min(day || ' ' || report || ' ' || (10000000 + position))"
        )
        for (id_,) in self.database.stream(sql, [*where.values, *at.values]):
            yield self.episode_of(id_)

    def episode_of(self, id_: str) -> Episode:
        """The episode with this id and all that was reported of it."""
        sql = f"{MEMBERS}episode = ? AND (review IS NULL OR review <> 'rejected') ORDER BY {ORDER}"
        members = tuple(self.shown(self.database.rows(sql, (id_,))))
        row = self.database.one("SELECT body FROM grouped WHERE kind = ? AND id = ?", (EPISODE, id_))
        links = decode(Group, row[0]).links if row else ()
        counted = Counter(m.statement.type for m in members if m.statement.kind == "event") or Counter(
            m.statement.type for m in members
        )
        type_ = min(counted, key=lambda name: (-counted[name], name)) if counted else ""
        return Episode(id_, type_, members, links)

    def families(self) -> Iterator[Family]:
        rows = self.database.stream("SELECT body FROM grouped WHERE kind = ? ORDER BY n", (FAMILY,))
        return (decode(Family, body) for (body,) in rows)

    def family(self, report: str) -> Family | None:
        """The text family of a report."""
        sql = "SELECT g.body FROM grouped g JOIN reading r ON r.family = g.id WHERE g.kind = ? AND r.key = ?"
        row = self.database.one(sql, (FAMILY, report))
        return decode(Family, row[0]) if row else None

    def actors(self) -> Iterator[Actor]:
        rows = self.database.stream("SELECT body FROM grouped WHERE kind = ? ORDER BY n", (ACTOR,))
        return (decode(Actor, body) for (body,) in rows)

    def judgements(self) -> Iterator[Judgement]:
        """All judgements in the order in which they were made, the undone ones too."""
        return self.judging.all()

    def standing(self) -> Sequence[Judgement]:
        """The judgements that hold: neither undone nor undoing."""
        return self.judging.standing()

    def adrift(self) -> frozenset[int]:
        """Numbers in the journal of judgements that stand, of something that is read no more."""
        return frozenset(adrift(self.database))

    def coverage(self) -> Iterator[Coverage]:
        """Reports read, failed and silent by source and day of publication."""
        sql = (
            "SELECT source, published, count(*) - count(failure), count(failure), "
            "count(*) FILTER (WHERE failure IS NULL AND statements = 0) FROM reading GROUP BY source, published "
            "ORDER BY coalesce(source, ''), coalesce(published, '')"
        )
        return (Coverage(*row) for row in self.database.rows(sql))

    def about(self) -> dict[str, str]:
        """Recipe, schema, codebook, licence and counts; no clock."""
        recipes = [name for (name,) in self.database.rows("SELECT DISTINCT recipe FROM reading ORDER BY recipe")]
        one = self.database.one
        return {
            "schema": SCHEMA, "record": str(VERSION), "codebook": PLOVER, "recipe": "; ".join(recipes),
            "licence": "The texts are their publishers'.",
            "reports": str(one("SELECT count(*) FROM reading WHERE failure IS NULL")[0]),
            "failed": str(one("SELECT count(*) FROM reading WHERE failure IS NOT NULL")[0]),
            "statements": str(one("SELECT count(*) FROM statement")[0]),
        }  # fmt: skip

    # ------------------------------------------------------------ Archive

    def readings(self) -> Iterator[Reading]:
        """Every report as it was read or failed, before any judgement, by publication, then key."""
        rows = self.database.stream("SELECT seq FROM reading ORDER BY day, key")
        return (self.load(seq) for (seq,) in rows)

    # ------------------------------------------------------------ by id

    def ids(self, prefix: str, most: int = MOST) -> list[tuple[str, str]]:
        """(kind, id) of everything whose id begins so; kinds are statement, report, episode, entity, judgement."""
        found: list[tuple[str, str]] = []
        for kind, column, table in (
            ("statement", "id", "statement"), ("report", "key", "reading"), ("episode", "episode", "statement"),
            ("entity", "entity", "form"), ("judgement", "id", "judged"),
        ):  # fmt: skip
            where = f"{column} >= ? AND {column} < ? ORDER BY {column} LIMIT ?"
            sql = f"SELECT DISTINCT {column} FROM {table} WHERE {where}"
            rows = self.database.rows(sql, (prefix, prefix + "\U0010ffff", most))
            found += [(kind, id_) for (id_,) in rows]
        return sorted(found)

    def recipe(self, report: str) -> str | None:
        """The recipe under which a report was read."""
        row = self.database.one("SELECT recipe FROM reading WHERE key = ?", (report,))
        return row[0] if row else None

    def changes(self, since: str | None = None, after: int | None = None) -> Iterator[dict[str, Any]]:
        """The change feed from a day (ISO date) on, or behind an entry, in the order of the journal; what was taken out
        says by what."""
        for entry in self.journal.entries(since=since, after=after):
            row: dict[str, Any] = {"seq": entry.seq, "at": entry.at, "change": entry.kind}
            if entry.removed is not None:
                yield row | {"change": "removed", "was": entry.kind, "id": entry.key.rpartition(":")[2],
                             "by": entry.removed}  # fmt: skip
            elif entry.kind == READING and entry.body is not None:
                yield row | reading_row(decode(Reading, entry.body))
            elif entry.kind == JUDGEMENT and entry.body is not None:
                yield row | judgement_row(decode(Judgement, entry.body))


def reading_row(reading: Reading) -> dict[str, Any]:
    document = reading.document
    return {
        "id": reading.key, "where": reading.where, "source": reading.source, "published": day_of(reading.published),
        "failure": reading.failure, "statements": [s.id for s in document.statements] if document else [],
    }  # fmt: skip


def judgement_row(judgement: Judgement) -> dict[str, Any]:
    return {
        "id": judgement.id, "judgement": judgement.kind, "subject": judgement.subject,
        "targets": list(judgement.targets), "by": judgement.by, "made": judgement.at, "why": judgement.why,
        "changes": [{"field": change.field, "value": change.value} for change in judgement.changes],
    }  # fmt: skip
