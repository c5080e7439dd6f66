"""Who can do something, and what can have something done to it."""

from __future__ import annotations

from dateline.frame.context import Context
from dateline.frame.frame import Frame
from dateline.lang import load
from dateline.ontology.lexicon import TYPES

TARGETS = {
    "ASSAULT": frozenset(("place", "building", "vehicle", "goods")),
    "COERCE": frozenset(("building", "vehicle", "place", "goods", "document")),
    "PROTEST": frozenset(("building", "place")),
    "AID": frozenset(("place",)),
}
"""Classes that may be a recipient of the type besides those that act: things are attacked, not accused."""

ANY = frozenset().union(*TARGETS.values())
"""The same of a type that a user taught: nothing is known of it."""

SCENES = frozenset(("in", "inside", "near", "outside", "under", "around"))
"""Prepositions behind which a town or a road is where it happened; a building there may be what was hit."""

SCENIC = frozenset(("ASSAULT", "COERCE"))
"""Types whose recipients these prepositions are asked for."""


def is_actor_named(context: Context, i: int) -> bool:
    """Somebody who acts, found as a mention by name or description."""
    return i in context.mention_at and can_act(context, i)


def is_scene(context: Context, frame: Frame, role: str, i: int) -> bool:
    """Whether what stands in a role is where it happened: "detonated in Hilla", "protesters blocked the road"."""
    classes = context.classes(i)
    if "place" not in classes or not classes.isdisjoint(("building", "organisation")):
        return False
    return (role in SCENES and frame.type in SCENIC) or (role == "object" and frame.type == "PROTEST")


def is_struck(context: Context, frame: Frame, trigger: int, role: str, i: int) -> bool:
    """Whether a thing of no known class is what a verb of force is done to: "desecrated three graves"."""
    token = context.tokens[i]
    return (
        role == "object"
        and frame.type == "ASSAULT"
        and context.tokens[trigger].lemma in load("en", "grammar")["striking"]
        and token.pos in ("NOUN", "PROPN")
        and token.dep in ("dobj", "nsubjpass", "conj")
        and not context.classes(i)
    )


def is_town(context: Context, i: int) -> bool:
    """A town or district before an event noun says where: "the Ferris bombing"."""
    mention = context.mention_at.get(i)
    place = context.place_at.get(i)
    return mention is not None and mention.kind == "place" and (place is None or place.precision != "country")


def can_act(context: Context, i: int) -> bool:
    classes = context.classes(i)
    if "actor" in classes or "pronoun" in classes:
        return "abstract" not in classes or i in context.mention_at or context.tokens[i].pos == "PROPN"
    token = context.tokens[i]
    if token.tag == "CD" and token.dep in ("dobj", "nsubj", "nsubjpass"):
        quantity = context.quantity_at.get(i)
        return token.name == "CARDINAL" and (quantity is None or quantity.kind == "count")
    if "place" in classes:
        mention = context.mention_at.get(i)
        return context.tokens[i].name in ("GPE", "NORP") or (mention is not None and mention.form == "name")
    if classes & {"vehicle", "weapon"}:
        if token.lemma in load("en", "grammar")["crewed"] and token.dep in ("nsubj", "agent", "pobj"):
            return True
        return any(context.acts(k) for k in context.grammar.kids(i, "compound", "amod", "nmod", "poss"))
    return False


def can_be_done_to(context: Context, i: int) -> bool:
    """Whoever acts; a weapon may act for its owner ("Russian warplanes bombed") but undergoes nothing."""
    return can_act(context, i) and (context.acts(i) or not context.classes(i) & {"vehicle", "weapon"})


def can_suffer(context: Context, i: int, type_: str) -> bool:
    return bool(context.classes(i) & (TARGETS.get(type_, frozenset()) if type_ in TYPES else ANY))
