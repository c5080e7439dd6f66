"""Who does it and to whom: an event's participants from the logical roles of its words."""

from __future__ import annotations

from collections.abc import Iterable

from dateline.frame.context import Context
from dateline.frame.frame import Frame
from dateline.frame.grammar import Roles
from dateline.frame.happening import effect_lemmas
from dateline.lang import load
from dateline.ontology.lexicon import NOUN_ROLES, TYPES, VERB_ROLES, Entry

TARGETS = {
    "ASSAULT": frozenset(("place", "building", "vehicle", "goods")),
    "COERCE": frozenset(("building", "vehicle", "place", "goods", "document")),
    "PROTEST": frozenset(("building", "place")),
    "AID": frozenset(("place",)),
}
"""Classes that may be a recipient of the type besides those that act: things are attacked, not accused."""
ANY = frozenset().union(*TARGETS.values())
"""The same of a type that a user taught: nothing is known of it."""

TWO_SIDED = frozenset(("ASSAULT",))

SCENES = frozenset(("in", "inside", "near", "outside", "under", "around"))
"""Prepositions behind which a town or a road is where it happened; a building there may be what was hit."""
SIDES = frozenset(("armed", "country", "organisation"))
"""Classes of those a place can be taken from."""
SCENIC = frozenset(("ASSAULT", "COERCE"))
"""Types whose recipients these prepositions are asked for."""


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
                k for k in first_filled(context, roles, recipient_roles, frame, recipient=True, trigger=trigger) if k not in frame.actors
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
    return hurt if hurt and any(context.tokens[i].lemma in effect_lemmas() for i in frame.triggers) else frame.recipients


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


def is_actor_named(context: Context, i: int) -> bool:
    """Somebody who acts, found as a mention by name or description."""
    return i in context.mention_at and can_act(context, i)


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
    context: Context, roles: dict[str, list[int]], order: Iterable[str], frame: Frame, *, recipient: bool,
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
                k for k in held
                if not is_scene(context, frame, role, k)
                and (can_suffer(context, k, frame.type) or can_be_done_to(context, k) or is_struck(context, frame, trigger, role, k))
            ]
        else:
            fit = [k for k in held if can_act(context, k)]
        if fit:
            return fit
    return []


def is_scene(context: Context, frame: Frame, role: str, i: int) -> bool:
    """Whether what stands in a role is where it happened: "detonated in Hilla", "protesters blocked the road"."""
    classes = context.classes(i)
    if "place" not in classes or not classes.isdisjoint(("building", "organisation")):
        return False
    return role in SCENES and frame.type in SCENIC or (role == "object" and frame.type == "PROTEST")


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
