"""Status, aspect and background of an event word, from the syntax above and around it (codebook section 5)."""

from __future__ import annotations

from functools import lru_cache

from dateline.frame.carrier import OBJECTS, find_carrier, occurrences
from dateline.lang import load
from dateline.types import Document, Syntax, Token

VERBAL = ("VERB", "AUX")
NOMINAL = ("NOUN", "PROPN", "PRON")
REPORTED = frozenset(("ccomp",))
RESPONSIBILITY = frozenset(load("en", "grammar")["responsibility"])
"""Whoever does or does not claim the deed, the deed was done."""


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
        "habitual_modifiers", "ongoing_modifiers",
    )  # fmt: skip
    return {name: frozenset(data[name]) for name in names}


def compose(inner: str, outer: str) -> str:
    """The status of an event whose own word says `inner` under a word that says `outer`.

    A denial over anything denies it, a denial of a denial asserts it; otherwise the nearer word decides.
    """
    if outer == "denied":
        return "actual" if inner == "denied" else "denied"
    return outer if inner == "actual" else inner


class Statuses:
    """Status, aspect and background of the event words of one document."""

    def __init__(self, document: Document) -> None:
        assert document.syntax is not None
        self.document = document
        self.syntax: Syntax = document.syntax
        self.tokens = self.syntax.tokens

    def of(self, trigger: int) -> tuple[str, str, bool]:
        """(status, aspect, background) of the event that the token triggers."""
        return self.status(trigger), self.aspect(trigger), self.is_background(trigger)

    # ------------------------------------------------------------------ status

    def status(self, trigger: int) -> str:
        """Climb from the trigger to the root of its sentence, each word on the way having its say."""
        found = self.own(trigger)
        below = trigger
        verbal = self.tokens[trigger].pos in VERBAL
        for above in self.syntax.ancestors(trigger):
            step = self.step(below, above, verbal)
            if step is None:
                break
            found = compose(found, step)
            verbal = verbal or self.tokens[above].pos in VERBAL
            below = above
        return found

    def own(self, i: int) -> str:
        """What a word's own auxiliaries, negation, adverbs and modifiers say."""
        token = self.tokens[i]
        found = "actual"
        for k in self.syntax.children[i]:
            found = compose(found, self.dependent(token, self.tokens[k]))
        return found

    def dependent(self, token: Token, child: Token) -> str:
        table, known = words(), sets()
        if child.dep == "neg":
            return "denied"
        if child.dep == "aux" and child.lower in table["modals"]:
            return self.modal(token, child.lower)
        if child.dep == "advmod" and child.lemma in table["adverbs"]:
            status = table["adverbs"][child.lemma]
            return "actual" if status == "habitual" else status
        if child.dep == "mark" and child.lower in known["conditional"]:
            return "hypothetical"
        if child.dep == "mark" and child.lower in known["uncertain"]:
            return "possible"
        if token.pos in NOMINAL:
            if child.dep in ("amod", "compound") and child.lower in table["modifiers"]:
                return table["modifiers"][child.lower]
            if child.dep == "det" and child.lower in known["negative_determiners"]:
                return "denied"
        elif child.dep in ("nsubj", "nsubjpass", "dobj") and self.is_none(child):
            return "denied"
        return "actual"

    def is_none(self, token: Token) -> bool:
        """ "no soldiers", "nobody": a participant that is none."""
        none = sets()["negative_determiners"]
        return token.lower in none or any(
            self.tokens[k].dep == "det" and self.tokens[k].lower in none for k in self.syntax.children[token.i]
        )

    def modal(self, verb: Token, modal: str) -> str:
        """ "would" is a future told in the past ("said he would go") unless a condition hangs on it."""
        status = words()["modals"][modal]
        if status != "hypothetical":
            return status
        if self.has_condition(verb.i):
            return "hypothetical"
        top = verb
        while top.dep in ("conj", "xcomp") and top.head != top.i:
            top = self.tokens[top.head]
        head = self.tokens[top.head]
        reported = (
            top.dep in ("ccomp", "relcl", "acl")
            or (head.pos == "VERB" and head.i != top.i)
            or self.is_quoted_clause(top.i)
        )
        return "future" if reported else "hypothetical"

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

    def step(self, below: int, above: int, verbal: bool) -> str | None:
        """What the word above says of the event below it; None when its say ends there."""
        low, high = self.tokens[below], self.tokens[above]
        if high.pos in VERBAL:
            return self.verb_step(low, high, verbal)
        if high.pos == "ADP" or high.dep == "prep":
            return "denied" if high.lower in sets()["negative_prepositions"] else "actual"
        if high.pos == "ADJ":
            return words()["adjectives"].get(high.lemma, "actual")
        if high.pos in NOMINAL and low.dep in ("acl", "prep", "compound", "relcl", "appos", "conj", "poss"):
            if (
                high.lemma in RESPONSIBILITY
                or low.dep in ("relcl", "appos", "poss")
                or (low.dep == "acl" and self.is_participle(low))
            ):
                return None
            return compose(
                words()["nouns"].get(high.lemma, "actual"), self.own(above) if low.dep != "conj" else "actual"
            )
        return "actual"

    def verb_step(self, low: Token, high: Token, verbal: bool) -> str | None:
        governed = words()["governors"].get(high.lemma, "actual")
        if low.dep == "conj":
            return self.shared(low, high) if self.is_finite(low) <= self.is_finite(high) else None
        if low.dep in ("xcomp", "ccomp", "pcomp", "oprd", "csubj", "acomp", "attr") or (low.dep == "prep" and verbal):
            return self.through(low, high, governed)
        if low.dep == "advcl":
            if self.is_infinitive(low.i):
                return "future"
            return "actual" if self.has_subject(low.i) else self.inherited(high)
        if low.dep in ("nsubj", "nsubjpass", *OBJECTS) and not verbal:
            return self.noun_step(low, high, governed)
        if low.dep in OBJECTS and verbal and governed in ("possible", "denied"):
            return governed  # "suspect a man of planting", "denied reports that troops had fired"
        if low.dep in ("prep", "agent") and not verbal:
            return self.noun_under_preposition(low, high, governed)
        return "actual" if low.dep in ("dep", "parataxis") else None

    def through(self, low: Token, high: Token, governed: str) -> str:
        """Under a verb with a complement: the verb's class, then its own modality where it governs at all."""
        if governed == "actual" and low.dep in ("ccomp",) and high.lemma not in words()["governors"]:
            return "actual"
        if high.lemma == "be" and low.dep in ("xcomp", "acomp", "attr"):
            return compose("future" if self.is_infinitive(low.i) and low.dep == "xcomp" else "actual", self.own(high.i))
        if high.lemma == "go" and high.tag == "VBG" and self.is_infinitive(low.i):
            return "future"
        if governed == "requested" and low.dep == "ccomp" and low.tag in ("VBD", "VBZ", "VBP"):
            return "actual"  # "told reporters that rebels fired", "argued that he was beaten"
        if low.dep == "xcomp" and high.lemma not in words()["governors"] and self.is_infinitive(low.i):
            governed = "future"  # a purpose: "sent troops to take the bridge"
        own = self.own(high.i)
        return own if governed == "actual" and own != "actual" and low.dep != "ccomp" else governed

    def inherited(self, high: Token) -> str:
        own = self.own(high.i)
        return own if own in ("future", "hypothetical", "possible", "requested") else "actual"

    def shared(self, low: Token, high: Token) -> str:
        """ "will meet and discuss": a coordinated verb without auxiliaries of its own shares those of the first."""
        if any(self.tokens[k].dep in ("aux", "auxpass", "nsubj", "nsubjpass") for k in self.syntax.children[low.i]):
            return "actual"
        if low.pos not in VERBAL or low.tag != high.tag:
            return "actual"
        return self.inherited(high)

    def noun_step(self, low: Token, high: Token, governed: str) -> str | None:
        """An event noun takes the modality of a verb that only carries it, not of one that speaks of it."""
        carrier = find_carrier(self.syntax, low.i)
        if carrier is not None:
            said = carrier[1].status or (governed if carrier[1].subject == "outside" else "actual")
            return compose(said, self.own(high.i))
        if low.dep == "nsubjpass" and governed != "actual":
            return governed
        if low.dep in ("nsubj", "nsubjpass") and high.lemma in occurrences():
            return self.own(high.i)
        if low.dep in OBJECTS and governed != "actual" and not self.is_definite(low.i):
            return governed
        return None if self.is_definite(low.i) else "actual"

    def noun_under_preposition(self, low: Token, high: Token, governed: str) -> str | None:
        if low.lower in ("for", "of", "to", "against", "from", "with") and governed != "actual":
            return governed
        return None

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

    # ------------------------------------------------------------------ aspect

    def aspect(self, trigger: int) -> str:
        """habitual, ongoing or once."""
        verb = self.carrying_verb(trigger)
        for i in {trigger, verb}:
            for k in self.syntax.children[i]:
                child = self.tokens[k]
                if child.dep in ("advmod", "npadvmod", "amod") and self.says_habit(child):
                    return "habitual"
        if any(self.tokens[k].lower in sets()["ongoing_modifiers"] for k in self.syntax.children[trigger]):
            return "ongoing"
        return self.verb_aspect(verb, trigger)

    def says_habit(self, token: Token) -> bool:
        if token.lower in sets()["habitual_modifiers"] or words()["adverbs"].get(token.lower) == "habitual":
            return True
        return token.dep == "npadvmod" and any(
            self.tokens[k].lower in ("every", "each") for k in self.syntax.children[token.i]
        )

    def verb_aspect(self, v: int, trigger: int) -> str:
        token = self.tokens[v]
        if token.pos not in VERBAL:
            return "once"
        head = self.tokens[token.head]
        if token.tag == "VBG" and any(self.tokens[k].lemma == "be" for k in self.syntax.children[v]):
            return "ongoing"
        if token.tag == "VBG" and token.dep == "acl":
            return "ongoing"
        if token.dep == "xcomp" and head.lemma in sets()["continuing"]:
            return "ongoing"
        if token.lemma in sets()["continuing"] and v != trigger:
            return "ongoing"
        if token.tag in ("VBZ", "VBP") and v == trigger and not self.has_auxiliary(v):
            return "ongoing" if token.pos == "AUX" else "habitual"
        return "once"

    def has_auxiliary(self, v: int) -> bool:
        return any(self.tokens[k].dep in ("aux", "auxpass") for k in self.syntax.children[v])

    def carrying_verb(self, trigger: int) -> int:
        """The verb whose tense an event noun shares; the trigger itself for a verb."""
        token = self.tokens[trigger]
        if token.pos in VERBAL:
            return trigger
        carrier = find_carrier(self.syntax, trigger)
        if carrier is not None:
            return carrier[0]
        head = self.tokens[token.head]
        return head.i if token.dep == "nsubj" and head.pos in VERBAL and head.lemma in occurrences() else trigger

    # ------------------------------------------------------------------ background

    def is_background(self, trigger: int) -> bool:
        """Whether the tense tells of something before the news: a past perfect that no report explains."""
        verb = self.carrying_verb(trigger)
        token = self.tokens[verb]
        if token.pos not in VERBAL or not any(self.tokens[k].lower in ("had", "'d") and self.tokens[k].dep == "aux"
                                              for k in self.syntax.children[verb]):  # fmt: skip
            return False
        return not self.is_reported(verb)

    def is_reported(self, v: int) -> bool:
        """Inside reported speech the past perfect is only the past moved back."""
        for i in (v, *self.syntax.ancestors(v)):
            if self.tokens[i].dep in REPORTED or self.is_quoted_clause(i):
                return True
            if self.tokens[i].dep == "acl" and any(self.tokens[k].lower == "that" for k in self.syntax.children[i]):
                return True  # "reports that soldiers had fired"
        return False
