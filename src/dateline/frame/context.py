"""What the framing of one document looks things up in: who stands at which token, which span is a place or a time."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from functools import cached_property
from typing import TypeVar

from dateline.frame.grammar import Grammar
from dateline.lang import load
from dateline.lang.noun_class import ACTOR, classes_of, classes_of_name
from dateline.types import Document, Mention, Place, Quantity, Span, Syntax, Time, Token

KIND_CLASSES = {
    "person": frozenset(("person", "actor")), "organisation": frozenset(("organisation", "actor")),
    "country": frozenset(("country", "place", "actor")), "place": frozenset(("place",)),
    "group": frozenset(("person", "actor")),
}  # fmt: skip


OFFICE_ROLES = frozenset(("GOV", "LEG", "JUD"))
ARMED_ROLES = frozenset(("REB", "MIL", "UAF", "COP"))

CAPITAL_PLACES = frozenset(("nsubj", "nsubjpass", "dobj", "dative", "poss", "conj", "appos"))
"""Where a city stands for whoever governs from it rather than for the place."""

NO_SPORT = frozenset(("armed", "official", "civilian", "crowd", "place", "building", "document", "talks"))
"""A word that is also one of these ("captain", "court", "round") is no word of sport by itself."""

WHO = frozenset(("armed", "official", "crowd", "civilian"))
"""What the head noun of a name may say of its bearer: "Azalai Brigade" is armed."""


def noun_classes(token: Token) -> frozenset[str]:
    """Classes of a noun, also where the tagger took the plural that opens a sentence ("Rebels ...") for a name."""
    found = classes_of(token.lemma)
    if not found and token.tag == "NNPS" and token.lower.endswith("s"):
        return classes_of(token.lower[:-1])
    return found


SHARE = 0.6
"""Part of a report's places that must lie in one country for the others to be taken to lie there too."""


def home_of(places: Iterable[Place]) -> str | None:
    """The country that most of a report's resolved places lie in, None when no country has most of them."""
    counts = Counter(place.country for place in places if place.country)
    if not counts:
        return None
    country, count = counts.most_common(1)[0]
    return country if count >= max(2, SHARE * counts.total()) else None


Item = TypeVar("Item", Place, Quantity, Time)


