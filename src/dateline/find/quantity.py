"""Quantities: counts, money, shares, ages, measures and ranks, with how firmly they are meant."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache

from dateline.find.amount import Amount, amount_at, openers
from dateline.lang import load
from dateline.types import Document, Quantity, Span, Syntax, Token

NOUNS = ("NOUN", "PROPN")
SIGNS = re.compile(r"[-+/:.]")
NEIGHBOUR = re.compile(r"[\w/:#.]")
MODIFIERS = ("nummod", "amod", "compound", "quantmod", "det", "nmod", "advmod")
YEARS = range(1700, 2101)
GAP = re.compile(r"\s{0,2}(to|or|and|[-–—])\s{0,2}", re.IGNORECASE)
BEHIND = re.compile(
    r"\s{0,2}(or so|or thereabouts|or more|or fewer|or less|plus\b|\+|-odd\b|odd\b|at a minimum|at least\b(?!\s\w*\d))",
    re.IGNORECASE,
)
PERCENT = re.compile(r"[\s-]{0,2}(%|per\s?cent\b|pct\b|percentage points?\b|pc\b)", re.IGNORECASE)
YEAR_OLD = re.compile(r"[-\s](?:year|month|day|week)s?[-\s]olds?\b|\s(?:years?|months?) of age\b", re.IGNORECASE)
BOUND = re.compile(
    r"[-‑](?!odd\b|strong\b|plus\b)[A-Za-z]|[:/]\d|\.\d|(?:st|nd|rd|th)\b| ?[ap]\.?m\b\.?|['’]s?\b", re.IGNORECASE
)
"""What behind a number makes it part of something else: "two-day", "4:30", "21st"."""
ABSENT_NOUN = "other"


SCORE = re.compile(r"(\d{1,3})[-–](\d{1,3})\b(?![-–%]|\s(?:percent|million|billion))")


def is_score(text: str, start: int) -> bool:
    """ "2-1", "52-48": a result or a vote, no range."""
    hit = SCORE.match(text, start)
    return hit is not None and int(hit[1]) >= int(hit[2])


class QuantityStage:
    """Finds the numbers that count or measure something; dates, clock times, scores and labels are left out."""

    name = "quantity"
    version = "1"
    needs = ("syntax",)
    gives = "quantities"

    def __call__(self, document: Document) -> tuple[Quantity, ...]:
        assert document.syntax is not None
        return tuple(Counting(document, document.syntax).quantities())


@dataclass(frozen=True, slots=True)
class Range:
    """One amount or a pair of them at [start, end) of the text."""

    start: int
    end: int
    low: float | None
    high: float | None
    hedge: str | None
    symbol: str | None
    vague: bool


class Counting:
    """The quantities of one document."""

    def __init__(self, document: Document, syntax: Syntax) -> None:
        self.text, self.syntax, self.tokens = document.text, syntax, syntax.tokens
        self.times = sorted((t.span.start, t.span.end) for t in document.times)
        self.time_starts = [start for start, _ in self.times]
        self.openers, self.sets = openers(), sets()

    def quantities(self) -> Iterator[Quantity]:
        """Every quantity, in text order; none overlaps another."""
        at = -1
        for token in self.tokens:
            first = token.text[0]
            if token.start < at or not (first.isdigit() or token.lower in self.openers or first in "$€£¥₽₹₺₴₪₩₦"):
                continue
            found = self.at(token)
            if found is not None:
                at = found.span.end
                yield found

    def at(self, token: Token) -> Quantity | None:
        """The quantity whose number begins with the token."""
        one = amount_at(self.text, token.start)
        if one is None or self.in_time(token.start) or self.is_piece(token) or is_score(self.text, token.start):
            return None
        limit = self.syntax.sentences[token.sentence].end
        if one.end > limit:
            return None
        found = self.ranged(one, token, limit)
        inside = self.syntax.within(Span(found.start, found.end))
        return self.kinds(found, inside[0], inside[-1], limit) if inside else None

    # ------------------------------------------------------------------ what the number is not

    def in_time(self, start: int) -> bool:
        k = bisect_right(self.time_starts, start) - 1
        return k >= 0 and start < self.times[k][1]

    def is_piece(self, token: Token) -> bool:
        """Whether the number is part of a longer sign ("G-20", "4:30"), a label ("Article 5") or a list mark."""
        before = self.text[token.start - 1 : token.start]
        if token.i and self.tokens[token.i - 1].end == token.start and (NEIGHBOUR.match(before) or before in "-‑'’"):
            return before not in "$€£" and self.tokens[token.i - 1].lower not in self.sets["symbols"]
        previous = self.tokens[token.i - 1] if token.i else token
        if previous.sentence != token.sentence or previous is token:
            return self.text[token.end : token.end + 1] in (")", ".") and token.text.isdigit()
        if previous.lower in ("age", "aged"):
            return False
        return previous.lower in self.sets["labels"] and (token.text[0].isdigit() or token.tag == "CD")

    def is_year(self, found: Range, token: Token, unit: Token | None) -> bool:
        words = self.text[found.start : found.end]
        if found.low is None or not words.isdigit() or int(words) not in YEARS or found.low != found.high:
            return False
        return unit is None or token.name == "DATE" or unit.tag not in ("NNS", "NNPS")

    # ------------------------------------------------------------------ one number or two

    def ranged(self, one: Amount, token: Token, limit: int) -> Range:
        """The amount with its partner ("30 to 40", "between 30 and 40") and its hedges."""
        gap = GAP.match(self.text, one.end, limit)
        two = amount_at(self.text, gap.end()) if gap and not one.vague else None
        opening = self.tokens[token.i - 1] if token.i and self.tokens[token.i - 1].sentence == token.sentence else None
        if gap and two and two.end <= limit and pairs(one, two, gap[1].lower(), opening, self.tokens):
            low, high = one.low, two.high
            assert low is not None and high is not None
            if low * two.scale <= high and one.scale == 1:
                low *= two.scale
            start = opening.start if opening and opening.lower in ("between", "from") else token.start
            hedged = Range(start, two.end, low, high, None, one.symbol or two.symbol, False)
        else:
            hedge = "about" if one.vague and one.low is not None else None
            hedged = Range(token.start, one.end, one.low, one.high, hedge, one.symbol, one.vague)
        return self.hedged(hedged, limit)

    def hedged(self, found: Range, limit: int) -> Range:
        start, hedge = self.hedge_before(found)
        end = found.end
        behind = BEHIND.match(self.text, end, limit)
        if behind and found.low is not None:
            hedge, end = hedge or hedges_behind()[behind[1].lower().strip()], behind.end()
        return Range(start, end, found.low, found.high, hedge or found.hedge, found.symbol, found.vague)

    def hedge_before(self, found: Range) -> tuple[int, str | None]:
        """Start of the longest hedge that ends before the number, and what it says; hedges may stack."""
        first = self.syntax.within(Span(found.start, found.start + 1))[0]
        start, said, known = found.start, None, hedges_before()
        for _ in range(2):
            hit = 0
            for n in (4, 3, 2, 1):
                k = first - n
                if k < 0 or self.tokens[k].sentence != self.tokens[first].sentence:
                    continue
                words = " ".join(t.lower for t in self.tokens[k:first])
                if words in known and not self.is_preposition(words, first - 1, first):
                    start, said, hit = self.tokens[k].start, said or known[words], k
                    break
            if not hit and first and said is None:
                break
            if not hit:
                break
            first = hit
        return start, said

    def is_preposition(self, words: str, i: int, number: int) -> bool:
        """ "under 5 tonnes of rubble", "near 200 villages": the word places something, and hedges nothing."""
        if words not in self.sets["prepositions"]:
            return False
        token = self.tokens[i]
        return token.dep == "prep" and words != "over"

    # ------------------------------------------------------------------ what the number counts

    def kinds(self, found: Range, first: int, last: int, limit: int) -> Quantity | None:
        """The quantity with its kind and unit, or None when the number turns out to be something else."""
        token = self.tokens[last]
        if found.symbol:
            return quantity(found, found.end, "money", found.symbol, None)
        if age := YEAR_OLD.match(self.text, found.end, limit):
            return quantity(found, age.end(), "age", "year", None)
        if share := PERCENT.match(self.text, found.end, limit):
            return quantity(found, share.end(), "percent", "percent", None)
        if self.is_age(found, first, last):
            return quantity(found, found.end, "age", "year", None)
        if BOUND.match(self.text, found.end):
            return self.ordinal(found, first, last)
        unit = self.unit_of(first, last)
        if found.low is None and (unit is None or (unit.tag not in ("NNS", "NNPS") and unit.lemma != "people")):
            return None
        if self.is_year(found, token, unit) or is_ordinal(self.text[found.start : found.end]):
            return self.ordinal(found, first, last)
        return self.counted(found, first, last, unit)

    def counted(self, found: Range, first: int, last: int, unit: Token | None) -> Quantity | None:
        token = self.tokens[last]
        following = self.tokens[last + 1] if last + 1 < len(self.tokens) else None
        near = unit if unit is not None else following
        if near is not None and near.sentence == token.sentence:
            if currency := self.currency(near):
                return quantity(found, max(near.end, found.end), "money", currency, None)
            if near.lemma in self.sets["clock"] or near.lower in self.sets["clock"]:
                return None
            if near.lemma in self.sets["measures"] or near.lower in self.sets["measures"]:
                return quantity(found, found.end, "measure", near.lemma, near.i)
        if token.name in ("DATE", "TIME") and unit is None:
            return None
        if token.lower in ("one", "a", "an") and found.hedge is None and found.low == 1:
            return None
        if unit is None or unit.lemma in self.sets["absent"]:
            if unit is None and token.dep == "nummod" and token.head < first:
                return None
            named = unit is not None and unit.lemma == ABSENT_NOUN
            return quantity(found, found.end, "count", None, unit.i if named and unit else last)
        return quantity(found, found.end, "count", singular(unit), unit.i)

    def currency(self, noun: Token) -> str | None:
        """ISO 4217 code of a currency noun; its own lemma when several countries use the word and none is named."""
        units = load("en", "units")
        lemma = noun.lemma if noun.lemma in units["currencies"] else noun.lower.rstrip("s")
        code: str | None = units["currencies"].get(lemma)
        if code is None or (noun.pos == "ADJ" and lemma == "real"):
            return None
        following = self.tokens[noun.i + 1].lower if noun.i + 1 < len(self.tokens) else ""
        if lemma in units["weights"] and following == "of":
            return None
        before = self.tokens[noun.i - 1].lower if noun.i else ""
        return str(units["national"].get(before, {}).get(lemma, code))

    def ordinal(self, found: Range, first: int, last: int) -> Quantity | None:
        """ "the third attack", "the 21st brigade"."""
        token = self.tokens[last]
        if not is_ordinal(token.lower) or token.dep not in ("amod", "nummod", "compound"):
            return None
        noun = self.tokens[token.head]
        if noun.pos not in NOUNS or noun.i < token.i or noun.lemma in self.sets["clock"]:
            return None
        return quantity(found, token.end, "ordinal", noun.lemma, noun.i)

    def is_age(self, found: Range, first: int, last: int) -> bool:
        """ "aged 34", and ", 34," behind a person's name."""
        if found.low is None or not 0 < found.low < 115 or found.low != found.high or first < 2:
            return False
        before, behind = self.tokens[first - 1], self.text[found.end : found.end + 1]
        if before.lower in ("aged", "age") or (before.lower == "of" and self.tokens[first - 2].lower == "age"):
            return True
        name = self.tokens[first - 2]
        if before.text != "," or behind not in (",", ";", "."):
            return False
        return name.name == "PERSON" or (name.tag == "NNP" and name.name != "DATE")

    def unit_of(self, first: int, last: int) -> Token | None:
        """The counted noun: what the number modifies, or what "of" leads to."""
        tokens = self.tokens
        for i in range(last, first - 1, -1):
            token = tokens[i]
            for k in self.syntax.children[i]:
                if k > last and tokens[k].lower == "of":
                    noun = next((tokens[m] for m in self.syntax.children[k] if tokens[m].dep == "pobj"), None)
                    if noun is not None:
                        return noun
            head = tokens[token.head]
            if head.i > last and token.dep in MODIFIERS and (head.pos in NOUNS or head.lemma in self.sets["absent"]):
                return head
        return self.next_noun(last)

    def next_noun(self, last: int) -> Token | None:
        """Where the parse does not say: the head of the noun phrase that follows at once."""
        k = last + 1
        sentence = self.tokens[last].sentence
        best = None
        while k < min(last + 5, len(self.tokens)) and self.tokens[k].sentence == sentence:
            token = self.tokens[k]
            if token.pos in NOUNS:
                best = token
            elif best is not None or (token.pos not in ("ADJ", "ADV") and token.lower not in ("-", "of")):
                break
            k += 1
        return best


