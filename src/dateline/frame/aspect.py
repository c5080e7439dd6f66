"""Aspect and background of an event word: once, ongoing or habitual; today's news or history (codebook section 5)."""

from __future__ import annotations

from datetime import date, timedelta

from dateline.frame.carrier import find_carrier, occurrences
from dateline.frame.clause import VERBAL, Clauses, sets, words
from dateline.types import Document, Syntax, Time, Token

RECENT = timedelta(days=45)
"""What ended longer ago than this is history to a daily report."""
LONG = timedelta(days=200)
"""What began longer ago than this and is told by the year or month ("since 2011") is history as well."""


LOCATIVE = frozenset(("in", "at", "near", "outside", "on", "around", "inside"))
"""In "bombings in the metro in 2010" the parser hangs the year on the metro; the bombings have it too."""


def published(document: Document) -> date | None:
    try:
        return date.fromisoformat((document.report.published or "")[:10])
    except ValueError:
        return None


def attach_times(document: Document, syntax: Syntax) -> dict[int, list[Time]]:
    """Times by the token they modify: a verb, or the noun of "the 2006 war"."""
    found: dict[int, list[Time]] = {}
    for time in document.times:
        inside = syntax.within(time.span)
        top = next((i for i in reversed(inside) if syntax.tokens[i].head not in inside), None)
        if top is None:
            continue
        head, loose = syntax.tokens[top].head, False
        for _ in range(3):
            if syntax.tokens[head].dep != "prep" and syntax.tokens[head].pos not in ("ADP", "SCONJ"):
                break
            head, loose = syntax.tokens[head].head, True
        above = syntax.tokens[syntax.tokens[head].head]
        if loose and syntax.tokens[head].dep == "pobj" and above.lower in LOCATIVE:
            found.setdefault(above.head, []).append(time)
        found.setdefault(top, []).append(time)  # a relative clause may hang on the year itself
        found.setdefault(head, []).append(time)
    return found


class Aspects(Clauses):
    """Aspect and background of the event words of one document."""

    def __init__(self, document: Document) -> None:
        super().__init__(document)
        self.anchor = published(document)
        self.times = attach_times(document, self.syntax)

    def aspect(self, trigger: int) -> str:
        """habitual, ongoing or once."""
        verb = self.carrying_verb(trigger)
        if self.is_repeated(trigger):
            return "habitual"
        times = self.times_of(trigger, verb)
        if any(self.tokens[k].lower in sets()["ongoing_modifiers"] for k in self.syntax.children[trigger]):
            return "ongoing"
        if any(self.is_ahead(time) for time in times):
            return "once"
        return self.verb_aspect(verb, trigger)

    def is_repeated(self, trigger: int) -> bool:
        """Whether a word says so: "daily", "every Friday", "regular patrols"."""
        verb = self.carrying_verb(trigger)
        if any(time.kind == "set" for time in self.times_of(trigger, verb)):
            return True
        children = (self.tokens[k] for i in {trigger, verb} for k in self.syntax.children[i])
        return any(c.dep in ("advmod", "npadvmod", "amod") and self.says_habit(c) for c in children)

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
            stative = token.pos == "AUX" or token.lemma in sets()["stative"]
            return "ongoing" if stative else "once" if token.lemma in sets()["speaking"] else "habitual"
        return "once"

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

    def is_background(self, trigger: int) -> bool:
        """Whether it is history: by a time long before the report, or by a past perfect that no report explains."""
        verb = self.carrying_verb(trigger)
        if any(self.is_past(time) for time in self.times_of(trigger, verb)):
            return True
        token = self.tokens[verb]
        if token.pos not in VERBAL or not any(self.tokens[k].lower in ("had", "'d") and self.tokens[k].dep == "aux"
                                              for k in self.syntax.children[verb]):  # fmt: skip
            return False
        return not self.is_reported(verb)

    def times_of(self, trigger: int, verb: int) -> list[Time]:
        """The times that hang on the event's word, on its verb, or on the verb that governs it without a clause."""
        found = [*self.times.get(trigger, ()), *(self.times.get(verb, ()) if verb != trigger else ())]
        token = self.tokens[verb]
        if token.dep == "xcomp" and not self.has_subject(verb):
            found += self.times.get(token.head, ())
        if token.dep == "relcl" and not found:
            found += self.times.get(token.head, ())
        return found

    def is_past(self, time: Time) -> bool:
        """More than RECENT days over, or begun long ago ("since 2011") or said to be long ago without a date."""
        if time.said == "PAST_REF" and time.span.text(self.document.text).lower().endswith("ago"):
            return True
        if time.start is None or time.end is None or time.kind != "date":
            return False
        if self.anchor is None:
            return time.grain in ("year", "decade", "century")  # nobody names the year that runs
        if date.fromisoformat(time.end) < self.anchor - RECENT:
            return True
        return date.fromisoformat(time.start) < self.anchor - LONG and time.grain in ("year", "month", "decade")

    def is_ahead(self, time: Time) -> bool:
        return self.anchor is not None and bool(time.start) and date.fromisoformat(str(time.start)) > self.anchor

    def is_reported(self, v: int) -> bool:
        """Inside reported speech the past perfect is only the past moved back."""
        for i in (v, *self.syntax.ancestors(v)):
            if self.tokens[i].dep == "ccomp" or self.is_quoted_clause(i):
                return True
            if self.tokens[i].dep == "acl" and any(self.tokens[k].lower == "that" for k in self.syntax.children[i]):
                return True  # "reports that soldiers had fired"
        return False
