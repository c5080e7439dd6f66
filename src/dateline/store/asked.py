"""What is asked of a record by id, or with the documents around the answer."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace

from dateline.errors import DatelineError
from dateline.store.codec import decode
from dateline.store.journal import JUDGEMENT
from dateline.store.row import fold
from dateline.store.seen import newest, versions
from dateline.store.verdict import judged, review_of
from dateline.store.view import Viewing
from dateline.types.document import Document
from dateline.types.episode import Actor, Episode, Member
from dateline.types.judgement import Judgement
from dateline.types.view import EVERYTHING, Query

LIKE = 3
"""Names that one that nobody has is answered with."""
LISTED = 10
"""Ids that an ambiguous beginning is answered with."""


class Asked(Viewing):
    """Ids may be given by their beginning where that is of one thing only. DatelineError says what to do about one that
    is unknown or ambiguous."""

    def found(self, query: Query = EVERYTHING) -> Iterator[tuple[Document, Member]]:
        """Statements with the documents of their reports, in canonical order; one document is held at a time."""
        return self.beside(self.members(query))

    def beside(self, members: Iterable[Member]) -> Iterator[tuple[Document, Member]]:
        """Each statement with the document of its report."""
        document: Document | None = None
        for member in members:
            if document is None or document.report.id != member.report.id:
                document = self.document(member.report.id)
            if document is not None:
                yield document, member

    def episode(self, id: str) -> Episode:
        """The happening with this id, or that the statement with this id is about."""
        kind, full = self.named(id, "episode", "statement")
        happening = full if kind == "episode" else self.one(full)[1].episode
        for episode in self.episodes(Query(episode=(happening,))) if happening else ():
            return episode
        raise DatelineError(f"statement {full} belongs to no episode", cure="`dateline why` shows what it is")

    def one(self, statement: str) -> tuple[Document, Member]:
        """A statement by its full id, also a rejected one, with the document of its report."""
        member = self.member(statement)
        document = self.document(member.report.id) if member else None
        if member is None or document is None:
            raise DatelineError(f"there is no statement {statement}", cure="`dateline find` shows ids")
        return document, member

    def named(self, prefix: str, *kinds: str) -> tuple[str, str]:
        """Kind and full id of what the id, or its beginning, names; an episode has the id of its first statement, and
        the first of the kinds wins then."""
        named = [(kind, id_) for kind, id_ in self.ids(prefix) if not kinds or kind in kinds]
        whole = [pair for pair in named if pair[1] == prefix] or named
        ids = sorted({id_ for _, id_ in whole})
        if not ids:
            cure = "`dateline find` shows the ids of statements and episodes, `why` of judgements, `actors` of actors"
            raise DatelineError(f"there is no {' or '.join(kinds) or 'id'} {prefix!r}", cure=cure)
        if len(ids) > 1:
            listed = ", ".join(f"{id_} ({' '.join(k for k, i in whole if i == id_)})" for id_ in ids[:LISTED])
            more = f" and {len(ids) - LISTED} more" if len(ids) > LISTED else ""
            raise DatelineError(f"{prefix!r} begins more than one id", cure=f"use one of {listed}{more}")
        order = kinds or ("statement", "report", "judgement", "entity", "episode")
        return min(whole, key=lambda pair: order.index(pair[0]))

    def actors_named(self, words: str = "", *, joined: bool = False) -> list[tuple[Actor, int]]:
        """Actors with the words in a name, or with that id, and in how many statements each acts or is acted on, the
        most first; with `joined` only those that were made of several."""
        wanted = fold(words)
        found = [
            (actor, self.count(Query(actor=actor.entities)))
            for actor in self.actors()
            if (len(actor.entities) > 1 or not joined)
            and (any(wanted in fold(name) for name in actor.names) or wanted in map(fold, actor.entities))
        ]
        return sorted(found, key=lambda pair: (-pair[1], pair[0].name, pair[0].id))

    def like(self, field: str, words: str) -> list[str]:
        """Names of actors, places or sources that hold the words, the commonest first; none where one is just that."""
        wanted = fold(words)
        if field == "source":
            found = [source for (source,) in self.database.rows("SELECT source FROM reading WHERE source IS NOT NULL")]
            known = Counter(source for source in found if wanted in fold(source))
            return [] if any(fold(name) == wanted for name in known) else [name for name, _ in known.most_common(LIKE)]
        part = re.sub(r"([%_!])", r"!\1", wanted)
        sql = (
            "SELECT value FROM facet WHERE field = ? AND value LIKE ? ESCAPE '!' AND value NOT LIKE '%:%' "
            f"GROUP BY value ORDER BY value <> ?, count(*) DESC, value LIMIT {LIKE}"
        )
        names = [name for (name,) in self.database.rows(sql, (field, f"%{part}%", wanted))]
        return [] if wanted in names else names

    def versions(self, statements: Sequence[str]) -> dict[str, int]:
        """By statement, the number of the last entry of the journal that judged it, 0 where none did."""
        return versions(self.database, statements)

    def newest(self, statement: str) -> Judgement | None:
        """The last judgement on a statement, or on a judgement on it."""
        return newest(self.database, self.journal, statement)

    def judged_after(self, entry: int) -> list[Judgement]:
        """Judgements made since an entry of the journal, in their order."""
        entries = self.journal.entries(JUDGEMENT, after=entry)
        return [decode(Judgement, held.body) for held in entries if held.body is not None]

    def as_read(self, member: Member, by: str | None = None) -> Member:
        """The member as it was read, under the standing judgements of `by` alone; under none where that is None."""
        id_ = member.statement.id
        return self.under(member, [j for j in self.judging.on([id_]).get(id_, ()) if j.by == by])

    def under(self, member: Member, judgements: Sequence[Judgement]) -> Member:
        """The member as it was read, under these judgements and no others."""
        document = self.plain(member.report.id)
        if document is None:
            return member
        statement = next(s for s in document.statements if s.id == member.statement.id)
        return replace(member, statement=judged(statement, document.text, judgements), review=review_of(judgements))

    def plain(self, report: str) -> Document | None:
        """A report as it was read, before any judgement; None where it is not known, failed, or was redacted."""
        row = self.database.one("SELECT seq FROM reading WHERE key = ? AND failure IS NULL", (report,))
        return self.load(row[0]).document if row else None
