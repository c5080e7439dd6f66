"""Statements without a day of their own join the one old episode that fits, and stay apart where several do."""

from __future__ import annotations

from dataclasses import replace

from dateline.link.attach import is_late
from dateline.link.episode import Left, episodes
from dateline.link.moment import sort_day
from dateline.types.judgement import Judgement
from dateline.types.reading import Candidate, Group
from tests.link.test_episode import LAHORE, ONE

HISTORY = replace(
    ONE, id="h", report="r9", published="2026-03-01", background=True, start=None, end=None, grain=None, figures=(),
    modes=(), words=("attack", "recall"), topic=("election", "vote", "party"),
)  # fmt: skip
OTHER = replace(ONE, id="o", report="r5", start="2021-05-02", end="2021-05-02", published="2021-05-03")


def grouped(*found: Candidate, left: Left | None = None, judgements: tuple[Judgement, ...] = ()) -> list[set[str]]:
    rows = sorted(found, key=lambda c: (sort_day(c), c.id))
    groups: list[Group] = list(episodes(rows, {}, judgements, left))
    return [set(group.members) for group in groups]


def test_history_without_a_time_joins_the_one_episode_of_its_place_and_word() -> None:
    assert {"a", "h"} in grouped(ONE, HISTORY)


def test_a_month_or_a_year_is_enough_to_choose() -> None:
    for start, end, grain in (("2022-08-01", "2022-08-31", "month"), ("2022-01-01", "2022-12-31", "year")):
        dated = replace(HISTORY, start=start, end=end, grain=grain)
        assert is_late(dated) and {"a", "h"} in grouped(ONE, OTHER, dated)


def test_where_two_episodes_fit_it_stays_apart_and_is_counted() -> None:
    left = Left()
    assert {"h"} in grouped(ONE, OTHER, HISTORY, left=left)
    assert left.undecided == 1


def test_it_never_joins_against_a_hard_fact() -> None:
    for other in (
        replace(HISTORY, start="2019-01-01", end="2019-12-31", grain="year"),
        replace(HISTORY, **LAHORE),
        replace(HISTORY, country="IND", place_id=None, latitude=None, longitude=None, precision=None),
        replace(HISTORY, status="future"),
        replace(HISTORY, type="PROTEST"),
    ):
        left = Left()
        assert {"h"} in grouped(ONE, other, left=left) and left.undecided == 0


def test_a_word_alone_is_no_ground() -> None:
    nowhere = {"place_id": None, "place_name": None, "latitude": None, "longitude": None, "precision": None}
    assert {"h"} in grouped(ONE, replace(HISTORY, **nowhere))


def test_a_report_without_a_date_joins_what_it_plainly_tells_of() -> None:
    undated = replace(ONE, id="u", report="r7", published=None, start=None, end=None, grain=None)
    assert {"a", "u"} in grouped(ONE, undated)
    assert {"u"} in grouped(ONE, OTHER, undated)


def test_a_split_by_a_person_is_obeyed() -> None:
    split = Judgement("1", "split", "statement", ("a", "h"), "Ada", "2026-01-01T00:00:00Z")
    assert {"h"} in grouped(ONE, HISTORY, judgements=(split,))
