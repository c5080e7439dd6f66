"""What general knowledge says of a name: word lists, countries, the gazetteer, well-known bodies."""

from __future__ import annotations

import re
from functools import cache, lru_cache

from dateline.lang import load


@cache
def words(key: str) -> frozenset[str]:
    """One of the word lists of lang/en/actor.yaml."""
    return frozenset(load("en", "actor")[key].split())


@lru_cache(maxsize=4096)
def known_as(text: str) -> str | None:
    """What general knowledge says of a name: "country", "capital", "region", "people" or None."""
    from dateline.places.country import country, government_of, is_people, region

    if country(text) is not None:
        return "country"
    if is_people(text):
        return "people"
    if region(text) is not None:
        return "region"
    return "capital" if government_of(text) is not None else None


@lru_cache(maxsize=4096)
def population(text: str) -> int:
    """Inhabitants of the largest place of this name in the gazetteer, 0 when it has none."""
    from dateline.places.gazetteer import lookup

    rows = lookup(text)
    return rows[0].population if rows else 0


@cache
def bodies() -> dict[str, list[tuple[str, ...]]]:
    """Well-known bodies by the first part of their names, split as the parser splits words, longest first."""
    found: dict[str, list[tuple[str, ...]]] = {}
    for name in load("en", "actor")["bodies"]:
        parts = tuple(re.findall(r"[\w.’']+|-", str(name)))
        found.setdefault(parts[0], []).append(parts)
    return {first: sorted(names, key=len, reverse=True) for first, names in found.items()}


KNOWN = {"country": "GPE", "capital": "GPE", "region": "LOC", "people": "NORP"}
