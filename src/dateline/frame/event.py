"""Events: predicates with their participants, several words for one happening merged into one."""

from __future__ import annotations

from collections.abc import Iterable
from functools import cache

from dateline.frame.carrier import carriers, occurrences
from dateline.frame.context import Context
from dateline.frame.cue import cue_words
from dateline.frame.frame import Frame
from dateline.frame.genre import played_sentences
from dateline.frame.grammar import Roles
from dateline.frame.trigger import MODIFIERS, find_triggers
from dateline.lang import load
from dateline.ontology.lexicon import NOUN_ROLES, VERB_ROLES, content_modes, load_data, load_events

TARGETS = {
    "ASSAULT": frozenset(("place", "building", "vehicle", "goods")),
    "COERCE": frozenset(("building", "vehicle", "place", "goods", "document")),
    "PROTEST": frozenset(("building", "place")),
    "RETREAT": frozenset(("place",)),
    "CONSULT": frozenset(("place",)),
    "AID": frozenset(("place",)),
}
"""Classes that may be a recipient of the type besides those that act: things are attacked, not accused."""

YIELDING = {"CONCEDE": "yield", "RETREAT": "yield", "AGREE": "yield", "AID": "assist", "COOPERATE": "assist", "CONSULT": "meet"}
"""Types that become a refusal under "will not", with the refusal's mode."""

TWO_SIDED = frozenset(("ASSAULT",))
NOUN_HEADS = frozenset(("NOUN", "PROPN"))


def find_events(context: Context) -> list[Frame]:
    """The event frames of a document, participants filled, in text order of their triggers."""
    played = played_sentences(context.syntax)
    frames = [
        frame for frame in find_triggers(context, load_events(), "event")
        if context.tokens[frame.trigger].sentence not in played and not is_doer(context, frame)
    ]  # fmt: skip
    at = {frame.trigger: frame for frame in frames}
    for frame in frames:
        link_content(context, frame, at)
    merge(context, frames, at)
    for frame in frames:
        yield_to_noun(context, frame, at)
    for frame in frames:
        if not frame.dropped:
            fill(context, frame)
            add_instruments(context, frame)
            add_content_mode(frame)
    for frame in frames:
        if not frame.dropped:
            refuse(context, frame)
            borrow_from_content(context, frame)
    for frame in frames:
        if not frame.dropped and not is_supported(context, frame):
            frame.dropped = "no participant"
    return [frame for frame in frames if not frame.dropped]


def refuse(context: Context, frame: Frame) -> None:
    """Whoever says they "will not" yield, help or agree refuses it: that is REJECT, not a concession denied."""
    token = context.tokens[frame.trigger]
    below = [context.tokens[k] for k in context.syntax.children[frame.trigger]]
    will = any(t.dep == "aux" and t.lower in ("will", "wo", "would") for t in below)
    if will and token.pos == "VERB" and any(t.dep == "neg" for t in below) and frame.type in YIELDING:
        frame.modes = [YIELDING[frame.type]]
        frame.type, frame.refused = "REJECT", True


def borrow_from_content(context: Context, frame: Frame) -> None:
    """Who is asked is who would do it; who is promised, threatened or refused something is whom it would be done to."""
    about = frame.about
    if about is None or about.dropped or about.recipients:
        return
    given = frame.actors if about.type == "REQUEST" else frame.recipients
    about.recipients = [k for k in given if can_act(context, k) and k not in about.actors]


def is_doer(context: Context, frame: Frame) -> bool:
    """A noun for whoever does it ("the bomber", "protesters") is a participant, not the happening."""
    token = context.tokens[frame.trigger]
    classes = context.classes(frame.trigger)
    return token.pos in NOUN_HEADS and "person" in classes and "abstract" not in classes


# ---------------------------------------------------------------------- content of verbal acts


def link_content(context: Context, frame: Frame, at: dict[int, Frame]) -> None:
    """Tie the acts that somebody asks for, promises, threatens or refuses to the verbal act."""
    if frame.entry is None or frame.entry.content is None:
        return
    first, last = context.syntax.subtree(frame.trigger)
    roots = content_roots(context, frame)
    for i in range(first, last):
        inner = at.get(i)
        if inner is None or inner is frame:
            continue
        if i in frame.words and inner.type == frame.type:
            inner.dropped = "part of the phrase"
            continue
        if any(i == root or root in context.syntax.ancestors(i) for root in roots) and (
            inner.about is None or inner.about.trigger in context.syntax.ancestors(frame.trigger)
        ):
            inner.about = frame


