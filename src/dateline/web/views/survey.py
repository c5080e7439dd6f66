"""The four pictures of a record: map, timeline, network, coverage."""

from __future__ import annotations

from typing import Annotated, Literal

from fastapi import Query as Given

from dateline.types.view import Query
from dateline.web.ask import Ask, Data
from dateline.web.views.coverage import show_coverage
from dateline.web.views.map import show_map
from dateline.web.views.network import show_network
from dateline.web.views.timeline import show_timeline


def map_(ask: Ask, query: Query) -> Data:
    """Where: points, areas, and what cannot be mapped."""
    return show_map(ask.store, ask.record.digest, ask.query(query))


def timeline(
    ask: Ask, query: Query, by: Literal["event", "publication"] = "event",
    of: Literal["statements", "episodes", "reports"] = "statements", grain: Literal["", "day", "month", "year"] = "",
) -> Data:  # fmt: skip
    """When: bars, ranges, and what has no time."""
    return show_timeline(ask.store, ask.record.digest, ask.query(query), by=by, of=of, grain=grain)


def network(ask: Ask, query: Query, limit: Annotated[int, Given(ge=0, le=2000)] = 250) -> Data:
    """Who to whom: actors, and an edge for each type of what they did."""
    return show_network(ask.store, ask.record.digest, ask.query(query), limit=limit)


def coverage(ask: Ask, query: Query) -> Data:
    """What was read, failed and silent, by source and day."""
    return show_coverage(ask.store, ask.record.digest, query)
