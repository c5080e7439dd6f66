"""Numbers with their hedges, currencies and units as they stand in the text, before anybody asks what they count."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache
from typing import NamedTuple

from dateline.find.number import parse_number
from dateline.lang import load

JOINERS = re.compile(r"\s+")
CUT = re.compile(r"\w|[:/.,]\d|-\d")
COLLECTIVE = re.compile(r"(?:an?|half)\s", re.IGNORECASE)
"""Numbers that are round by their wording: "a dozen", "half a million"."""


class Amount(NamedTuple):
    """Code points [start, end); the number itself begins at `number`. `kind` is "number" or "percent".

    `vague` marks "dozens" and the like; `currency` is an ISO 4217 code, `measure` a unit written beside it.
    """

    start: int
    number: int
    end: int
    low: float
    high: float
    hedge: str | None
    kind: str
    currency: str | None
    measure: str | None
    vague: bool


def alternation(words: list[str]) -> str:
    ordered = sorted(words, key=len, reverse=True)
    return "|".join(re.escape(word).replace("\\ ", " ") for word in ordered).replace(" ", r"\s{1,2}")


@cache
def starters() -> frozenset[str]:
    data = load("en", "numbers")
    words = {*data["values"], *data["scales"], *data["vague"], *data["collective"], "half"}
    words.update(f"{word}s" for word in data["collective"])
    return frozenset(words)


def is_number_word(word: str) -> bool:
    """Whether a token may begin or carry a number; "twenty-five" is one token for some parsers."""
    return word in starters() or word.split("-")[0] in starters() or word[:1] in "$£€"


@cache
def hedges() -> dict[str, str]:
    return {phrase: hedge for hedge, phrases in load("en", "hedges")["before"].items() for phrase in phrases}


@cache
def hedges_after() -> dict[str, str]:
    return {phrase: hedge for hedge, phrases in load("en", "hedges")["after"].items() for phrase in phrases}


@cache
def pattern() -> re.Pattern[str]:
    """Hedge, currency, number, "to" number, scale, unit, hedge behind it: each piece bounded in length."""
    numbers, units, words = load("en", "numbers"), load("en", "units"), load("en", "hedges")
    simple = alternation(list(numbers["values"]))
    scale = alternation(list(numbers["scales"]))
    short = alternation(list(numbers["short_scales"]))
    collective = alternation(list(numbers["collective"]))
    vague = alternation(list(numbers["vague"]))
    tens = alternation(list(numbers["tens_of"]))
    digit = r"(?:\d{1,3}(?:,\d{3}){1,5}|\d{1,3}(?:[\u00a0\u202f]\d{3}){1,4}|\d{1,15})(?:\.\d{1,6})?(?:\s\d/\d)?"
    word = (
        rf"(?:a\s(?:{scale})|half\sa\s(?:{scale}|dozen)|(?:{simple}))(?:(?:[-\s]|\sand\s)(?:{simple}|{scale}|a\shalf)\b){{0,8}}"
    )
    few = rf"(?:(?:an?|{simple}|\d{{1,3}}|half\sa)\s(?:{collective})\b|(?:{collective})(?=\s{{1,2}}\w))"
    number = rf"(?:{few}|{word}\b|{digit}(?:\s?(?:{short})\b|(?:[-\s](?:{scale})\b){{1,2}})?)"
    fuzzy = rf"(?:(?:{tens})\sof\s)?(?:{vague})\b|(?:several|(?:a\s)?few|many)\s(?:dozen|{scale})\b"
    symbol = alternation(list(units["symbols"]))
    code = alternation(units["codes"])
    percent = alternation(units["percent"])
    measure = alternation([w for w in units["measures"] if len(w) <= 3 or w in ("feet", "foot")])
    return re.compile(
        rf"(?<![\w.,/:#@$£€+-])(?:(?P<hedge>{alternation([*hedges(), *words['between']])})\s{{1,2}})?"
        rf"(?:(?:{alternation(words['bare'])})\s{{1,2}})?"
        rf"(?P<number>(?:(?P<symbol>{symbol}|(?:{code})(?=\s?\d))\s?)?(?P<one>{number}|(?P<fuzzy>{fuzzy}))"
        rf"(?:(?P<to>\s?[-–—]\s?|\s(?:to|or|and)\s)(?:{symbol})?(?P<two>{number}))?)"
        rf"(?P<unit>\s?(?P<percent>{percent})(?!\w)|[\s-]?(?P<measure>{measure})\b)?"
        rf"(?P<after>\s?(?:{alternation(list(hedges_after()))})(?!\w))?",
        re.IGNORECASE,
    )


def find_amounts(text: str) -> Iterator[Amount]:
    """Every number of a sentence in text order; ranges and hedges taken together."""
    at = 0
    while hit := pattern().search(text, at):
        joined = bool(hit["two"]) and is_range(hit)
        at = hit.end() if joined or not hit["two"] else hit.end("one")
        if hit["two"] and not joined and hit["to"].strip() in ("-", "–", "—"):
            at = hit.end()  # a score
            continue
        if not is_cut(text, at):
            yield read_amount(hit, joined)


def is_range(hit: re.Match[str]) -> bool:
    """Whether two numbers are the ends of one: growing, and joined by "and" only after "between"."""
    low, high = pair(hit)
    between = (hit["hedge"] or "").lower().endswith("between")
    known = low is not None and high is not None and low < high
    if (hit["hedge"] or "").lower() == "from" and tells_change(hit.string, hit.start()):
        return False
    return known and (hit["to"].strip().lower() != "and" or between)


def tells_change(text: str, start: int) -> bool:
    """ "rose from 41 to 56": one number and the next, no range."""
    words = text[max(start - 40, 0) : start].lower().split()[-3:]
    return not set(load("en", "hedges")["changing"]).isdisjoint(words)


def is_cut(text: str, end: int) -> bool:
    """Whether what follows shows the number to be a piece of a clock time, a telephone number, a rank or a name."""
    return bool(CUT.match(text, end, end + 3))


def read_amount(hit: re.Match[str], joined: bool) -> Amount:
    """The amount of a match; `joined` says that its second number belongs to it."""
    whole = joined or not hit["two"]
    low, high = vague_values(hit["fuzzy"]) if hit["fuzzy"] else pair(hit) if joined else (value(hit["one"]),) * 2
    hedge = hedge_of(hit, whole)
    if hit["fuzzy"] or (hedge is None and hit["symbol"] is None and COLLECTIVE.match(hit["one"])):
        hedge = hedge or "about"
    units = load("en", "units")
    symbol = hit["symbol"].strip() if hit["symbol"] else None
    currency = (units["symbols"].get(symbol) or symbol.upper()) if symbol else None
    measure = units["measures"].get(hit["measure"].lower()) if whole and hit["measure"] else None
    opens = hit["hedge"] and (joined or hit["hedge"].lower() not in load("en", "hedges")["between"])
    start = hit.start("hedge") if opens else hit.start("number")
    end = end_of(hit) if whole else hit.end("one")
    kind = "percent" if whole and hit["percent"] else "number"
    number = hit.start("number")
    return Amount(start, number, end, low or 0.0, high or 0.0, hedge, kind, currency, measure, bool(hit["fuzzy"]))


def end_of(hit: re.Match[str]) -> int:
    """Where hedge and number end: a percent sign belongs to them, another unit does not."""
    if hit["after"]:
        return hit.end()
    return hit.end("percent") if hit["percent"] else hit.end("number")


def hedge_of(hit: re.Match[str], whole: bool) -> str | None:
    if hit["after"] and whole:
        return hedges_after()[JOINERS.sub(" ", hit["after"].strip().lower())]
    return hedges().get(JOINERS.sub(" ", hit["hedge"].lower())) if hit["hedge"] else None


def vague_values(words: str) -> tuple[float, float]:
    """ "dozens" -> 24 to 99; "tens of thousands" -> 20,000 to 99,999."""
    data = load("en", "numbers")
    parts = words.lower().split()
    if len(parts) == 1 or parts[-2] in ("several", "few", "many"):
        low, high = data["vague"][parts[-1].rstrip("s") + "s"]
        return float(low), float(high)
    factor, (low, high) = parse_number(parts[-1].rstrip("s")) or 1.0, data["tens_of"][parts[0]]
    return low * factor, (high + 1) * factor - 1


def pair(hit: re.Match[str]) -> tuple[float | None, float | None]:
    """Low and high of a number or a range; (None, None) for scores and other pairs that are no range."""
    one, two = value(hit["one"]), value(hit["two"]) if hit["two"] else None
    if one is None or two is None:
        return (one, one) if not hit["two"] else (None, None)
    scale = scale_of(hit["two"])
    if scale_of(hit["one"]) == 1 and scale > 1 and one < two / scale * 10:
        one *= scale
    return (one, two) if one < two else (None, None)


def scale_of(words: str) -> float:
    data = load("en", "numbers")
    hit = re.search(r"([a-z]+)$", words.lower())
    return float(data["scales"].get(hit[1]) or data["short_scales"].get(hit[1]) or 1) if hit else 1.0


def value(words: str) -> float | None:
    """ "2.3bn", "a dozen", "two dozen", "1.5 million", "206"."""
    data = load("en", "numbers")
    words = JOINERS.sub(" ", words.lower())
    if hit := re.fullmatch(r"(\d[\d.,]*) ?([a-z]{1,3})", words):
        number, scale = parse_number(hit[1]), data["short_scales"].get(hit[2])
        return number * scale if number is not None and scale else None
    if hit := re.fullmatch(r"(?:(.+) )?(dozen|score|couple|pair|trio|quartet)", words):
        count = parse_number(hit[1]) if hit[1] else 1.0
        return count * data["collective"][hit[2]] if count is not None else None
    if hit := re.fullmatch(r"half an? (\w+)", words):
        scale = data["scales"].get(hit[1]) or data["collective"].get(hit[1])
        return scale / 2 if scale else None
    if hit := re.fullmatch(r"(.+) and a half(?: (\w+))?", words):
        whole, scale = parse_number(hit[1]), data["scales"].get(hit[2] or "", 1)
        return (whole + 0.5) * scale if whole is not None else None
    return parse_number(words)