def content_roots(context: Context, frame: Frame) -> list[int]:
    """Heads of the clauses and nouns that say what is asked, promised, threatened or refused."""
    grammar, tokens = context.grammar, context.tokens
    roots = [k for k in grammar.kids(frame.trigger, "ccomp", "xcomp", "acl") if tokens[k].pos != "ADP"]
    for word in {frame.trigger, *frame.words}:
        for p in grammar.kids(word, "prep"):
            if tokens[p].lower in ("for", "of", "to", "from", "with", "against", "on", "in", "over", "about"):
                roots += [k for k in grammar.kids(p, "pobj", "pcomp") if not context.acts(k)]
        if tokens[word].lower in ("for", "of", "from", "to"):
            roots += [k for k in grammar.kids(word, "pobj", "pcomp") if not context.acts(k)]
    for k in grammar.roles(frame.trigger).get("object", []):
        if not context.acts(k):
            roots.append(k)
        for p in grammar.kids(k, "prep"):
            roots += [m for m in grammar.kids(p, "pcomp") if tokens[p].lower in ("of", "for", "from", "against")]
    if not any(tokens[k].pos == "VERB" for k in roots):
        roots += strayed_infinitives(context, frame)
    return roots


def strayed_infinitives(context: Context, frame: Frame) -> list[int]:
    """Infinitives the parser hung as an adverbial on the verb, or inside whoever is asked ("called on men
    fighting abroad to return")."""
    _, last = context.syntax.subtree(frame.trigger)
    tokens = context.tokens
    return [
        i for i in range(frame.trigger + 1, last)
        if tokens[i].dep == "advcl" and tokens[i].tag == "VB" and any(tokens[k].tag == "TO" for k in context.syntax.children[i])
    ][:1]  # fmt: skip


# ---------------------------------------------------------------------- one happening, one event


def merge(context: Context, frames: list[Frame], at: dict[int, Frame]) -> None:
    """Fold words for the same happening into the most telling of them."""
    for frame in frames:
        if frame.dropped:
            continue
        other = same_happening(context, frame, at)
        seen = {frame.trigger}
        while other is not None and other.dropped and other.trigger not in seen:
            seen.add(other.trigger)
            other = next((f for f in frames if not f.dropped and other.trigger in f.also), None)
        if other is None or other is frame or other.dropped:
            drop_modifier(context, frame, at)
            continue
        keep, lose = (frame, other) if rank(context, frame) > rank(context, other) else (other, frame)
        keep.also += lose.triggers
        keep.modes += [mode for mode in lose.modes if mode not in keep.modes]
        keep.contexts += [c for c in lose.contexts if c not in keep.contexts]
        keep.about = keep.about if keep.about not in (None, lose) else (lose.about if lose.about is not keep else None)
        lose.dropped = "same happening"


def yield_to_noun(context: Context, frame: Frame, at: dict[int, Frame]) -> None:
    """"held joint exercises": the compound noun says more than the verb with its last word ("hold exercise")."""
    for word in frame.words:
        other = at.get(word)
        if other is None or other is frame or other.dropped or other.entry is None:
            continue
        carrier = context.grammar.carrier(word)
        carried_by = carrier is not None and carrier[0] == frame.trigger and carrier[1].subject == "actor"
        if other.type == frame.type or other.about not in (None, frame, frame.about):
            continue
        if other.entry.prefix and carried_by:
            frame.dropped = "told by its noun"
            other.about = frame.about
        elif frame.entry is not None and frame.entry.content is None:
            other.dropped = "part of the phrase"  # "suspended aid" gives no aid


def same_happening(context: Context, frame: Frame, at: dict[int, Frame]) -> Frame | None:
    """The frame of the same type that this one's word only adds to, or None."""
    for i in partners(context, frame):
        other = at.get(i)
        if other is not None and other is not frame and other.type == frame.type and not apart(frame, other):
            return other
    return None


def apart(one: Frame, other: Frame) -> bool:
    """Whether one is what the other asks for, promises or threatens: then they are two statements."""
    return one.about is other or other.about is one


def partners(context: Context, frame: Frame) -> list[int]:
    """Tokens whose frames may be the same happening as this one, by their place in the tree."""
    grammar, tokens = context.grammar, context.tokens
    token = tokens[frame.trigger]
    head = tokens[token.head]
    found: list[int] = []
    effects = effect_lemmas()
    if token.pos in NOUN_HEADS or token.pos == "ADJ":
        if token.dep in MODIFIERS and head.pos in NOUN_HEADS:
            found.append(head.i)
        if token.dep == "appos":
            found.append(head.i)
        if token.dep in ("dobj", "attr") and head.pos in ("VERB", "AUX"):
            found.append(head.i)
        if token.dep in ("nsubj", "nsubjpass"):
            found += grammar.conjuncts(head.i)
        if token.dep == "pobj" and head.lower in ("in", "by", "during", "with", "through", "of", "amid"):
            found.append(head.head)
        return found
    if token.dep == "acl" and token.lemma in load("en", "grammar")["aiming"]:
        found.append(head.i)
    if token.lemma in effects:
        if token.dep in ("advcl", "conj", "dep") and head.pos in ("VERB", "NOUN"):
            found.append(head.i)
        if token.dep in ("relcl", "acl"):
            found += [head.i, *outer_nouns(context, head.i)]
        for role in ("subject", "in", "by", "during"):
            found += grammar.roles(frame.trigger).get(role, [])
    if token.dep == "pcomp" and head.lower in ("by", "in"):
        found.append(head.head)
    return found


