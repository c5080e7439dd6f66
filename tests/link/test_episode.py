"""Episodes: what joins, what never joins, whatever the order inside a day."""

from __future__ import annotations

from dataclasses import replace

import pytest

from dateline.link.compare import figures
from dateline.link.episode import Left, episodes
from dateline.link.moment import sort_day
from dateline.link.window import MOST
from dateline.types.judgement import Judgement
from dateline.types.reading import Candidate, Group

ONE = Candidate(
    "a", "r1", "event", "ASSAULT", "2022-08-23", 10, "explode", modes=("explosives",), start="2022-08-22",
    end="2022-08-22", grain="day", place_id="geonames:1", place_name="Quetta", country="PAK", latitude=30.2,
    longitude=67.0, precision="city", figures=(("killed", 41.0, 41.0),),
    words=("bomb", "explode", "kill", "market", "quetta"),
    topic=("quetta", "market", "bomb", "blast", "toll"),
)  # fmt: skip
TWO = replace(ONE, id="b", report="r2", figures=(("killed", 35.0, 35.0),))
LAHORE = {"place_id": "geonames:2", "place_name": "Lahore", "latitude": 31.5, "longitude": 74.3}


def grouped(*found: Candidate, judgements: tuple[Judgement, ...] = ()) -> list[Group]:
    rows = sorted(found, key=lambda c: (sort_day(c), c.id))
    return sorted(episodes(rows, {}, judgements), key=lambda group: group.id)


def sets(groups: list[Group]) -> set[frozenset[str]]:
    return {frozenset(group.members) for group in groups}


def test_different_tolls_are_one_happening_and_the_link_says_why() -> None:
    (group,) = grouped(ONE, TWO)
    assert group.members == ("a", "b")
    assert "same place (Quetta)" in group.links[0].reason and "same day" in group.links[0].reason


def test_hard_facts_keep_apart() -> None:
    for other in (
        replace(TWO, **LAHORE),
        replace(TWO, start="2022-08-26", end="2022-08-26"),
        replace(TWO, country="IND"),
        replace(TWO, status="future"),
    ):
        assert len(grouped(ONE, other)) == 2


def test_a_denial_is_about_the_same_happening() -> None:
    assert len(grouped(ONE, replace(TWO, status="denied"))) == 1


def test_a_vague_report_cannot_bridge_two_cities() -> None:
    vague = replace(
        ONE, id="c", report="r3", place_id=None, place_name=None, latitude=None, longitude=None, precision=None
    )
    assert not any({"a", "b"} <= members for members in sets(grouped(ONE, replace(TWO, **LAHORE), vague)))


def test_people_split_and_merge() -> None:
    split = Judgement("1", "split", "statement", ("a", "b"), "Ada", "2026-01-01T00:00:00Z")
    assert len(grouped(ONE, TWO, judgements=(split,))) == 2
    far = replace(TWO, start="2021-01-01", end="2021-01-01", **LAHORE)
    merge = Judgement("2", "merge", "statement", ("a", "b"), "Ada", "2026-01-01T00:00:00Z")
    assert len(grouped(ONE, far, judgements=(merge,))) == 1


def test_the_order_inside_a_day_does_not_matter() -> None:
    rows = [replace(ONE, id=f"{k}", report=f"r{k}", **(LAHORE if k % 3 == 0 else {})) for k in range(12)]
    assert list(episodes(rows, {})) == list(episodes(rows[::-1], {}))


@pytest.mark.parametrize(
    ("one", "other", "same"),
    [
        ((41.0, 41.0), (41.0, None), "figures"),
        ((None, 40.0), (40.0, 40.0), "figures"),
        ((41.0, None), (43.0, 43.0), None),
        ((41.0, None), (900.0, 900.0), None),
        ((None, 40.0), (300.0, None), "figures_apart"),
        ((41.0, 41.0), (300.0, None), "figures_apart"),
        ((2.0, 2.0), (2.0, None), None),
    ],
)
def test_open_numbers_are_compared_by_what_they_leave_open(
    one: tuple[float | None, float | None], other: tuple[float | None, float | None], same: str | None
) -> None:
    a, b = replace(ONE, figures=(("killed", *one),)), replace(TWO, figures=(("killed", *other),))
    assert figures(a, b) == figures(b, a) == same


def test_keys_that_too_many_share_are_counted() -> None:
    rows = [replace(ONE, id=f"{k:03}", report=f"r{k}", words=(f"w{k}",), topic=(f"t{k}",)) for k in range(3 * MOST)]
    left = Left()
    list(episodes(rows, {}, (), left))
    assert left.uncompared > 0
    list(episodes(rows[:MOST], {}, (), left))
    assert left.uncompared == 0
