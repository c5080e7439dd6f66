"""Where it is said to have happened: points for places known as well as a point says, areas for the rest."""

from __future__ import annotations

import math
from collections import Counter, defaultdict
from typing import Any

from dateline.ontology.lexicon import load_data
from dateline.places.country import country_of
from dateline.store.store import Store
from dateline.types.view import Query
from dateline.web.digest import Digest, Spot

POINTS = frozenset({"exact", "city"})
"""Precisions that a point may show. The coordinates of a district or a province are a middle, not a place."""
UNSTATED, UNRESOLVED, REGION = "no place stated", "the place is not in the gazetteer", "a region without a border"

Tally = dict[Spot, tuple[list[int], set[str]]]


def show_map(store: Store, digest: Digest, query: Query) -> dict[str, Any]:
    """`points`, `areas` (countries, with the districts and provinces that were named in them), `regions` (named, and
    without a border) and `unmapped`. `total` is the sum of what is said of statements in the four."""
    tally, bare, total = count(store, digest, query)
    points = [spot for spot in tally if is_point(spot)]
    regions = [spot for spot in tally if not is_point(spot) and spot.precision == "region"]
    within: dict[str, list[Spot]] = defaultdict(list)
    lost: Counter[str] = Counter({UNSTATED: bare} if bare else {})
    for spot in tally:
        if is_point(spot) or spot.precision == "region":
            continue
        if spot.precision is not None and spot.country:
            within[spot.country].append(spot)
        else:
            lost[UNRESOLVED] += tally[spot][0][0]
    return {
        "total": total,
        "points": [point(spot, tally) for spot in sorted(points, key=by_name)],
        "areas": [area(code, within[code], tally) for code in sorted(within)],
        "regions": [part(spot, tally) for spot in sorted(regions, key=by_name)],
        "unmapped": unmapped(lost, sum(tally[spot][0][0] for spot in regions)),
    }


def count(store: Store, digest: Digest, query: Query) -> tuple[Tally, int, int]:
    """Statements and episodes by place; how many name no place; how many there are."""
    tally: Tally = {}
    bare = total = 0
    for chosen in digest.chosen(store, query):
        total += 1
        spot = chosen.row.place
        if spot is None:
            bare += 1
            continue
        held = tally.get(spot)
        if held is None:
            held = tally[spot] = ([0], set())
        held[0][0] += 1
        if chosen.episode:
            held[1].add(chosen.episode)
    return tally, bare, total


def is_point(spot: Spot) -> bool:
    if spot.precision not in POINTS or spot.latitude is None or spot.longitude is None:
        return False
    return math.isfinite(spot.latitude) and abs(spot.latitude) <= 90 and abs(spot.longitude) <= 180


def by_name(spot: Spot) -> tuple[str, str, str]:
    return spot.name, spot.country or "", spot.id or ""


def part(spot: Spot, tally: Tally) -> dict[str, Any]:
    """`place` is what the filter of that name finds these statements by."""
    statements, episodes = tally[spot]
    return {
        "name": spot.name, "place": spot.id or spot.name, "precision": spot.precision, "statements": statements[0],
        "episodes": len(episodes),
    }  # fmt: skip


def point(spot: Spot, tally: Tally) -> dict[str, Any]:
    located = {"lat": spot.latitude, "lon": spot.longitude, "geonameid": spot.id, "iso3": spot.country,
               "country": country_name(spot.country)}  # fmt: skip
    return part(spot, tally) | located


def area(code: str, spots: list[Spot], tally: Tally) -> dict[str, Any]:
    """A country; `number` is that of ISO 3166-1, by which map files know it, None where it has none."""
    number = load_data("iso3166").get(code, (None, None))[1]
    return {
        "iso3": code, "number": number, "name": country_name(code) or code,
        "statements": sum(tally[spot][0][0] for spot in spots),
        "episodes": len(set().union(*(tally[spot][1] for spot in spots))),
        "parts": [part(spot, tally) for spot in sorted(spots, key=by_name)],
    }  # fmt: skip


def country_name(code: str | None) -> str | None:
    found = country_of(code) if code else None
    return found.name if found else code


def unmapped(lost: Counter[str], regions: int) -> dict[str, Any]:
    if regions:
        lost[REGION] = regions
    reasons = [{"reason": reason, "count": lost[reason]} for reason in (UNSTATED, UNRESOLVED, REGION) if lost[reason]]
    return {"count": sum(lost.values()), "reasons": reasons}
