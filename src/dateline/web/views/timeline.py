"""When: what is said to have happened, or was published, in days, months or years.

What lies within one day, month or year is a bar; what is longer, or open at an end, is a range and stays one.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator
from datetime import date
from typing import Any, NamedTuple

from dateline.errors import DatelineError
from dateline.store.store import Store
from dateline.types.view import Query
from dateline.web.digest import Chosen, Digest

BY = ("event", "publication")
OF = ("statements", "episodes", "reports")
GRAINS = ("day", "month", "year")
LENGTH = {"day": 10, "month": 7, "year": 4}
"""Characters of an ISO date that name the day, month or year."""
DAYS, MONTHS = 150, 180
"""Most days that are shown as days, and most months as months, where nobody asks for a grain."""
MOST = 400
"""Ranges that are sent; the rest is counted."""


class Dated(NamedTuple):
    """One thing (statement, episode, report) and one time that it is dated by; ISO dates, None for an open end."""

    id: str
    start: str | None
    end: str | None


def show_timeline(
    store: Store, digest: Digest, query: Query, *, by: str = "event", of: str = "statements", grain: str = ""
) -> dict[str, Any]:
    """`bars` {start, end, count} (empty ones are left out), `ranges` alike with None for an open end, `undated`.

    A report is dated by everything that it tells of, and so may be counted in several bars. An episode runs from the
    earliest to the latest time that was stated of it. `focus` holds all but the outermost twentieth at either end:
    history brought in for context would else press the days of the news together.
    """
    check(by, BY, "by")
    check(of, OF, "of")
    if grain:
        check(grain, GRAINS, "grain")
    dated, things = collect(digest.chosen(store, query), by, of)
    focus = focus_of(dated)
    cut = grain or grain_of(focus)
    bars, ranges = counted(dated, cut)
    undated = len(things - {item.id for item in dated})
    return {
        "by": by, "of": of, "grain": cut, "total": len(things), "focus": focus,
        "bars": [{"start": cell, "end": cell, "count": len(ids)} for cell, ids in sorted(bars.items())],
        "ranges": [
            {"start": start, "end": end, "count": len(ids)} for (start, end), ids in sorted(ranges.items(), key=order)
        ][:MOST],
        "ranges_left_out": max(0, len(ranges) - MOST),
        "undated": {"count": undated, "reason": "no time stated" if by == "event" else "no day of publication"},
    }  # fmt: skip


def check(value: str, known: tuple[str, ...], name: str) -> None:
    if value not in known:
        raise DatelineError(f"{name} {value!r} is not known", cure=f"use one of {', '.join(known)}")


def collect(chosen: Iterable[Chosen], by: str, of: str) -> tuple[set[Dated], set[str]]:
    """What is dated, each time once, and the ids of all things."""
    things: set[str] = set()
    dated: set[Dated] = set()
    for item in chosen:
        id_ = {"statements": str(item.n), "episodes": item.episode, "reports": item.report}[of]
        if id_ is None:
            continue
        things.add(id_)
        if by == "publication":
            if item.day:
                dated.add(Dated(id_, item.day, item.day))
        elif item.row.time:
            dated.add(Dated(id_, day(item.row.time.start), day(item.row.time.end)))
    return (set(whole(dated)) if of == "episodes" else dated), things


def day(iso: str | None) -> str | None:
    return iso[:10] if iso else None


def whole(dated: Iterable[Dated]) -> Iterator[Dated]:
    """Each episode from the earliest to the latest of its times; an open end of one is an open end of all."""
    times: dict[str, list[Dated]] = defaultdict(list)
    for item in dated:
        times[item.id].append(item)
    for id_, held in times.items():
        starts, ends = [item.start for item in held], [item.end for item in held]
        start = None if None in starts else min(filter(None, starts))
        yield Dated(id_, start, None if None in ends else max(filter(None, ends)))


def focus_of(dated: Iterable[Dated]) -> dict[str, str] | None:
    """First and last day of all but the outermost twentieth at either end, of what has a start and an end."""
    held = [item for item in dated if item.start and item.end]
    if not held:
        return None
    starts, ends = sorted(item.start or "" for item in held), sorted(item.end or "" for item in held)
    out = len(held) // 20
    return {"start": starts[out], "end": max(starts[-1 - out], ends[-1 - out])}


def grain_of(focus: dict[str, str] | None) -> str:
    """The finest grain in which the focus can still be read."""
    if focus is None:
        return "day"
    try:
        days = (date.fromisoformat(focus["end"]) - date.fromisoformat(focus["start"])).days
    except ValueError:  # a year before 1 or after 9999
        return "year"
    return "day" if days <= DAYS else "month" if days <= MONTHS * 30 else "year"


def counted(
    dated: Iterable[Dated], grain: str
) -> tuple[dict[str, set[str]], dict[tuple[str | None, str | None], set[str]]]:
    """Ids by day, month or year, and by the ranges that reach over more than one."""
    length = LENGTH[grain]
    bars: dict[str, set[str]] = defaultdict(set)
    ranges: dict[tuple[str | None, str | None], set[str]] = defaultdict(set)
    for id_, start, end in dated:
        first, last = cell(start, length), cell(end, length)
        if first == last and first is not None:
            bars[first].add(id_)
        else:
            ranges[first, last].add(id_)
    return bars, ranges


def cell(iso: str | None, length: int) -> str | None:
    """The day, month or year of an ISO date; years before 1 have a sign."""
    return iso and iso[: length + (iso[0] == "-")]


def order(item: tuple[tuple[str | None, str | None], set[str]]) -> tuple[str, str]:
    (start, end), _ = item
    return start or "", end or "~"
