"""Participants that the roles of one word do not show: owners, companions, leaders, losers and opponents."""

from __future__ import annotations

from dateline.frame.context import Context
from dateline.frame.fit import can_act, can_suffer, is_actor_named, is_town
from dateline.frame.frame import Frame
from dateline.frame.happening import effect_lemmas
from dateline.lang import load

SIDES = frozenset(("armed", "country", "organisation"))
"""Classes of those a place can be taken from."""


def owner(context: Context, frame: Frame, i: int) -> int:
    """For a possessive pronoun the subject of the clause that it can refer to: "the army continued its advance"."""
    token = context.tokens[i]
    if token.tag != "PRP$" or token.head not in frame.triggers:
        return i
    verb = next((k for k in context.syntax.ancestors(token.head) if context.tokens[k].pos in ("VERB", "AUX")), None)
    found = context.grammar.roles(verb).get("subject", []) if verb is not None else []
    fit = [k for k in found if k not in frame.recipients and k < i and agrees(context, i, k)]
    return fit[0] if fit else i


def agrees(context: Context, pronoun: int, i: int) -> bool:
    """Whether the pronoun can stand for the noun at token i, who must act."""
    if context.tokens[i].pos == "PRON" or not can_act(context, i):
        return False
    classes, plural = context.classes(i), context.tokens[i].tag in ("NNS", "NNPS") or context.grammar.has(i, "conj")
    word = context.tokens[pronoun].lower
    if word == "their":
        return plural or "organisation" in classes
    if word == "its":
        return not plural and not classes.isdisjoint(("organisation", "country", "place"))
    return word in ("his", "her") and not plural and "organisation" not in classes and "country" not in classes


def taken(context: Context, frame: Frame) -> list[int]:
    """What was taken, and from whom: "captured the town from the rebels"."""
    grammar, i = context.grammar, frame.trigger
    if frame.type != "ASSAULT" or context.tokens[i].lemma not in load("en", "grammar")["taking"]:
        return []
    things = context.holders(grammar.roles(i).get("object", []))
    found = context.holders(k for word in (i, *things) for k in grammar.roles(word).get("from", []))
    losers = [k for k in found if is_actor_named(context, k) and context.classes(k) & SIDES and not is_town(context, k)]
    return [*(k for k in things if can_suffer(context, k, frame.type)), *losers] if losers else []


def accompany(context: Context, frame: Frame) -> None:
    """Add whoever is told of beside a participant: "X, along with Y, was arrested", "led by X, the crowd marched"."""
    for side in (frame.actors, frame.recipients):
        for k in list(side):
            side += [m for m in context.holders(beside(context, k)) if m not in (*frame.actors, *frame.recipients)]
    for trigger in frame.triggers:
        if context.tokens[trigger].pos == "VERB":
            role = "object" if context.grammar.is_passive(trigger) else "subject"
            subject = context.grammar.roles(trigger).get(role, [])
            more = context.holders([*beside(context, trigger), *leaders(context, trigger)])
            for side in [s for s in (frame.actors, frame.recipients) if any(k in s for k in subject)][:1]:
                side += [m for m in more if can_act(context, m) and m not in (*frame.actors, *frame.recipients)]


def beside(context: Context, i: int) -> list[int]:
    """Objects of "along with", "together with" and "alongside" below token i."""
    grammar, tokens = context.grammar, context.tokens
    found = []
    for p in grammar.kids(i, "prep", "advmod"):
        if tokens[p].lower == "alongside":
            found += grammar.kids(p, "pobj")
        elif tokens[p].lower in ("along", "together"):
            found += [k for w in grammar.kids(p, "prep") if tokens[w].lower == "with" for k in grammar.kids(w, "pobj")]
    return found


def leaders(context: Context, verb: int) -> list[int]:
    """Who led those who act, where a clause of its own says so: "Led by X, the villagers marched"."""
    grammar, tokens = context.grammar, context.tokens
    led = [k for k in grammar.kids(verb, "advcl") if tokens[k].tag == "VBN" and tokens[k].lemma in ("lead", "head")]
    return [k for clause in led for by in grammar.kids(clause, "agent") for k in grammar.kids(by, "pobj")]


def less_opponents(context: Context, frame: Frame) -> list[int]:
    """Recipients without those fought against, where others are told to have been hurt: "ten rebels were killed in
    clashes with the army"."""
    against = {
        k for i in frame.triggers for role in ("with", "against", "between")
        for k in context.holders(context.grammar.roles(i).get(role, []))
    }  # fmt: skip
    hurt = [k for k in frame.recipients if k not in against]
    told = any(context.tokens[i].lemma in effect_lemmas() for i in frame.triggers)
    return hurt if hurt and told else frame.recipients
