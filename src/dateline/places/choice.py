"""Which of the places that bear a name is meant: by what the text says around it, else by clear size, else none."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace
from math import cos, hypot, log10, radians

from dateline.places.gazetteer import Candidate, take_apart

SMALL = 15_000
"""Inhabitants below which a place is only meant when the text speaks of its country or of places near it."""
MARGIN = 0.4
"""Lead, in powers of ten of inhabitants, that the best candidate needs over the next place elsewhere."""
SHARE = 0.15
"""A city this large a part of its province of the same name is what the bare name means."""
LARGE = 100_000
"""Inhabitants from which a city's other spelling is as good as a main name, unless another place has that for
its main name (Berea is Berea before it is Aleppo)."""
OTHER_SPELLING, AREA, DISTRICT, CAPITAL = -1.0, -0.3, -1.2, 1.2
WANTED = 2.0
IN_COUNTRY, OF_COUNTRY, HOME = 0.5, 2.5, 1.0
NEAR = ((60.0, 1.5), (200.0, 0.9), (600.0, 0.3))
"""Kilometres to the nearest place already resolved, and what that is worth."""


@dataclass(frozen=True, slots=True)
class Context:
    """What the text says around a name.

    `countries`: mentions of each country (alpha-3) in the document; `within`: the country or province that the
    name's own noun phrase names, as alpha-3 codes or GeoNames numbers of provinces; `beside`: the same of what
    follows a comma, which may be an apposition ("Kazan, Russia") or the next of a list; `near`: (latitude,
    longitude) of places resolved already; `home`: the country of the source or of the dateline; `wanted`: a
    precision that the text names ("the town of")."""

    countries: Mapping[str, float] = field(default_factory=dict)
    within: tuple[str | int, ...] = ()
    beside: tuple[str | int, ...] = ()
    near: tuple[tuple[float, float], ...] = ()
    home: str | None = None
    wanted: str | None = None


def kilometres(a: tuple[float, float], b: tuple[float, float]) -> float:
    """Distance of two points in degrees, on the plane at their mean latitude; within 1% below 500 km."""
    across = (b[1] - a[1] + 180.0) % 360.0 - 180.0
    return 111.2 * hypot(b[0] - a[0], across * cos(radians((a[0] + b[0]) / 2)))


def choose(name: str, candidates: Sequence[Candidate], context: Context) -> Candidate | None:
    """The candidate that is meant, or None when neither context nor size decides."""
    if context.wanted is None and (wanted := take_apart(name).wanted):
        context = replace(context, wanted=wanted)
    inside = hold(candidates, context.beside) or hold(candidates, context.within)
    pool = inside or ([] if context.within else list(candidates))
    bare = not any(c.main for c in pool)
    pool = [replace(c, main=True) if bare and c.population >= LARGE else c for c in pool]
    ranked = sorted(pool, key=lambda c: (-score(c, context), -c.population, c.id))
    if not ranked:
        return None
    best = settle(ranked, context)
    rivals = [c for c in ranked if not is_same(c, best)]
    if rivals and score(best, context) - score(rivals[0], context) < MARGIN:
        return None
    asked = context.wanted == best.precision and len(ranked) == 1
    return best if inside or asked or best.population >= SMALL or is_supported(best, context) else None


def hold(candidates: Sequence[Candidate], around: tuple[str | int, ...]) -> list[Candidate]:
    """The candidates that lie in one of the countries or provinces; a province does not lie in itself."""
    return [c for c in candidates if c.country in around or (c.admin1 in around and c.admin1 != c.number)]


def score(candidate: Candidate, context: Context) -> float:
    """Powers of ten of inhabitants, with what the text adds."""
    value = log10(max(candidate.population, 100))
    value += 0.0 if candidate.main else OTHER_SPELLING
    value += CAPITAL if candidate.capital else 0.0
    if context.wanted == candidate.precision:
        value += WANTED
    elif candidate.precision != "city":
        value += AREA if candidate.precision == "province" else DISTRICT
    return value + support(candidate, context)


def support(candidate: Candidate, context: Context) -> float:
    """What the countries named, the home country and the places nearby add."""
    value = HOME if candidate.country == context.home else 0.0
    count = context.countries.get(candidate.country, 0)
    if count:
        value += IN_COUNTRY + OF_COUNTRY * count / sum(context.countries.values())
    if context.near and candidate.latitude is not None and candidate.longitude is not None:
        here = (candidate.latitude, candidate.longitude)
        nearest = min(kilometres(here, there) for there in context.near)
        value += next((worth for limit, worth in NEAR if nearest <= limit), 0.0)
    return value


def is_supported(candidate: Candidate, context: Context) -> bool:
    return support(candidate, context) >= IN_COUNTRY


def is_same(a: Candidate, b: Candidate) -> bool:
    """A city and the province or district around it are one answer in two precisions, not rivals."""
    if a.country != b.country:
        return False
    if a.precision != b.precision and a.admin1 is not None and a.admin1 == b.admin1:
        return True
    if None in (a.latitude, a.longitude, b.latitude, b.longitude):
        return False
    return kilometres((a.latitude or 0, a.longitude or 0), (b.latitude or 0, b.longitude or 0)) < 25


def settle(ranked: Sequence[Candidate], context: Context) -> Candidate:
    """The best, or the large city in it that bears its name: "Aleppo" alone is the city, "Quebec" the province."""
    best = ranked[0]
    if best.precision == "city" or context.wanted not in (None, "city"):
        return best
    cities = [c for c in ranked if c.precision == "city" and is_same(c, best)]
    large = [c for c in cities if c.population >= SHARE * best.population or context.wanted == "city"]
    return large[0] if large else best
