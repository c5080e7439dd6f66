"""Times: every expression of date, duration or recurrence, read against the day the report came out."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace
from datetime import date, timedelta
from functools import cache

from dateline.find.expression import REACH, Expression, find_expressions, triggers
from dateline.find.reading import Reading, Setting, read_expression
from dateline.find.tense import tense_of
from dateline.lang import load
from dateline.types import Document, Span, Syntax, Time, Token

VERBS = frozenset(("MD", "VB", "VBP", "VBD", "VBZ", "VBN", "VBG"))
NAMES = frozenset(("PERSON", "ORG", "GPE", "FAC"))
ATTACHED = ("mid-", "post-", "pre-", "non-")
RANGE = re.compile(r"\s{0,2}(?:to|until|till|through|thru|and|[-–—])\s{0,2}$", re.IGNORECASE)
BESIDE = re.compile(r"(?:,?\s{0,2}(?:on\s{1,2}|of\s{1,2})?|\s{1,2}\(\w{3,4}\)\s)$", re.IGNORECASE)
Found = tuple[Expression, Reading]


class DateStage:
    """Finds time expressions and resolves them; what cannot be resolved keeps its words and grain."""

    name = "date"
    version = "2"
    needs = ("syntax",)
    gives = "times"

    def __call__(self, document: Document) -> tuple[Time, ...]:
        assert document.syntax is not None
        return tuple(Dating(document, document.syntax).times())


class Dating:
    """The times of one document, found from top to bottom so that "the next day" knows the day before it."""

    def __init__(self, document: Document, syntax: Syntax) -> None:
        self.text, self.syntax = document.text, syntax
        self.setting = Setting(anchor_of(document))

    def times(self) -> Iterator[Time]:
        """Every time, in text order."""
        for span in stretches(self.syntax):
            words = span.text(self.text)
            found = [(e, r) for e in find_expressions(words) if (r := self.read(e, words, span.start))]
            for e, r in join(found, words):
                where = Span(span.start + e.start, span.start + e.end)
                yield Time(where, iso(r.start), iso(r.end), r.grain, r.kind, r.said)

    def read(self, e: Expression, words: str, offset: int) -> Reading | None:
        """What the expression means here; None when the words are no time after all."""
        inside = self.syntax.within(Span(offset + e.start, offset + e.end))
        if not inside or not self.stands(e, words, inside):
            return None
        if e.rule == "set" and self.syntax.tokens[inside[0]].tag == "NN":
            return None  # "the party daily"
        tense = "" if "year" in e.groups else tense_of(self.syntax, inside[-1])
        setting = replace(self.setting, tense=tense, cued=self.is_year(words[: e.start], inside))
        reading = read_expression(e, setting)
        if reading is None:
            return None
        if reading.period is not None:
            self.setting = replace(self.setting, spoken=reading.period)
        return bound(reading, words[: e.start], words[e.end : e.end + 2], self.setting.anchor)

    def stands(self, e: Expression, words: str, inside: range) -> bool:
        """Whether the words are a date here, not a verb ("may"), a name ("April Reyes") or a piece of a word."""
        before = words[max(e.start - 5, 0) : e.start].lower()
        if before[-1:] in ("-", "'") and before[-2:-1].isalnum() and not before.endswith(ATTACHED):
            return False
        for name in ("month", "weekday"):
            if name in e.groups:
                at = words.lower().find(e.groups[name], e.start)
                token = self.syntax.tokens[inside[-1]]
                lone = len(e.groups) == 1 and len(inside) == 1
                if not words[at].isupper() or (lone and self.is_named(token)):
                    return False
        return True

    def is_named(self, token: Token) -> bool:
        """A verb or a first name after all: "may", "April Reyes"."""
        head = self.syntax.tokens[token.head]
        surname = token.dep == "compound" and head.i == token.i + 1 and head.pos == "PROPN" and head.name != "DATE"
        return token.tag in VERBS or token.name in NAMES or surname

    def counts(self, i: int) -> bool:
        """Whether a number counts a plural noun: "1990 goats"."""
        token = self.syntax.tokens[i]
        return token.dep == "nummod" and self.syntax.tokens[token.head].tag == "NNS"

    def is_year(self, before: str, inside: range) -> bool:
        """Whether a number standing here would be a year: the parser took it for a date, or a word says so."""
        if any(self.syntax.tokens[i].name == "DATE" and not self.counts(i) for i in inside):
            return True
        last = re.search(r"(\w+|[^\w\s])\s{0,2}$", before[-30:])
        word = last[1].lower() if last else ""
        return word in year_cues() and (word in ("the", "in", "since") or not self.counts(inside[-1]))


@cache
def year_cues() -> frozenset[str]:
    return frozenset(load("en", "calendar")["year_cues"])


@cache
def openers() -> dict[str, str]:
    """Words before an expression -> which end of the interval they open."""
    data = load("en", "calendar")
    return {word: key for key in ("since", "until", "by") for word in data[key]}


def iso(d: date | None) -> str | None:
    return d.isoformat() if d else None


def anchor_of(document: Document) -> date | None:
    """The publication date, else the dateline's when it has a year, else None."""
    for words in (document.report.published, dateline_date(document)):
        try:
            if words:
                return date.fromisoformat(words[:10])
        except ValueError:
            continue
    return None


