"""Actors across reports on ECB+: which names of persons and bodies are one, marked names given or found by reading.

A mark is a name when its head is a proper noun and no common word for people ("Police" in a headline is none). Scored
are the names that the annotators followed across reports; all others are given to linking as well, but "FBI" in five
reports, followed in none, is five chains of the set. The topics held back are those of `ecbplus`, and the reports of
a part are linked as one record, so that people of different topics can be joined, and wrongly.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Sequence
from itertools import combinations
from pathlib import Path
from typing import NamedTuple

from dateline.evaluate import ecb
from dateline.evaluate.cluster import as_row, header, judge_links, score_clusters
from dateline.evaluate.ecb import Clusters, Mention
from dateline.evaluate.score import Count, Result, assign
from dateline.lang.noun_class import classes_of
from dateline.link.actor import actors
from dateline.pipeline import Pipeline
from dateline.types import Document, Syntax
from dateline.types import Mention as Read
from dateline.types.episode import Actor
from dateline.types.reading import EntityUse

NOTE = (
    "A pair is two marked names in different reports. The same name is the same words, small or capital. As read: one "
    "entity id, before anything is joined. Most pairs are of a few people who are named in every report of a topic."
)


class Given:
    """A stage that puts the marked names in the place of the mentions that they overlap."""

    name = "given"
    version = "1"
    needs = ("syntax", "mentions")
    gives = "mentions"

    def __init__(self, rows: Iterable[ecb.Told]) -> None:
        self.marks = {row.document.report.id: row.gold for row in rows}

    def __call__(self, document: Document) -> tuple[Read, ...]:
        given = [made for mark in self.marks[document.report.id] if (made := name_of(document, mark))]
        kept = [m for m in document.mentions if not any(ecb.overlap(m.span, g.span) for g in given)]
        return tuple(sorted((*kept, *given), key=lambda m: (m.start, -m.end)))


def run(data: Path, limit: int | None) -> Result:
    """CoNLL scores and pairs of both settings with their baselines on both parts, and the links judged."""
    result = Result("actors")
    rows = list(ecb.reports(data, tuple(ecb.ACTORS)))[:limit]
    result.cases, table = len(rows), header()
    for part, held in (("held back", True), ("tuning", False)):
        chosen = [row for row in rows if ecb.is_held(row.topic) == held]
        for setting, pipeline in (
            ("given", Pipeline().until("entity").after("actor", Given(chosen))),
            ("found", Pipeline().until("entity")),
        ):
            read = [row._replace(document=pipeline(row.document)) for row in chosen]
            table += score(result, f"{part}, names {setting}", read) if read else ()
    result.notes += ["\n".join(table), NOTE]
    return result


def name_of(document: Document, mark: ecb.Gold) -> Read | None:
    """The mention that a mark is, when it is a name."""
    syntax = document.syntax
    inside = list(syntax.within(mark.span)) if syntax else []
    if syntax is None or not inside:
        return None
    head = next((i for i in inside if syntax.tokens[i].head not in inside or syntax.tokens[i].head == i), inside[0])
    if syntax.tokens[head].pos != "PROPN" or (len(inside) == 1 and is_common(syntax, head)):
        return None
    text = mark.span.text(document.text)
    return Read(mark.span.start, mark.span.end, text, head, ecb.ACTORS[mark.tag], "name")


def is_common(syntax: Syntax, k: int) -> bool:
    return "actor" in classes_of(syntax.tokens[k].lower.removesuffix("s"))


def score(result: Result, name: str, rows: Sequence[ecb.Told]) -> Iterator[str]:
    """A line of the table for each way of joining the names that the setting has."""
    joined = list(actors(use for row in rows for use in uses(row.document)))
    actor = {id_: one.id for one in joined for id_ in one.entities}
    names = [named for row in rows for named in names_of(row)]
    key = by(names, lambda n: n.chain)
    ways = {
        "every name alone": by(names, lambda n: str(n.mention)),
        "the same name": by(names, lambda n: n.text.casefold()),
        "as read": by(names, lambda n: n.entity),
        "joined": by(names, lambda n: actor.get(n.entity, n.entity)),
    }
    topic = {row.document.report.id: row.topic for row in rows}
    for way, response in ways.items():
        yield as_row(f"{name}: {way}", score_clusters(key, response, lambda m: topic[m.report]))
        count_pairs(result.count(f"{name}: pairs, {way}"), key, response)
    result.figures[f"{name}: reports"] = len(rows)
    result.figures[f"{name}: marked names"] = len(names)
    result.figures[f"{name}: chains"] = len(key)
    judge(result, name, names, joined)


class Named(NamedTuple):
    """A marked name of a chain across reports, and the id of the entity that it was read as."""

    mention: Mention
    text: str
    chain: str
    entity: str


def names_of(row: ecb.Told) -> Iterator[Named]:
    """The marked names that a name was read for, the best overlap first."""
    document = row.document
    marks = [mark for mark in row.gold if mark.across and name_of(document, mark)]
    read = [m for m in document.mentions if m.form == "name"]
    for i, j in assign([[ecb.overlap(mark.span, m.span) for m in read] for mark in marks]):
        mention, entity = Mention(document.report.id, marks[i].span), read[j].entity
        yield Named(mention, mention.span.text(document.text), marks[i].chain, entity.id if entity else str(mention))


def uses(document: Document) -> Iterator[EntityUse]:
    """Entities as a record would hold them, were every mention part of a statement."""
    for m in document.mentions:
        if m.entity is not None:
            e = m.entity
            yield EntityUse(e.id, e.name, e.kind, e.country, e.roles, ((m.text if m.form == "name" else e.name, 1),))


def by(names: Iterable[Named], what: Callable[[Named], str]) -> Clusters:
    groups: dict[str, list[Mention]] = {}
    for named in names:
        groups.setdefault(what(named), []).append(named.mention)
    return list(groups.values())


def count_pairs(count: Count, key: Clusters, response: Clusters) -> None:
    """Pairs of names in different reports."""
    gold, got = (
        {pair for cluster in side for pair in combinations(sorted(cluster), 2) if pair[0].report != pair[1].report}
        for side in (key, response)
    )
    count.tp, count.fp, count.fn = len(gold & got), len(got - gold), len(gold - got)


def judge(result: Result, name: str, names: Iterable[Named], joined: Iterable[Actor]) -> None:
    """The links between entities that stand mostly for one chain each, and what was joined or left apart wrongly."""
    told: dict[str, Counter[str]] = {}
    actor = {id_: one.id for one in joined for id_ in one.entities}
    of_chain: dict[str, Counter[str]] = {}
    of_actor: dict[str, Counter[str]] = {}
    for n in names:
        told.setdefault(n.entity, Counter())[n.chain] += 1
        of_chain.setdefault(n.chain, Counter())[actor.get(n.entity, n.entity)] += 1
        of_actor.setdefault(actor.get(n.entity, n.entity), Counter())[n.chain] += 1
    chain = {id_: counts.most_common(1)[0][0] for id_, counts in told.items()}
    judge_links(result, name, (link for one in joined for link in one.links), chain)
    for kind, groups in (("several chains joined", of_actor), ("a chain apart", of_chain)):
        for one, counts in groups.items():
            if len(counts) > 1:
                result.miss(f"{name}: {kind}", one, "", ", ".join(f"{k} {v}" for k, v in counts.most_common()))