def outer_nouns(context: Context, i: int) -> list[int]:
    """The nouns that noun i is inside of: the parser hangs "that killed 41" on the last noun it saw."""
    found = []
    for k in context.syntax.ancestors(i):
        if context.tokens[k].pos in ("VERB", "AUX"):
            break
        if context.tokens[k].pos in NOUN_HEADS:
            found.append(k)
    return found


def drop_modifier(context: Context, frame: Frame, at: dict[int, Frame]) -> None:
    """An event word that only describes a noun ("attack helicopter", "peace conference") is no event."""
    token = context.tokens[frame.trigger]
    head = context.tokens[token.head]
    if (token.pos in NOUN_HEADS and token.dep in ("compound", "nmod", "amod") and head.pos in NOUN_HEADS) or (token.pos == "VERB" and token.dep in ("amod", "compound")):
        frame.dropped = "modifier"


def rank(context: Context, frame: Frame) -> tuple[int, ...]:
    """How telling a trigger is: not a verb that only carries it, with a mode, no mere outcome."""
    token = context.tokens[frame.trigger]
    light = token.pos == "VERB" and token.lemma in carriers()
    return (not light, min(len(frame.modes), 1), token.lemma not in effect_lemmas(), len(frame.words))


def effect_lemmas() -> frozenset[str]:
    return frozenset(load("en", "grammar")["effects"])


# ---------------------------------------------------------------------- participants


def fill(context: Context, frame: Frame) -> None:
    """Actors and recipients of a frame from the logical roles of its triggers."""
    entry = frame.entry
    assert entry is not None
    for trigger in sorted(frame.triggers, key=lambda i: context.tokens[i].pos not in ("VERB", "AUX")):
        roles = phrase_roles(context, frame, trigger)
        order = entry if trigger == frame.trigger else None  # what was merged in has the roles of its part of speech
        actor_roles = order.actor if order else default_roles(context, trigger, "actor")
        if roles.get("subject") and "subject" in actor_roles and not names_modify(context, roles):
            actor_roles = tuple(role for role in actor_roles if role != "modifier")
        recipient_roles = order.recipient if order else default_roles(context, trigger, "recipient")
        if not frame.actors:
            frame.actors = first_filled(context, roles, actor_roles, frame, recipient=False)
        if not frame.recipients:
            frame.recipients = [
                k for k in first_filled(context, roles, recipient_roles, frame, recipient=True) if k not in frame.actors
            ]
        elif trigger != frame.trigger and context.tokens[trigger].lemma in effect_lemmas():
            harmed = first_filled(context, roles, recipient_roles, frame, recipient=True)
            frame.recipients += [k for k in harmed if k not in frame.recipients and k not in frame.actors]
        if not frame.recipients and not entry.symmetric and frame.type != "MOBILIZE":
            frame.recipients = fallback_recipients(context, roles, recipient_roles, frame)
        between = context.holders(roles.get("between", []))
        if entry.symmetric and between and not frame.actors:
            frame.actors = [k for k in between if can_act(context, k)]
    if not frame.actors:
        outside = [k for i in frame.triggers for k in context.grammar.roles(i).get("outside", [])]
        frame.actors = [k for k in context.holders(outside) if is_actor_named(context, k) and k not in frame.recipients]
    if "militia" in frame.modes:
        frame.recipients = []  # fighters move to a country, they do nothing to it yet
    if entry.symmetric and frame.type in TWO_SIDED:
        frame.actors += [k for k in frame.recipients if k not in frame.actors and can_act(context, k)]


FALLBACK = ("against", "on", "upon", "to", "toward", "towards", "with", "for", "of", "over")
"""Prepositions that bring a recipient where the entry names none that is filled."""


def fallback_recipients(context: Context, roles: Roles, order: tuple[str, ...], frame: Frame) -> list[int]:
    """Whose affair the object is ("criticised Russia's plan"), or else an actor behind a preposition."""
    if not order:
        return []
    for role in dict.fromkeys((*order, "object")):
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
    found = [k for k in grammar.kids(i, "poss", "amod", "compound") if can_act(context, k) and is_actor_named(context, k)]
    roles = grammar.roles(i)
    found += [k for role in ("on", "against", "of", "by", "from", "to") for k in roles.get(role, []) if is_actor_named(context, k)]
    return found[:1]


