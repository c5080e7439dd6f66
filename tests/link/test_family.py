"""Text families: reprints found whatever the order of reports, and what people decided."""

from __future__ import annotations

from dataclasses import replace
from random import Random

import pytest

from dateline.evaluate.reprint import make, read_originals
from dateline.link.family import by_publication, families, sketch
from dateline.link.sketch import sketch_of
from dateline.types import Block, Document, Report, Span
from dateline.types.judgement import Judgement
from dateline.types.reading import Sketched

REPORTS = list(make(read_originals(None), 300))
ROWS = [Sketched(r.id, r.published, r.source, len(r.text), sketch(r.text)) for r in REPORTS]


@pytest.mark.parametrize("seed", range(3))
def test_order_of_reports_does_not_matter(seed: int) -> None:
    shuffled = Random(seed).sample(ROWS, len(ROWS))
    assert list(families(shuffled)) == list(families(ROWS))


def test_reports_of_a_day_come_by_the_hour() -> None:
    given = (("2", "a"), ("2T09", "b"), ("2T08", "c"), ("3", "a"))
    rows = [Sketched(name, f"2026-01-0{day}", None, 1, b"") for day, name in given]
    assert [row.id for row in by_publication(rows)] == ["a", "c", "b", "a"]


def test_daily_reports_of_one_form_are_not_reprints() -> None:
    forms = {report.id for report in REPORTS if report.how in ("form", "boilerplate")}
    assert len(forms) > 5
    assert [f.reports for f in families(ROWS) if forms & set(f.reports) and len(f.reports) > 1] == []


def test_reprints_with_a_new_header_are_one_family() -> None:
    family = {name: found.id for found in families(ROWS) for name in found.reports}
    plain = [report for report in REPORTS if report.how == "header"]
    assert len(plain) > 20
    assert all(family[report.id] == family[f"{report.family}-0"] for report in plain)


def test_a_split_takes_a_reprint_out_and_a_merge_puts_strangers_together() -> None:
    twin = next(f for f in families(ROWS) if len(f.reports) == 2)
    alone = next(f for f in families(ROWS) if len(f.reports) == 1)
    split = Judgement("1", "split", "report", twin.reports, "Ada", "2026-01-01T00:00:00Z")
    merge = Judgement("2", "merge", "report", (twin.id, alone.id), "Ada", "2026-01-01T00:00:01Z")
    sizes = {frozenset(f.reports) for f in families(ROWS, (split, merge))}
    assert frozenset({twin.reports[1]}) in sizes
    assert frozenset({twin.id, alone.id}) in sizes


def test_furniture_is_no_part_of_a_sketch() -> None:
    body = " ".join(f"Sentence {k} of the report is about harbour {k}." for k in range(40))
    around = "Weather and traffic of the site, and its other stories of the day"
    whole = Document(Report("a", "a"), f"{around}\n{body}", (Block(Span(0, len(around)), "furniture"),))
    alone = Document(Report("b", "b"), f"\n{body}", ())
    assert sketch_of(whole) == sketch_of(alone)
    assert sketch_of(replace(whole, blocks=())) != sketch_of(alone)
