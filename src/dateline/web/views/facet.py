"""How many statements each value of a facet has."""

from __future__ import annotations

from dataclasses import replace

from dateline.store.facet import ALL, counted
from dateline.types.view import Query
from dateline.web.ask import Ask, Data
from dateline.web.views.map import country_name

UNEDITED = tuple(review for review in ALL if review != "edited")


def show_facets(ask: Ask, query: Query) -> Data:
    """How many statements each value has, each facet counted with the other filters on.

    A value of null stands for statements that have none. To a blind reader what was edited is not counted, for its
    values would tell, and there is no `review`.
    """
    found = counted(ask.store.database, replace(query, review=UNEDITED) if ask.blind else query)
    if ask.blind:
        del found["review"]
    return {
        name: [{"value": value, "count": count, **named(name, value)} for value, count in values]
        for name, values in found.items()
    }


def named(facet: str, value: str | None) -> dict[str, str]:
    name = country_name(value) if facet == "country" and value else None
    return {"name": name} if name else {}
