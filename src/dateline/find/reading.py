"""What a time expression means: from its groups and the day it is reckoned from to a period or an amount."""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass
from datetime import date, timedelta
from functools import cache

from dateline.find import calendar
from dateline.find.calendar import Period
from dateline.find.expression import Expression
from dateline.find.number import parse_number
from dateline.lang import load

LONGEST_PAST = timedelta(days=183)
FINE = frozenset(("second", "minute", "hour"))


@dataclass(frozen=True, slots=True)
class Reading:
    """The value of an expression. `start` or `end` None is an open or unknown end; `grain` None is vague."""

    said: str
    start: date | None = None
    end: date | None = None
    grain: str | None = None
    kind: str = "date"
    period: Period | None = None


@dataclass(frozen=True, slots=True)
class Setting:
    """What an expression is read against.

    `anchor` is the day of publication, `spoken` the period last spoken of, `tense` that of the clause: "past",
    "present", "future", or "" when no verb tells; `cued` whether a bare number is a year here.
    """

    anchor: date | None
    spoken: Period | None = None
    tense: str = ""
    cued: bool = False


def read_expression(expression: Expression, setting: Setting) -> Reading | None:
    """The reading, or None when the words are no time after all (a number that is no year, 31 June)."""
    try:
        return RULES[expression.rule](expression.groups, setting)
    except (ValueError, OverflowError):
        return unresolved("PAST_REF", None) if expression.rule in ("ago", "span") else None


# ---------------------------------------------------------------------- names to numbers


@cache
def numbers_of(key: str) -> dict[str, int]:
    """Month or weekday names without full stops -> 1 to 12, or 0 to 6."""
    first = 1 if key == "months" else 0
    return {name.rstrip(".?"): k for k, group in enumerate(load("en", "calendar")[key], first) for name in group}


def month_number(groups: dict[str, str]) -> int:
    return numbers_of("months")[groups["month"].rstrip(".")]


def unit_name(groups: dict[str, str], key: str = "unit") -> str:
    word = groups[key]
    known = load("en", "calendar")["units"]
    if word in known:
        return word
    return "century" if word.startswith("centur") else word.rstrip("s")


@cache
def edge_names() -> dict[str, str]:
    return {word: edge for edge, words in load("en", "calendar")["edges"].items() for word in words}


def step_of(word: str) -> int | None:
    """-1, 0 or 1 for "last", "this", "next" and the like, with or without words before them."""
    known: dict[str, int] = load("en", "calendar")["relations"]
    last = word.split()[-1]
    return known.get(last)


def is_anaphoric(word: str) -> bool:
    return word.split()[-1] in load("en", "calendar")["anaphoric"]


def amount(groups: dict[str, str]) -> float | None:
    """The number before a unit; None for "several" and the like."""
    if "number" in groups:
        return parse_number(groups["number"])
    return None


def duration_value(count: float | None, unit: str) -> str:
    """ISO 8601 duration: 3, "day" -> P3D; None -> PXD."""
    letters = str(load("en", "calendar")["units"][unit])
    clock, letters = ("T", letters[1:]) if letters[0] == "T" else ("", letters)
    factor = int(letters[:-1])
    number = "X" if count is None else f"{count * factor:g}"
    return f"P{clock}{number}{letters[-1]}"


def full_year(short: int) -> int:
    return 1900 + short if short >= 30 else 2000 + short


# ---------------------------------------------------------------------- periods


def plain(period: Period, edge: str | None = None) -> Reading:
    """A reading that covers the period, or its early, middle or late part."""
    whole = period
    if edge:
        period = calendar.narrow(period, edge_names().get(edge, "late"))
    return Reading(period.value, period.start, period.end, period.grain, "date", whole)


def unresolved(said: str, grain: str | None) -> Reading:
    return Reading(said, None, None, grain)


def nearest(candidates: list[Period], setting: Setting) -> Period:
    """The recurring period that the tense asks for: the last begun, the next to come, or the nearest."""
    anchor = setting.anchor
    assert anchor is not None
    if setting.tense == "future":
        return next((p for p in candidates if p.end >= anchor), candidates[-1])
    if setting.tense == "past" or (setting.tense == "present" and candidates[0].grain != "day"):
        return next((p for p in reversed(candidates) if p.start <= anchor), candidates[0])
    return min(candidates, key=lambda p: min(abs((p.start - anchor).days), abs((p.end - anchor).days)))


