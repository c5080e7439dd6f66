from __future__ import annotations

import pytest

from dateline.find.acronym import initials, is_short_form, pair_acronyms
from dateline.types import Mention


def mention(text: str, words: str, kind: str = "organisation") -> Mention:
    start = text.index(words)
    return Mention(start, start + len(words), words, 0, kind, "name")


@pytest.mark.parametrize(
    ("text", "long", "short"),
    [
        ("the Free Kerovian Army (FKA) said", "Free Kerovian Army", "FKA"),
        ("the KSS (Kerovian Security Service) said", "Kerovian Security Service", "KSS"),
        ("the League of Free Towns met; the LFT voted", "League of Free Towns", "LFT"),
        ("the Kerovian interior service (MOS) said", "Kerovian interior service", "MOS"),
    ],
)
def test_pairs(text: str, long: str, short: str) -> None:
    found = pair_acronyms(text, sorted([mention(text, long), mention(text, short)], key=lambda m: m.start))
    assert found[short].text == long


def test_a_country_in_brackets_is_no_short_form_of_a_team() -> None:
    text = "Ana Petrova (USA) won"
    assert pair_acronyms(text, [mention(text, "Ana Petrova", "person"), mention(text, "USA", "country")]) == {}


def test_initials_with_and_without_small_words() -> None:
    assert initials("League of Free Towns") == {"LOFT", "LFT"}
    assert initials("Kerovia") == set()


@pytest.mark.parametrize(
    ("word", "short"), [("FSB", True), ("U.N.", True), ("Army", False), ("X", False), ("1994", False)]
)
def test_short_forms(word: str, short: bool) -> None:
    assert is_short_form(word) is short
