"""Text families: pairs of reprints among reports with known truth, and among the real revisions of a wire's day.

Truth for constructed pairs is in the making. Two different originals can really be revisions of one story (the wire
sent most of its stories more than once); such pairs are judged apart by the order of their words, not by hashes.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Sequence
from difflib import SequenceMatcher
from itertools import combinations
from pathlib import Path

from dateline.evaluate.reprint import Made, make, read_originals
from dateline.evaluate.score import Result
from dateline.link.family import families, sketch
from dateline.types.reading import Sketched

COUNT = 20_000
ALIKE = 0.5
"""Share of words in common, in order, of the shorter text, from which two originals are revisions of one story."""


def run(data: Path, limit: int | None) -> Result:
    """Precision, recall and F1 of pairs; recall by what was done to the reprint; false pairs by kind."""
    result = Result("reprints")
    reports = list(make(read_originals(data.parent), limit or COUNT))
    result.cases = len(reports)
    known = {report.id: report for report in reports}
    found = list(families(sketched(reports)))
    true = pairs_of(by_family(reports))
    got = pairs_of(family.reports for family in found)
    real = {pair for pair in sorted(got - true) if is_revision(known[pair[0]], known[pair[1]])}
    score(result, "pairs", true, got - real)
    result.figures["pairs of originals that are revisions themselves, left out"] = len(real)
    for how in sorted({report.how for report in reports}):
        asked = {pair for pair in true if how in (known[pair[0]].how, known[pair[1]].how)}
        if asked and "+" not in how:
            result.figures[f"recall: {how}, of {len(asked)}"] = len(asked & got) / len(asked)
    for left, right in sorted(true - got):
        result.miss(f"missed: {known[right].how}", right, left, "", known[right].text[:200])
    for left, right in sorted(got - true - real):
        result.miss(f"false: {known[left].how} and {known[right].how}", right, "", left, known[right].text[:200])
    return result


def sketched(reports: Iterable[Made]) -> list[Sketched]:
    return [Sketched(r.id, r.published, r.source, len(r.text), sketch(r.text)) for r in reports]


def by_family(reports: Iterable[Made]) -> list[list[str]]:
    groups: dict[str, list[str]] = defaultdict(list)
    for report in reports:
        groups[report.family].append(report.id)
    return list(groups.values())


def pairs_of(groups: Iterable[Sequence[str]]) -> set[tuple[str, str]]:
    return {(left, right) for group in groups for left, right in combinations(sorted(group), 2)}


def score(result: Result, name: str, true: set[tuple[str, str]], got: set[tuple[str, str]]) -> None:
    count = result.count(name)
    count.tp, count.fp, count.fn = len(true & got), len(got - true), len(true - got)


def is_revision(left: Made, right: Made) -> bool:
    """Whether the words of the shorter stand in the other in the same order, for half of them at least."""
    if {left.how, right.how} & {"form", "boilerplate"}:
        return False
    a, b = left.text.lower().split(), right.text.lower().split()
    matched = sum(
        block.size for block in SequenceMatcher(None, a, b, autojunk=False).get_matching_blocks() if block.size > 2
    )
    return matched >= ALIKE * min(len(a), len(b))