def quantity(found: Range, end: int, kind: str, unit: str | None, token: int | None) -> Quantity:
    return Quantity(Span(found.start, end), found.low, found.high, found.hedge, unit, token, kind)


def singular(noun: Token) -> str:
    """The lemma; the parser leaves the plural on names of peoples ("200 Russians")."""
    return noun.lemma[:-1] if noun.tag == "NNPS" and noun.lemma.endswith("s") else noun.lemma


def is_ordinal(words: str) -> bool:
    words = words.lower()
    return words in load("en", "numbers")["ordinals"] or bool(re.fullmatch(r"\d{1,4}(?:st|nd|rd|th)", words))


def pairs(one: Amount, two: Amount, gap: str, opening: Token | None, tokens: tuple[Token, ...]) -> bool:
    """Whether two amounts make a range: "30 to 40", "two or three"; "rose from 30 to 40" is no range."""
    if one.low is None or two.high is None or two.vague or one.low * (two.scale if one.scale == 1 else 1) >= two.high:
        return False
    if gap == "and":
        return opening is not None and opening.lower == "between"
    if gap == "or":
        return not one.symbol and two.high <= one.low * 3
    if opening is not None and opening.lower == "from":
        return tokens[opening.head].pos != "VERB"
    return True


@cache
def hedges_before() -> dict[str, str]:
    return {words: hedge for hedge, phrases in load("en", "hedges")["before"].items() for words in phrases}


@cache
def hedges_behind() -> dict[str, str]:
    return {words.strip(): hedge for hedge, phrases in load("en", "hedges")["behind"].items() for words in phrases}


@cache
def sets() -> dict[str, frozenset[str]]:
    units = load("en", "units")
    found = {name: frozenset(units[name]) for name in ("measures", "clock", "labels", "absent", "symbols")}
    return found | {"prepositions": frozenset(load("en", "hedges")["prepositions"])}
