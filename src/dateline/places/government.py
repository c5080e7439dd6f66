"""The government that a country, its capital or a palace stands for when it acts."""

from __future__ import annotations

from dateline.places.country import Country, country, country_of, government_of
from dateline.types import Entity, Mention


def government_entity(mention: Mention) -> Entity | None:
    """The government meant when the mention acts ("Moscow said", "Iran threatened"); None when it names no country,
    capital or palace. Whether the mention does act as a government is for the caller to say."""
    entity = mention.entity
    if entity is not None and entity.kind == "country":
        code = entity.country
    else:
        found = country(mention.text)
        code = found.code if found else government_of(mention.text)
    named = country_of(code) if code else None
    if named is None:
        return None
    return government_named(named)


def government_named(named: Country) -> Entity:
    """The entity of a country's government."""
    return Entity(f"gov:{named.code}", f"Government of {named.name}", "organisation", named.code, ("GOV",))