def by_year(groups: dict[str, str], setting: Setting, make: Callable[[int], Period], said: str, grain: str) -> Reading:
    """A part of a year ("June", "6 June", "the third quarter") in the year stated, or the one meant."""
    stated = stated_year(groups, setting)
    edge = groups.get("edge")
    if stated is not None:
        return plain(make(stated), edge)
    if setting.anchor is None:
        return unresolved(said, grain)
    years = range(setting.anchor.year - 1, setting.anchor.year + 2)
    candidates = [period for y in years if (period := safely(make, y))]
    if not candidates:
        return unresolved(said, grain)
    relation = groups.get("relation")
    step = step_of(relation) if relation else None
    if step is None:
        return plain(nearest(candidates, setting), edge)
    return plain(stepped(candidates, step, setting), edge)


def safely(make: Callable[[int], Period], year: int) -> Period | None:
    """None for 29 February of a common year."""
    try:
        return make(year)
    except ValueError:
        return None


def stepped(candidates: list[Period], step: int, setting: Setting) -> Period:
    """ "last June": the latest that is over; "next June": the first not begun; "this June": of this year."""
    anchor = setting.anchor
    assert anchor is not None
    if step < 0:
        return next((p for p in reversed(candidates) if p.end < anchor), candidates[0])
    if step > 0:
        return next((p for p in candidates if p.start > anchor), candidates[-1])
    return min(candidates, key=lambda p: abs(p.start.year - anchor.year))


def stated_year(groups: dict[str, str], setting: Setting) -> int | None:
    if "year" in groups:
        return int(groups["year"])
    if "short_year" in groups:
        return full_year(int(groups["short_year"]))
    words = groups.get("of_year", "")
    if words and setting.anchor:
        base = setting.anchor.year
        if ("that" in words or "same" in words) and setting.spoken:
            return setting.spoken.start.year
        return base + (step_of(words.replace(" year", "")) or 0)
    return None


# ---------------------------------------------------------------------- rules


def read_iso(groups: dict[str, str], setting: Setting) -> Reading | None:
    return plain(calendar.day(date(int(groups["year"]), int(groups["number1"]), int(groups["day"]))))


def read_day(groups: dict[str, str], setting: Setting) -> Reading | None:
    m, d = month_number(groups), int(groups["day"])
    date(2000, m, d)  # a ValueError where no year has the day
    last = int(groups.get("day2") or groups.get("day3") or d)
    stated = "year" in groups or "of_year" in groups

    weekday = numbers_of("weekdays")[groups["weekday"].rstrip(".")] if "weekday" in groups else None

    def make(y: int) -> Period:
        first = calendar.day(date(y, m, d))
        if weekday is not None and first.start.weekday() != weekday and not stated:
            raise ValueError("another year's day of the week")
        return Period(first.start, date(y, m, max(d, last)), "day", first.value)

    return by_year(groups, setting, make, f"XXXX-{m:02}-{d:02}", "day")


def read_slash(groups: dict[str, str], setting: Setting) -> Reading | None:
    """6/13/2013 and 13.6.2013 read one way only; 6/7/2013 could be either and keeps no interval."""
    first, second, year = int(groups["number1"]), int(groups["number2"]), int(groups["year"])
    year = full_year(year) if year < 100 else year
    if groups["mark"] == "." or first > 12 or first == second:
        return plain(calendar.day(date(year, second, first)))
    if second > 12:
        return plain(calendar.day(date(year, first, second)))
    return unresolved(f"{year}-XX-XX", "day") if first and second else None


def read_month(groups: dict[str, str], setting: Setting) -> Reading | None:
    m = month_number(groups)
    return by_year(groups, setting, lambda y: calendar.month(y, m), f"XXXX-{m:02}", "month")


def read_quarter(groups: dict[str, str], setting: Setting) -> Reading | None:
    number = int(groups["quarter"]) if "quarter" in groups else int(parse_number(groups["ordinal"]) or 0)
    if groups.get("sub") == "half":
        if number not in (1, 2):
            return None
        return by_year(groups, setting, lambda y: calendar.half(y, number), f"XXXX-H{number}", "quarter")
    if not 1 <= number <= 4:
        return None
    return by_year(groups, setting, lambda y: calendar.quarter(y, number), f"XXXX-Q{number}", "quarter")


def read_season(groups: dict[str, str], setting: Setting) -> Reading | None:
    code = load("en", "calendar")["seasons"][groups["season"]]
    return by_year(groups, setting, lambda y: calendar.season(y, code), f"XXXX-{code}", "season")


def read_century(groups: dict[str, str], setting: Setting) -> Reading | None:
    if "relation" in groups:
        step = step_of(groups["relation"]) or 0
        return relative("century", step, setting, None)
    number = int(parse_number(groups["ordinal"]) or 0)
    if "era" in groups or not 1 <= number <= 30:
        return unresolved(f"{max(number - 1, 0):02}", "century")
    return plain(calendar.century(number), groups.get("edge"))


