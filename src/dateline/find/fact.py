"""What the words of one mention say of it: its role codes, its country, the name it is known by."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field

from dateline import places
from dateline.find.casing import recased
from dateline.find.place import code_of
from dateline.ontology.role import Actor, is_short, known_actor, load_roles, roles_of, roles_of_name
from dateline.types import Document, Mention, Place, Syntax

LINKS = ("of", "from", "in")
"""Prepositions whose object can say whose somebody is, the likelier first."""
SIDES = frozenset({
    "backed", "led", "based", "trained", "allied", "held", "made", "supplied", "funded", "occupied", "controlled",
    "supported", "born", "brokered", "sponsored", "style", "installed", "armed", "speaking", "administered",
})  # fmt: skip
"""Words that, joined to a country's name by a hyphen, say whom somebody stands with and not where he belongs."""
BODIES = frozenset({
    "agency", "group", "organisation", "organization", "network", "movement", "party", "militia", "newspaper",
    "website", "channel", "company", "alliance", "bloc", "charity", "watchdog", "broadcaster", "daily",
})  # fmt: skip
"""Nouns that only say what the name before them is: "ITAR-TASS news agency"."""
PUBLIC = ("REB", "SPY", "IGO", "MIL", "GOV", "COP", "NGO")
"""Sectors of known actors whose names the parser's name finder often takes for a place's or a person's."""


@dataclass(slots=True)
class Fact:
    """`known` is the listed actor, if it is one; `roles` and `country` what the words say, `weak` when the
    description's noun ("head", "official") leaves both to whatever it belongs to; `inside` the indices of the
    mentions within its words."""

    known: Actor | None = None
    roles: tuple[str, ...] = ()
    country: str | None = None
    weak: bool = False
    inside: list[int] = field(default_factory=list)


class FactFinder:
    """Reads the mentions of one document."""

    def __init__(self, document: Document, syntax: Syntax) -> None:
        self.syntax = syntax
        self.tokens = syntax.tokens
        self.text = recased(document)
        self.place_at: dict[int, Place] = {}
        for place in document.places:
            for k in syntax.within(place.span):
                self.place_at[k] = place

    def read(self, mention: Mention) -> Fact:
        span = self.syntax.within(mention.span)
        if mention.form == "pronoun" or not len(span):
            return Fact()
        if known := self.known(mention, span):
            return Fact(known, known.roles, known.country)
        if mention.form == "name":
            return self.read_name(mention, span)
        return self.read_description(mention, span)

    def known(self, mention: Mention, span: range) -> Actor | None:
        """The listed actor that a name, or the abbreviation in brackets behind it, stands for."""
        if mention.form == "nominal" and self.tokens[mention.head].lemma in BODIES:
            for k in range(span[0], min(mention.head, span[0] + 4)):
                for end in range(mention.head, k, -1):
                    if found := known_actor(self.text[self.tokens[k].start : self.tokens[end - 1].end]):
                        return found
        if mention.form == "name":
            found = known_actor(mention.text)
            doubtful = mention.kind in ("place", "country", "person") and " " not in mention.text
            if found and doubtful and found.roles[0] not in PUBLIC:
                return None
            if found or mention.kind == "person":
                return found
        last = self.tokens[span[-1]]
        if last.text == ")" and len(span) > 3 and is_short(self.tokens[span[-2]].text):
            return known_actor(self.tokens[span[-2]].text)
        return None

    def read_name(self, mention: Mention, span: range) -> Fact:
        if mention.kind == "person":
            return Fact()
        if mention.kind in ("place", "country"):
            place = self.place_at.get(span[0])
            return Fact(country=place.country if place else code_of(mention.text))
        roles = roles_of_name(mention.text) if mention.kind == "organisation" else ()
        if not roles:
            words = [token.lower for token in self.tokens[span[0] : span[-1] + 1]]
            roles = roles_of(words[:-1], words[-1]) or roles_of(words[:-1], words[-1].removesuffix("s"))
        return Fact(roles=roles, country=self.own_country(span) or self.country_around(mention.head, span))

    def read_description(self, mention: Mention, span: range) -> Fact:
        head = self.tokens[mention.head]
        k = mention.head if mention.head in span else span[-1]
        before = [token.lemma for token in self.tokens[span[0] : k]]
        after = [token.lemma for token in self.tokens[k + 1 : span[-1] + 1]]
        table = load_roles()
        weak = head.lemma in table.holders
        country = self.own_country(span) or self.country_around(mention.head, span)
        roles = roles_of(before, head.lemma, after)
        if not after and weak:
            roles = roles_of(before, head.lemma, self.outer_phrase(mention.head, span))
        if country and not roles and head.lemma in table.of_country:
            roles = ("GOV",)
        return Fact(None, roles, country, weak)

    def outer_phrase(self, head: int, span: range) -> list[str]:
        """Lemmas of an "of" or "for" phrase that hangs on the head outside the mention."""
        for k in self.syntax.children[head]:
            if k > span[-1] and self.tokens[k].lower in ("of", "for", "at") and self.tokens[k].dep == "prep":
                first, last = self.syntax.subtree(k)
                return [token.lemma for token in self.tokens[first : min(last, first + 8)]]
        return []

    # ------------------------------------------------------------ whose

    def own_country(self, span: Sequence[int]) -> str | None:
        """The country named first among the words themselves; "US-backed" and "pro-Russian" name none."""
        k = span[0]
        while k <= span[-1]:
            if self.tokens[k].text[:1].isupper() or self.tokens[k].text[:2].lower() == "u.":
                for size in range(min(3, span[-1] - k + 1), 0, -1):
                    words = self.text[self.tokens[k].start : self.tokens[k + size - 1].end]
                    code = code_of(words) if words[-1] not in "-–" else None
                    if code and not self.stands_with(k, k + size - 1):
                        return code
            k += 1
        return None

    def stands_with(self, first: int, last: int) -> bool:
        """Whether the name at the tokens first to last is joined to "backed" or "pro" by a hyphen."""
        tokens = self.tokens
        if last + 2 < len(tokens) and tokens[last + 1].text == "-" and tokens[last + 2].lower in SIDES:
            return True
        return first >= 2 and tokens[first - 1].text == "-" and tokens[first - 2].lower in ("pro", "anti", "non")

    def country_around(self, head: int, span: range) -> str | None:
        """The country of a modifier outside the mention, or of the place in an "of", "from" or "in" phrase."""
        kids = [k for k in self.syntax.children[head] if k not in span]
        for k in kids:
            if self.tokens[k].dep in ("amod", "poss", "nmod", "compound") and (code := self.country_at(k)):
                return None if self.stands_with(k, k) else code
        for link in LINKS:
            for k in kids:
                if self.tokens[k].lower == link and self.tokens[k].dep == "prep":
                    for noun in self.syntax.children[k]:
                        if code := self.country_at(noun):
                            return code
        return None

    def country_at(self, k: int) -> str | None:
        place = self.place_at.get(k)
        if place is not None and place.country:
            return place.country
        token = self.tokens[k]
        return code_of(token.text) or (places.nationality(token.text) if token.text[:1].isupper() else None)
