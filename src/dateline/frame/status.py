"""Status of an event word, from the syntax above and around it (codebook section 5)."""

from __future__ import annotations

from dateline.frame.aspect import Aspects
from dateline.frame.carrier import OBJECTS, find_carrier, occurrences
from dateline.frame.clause import NOMINAL, VERBAL, sets, words
from dateline.lang import load
from dateline.ontology.lexicon import load_data
from dateline.types import Document, EventHint, Token

PASSED = ("future", "requested")
"""What a word may say even of a happening that is spoken of as known: "demanded the release"."""
RESPONSIBILITY = frozenset(load("en", "grammar")["responsibility"])
"""Whoever does or does not claim the deed, the deed was done."""


def compose(inner: str, outer: str) -> str:
    """The status of an event whose own word says `inner` under a word that says `outer`.

    A denial over anything denies it, a denial of a denial asserts it; otherwise the nearer word decides.
    """
    if outer == "denied":
        return "actual" if inner == "denied" else "denied"
    return outer if inner == "actual" else inner


def status_of(document: Document, trigger: int) -> tuple[str, str, bool]:
    """(status, aspect, background) of one event word by itself; use Statuses for several of one document."""
    return Statuses(document).by_itself(trigger)


def doubt(status: str, factuality: tuple[float, float], hint: EventHint | None) -> str:
    """What the rules take for a fact and readers would not, by their numbers for such a word in news (the first) and
    for whether it has happened (the second)."""
    bound = load_data("hint")["doubt"]
    news, happened = factuality
    if status == "actual" and happened < bound["happened"] and news < bound["news"]:
        if min(factuality) < bound["denied"]:
            return "denied"
        chances = {name: p for name, p in (hint.status if hint else {}).items() if name in OPEN}
        return max(chances, key=lambda name: chances[name], default="possible")
    return status


OPEN = ("future", "requested", "possible", "hypothetical")
"""Statuses of what is neither so nor not so."""