def read_decade(groups: dict[str, str], setting: Setting) -> Reading | None:
    if "decade" in groups:
        first = int(groups["decade"])
    elif "short_decade" in groups:
        first = 1900 + int(groups["short_decade"])
        if not groups.get("edge") and not setting.cued:
            return None  # "in his 40s"
    else:
        first = load("en", "calendar")["decades"][groups["decade_word"]]
    return plain(calendar.decade(first), groups.get("edge"))


def read_years(groups: dict[str, str], setting: Setting) -> Reading | None:
    first, last = int(groups["year"]), int(groups["year2"])
    if last < 100:
        last += first - first % 100
    if not first < last <= first + 200 or not setting.cued:
        return None
    return Reading(f"{first}/{last}", date(first, 1, 1), date(last, 12, 31), "year", "date", calendar.year(last))


def read_fiscal(groups: dict[str, str], setting: Setting) -> Reading | None:
    return plain(calendar.year(int(groups["year"])))


def read_year(groups: dict[str, str], setting: Setting) -> Reading | None:
    if not setting.cued and not groups.get("edge"):
        return None
    return plain(calendar.year(stated_year(groups, setting) or 0), groups.get("edge"))


def read_ago(groups: dict[str, str], setting: Setting) -> Reading | None:
    data = load("en", "calendar")
    word = re.sub(r"\s+", " ", groups["direction"])
    sign = data["directions"].get(word, data["directions"].get(word.rstrip("s"), 1))
    if groups.get("number") == "year":
        unit, count = "year", 1.0
    else:
        unit = unit_name(groups)
        counted = amount(groups)
        if counted is None:
            said = "PAST_REF" if sign < 0 else "FUTURE_REF"
            return unresolved(said, None)
        count = counted
    base = setting.anchor
    if word not in data["from_today"] and setting.spoken is not None:
        base = setting.spoken.start
    if base is None:
        return unresolved("PAST_REF" if sign < 0 else "FUTURE_REF", unit)
    if unit in FINE:
        return Reading(duration_value(count, unit), base, base, "hour")
    if count != int(count) and unit == "year":
        unit, count = "month", count * 12
    return plain(calendar.containing("day" if unit == "weekend" else unit, calendar.shift(base, unit, sign * count)))


def read_span(groups: dict[str, str], setting: Setting) -> Reading | None:
    """ "the past three years": from so long before the anchor up to it."""
    unit, count = unit_name(groups), amount(groups)
    said = duration_value(count, unit)
    step = step_of(groups.get("relation", "")) if groups.get("relation") else None
    base = setting.anchor
    if groups.get("relation") and is_anaphoric(groups["relation"]) and setting.spoken:
        base = setting.spoken.end if step and step > 0 else setting.spoken.start
    if step is None or base is None or count is None:
        return Reading(said, None, None, unit if unit in calendar.MONTHS or unit in calendar.DAYS else None, "duration")
    other = calendar.shift(base, unit, count * (step or -1))
    return Reading(said, min(base, other), max(base, other), grain_of(unit))


def grain_of(unit: str) -> str:
    """The nearest of the grains that types.Time knows."""
    return {"second": "hour", "minute": "hour", "night": "day", "weekend": "day", "morning": "day", "fortnight": "week",
            "half": "quarter", "semester": "season", "millennium": "century"}.get(unit, unit)  # fmt: skip


def read_so_far(groups: dict[str, str], setting: Setting) -> Reading | None:
    """ "earlier this month": from its beginning to the anchor; "later this year": from the anchor to its end."""
    unit, step = unit_name(groups), step_of(groups["relation"]) or 0
    whole = relative(unit, step, setting, None)
    if whole is None or whole.start is None or whole.end is None:
        return whole
    anchor, half = setting.anchor, groups["half"]
    if step or half in ("early", "late") or anchor is None:
        return plain(whole.period, "early" if half.startswith("earl") else "late") if whole.period else whole
    start, end = (anchor, whole.end) if half == "later" else (whole.start, anchor)
    return Reading(whole.said, start, end, whole.grain, "date", whole.period)


