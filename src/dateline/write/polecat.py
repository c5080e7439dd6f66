"""The columns of POLECAT (tab-separated, as its yearly files): PLOVER as it stands, one happening a row."""

from __future__ import annotations

from dateline.ontology.lexicon import event_types
from dateline.places.country import country_of
from dateline.write.flat import Cell
from dateline.write.happening import Happening, Party, agreed, union
from dateline.write.profile import ProfileExporter, Value, columns, names, sole

NAMES = (
    "Event ID", "Event Date", "Event Type", "Event Mode", "Intensity", "Quad Code", "Contexts", "Actor Name",
    "Actor Country", "Actor COW", "Primary Actor Sector", "Actor Sectors", "Actor Title", "Actor Name Raw",
    "Wikipedia Actor ID", "Recipient Name", "Recipient Country", "Recipient COW", "Primary Recipient Sector",
    "Recipient Sectors", "Recipient Title", "Recipient Name Raw", "Wikipedia Recipient ID", "Placename", "City",
    "District", "Province", "Country", "Latitude", "Longitude", "GeoNames ID", "Raw Placename", "Feature Type",
    "Source", "Publication Date", "Story People", "Story Organizations", "Story Locations", "Language", "Version",
)  # fmt: skip
"""Intensity, COW and Wikipedia ids are POLECAT's own knowledge and stay empty."""


def listed(values: tuple[str, ...]) -> str | None:
    return "; ".join(values) or None


def countries(parties: tuple[Party, ...]) -> str | None:
    return listed(union(party.country for party in parties if party.country))


def sectors(parties: tuple[Party, ...]) -> str | None:
    return listed(union(role for party in parties for role in party.roles))


def primary(parties: tuple[Party, ...]) -> str | None:
    party = sole(parties)
    return party.roles[0] if party and party.roles else None


def raw(happening: Happening, side: str) -> str | None:
    """The words of the reports, as they stand."""
    return listed(union(m.text.replace(";", ",") for one in happening.members for m in getattr(one.statement, side)))


def place_at(precision: str) -> Value:
    def value(happening: Happening) -> Cell:
        place = happening.place
        return place.name if place and place.precision == precision else None

    return value


def number_of(happening: Happening) -> str | None:
    """The number of the agreed place in GeoNames."""
    prefix, _, code = ((happening.place.gazetteer_id if happening.place else None) or "").rpartition(":")
    return code if prefix == "geonames" else None


def country_name(happening: Happening) -> str | None:
    found = country_of(happening.country) if happening.country else None
    return found.name if found else happening.country


class PolecatExporter(ProfileExporter):
    name = "polecat"
    extension = ".tsv"
    of = "POLECAT"
    delimiter = "\t"
    columns = columns(
        NAMES,
        event_id=lambda h: h.id,
        event_date=lambda h: h.day,
        event_type=lambda h: h.type,
        event_mode=lambda h: listed(h.modes),
        quad_code=lambda h: event_types()[h.type].quad.replace("_", " ").upper() if h.type in event_types() else None,
        contexts=lambda h: listed(h.contexts),
        actor_name=lambda h: names(h.actors),
        actor_country=lambda h: countries(h.actors),
        primary_actor_sector=lambda h: primary(h.actors),
        actor_sectors=lambda h: sectors(h.actors),
        actor_name_raw=lambda h: raw(h, "actors"),
        recipient_name=lambda h: names(h.recipients),
        recipient_country=lambda h: countries(h.recipients),
        primary_recipient_sector=lambda h: primary(h.recipients),
        recipient_sectors=lambda h: sectors(h.recipients),
        recipient_name_raw=lambda h: raw(h, "recipients"),
        placename=lambda h: h.place.name if h.place else None,
        city=place_at("city"),
        district=place_at("district"),
        province=place_at("province"),
        country=country_name,
        latitude=lambda h: h.point[0] if h.point else None,
        longitude=lambda h: h.point[1] if h.point else None,
        geonames_id=number_of,
        raw_placename=lambda h: listed(union(m.statement.place.text for m in h.members if m.statement.place)),
        source=lambda h: listed(h.sources),
        publication_date=lambda h: agreed(m.report.published for m in h.members),
        language=lambda h: agreed(m.report.language for m in h.members),
        version=lambda h: listed(union(m.statement.by for m in h.members)),
    )
