"""Days, weeks, months and longer periods as intervals, with the arithmetic that dates in reports need."""

from __future__ import annotations

from calendar import monthrange
from dataclasses import dataclass
from datetime import date, timedelta

SEASONS = {"SP": 3, "SU": 6, "FA": 9, "WI": 12}
"""TIMEX3 code of a season and its first month, on the northern half of the earth."""
MONTHS = {"month": 1, "quarter": 3, "season": 3, "half": 6, "semester": 6, "year": 12, "decade": 120, "century": 1200,
          "millennium": 12000}  # fmt: skip
DAYS = {"day": 1, "night": 1, "morning": 1, "week": 7, "weekend": 7, "fortnight": 14}


@dataclass(frozen=True, slots=True)
class Period:
    """Days `start` to `end`, both included. `value` is the TIMEX3 value ("2013-06", "2013-W23", "201")."""

    start: date
    end: date
    grain: str
    value: str


def day(d: date) -> Period:
    return Period(d, d, "day", d.isoformat())


def week(d: date) -> Period:
    """The ISO week (Monday to Sunday) that holds the day."""
    monday = d - timedelta(days=d.weekday())
    year, number, _ = d.isocalendar()
    return Period(monday, monday + timedelta(days=6), "week", f"{year}-W{number:02}")


def weekend(d: date) -> Period:
    """Saturday and Sunday of the ISO week that holds the day."""
    whole = week(d)
    return Period(whole.start + timedelta(days=5), whole.end, "day", f"{whole.value}-WE")


def months(year: int, first: int, count: int, grain: str, value: str) -> Period:
    """`count` months from month `first` (1 to 12) of the year."""
    start = date(year, first, 1)
    last = year * 12 + first - 1 + count - 1
    y, m = divmod(last, 12)
    return Period(start, date(y, m + 1, monthrange(y, m + 1)[1]), grain, value)


def month(year: int, number: int) -> Period:
    return months(year, number, 1, "month", f"{year:04}-{number:02}")


def quarter(year: int, number: int) -> Period:
    return months(year, number * 3 - 2, 3, "quarter", f"{year:04}-Q{number}")


def half(year: int, number: int) -> Period:
    return months(year, number * 6 - 5, 6, "quarter", f"{year:04}-H{number}")


def season(year: int, code: str) -> Period:
    """A season by its code; winter begins in December of the year."""
    return months(year, SEASONS[code], 3, "season", f"{year:04}-{code}")


def year(number: int) -> Period:
    return Period(date(number, 1, 1), date(number, 12, 31), "year", f"{number:04}")


def decade(number: int) -> Period:
    first = number - number % 10
    return Period(date(first, 1, 1), date(first + 9, 12, 31), "decade", f"{first:04}"[:3])


def century(number: int) -> Period:
    """The 20th century is 1901 to 2000; its TIMEX3 value counts by the first two digits."""
    return Period(date(number * 100 - 99, 1, 1), date(number * 100, 12, 31), "century", f"{number - 1:02}")


def containing(unit: str, d: date) -> Period:
    """The period of this unit that holds the day."""
    if unit in ("week", "fortnight"):
        return week(d)
    if unit == "weekend":
        return weekend(d)
    if unit == "month":
        return month(d.year, d.month)
    if unit == "quarter":
        return quarter(d.year, (d.month + 2) // 3)
    if unit == "season":
        code = ("WI", "SP", "SU", "FA")[d.month % 12 // 3]
        return season(d.year - (d.month < 3), code)
    if unit in ("half", "semester"):
        return half(d.year, 1 if d.month < 7 else 2)
    if unit == "year":
        return year(d.year)
    if unit == "decade":
        return decade(d.year)
    return century((d.year + 99) // 100) if unit == "century" else day(d)


def shift(d: date, unit: str, count: float) -> date:
    """The day `count` units later. Raises ValueError or OverflowError where no calendar reaches."""
    if unit in DAYS:
        return d + timedelta(days=round(DAYS[unit] * count))
    if unit not in MONTHS:
        return d  # hours, minutes and seconds stay within the day
    y, m = divmod(d.year * 12 + d.month - 1 + round(MONTHS[unit] * count), 12)
    if not 1 <= y <= 9999:
        raise ValueError(f"year {y} is in no calendar")
    return date(y, m + 1, min(d.day, monthrange(y, m + 1)[1]))


def narrow(period: Period, edge: str) -> Period:
    """The early, middle or late third of a period longer than a week; shorter ones stay whole."""
    length = (period.end - period.start).days + 1
    if length < 28:
        return period
    cuts = [period.start, *(cut(period, k) for k in (1, 2)), period.end + timedelta(days=1)]
    k = ("early", "mid", "late").index(edge)
    return Period(cuts[k], cuts[k + 1] - timedelta(days=1), period.grain, period.value)


def cut(period: Period, third: int) -> date:
    """Where a third begins: on the 11th and 21st of a month, on the first of a month or year in longer ones."""
    if period.grain == "month":
        return period.start.replace(day=10 * third + 1)
    count = (period.end.year - period.start.year) * 12 + period.end.month - period.start.month + 1
    return shift(period.start, "month", count * third // 3 if count < 24 else count * third // 36 * 12)
