"""One line of the working notes -> one statement with offsets. README.md beside this file describes the notation."""

from __future__ import annotations

import re
from calendar import monthrange
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from functools import lru_cache
from typing import Any

from dateline.ontology.lexicon import RELATIONS, event_types
from dateline.places.country import read_countries
from dateline.types import Span
from dateline.types.statement import ASPECTS, STANCES, STATUSES

ROLES = ("killed", "injured", "arrested", "abducted", "displaced", "participants", "fighters", "money", "other")
HEDGES = ("about", "at least", "at most", "up to", "more than", "less than")
TRENDS = ("growing", "falling", "unchanged")
KEYS = ("t", "a", "r", "p", "w", "f", "v", "s", "about", "bg")
VALUE = re.compile(r":(\d{4}(?:-\d\d){0,2})?(\.\.)?(\d{4}(?:-\d\d){0,2})?$")
JOINTS = " \t\n\r.,;:!?\"'“”‘’()[]-–—"
EMPTY = frozenset(
    ("", "the", "a", "an", "that", "and", "but", "also", "for", "when", "as", "which", "who", "while", "where")
)
TOLD = re.compile(r"(?:told|informed)\s*$")
THAT = re.compile(r"[^,;:“\"]{1,70}?\bthat\s")
SCRAP = 4
"""Words of a piece that is no content where a longer piece is."""
Row = dict[str, Any]


class Fault(ValueError):
    """What is wrong with one piece of a line."""


@dataclass(frozen=True, slots=True)
class Target:
    """A drawn sentence: its text is `text[span]`, words of its neighbours are looked for in `context`. `row` says
    where it stands: sentence number, set, document, start, end."""

    row: Row
    text: str
    span: Span
    context: Span


def statement(line: str, target: Target) -> Row:
    """One line: `TYPE modes | key=value | ...`."""
    head, *parts = [part.strip() for part in line.split(" | ")]
    kind, type_, modes = label(head.split())
    values = dict(pair(part) for part in parts)
    if len(values) != len(parts):
        raise Fault("a key stands twice")
    if not values.get("t"):
        raise Fault("no trigger (t=...)")
    status, aspect = status_of(values.get("s", ""))
    return {
        "kind": kind, "type": type_, "modes": modes,
        "trigger": place_words(values["t"], target, inside=True),
        "actors": [mention(words, target) for words in split(values.get("a", ""))],
        "recipients": [mention(words, target) for words in split(values.get("r", ""))],
        "place": place(values["p"], target) if values.get("p") else None,
        "time": time(values["w"], target) if values.get("w") else None,
        "figures": [figure(words, target) for words in split(values.get("f", ""))],
        "attribution": voices(split(values.get("v", "")), target),
        "status": status, "aspect": aspect, "background": "bg" in values,
        "about": number_of(values["about"]) if "about" in values else None,
    }  # fmt: skip


def label(words: list[str]) -> tuple[str, str, list[str]]:
    """(kind, type, modes) of the opening words."""
    if not words:
        raise Fault("no type")
    type_, *modes = words
    types = event_types()
    if type_ in types:
        unknown = [mode for mode in modes if mode not in types[type_].modes]
        if unknown:
            raise Fault(f"{type_} has no mode {unknown[0]!r}; it has {', '.join(types[type_].modes) or 'none'}")
        return "event", type_, sorted(modes)
    if type_ in RELATIONS and not modes:
        return "relation", type_, []
    if type_ == "FIGURE" and len(modes) == 1 and modes[0] in ROLES:
        return "figure", modes[0], []
    raise Fault(f"{' '.join(words)!r} is no event type with modes, no relation, and no FIGURE with a role")


def pair(part: str) -> tuple[str, str]:
    key, _, value = part.partition("=")
    if key.strip() not in KEYS or (key.strip() == "bg") == bool(value):
        raise Fault(f"{part!r} is none of {', '.join(KEYS)} with a value")
    return key.strip(), value.strip()


def split(value: str) -> list[str]:
    return [words.strip() for words in value.split(";") if words.strip()]


def status_of(value: str) -> tuple[str, str]:
    status, aspect = "actual", "once"
    for word in value.split():
        if word in STATUSES:
            status = word
        elif word in ASPECTS:
            aspect = word
        else:
            raise Fault(f"{word!r} is neither a status ({', '.join(STATUSES)}) nor an aspect ({', '.join(ASPECTS)})")
    return status, aspect


