"""Publication dates as deliveries write them -> ISO 8601 dates."""

from __future__ import annotations

import re
from collections.abc import Iterable
from datetime import UTC, date, datetime
from functools import cache

from dateline.errors import ReadError
from dateline.lang import load
from dateline.read.limit import EARLIEST, LATEST

ISO = re.compile(r"(\d{4})[-/.](\d{1,2})[-/.](\d{1,2})(?!\d)")
COMPACT = re.compile(r"(\d{4})(\d{2})(\d{2})(?:T?\d{4,6}Z?)?$")
MONTH_ONLY = re.compile(r"\d{4}(?:-\d{2})?$")
EPOCH = re.compile(r"\d{9,10}(?:\.\d*)?$|\d{12,13}$")
NUMERIC = re.compile(r"(\d{1,2})[/.-](\d{1,2})[/.-](\d{4})(?!\d)")
IN_URL = re.compile(r"/(\d{4})[/-](\d{1,2})[/-](\d{1,2})(?:[/-]|$)")
LONGEST = 200


@cache
def months() -> dict[str, int]:
    """Month names and abbreviations in small letters -> 1 to 12."""
    return {name: k for k, names in enumerate(load("en", "report")["months"], 1) for name in names}


@cache
def worded() -> re.Pattern[str]:
    """A date with its month as a word: groups d1 m1 y1 ("6 June 2013") or m2 d2 y2 ("June 6, 2013"); the year
    may be missing."""
    name = "(?:" + "|".join(sorted(months(), key=len, reverse=True)) + r")\b\.?"
    return re.compile(
        rf"\b(?P<d1>\d{{1,2}})(?:st|nd|rd|th)?\.?[ \u00a0-](?:of )?(?P<m1>{name})(?:,?[ \u00a0-](?P<y1>\d{{4}})\b)?"
        rf"|\b(?P<m2>{name})[ \u00a0](?P<d2>\d{{1,2}})(?:st|nd|rd|th)?\b(?:,?[ \u00a0](?P<y2>\d{{4}})\b)?",
        re.IGNORECASE,
    )


def parse_published(value: str) -> str | None:
    """The ISO date that the words give, as written (a time zone is not applied). None when they give none.

    Raises ReadError for a date that no calendar or no newspaper has (month 13, year 25).
    """
    value = value.strip()[:LONGEST]
    if EPOCH.match(value):
        seconds = float(value) / (1000 if len(value.split(".")[0]) > 10 else 1)
        return datetime.fromtimestamp(seconds, UTC).date().isoformat()
    for pattern in (ISO, COMPACT):
        if hit := pattern.match(value):
            return checked(int(hit[1]), int(hit[2]), int(hit[3]), value)
    if hit := worded().search(value):
        year = hit["y1"] or hit["y2"]
        return checked(int(year), month_of(hit), int(hit["d1"] or hit["d2"]), value) if year else None
    if hit := NUMERIC.search(value):
        return checked(int(hit[3]), *month_and_day(int(hit[1]), int(hit[2]), value), value)
    return None


def month_of(hit: re.Match[str]) -> int:
    return months()[(hit["m1"] or hit["m2"]).lower().rstrip(".")]


def month_and_day(first: int, second: int, value: str) -> tuple[int, int]:
    """ "13/06" can only be a day and a month; "06/07" could be either and is not guessed."""
    if first > 12:
        return second, first
    if second > 12 or first == second:
        return first, second
    raise ReadError(f"the date {value!r} could be read with either number as its month")


def month_comes_first(values: Iterable[str]) -> bool | None:
    """Whether a column's dates are 06/13/2013 rather than 13/06/2013; None when they do not show it, or show both."""
    hits = [hit for value in values if (hit := NUMERIC.match(value.strip()))]
    shown = {int(hit[2]) > 12 for hit in hits if max(int(hit[1]), int(hit[2])) > 12}
    return shown.pop() if len(shown) == 1 else None


def in_order(value: str, month_first: bool | None) -> str:
    """A numeric date as year-month-day, when the order of its column is known."""
    hit = NUMERIC.match(value.strip())
    if not hit or month_first is None:
        return value
    month, day = (hit[1], hit[2]) if month_first else (hit[2], hit[1])
    return f"{hit[3]}-{month}-{day}"


def checked(year: int, month: int, day: int, value: str) -> str:
    if not EARLIEST <= year <= LATEST:
        raise ReadError(f"the date {value!r} has the year {year}, which no report can have")
    try:
        return date(year, month, day).isoformat()
    except ValueError:
        raise ReadError(f"the date {value!r} is in no calendar") from None


def date_in_url(url: str | None) -> str | None:
    """The date in an address such as https://paper.example/2013/06/06/story."""
    hit = IN_URL.search(url or "")
    try:
        return checked(int(hit[1]), int(hit[2]), int(hit[3]), hit[0]) if hit else None
    except ReadError:
        return None