def read_unit(groups: dict[str, str], setting: Setting) -> Reading | None:
    word = groups.get("relation") or groups["relation2"]
    unit = unit_name(groups)
    if unit in FINE or (unit == "morning" and word == "last"):
        return None
    if unit == "night":
        return day_part(setting.anchor, step_of(word) or 0, "NI")
    if "relation2" in groups and word in ("past", "last") and unit in ("decade", "century"):
        return read_span({"relation": word, "unit": unit, "number": "one"}, setting)
    is_next_day = unit == "day" and "relation2" in groups
    if word == "the past" and unit not in ("decade", "century"):
        return relative(unit, -1, setting, groups.get("edge"))
    return relative(unit, step_of(word) or 0, setting, groups.get("edge"), is_anaphoric(word) or is_next_day)


def relative(unit: str, step: int, setting: Setting, edge: str | None, anaphoric: bool = False) -> Reading | None:
    base = setting.anchor
    if anaphoric and unit == "day" and (setting.spoken is None or setting.spoken.grain != "day"):
        return unresolved("XXXX-XX-XX", "day")
    if anaphoric and setting.spoken is not None:
        base = setting.spoken.start
    if base is None:
        return unresolved("PAST_REF" if step < 0 else "FUTURE_REF" if step > 0 else "PRESENT_REF", grain_of(unit))
    return plain(calendar.containing(unit, calendar.shift(base, unit, step)), edge)


def read_edge(groups: dict[str, str], setting: Setting) -> Reading | None:
    """ "the end of the month": of the one that runs."""
    unit = unit_name(groups)
    if unit not in ("week", "month", "quarter", "year", "decade", "century"):
        return None
    return relative(unit, 0, setting, re.sub(r"\s+", " ", groups["edge"]))


def read_year_end(groups: dict[str, str], setting: Setting) -> Reading | None:
    if setting.anchor is None:
        return unresolved("XXXX-12-31", "day")
    year = setting.anchor.year - (setting.tense == "past")
    return plain(calendar.day(date(year, 12, 31)))


def read_weekend(groups: dict[str, str], setting: Setting) -> Reading | None:
    """The weekend just past, unless the verb looks ahead or the paper came out on it."""
    if setting.anchor is None:
        return unresolved("XXXX-WXX-WE", "day")
    step = 0 if setting.tense == "future" or setting.anchor.weekday() >= 5 else -1
    return relative("weekend", step, setting, None)


def read_weekday(groups: dict[str, str], setting: Setting) -> Reading | None:
    number = numbers_of("weekdays")[groups["weekday"].rstrip(".")]
    part = load("en", "calendar")["parts"].get(groups.get("part", ""), "")
    anchor = setting.anchor
    if anchor is None:
        return unresolved(f"XXXX-WXX-{number + 1}{'T' + part if part else ''}", "day")
    words = groups.get("of_week")
    if words:
        monday = anchor - timedelta(days=anchor.weekday())
        found = monday + timedelta(days=7 * (step_of(words.replace(" week", "")) or 0) + number)
    else:
        found = this_weekday(number, groups.get("relation"), setting, anchor)
    return with_part(calendar.day(found), part)


def this_weekday(number: int, relation: str | None, setting: Setting, anchor: date) -> date:
    """The day of that name that is meant: the last up to and with the anchor, or the coming one."""
    back = (anchor.weekday() - number) % 7
    ahead = (number - anchor.weekday()) % 7
    step = step_of(relation) if relation else None
    if step == -1:
        return anchor - timedelta(days=back or 7)
    if step == 1:
        return anchor + timedelta(days=ahead or 7)
    if step == 0:
        return anchor - timedelta(days=anchor.weekday()) + timedelta(days=number)
    return anchor + timedelta(days=ahead) if setting.tense in ("future", "present") else anchor - timedelta(days=back)


def with_part(period: Period, part: str) -> Reading:
    said = f"{period.value}T{part}" if part else period.value
    return Reading(said, period.start, period.end, "day", "date", period)


def day_part(anchor: date | None, step: int, part: str) -> Reading:
    if anchor is None:
        return unresolved(f"XXXX-XX-XXT{part}" if part else "XXXX-XX-XX", "day")
    return with_part(calendar.day(anchor + timedelta(days=step)), part)


def read_day_word(groups: dict[str, str], setting: Setting) -> Reading | None:
    step, part = load("en", "calendar")["day_words"][re.sub(r"\s+", " ", groups["day_word"])]
    return day_part(setting.anchor, step, part)


def read_part(groups: dict[str, str], setting: Setting) -> Reading | None:
    part = load("en", "calendar")["parts"][groups["part"]]
    word = groups["relation"]
    spoken = setting.spoken.start if setting.spoken and setting.spoken.grain == "day" and word != "this" else None
    return day_part(spoken or setting.anchor, 0 if word == "this" else step_of(word) or 0, part)