class Context:
    """Indexes over the layers of one document, built once and shared by the framers."""

    def __init__(self, document: Document) -> None:
        assert document.syntax is not None
        self.document = document
        self.syntax: Syntax = document.syntax
        self.tokens = self.syntax.tokens
        self.grammar = Grammar(self.syntax)
        self.mention_at: dict[int, Mention] = {}
        for mention in document.mentions:
            have = self.mention_at.get(mention.head)
            if have is None or len(mention.span) > len(have.span):
                self.mention_at[mention.head] = mention
        self.place_at: dict[int, Place] = {i: p for i, p in self._by_head(document.places) if not self._is_body(i)}
        self.home = home_of(document.places)
        self.time_at: dict[int, Time] = dict(self._by_head(document.times))
        self.quantity_at: dict[int, Quantity] = dict(self._by_head(document.quantities))
        self._counters = frozenset(load("en", "grammar")["counters"])
        self._classes: dict[int, frozenset[str]] = {}
        self.topics: dict[int, frozenset[str]] = {}
        self._spans: dict[tuple[int, int], int] = {(m.start, m.end): m.head for m in document.mentions}

    @cached_property
    def neutral(self) -> float:
        """How neutral the trained reader finds the report's sentences, on average; 0 where it says nothing of them."""
        quads = self.document.hints.quads if self.document.hints else ()
        return sum(quad.get("neutral", 0.0) for quad in quads) / len(quads) if quads else 0.0

    def _is_body(self, i: int) -> bool:
        """Whether what was found as a place was then resolved to a body of people ("Islamic State")."""
        mention = self.mention_at.get(i)
        return mention is not None and mention.entity is not None and mention.entity.kind in ("organisation", "group")

    def _by_head(self, items: Iterable[Item]) -> Iterable[tuple[int, Item]]:
        for item in items:
            head = self.head_of(item.span)
            if head is not None:
                yield head, item

    def head_of(self, span: Span) -> int | None:
        """The token of the span whose head lies outside it."""
        inside = self.syntax.within(span)
        for i in inside:
            head = self.tokens[i].head
            if head == i or head not in inside:
                return i
        return inside[0] if len(inside) else None

    # ------------------------------------------------------------------ who stands at a token

    def classes(self, i: int) -> frozenset[str]:
        """Noun classes of token i, from the name or mention it heads, its antecedent, or its lemma."""
        if i not in self._classes:
            self._classes[i] = self._find_classes(i)
        return self._classes[i]

    def _find_classes(self, i: int) -> frozenset[str]:
        token = self.tokens[i]
        mention = self.mention_at.get(i)
        if mention is not None and mention.form == "pronoun":
            if mention.antecedent is not None:
                head = self._spans.get((mention.antecedent.start, mention.antecedent.end))
                if head is not None and head != i:
                    return self.classes(head)
            return (
                frozenset(("pronoun", "person", "actor"))
                if token.lower not in ("it", "its")
                else frozenset(("pronoun",))
            )
        found = noun_classes(token)
        if mention is not None and mention.kind:
            kept = found & WHO if mention.form == "name" else found
            found = kept | KIND_CLASSES[self._kind_of(mention)]
            if (
                mention.kind == "place"
                and mention.form == "name"
                and token.dep in CAPITAL_PLACES
                and token.name != "FAC"
            ):
                found |= {"actor"}  # "Moscow said", "pressed Jakarta": the capital stands for its government
            roles = frozenset(mention.entity.roles if mention.entity else ())
            if mention.kind == "person" and roles & OFFICE_ROLES:
                found |= {"official"}
            if roles & ARMED_ROLES:
                found |= {"armed"}
        elif token.name:
            found = classes_of_name(token.name) | (found if token.pos != "PROPN" else frozenset())
        if found & ACTOR or self._is_unlisted_name(token, found):
            found = found | {"actor"}
        return found - {"sport"} if found & NO_SPORT else found

    @staticmethod
    def _kind_of(mention: Mention) -> str:
        """What the mention was resolved to says more of its kind than its own words."""
        entity = mention.entity
        if entity is not None and entity.kind in ("organisation", "group") and mention.kind in ("place", "person"):
            return entity.kind
        return str(mention.kind)

    def _is_unlisted_name(self, token: Token, found: frozenset[str]) -> bool:
        """A capitalised name that no finder knows, in the place of somebody who acts: new actors have no entry yet."""
        if token.pos != "PROPN" or token.name or not token.text[:1].isupper() or "time" in found:
            return False
        return (
            token.dep in ("nsubj", "nsubjpass", "pobj", "dobj", "poss", "appos", "conj")
            and token.i not in self.place_at
        )

    def is_a(self, i: int, wanted: Iterable[str]) -> bool:
        """Whether token i is one of the wanted lemmas or @classes; of a compound ("troop level"), its last word."""
        token = self.tokens[i]
        for want in wanted:
            if want.startswith("@"):
                if want[1:] in self.classes(i):
                    return True
            elif want in (token.lemma, token.lower) or (
                " " in want and want.endswith(" " + token.lemma) and self._precedes(want.rpartition(" ")[0], token)
            ):
                return True
        return False

    def _precedes(self, words: str, token: Token) -> bool:
        left = self.document.text[max(token.start - len(words) - 1, 0) : token.start]
        return left.lower() == words + " "

    def acts(self, i: int) -> bool:
        """Whether token i stands for somebody who can do things."""
        return "actor" in self.classes(i)

    # ------------------------------------------------------------------ from tokens to mentions

    def holders(self, tokens: Iterable[int]) -> list[int]:
        """The tokens with everything coordinated with them, counting nouns replaced by what they count."""
        found: list[int] = []
        for token in tokens:
            for k in self.grammar.conjuncts(token):
                k = self.counted(k)
                if k not in found:
                    found.append(k)
        return found

    def counted(self, i: int) -> int:
        """ "dozens of protesters" -> protesters; "some of its soldiers" -> soldiers."""
        for _ in range(4):
            token = self.tokens[i]
            if token.lemma not in self._counters and token.pos != "NUM":
                return i
            inner = [k for p in self.grammar.kids(i, "prep") if self.tokens[p].lower == "of"
                     for k in self.grammar.kids(p, "pobj")]  # fmt: skip
            if not inner:
                return i
            i = inner[0]
        return i

    def mention(self, i: int) -> Mention:
        """The mention headed by token i; made from its noun phrase when no stage has found one."""
        return self.mention_at.get(i) or self._make_mention(i)

    def _make_mention(self, i: int) -> Mention:
        first = last = i
        for k in self.syntax.children[i]:
            if self.tokens[k].dep in ("compound", "amod", "nmod", "poss") and k < i:
                first = min(first, self.syntax.subtree(k)[0])
        while first < i and self.tokens[first].dep in ("det", "punct", "nummod", "quantmod", "advmod"):
            first += 1
        span = self.syntax.span(first, last + 1)
        text = span.text(self.document.text)
        form = "pronoun" if self.tokens[i].pos == "PRON" else "name" if self.tokens[i].pos == "PROPN" else "nominal"
        kind = self._kind(i)
        return Mention(span.start, span.end, text, i, kind, form)

    def _kind(self, i: int) -> str | None:
        classes = self.classes(i)
        for name, kind in (("organisation", "organisation"), ("country", "country"), ("place", "place"),
                           ("building", "place")):  # fmt: skip
            if name in classes:
                return kind
        if "actor" in classes or "person" in classes:
            return "group" if self.tokens[i].tag in ("NNS", "NNPS") else "person"
        return None
