"""Hard facts of groups: what they keep apart though each pair of statements might meet."""

from __future__ import annotations

from dataclasses import replace

import pytest

from dateline.link.compare import item_of
from dateline.link.ground import Facts, facts_of
from dateline.types.reading import Candidate
from tests.link.test_episode import ONE, TWO, grouped, sets

NEXT = {"start": "2022-08-23", "end": "2022-08-23"}
UNSTATED = {"start": None, "end": None, "grain": None}


def facts(candidate: Candidate) -> Facts:
    return facts_of(item_of(candidate, candidate.report))


def test_two_reports_may_be_a_night_apart_but_one_report_means_two_days() -> None:
    assert facts(ONE).agree(facts(replace(TWO, **NEXT)))
    assert not facts(ONE).agree(facts(replace(TWO, report="r1", **NEXT)))


def test_what_one_report_tells_apart_no_other_report_brings_together() -> None:
    bridge = replace(TWO, id="c", report="r3", figures=(), **UNSTATED)
    second = replace(TWO, id="b", report="r1", **NEXT)
    assert not any({"a", "b"} <= members for members in sets(grouped(ONE, second, bridge)))


@pytest.mark.parametrize(
    ("dead", "same"), [((35.0, 35.0), True), ((3.0, 3.0), False), ((None, 5.0), False), ((3.0, None), True)]
)
def test_figures_far_apart_on_two_days_are_two_happenings(dead: tuple[float | None, float | None], same: bool) -> None:
    other = facts(replace(TWO, figures=(("killed", *dead),), **NEXT))
    assert facts(ONE).agree(other) is same
    assert facts(ONE).joined(facts(replace(TWO, id="c", report="r3", figures=()))).agree(other) is same


def test_figures_far_apart_on_one_day_are_two_accounts_of_one() -> None:
    assert facts(ONE).agree(facts(replace(TWO, figures=(("killed", 3.0, 3.0),))))
    assert facts(ONE).agree(facts(replace(TWO, figures=(("killed", 3.0, 3.0),), **UNSTATED)))


def test_days_of_both_are_kept_whichever_has_more() -> None:
    both = facts(ONE).joined(facts(replace(TWO, report="r2"))).joined(facts(replace(TWO, report="r3", **NEXT)))
    assert set(both.days) == {"r1", "r2", "r3"}
    assert not both.agree(facts(replace(TWO, report="r3", start="2022-08-24", end="2022-08-24")))
    assert not facts(replace(TWO, report="r2", **NEXT)).joined(facts(replace(TWO, report="r9", **NEXT))).agree(both)
