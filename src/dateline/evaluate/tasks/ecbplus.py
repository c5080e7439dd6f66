"""Happenings across reports on ECB+: the episodes that statements meet in, and linking alone over marked mentions.

A third of the topics, chosen by the hash of their names, is held back (`ecb.is_held`): weights, threshold and
confidences of linking are fitted on the other topics alone. All reports of a part are linked as one record, so that
a link across topics is possible, and wrong. Scored in the sentences that the annotators read to the end.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace
from pathlib import Path

from dateline.evaluate import ecb
from dateline.evaluate.cluster import as_row, header, judge_links, only, score_clusters
from dateline.evaluate.ecb import Clusters, Mention, overlap
from dateline.evaluate.score import Count, Result, assign
from dateline.link.candidate import candidate, candidates_of, ids, located, topic_of, words_in
from dateline.link.episode import episodes
from dateline.link.family import families, sketch_of
from dateline.link.moment import sort_day
from dateline.pipeline import Pipeline
from dateline.types import Document, Span, Statement
from dateline.types.reading import Candidate, Group, Sketched

PUBLISHED = (
    "Published, unchecked: CoNLL F1 of about 0.85 to 0.86 with gold mentions, by trained cross-encoders on topics 36 "
    "to 45. The figures here are of other topics. The marks are of happenings of every kind; dateline reads those "
    "of its ontology alone, which is why so few are found."
)


LETTERS = 5
"""Letters by which words of one root are known: decide and decision."""


def run(data: Path, limit: int | None) -> Result:
    """CoNLL scores of both settings and two baselines on both parts, with the calibration of the links."""
    result = Result("ecbplus")
    rows = read(data, limit)
    result.cases = len(rows)
    table = header()
    for name, part in (("held back", True), ("tuning", False)):
        chosen = [row for row in rows if ecb.is_held(row.topic) == part]
        if chosen:
            table += score_part(result, name, chosen)
    result.notes += ["\n".join(table), PUBLISHED]
    return result


def read(data: Path, limit: int | None) -> list[ecb.Told]:
    pipeline, rows = Pipeline(), []
    for number, told in enumerate(ecb.reports(data)):
        if limit is not None and number >= limit:
            break
        rows.append(told._replace(document=pipeline(told.document)))
    return rows


def score_part(result: Result, name: str, rows: Sequence[ecb.Told]) -> Iterator[str]:
    """A line of the table for each setting."""
    key = list(by_chain(rows).values())
    topic_of_report = {row.document.report.id: row.topic for row in rows}
    whole = found(rows, result, name)
    both = {m for cluster in whole for m in cluster} & {m for cluster in key for m in cluster}
    asked: dict[str, Clusters] = {
        "given mentions: every mention alone": [[m] for cluster in key for m in cluster],
        "given mentions: one verb or noun, one topic": by_lemma(rows, within=True),
        "given mentions: one verb or noun": by_lemma(rows, within=False),
        "given mentions: linked": given(rows, result, name),
        "end to end": whole,
        "end to end, of mentions found: every mention alone": [[m] for m in sorted(both)],
        "end to end, of mentions found": only(whole, both),
    }
    for setting, response in asked.items():
        asked_for = only(key, both) if "of mentions found" in setting else key
        scores = score_clusters(asked_for, response, lambda m: topic_of_report[m.report])
        yield as_row(f"{name}: {setting}", scores)
    result.figures[f"{name}: reports"] = len(rows)
    result.figures[f"{name}: gold mentions"] = sum(map(len, key))
    result.figures[f"{name}: gold chains"] = len(key)


def by_chain(rows: Iterable[ecb.Told]) -> dict[str, list[Mention]]:
    chains: dict[str, list[Mention]] = {}
    for row in rows:
        for gold in row.gold:
            chains.setdefault(f"{row.topic} {gold.chain}", []).append(Mention(row.document.report.id, gold.span))
    return chains


def by_lemma(rows: Iterable[ecb.Told], *, within: bool) -> Clusters:
    """Mentions with one head lemma, within a topic or everywhere."""
    groups: dict[tuple[str, str], list[Mention]] = {}
    for row in rows:
        for gold in row.gold:
            name = (row.topic if within else "", head_of(row.document, gold.span)[1])
            groups.setdefault(name, []).append(Mention(row.document.report.id, gold.span))
    return list(groups.values())


def head_of(document: Document, span: Span) -> tuple[int | None, str]:
    """The token of a span that hangs outside it, and its lemma."""
    syntax = document.syntax
    inside = list(syntax.within(span)) if syntax else []
    if syntax is None or not inside:
        return None, span.text(document.text).lower()
    head = next((i for i in inside if syntax.tokens[i].head not in inside or syntax.tokens[i].head == i), inside[0])
    return head, syntax.tokens[head].lemma.lower()


# ---------------------------------------------------------------- linking


def linked(rows: Iterable[ecb.Told], candidates: Iterable[Candidate]) -> list[Group]:
    kin = families(
        Sketched(r.document.report.id, r.document.report.published, None, len(r.document.text), sketch_of(r.document))
        for r in rows
    )
    family_of = {report: family.id for family in kin for report in family.reports}
    return list(episodes(sorted(candidates, key=lambda c: (sort_day(c), c.id)), family_of))


def found(rows: Sequence[ecb.Told], result: Result, name: str) -> Clusters:
    """Episodes of what reading found: a statement is the gold mention that its trigger overlaps, or a spurious one."""
    groups = linked(rows, [c for row in rows for c in candidates_of(row.document)])
    names: dict[str, Mention] = {}
    for row in rows:
        names.update(named(row, result.count(f"{name}: mentions found")))
    calibrate(result, f"{name}, end to end", groups, names, rows)
    return [kept for group in groups if (kept := [names[m] for m in group.members if m in names])]


def named(row: ecb.Told, count: Count) -> dict[str, Mention]:
    """Statement id -> mention, for the happenings of the sentences that were read to the end."""
    report, events = row.document.report.id, events_in(row)
    pairs = dict(assign([[overlap(s.trigger, g.span) for g in row.gold] for s in events]))
    count.tp += len(pairs)
    count.fp += len(events) - len(pairs)
    count.fn += len(row.gold) - len(pairs)
    return {s.id: Mention(report, row.gold[pairs[i]].span if i in pairs else s.trigger) for i, s in enumerate(events)}


def events_in(row: ecb.Told) -> list[Statement]:
    inside = [s for s in row.document.statements if s.kind == "event" and s.aspect != "habitual"]
    return [s for s in inside if any(line.start <= s.trigger.start < line.end for line in row.lines)]


def given(rows: Sequence[ecb.Told], result: Result, name: str) -> Clusters:
    """Episodes of the gold mentions, each made a candidate."""
    known = types_of_words(rows)
    made = {c.id: (c, Mention(row.document.report.id, g.span)) for row in rows for g, c in given_candidates(row, known)}
    names = {key: mention for key, (_, mention) in made.items()}
    groups = linked(rows, [c for c, _ in made.values()])
    calibrate(result, f"{name}, given mentions", groups, names, rows)
    return [[names[m] for m in group.members] for group in groups]


def types_of_words(rows: Iterable[ecb.Told]) -> dict[str, str]:
    """The commonest type of the statements that each word is the trigger of."""
    found: dict[str, Counter[str]] = {}
    for row in rows:
        for s in row.document.statements:
            if s.kind == "event":
                found.setdefault(head_of(row.document, s.trigger)[1], Counter())[s.type] += 1
    return {word: min(counts, key=lambda t: (-counts[t], t)) for word, counts in found.items()}


def given_candidates(row: ecb.Told, known: dict[str, str]) -> Iterator[tuple[ecb.Gold, Candidate]]:
    """The details of a mention are those of the statement that our reading has there; without one, whoever is named
    in the sentence acts, and its only place and only date are those of the happening. The type is that of its word
    elsewhere; a word that is nowhere of a type is a type of its own, by its first letters."""
    document, events = row.document, list(row.document.statements)
    topic = topic_of(document)
    for gold in row.gold:
        lemma = head_of(document, gold.span)[1]
        key = f"{document.report.id} {gold.span.start}-{gold.span.end}"
        statement = next((s for s in events if s.kind == "event" and overlap(s.trigger, gold.span)), None)
        if statement is not None:
            made = candidate(document, statement, words_in(document, statement.sentence), topic)
        else:
            made = bare(document, gold.span, key, lemma, topic)
        type_ = known.get(lemma) or f"word {lemma[:LETTERS]}"
        yield gold, replace(made, id=key, type=type_, trigger=lemma, position=gold.span.start)


def bare(document: Document, span: Span, key: str, lemma: str, topic: tuple[str, ...]) -> Candidate:
    found = document.syntax.sentence_at(span.start) if document.syntax else None
    line = Span(found.start, found.end) if found else span
    mentions = [m for m in document.mentions if line.start <= m.start < line.end and m.entity]
    places = [p for p in document.places if line.start <= p.start < line.end]
    times = [t for t in document.times if line.start <= t.span.start < line.end and t.kind == "date"]
    start, end, grain = (times[0].start, times[0].end, times[0].grain) if len(times) == 1 else (None, None, None)
    return Candidate(
        key, document.report.id, "event", "happening", document.report.published, span.start, lemma,
        start=start, end=end, grain=grain, actors=ids([m for m in mentions if m.kind in ("person", "organisation")]),
        **located(places[0] if len(places) == 1 else None), words=words_in(document, line), topic=topic,
    )  # fmt: skip


def calibrate(
    result: Result, name: str, groups: Iterable[Group], names: dict[str, Mention], rows: Iterable[ecb.Told]
) -> None:
    """How far the confidences of the links that were made are from the share that is right, among those whose both
    ends are gold mentions."""
    chain = {Mention(r.document.report.id, g.span): f"{r.topic} {g.chain}" for r in rows for g in r.gold}
    known = {key: chain[m] for key, m in names.items() if m in chain}
    judge_links(result, name, (link for group in groups for link in group.links), known)
