"""Countries, nationalities, and the capitals and palaces that stand for governments (data/countries.yaml)."""

from __future__ import annotations

from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path
from typing import Any

from dateline.lang import read_yaml
from dateline.places.spelling import normalise

DATA = Path(__file__).parent / "data"
STYLES = ("republic of ", "kingdom of ", "state of ", "sultanate of ")
"""Beginnings of long official names, read when the long name itself is not listed."""


@dataclass(frozen=True, slots=True)
class Country:
    """A country or territory. `code` is ISO 3166-1 alpha-3 (XKX for Kosovo); None for one that no longer exists
    and has no single successor. `geonames` is its GeoNames number, None where there is none."""

    code: str | None
    name: str
    geonames: int | None = None
    capital: str | None = None

    @property
    def id(self) -> str:
        return f"iso3166:{self.code}" if self.code else f"historical:{normalise(self.name).replace(' ', '-')}"


@dataclass(frozen=True, slots=True)
class Region:
    """Several countries, a sea, a part of one country or a territory in dispute. Coordinates mark a middle."""

    name: str
    country: str | None = None
    latitude: float | None = None
    longitude: float | None = None
    geonames: int | None = None

    @property
    def id(self) -> str:
        return f"region:{normalise(self.name).replace(' ', '-')}"


@lru_cache(maxsize=1)
def load_countries() -> dict[str, Any]:
    data: dict[str, Any] = read_yaml(DATA / "countries.yaml")
    return data


def read_countries() -> list[Country]:
    """All countries of today, in the order of the data file."""
    rows = load_countries()["countries"].items()
    return [Country(code, row["name"], row.get("geonames"), row.get("capital")) for code, row in rows]


@lru_cache(maxsize=1)
def _by_code() -> dict[str, Country]:
    return {country.code: country for country in read_countries() if country.code}


@lru_cache(maxsize=1)
def _by_name() -> dict[str, Country]:
    data = load_countries()
    index: dict[str, Country] = {}
    for name, row in data["historical"].items():
        for alias in (name, *row.get("aliases", ())):
            index[_key(alias)] = Country(row["code"], name)
    for code, country in _by_code().items():
        for alias in (country.name, *data["countries"][code].get("aliases", ())):
            index[_key(alias)] = country
    return index


@lru_cache(maxsize=1)
def _nationalities() -> dict[str, str | None]:
    data = load_countries()
    index: dict[str, str | None] = {normalise(word): None for word in data["peoples"]}
    for row in data["historical"].values():
        index.update({normalise(word): row["code"] for word in row.get("nationalities", ())})
    for row in data["regions"].values():
        index.update({normalise(word): row.get("country") for word in row.get("adjectives", ())})
    for code, row in data["countries"].items():
        index.update({normalise(word): code for key in ("adjectives", "people") for word in row.get(key, ())})
    return index


@lru_cache(maxsize=1)
def _governments() -> dict[str, str]:
    index: dict[str, str] = {}
    for code, row in load_countries()["countries"].items():
        for name in (row.get("capital"), *row.get("governments", ())):
            if name:
                index.setdefault(_key(name), code)
    return index


@lru_cache(maxsize=1)
def _regions() -> dict[str, Region]:
    index: dict[str, Region] = {}
    for name, row in load_countries()["regions"].items():
        region = Region(name, row.get("country"), row.get("latitude"), row.get("longitude"), row.get("geonames"))
        for alias in (name, *row.get("aliases", ()), *row.get("adjectives", ())):
            index[_key(alias)] = region
    return index


def _key(text: str) -> str:
    """Index form of a capitalised name: "us" and "turkey" in small letters are words, not countries."""
    if text == text.lower():
        return ""
    return normalise(text).removeprefix("the ")


def strip_possessive(text: str) -> str:
    """The name without a possessive ending: "Syria's" and "the Netherlands'" lose it."""
    for ending in ("'s", "’s", "'", "’"):
        if text.endswith(ending):
            return text[: -len(ending)]
    return text


def country(text: str) -> Country | None:
    """The country that a name, alias or abbreviation stands for ("U.S.", "the Soviet Union", "Burma")."""
    key = _key(strip_possessive(text.strip()))
    return _by_name().get(key) or (_by_name().get(key.split(" of ", 1)[1]) if key.startswith(STYLES) else None)


def country_of(code: str) -> Country | None:
    """The country with this alpha-3 code."""
    return _by_code().get(code)


def nationality(text: str) -> str | None:
    """Alpha-3 code of an adjective or of the people from a country ("Russian", "Saudis", "Briton"); None for
    other words and for peoples without a country of their own ("Kurds")."""
    return _nationalities().get(_key(strip_possessive(text.strip())))


def is_people(text: str) -> bool:
    """Whether the word names a people or a region's inhabitants, with a country or without one."""
    return _key(strip_possessive(text.strip())) in _nationalities()


def government_of(text: str) -> str | None:
    """Alpha-3 code of the country whose government a capital or palace can stand for ("Moscow", "the Kremlin").
    Whether it does in a given sentence is for the caller to say."""
    return _governments().get(_key(strip_possessive(text.strip())))


def region(text: str) -> Region | None:
    """The region with this name or adjective ("the Middle East", "the North Caucasus", "European")."""
    return _regions().get(_key(strip_possessive(text.strip())))
