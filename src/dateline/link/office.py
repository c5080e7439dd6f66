"""Who holds an office about a day, as reports name the holders. An inference that is shown beside what a report says;
it joins nobody, and people's judgements overrule it."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from datetime import date, timedelta

from dateline.link.actor import actors, is_full
from dateline.link.constraint import Constraints
from dateline.link.title import known, read_head, read_title, title_before, words_before
from dateline.types.document import Document
from dateline.types.episode import Member
from dateline.types.judgement import Judgement
from dateline.types.mention import Entity, Mention
from dateline.types.office import Bearer, Holding, Office, Tenure
from dateline.types.reading import EntityUse
from dateline.types.statement import Statement

RELATED = ("office_of", "leads")
"""Relations of a person to the state or body of an office."""
AWAY = 30
"""Days between a bare office and a report that names its holder, at most, to either side."""


def bare_offices(statement: Statement) -> dict[str, tuple[str, Office]]:
    """Entity id -> words and office, of everybody in a statement who is known by a present office alone."""
    found = {}
    for mention in people(statement):
        entity = mention.entity
        title = read_title(entity.name) if entity and entity.kind == "person" else None
        if entity and title and not title[1]:
            found[entity.id] = (entity.name, title[0])
    return found


def people(statement: Statement) -> Iterator[Mention]:
    yield from (*statement.actors, *statement.recipients)
    yield from (voice.source for voice in statement.attribution if voice.source is not None)


def window(day: str) -> tuple[str, str] | None:
    """First and last day on which evidence for a day may lie; None for what is no day."""
    try:
        middle = date.fromisoformat(day)
        return (middle - timedelta(AWAY)).isoformat(), (middle + timedelta(AWAY)).isoformat()
    except (ValueError, OverflowError):
        return None


# ---------------------------------------------------------------- evidence


def holdings(pairs: Iterable[tuple[Document, Member]]) -> Iterator[Holding]:
    """Every naming of a holder by full name: a relation, a title before the name, a description tied to a name."""
    for document, member in pairs:
        for office, past, entity in named(document.text, member.statement):
            yield Holding(office, entity.id, entity.name, entity.country, day_of(member, past) or "", member.report.id,
                          member.family, member.statement.id, past)  # fmt: skip


def day_of(member: Member, past: bool) -> str | None:
    """The stated day where it is one and past, else the day of publication; None for background without a day, and
    for a time of more than one day. Who is called a `former` holder is so on the day of publication."""
    published = (member.report.published or "")[:10] or None
    time = member.statement.time
    if time is None or not (time.start or time.end):
        return published if past or not member.statement.background else None
    if published and (time.start or "") > published:
        return published
    return time.start[:10] if time.start and time.end and time.start[:10] == time.end[:10] else None


def named(text: str, statement: Statement) -> Iterator[tuple[Office, bool, Entity]]:
    least = statement.sentence.start
    if statement.type in RELATED and statement.status == "actual":
        yield from related(text, statement)
    for mention in people(statement):
        if mention.entity is None or not is_named(mention.entity):
            continue
        if mention.form == "name":
            title = title_before(text, mention.start, least)
        else:
            title = read_title(" ".join([*words_before(text, mention.start, least)[-1:], mention.text]))
            title = title or read_title(mention.text)
        if title:
            yield *title, mention.entity


def related(text: str, statement: Statement) -> Iterator[tuple[Office, bool, Entity]]:
    """The post of a relation between a person and a country or a named body; only nouns are posts, "was elected" is
    none yet."""
    before = words_before(text, statement.trigger.start, statement.sentence.start)[-3:]
    held = [word for word in before if word.lower() in known()["past"] | known()["other"]]
    after = text[statement.trigger.end : statement.sentence.end].split()[:1]
    post = " ".join([*held, statement.trigger.text(text)]) + (after[0] if after and after[0][:1] == "-" else "")
    for person in (m.entity for m in statement.actors if m.entity and is_named(m.entity)):
        for mention in statement.recipients:
            body = mention.entity
            if body is None or (body.kind != "country" and mention.form != "name"):
                continue
            title = read_title(f"{post} of {body.name}") if body.kind == "country" else read_head(body, post)
            if title:
                yield *title, person


def is_named(entity: Entity) -> bool:
    return entity.kind == "person" and is_full(use_of(entity.id, entity.name, entity.country))


def use_of(id_: str, name: str, country: str | None) -> EntityUse:
    return EntityUse(id_, name, "person", country, (), ((name, 1),))


# ---------------------------------------------------------------- holders


def tenures(found: Iterable[Holding], judgements: Sequence[Judgement] = ()) -> list[Tenure]:
    """Holders of each office with their evidence, by first day; spellings of one name are one holder. What is of no
    known day is left out."""
    held = sorted({h for h in found if h.day}, key=lambda h: (h.day, h.report, h.statement, h.entity, h.past))
    people = actors((use_of(h.entity, h.name, h.country) for h in held), judgements)
    one = {entity: person for person in people for entity in person.entities}
    groups: dict[tuple[Office, str], list[Holding]] = defaultdict(list)
    for holding in held:
        groups[holding.office, one[holding.entity].id].append(holding)
    made = [
        Tenure(
            office, id_, one[id_].name, one[id_].entities, once(h.day for h in rows if not h.past),
            once(h.report for h in rows if not h.past), len({h.family for h in rows if not h.past}),
            once(h.statement for h in rows), once(h.day for h in rows if h.past),
        )
        for (office, id_), rows in groups.items()
    ]  # fmt: skip
    return sorted(made, key=lambda t: (t.office, t.first, t.actor))


def once(values: Iterable[str]) -> tuple[str, ...]:
    return tuple(dict.fromkeys(values))


def bearer(
    entity: str, words: str, office: Office, day: str, found: Iterable[Tenure], judgements: Sequence[Judgement] = ()
) -> Bearer:
    """Who is meant by the bare office in a report of the day, or why that is open."""
    weighed = tuple(tenure for tenure in found if tenure.office == office)
    decided = Constraints(judgements, "entity")
    for left, right, reason in decided.together:
        same = [t for t in weighed if entity in (left, right) and {left, right} & set(t.entities)]
        if same:
            return Bearer(words, entity, office, day, same[0], reason, weighed, "person")
    apart = decided.apart.get(entity, set())
    left_in = [tenure for tenure in weighed if apart.isdisjoint(tenure.entities)]
    holder, reason = chosen(office, day, left_in)
    out = ", ".join(tenure.name for tenure in weighed if tenure not in left_in)
    return Bearer(words, entity, office, day, holder, reason + (f"; not {out}: somebody decided so" if out else ""),
                  weighed)  # fmt: skip


def chosen(office: Office, day: str, found: Sequence[Tenure]) -> tuple[Tenure | None, str]:
    """The one holder that reports name within AWAY days, and the reason; None when there is none or not only one."""
    names = " and ".join(tenure.name for tenure in found)
    near = f"within {AWAY} days"
    if not found:
        return None, f"no report {near} names a holder"
    if len(found) > 1:
        return None, f"reports {near} name more than one as {office}, or as having been it: {names}"
    (tenure,) = found
    if tenure.past:
        return None, f"a report {near} calls {names} a former {office}"
    days = min(abs((date.fromisoformat(day) - date.fromisoformat(other)).days) for other in tenure.days)
    texts = "1 text" if tenure.texts == 1 else f"{tenure.texts} texts"
    reports = "1 report names" if len(tenure.reports) == 1 else f"{len(tenure.reports)} reports ({texts}) name"
    away = "on the same day" if days == 0 else f"the nearest {days} day{'s' if days > 1 else ''} away"
    return tenure, f"{reports} {tenure.name} as {office}, {away}; nobody else is named so {near}"