def is_actor_named(context: Context, i: int) -> bool:
    """Somebody who acts, found as a mention by name or description."""
    return i in context.mention_at and can_act(context, i)


def phrase_roles(context: Context, frame: Frame, trigger: int) -> dict[str, list[int]]:
    """Roles of the trigger, with the prepositions that hang on the other words of its phrase ("face pressure from X")."""
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


def add_instruments(context: Context, frame: Frame) -> None:
    """Modes that the weapon named beside the event gives it: "killed in a drone strike", "attacked with machetes"."""
    table = instrument_modes(frame.type)
    found: list[str] = []
    for trigger in frame.triggers if table else ():
        roles = context.grammar.roles(trigger)
        beside = [k for role in ("subject", "object", "with", "by", "in", "using", "from") for k in roles.get(role, [])]
        beside += context.grammar.kids(trigger, "compound", "amod", "nmod")
        for k in (*beside, *(m for b in beside for m in context.grammar.kids(b, "compound"))):
            found += table.get(f"{context.tokens[k - 1].lemma} {context.tokens[k].lemma}" if k else "") or table.get(
                context.tokens[k].lemma, [])
    if found and "firearms" in frame.modes and "firearms" not in found:
        frame.modes.remove("firearms")  # what was fired is named: tear gas, rockets
    frame.modes += [mode for mode in dict.fromkeys(found) if mode not in frame.modes]


def add_content_mode(frame: Frame) -> None:
    """A request's or refusal's mode is what is asked or refused: help, a meeting, yielding."""
    about = frame.about
    if about is not None and not about.modes:
        mode = content_modes(about.type).get(frame.type)
        if mode:
            about.modes.append(mode)


@cache
def instrument_modes(type_: str) -> dict[str, list[str]]:
    """Modes by instrument lemma, from the `instruments` block of the type's file."""
    found: dict[str, list[str]] = {}
    for mode, lemmas in (load_data(f"plover/{type_}").get("instruments") or {}).items():
        for lemma in lemmas:
            found.setdefault(lemma, []).append(mode)
    return found


def default_roles(context: Context, trigger: int, which: str) -> tuple[str, ...]:
    return (VERB_ROLES if context.tokens[trigger].pos in ("VERB", "AUX") else NOUN_ROLES)[which]


def first_filled(
    context: Context, roles: dict[str, list[int]], order: Iterable[str], frame: Frame, *, recipient: bool
) -> list[int]:
    """The holders of the first role in the order that somebody (or, for recipients, something fit) fills."""
    for role in order:
        fit = [
            k for k in context.holders(roles.get(role, []))
            if k not in frame.triggers and (can_act(context, k) or (recipient and can_suffer(context, k, frame.type)))
        ]  # fmt: skip
        if fit:
            return fit
    return []


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
        return any(context.acts(k) for k in context.grammar.kids(i, "compound", "amod", "nmod", "poss"))
    return False


def can_suffer(context: Context, i: int, type_: str) -> bool:
    return bool(context.classes(i) & TARGETS.get(type_, frozenset()))


def is_supported(context: Context, frame: Frame) -> bool:
    """A noun, or a weak verb, is an event only with somebody in it."""
    entry = frame.entry
    assert entry is not None
    if frame.actors or frame.recipients or len(frame.also) > 0:
        return not entry.weak or any(can_act(context, k) for k in (*frame.actors, *frame.recipients))
    if entry.pos == "noun" and is_set(context, frame):
        return True
    return not entry.weak and (entry.pos == "verb" or carried(context, frame.trigger))


def is_set(context: Context, frame: Frame) -> bool:
    """Whether an event noun has a place or a day of its own ("Saturday's attack in Jalalabad"), or is the subject of
    a clause that has ("rallies were held in Oslo")."""
    token = context.tokens[frame.trigger]
    root = frame.trigger
    link = context.tokens[token.head]
    if token.dep == "pobj" and link.lower in ("at", "in", "during", "after", "to") and (
        context.tokens[link.head].lemma in cue_words().verbs
    ):
        return False  # "told a forum in Kazan": where it was said, not what was said
    if token.dep in ("nsubj", "nsubjpass") and (
        context.tokens[token.head].lemma in occurrences() or context.grammar.carrier(frame.trigger) is not None
    ):
        root = token.head
    below = range(*context.syntax.subtree(root))
    return any(item in below for item in (*context.time_at, *context.place_at))


def carried(context: Context, i: int) -> bool:
    """Whether an event noun stands where it is said to happen: carried by a verb, or the subject of one."""
    token = context.tokens[i]
    if context.grammar.carrier(i) is not None:
        return True
    return token.dep in ("nsubj", "nsubjpass") and context.tokens[token.head].lemma in occurrences()
