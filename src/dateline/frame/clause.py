"""What the syntax says around one word of a clause, and the word lists that status and aspect are read from."""

from __future__ import annotations

from functools import lru_cache

from dateline.lang import load
from dateline.types import Document, Syntax, Token

VERBAL = ("VERB", "AUX")
NOMINAL = ("NOUN", "PROPN", "PRON")


@lru_cache(maxsize=1)
def words() -> dict[str, dict[str, str]]:
    """Status by lemma for each kind of governing word."""
    data = load("en", "status")
    kinds = ("governors", "nouns", "adjectives", "modifiers")
    table = {kind: {lemma: status for status, lemmas in data[kind].items() for lemma in lemmas} for kind in kinds}
    table["modals"] = dict(data["modals"])
    table["adverbs"] = {lemma: status for status, lemmas in data["adverbs"].items() for lemma in lemmas}
    return table


@lru_cache(maxsize=1)
def sets() -> dict[str, frozenset[str]]:
    data = load("en", "status")
    names = (
        "conditional", "uncertain", "negative_prepositions", "negative_determiners", "continuing",
        "habitual_modifiers", "ongoing_modifiers", "averting", "speaking", "existing", "stative", "doubting",
    )  # fmt: skip
    return {name: frozenset(data[name]) for name in names}


class Clauses:
    """Questions about the clauses of one document; words are given as token indices."""

    def __init__(self, document: Document) -> None:
        assert document.syntax is not None
        self.document = document
        self.hints = document.hints.events if document.hints is not None else {}
        self.facts = document.hints.factuality if document.hints is not None else ()
        self.syntax: Syntax = document.syntax
        self.tokens = self.syntax.tokens

    def is_quoted_clause(self, i: int) -> bool:
        """Whether a speech verb hangs on the clause ("X would go, he said")."""
        below = (self.tokens[k] for k in self.syntax.children[i])
        return any(t.dep in ("parataxis", "ccomp", "conj") and t.lemma in ("say", "add", "tell") for t in below)

    def has_condition(self, i: int) -> bool:
        """Whether an if-clause hangs on the verb or on the one it is coordinated with."""
        known = sets()["conditional"]
        for k in self.syntax.children[i]:
            if self.tokens[k].dep == "advcl" and any(
                self.tokens[m].dep == "mark" and self.tokens[m].lower in known for m in self.syntax.children[k]
            ):
                return True
        return False

    def object_of(self, preposition: Token) -> int:
        """The noun under a preposition, the preposition itself when there is none."""
        below = (k for k in self.syntax.children[preposition.i] if self.tokens[k].dep == "pobj")
        return next(below, preposition.i)

    def is_given(self, i: int) -> bool:
        """Spoken of as known: with an article, a demonstrative or a possessor."""
        return self.is_definite(i) or any(self.tokens[k].dep == "poss" for k in self.syntax.children[i])

    def is_definite(self, i: int) -> bool:
        return any(self.tokens[k].lower in ("the", "this", "that", "these", "those") for k in self.syntax.children[i])

    def is_participle(self, token: Token) -> bool:
        """ "rebels fighting abroad": only describes; "reports that rebels fight", "a plan to fight" say something."""
        return token.tag in ("VBG", "VBN") and not any(
            self.tokens[k].dep in ("aux", "mark") for k in self.syntax.children[token.i]
        )

    def is_finite(self, token: Token) -> bool:
        """A finite verb that the parser coordinates with an infinitive belongs to a clause further up."""
        if token.tag in ("VBD", "VBZ", "VBP", "MD"):
            return True
        return any(self.tokens[k].tag in ("VBD", "VBZ", "VBP", "MD") and self.tokens[k].dep in ("aux", "auxpass")
                   for k in self.syntax.children[token.i])  # fmt: skip

    def is_infinitive(self, i: int) -> bool:
        return any(self.tokens[k].tag == "TO" for k in self.syntax.children[i])

    def has_subject(self, i: int) -> bool:
        return any(self.tokens[k].dep in ("nsubj", "nsubjpass") for k in self.syntax.children[i])

    def has_auxiliary(self, v: int) -> bool:
        return any(self.tokens[k].dep in ("aux", "auxpass") for k in self.syntax.children[v])

    def asks_how(self, i: int) -> bool:
        """ "asked how they fled": the manner is asked, not the deed."""
        return any(self.tokens[k].tag in ("WRB", "WP") and self.tokens[k].i < i for k in self.syntax.children[i])

    def is_inverted(self, i: int) -> bool:
        """ "Had they known, ...": a condition without "if"."""
        first = next((self.tokens[k] for k in self.syntax.children[i]), None)
        return first is not None and first.lower in ("had", "were", "should") and first.i < i and self.has_subject(i)
