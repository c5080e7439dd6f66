"""How many statements each value of a facet has."""

from __future__ import annotations

from dataclasses import replace

from dateline.store.facet import ALL, Counts, counted
from dateline.store.store import Store
from dateline.types.view import Query
from dateline.web.ask import Ask, Data
from dateline.web.record import Record
from dateline.web.views.map import country_name

UNEDITED = tuple(review for review in ALL if review != "edited")


def show_facets(ask: Ask, query: Query) -> Data:
    """How many statements each value has, each facet counted with the other filters on.

    A value of null stands for statements that have none. To a blind reader what was edited is not counted, for its
    values would tell, and there is no `review`.
    """
    found = facets(ask.record, ask.store, replace(query, review=UNEDITED) if ask.blind else query)
    return {
        name: [{"value": value, "count": count, **named(name, value)} for value, count in values]
        for name, values in found.items() if not (ask.blind and name == "review")
    }  # fmt: skip


def facets(record: Record, store: Store, query: Query) -> Counts:
    """Counted once while the record stands as it does."""
    return record.kept(("facets", query), store, lambda: counted(store.database, query))


def named(facet: str, value: str | None) -> dict[str, str]:
    name = country_name(value) if facet == "country" and value else None
    return {"name": name} if name else {}