class Statuses(Aspects):
    """Status, aspect and background of the event words of one document."""

    def of(self, trigger: int) -> tuple[str, str, bool]:
        """(status, aspect, background) of the event that the token triggers."""
        status, aspect = self.status(trigger), self.aspect(trigger)
        if status != "actual" and aspect == "habitual" and not self.is_repeated(trigger):
            aspect = "once"
        if self.facts:
            status = doubt(status, self.facts[trigger], self.hints.get(trigger))
        return status, aspect, self.is_background(trigger)

    def by_itself(self, trigger: int) -> tuple[str, str, bool]:
        """The same of a word in no frame, of which frame/label.py cannot weigh more: what the rules take for a single
        happening has the trained reader's aspect where that is sure."""
        status, aspect, background = self.of(trigger)
        heard = self.hints[trigger].aspect if aspect == "once" and trigger in self.hints else {}
        best = max(heard, key=lambda name: heard[name], default=aspect)
        return status, best if heard.get(best, 0.0) >= load_data("hint")["aspect"] else aspect, background

    def status(self, trigger: int) -> str:
        """Climb from the trigger to the root of its sentence, each word on the way having its say."""
        found = self.own(trigger)
        found = compose(found, self.mood(trigger)) if found == "actual" else found
        if found == "actual" and self.tokens[self.carrying_verb(trigger)].tag in ("VBZ", "VBP", "VBG"):
            times = self.times_of(trigger, self.carrying_verb(trigger))
            found = "future" if any(self.is_ahead(time) for time in times) else found
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

    def mood(self, i: int) -> str:
        """Of a main verb: a command asks for what it says, a question leaves it open."""
        token = self.tokens[i]
        if token.dep != "ROOT" or token.pos not in VERBAL:
            return "actual"
        sentence = self.syntax.sentences[token.sentence]
        if any(t.text == "?" for t in self.tokens[max(sentence.last - 2, sentence.first) : sentence.last]):
            return "possible"
        bare = token.tag == "VB" and not self.has_subject(i) and not self.has_auxiliary(i)
        return "requested" if bare else "actual"

    def own(self, i: int) -> str:
        """What a word's own auxiliaries, negation, adverbs and modifiers say."""
        token = self.tokens[i]
        found = "hypothetical" if token.dep == "advcl" and self.is_inverted(i) else "actual"
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
            if child.dep == "det" and child.lower == "any":
                return "possible"
        elif self.is_none(child):
            whole = child.dep in ("nsubj", "nsubjpass")
            return "denied" if whole or (child.dep == "dobj" and token.lemma not in known["existing"]) else "actual"
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

    def step(self, below: int, above: int, verbal: bool) -> str | None:
        """What the word above says of the event below it; None when its say ends there."""
        low, high = self.tokens[below], self.tokens[above]
        if high.pos in VERBAL:
            return self.verb_step(low, high, verbal)
        if high.pos == "ADP" or high.dep == "prep":
            ahead = high.lower == "of" and self.tokens[high.head].lower == "ahead"
            return "future" if ahead else "denied" if high.lower in sets()["negative_prepositions"] else "actual"
        if high.pos == "ADJ":
            return words()["adjectives"].get(high.lemma, "actual")
        if high.lemma == "order" and self.tokens[high.head].lower == "in" and low.dep == "acl":
            return "future"
        if high.pos in NOMINAL and low.dep == "prep" and not verbal and self.is_given(self.object_of(low)):
            status = words()["nouns"].get(high.lemma, "actual")
            return status if status in PASSED else None
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
        if low.lemma in sets()["speaking"] and low.dep in ("advcl", "conj") and low.tag == "VBG":
            return None
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

    def through(self, low: Token, high: Token, governed: str) -> str | None:
        """Under a verb with a complement: the verb's class, then its own modality where it governs at all."""
        if low.dep == "ccomp" and high.lemma in sets()["doubting"] and self.own(high.i) == "denied":
            return "denied"  # "they do not believe that it was hit"
        if governed == "actual" and low.dep in ("ccomp",) and high.lemma not in words()["governors"]:
            return "actual"
        if low.dep == "ccomp" and self.asks_how(low.i):
            return "actual"
        if low.dep == "prep" and low.lower == "with" and any(self.has_subject(k) for k in self.syntax.children[low.i]):
            return None
        if high.lemma == "be" and low.dep in ("xcomp", "acomp", "attr"):
            return compose("future" if self.is_infinitive(low.i) and low.dep == "xcomp" else "actual", self.own(high.i))
        if high.lemma == "go" and high.tag == "VBG" and self.is_infinitive(low.i):
            return "future"
        if governed == "requested" and low.dep == "ccomp" and self.is_finite(low):
            return "actual"  # "told reporters that rebels fired", "argued that he was beaten"
        if low.dep == "xcomp" and high.lemma not in words()["governors"] and self.is_infinitive(low.i):
            governed = "future"  # a purpose: "sent troops to take the bridge"
        own = self.own(high.i)
        if own == "denied" and governed in ("possible", "future") and low.dep == "xcomp":
            return "denied"  # "did not try to stop them", "is not expected to attend"
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
        if high.lemma in sets()["averting"] and low.dep in ("nsubjpass", *OBJECTS):
            return "denied"
        carrier = find_carrier(self.syntax, low.i)
        if carrier is not None:
            said = carrier[1].status or (governed if carrier[1].subject == "outside" else "actual")
            return compose(said, self.own(high.i))
        if low.dep in ("nsubj", "nsubjpass") and high.lemma in occurrences():
            return None if high.lemma == "be" and self.is_given(low.i) else self.own(high.i)
        if low.dep in ("nsubjpass", *OBJECTS) and governed != "actual":
            return governed if self.reaches(low, high, governed) else None
        return None if self.is_given(low.i) else "actual"

    def reaches(self, low: Token, high: Token, governed: str) -> bool:
        """Whether the verb makes its object what it says: it does so with new things, and some verbs with any."""
        if low.lemma in words()["nouns"] and governed == "denied":
            return False  # "rejected the offer": there was one
        if low.dep == "nsubjpass" and governed in PASSED:
            return True
        return not self.is_given(low.i) or governed in PASSED or high.lemma in sets()["averting"]

    def noun_under_preposition(self, low: Token, high: Token, governed: str) -> str | None:
        if low.lower in ("for", "of", "to", "against", "from", "with") and governed != "actual":
            given = self.is_given(self.object_of(low))
            return governed if not given or governed in PASSED else None
        return None
