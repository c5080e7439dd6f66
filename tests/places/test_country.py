"""Countries, nationalities, governments and regions by the words that reports use."""

from __future__ import annotations

import pytest

from dateline import places


@pytest.mark.parametrize(
    ("words", "code"),
    [
        ("Russia", "RUS"), ("the United States", "USA"), ("U.S.", "USA"), ("Syria's", "SYR"), ("Gaza", "PSE"),
        ("Kosovo", "XKX"), ("Burma", "MMR"), ("DR Congo", "COD"),
        ("Côte d’Ivoire", "CIV"), ("Republic of Armenia", "ARM"),
    ],
)  # fmt: skip
def test_country_names_and_aliases(words: str, code: str) -> None:
    found = places.country(words)
    assert found is not None and found.code == code and found.id == f"iso3166:{code}"


@pytest.mark.parametrize("words", ["us", "turkey", "chad", "Springfield", "", "'s"])
def test_words_that_are_no_country(words: str) -> None:
    assert places.country(words) is None


def test_a_vanished_country_keeps_its_name() -> None:
    union = places.country("USSR")
    assert union is not None and union.code is None and union.name == "Soviet Union"
    east = places.country("East Germany")
    assert east is not None and east.code == "DEU" and east.name == "East Germany"


@pytest.mark.parametrize(
    ("word", "code"),
    [
        ("Russians", "RUS"), ("Saudi", "SAU"), ("Briton", "GBR"), ("Dutch", "NLD"), ("Chechen", "RUS"),
        ("Nigerien", "NER"),
    ],
)  # fmt: skip
def test_nationalities(word: str, code: str) -> None:
    assert places.nationality(word) == code


def test_a_people_without_a_country_of_its_own() -> None:
    assert places.nationality("Kurds") is None and places.is_people("Kurds")


@pytest.mark.parametrize(
    ("word", "code"), [("Moscow", "RUS"), ("the Kremlin", "RUS"), ("the White House", "USA"), ("Whitehall", "GBR")]
)
def test_what_stands_for_a_government(word: str, code: str) -> None:
    assert places.government_of(word) == code


def test_every_capital_and_country_is_told_apart() -> None:
    codes = [country.code for country in places.read_countries()]
    assert len(codes) == len(set(codes)) > 230
    assert places.country("Tehran") is None and places.government_of("Iran") is None


def test_regions() -> None:
    east = places.region("the Middle East")
    assert east is not None and east.country is None and east.latitude is None
    north = places.region("North Caucasus")
    assert north is not None and north.country == "RUS"
