"""Quantities: counts, money, shares, measures, ages and ordinals, with their hedges and the noun they count."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache

from dateline.find.amount import Amount, find_amounts, is_number_word
from dateline.find.number import parse_number
from dateline.lang import load
from dateline.lang.noun_class import classes_of
from dateline.ontology.lexicon import load_data
from dateline.types import Document, Quantity, Span, Syntax, Token

NOUNS = frozenset(("NN", "NNS", "NNP", "NNPS"))
BETWEEN = frozenset(("amod", "compound", "nummod", "nmod", "punct", "advmod", "npadvmod", "quantmod"))
SLOTS = frozenset(("nsubj", "nsubjpass", "dobj", "pobj", "attr", "conj", "ROOT", "appos", "npadvmod", "oprd", "nummod"))
STATES = frozenset((
    "dead", "wounded", "injured", "missing", "alive", "hurt", "homeless", "hospitalised", "hospitalized",
    "killed", "arrested", "detained", "displaced", "kidnapped", "abducted",
))  # fmt: skip
TOTALS = frozenset(("toll", "number", "count", "figure", "total", "tally", "strength", "rate", "share", "population"))
AGE = re.compile(
    r"(?<![\w.$-])(?:(?P<old>\d{1,3})[-–‑\s]years?[-–‑\s]olds?\b|(?:aged|age)\s(?P<aged>\d{1,3})\b(?!-\w)"
    r"|(?<=,\s)(?P<comma>\d{1,2})(?=,))",
    re.IGNORECASE,
)
TAKEN = ("arrest", "detain", "abduct", "kidnap")
PEOPLE = frozenset(("person", "armed", "official", "civilian"))
FAR = 7
"""Words from a number to the noun that it counts."""


class QuantityStage:
    """Finds every figure that is no date, clock time, score, rank, number of a thing or telephone number."""

    name = "quantity"
    version = "1"
    needs = ("syntax", "times")
    gives = "quantities"

    def __call__(self, document: Document) -> tuple[Quantity, ...]:
        assert document.syntax is not None
        return tuple(sorted(Counting(document, document.syntax).quantities(), key=lambda q: q.span))


class Counting:
    """The quantities of one document."""

    def __init__(self, document: Document, syntax: Syntax) -> None:
        self.text, self.syntax, self.tokens = document.text, syntax, syntax.tokens
        self.taken = {i for time in document.times for i in syntax.within(time.span)}

    def quantities(self) -> Iterator[Quantity]:
        for sentence in self.syntax.sentences:
            tokens = self.tokens[sentence.first : sentence.last]
            if not any(t.i not in self.taken and (is_number_word(t.lower) or t.text[:1].isdigit()) for t in tokens):
                yield from self.small(tokens)
                continue
            words = self.text[sentence.start : sentence.end]
            found = [*self.ages(words, sentence.start), *self.amounts(words, sentence.start)]
            yield from found
            covered = {i for q in found for i in self.syntax.within(q.span)}
            yield from self.small([t for t in tokens if t.i not in covered])

    # ------------------------------------------------------------------ ages

    def ages(self, words: str, offset: int) -> list[Quantity]:
        """ "a 34-year-old", "aged 34", "Ana Petrova, 34, said"."""
        found = []
        for hit in AGE.finditer(words):
            group = str(hit.lastgroup)
            span = Span(offset + hit.start(group), offset + hit.end(group))
            inside = self.syntax.within(span)
            if not inside or (group == "comma" and not self.follows_name(inside[0])):
                continue
            self.taken.update(inside)
            years = float(hit[group])
            found.append(Quantity(span, years, years, None, "year", None, "age"))
        return found

    def follows_name(self, i: int) -> bool:
        token = self.tokens[i - 2] if i > 1 else self.tokens[i]
        if token.tag == "NN":
            return not classes_of(token.lemma).isdisjoint(PEOPLE)
        return token.tag in ("NNP", "NNPS") and token.name in ("PERSON", "")

    # ------------------------------------------------------------------ numbers

    def amounts(self, words: str, offset: int) -> list[Quantity]:
        found = []
        for amount in find_amounts(words):
            span = Span(offset + amount.start, offset + amount.end)
            number = self.syntax.within(Span(offset + amount.number, offset + amount.end))
            opener = self.syntax.within(span)
            if number and self.tokens[opener[0]].dep == "prt":
                # "handed over 12": the particle belongs to the verb and hedges nothing
                span, amount = Span(offset + amount.number, span.end), amount._replace(hedge=None)
            if number and not any(i in self.taken for i in number):
                quantity = self.quantity(amount, span, number)
                if quantity:
                    found.append(quantity)
        return found

    def quantity(self, amount: Amount, span: Span, number: range) -> Quantity | None:
        if amount.kind == "percent":
            return Quantity(span, amount.low, amount.high, amount.hedge, "%", None, "percent")
        if amount.currency:
            return Quantity(span, amount.low, amount.high, amount.hedge, amount.currency, None, "money")
        unit = self.counted(number)
        if amount.measure:
            return Quantity(span, amount.low, amount.high, amount.hedge, amount.measure, None, "measure")
        if unit is not None:
            return self.with_unit(amount, span, number, unit)
        no_one = self.tokens[number[0]].lower == "one" and self.tokens[number[0] - 1].lower == "no"
        if no_one or not self.stands_alone(amount, number):
            return None
        state = self.state(number[-1])
        return Quantity(span, amount.low, amount.high, amount.hedge, None, state)

    def with_unit(self, amount: Amount, span: Span, number: range, unit: int) -> Quantity | None:
        """A count of the noun, or money or a measure by the noun's own meaning."""
        token, data = self.tokens[unit], load("en", "units")
        low, high, hedge = amount.low, amount.high, amount.hedge
        if token.lemma in data["currencies"] and self.is_money(token, number):
            return Quantity(span, low, high, hedge, self.currency(unit), None, "money")
        if token.lemma in data["measures"] or token.lower in data["measures"]:
            measure = data["measures"].get(token.lemma) or data["measures"][token.lower]
            return Quantity(span, low, high, hedge, measure, None, "measure")
        if token.lower in data["uncounted"] or self.is_name_number(amount, number):
            return None
        joined = self.text[span.end : span.end + 1] in ("-", "‑")
        if joined and token.lemma not in data["joined"] and self.tokens[number[-1]].dep != "nummod":
            return None
        if joined and self.tokens[min(unit, number[-1] + 2)].lemma not in data["joined"]:
            return None
        return Quantity(span, low, high, hedge, self.lemma(token), unit, "count")

    def lemma(self, token: Token) -> str:
        """The singular; the parser leaves the plural of names ("Russians") as it is."""
        return token.lemma[:-1] if token.tag == "NNPS" and token.lemma.endswith("s") else token.lemma

    def is_money(self, token: Token, number: range) -> bool:
        """ "5 pounds" of sterling, not "the 5 real reasons": the currency noun directly follows."""
        return token.tag in ("NNS", "NN", "NNP", "NNPS") and token.i - number[-1] <= 4 and token.lemma != "mark"

    def currency(self, unit: int) -> str:
        """ISO 4217 code of a currency noun with the nationality before it."""
        data, token = load("en", "units"), self.tokens[unit]
        national = data["national"].get(token.lemma, {})
        before = [self.tokens[k].lower for k in range(max(unit - 2, 0), unit)]
        return str(next((national[w] for w in before if w in national), data["currencies"][token.lemma]))

    def is_name_number(self, amount: Amount, number: range) -> bool:
        """ "Resolution 242", "Highway 5", "No. 7": a number that names, behind its noun."""
        before = self.tokens[number[0] - 1] if number[0] else None
        if before is None or amount.hedge:
            return False
        return before.lemma in load("en", "units")["numbered"] and before.tag in NOUNS

    def counted(self, number: range) -> int | None:
        """The noun that the number counts: after "of", as its head, or at the end of the noun phrase."""
        last = number[-1]
        for i in reversed(number):
            of = next((k for k in self.syntax.children[i] if self.tokens[k].lower == "of" and k > i), None)
            if of is not None and of > last:
                below = [k for k in self.syntax.children[of] if self.tokens[k].dep == "pobj"]
                return below[0] if below and self.tokens[below[0]].tag in NOUNS else None
        if last + 2 < len(self.tokens) and self.tokens[last + 1].lower == "of" and self.tokens[last].tag != "CD":
            return self.phrase_end(last + 2)
        head = self.tokens[self.tokens[last].head]
        if head.i > last and self.tokens[last].dep in ("nummod", "amod", "det", "quantmod", "compound", "nmod"):
            return head.i if head.tag in NOUNS else self.phrase_end(last + 1)
        return self.phrase_end(last + 1)

    def phrase_end(self, i: int) -> int | None:
        """The last noun of the noun phrase that goes on at token i, None when none does."""
        found = None
        for token in self.tokens[i : i + FAR]:
            if token.sentence != self.tokens[i - 1].sentence:
                break
            if token.tag in NOUNS:
                found = token.i
            elif found is not None or not self.may_stand_between(token):
                break
        return found

    def may_stand_between(self, token: Token) -> bool:
        if token.tag in ("JJ", "JJS", "JJR", "VBN", "VBG", "HYPH", "CD", "DT", "PRP$", "POS"):
            return token.dep in BETWEEN or token.dep in ("det", "poss", "case")
        return False

    # ------------------------------------------------------------------ numbers without a noun

    def stands_alone(self, amount: Amount, number: range) -> bool:
        """Whether a number without a noun counts somebody: "41 dead", "killed 41", "hundreds fled", "rose to 35"."""
        tokens = [self.tokens[i] for i in number]
        last = tokens[-1]
        if self.is_year_like(amount, last) or self.is_name_number(amount, number):
            return False
        if amount.vague or self.state(number[-1]) is not None:
            return True
        top = next((t for t in reversed(tokens) if t.head not in number), last)
        if top.dep not in SLOTS:
            return False
        if any(self.tokens[k].lower == "of" for k in self.syntax.children[top.i]):
            return True
        head = self.tokens[top.head]
        if head.tag == "IN" and head.dep == "prep":
            above = self.tokens[head.head]
            return head.lower in ("to", "at", "by", "from", "of") and self.speaks_of_total(above)
        if top.dep in ("attr", "dobj", "oprd", "npadvmod") and self.speaks_of_total(head):
            return True
        return head.lemma in casualty_lemmas() or (top.dep in ("nsubj", "nsubjpass") and head.pos == "VERB")

    def is_year_like(self, amount: Amount, token: Token) -> bool:
        return amount.hedge is None and bool(re.fullmatch(r"1[5-9]\d\d|20\d\d", token.text))

    def speaks_of_total(self, token: Token) -> bool:
        """ "the death toll rose to 35", "a toll of 35"."""
        children = (self.tokens[k] for k in self.syntax.children[token.i])
        return token.lemma in TOTALS or any(c.lemma in TOTALS for c in children if c.dep.startswith("nsubj"))

    def state(self, last: int) -> int | None:
        """The adjective that stands for the people: "41 dead"."""
        if last + 1 < len(self.tokens) and self.tokens[last + 1].lower in STATES:
            return last + 1
        return None

    # ------------------------------------------------------------------ words

    def small(self, tokens: list[Token] | tuple[Token, ...]) -> Iterator[Quantity]:
        """One and none beside words of harm ("a soldier was killed", "nobody was hurt"), "several", ordinals."""
        numbers = load("en", "numbers")
        for token in tokens:
            if token.i in self.taken:
                continue
            if token.lower in ("a", "an", "no") and token.dep == "det":
                yield from self.one_or_none(token)
            elif token.lower in ("nobody", "none"):
                if self.harmed(token):
                    yield Quantity(Span(token.start, token.end), 0, 0, None, None, None)
            elif token.lower in ("several", "many", "few", "numerous", "countless", "various"):
                head = self.tokens[token.head]
                if head.tag in ("NNS", "NNPS") and token.dep in ("amod", "det") and head.i > token.i:
                    yield Quantity(Span(token.start, token.end), None, None, None, head.lemma, head.i)
            elif token.dep == "amod" and (token.lower in numbers["ordinals"] or token.text[:1].isdigit()):
                yield from self.ordinal(token)
            elif token.lower in ("number", "handful") and token.tag == "NN":
                yield from self.number_of(token)

    def one_or_none(self, token: Token) -> Iterator[Quantity]:
        head = self.tokens[token.head]
        value = 0.0 if token.lower == "no" else 1.0
        people = classes_of(head.lemma) & PEOPLE
        if head.tag in NOUNS and self.harmed(head) and (people or value == 0):
            end = head.end if value == 0 and head.lower == "one" else token.end
            lemma, i = (None, None) if head.lower == "one" else (self.lemma(head), head.i)
            yield Quantity(Span(token.start, end), value, value, None, lemma, i)

    def harmed(self, token: Token) -> bool:
        """Whether the token is who was killed, hurt, arrested ..., or such harm itself ("no casualties")."""
        if token.lemma in casualty_nouns():
            return True
        head = self.tokens[token.head]
        slots = ("dobj", "nsubjpass") if head.lemma in harming_verbs() else ()
        return token.dep in slots or (token.dep == "nsubj" and head.lemma in ("die", "perish", "succumb"))

    def ordinal(self, token: Token) -> Iterator[Quantity]:
        value = parse_number(token.lower)
        head = self.tokens[token.head]
        if value is not None and head.i > token.i and token.lower not in ("last", "final"):
            yield Quantity(Span(token.start, token.end), value, value, None, head.lemma, head.i, "ordinal")

    def number_of(self, token: Token) -> Iterator[Quantity]:
        """ "a number of soldiers", "a handful of men"."""
        before = self.tokens[token.i - 1] if token.i else token
        of = next((k for k in self.syntax.children[token.i] if self.tokens[k].lower == "of"), None)
        below = [k for k in self.syntax.children[of] if self.tokens[k].dep == "pobj"] if of is not None else []
        if before.lower == "a" and below and of is not None:
            noun = self.tokens[below[0]]
            yield Quantity(Span(before.start, self.tokens[of].end), None, None, None, noun.lemma, noun.i)


@cache
def casualty_lemmas() -> frozenset[str]:
    """Verbs whose object or subject is a casualty, an arrest, an abduction, somebody displaced."""
    return _words("object") | _words("subject")


@cache
def harming_verbs() -> frozenset[str]:
    """Verbs beside which "a soldier" is a count of one and "nobody" a count of none."""
    rows = load_data("casualty")
    doubtful = frozenset(("burn", "bury", "claim", "treat", "drown", "hang"))
    return frozenset((*rows["killed"]["object"], *rows["injured"]["object"], *TAKEN)) - doubtful


@cache
def casualty_nouns() -> frozenset[str]:
    return frozenset(("casualty", "injury", "death", "fatality", "victim", "arrest", "deaths"))


def _words(side: str) -> frozenset[str]:
    rows = load_data("casualty")
    kinds = ("killed", "injured", "arrested", "abducted", "displaced")
    return frozenset(word for kind in kinds for word in (rows[kind] or {}).get(side, ()))
