"""What is asked of a record, as people write it: checked, spelt as the record spells it, and made a query."""

from __future__ import annotations

import re
from calendar import monthrange
from collections.abc import Iterable
from dataclasses import fields
from difflib import get_close_matches
from typing import Any

from dateline.errors import DatelineError
from dateline.types.view import Query

KINDS = ("event", "relation", "figure")
REVIEWS = ("accepted", "edited", "rejected", "unjudged")
DAY = re.compile(r"(-?\d{4,})(?:-(\d\d)(?:-(\d\d))?)?$")
NAMES = tuple(field.name for field in fields(Query))
FREE = ("actor", "place", "source", "report", "episode")
"""Filters that any words may be given to."""


def query_of(**given: Any) -> Query:
    """The query of filters by the names of Query's fields; one value stands for a list of one, a year or month for its
    first or last day, a country's name for its code. DatelineError for a value that can never hold."""
    from dateline.ontology.lexicon import RELATIONS, event_types
    from dateline.types.statement import STATUSES
    from dateline.types.values import FIGURE_ROLES

    for name in given:
        among("filter", [name], NAMES)
    known_modes = sorted({mode for type_ in event_types().values() for mode in type_.modes})
    tables = {
        "kind": KINDS, "type": (*event_types(), *RELATIONS, *FIGURE_ROLES, "figure"), "mode": known_modes,
        "status": STATUSES, "review": REVIEWS,
    }  # fmt: skip
    chosen: dict[str, Any] = {name: value for name, value in given.items() if value is not None}
    chosen |= {name: among(name, several(given.get(name)), table) for name, table in tables.items()}
    chosen |= {name: several(given.get(name)) for name in FREE}
    chosen["country"] = tuple(map(code_of, several(given.get("country"))))
    chosen |= {name: day_of(name, given.get(name), last=name == "until") for name in ("since", "until")}
    query = Query(**chosen)
    if query.since and query.until and query.since > query.until:
        raise DatelineError(f"since {query.since} is after until {query.until}", cure="exchange the two")
    return query


def several(value: str | Iterable[str] | None) -> tuple[str, ...]:
    if value is None:
        return ()
    return (value,) if isinstance(value, str) else tuple(value)


def among(name: str, values: Iterable[str], known: Iterable[str]) -> tuple[str, ...]:
    """The values as they are spelt in the table, whatever their case."""
    table, values = {value.casefold(): value for value in known}, tuple(values)
    for value in values:
        if value.casefold() not in table:
            raise DatelineError(f"{name} {value!r} is not known", cure=f"use one of {', '.join(table.values())}")
    return tuple(table[value.casefold()] for value in values)


def code_of(words: str) -> str:
    """ISO alpha-3 of a country given by code or name."""
    from dateline.places.country import country, country_of, read_countries

    found = country_of(words.upper()) or country(words)
    if found is None or found.code is None:
        like = get_close_matches(words.title(), [known.name for known in read_countries()], 3)
        meant = f" (perhaps {' or '.join(like)})" if like else ""
        cure = f"give its English name or ISO alpha-3 code{meant}"
        raise DatelineError(f"country {words!r} is not known", cure=cure)
    return found.code


def day_of(name: str, words: str | None, *, last: bool) -> str | None:
    """The first or last day of a year, month or day."""
    if words is None:
        return None
    found = DAY.match(words)
    if not found:
        raise DatelineError(f"{name} {words!r} is no date", cure="write it as 2024, 2024-05 or 2024-05-16")
    year, month, day = found[1], int(found[2] or (12 if last else 1)), found[3]
    most = monthrange(int(year) % 400 + 2000, month)[1] if 1 <= month <= 12 else 0
    number = int(day) if day else most if last else 1
    if not 1 <= number <= most:
        raise DatelineError(f"{name} {words!r} is no day of the calendar", cure="check month and day")
    return f"{year}-{month:02}-{number:02}"
