"""Descriptions of somebody: the smallest noun phrases that name an acting body by what it is."""

from __future__ import annotations

from functools import lru_cache

from dateline.find.acronym import is_short_form
from dateline.find.known import words
from dateline.lang import load
from dateline.lang.noun_class import classes_of
from dateline.types import Mention, Syntax

PHRASE = frozenset(
    {
        "amod",
        "compound",
        "nmod",
        "poss",
        "nummod",
        "quantmod",
        "det",
        "predet",
        "punct",
        "advmod",
        "npadvmod",
        "case",
        "hmod",
    }
)
"""Dependents that may stand before the head inside a mention."""
NOUNS = frozenset({"NOUN", "PROPN"})
SLOTS = frozenset({"nsubj", "nsubjpass", "dobj", "pobj", "conj", "appos", "poss", "attr", "dative", "ROOT", "agent"})
PLURAL = frozenset({"NNS", "NNPS"})
STATE = (["of", "state"], ["of", "defense"], ["of", "defence"])
CROWDS = frozenset({"dozen", "hundred", "thousand", "million", "score"})
"""Round numbers that stand for people when nothing is counted by them ("thousands marched")."""


@lru_cache(maxsize=1)
def offices() -> dict[str, str]:
    """Nouns that take an "of" phrase into the mention, each with the other preposition that it takes so."""
    table = dict.fromkeys(words("office"), "of")
    table.update(load("en", "actor")["office_for"])
    return table


