"""Who holds what office, and who is meant by the bare offices of a statement: evidence looked up by country, title and
day, nothing stored."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import replace
from typing import TYPE_CHECKING

from dateline.types.document import Document
from dateline.types.episode import Member
from dateline.types.office import Bearer, Office, Roster
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


def roster(store: Store, words: str = "") -> Roster:
    """Who is named as holding an office: the one that the words name ("French president"), all of a country or a body,
    or all of a person; without words all that the record tells of. Bodies and persons are found by words of the name,
    in any order."""
    from dateline import places
    from dateline.link.name import fold
    from dateline.link.office import holdings, tenures
    from dateline.link.title import read_title
    from dateline.ontology.role import known_actor

    title = read_title(words)
    country = places.country(words)
    if title:
        found = [h for h in holdings(evidence(store, title[0])) if h.office == title[0]]
    else:
        found = list(holdings(everywhere(store)))
    if country:
        found = [h for h in found if h.office.body == country.code]
    held = tenures(found, tuple(store.standing()))
    if words and not title and not country:
        body = known_actor(words)
        parts = set(fold(words).split())
        within = [h for h in found if h.office.body == (body and body.id) or parts <= set(fold(h.office.name).split())]
        found = within or [h for h in found if parts <= set(fold(h.name).split())]
        offices, people = {h.office for h in within}, {h.entity for h in found}
        held = [t for t in held if (t.office in offices if within else not people.isdisjoint(t.entities))]
    return Roster(tuple(held), tuple(sorted({h.statement for h in found if not h.day})))


def everywhere(store: Store) -> Iterator[tuple[Document, Member]]:
    """Statements whose sentences may name a holder of any office."""
    from dateline.link.office import RELATED
    from dateline.link.title import known

    yield from store.found(Query(type=RELATED))
    yield from once(pair for way in known()["titles"] for pair in store.found(Query(text=way)))


def once(pairs: Iterable[tuple[Document, Member]]) -> Iterator[tuple[Document, Member]]:
    """Each statement the first time that it comes: "vice president" is found by "president" too."""
    seen: set[str] = set()
    for document, member in pairs:
        if member.statement.id not in seen:
            seen.add(member.statement.id)
            yield document, member


def evidence(
    store: Store, office: Office, days: tuple[str | None, str | None] = (None, None)
) -> Iterator[tuple[Document, Member]]:
    """Statements, of the days if such are given, whose sentences may name a holder of the office."""
    from dateline.link.office import RELATED
    from dateline.link.title import spellings

    since, until = days
    where = Query(country=(office.country,)) if office.country else Query(actor=(office.body,))
    yield from store.found(replace(where, type=RELATED, since=since, until=until))
    for words in spellings(office):
        yield from store.found(Query(text=words, since=since, until=until))
