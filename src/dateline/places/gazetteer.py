"""The gazetteer: data/gazetteer.sqlite, compiled from GeoNames rows by train/places/build.py, read only."""

from __future__ import annotations

import os
import re
import sqlite3
from dataclasses import dataclass, replace
from functools import lru_cache

from dateline.errors import KnowledgeError
from dateline.lang import read_yaml
from dateline.places.country import DATA, strip_possessive
from dateline.places.spelling import normalise

PRECISION = {"p": "city", "c": "city", "a": "province", "b": "district"}
MOST = 60
"""Candidates kept for one name: "San José" names hundreds, and the small ones cannot be told apart."""
QUERY = (
    "SELECT p.id, p.name, p.country, p.admin1, p.latitude, p.longitude, p.population, p.kind, n.main "
    "FROM name n JOIN place p ON p.id = n.place WHERE n.name = ? ORDER BY p.population DESC, p.id LIMIT ?"
)


@dataclass(frozen=True, slots=True)
class Candidate:
    """A row of the gazetteer. Degrees are WGS 84; those of provinces and districts are the mean of their cities
    and mark a middle. `admin1` is the GeoNames number of the province; `main` is False when the name asked for
    is only another spelling; `capital` is True for a seat of government of a country."""

    id: str
    name: str
    country: str
    admin1: int | None
    latitude: float | None
    longitude: float | None
    population: int
    precision: str
    main: bool = True
    capital: bool = False

    @property
    def number(self) -> int:
        return int(self.id.partition(":")[2])


@dataclass(frozen=True, slots=True)
class Named:
    """A place name taken apart: the bare name, the precision that a kind word asks for, and what stands after a
    comma ("Kazan, Russia")."""

    name: str
    wanted: str | None = None
    within: tuple[str, ...] = ()


@lru_cache(maxsize=2)
def _base(_process: int) -> sqlite3.Connection:
    path = DATA / "gazetteer.sqlite"
    if not path.exists():
        raise KnowledgeError("no gazetteer", where=str(path), cure="reinstall dateline")
    # Read only and immutable: no lock, no journal, and threads may share it. Each process opens its own.
    return sqlite3.connect(f"{path.as_uri()}?mode=ro&immutable=1", uri=True, check_same_thread=False)


BY_NUMBER = (
    "SELECT id, name, country, admin1, latitude, longitude, population, kind, 1 FROM place WHERE id = ?"
)


@lru_cache(maxsize=1)
def _exonyms() -> dict[str, int]:
    names: dict[str, int] = read_yaml(DATA / "areas.yaml")["exonyms"]
    return {normalise(name): number for name, number in names.items()}


@lru_cache(maxsize=8192)
def _rows(norm: str) -> tuple[Candidate, ...]:
    """The rows of an index form; the city that English news means by it comes as under its main name."""
    number = _exonyms().get(norm)
    rows = _select(QUERY, (norm, MOST))
    if number is None:
        return rows
    others = [replace(row, main=False) for row in rows if row.number != number]
    return tuple(sorted([*_select(BY_NUMBER, (number,)), *others], key=lambda row: (-row.population, row.id)))


def _select(query: str, values: tuple[object, ...]) -> tuple[Candidate, ...]:
    return tuple(
        Candidate(
            f"geonames:{number}", name, country, admin1,
            None if latitude is None else latitude / 1e4, None if longitude is None else longitude / 1e4,
            population, PRECISION[kind], bool(main), kind == "c",
        )
        for number, name, country, admin1, latitude, longitude, population, kind, main
        in _base(os.getpid()).execute(query, values)
    )  # fmt: skip


@lru_cache(maxsize=1)
def _words() -> tuple[dict[str, str], re.Pattern[str], re.Pattern[str], re.Pattern[str], dict[str, tuple[str, str]]]:
    data = read_yaml(DATA / "areas.yaml")
    kinds = {word: kind for kind, words in data["kinds"].items() for word in words}
    either = "|".join(sorted(kinds, key=len, reverse=True))
    after = re.compile(rf"^(.+?)[ -]({either})$", re.I)
    before = re.compile(rf"^(?:the )?(?:[\w-]+ ){{0,2}}({either}) (?:of )?(?=[A-Z‘'’])(.+)$")
    where = re.compile(rf"^(?:{'|'.join(data['directions'])})[ -](?=\S)", re.I)
    short = {
        key: (name, code) for code, names in data["abbreviations"].items() for key, name in names.items()
    }  # fmt: skip
    return kinds, after, before, where, short


def kind_word(word: str) -> str | None:
    """The precision that a word such as "province" or "village" asks for."""
    return _words()[0].get(word.lower())


def expand(name: str) -> tuple[str, str] | None:
    """(state, country code) of an abbreviation such as "Calif." that stands after a comma."""
    return _words()[4].get(name) or _words()[4].get(name + ".")


def take_apart(text: str) -> Named:
    """What a place expression asks for: "the city of Kazan" is Kazan, a city."""
    whole, *rest = [part.strip() for part in text[:200].split(",") if part.strip()] or [""]
    name = strip_possessive(whole)
    name = name[4:] if name[:4].lower() == "the " else name
    kinds, after, before, _where, _short = _words()
    if match := after.match(name):
        return Named(match.group(1), kinds[match.group(2).lower()], tuple(rest))
    if match := before.match(name):
        return Named(match.group(2), kinds[match.group(1).lower()], tuple(rest))
    return Named(name, None, tuple(rest))


def lookup(name: str) -> tuple[Candidate, ...]:
    """The gazetteer's rows for a name, most populous first; empty when it knows none.

    The name is tried as it stands, then without a word of kind ("Helmand province"), then without a direction
    ("northern Aleppo"), the first that gives something."""
    name = name[:200]
    if name == name.lower() or (len(name) <= 3 and name.isupper()):
        return ()  # words in small letters are no names, and two or three capitals are an abbreviation
    if "." in name and (short := _words()[4].get(name)):
        return tuple(row for row in _rows(normalise(short[0])) if row.country == short[1] and row.number == row.admin1)
    named = take_apart(name)
    bare = _words()[3].sub("", named.name)
    seen: set[str] = set()
    for form in (strip_possessive(name.partition(",")[0]).removeprefix("the "), named.name, bare):
        norm = normalise(form)
        if norm and norm not in seen and (rows := _rows(norm)):
            return rows
        seen.add(norm)
    return ()
