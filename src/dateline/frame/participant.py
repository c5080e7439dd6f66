"""Who does it and to whom: an event's participants from the logical roles of its words."""

from __future__ import annotations

from collections.abc import Iterable

from dateline.frame.company import accompany, less_opponents, owner, taken
from dateline.frame.context import Context
from dateline.frame.fit import (
    SCENES,
    SCENIC,
    can_act,
    can_be_done_to,
    can_suffer,
    is_actor_named,
    is_scene,
    is_struck,
    is_town,
)
from dateline.frame.frame import Frame
from dateline.frame.grammar import Roles
from dateline.frame.happening import effect_lemmas
from dateline.lang import load
from dateline.ontology.lexicon import NOUN_ROLES, VERB_ROLES, Entry

__all__ = ["can_act", "fill", "first_filled", "phrase_roles"]

TWO_SIDED = frozenset(("ASSAULT",))


def fill(context: Context, frame: Frame) -> None:
    """Actors and recipients of a frame from the logical roles of its triggers."""
    entry = frame.entry
    assert entry is not None
    for trigger in sorted(frame.triggers, key=lambda i: context.tokens[i].pos not in ("VERB", "AUX")):
        roles = phrase_roles(context, frame, trigger)
        order = entry if trigger == frame.trigger else undergone(frame, trigger)
        actor_roles = order.actor if order else default_roles(context, trigger, "actor")
        actor_roles = tuple(role for role in actor_roles if role not in passive_roles(context, trigger, roles))
        if roles.get("subject") and "subject" in actor_roles and not names_modify(context, roles):
            actor_roles = tuple(role for role in actor_roles if role != "modifier")
        recipient_roles = order.recipient if order else default_roles(context, trigger, "recipient")
        if is_suffered(context, trigger, roles):
            recipient_roles = (*recipient_roles, "poss")
        if not frame.actors:
            frame.actors = first_filled(context, roles, actor_roles, frame, recipient=False)
        if not frame.recipients:
            frame.recipients = [
                k
                for k in first_filled(context, roles, recipient_roles, frame, recipient=True, trigger=trigger)
                if k not in frame.actors
            ]
        elif len(frame.triggers) > 1 and (trigger == frame.trigger or context.tokens[trigger].lemma in effect_lemmas()):
            harmed = first_filled(context, roles, recipient_roles, frame, recipient=True, trigger=trigger)
            frame.recipients += [k for k in harmed if k not in frame.recipients and k not in frame.actors]
        if not frame.recipients and not entry.symmetric and frame.type != "MOBILIZE":
            frame.recipients = fallback_recipients(context, roles, recipient_roles, frame)
        between = context.holders(roles.get("between", []))
        if entry.symmetric and between and not frame.actors:
            frame.actors = [k for k in between if can_act(context, k)]
    if not frame.actors:
        outside = [k for i in frame.triggers for k in context.grammar.roles(i).get("outside", [])]
        frame.actors = [k for k in context.holders(outside) if is_actor_named(context, k) and k not in frame.recipients]
    frame.actors = [owner(context, frame, k) for k in frame.actors]
    frame.recipients += [k for k in taken(context, frame) if k not in (*frame.recipients, *frame.actors)]
    accompany(context, frame)
    if "militia" in frame.modes:
        frame.recipients = []  # fighters move to a country, they do nothing to it yet
    if entry.symmetric and frame.type in TWO_SIDED:
        frame.actors += [k for k in frame.recipients if k not in frame.actors and fights(context, frame, k)]
        frame.recipients = less_opponents(context, frame)


def is_suffered(context: Context, trigger: int, roles: Roles) -> bool:
    """Whether the noun's owner is whom it was done to: "the mayor's murder", but not "the gang's murder of X"."""
    token = context.tokens[trigger]
    suffered = token.pos in ("NOUN", "PROPN") and token.lemma in load("en", "grammar")["suffered"]
    return suffered and not any(roles.get(role) for role in ("of", "against", "on"))


def passive_roles(context: Context, trigger: int, roles: Roles) -> frozenset[str]:
    """Roles of a noun that name no actor: the owner of "the mayor's murder", the country of "the Syrian war"."""
    if is_suffered(context, trigger, roles):
        return frozenset(("poss",))
    token = context.tokens[trigger]
    if token.pos not in ("NOUN", "PROPN") or token.lemma not in load("en", "grammar")["own_land"]:
        return frozenset()
    if any(roles.get(role) for role in ("with", "against", "on", "between")):
        return frozenset()
    return frozenset(role for role in ("poss", "modifier") if is_land(context, roles.get(role, [])))


