"""Reports of one event of the news: whether they meet in an episode or a text family, and those of others do not.

The reports are linked as one record. Two of them meet when they have an episode or a family in common. Nothing of
linking is fitted here.
"""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Iterable, Iterator
from itertools import combinations
from pathlib import Path

from dateline.evaluate.cluster import conll_interval, score_clusters, totals
from dateline.evaluate.score import Result
from dateline.link.candidate import candidates_of
from dateline.link.constraint import Groups
from dateline.link.episode import episodes
from dateline.link.family import families, sketch_of
from dateline.link.moment import sort_day
from dateline.pipeline import Pipeline
from dateline.read.text import document_of
from dateline.types import Document
from dateline.types.episode import Family
from dateline.types.judgement import Link
from dateline.types.reading import Candidate, Group, Sketched

Pair = tuple[str, str]


def run(data: Path, limit: int | None) -> Result:
    """Pairs of reports that meet, and B-cubed over the reports that meetings tie together."""
    result = Result("news_clusters")
    rows = read(data, limit)
    result.cases = len(rows)
    event = {document.report.id: name for name, document in rows}
    candidates = [c for _, document in rows for c in candidates_of(document)]
    kin = list(families(sketched(document for _, document in rows)))
    groups = linked(candidates, kin)
    met = meetings(groups, candidates, kin)
    true = {pair for pair in combinations(sorted(event), 2) if event[pair[0]] == event[pair[1]]}
    count = result.count("pairs of reports that meet")
    count.tp, count.fp, count.fn = len(true & met.keys()), len(met.keys() - true), len(true - met.keys())
    spread(result, event, met)
    describe(result, event, groups, candidates)
    for left, right in sorted(met.keys() - true):
        result.miss(f"{event[left]} meets {event[right]}", right, "", left, met[left, right])
    result.notes.append(
        "Two events of the set can share a happening in truth (a missile test and the answer to it), and a report "
        "in which nothing of the ontology happens meets nobody. The even half of the set's events is all there is here."
    )
    return result


def read(data: Path, limit: int | None) -> list[tuple[str, Document]]:
    pipeline, rows = Pipeline(), []
    for number, path in enumerate(sorted((data / "data").glob("*.json"))):
        if limit is not None and number >= limit:
            break
        item = json.loads(path.read_text("utf-8"))
        document = document_of(
            item["text"], title=item.get("title"), published=item.get("date_publish"),
            source=item.get("source_domain"), url=item.get("url"),
        )  # fmt: skip
        rows.append((item["newsCluster"]["Event"], pipeline(document)))
    if not rows:
        raise FileNotFoundError(2, "no reports", str(data / "data"))
    return rows


def sketched(documents: Iterable[Document]) -> Iterator[Sketched]:
    for document in documents:
        report = document.report
        yield Sketched(report.id, report.published, report.source, len(document.text), sketch_of(document))


def linked(candidates: Iterable[Candidate], kin: Iterable[Family]) -> list[Group]:
    family_of = {report: family.id for family in kin for report in family.reports}
    return list(episodes(sorted(candidates, key=lambda c: (sort_day(c), c.id)), family_of))


def meetings(groups: Iterable[Group], candidates: Iterable[Candidate], kin: Iterable[Family]) -> dict[Pair, str]:
    """Pairs of reports with what they first met in: a link's reason, or their family."""
    report = {c.id: c.report for c in candidates}
    met: dict[Pair, str] = {}
    for family in kin:
        met.update(dict.fromkeys(combinations(sorted(family.reports), 2), "one text family"))
    for group in groups:
        why = group.links[0].reason if group.links else ""
        for pair in combinations(sorted({report[m] for m in group.members}), 2):
            met.setdefault(pair, why)
    return met


def spread(result: Result, event: dict[str, str], met: Iterable[Pair]) -> None:
    """B-cubed over reports, those that meet and those that meet these taken together."""
    groups = Groups()
    for report in event:
        groups.add(report)
    for left, right in sorted(met):
        groups.join(Link(left, right, 1.0, "", ""))
    key: dict[str, list[str]] = {}
    for report, name in event.items():
        key.setdefault(name, []).append(report)
    scores = score_clusters(key.values(), [groups.of(root) for root in groups.roots()], lambda m: event[m])
    sums, (low, high) = totals(scores)["B-cubed"], conll_interval({"B-cubed": scores["B-cubed"]})
    figures = {"precision": sums.precision, "recall": sums.recall, "F1": sums.f1, "F1, from": low, "F1, to": high}
    result.figures.update({f"reports tied by meetings: B-cubed {name}": value for name, value in figures.items()})
    alone = score_clusters(key.values(), [[report] for report in event], lambda m: event[m])
    result.figures["every report alone: B-cubed F1"] = totals(alone)["B-cubed"].f1


def describe(result: Result, event: dict[str, str], groups: Iterable[Group], candidates: list[Candidate]) -> None:
    """How large episodes are, and how many hold several events."""
    report = {c.id: c.report for c in candidates}
    spans = [{report[m] for m in group.members} for group in groups]
    several = [reports for reports in spans if len(reports) > 1]
    mixed = [reports for reports in several if len({event[r] for r in reports}) > 1]
    result.figures["events"] = len(set(event.values()))
    result.figures["statements of happenings"] = len(candidates)
    result.figures["episodes"] = len(spans)
    result.figures["episodes of several reports"] = len(several)
    result.figures["episodes of reports of several events"] = len(mixed)
    result.figures["reports without a statement"] = len(event) - len(Counter(report.values()))
