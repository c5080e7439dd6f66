from __future__ import annotations

from dataclasses import replace

import pytest

from dateline.types import Figure, Place, Span, Time
from dateline.write.phrase import chain_words, figure_words, mention_words, place_words, plain, status_words, time_words
from tests.write.build import agency

DOCUMENT = agency()
FIRST, SECOND, THIRD = DOCUMENT.statements
SPAN = FIRST.figures[0].span  # "at least 40"


@pytest.mark.parametrize(
    ("figure", "words"),
    [
        (Figure(SPAN, "killed", 40, 40), "killed 40"),
        (Figure(SPAN, "killed", 24, 99), "killed 24 to 99"),
        (Figure(SPAN, "injured", None, 12, "at most"), "injured at most 12"),
        (Figure(SPAN, "participants", None, None), "participants at least 40"),
        (Figure(SPAN, "money", 2.5e6, 2.5e6, "about", "EUR"), "money about 2500000 EUR"),
        (Figure(SPAN, "fighters", 5, 5, None, "person", "growing"), "fighters 5 growing"),
    ],
)
def test_figures(figure: Figure, words: str) -> None:
    assert figure_words(DOCUMENT, figure) == words


@pytest.mark.parametrize(
    ("start", "end", "words"),
    [
        ("2024-05-14", "2024-05-14", "2024-05-14 (Tuesday)"),
        ("2024-05-01", "2024-05-31", "2024-05-01 to 2024-05-31 (Tuesday)"),
        (None, "2024-05-31", "… to 2024-05-31 (Tuesday)"),
        (None, None, "Tuesday"),
    ],
)
def test_times(start: str | None, end: str | None, words: str) -> None:
    assert FIRST.time
    assert time_words(DOCUMENT, Time(FIRST.time.span, start, end, "day")) == words


def test_a_pronoun_says_whom_it_means_and_a_name_does_not_repeat_itself() -> None:
    it = SECOND.actors[0]
    assert mention_words(DOCUMENT, it) == "It = Velish army (VLS MIL GOV)"
    assert mention_words(DOCUMENT, replace(it, entity=None)) == "It = Velish army"
    assert mention_words(DOCUMENT, FIRST.actors[0]) == "Velish army (VLS MIL GOV)"


def test_places_say_how_sure_they_are() -> None:
    assert FIRST.place
    here = FIRST.place
    assert place_words(DOCUMENT, here) == "Orbec (VLS, city)"
    assert place_words(DOCUMENT, replace(here, name="Orbetz")) == "Orbec = Orbetz (VLS, city)"
    assert place_words(DOCUMENT, Place(here.start, here.end, "Orbec", None)) == "Orbec (unresolved)"


def test_chains() -> None:
    assert chain_words(DOCUMENT, SECOND) == "the report itself"
    assert chain_words(DOCUMENT, THIRD) == "an unstated source"


def test_what_goes_without_saying_is_not_said() -> None:
    assert status_words(FIRST) == ["ongoing", "background"]
    assert status_words(replace(FIRST, kind="relation", background=False)) == []
    assert status_words(SECOND) == ["possible"]


@pytest.mark.parametrize(("value", "words"), [(None, ""), (40.0, "40"), (2.5, "2.5"), (1e9, "1000000000"), (0, "0")])
def test_numbers_are_written_out(value: float | None, words: str) -> None:
    assert plain(value) == words


def test_span_of_the_figure_is_what_the_test_says() -> None:
    assert Span(SPAN.start, SPAN.end).text(DOCUMENT.text) == "at least 40"
