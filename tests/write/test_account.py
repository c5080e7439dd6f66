"""Values stand side by side with who gives each; what cannot all hold is said, and nothing is averaged or picked."""

from __future__ import annotations

import pytest

from dateline.types import Figure, Span
from dateline.write.account import Facet, facets, figures_clash, origins
from dateline.write.member import Found
from tests.write.happening import MINISTRY, PROSECUTORS, Toll, blast, found


def side(pairs: list[Found], label: str) -> Facet:
    return next(facet for facet in facets(pairs) if facet.label == label)


def told(facet: Facet) -> dict[str, list[tuple[str, str | None, int]]]:
    return {value.words: [(s.who, s.day, len(s.reports)) for s in value.sayings] for value in facet.values}


def test_every_figure_stands_with_who_gives_it_and_when() -> None:
    killed = side(blast(), "killed")
    assert told(killed) == {
        "killed at least 41": [("Interior Ministry", "2024-03-29", 2)],
        "killed 35": [("prosecutors", "2024-03-29", 1), ("prosecutors", "2024-03-31", 1)],
    }
    assert killed.differ


def test_the_same_voice_on_the_same_day_is_one_saying_of_two_reports() -> None:
    pairs = [found(Toll(PROSECUTORS, name, "2024-03-29", 35, 35), k) for k, name in enumerate(("One", "Two"), 1)]
    assert told(side(pairs, "killed")) == {"killed 35": [("prosecutors", "2024-03-29", 2)]}
    assert not side(pairs, "killed").differ


def test_a_report_that_speaks_for_itself_is_named_by_its_source() -> None:
    marked = "[The [blast|t] in [Orbec|place] killed [some 35|dead] people.|s]"
    assert list(told(side([found(Toll(marked, "Echo", None, 35, 35), 1)], "killed")).values()) == [
        [("the report itself (Echo)", None, 1)]
    ]


def test_two_figures_of_one_statement_do_not_contradict_one_another() -> None:
    children = (Figure(Span(0, 1), "killed", 3, 3),)
    pairs = [found(Toll(MINISTRY, "A", "2024-03-29", 41, 41, extra=children), 1)]
    pairs += [found(Toll(MINISTRY, "B", "2024-03-29", 41, 41), 2)]
    assert not side(pairs, "killed").differ


@pytest.mark.parametrize(
    ("left", "right", "clash"),
    [
        ((41, 41, None), (35, 35, None), True),
        ((41, 41, None), (41, 41, None), False),
        ((41, 41, "at least"), (56, 56, None), False),
        ((41, 41, "at least"), (35, 35, None), True),
        ((41, None, "at least"), (56, 56, None), False),
        ((41, None, "at least"), (35, 35, None), True),
        ((None, 40, "up to"), (35, 35, None), False),
        ((None, 40, "up to"), (41, None, "more than"), True),
        ((40, 40, "up to"), (35, 35, None), False),
        ((40, 40, "at most"), (41, 41, None), True),
        ((40, 40, "about"), (41, 41, None), False),
        ((40, 40, "about"), (50, 50, None), True),
        ((24, 99, None), (41, 41, None), False),
        ((None, None, None), (41, 41, None), False),
    ],
)
def test_hedges_say_what_can_both_hold(left: tuple, right: tuple, clash: bool) -> None:  # type: ignore[type-arg]
    one, other = (Figure(Span(0, 1), "killed", low, high, hedge) for low, high, hedge in (left, right))
    assert figures_clash(one, other) is clash
    assert figures_clash(other, one) is clash


def test_money_of_two_currencies_is_not_compared() -> None:
    euros, dollars = (Figure(Span(0, 1), "money", low, low, unit=unit) for low, unit in ((5, "EUR"), (9, "USD")))
    assert not figures_clash(euros, dollars)
    assert figures_clash(euros, Figure(Span(0, 1), "money", 9, 9, unit="EUR"))


def test_days_places_and_denials_that_contradict_are_told() -> None:
    first = found(Toll(MINISTRY, "A", "2024-03-29", 41, 41), 1)
    for other, label in (
        (Toll(MINISTRY, "B", "2024-03-29", 41, 41, day="2024-03-28"), "when"),
        (Toll(MINISTRY, "B", "2024-03-29", 41, 41, place="geonames:2"), "where"),
        (Toll(MINISTRY, "B", "2024-03-29", 41, 41, status="denied"), "status"),
    ):
        pairs = [first, found(other, 2)]
        assert [facet.label for facet in facets(pairs) if facet.differ] == [label]
        assert len(side(pairs, label).values) == 2


def test_those_who_are_blamed_differently_stand_side_by_side() -> None:
    pairs = [
        found(Toll(MINISTRY, "A", "2024-03-29", 41, 41, country="VLS"), 1),
        found(Toll(MINISTRY.replace("bomb", "drone"), "B", "2024-03-29", 41, 41, country="NOR"), 2),
    ]
    assert side(pairs, "who").differ
    assert [value.words for value in side(pairs, "who").values] == ["bomb (VLS)", "drone (NOR)"]


def test_voices_are_texts_and_agencies_and_not_outlets() -> None:
    voices = origins(blast())
    assert [(v.agency, len(v.reports)) for v in voices] == [(None, 2), (None, 1), ("Norlandic News", 1)]
    wired = (Toll(PROSECUTORS, name, "2024-03-31", 35, 35, agency="Norlandic News") for name in "AB")
    two = [found(toll, k) for k, toll in enumerate(wired)]
    assert [(v.agency, len(v.families), len(v.reports)) for v in origins(two)] == [("Norlandic News", 2, 2)]
