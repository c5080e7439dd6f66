"""The amount that stands at a place in the text: digits, number words, sets ("dozens"), with a currency sign."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cache

from dateline.find.number import parse_number
from dateline.lang import load


@dataclass(frozen=True, slots=True)
class Amount:
    """`low` and `high` are None for "several"; `scale` is that of the word behind the digits ("2.3 million")."""

    end: int
    low: float | None
    high: float | None
    scale: float = 1
    symbol: str | None = None
    vague: bool = False


def alternatives(words: list[str]) -> str:
    return "|".join(re.escape(w).replace(r"\ ", r"\s{1,2}") for w in sorted(words, key=len, reverse=True))


@cache
def pattern() -> re.Pattern[str]:
    """One number with its sign, digits or words, and scale. Every repetition is bounded."""
    data = load("en", "numbers")
    symbols = alternatives(list(load("en", "units")["symbols"]))
    scales, short = alternatives(list(data["scales"])), alternatives(list(data["short_scales"]))
    word = alternatives([*data["values"], *data["scales"]])
    ordinal = alternatives(list(data["ordinals"]))
    tens = alternatives(list(data["tens_of"]))
    vague = alternatives(list(data["vague"]))
    several = alternatives([*data["unnumbered"]])
    dozen = alternatives(["dozen", "score"])
    digits = (
        r"\d{1,3}(?:[,\u00a0\u202f]\d{3}){1,5}(?:\.\d{1,4})?|\d{1,3}(?: \d{3}){1,4}(?![\d,])"
        r"|\d{1,15}(?:\.\d{1,6})?"
    )
    article = rf"(?:half\s)?an?\s(?={scales})|half\s(?={scales})"
    words = rf"(?:{article})?(?:{word})\b(?:(?:[\s-]|\sand\s(?:a\s)?)(?:{word}|half)\b){{0,8}}"
    return re.compile(
        rf"(?:(?P<symbol>{symbols})\s?)?(?:(?P<digits>{digits})(?:(?P<short>{short})\b|[\s-](?P<scale>{scales})\b)?(?![\d]))"
        rf"|(?P<tens>{tens})\sof\s(?P<of>hundreds|thousands|millions|billions)\b"
        rf"|(?P<vague>{vague})\b"
        rf"|(?P<lot>several|a\sfew|few|many)\s(?P<lot_of>dozen|hundred|thousand|million|billion)\b"
        rf"|(?P<many>half\s|several\s|(?:an?|{word})\s)?(?P<half>a\s)?(?P<dozen>{dozen})\b"
        rf"|(?P<couple>a\s(?:couple|pair|trio|quartet))\b"
        rf"|(?P<several>{several})\b"
        rf"|(?P<ordinal>{ordinal})\b"
        rf"|(?P<words>{words})",
        re.IGNORECASE,
    )


@cache
def openers() -> frozenset[str]:
    """Lower-case words with which an amount in words can begin."""
    data = load("en", "numbers")
    words = {"half", "a", "an", "several", "few", "many"}
    words.update(*(data[key] for key in ("values", "scales", "ordinals", "vague", "tens_of", "collective")))
    words |= {phrase.split()[0] for phrase in data["unnumbered"]}
    words |= {part for word in data["ordinals"] for part in word.split("-")[:1]}
    return frozenset(words | set(load("en", "units")["symbols"]))


def amount_at(text: str, start: int) -> Amount | None:
    """The amount that begins at the offset, or None."""
    hit = pattern().match(text, start)
    if hit is None:
        return None
    data = load("en", "numbers")
    if hit["digits"]:
        return in_digits(hit)
    if hit["tens"]:
        low, high = data["tens_of"][hit["tens"].lower()]
        scale = data["scales"][hit["of"].lower().rstrip("s")]
        return Amount(hit.end(), *whole(low // 10 * 10 * scale, (high + 1) * scale - 1), vague=True)
    if hit["vague"]:
        low, high = data["vague"][hit["vague"].lower()]
        return Amount(hit.end(), low, high, vague=True)
    if hit["lot"]:
        low, high = data["vague"][{"dozen": "dozens"}.get(hit["lot_of"].lower(), hit["lot_of"].lower() + "s")]
        return Amount(hit.end(), low, high, vague=True)
    if hit["dozen"]:
        return in_dozens(hit)
    if hit["couple"]:
        value = float(data["collective"][hit["couple"].lower().split()[-1]])
        return Amount(hit.end(), value, value)
    if hit["several"]:
        return Amount(hit.end(), None, None, vague=True)
    number = in_words(hit[0])
    return None if number is None else Amount(hit.end(), number, number, scale_of(hit[0]))


def whole(low: float, high: float) -> tuple[float, float]:
    return float(low), float(high)


def in_digits(hit: re.Match[str]) -> Amount | None:
    data, units = load("en", "numbers"), load("en", "units")
    value = float(re.sub(r"[^\d.]", "", hit["digits"]))
    short, long = (hit["short"] or "").lower(), (hit["scale"] or "").lower()
    symbol = units["symbols"].get((hit["symbol"] or "").lower())
    scale = float(data["short_scales"].get(short) or data["scales"].get(long) or 1)
    return Amount(hit.end(), value * scale, value * scale, scale, symbol)


def in_dozens(hit: re.Match[str]) -> Amount:
    """ "a dozen" is 12 about, "two dozen" 24, "several dozen" 24 to 99."""
    size = float(load("en", "numbers")["collective"][hit["dozen"].lower()])
    many = (hit["many"] or "a").strip().lower()
    if many == "several":
        low, high = load("en", "numbers")["vague"]["dozens"]
        return Amount(hit.end(), low, high, vague=True)
    value = size * (0.5 if many == "half" else (parse_number(many) or 1))
    return Amount(hit.end(), value, value, vague=True)


def in_words(words: str) -> float | None:
    words = re.sub(r"\s+", " ", words.lower())
    plus_half = re.search(r" and (?:a )?half", words)
    if plus_half:
        rest = parse_number(words[: plus_half.start()])
        scale = parse_number(words[plus_half.end() :].strip() or "one")
        return None if rest is None or scale is None else (rest + 0.5) * scale
    if words.startswith("half"):
        value = parse_number(re.sub(r"^half(?: an?)? ", "", words))
        return None if value is None else value / 2
    return parse_number(re.sub(r"^an? ", "", words))


def scale_of(words: str) -> float:
    last = words.lower().split()[-1]
    known: dict[str, float] = load("en", "numbers")["scales"]
    return float(known.get(last, 1)) if len(words.split()) > 1 else 1
