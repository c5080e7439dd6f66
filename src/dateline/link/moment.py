"""When a statement's happening can have been: an interval of days, with the slack that its source needs."""

from __future__ import annotations

from datetime import date
from functools import lru_cache
from typing import NamedTuple

from dateline.types.reading import Candidate

LATE = 4
"""Days after a happening in which reports that give it no time still tell of it."""
AHEAD = 60
"""Days ahead that something announced without a time is looked for."""
SLACK = 1
"""Days that two stated days may lie apart: time zones, nights, and "Monday" told on Tuesday."""
SHORT = 8
"""Days of a stated time that can be compared as a day is; a longer one says little."""


class Moment(NamedTuple):
    """Days `first` to `last`; `stated` when the text says so, `day` when it says so to the day, or nearly."""

    first: int
    last: int
    stated: bool
    day: bool

    def meets(self, other: Moment) -> bool:
        slack = SLACK if self.stated and other.stated else 0
        return self.first <= other.last + slack and other.first <= self.last + slack


ALWAYS = Moment(0, 4_000_000, False, False)


def moment_of(candidate: Candidate) -> Moment:
    """Stated times as stated. Else a few days up to publication; for what is announced, the weeks after it; for
    background, any time before it."""
    first, last = ordinal(candidate.start), ordinal(candidate.end)
    if first is not None or last is not None:
        first = first if first is not None else 0
        last = last if last is not None else first + (3650 if candidate.grain else 0)
        return Moment(first, max(first, last), True, last - first <= 1)
    published = ordinal(candidate.published)
    if published is None:
        return ALWAYS
    if candidate.background:
        return Moment(0, published, False, False)
    if candidate.status in ("future", "requested", "hypothetical", "possible"):
        return Moment(published - LATE, published + AHEAD, False, False)
    return Moment(published - LATE, published + SLACK, False, False)


@lru_cache(maxsize=4096)
def ordinal(day: str | None) -> int | None:
    """The number of an ISO date; None when there is none or it is no date of the calendar."""
    try:
        return date.fromisoformat(day[:10]).toordinal() if day else None
    except ValueError:
        return None


def sort_day(candidate: Candidate) -> str:
    """The day by which candidates come: stated start, else publication, else nothing."""
    return candidate.start or candidate.published or ""