def read_that_day(groups: dict[str, str], setting: Setting) -> Reading | None:
    if "direction" in groups:
        step = -1 if groups["direction"] in ("before", "earlier") else 1
    else:
        step = step_of(groups["relation"]) or 0
    base = setting.spoken.start if setting.spoken and setting.spoken.grain == "day" else None
    return with_part(calendar.day(base + timedelta(days=step)), "") if base else unresolved("XXXX-XX-XX", "day")


def read_clock(groups: dict[str, str], setting: Setting) -> Reading | None:
    """The day is the anchor's; a date beside it takes its place (find/date.py joins the two)."""
    hour, minute = hour_of(groups), groups.get("minute", "00")
    if hour is None:
        return None
    day = setting.anchor.isoformat() if setting.anchor else "XXXX-XX-XX"
    return Reading(f"{day}T{hour:02}:{minute}", setting.anchor, setting.anchor, "hour")


def hour_of(groups: dict[str, str]) -> int | None:
    if "clock_word" in groups:
        return {"noon": 12, "midday": 12, "midnight": 0, "dawn": 6, "dusk": 18}[groups["clock_word"]]
    hour = int(parse_number(groups["number"]) or 0) if "number" in groups else int(groups["hour"])
    if groups.get("half_day", "").startswith("p") or groups.get("part") in ("afternoon", "evening"):
        hour = hour + 12 if hour < 12 else hour
    elif groups.get("half_day", "").startswith("a") and hour == 12:
        hour = 0
    return hour if hour <= 24 else None


def read_set(groups: dict[str, str], setting: Setting) -> Reading | None:
    data = load("en", "calendar")
    if "set" in groups:
        return Reading(data["sets"][groups["set"]], kind="set")
    if "weekday" in groups:
        return Reading(f"XXXX-WXX-{numbers_of('weekdays')[groups['weekday'].rstrip('.')] + 1}", grain="day", kind="set")
    if "month" in groups:
        return Reading(f"XXXX-{month_number(groups):02}", grain="month", kind="set")
    if "season" in groups:
        return Reading(f"XXXX-{data['seasons'][groups['season']]}", grain="season", kind="set")
    if "part" in groups:
        return Reading(f"XXXX-XX-XXT{data['parts'][groups['part']]}", grain="day", kind="set")
    unit = unit_name(groups)
    count = 2.0 if "other" in groups else amount(groups) or 1.0
    return Reading(duration_value(count, unit), grain=grain_of(unit), kind="set")


def read_duration(groups: dict[str, str], setting: Setting) -> Reading | None:
    if "bare" in groups:
        unit = unit_name(groups, "bare")
        return Reading(duration_value(None, unit), grain=grain_of(unit), kind="duration")
    unit, count = unit_name(groups), amount(groups)
    if unit == "second" and groups.get("number") in ("a", "one", None):
        return None  # "a second man"
    if unit in ("morning", "quarter", "season") and count == 1:
        return None
    if "number2" in groups:
        count = parse_number(groups["number2"])
    return Reading(duration_value(count, unit), grain=grain_of(unit), kind="duration")


def read_holiday(groups: dict[str, str], setting: Setting) -> Reading | None:
    m, d = load("en", "calendar")["holidays"][re.sub(r"\s+", " ", groups["holiday"].replace("’", "'"))]
    return by_year(groups, setting, lambda y: calendar.day(date(y, m, d)), f"XXXX-{m:02}-{d:02}", "day")


@cache
def vague_values() -> dict[str, str]:
    return {word: value for value, words in load("en", "calendar")["vague"].items() for word in words}


def read_vague(groups: dict[str, str], setting: Setting) -> Reading | None:
    word = re.sub(r"\s+", " ", groups["vague_word"])
    return unresolved(vague_values().get(word, "FUTURE_REF"), None)  # "soon" has a rule of its own and no entry


RULES: dict[str, Callable[[dict[str, str], Setting], Reading | None]] = {
    "iso": read_iso, "day": read_day, "slash": read_slash, "month": read_month, "quarter": read_quarter,
    "season": read_season, "century": read_century, "decade": read_decade, "years": read_years,
    "fiscal": read_fiscal, "year": read_year, "ago": read_ago, "span": read_span, "so_far": read_so_far,
    "unit": read_unit, "edge": read_edge, "year_end": read_year_end, "weekend": read_weekend,
    "weekday": read_weekday, "day_word": read_day_word, "part": read_part, "that_day": read_that_day,
    "clock": read_clock, "set": read_set, "duration": read_duration, "holiday": read_holiday, "vague": read_vague,
}  # fmt: skip
"""Rule of a pattern -> how its groups are read."""
