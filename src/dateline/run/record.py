"""A record for those who ask it from Python or the command line: filters by name, tables, reasons."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import Any

from dateline.errors import DatelineError
from dateline.pipeline import Pipeline
from dateline.run.link import link
from dateline.run.query import query_of
from dateline.run.reading import reading_of, recipe_of
from dateline.run.tally import Tally
from dateline.run.trace import trace
from dateline.run.worker import slim
from dateline.store.store import Store as Engine
from dateline.types.document import Document
from dateline.types.episode import Episode, Member
from dateline.types.judgement import Judgement
from dateline.types.view import EVERYTHING, Query
from dateline.write.found import as_arrow
from dateline.write.member import Found
from dateline.write.target import export
from dateline.write.why import Why

LISTED = 10
"""Ids that an ambiguous beginning is answered with."""


class Store(Engine):
    """A record: `Store("record.dateline")`; `read_only=True` to ask only.

    A context manager. Ids may be given by their beginning where that is of one thing only. DatelineError says what
    to do about an id that is unknown or ambiguous, or a filter that can never hold.
    """

    def add(self, documents: Iterable[Document]) -> int:
        """Put documents that were read in this process into the record and link them; how many are new. Folders and
        archives are read faster, and with limits, by `dateline build`."""
        recipe = recipe_of(Pipeline())
        new = self.append([reading_of(document, slim(document), recipe) for document in documents])
        link(self, Tally())
        return new

    def find(self, **filters: Any) -> Any:
        """A pyarrow.Table of the statements that all filters hold for; `.to_pandas()` makes a data frame of it.

        Filters are the fields of Query: find(type="ASSAULT", country=["Mali", "NER"], since="2024-03", text="convoy").
        Columns are those of the flat profile and `episode`, `family`, `agency`, `review`.
        """
        return as_arrow(self.found(query_of(**filters)))

    def export(self, format: str, out: str | Path, **filters: Any) -> dict[str, Any]:
        """Write the record, or what filters choose of it, to a file in a format of docs/export.md, with its data
        sheets beside it; the data sheet comes back."""
        return export(self, format, Path(out), query_of(**filters))

    def found(self, query: Query = EVERYTHING) -> Iterator[Found]:
        """Statements with the documents of their reports, in canonical order; one document is held at a time."""
        return self.beside(self.members(query))

    def beside(self, members: Iterable[Member]) -> Iterator[Found]:
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

    def why(self, id: str) -> Why:
        """All that is known of how a statement or a judgement came into the record."""
        kind, full = self.named(id, "statement", "episode", "judgement")
        if kind == "judgement":
            return Why(full, judgements=tuple(self.judgements_on({full}, itself=True)))
        document, member = pair = self.one(full)
        episode = self.episode(full) if member.episode else None
        near = {full, member.report.id, *filter(None, [member.report.source])}
        recipe = self.recipe(member.report.id) or ""
        return Why(
            full, pair, recipe, trace(document, member.statement, recipe), self.family(member.report.id), episode,
            tuple(link for link in (episode.links if episode else ()) if full in (link.left, link.right)),
            tuple(self.judgements_on(near)),
        )  # fmt: skip

    def judgements_on(self, ids: set[str], *, itself: bool = False) -> Iterator[Judgement]:
        """Judgements on any of the ids, and on those judgements in turn, in the order in which they were made."""
        ids = set(ids)
        for judgement in self.judgements():
            if not ids.isdisjoint(judgement.targets) or (itself and judgement.id in ids):
                ids.add(judgement.id)
                yield judgement

    def one(self, statement: str) -> Found:
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
            cure = "`dateline find` shows the ids of statements and episodes, `dateline why` those of judgements"
            raise DatelineError(f"there is no {' or '.join(kinds) or 'id'} {prefix!r}", cure=cure)
        if len(ids) > 1:
            listed = ", ".join(f"{id_} ({' '.join(k for k, i in whole if i == id_)})" for id_ in ids[:LISTED])
            more = f" and {len(ids) - LISTED} more" if len(ids) > LISTED else ""
            raise DatelineError(f"{prefix!r} begins more than one id", cure=f"use one of {listed}{more}")
        order = kinds or ("statement", "report", "judgement", "entity", "episode")
        return min(whole, key=lambda pair: order.index(pair[0]))
