"""Dates and numbers among the words, labelled as the parser's name finder would, for readings that do without it."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from functools import cache

from dateline.lang import load
from dateline.types import Token

BEFORE = frozenset(("last", "this", "next", "past", "late", "early", "earlier", "later", "coming", "previous", "mid"))
"""Words that belong to the date behind them: "late last week"."""
ALONE = frozenset(("today", "yesterday", "tomorrow", "tonight"))
YEARLY = frozenset(("in", "since", "until", "by", "of", "from", "during", "before", "after", "between", "and", "to"))
"""Words behind which a bare number of four digits is a year."""


@cache
def calendar_words() -> tuple[frozenset[str], frozenset[str], frozenset[str]]:
    """Months; weekdays and words that stand alone; units and parts of days with their plurals."""
    data = load("en", "calendar")
    months = frozenset(name for names in data["months"] for name in spellings(names))
    days = frozenset(name for names in data["weekdays"] for name in spellings(names)) | ALONE
    units = {*data["units"], *data["parts"]} - {"second", "minute"}
    return months, days, frozenset({*units, *(f"{unit}s" for unit in units), "centuries"})


def spellings(patterns: Sequence[str]) -> Iterator[str]:
    """ "sept.?" stands for "sept" and "sept."."""
    for pattern in patterns:
        yield pattern.removesuffix("?").removesuffix(".")
        yield pattern.removesuffix("?")


def label_times(tokens: Sequence[Token]) -> dict[int, str]:
    """DATE, TIME or CARDINAL by token number."""
    months, days, units = calendar_words()
    found: dict[int, str] = {}
    for token in tokens:
        i, lower = token.i, token.lower
        month = lower in months and token.text[:1].isupper() and (token.tag.startswith("NNP") or lower != "may")
        if month or (lower in days and (lower in ALONE or token.text[:1].isupper())) or lower in units:
            found[i] = "DATE"
            widen(tokens, found, i, month=month)
        elif token.tag == "CD" and i not in found:
            year = len(token.text) == 4 and token.text.isdigit() and token.text[:2] in ("18", "19", "20")
            before = tokens[i - 1].lower if i else ""
            found[i] = "DATE" if year and before in YEARLY and token.dep != "nummod" else "CARDINAL"
    return found


def widen(tokens: Sequence[Token], found: dict[int, str], i: int, *, month: bool) -> None:
    """The words of the date around its main word: "late last week", "June 6, 2024", "two years"."""
    k = i - 1
    while k >= 0 and (tokens[k].lower in BEFORE or tokens[k].tag == "CD") and tokens[k].sentence == tokens[i].sentence:
        found[k] = "DATE"
        k -= 1
    k = i + 1
    while (
        month
        and k < len(tokens)
        and (tokens[k].tag == "CD" or (tokens[k].text == "," and k + 1 < len(tokens) and tokens[k + 1].tag == "CD"))
    ):
        found[k] = "DATE"
        k += 1