def number_of(value: str) -> int:
    if not value.isdigit():
        raise Fault(f"about={value!r} is no number of a statement")
    return int(value)


def mention(words: str, target: Target) -> Row:
    """`they`, `they<the rebels` (with what it refers back to), or `<the rebels` (words of a neighbour sentence)."""
    shown, _, back = words.partition("<")
    if not shown.strip():
        return {"span": place_words(back, target, inside=False), "antecedent": None}
    span = place_words(shown, target, inside=True)
    return {"span": span, "antecedent": place_words(back, target, inside=None, but=span) if back.strip() else None}


def place(value: str, target: Target) -> Row:
    """`Saada:YEM`; the country is an ISO 3166 code, or left out where nobody can tell."""
    words, colon, code = value.rpartition(":")
    if not colon:
        words, code = value, ""
    if code and code not in codes():
        raise Fault(f"{code!r} is no ISO 3166 alpha-3 code")
    return mention(words, target) | {"country": code or None}


@lru_cache(maxsize=1)
def codes() -> frozenset[str]:
    return frozenset(row.code for row in read_countries() if row.code)


def time(value: str, target: Target) -> Row:
    """`on Friday:2024-03-08`, `since May:2024-05-01..`, `in 2019:2019`; the value left out where it is not known."""
    hit = VALUE.search(value)
    words = value[: hit.start()] if hit else value
    start, end = interval(hit) if hit else (None, None)
    if words.startswith("<"):
        return {"span": place_words(words[1:], target, inside=False), "start": start, "end": end}
    return {"span": place_words(words, target, inside=True), "start": start, "end": end}


def interval(hit: re.Match[str]) -> tuple[str | None, str | None]:
    low, dots, high = hit.groups()
    start = bounds(low)[0] if low else None
    end = bounds(high)[1] if high else (None if dots or not low else bounds(low)[1])
    if start and end and start > end:
        raise Fault(f"the time ends ({end}) before it begins ({start})")
    return start, end


def bounds(value: str) -> tuple[str, str]:
    """First and last day of a year, month or day."""
    year, month, day = (*map(int, value.split("-")), 0, 0)[:3]
    try:
        first = date(year, month or 1, day or 1)
        last = date(year, month or 12, day or monthrange(year, month or 12)[1])
    except ValueError as error:
        raise Fault(f"{value} is no date") from error
    return first.isoformat(), last.isoformat()


def figure(value: str, target: Target) -> Row:
    """`role:low:high:hedge or trend or -:unit or -:words`."""
    parts = value.split(":", 5)
    if len(parts) != 6:
        raise Fault(f"a figure is role:low:high:hedge:unit:words, not {value!r}")
    role, low, high, hedge, unit, words = (part.strip() for part in parts)
    if role not in ROLES:
        raise Fault(f"{role!r} is no role of a figure; use {', '.join(ROLES)}")
    if hedge not in ("-", *HEDGES, *TRENDS):
        raise Fault(f"{hedge!r} is neither a hedge nor a trend; use -, {', '.join((*HEDGES, *TRENDS))}")
    least, most = amount(low), amount(high)
    if least is not None and most is not None and least > most:
        raise Fault(f"low {low} is above high {high}")
    return {
        "role": role, "low": least, "high": most, "hedge": hedge if hedge in HEDGES else None,
        "trend": hedge if hedge in TRENDS else None, "unit": None if unit == "-" else unit,
        "span": place_words(words, target, inside=True),
    }  # fmt: skip


def amount(value: str) -> float | None:
    try:
        return None if value == "-" else float(value)
    except ValueError:
        raise Fault(f"{value!r} is no number") from None


def voices(items: list[str], target: Target) -> list[Row]:
    """`source>cue>stance>content`, nearest voice first; `~` before the source: not named; source `-`: not said.

    Content that is left out is the rest of the sentence: all of it but the source and cue of this voice and of the
    voices further out.
    """
    rows: list[Row] = []
    for item in items:
        parts = [part.strip() for part in item.split(">")]
        if not 3 <= len(parts) <= 4 or parts[2] not in STANCES:
            raise Fault(f"a voice is source>cue>stance[>content], stance one of {', '.join(STANCES)}, not {item!r}")
        source, cue = parts[0], parts[1]
        named = not source.startswith("~") and source != "-"
        rows.append({
            "source": None if source == "-" else mention(source.removeprefix("~").strip(), target),
            "cue": place_words(cue.removeprefix("<"), target, inside=not cue.startswith("<")),
            "content": [place_words(words, target, inside=True) for words in parts[3].split("+")] if parts[3:] else [],
            "stance": parts[2], "named": named,
        })  # fmt: skip
    taken: list[Span] = []
    for row in reversed(rows):
        taken += [span for span in (stretch(row, target),) if target.span.covers(span)]
        row["content"] = row["content"] or [[s.start, s.end] for s in rest(target, taken)]
        if not row["content"]:
            raise Fault("nothing is left as content; name it: source>cue>stance>first word...last word")
    return rows


