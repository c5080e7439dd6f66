"""What a view is given: the record as it stands, who asks, and the filters, checked."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from typing import Annotated, Any

from fastapi import Query as Given

from dateline.errors import DatelineError
from dateline.store.facet import ALL
from dateline.store.query import query_of
from dateline.store.store import Store
from dateline.types.document import Document
from dateline.types.episode import Member
from dateline.types.view import Query
from dateline.web.access import Session
from dateline.web.record import Record

MOST = 1000
"""Rows of the largest page."""
Many = Annotated[list[str] | None, Given()]
One = Annotated[str | None, Given()]
Limit = Annotated[int, Given(ge=0, le=MOST, description="Most rows of the page.")]
After = Annotated[str | None, Given(description="Where the page before ended: its `after`.")]


class Missing(DatelineError):
    """What is asked for is not in the record."""


@dataclass(frozen=True, slots=True)
class Ask:
    """One question. `store` shows one moment of the record; `address` is the asker's; `alone` hides the judgements of
    others from the answer."""

    store: Store
    record: Record
    session: Session
    address: str = ""
    alone: bool = False

    @property
    def blind(self) -> bool:
        return self.alone or self.session.blind

    def query(self, query: Query) -> Query:
        """The query as this reader may ask it: to a blind one nothing is judged, so nothing is left out."""
        return replace(query, review=ALL) if self.blind else query

    def seen(self, members: Sequence[Member]) -> list[Member]:
        """The members as this reader sees them: a blind one without what others decided."""
        return [self.store.as_read(m, self.session.name) for m in members] if self.blind else list(members)

    def beside(self, members: Sequence[Member]) -> Iterator[tuple[Document, Member]]:
        """Each with the document of its report, the rejected ones too."""
        documents: dict[str, Document | None] = {}
        for member in members:
            key = member.report.id
            if key not in documents:
                documents = {key: self.store.plain(key)}
            if (document := documents[key]) is not None:
                yield document, member

    def versions(self, members: Sequence[Member]) -> dict[str, int]:
        """By statement, what to send as `base`. In a blind session it is 0, for it would tell that others judged."""
        ids = [member.statement.id for member in members]
        return dict.fromkeys(ids, 0) if self.session.blind else self.store.versions(ids)


def filters(
    kind: Many = None, type: Many = None, mode: Many = None, actor: Many = None, country: Many = None,
    place: Many = None, since: One = None, until: One = None, status: Many = None, source: Many = None,
    report: Many = None, episode: Many = None, text: One = None, background: bool | None = None, review: Many = None,
    confidence: Annotated[float, Given(ge=0, le=1)] = 0.0,
) -> Query:  # fmt: skip
    """The filters of a question; a name that is given several times holds for either value."""
    return query_of(**{name: value for name, value in locals().items() if value not in (None, "", [])})


def missing(what: str, id_: str) -> Missing:
    return Missing(f"there is no {what} {id_[:80]!r}", cure=f"ask /api/{what}s for the ids that there are")


Data = dict[str, Any]