def is_land(context: Context, holders: list[int]) -> bool:
    """One country and nobody else: "Syria's conflict" is fought there, "the Iran-Iraq war" by both."""
    return len(holders) == 1 and "country" in context.classes(holders[0]) and "armed" not in context.classes(holders[0])


def undergone(frame: Frame, trigger: int) -> Entry | None:
    """The sense of a merged word whose subject suffers ("died in the raid"); other merged words have the roles of
    their part of speech."""
    entry = frame.senses.get(trigger)
    return entry if entry is not None and "subject" in entry.recipient else None


def fights(context: Context, frame: Frame, i: int) -> bool:
    """Whether somebody on the other side of a fight fights: whoever was only killed in it must be armed to."""
    if not can_act(context, i) or context.tokens[i].pos == "NUM":
        return False
    harmed = any(
        i in context.holders(context.grammar.roles(k).get(role, []))
        for k in frame.triggers if context.tokens[k].lemma in effect_lemmas()
        for role in ("object", "subject")
    )  # fmt: skip
    return not harmed or "armed" in context.classes(i)


FALLBACK = ("against", "on", "upon", "to", "toward", "towards", "with", "for", "of", "over")
"""Prepositions that bring a recipient where the entry names none that is filled."""


def fallback_recipients(context: Context, roles: Roles, order: tuple[str, ...], frame: Frame) -> list[int]:
    """Whose affair the object is ("criticised Russia's plan"), or else an actor behind a preposition."""
    if not order:
        return []
    for role in dict.fromkeys((*order, "object")):
        if role in SCENES and frame.type in SCENIC:
            continue
        for k in context.holders(roles.get(role, [])):
            owners = [m for m in possessors(context, k) if m not in frame.actors and m not in frame.triggers]
            if owners and k not in frame.triggers and not can_act(context, k):
                return owners
    for role in FALLBACK:
        fit = [k for k in context.holders(roles.get(role, [])) if k not in frame.actors and is_actor_named(context, k)]
        if fit:
            return fit
    return []


def possessors(context: Context, i: int) -> list[int]:
    """Actors who own, or whose name modifies, a noun: "Russia's plan", "Israeli policy", "the plan of the rebels"."""
    grammar = context.grammar
    owners = (k for k in grammar.kids(i, "poss", "amod", "compound") if context.tokens[k].pos != "PRON")
    found = [
        k for k in owners
        if is_actor_named(context, k) and (context.tokens[k].dep == "poss" or not is_town(context, k))
    ]  # fmt: skip
    roles = grammar.roles(i)
    found += [
        k
        for role in ("on", "against", "of", "by", "from", "to")
        for k in roles.get(role, [])
        if is_actor_named(context, k)
    ]
    return found[:1]


def phrase_roles(context: Context, frame: Frame, trigger: int) -> dict[str, list[int]]:
    """Roles of the trigger, with the prepositions on the other words of its phrase ("face pressure from X")."""
    roles = context.grammar.roles(trigger)
    if trigger != frame.trigger or len(frame.words) == 1:
        return roles
    roles = dict(roles)
    for word in frame.words:
        if word != trigger and context.tokens[word].pos in ("NOUN", "PROPN"):
            for role, tokens in context.grammar.roles(word).items():
                if role not in ("subject", "object", "indirect"):
                    roles.setdefault(role, tokens)
    return roles


def names_modify(context: Context, roles: dict[str, list[int]]) -> bool:
    """Whether the modifier of an event noun is a name ("Israeli strikes") and not a mere kind ("rebel attack")."""
    return any(context.tokens[k].name for k in roles.get("modifier", []))


def default_roles(context: Context, trigger: int, which: str) -> tuple[str, ...]:
    return (VERB_ROLES if context.tokens[trigger].pos in ("VERB", "AUX") else NOUN_ROLES)[which]


def first_filled(
    context: Context,
    roles: dict[str, list[int]],
    order: Iterable[str],
    frame: Frame,
    *,
    recipient: bool,
    trigger: int | None = None,
) -> list[int]:
    """The holders of the first role in the order that somebody (or, for recipients, something fit) fills. The roles are
    those of the trigger, the frame's own when none is given."""
    trigger = frame.trigger if trigger is None else trigger
    for role in order:
        held = [k for k in context.holders(roles.get(role, [])) if k not in frame.triggers]
        if role == "modifier":
            held = [k for k in held if not is_town(context, k)]
        if recipient:
            fit = [
                k
                for k in held
                if not is_scene(context, frame, role, k)
                and (
                    can_suffer(context, k, frame.type)
                    or can_be_done_to(context, k)
                    or is_struck(context, frame, trigger, role, k)
                )
            ]
        else:
            fit = [k for k in held if can_act(context, k)]
        if fit:
            return fit
    return []
