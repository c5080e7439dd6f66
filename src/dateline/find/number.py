"""Numbers in digits and words -> floats."""

from __future__ import annotations

import re
from functools import cache

from dateline.lang import load

DIGITS = re.compile(r"(\d{1,3}(?:[,.\u00a0' ]\d{3})+|\d+)(?:[.,](\d{1,9}))?$")
FRACTION = re.compile(r"(?:(\d{1,4})[\s-])?(\d{1,3})/(\d{1,3})$")
LONGEST = 60
"""Code points in the longest number that is read; longer strings of digits are no figures."""


@cache
def values() -> dict[str, float]:
    """Words that stand for a number by themselves."""
    data = load("en", "numbers")
    article = {"a": 1, "an": 1, "half": 0.5, "half a": 0.5, "half an": 0.5}
    return {**data["values"], **data["ordinals"], **article, **data["collective"]}


@cache
def scales() -> dict[str, float]:
    return dict(load("en", "numbers")["scales"])


def parse_number(words: str) -> float | None:
    """ "2,000", "1.5 million", "twenty-five", "two hundred and six", "21st" -> the number; None when it is none."""
    words = words.lower().strip()
    if len(words) > LONGEST:
        return None
    known = values().get(words)
    return known if known is not None else add_up(re.split(r"[\s-]+", words))


def add_up(words: list[str]) -> float | None:
    """The sum of number words as English reads them: what stands before a scale word is multiplied by it."""
    total, group, seen = 0.0, 0.0, False
    for word in words:
        if word in ("and", "of", ""):
            continue
        value = digits(word)
        value = values().get(word) if value is None else value
        scale = scales().get(word)
        if scale is not None:
            if scale == 100:
                group = (group or 1) * 100
            else:
                total, group = total + (group or 1) * scale, 0.0
        elif value is not None:
            group += value
        else:
            return None
        seen = True
    return total + group if seen else None


def digits(word: str) -> float | None:
    """ "2,000" and "2 000" are thousands, "2.5" and "2,5" are fractions, "21st" is 21."""
    word = re.sub(r"(?<=\d)(?:st|nd|rd|th)$", "", word)
    if hit := FRACTION.match(word):
        return (int(hit[1] or 0) + int(hit[2]) / int(hit[3])) if int(hit[3]) else None
    hit = DIGITS.match(word)
    if not hit or len(word) > LONGEST:
        return None
    whole = re.sub(r"\D", "", hit[1]) if not decimal(hit[1]) else hit[1]
    return float(f"{whole}.{hit[2]}") if hit[2] else float(whole)


def decimal(word: str) -> bool:
    """Whether "1.500" is meant as one and a half: only where the part before the point is a bare zero."""
    return word.startswith("0.")
