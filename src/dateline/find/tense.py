"""Whether the clause around a word looks back or ahead: what "on Thursday" means hangs on it."""

from __future__ import annotations

from functools import cache

from dateline.lang import load
from dateline.types import Syntax, Token

FAR = 12
"""Steps up the tree within which the clause's verb is sought."""
FUTURE = frozenset(
    ("will", "shall", "'ll", "’ll", "wo", "would", "'d", "may", "might", "can", "should", "must")
)
AHEAD = frozenset(("until", "till", "by", "upcoming"))


@cache
def planners() -> frozenset[str]:
    """Words whose complement lies ahead: plan, expect, due, scheduled."""
    return frozenset(load("en", "calendar")["planning"])


@cache
def scheduled() -> frozenset[str]:
    """Verbs that tell in the present tense what is fixed to happen: "the talks open on Monday"."""
    return frozenset(load("en", "calendar")["scheduled"])


@cache
def asking() -> frozenset[str]:
    """Planning words that are done by speaking, so that a passive of theirs has a day of its own."""
    return frozenset(load("en", "calendar")["asking"])


@cache
def speaking() -> frozenset[str]:
    """Verbs whose present tense only reports what was said: "the army says"."""
    return frozenset(load("en", "status")["speaking"])


def tense_of(syntax: Syntax, i: int) -> str:
    """ "past", "present", "future", or "" where no verb stands above token i."""
    token, ahead = syntax.tokens[i], False
    for steps in range(FAR):
        if token.head == token.i:
            break
        low, token = token, syntax.tokens[token.head]
        if token.lower == "ahead":
            return "future"
        ahead = ahead or (token.lower in AHEAD and low.dep in ("pobj", "prep"))
        if token.pos in ("VERB", "AUX"):
            tense = verb_tense(syntax, token)
            near = steps < 2 and low.dep != "poss" and token.lemma in scheduled() | {"be", "have"}
            return "future" if ahead and tense != "past" else "past" if tense == "present" and not near else tense
        if token.pos == "ADJ" and token.lemma in planners() and low.dep in ("prep", "npadvmod", "xcomp"):
            return "future"
    if ahead:
        return "future"
    return verb_tense(syntax, token) if token.pos in ("VERB", "AUX") else ""


def verb_tense(syntax: Syntax, verb: Token, depth: int = 0) -> str:
    """The tense of a verb with its auxiliaries; infinitives take theirs from the verb above."""
    helpers = [syntax.tokens[k] for k in syntax.children[verb.i] if syntax.tokens[k].dep in ("aux", "auxpass")]
    if any(h.lower in FUTURE for h in helpers) and not any(h.lower == "have" for h in helpers):
        return "future"
    if verb.tag == "VBN" and verb.dep == "acl":
        return planned(verb) or "past"
    if any(h.tag == "TO" for h in helpers) or (verb.tag in ("VBG", "VB", "VBN") and not helpers):
        return above(syntax, verb, depth)
    if any(h.tag in ("VBD", "VBN") or h.lemma == "have" for h in helpers) or (verb.tag == "VBD"):
        return planned(verb) or "past"
    if verb.tag == "VBN" and helpers and planned(verb):
        return "future"
    if any(h.lemma == "go" for h in helpers):
        return "future"
    return "past" if verb.lemma in speaking() else "present"


def planned(verb: Token) -> str:
    """Passives such as "was scheduled for Monday" and "is due" look ahead; "was asked on Friday" tells the asking."""
    ahead = verb.tag == "VBN" and verb.lemma in planners() and verb.lemma not in asking()
    return "future" if ahead else ""


def above(syntax: Syntax, verb: Token, depth: int) -> str:
    if verb.tag == "VBN" and verb.lemma in planners():
        return "future"
    if verb.head == verb.i or depth > FAR:
        return ""
    token = syntax.tokens[verb.head]
    infinitive = any(syntax.tokens[k].tag == "TO" for k in syntax.children[verb.i])
    if infinitive and (token.lemma in planners() or token.lemma == "be"):
        return "future"
    for _ in range(FAR):
        if token.pos in ("VERB", "AUX"):
            return verb_tense(syntax, token, depth + 1)
        if token.head == token.i:
            return ""
        token = syntax.tokens[token.head]
    return ""
