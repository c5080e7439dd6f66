"""Who is meant by the bare offices of a statement: evidence looked up by country, title and day, nothing stored."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

from dateline.types.document import Document
from dateline.types.episode import Member
from dateline.types.office import Bearer, Office
from dateline.types.view import Query

if TYPE_CHECKING:
    from dateline.store.store import Store


def bearers(store: Store, member: Member) -> Iterator[Bearer]:
    """One for each bare office, in the order of the statement; the day is that of publication, and nothing is told of
    a report without one."""
    from dateline.link.office import bare_offices, bearer, holdings, tenures, window

    day = (member.report.published or "")[:10]
    days = window(day)
    bare = bare_offices(member.statement)
    if days is None or not bare:
        return
    judgements = tuple(store.standing())
    for entity, (words, office) in bare.items():
        found = [h for h in holdings(evidence(store, office, days)) if days[0] <= h.day <= days[1]]
        held = tenures((h for h in found if h.office == office), judgements)
        yield bearer(entity, words, office, day, held, judgements)


def evidence(store: Store, office: Office, days: tuple[str, str]) -> Iterator[tuple[Document, Member]]:
    """Statements of the days whose sentences may name a holder of the office."""
    from dateline.link.title import spellings

    since, until = days
    yield from store.found(Query(type=("office_of",), country=(office.body,), since=since, until=until))
    for words in spellings(office):
        yield from store.found(Query(text=words, since=since, until=until))
