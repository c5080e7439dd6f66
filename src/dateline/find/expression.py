"""Time expressions as they stand in the text: the patterns of lang/<code>/calendar.yaml, compiled and matched."""

from __future__ import annotations

import re
from functools import cache
from typing import Any, NamedTuple

from dateline.lang import load

PLACEHOLDER = re.compile(r"\{(\w*[a-z_]\w*)\}")
CLASS = re.compile(r"\[[^\]]*\]")
BEHIND = re.compile(r"\(\?<[=!][^()]*\)")
"""A look-behind, whose blanks must have a fixed width."""
REACH = 8
"""Words on either side of a calendar word within which its expression stands."""


class Expression(NamedTuple):
    """Code points [start, end) matched by a pattern; `groups` holds what its named groups matched, in lower case."""

    start: int
    end: int
    rule: str
    groups: dict[str, str]


def names(words: list[str]) -> str:
    """An alternation, longest first. "x.?" may have its full stop, "x." must have it."""
    parts = []
    for word in sorted(words, key=len, reverse=True):
        stem = re.escape(word.rstrip(".?")).replace("\\ ", " ").replace("'", "['’]")
        parts.append(stem + {"": "", ".": r"\.", ".?": r"\b\.?"}[word[len(word.rstrip(".?")) :]])
    return "|".join(parts)


@cache
def vocabulary() -> dict[str, str]:
    """Regular expressions for what stands in {braces} in the patterns."""
    data, numbers = load("en", "calendar"), load("en", "numbers")
    simple = [word for word, value in numbers["values"].items() if value > 0]
    tens = [word for word, value in numbers["values"].items() if value >= 20]
    ones = [word for word, value in numbers["values"].items() if 0 < value < 10]
    compound = f"(?:{names(tens)})[- ](?:{names(ones)})|(?:a|{names(simple)}) (?:hundred|thousand)"
    number_words = f"{compound}|hundred|{names(simple)}|half a|half an|an?"
    full = [group[0] for group in data["weekdays"]]
    given = {
        "month": f"(?P<month>{names([n for g in data['months'] for n in g])})",
        "weekday": f"(?P<weekday>{names([n for g in data['weekdays'] for n in g])})",
        "weekday_full": f"(?P<weekday>{names(full)})",
        "weekday_plain": f"(?:{names(full)})",
        "season": f"(?P<season>{names(list(data['seasons']))})",
        "units": names([*data["units"], "centurie", "anniversarie"]),
        "unit": f"(?P<unit>{names([*data['units'], 'centurie'])})",
        "parts": names(list(data["parts"])),
        "decades": names(list(data["decades"])),
        "edges": names([w for g in data["edges"].values() for w in g]),
        "relations": names(list(data["relations"])),
        "vague_numbers": names(data["vague_numbers"]),
        "day_words": names(list(data["day_words"])),
        "holidays": names(list(data["holidays"])),
        "sets": names(list(data["sets"])),
        "vague": names([w for g in data["vague"].values() for w in g]),
        "zones": names(data["zones"]),
        "number_words": number_words,
        "ordinals": rf"\d{{1,2}}(?:st|nd|rd|th)|{names(list(numbers['ordinals']))}",
    }
    return given | dict(data["pieces"])


def fill(pattern: str) -> str:
    """The pattern with every {placeholder} put in; what is put in may hold placeholders itself."""
    table = vocabulary()
    while hit := PLACEHOLDER.search(pattern):
        pattern = pattern[: hit.start()] + table[hit[1]] + pattern[hit.end() :]
    pattern = CLASS.sub(lambda hit: hit[0].replace(" ", r"\s"), pattern)
    pattern = BEHIND.sub(lambda hit: hit[0].replace(" ", r"\s"), pattern)
    return pattern.replace(" ?", r"\s{0,2}").replace(" ", r"\s{1,2}")


@cache
def patterns() -> tuple[tuple[str, re.Pattern[str]], ...]:
    rules = load("en", "calendar")["patterns"]
    return tuple((rule, re.compile(rf"(?<![\w$£€]){fill(pattern)}", re.IGNORECASE)) for rule, pattern in rules)


@cache
def triggers() -> frozenset[str]:
    """Words one of which stands in every expression that has no digit."""
    data = load("en", "calendar")
    words: set[str] = {"century", "centuries", "overnight", "noon", "midnight", "midday", "dawn", "dusk", "decade"}
    words.update(name.rstrip(".?") for group in (*data["months"], *data["weekdays"]) for name in group)
    words.update(f"{group[0]}s" for group in data["weekdays"])
    words.update(name.rstrip("?") for group in (*data["months"], *data["weekdays"]) for name in group)
    for key in ("seasons", "units", "parts", "decades", "day_words", "holidays", "sets"):
        words.update(word for phrase in data[key] for word in phrase.split())
    words.update(f"{unit}s" for unit in (*data["units"], *data["parts"]))
    words.update(phrase.split()[-1] for group in data["vague"].values() for phrase in group)
    return frozenset(words - {"the", "a", "before", "after", "and", "last", "time", "present"} | {"past", "ago"})


@cache
def hints() -> dict[str, re.Pattern[str]]:
    """For each need of a rule, a quick look for the words without which it cannot match."""
    data = load("en", "calendar")
    stems = {
        "digit": [],
        "month": [group[0][:3] for group in data["months"]],
        "weekday": [group[0][:3] for group in data["weekdays"]],
        "season": list(data["seasons"]),
        "unit": [*data["units"], "centurie"],
        "quarter": ["quarter", "half", "q1", "q2", "q3", "q4"],
        "century": ["century"],
        "decade": ["0s", "0's", "0’s", *data["decades"]],
        "direction": [*data["directions"]],
        "weekend": ["weekend"],
        "day": ["day"],
        "day_word": sorted({phrase.split()[-1] for phrase in data["day_words"]}),
        "part": list(data["parts"]),
        "clock": [
            ":",
            "m.",
            "pm",
            "am",
            "clock",
            "noon",
            "night",
            "midday",
            "dawn",
            "dusk",
            "time",
            "hours",
            "hrs",
            *data["zones"],
        ],
        "holiday": sorted({phrase.split()[0] for phrase in data["holidays"]}),
    }
    return {need: re.compile(names_plain(words) or r"\d") for need, words in stems.items()}


def names_plain(words: list[str]) -> str:
    return "|".join(map(re.escape, words))


def find_expressions(text: str) -> list[Expression]:
    """The leftmost longest expressions of a stretch of text, in order; earlier rules win between equals."""
    found: list[tuple[int, int, int, Any]] = []
    lower = text.lower()
    needs = load("en", "calendar")["needs"]
    near = {need for need, hint in hints().items() if hint.search(lower)}
    for number, (rule, pattern) in enumerate(patterns()):
        if needs.get(rule) in near or rule not in needs:
            found.extend((hit.start(), -hit.end(), number, hit) for hit in pattern.finditer(text))
    found.sort(key=lambda item: item[:3])
    kept: list[Expression] = []
    at = -1
    for start, end, number, hit in found:
        if start >= at and -end > start:
            groups = {name: words.lower() for name, words in hit.groupdict().items() if words}
            kept.append(Expression(start, -end, patterns()[number][0], groups))
            at = -end
    return kept
