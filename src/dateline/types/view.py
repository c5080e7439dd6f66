"""A record as it is seen now, and the questions it can be asked."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Protocol, runtime_checkable

from dateline.types.document import Document
from dateline.types.episode import Actor, Coverage, Episode, Family, Member
from dateline.types.judgement import Judgement
from dateline.types.reading import Reading


@dataclass(frozen=True, slots=True)
class Query:
    """Filters that must all hold; a filter of several values holds when one of them does. Empty: everything.

    `type` compares PLOVER types, relations and figure roles; `actor` the names and ids of actors and recipients;
    `country` (ISO 3166 alpha-3) that of place, actor or recipient; `place` the name or gazetteer id of the place;
    `since` and `until` (ISO dates) overlap the time of the statement, or hold the day of publication where no time
    is stated; `text` is searched in the sentence. `review` is accepted, edited, rejected, or unjudged for what nobody
    judged; without it, all but the rejected.
    """

    kind: tuple[str, ...] = ()
    type: tuple[str, ...] = ()
    mode: tuple[str, ...] = ()
    actor: tuple[str, ...] = ()
    country: tuple[str, ...] = ()
    place: tuple[str, ...] = ()
    since: str | None = None
    until: str | None = None
    status: tuple[str, ...] = ()
    source: tuple[str, ...] = ()
    report: tuple[str, ...] = ()
    episode: tuple[str, ...] = ()
    text: str | None = None
    background: bool | None = None
    review: tuple[str, ...] = ()
    confidence: float = 0.0
    limit: int | None = None
    offset: int = 0


EVERYTHING = Query()


@runtime_checkable
class View(Protocol):
    """What exporters and pages read: judgements applied, what was redacted left out, all in canonical order
    (reports by publication, then id; statements by their place in the text), whatever the order of reading."""

    def documents(self) -> Iterator[Document]:
        """Reports with their text and statements; the rejected are left out."""
        ...

    def members(self, query: Query = EVERYTHING) -> Iterator[Member]: ...
    def episodes(self, query: Query = EVERYTHING) -> Iterator[Episode]:
        """Episodes with at least one statement that the query holds for, with all their statements."""
        ...

    def families(self) -> Iterator[Family]: ...
    def actors(self) -> Iterator[Actor]: ...
    def judgements(self) -> Iterator[Judgement]: ...
    def coverage(self) -> Iterator[Coverage]: ...
    def about(self) -> Mapping[str, str]:
        """Recipe, schema version, codebook, licence notes and counts; no clock."""
        ...


@runtime_checkable
class Archive(View, Protocol):
    """A view that can also give what it was made from, so that another record can be made of it."""

    def readings(self) -> Iterator[Reading]:
        """Every report as it was read or failed, before any judgement, under its present recipe, by publication,
        then key; what was redacted is left out. Documents are slim, candidates and sketches are there."""
        ...
