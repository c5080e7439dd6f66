"""When: what is said to have happened, or was published, in days, months or years.

What lies within one day, month or year is a bar; what is longer, or open at an end, is a range and stays one.
"""

from __future__ import annotations

import math
from collections import Counter, defaultdict
from collections.abc import Iterable
from datetime import date
from typing import Any, NamedTuple

from dateline.errors import DatelineError
from dateline.store.store import Store
from dateline.types.view import Query
from dateline.web.digest import Chosen, Digest, Moment

BY = ("event", "publication")
OF = ("statements", "episodes", "reports")
GRAINS = ("day", "month", "year")
LENGTH = {"day": 10, "month": 7, "year": 4}
"""Characters of an ISO date that name the day, month or year."""
DAYS, MONTHS = 150, 180
"""Most days that are shown as days, and most months as months, where nobody asks for a grain."""
MUCH = 3
"""How many times longer than the focus all must be, for the focus to be shown alone."""
MOST = 400
"""Ranges that are sent; the rest is counted."""


class Spell(NamedTuple):
    """A time as ISO dates, None for an open end."""

    start: str | None
    end: str | None


Dated = dict[Spell, set[str] | int]
"""What is dated by a time: ids of episodes or reports, or the number of statements."""


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
    chosen = digest.chosen(store, query)
    dated, total, undated = count(chosen, by) if of == "statements" else collect(chosen, by, of)
    focus = focus_of(dated)
    cut = grain or grain_of(focus)
    bars, ranges = cells(dated, cut)
    return {
        "by": by, "of": of, "grain": cut, "total": total, "focus": focus,
        "bars": [{"start": cell, "end": cell, "count": size(held)} for cell, held in sorted(bars.items())],
        "ranges": [
            {"start": start, "end": end, "count": size(held)}
            for (start, end), held in sorted(ranges.items(), key=order)
        ][:MOST],
        "ranges_left_out": max(0, len(ranges) - MOST),
        "undated": {"count": undated, "reason": "no time stated" if by == "event" else "no day of publication"},
    }  # fmt: skip


def check(value: str, known: tuple[str, ...], name: str) -> None:
    if value not in known:
        raise DatelineError(f"{name} {value!r} is not known", cure=f"use one of {', '.join(known)}")


def spell(item: Chosen, by: str) -> Spell | None:
    if by == "publication":
        return Spell(item.day, item.day) if item.day else None
    time = item.row.time
    return Spell(day(time.start), day(time.end)) if time else None


def day(iso: str | None) -> str | None:
    return iso[:10] if iso else None


def count(chosen: Iterable[Chosen], by: str) -> tuple[Dated, int, int]:
    """Statements by their times; how many there are, and how many have none."""
    counts = Counter(item.day if by == "publication" else item.row.time for item in chosen)
    dated: Counter[Spell] = Counter()
    for time, number in counts.items():
        if isinstance(time, Moment):
            dated[Spell(day(time.start), day(time.end))] += number
        elif time:
            dated[Spell(time, time)] += number
    total = counts.total()
    return dict(dated), total, total - dated.total()


def collect(chosen: Iterable[Chosen], by: str, of: str) -> tuple[Dated, int, int]:
    """Episodes or reports by their times; how many there are, and how many have none."""
    times: dict[str, set[Spell]] = defaultdict(set)
    for item in chosen:
        id_ = item.episode if of == "episodes" else item.report
        if id_ is None:
            continue
        held, time = times[id_], spell(item, by)
        if time:
            held.add(time)
    dated: dict[Spell, set[str]] = defaultdict(set)
    for id_, spells in times.items():
        for one in {whole(spells)} if of == "episodes" and spells else spells:
            dated[one].add(id_)
    return dict(dated), len(times), sum(not spells for spells in times.values())


def whole(spells: set[Spell]) -> Spell:
    """From the earliest to the latest of the times of an episode; an open end of one is an open end of all."""
    starts, ends = [one.start for one in spells], [one.end for one in spells]
    start = None if None in starts else min(filter(None, starts))
    return Spell(start, None if None in ends else max(filter(None, ends)))


def size(held: set[str] | int) -> int:
    return held if isinstance(held, int) else len(held)


def focus_of(dated: Dated) -> dict[str, str] | None:
    """First and last day of all but the outermost twentieth at either end, of what has a start and an end; of all,
    where that is not much longer."""
    held = [(time.start, time.end, size(ids)) for time, ids in dated.items() if time.start and time.end]
    if not held:
        return None
    out = sum(number for *_, number in held) // 20
    starts = sorted((start, number) for start, _, number in held)
    ends = sorted(((end, number) for _, end, number in held), reverse=True)
    first, last = reached(starts, out), max(reached(starts[::-1], out), reached(ends, out))
    if length_of(starts[0][0], ends[0][0]) <= MUCH * length_of(first, last):
        first, last = starts[0][0], ends[0][0]
    return {"start": first, "end": last}


def length_of(start: str, end: str) -> float:
    """Days; without end for years before 1 or after 9999."""
    try:
        return (date.fromisoformat(end) - date.fromisoformat(start)).days + 1
    except ValueError:
        return math.inf


def reached(days: Iterable[tuple[str, int]], out: int) -> str:
    """The first of the days that have more than `out` up to and with them."""
    passed = 0
    for day, number in days:
        passed += number
        if passed > out:
            return day
    raise ValueError("more is left out than there is")


def grain_of(focus: dict[str, str] | None) -> str:
    """The finest grain in which the focus can still be read."""
    if focus is None:
        return "day"
    days = length_of(focus["start"], focus["end"])
    return "day" if days <= DAYS else "month" if days <= MONTHS * 30 else "year"


def cells(dated: Dated, grain: str) -> tuple[dict[str, set[str] | int], dict[Spell, set[str] | int]]:
    """What is dated within one day, month or year, and within the ranges that reach over more than one."""
    length = LENGTH[grain]
    bars: dict[str, set[str] | int] = {}
    ranges: dict[Spell, set[str] | int] = {}
    for (start, end), held in dated.items():
        first, last = cell(start, length), cell(end, length)
        if first == last and first is not None:
            bars[first] = together(bars.get(first), held)
        else:
            ranges[Spell(first, last)] = together(ranges.get(Spell(first, last)), held)
    return bars, ranges


def together(one: set[str] | int | None, other: set[str] | int) -> set[str] | int:
    """Both, nothing counted twice."""
    if isinstance(other, int):
        return other + (one if isinstance(one, int) else 0)
    return other | (one if isinstance(one, set) else set())


def cell(iso: str | None, length: int) -> str | None:
    """The day, month or year of an ISO date; years before 1 have a sign."""
    return iso and iso[: length + (iso[0] == "-")]


def order(item: tuple[Spell, object]) -> tuple[str, str]:
    return item[0].start or "", item[0].end or "~"