class GroupFinder:
    """Finds the nominal mentions of one document. `inside` maps each token of a name to the name's head."""

    def __init__(self, syntax: Syntax, inside: dict[int, int]) -> None:
        self.syntax = syntax
        self.tokens = syntax.tokens
        self.inside = inside

    def find(self, text: str) -> list[Mention]:
        found = []
        for token in self.tokens:
            if token.i not in self.inside and self.names_actor(token.i):
                first, last = self.bounds(token.i)
                span = self.syntax.span(first, last)
                kind = self.kind_of(token.i)
                found.append(Mention(span.start, span.end, text[span.start : span.end], token.i, kind, "nominal"))
        return found

    # ------------------------------------------------------------ which nouns

    def names_actor(self, i: int) -> bool:
        token = self.tokens[i]
        if token.pos not in NOUNS:
            if token.dep == "amod" and token.lower in ("government", "regime", "rebel", "police", "opposition"):
                return self.is_free_modifier(i)
            return self.is_nominalised(i)
        if token.tag == "NNS" and token.lemma in CROWDS:
            return token.dep in SLOTS and not any(self.tokens[k].lower == "of" for k in self.syntax.children[i])
        classes = classes_of(token.lemma)
        if "actor" not in classes or token.lemma in words("not_actor"):
            return False
        if token.dep in ("compound", "amod", "nmod"):
            return self.is_free_modifier(i)
        if token.dep in ("npadvmod", "advmod", "quantmod", "nummod", "case"):
            return False
        return token.lemma not in words("weak") or self.acts(i)

    def is_nominalised(self, i: int) -> bool:
        """ "the wounded", "the dead": an adjective that stands as a noun."""
        token = self.tokens[i]
        return (
            token.pos in ("ADJ", "VERB")
            and token.lower in ("wounded", "injured", "dead", "displaced", "elderly", "poor", "missing", "accused")
            and token.dep in SLOTS
            and any(self.tokens[k].dep in ("det", "nummod", "poss") for k in self.syntax.children[i])
        )

    def is_free_modifier(self, i: int) -> bool:
        """A noun before another is somebody only when that other is nobody: "police raid", not "police
        officer". A title before a person's name is somebody as well."""
        tokens = self.tokens
        above = tokens[i].head
        if above in self.inside:
            return above > i
        while tokens[above].dep == "compound" and above not in self.inside:
            above = tokens[above].head
        if above in self.inside:
            return False
        if tokens[above].pos not in NOUNS:
            return False
        lemma = tokens[above].lemma
        classes = classes_of(lemma)
        serious = "actor" in classes and lemma not in words("not_actor")
        if tokens[i].lemma in words("not_modifier"):
            return False
        return not serious and tokens[i].lemma not in words("weak") and not classes & {"place", "building"}

    def acts(self, i: int) -> bool:
        """Whether a doubtful noun is a subject, or the object of "by" or "against"."""
        token = self.tokens[i]
        if token.dep == "conj":
            return self.acts(token.head) if token.head < i else False
        if token.dep == "pobj":
            return self.tokens[token.head].lower in ("by", "against", "between", "with")
        return token.dep in ("nsubj", "poss") or (token.dep == "nsubjpass" and token.tag in PLURAL)

    def kind_of(self, i: int) -> str:
        token = self.tokens[i]
        if token.lemma in CROWDS or token.pos in ("ADJ", "VERB"):
            return "group"
        classes = classes_of(token.lemma)
        plural = token.tag in PLURAL
        if token.lemma in ("country", "nation", "republic", "kingdom"):
            return "country"
        if token.lemma in (
            "people",
            "side",
            "troop",
            "couple",
            "family",
            "crowd",
            "public",
            "population",
            "community",
            "minority",
            "majority",
            "diaspora",
            "youth",
        ):
            return "group"
        if token.lemma in words("collective") and not (token.lemma == "force" and plural):
            return "organisation"
        if "person" in classes or "official" in classes or "civilian" in classes:
            return "group" if plural else "person"
        if "organisation" in classes:
            return "organisation"
        return "group" if plural or "crowd" in classes else "organisation" if "armed" in classes else "person"

    # ------------------------------------------------------------ borders

    def bounds(self, i: int) -> tuple[int, int]:
        """First and last (exclusive) token of the mention whose head noun is token i."""
        first = self.trim(self.left(i), i)
        last = self.bracket(self.right(i))
        return first, last

    def left(self, i: int) -> int:
        """Leftmost token of the unbroken run of modifiers before the head."""
        tokens = self.tokens
        low = self.syntax.sentences[tokens[i].sentence].first
        # The modifiers of a title hang on the name after it.
        tops = {i, tokens[i].head} if tokens[i].dep in ("compound", "nmod") else {i}
        k = i
        while k > low and self.belongs(k - 1, i, tops):
            k -= 1
        return k

    def belongs(self, k: int, i: int, tops: set[int]) -> bool:
        """Whether token k, just before the phrase, hangs on its head by phrase-internal dependencies."""
        tokens = self.tokens
        steps = 0
        while k not in tops:
            token = tokens[k]
            inner = token.dep in PHRASE or (token.dep in ("conj", "cc", "pobj", "prep") and steps < 4)
            if not inner or token.head == k or steps > 6 or token.lower in (",", ";", ":", '"', "(", ")"):
                return False
            k = token.head
            steps += 1
        return k == i or k in tops

    def trim(self, first: int, i: int) -> int:
        """Without leading articles, numbers, hedges and quantifiers."""
        tokens = self.tokens
        leave = words("quantifiers")
        while first < i:
            token = tokens[first]
            article = token.tag in ("DT", "PDT") and token.lower != "both"
            number = token.pos == "NUM" or token.tag == "CD" or token.name in ("DATE", "TIME")
            if not (
                article
                or number
                or token.lower in leave
                or token.pos in ("PUNCT", "ADP", "CCONJ", "ADV")
                or token.tag in ("POS", "SYM", "$", "WDT", "WP$")
            ):
                break
            # "first-year students": a hyphen joins the number to what follows
            if tokens[first + 1].text == "-" and first + 2 < i and (number or token.pos == "ADV"):
                break
            first += 1
        return first

    def right(self, i: int) -> int:
        """End of the mention after the head: past an "of" phrase for heads of office."""
        tokens = self.tokens
        other = offices().get(tokens[i].lemma)
        if tokens[i].lower == "secretary" and [t.lower for t in tokens[i + 1 : i + 3]] in STATE:
            return i + 3
        if other is None or tokens[i].dep in ("compound", "nmod"):
            return i + 1
        k = i + 1
        if k < len(tokens) and tokens[k].lower in ("of", other) and tokens[k].head == i:
            ends = [self.phrase_end(p) for p in self.syntax.children[k] if tokens[p].dep == "pobj"]
            return max(ends, default=i + 1)
        return i + 1

    def phrase_end(self, p: int) -> int:
        """End of the noun phrase of an "of" phrase's object, without clauses or anything in apposition."""
        tokens = self.tokens
        last = p + 1
        if last < len(tokens) and p not in self.inside:
            last = max(last, self.right(p))
        while last < len(tokens) and self.inside.get(last) is not None and self.inside.get(last) == self.inside.get(p):
            last += 1
        return self.bracket(last)

    def bracket(self, last: int) -> int:
        """Past a directly following acronym in brackets."""
        tokens = self.tokens
        if (
            last + 2 < len(tokens)
            and tokens[last].text == "("
            and tokens[last + 2].text == ")"
            and is_short_form(tokens[last + 1].text)
        ):
            return last + 3
        return last
