"""A record for those who ask it from Python or the command line: filters by name, tables, reasons."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import Any

from dateline.pipeline import Pipeline
from dateline.run.link import link
from dateline.run.office import bearers, roster
from dateline.run.reading import reading_of, recipe_of
from dateline.run.tally import Tally
from dateline.run.trace import trace
from dateline.run.worker import slim
from dateline.store.query import query_of
from dateline.store.store import Store as Engine
from dateline.types.document import Document
from dateline.types.judgement import Judgement
from dateline.types.office import Roster
from dateline.write.found import as_arrow
from dateline.write.target import export
from dateline.write.why import Why


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
        sheets beside it; the data sheet comes back. All of it is of one moment."""
        with self.database.snapshot():
            return export(self, format, Path(out), query_of(**filters))

    def why(self, id: str, *, offices: bool = True) -> Why:
        """All that is known of how a statement or a judgement came into the record; `offices`: whether to look up, in
        the reports of the same days, who may be meant by an office without a name."""
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
            tuple(self.judgements_on(near)), tuple(bearers(self, member)) if offices else (),
        )  # fmt: skip

    def offices(self, words: str = "") -> Roster:
        """Who is named as holding an office, and on what days, by which statements: the office that the words name
        ("French president"), all of a country or of a person; without words all that the record tells of. The days are
        those on which reports name somebody so, not those of taking and leaving office."""
        return roster(self, words)

    def judgements_on(self, ids: set[str], *, itself: bool = False) -> Iterator[Judgement]:
        """Judgements on any of the ids, and on those judgements in turn, in the order in which they were made."""
        ids = set(ids)
        for judgement in self.judgements():
            if not ids.isdisjoint(judgement.targets) or (itself and judgement.id in ids):
                ids.add(judgement.id)
                yield judgement
