"""A record: reports and judgements appended, everything that is seen assembled from them."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from contextlib import suppress
from functools import lru_cache
from itertools import groupby
from operator import itemgetter
from pathlib import Path
from types import TracebackType
from typing import Any, Self

from dateline.store.alias import FORGET
from dateline.store.asked import Asked
from dateline.store.check import faults
from dateline.store.codec import decode, decoder, encode, from_json
from dateline.store.database import PATIENCE, open_database
from dateline.store.journal import READING, Journal, now
from dateline.store.judging import Judging
from dateline.store.redaction import mark, names_in, without
from dateline.store.schema import TABLES
from dateline.store.seen import check_seen
from dateline.store.spool import Spool
from dateline.store.writer import Writer
from dateline.types.episode import Actor, Family
from dateline.types.judgement import Change, Judgement
from dateline.types.mention import Entity
from dateline.types.reading import Candidate, EntityUse, Group, Reading, Sketched

LINKED = "linked"
"""The entry of the journal up to which links were made."""
HELD = 64
"""Decoded reports that are kept in memory."""


class Store(Asked):
    """A record in one SQLite file or in a schema of a PostgreSQL database. A context manager.

    `where` is its path or address (docs/record.md); `create` makes it where it does not exist; `read_only` refuses
    every writing call. Any number of processes may have it open, readers never wait, and writers wait for one another,
    `patience` seconds at most. What a writing call has acknowledged by returning is durable. Raises StoreError for a
    record that cannot be used.
    """

    def __init__(
        self, where: str | Path, *, create: bool = False, read_only: bool = False, patience: float = PATIENCE
    ) -> None:
        self.database = open_database(where, create=create, read_only=read_only, patience=patience)
        self.journal = Journal(self.database)
        self.writer = Writer(self.database)
        self.judging = Judging(self.database, self.journal, self.writer)
        self.load = self.cached = lru_cache(HELD)(self.decoded)

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.close()

    def close(self) -> None:
        self.database.close()

    def decoded(self, seq: int) -> Reading:
        body = self.journal.body(seq)
        if body is None:
            raise self.database.damaged(f"entry {seq} of the journal has no body")
        return decode(Reading, body)

    # ------------------------------------------------------------ writing

    def append(self, readings: Sequence[Reading], *, again: bool = False) -> int:
        """Add readings in one transaction; the number of new ones.

        One whose key is known under the same recipe is passed over (with `again` only where it did not fail); under
        another recipe the new reading takes the place of the old one, which stays in the journal. What a redaction
        barred does not come back.
        """
        new, at = 0, now()
        with self.database.transaction():
            barred = self.barred()
            for reading in readings:
                if not self.wanted(reading, barred, again):
                    continue
                self.enter(self.cleared(reading, barred), at)
                new += 1
        return new

    def enter(self, reading: Reading, at: str) -> None:
        """One reading into the journal and the derived tables, with the judgements that there are already."""
        seq = self.journal.append(READING, reading.key, encode(reading), at)
        self.hold(reading, seq)

    def hold(self, reading: Reading, seq: int) -> None:
        self.writer.forget(reading.key)
        seen, reviews = self.judging.judged(reading)
        self.writer.hold(seen, seq, reviews)

    def wanted(self, reading: Reading, barred: set[tuple[str, str]], again: bool) -> bool:
        if ("report", reading.key) in barred or (reading.source and ("source", mark(reading.source)) in barred):
            return False
        row = self.database.one("SELECT recipe, failure FROM reading WHERE key = ?", (reading.key,))
        return row is None or row[0] != reading.recipe or (again and row[1] is not None)

    def barred(self) -> set[tuple[str, str]]:
        return set(self.database.rows("SELECT subject, mark FROM barred"))

    def cleared(self, reading: Reading, barred: set[tuple[str, str]]) -> Reading:
        """The reading without the persons that a redaction took out."""
        marks = {words for subject, words in barred if subject == "entity"}
        if not marks or reading.document is None:
            return reading
        named = {m.id for s in reading.document.statements for m in entities(s) if mark(m.id) in marks}
        return without(reading, named, names_in(reading.document, named))

    def known(self, recipe: str) -> frozenset[str]:
        """Keys of the reports that were read, or failed, under the recipe, and of those that may not come back."""
        rows = self.database.rows(
            "SELECT key FROM reading WHERE recipe = ? UNION SELECT mark FROM barred WHERE subject = 'report'", (recipe,)
        )
        return frozenset(key for (key,) in rows)

    def failed(self, recipe: str) -> frozenset[str]:
        """Keys of the reports that could not be read under the recipe."""
        sql = "SELECT key FROM reading WHERE recipe = ? AND failure IS NOT NULL"
        return frozenset(key for (key,) in self.database.rows(sql, (recipe,)))

    def judge(
        self, kind: str, subject: str, targets: Sequence[str], *, by: str, why: str | None = None,
        changes: Sequence[Change] = (), at: str | None = None, seen: Mapping[str, int] | None = None,
    ) -> Judgement:  # fmt: skip
        """Add a judgement; DatelineError where it is of nothing that the record holds, or says what cannot be, and
        Overtaken where a target has a later version (`versions`) than the judge has `seen`."""
        with self.database.transaction():
            check_seen(self.database, self.journal, seen or {})
            made = self.judging.judge(kind, subject, tuple(targets), by, why, tuple(changes), at or now())
        self.cached.cache_clear()
        if kind == "redact":
            self.database.scrub()
        return made

    def adopt(self, judgements: Sequence[Judgement]) -> int:
        """Add judgements as another record's export gives them; known ids are passed over. The number of new ones."""
        with self.database.transaction():
            return self.judging.adopt(judgements)

    # ------------------------------------------------------------ linking

    @property
    def head(self) -> int:
        """The number of the journal's last entry."""
        return self.journal.head

    @property
    def stale(self) -> bool:
        """Whether anything was added since the links were made."""
        return self.head > self.linked

    @property
    def linked(self) -> int:
        row = self.database.one("SELECT value FROM meta WHERE name = ?", (LINKED,))
        return int(row[0]) if row else 0

    def sketches(self) -> Iterator[Sketched]:
        """Reports as the finder of text families sees them, by publication, then key."""
        rows = self.database.stream(
            "SELECT key, published, source, length, sketch FROM reading WHERE failure IS NULL ORDER BY day, key"
        )
        return (Sketched(*row) for row in rows)

    def candidates(self) -> Iterator[Candidate]:
        """Statements as linking compares them, by day (stated start, else publication), then id; without the
        rejected."""
        build = decoder(Candidate)
        sql = (
            "SELECT body FROM candidate WHERE id NOT IN (SELECT id FROM statement WHERE review = 'rejected') "
            "ORDER BY day, id"
        )
        return (build(from_json(body)) for (body,) in self.database.stream(sql))

    def entity_uses(self) -> Iterator[EntityUse]:
        """Entity ids as reports use them, by id; name, kind and country as the first report by key has them."""
        sql = "SELECT entity, form, mentions, body FROM form ORDER BY entity, report, form"
        for entity, rows in groupby(self.database.stream(sql), itemgetter(0)):
            yield entity_use(entity, rows)

    def relink(
        self, families: Iterable[Family], episodes: Iterable[Group], actors: Iterable[Actor], *, head: int | None = None
    ) -> None:
        """Replace families, episodes and actors in one transaction. `head` is the entry of the journal up to which
        they were computed (the last one by default); links of an older one than those stored change nothing."""
        head = self.head if head is None else head
        # before the lock: they may read from here, and the episodes ask for the families
        kin, groups, people = Spool(families), Spool(episodes), Spool(actors)
        with self.database.transaction():
            if head < self.linked:
                return
            self.writer.relink(kin, groups, people)
            self.database.run(
                "INSERT INTO meta (name, value) VALUES (?, ?) ON CONFLICT (name) DO UPDATE SET value = excluded.value",
                (LINKED, str(head)),
            )

    # ------------------------------------------------------------ keeping

    def rebuild(self) -> None:
        """Make every derived table anew from the journal; links are then to be made again."""
        with self.database.transaction():
            for table in TABLES:
                self.database.run(f"DELETE FROM {table}")
            for sql in (f"DELETE FROM meta WHERE name = '{LINKED}'", *FORGET):
                self.database.run(sql)
            self.judging.recall()
            latest = {entry.key: entry.seq for entry in self.journal.entries(READING) if entry.body is not None}
            for seq in sorted(latest.values()):
                self.hold(self.decoded(seq), seq)

    def verify(self) -> Iterator[str]:
        """One line for each fault: an entry of the journal that changed, a derived row that does not follow from it.
        What is compared is of one moment, so that what others write meanwhile is no fault."""
        with self.database.snapshot():
            yield from self.journal.faults()
            for key, seq in self.database.stream("SELECT key, seq FROM reading ORDER BY key"):
                yield from self.faults_of(key, seq)
            yield from self.absent()
            yield from self.judging.faults()

    def absent(self) -> Iterator[str]:
        """Reports of the journal that no table knows; a failure gives way to a later reading of its file."""
        held = {key for (key,) in self.database.rows("SELECT key FROM reading")}
        latest = {e.key: e.seq for e in self.journal.entries(READING) if e.body is not None and e.key not in held}
        for key, seq in sorted(latest.items()):
            with suppress(ValueError, TypeError, KeyError):  # `faults` of the journal names what cannot be decoded
                if self.decoded(seq).document is not None:
                    yield f"report {key}: it was read, and is in no table"

    def faults_of(self, key: str, seq: int) -> Iterator[str]:
        try:
            seen, reviews = self.judging.judged(self.decoded(seq))
        except (ValueError, TypeError, KeyError) as error:
            yield f"report {key} cannot be decoded: {error}"
            return
        yield from faults(self.database, seen, reviews)

    def checked(self) -> str:
        """What `verify` goes through, in one line."""
        reports = self.database.one("SELECT count(*) FROM reading")[0]
        return f"clean: {self.head} entries of the journal, {reports} reports, {self.judging.count()} judgements"


def entities(statement: Any) -> Iterator[Entity]:
    from dateline.store.row import mentions_of

    return (m.entity for m in mentions_of(statement) if m.entity is not None)


def entity_use(entity: str, rows: Iterable[Any]) -> EntityUse:
    """One use of the rows (entity, form, mentions, body) of an entity, the first report coming first."""
    forms: Counter[str] = Counter()
    first = ""
    for _, form, mentions, body in rows:
        first = first or body
        forms[form] += mentions
    known: Entity = decoder(Entity)(from_json(first.encode()))
    return EntityUse(entity, known.name, known.kind, known.country, known.roles, tuple(sorted(forms.items())))
