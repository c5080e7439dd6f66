"""The columns of GDELT 2.0 events (tab-separated, here with a head), one happening a row, by CAMEO codes."""

from __future__ import annotations

from dateline.ontology.crosswalk import cameo_code, cameo_sector, is_demand, quad_of
from dateline.write.flat import Cell
from dateline.write.happening import Happening, Party
from dateline.write.profile import ProfileExporter, Value, columns, sole

ACTOR = ("Code", "Name", "CountryCode", "KnownGroupCode", "EthnicCode", "Religion1Code", "Religion2Code", "Type1Code",
         "Type2Code", "Type3Code")  # fmt: skip
GEO = ("Type", "FullName", "CountryCode", "ADM1Code", "ADM2Code", "Lat", "Long", "FeatureID")
NAMES = (
    "GLOBALEVENTID", "SQLDATE", "MonthYear", "Year", "FractionDate",
    *(f"Actor{k}{part}" for k in (1, 2) for part in ACTOR),
    "IsRootEvent", "EventCode", "EventBaseCode", "EventRootCode", "QuadClass", "GoldsteinScale", "NumMentions",
    "NumSources", "NumArticles", "AvgTone",
    *(f"{who}Geo_{part}" for who in ("Actor1", "Actor2", "Action") for part in GEO),
    "DATEADDED", "SOURCEURL",
)  # fmt: skip
"""Tone, the Goldstein scale, ethnic and religious codes, where actors are, and FIPS codes stay empty."""
GEO_TYPES = {"country": 1, "city": 4, "province": 5}
"""GDELT tells cities and states of the United States apart (2, 3); its other types serve all the world."""


def code(happening: Happening) -> str | None:
    demand = happening.type == "REQUEST" and all(is_demand(member.trigger) for member in happening.members)
    return cameo_code(happening.type or "", happening.modes, demand=demand)


def fraction(happening: Happening) -> Cell:
    """The year and the share of it that is past, as GDELT counts it: 30 days to every month."""
    day = happening.day
    if day is None:
        return None
    year, month, number = (int(part) for part in day.split("-"))
    return round(year + (month * 30 + number) / 365, 4)


def sectors(party: Party | None) -> list[str]:
    """CAMEO sectors of a party, most specific first, at most three."""
    found = (cameo_sector(role) for role in (party.roles if party else ()))
    return [sector for sector in found if sector][:3]


def actor(k: int, part: str) -> Value:
    """One column of actor 1 or 2; empty where a side has several parties."""

    def value(happening: Happening) -> Cell:
        party = sole((happening.actors, happening.recipients)[k])
        types = sectors(party)
        if party is None:
            return None
        if part == "Name":
            return party.name.upper()
        if part == "CountryCode":
            return party.country
        if part == "Code":
            return "".join([party.country or "", *types]) or None
        at = int(part[4]) - 1
        return types[at] if at < len(types) else None

    return value


def geo(part: str) -> Value:
    """One column of the place of action."""

    def value(happening: Happening) -> Cell:
        place, point = happening.place, happening.point
        if place is None:
            return None
        if part == "Type":
            us = place.country == "USA" and place.precision in ("city", "province")
            return {"city": 3, "province": 2}[place.precision or ""] if us else GEO_TYPES.get(place.precision or "")
        if part == "FullName":
            return place.name or place.text
        return None if point is None else point[0 if part == "Lat" else 1]

    return value


class GdeltExporter(ProfileExporter):
    """GDELT counts events by their mention in reports of a day; here a happening has one row."""

    name = "gdelt"
    extension = ".tsv"
    of = "GDELT"
    delimiter = "\t"
    columns = columns(
        NAMES,
        globaleventid=lambda h: h.id,
        sqldate=lambda h: h.day.replace("-", "") if h.day else None,
        monthyear=lambda h: h.month,
        year=lambda h: h.year,
        fractiondate=fraction,
        **{f"actor{k + 1}{part.lower()}": actor(k, part) for k in (0, 1)
           for part in ("Code", "Name", "CountryCode", "Type1Code", "Type2Code", "Type3Code")},
        eventcode=code,
        eventbasecode=lambda h: (code(h) or "")[:3] or None,
        eventrootcode=lambda h: (code(h) or "")[:2] or None,
        quadclass=lambda h: quad_of(code(h) or ""),
        nummentions=lambda h: len(h.members),
        numsources=lambda h: len(h.sources),
        numarticles=lambda h: len(h.reports),
        **{f"actiongeo_{part.lower()}": geo(part) for part in ("Type", "FullName", "Lat", "Long")},
        sourceurl=lambda h: next((m.report.url for m in h.members if m.report.url), None),
    )  # fmt: skip