def stretch(row: Row, target: Target) -> Span:
    """From the source to the cue, where both stand in the sentence and near each other; else the cue."""
    cue = Span(*row["cue"])
    source = Span(*row["source"]["span"]) if row["source"] else cue
    if not target.span.covers(source):
        return cue
    return cue.join(source)


def rest(target: Target, taken: list[Span]) -> list[Span]:
    """What is left of the sentence, without joints at the edges, whom one told, and scraps ("on Friday", "The")."""
    pieces, start = [], target.span.start
    for span in sorted(taken):
        pieces.append(Span(start, max(span.start, start)))
        start = max(start, span.end)
    pieces.append(Span(start, target.span.end))
    pieces = [tidy(target.text, addressed(target.text, piece)) for piece in pieces]
    long = [span for span in pieces if len(span.text(target.text).split()) > SCRAP]
    return long or [span for span in pieces if span.text(target.text).lower() not in EMPTY]


def addressed(text: str, piece: Span) -> Span:
    """The piece without the hearer that stands before it: "told the agency that X" is X."""
    hearer = TOLD.search(text[max(piece.start - 12, 0) : piece.start])
    that = THAT.match(text, piece.start, piece.end) if hearer else None
    return Span(that.end(), piece.end) if that else piece


def tidy(text: str, span: Span) -> Span:
    start, end = span.start, span.end
    while start < end and text[start] in JOINTS:
        start += 1
    while start < end and text[end - 1] in JOINTS:
        end -= 1
    if text[start : start + 5].lower() == "that ":
        start += 5
    return Span(start, end)


def place_words(words: str, target: Target, *, inside: bool | None, but: list[int] | None = None) -> list[int]:
    """[start, end) of the quoted words. `words@2` is their second occurrence, `first...last` a long stretch.

    `inside`: True looks in the sentence, False in its neighbours, None in the sentence and then in its neighbours.
    Raises Fault when the words are not there, or are there more than once and no occurrence is named.
    """
    quote, at, which = words.strip().rpartition("@")
    if not at or not which.isdigit():
        quote, which = words.strip(), ""
    if not quote:
        raise Fault("an empty quotation")
    found = list(occurrences(quote, target, inside=inside is not False))
    if inside is False:
        found = [span for span in found if not target.span.overlaps(span)]
    if inside is None:
        found = [span for span in found if [span.start, span.end] != but]
        found = found or list(occurrences(quote, target, inside=False))
    where = "context" if inside is False else "sentence" if inside else "sentence and its context"
    if not found:
        raise Fault(f"{quote!r} does not stand in the {where}")
    if which and not 1 <= int(which) <= len(found):
        raise Fault(f"{quote!r} stands only {len(found)} times in the {where}")
    if not which and len(found) > 1:
        raise Fault(f"{quote!r} stands {len(found)} times in the {where}: say which with @1 ... @{len(found)}")
    span = found[int(which or 1) - 1]
    return [span.start, span.end]


def occurrences(quote: str, target: Target, *, inside: bool) -> Iterator[Span]:
    """Whole-word occurrences, any white space between the words; straight quotation marks stand for all."""
    zone = target.span if inside else target.context
    pieces = [r"\s+".join(map(re.escape, piece.split())) for piece in quote.split("...")]
    body = r".*?".join(pieces) if len(pieces) > 1 else pieces[0]
    body = body.replace("'", "['‘’]").replace('"', '["“”]')
    left = r"(?<!\w)" if quote[0].isalnum() else ""
    right = r"(?!\w)" if quote[-1].isalnum() else ""
    for hit in re.compile(left + body + right, re.S).finditer(target.text, zone.start, zone.end):
        yield Span(hit.start(), hit.end())