def dateline_date(document: Document) -> str | None:
    span = document.dateline.date if document.dateline else None
    if span is None:
        return None
    found = find_expressions(span.text(document.text)[:60])
    reading = read_expression(found[0], Setting(None)) if found else None
    return iso(reading.start) if reading else None


def stretches(syntax: Syntax) -> Iterator[Span]:
    """The pieces of the text that hold a calendar word or a digit, with the words around them."""
    edges: dict[int, tuple[int, int]] = {}
    for s in syntax.sentences:
        edges[s.block] = (edges[s.block][0] if s.block in edges else s.first, s.last)
    known = triggers()
    for low, high in edges.values():
        first = last = -1
        for token in syntax.tokens[low:high]:
            if token.lower not in known and not token.text[0].isdigit() and not is_compound(token.lower, known):
                continue
            if last >= 0 and token.i - REACH <= last:
                last = token.i + REACH
                continue
            if last >= 0:
                yield syntax.span(first, min(last, high - 1) + 1)
            first, last = max(low, token.i - REACH, last + 1), token.i + REACH
        if last >= 0:
            yield syntax.span(first, min(last, high - 1) + 1)


def is_compound(word: str, known: frozenset[str]) -> bool:
    """ "mid-November", "'90s", "Q3": a calendar word behind another piece."""
    return word[-1:].isdigit() or word[-2:-1].isdigit() or ("-" in word and any(w in known for w in word.split("-")))


def bound(reading: Reading, before: str, after: str, anchor: date | None) -> Reading:
    """The reading with an end left open, or closed at the anchor, by the word before it ("since", "until")."""
    if reading.start is None or reading.end is None or reading.kind != "date" or after[:1] in ("'", "’"):
        return reading
    last = re.search(r"([a-z]+)(?:\s+(?:the|early|late))?\s+$", before[-24:].lower())
    opens = openers().get(last[1]) if last else None
    if opens == "since" and last and last[1] == "since":
        return replace(reading, end=anchor if anchor and anchor >= reading.start else None)
    if opens == "until":
        return replace(reading, start=None)
    if last and last[1] == "by":
        return replace(reading, start=None)
    if last and last[1] == "before":
        return replace(reading, start=None, end=earlier(reading.start))
    return reading


def earlier(d: date) -> date:
    return d - timedelta(days=1) if d > date.min else d


def join(found: list[Found], words: str) -> Iterator[Found]:
    """The expressions with ranges ("from May to June") and clock times with their day made one."""
    k = 0
    while k < len(found):
        e, r = found[k]
        if k + 1 < len(found):
            pair = as_range(found[k], found[k + 1], words) or as_moment(found[k], found[k + 1], words)
            if pair:
                yield pair
                k += 2
                continue
        yield e, r
        k += 1


def merged(one: Found, two: Found, reading: Reading) -> Found:
    return Expression(one[0].start, two[0].end, "range", {}), reading


def as_range(one: Found, two: Found, words: str) -> Found | None:
    (e, r), (f, s) = one, two
    gap = words[e.end : f.start]
    if r.kind != "date" or s.kind != "date" or len(gap) > 12 or not RANGE.match(gap):
        return None
    between = re.search(r"\bbetween\s+(?:the\s+)?$", words[max(e.start - 14, 0) : e.start], re.IGNORECASE)
    if ("and" in gap.lower()) != bool(between) or not r.said or r.grain is None or s.grain is None:
        return None
    start, end = r.start or r.end, s.end
    if start and end and start > end and r.period and (e.groups.get("year") is None):
        years = start.year - end.year + (1 if (start.month, start.day) > (end.month, end.day) else 0)
        start = start.replace(year=start.year - years) if (start.month, start.day) != (2, 29) else None
    if start is None or end is None:
        return merged(one, two, Reading(f"{r.said}/{s.said}", None, None, s.grain))
    if start > end:
        return None
    return merged(one, two, Reading(f"{r.said}/{s.said}", start, end, s.grain, "date", s.period))


def as_moment(one: Found, two: Found, words: str) -> Found | None:
    """ "10 p.m. Wednesday", "on Wednesday at 10 p.m.": the day of one, the hour of the other."""
    (e, r), (f, s) = one, two
    gap = words[e.end : f.start]
    if len(gap) > 10:
        return None
    if e.rule == "clock" and s.grain == "day" and s.said and BESIDE.match(gap) and r.said:
        return merged(one, two, Reading(s.said[:10] + r.said[10:], s.start, s.end, "hour", "date", s.period))
    if f.rule == "clock" and r.grain == "day" and r.said and s.said and re.match(r",?\s+(?:at\s+)?(?:about\s+)?$", gap):
        return merged(one, two, Reading(r.said[:10] + s.said[10:], r.start, r.end, "hour", "date", r.period))
    return None
