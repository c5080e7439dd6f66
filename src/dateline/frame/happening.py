"""One happening, one event: several words for it folded into the most telling of them (codebook section 2)."""

from __future__ import annotations

from dateline.frame.carrier import carriers, occurrences
from dateline.frame.context import Context
from dateline.frame.frame import Frame
from dateline.frame.trigger import MODIFIERS
from dateline.frame.weighed import bounds, chance, question
from dateline.lang import load

NOUN_HEADS = frozenset(("NOUN", "PROPN"))


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
        absorb(*order(context, frame, other))


def merge_heard(context: Context, frames: list[Frame]) -> None:
    """Fold what the trained reader hears nothing in into the one frame of its type and sentence that it surely hears:
    it was taught to mark one word for a happening, however far the others stand from it."""
    groups: dict[tuple[int, str], list[Frame]] = {}
    for frame in frames:
        if not frame.dropped and frame.type in bounds()["fold"]:
            groups.setdefault((context.tokens[frame.trigger].sentence, frame.type), []).append(frame)
    for (_, type_), group in groups.items():
        heard = [chance(context, frame.triggers, type_) for frame in group]
        keep, bound = group[heard.index(max(heard))], bounds()["fold"][type_]
        for frame, p in zip(group, heard, strict=True):
            if frame is keep or is_own_deed(context, frame) or apart(frame, keep):
                continue
            if p < bound["unheard"] and max(heard) >= bound["heard"]:
                absorb(keep, frame)


def is_own_deed(context: Context, frame: Frame) -> bool:
    """Whether a verb has a subject of its own and tells more than an outcome: "gunmen attack, the army detains"."""
    token = context.tokens[frame.trigger]
    return token.pos == "VERB" and token.lemma not in effect_lemmas() and context.grammar.has(token.i, "nsubj")


def absorb(keep: Frame, lose: Frame) -> None:
    """Give one frame the words, modes and contexts of another that tells of the same happening."""
    keep.also += lose.triggers
    keep.senses |= lose.senses
    if lose.entry is not None:
        keep.senses[lose.trigger] = lose.entry
    keep.modes += [mode for mode in lose.modes if mode not in keep.modes]
    keep.contexts += [c for c in lose.contexts if c not in keep.contexts]
    keep.heard &= lose.heard
    keep.about = keep.about if keep.about not in (None, lose) else (lose.about if lose.about is not keep else None)
    lose.dropped = "same happening"


def settle_triggers(context: Context, frames: list[Frame], at: dict[int, Frame]) -> None:
    """Give each merged frame the most telling of all its words, in whatever order they were folded."""
    for frame in frames:
        if frame.dropped or not frame.also:
            continue
        best = frame
        for i in frame.also:
            best = order(context, at[i], best)[0] if i in at else best
        if best is not frame:
            frame.also = [i for i in (frame.trigger, *frame.also) if i != best.trigger]
            if frame.entry is not None:
                frame.senses[frame.trigger] = frame.entry
            frame.trigger, frame.words, frame.entry = best.trigger, best.words, best.entry


def yield_to_noun(context: Context, frame: Frame, at: dict[int, Frame]) -> None:
    """ "held joint exercises": the compound noun says more than the verb with its last word ("hold exercise")."""
    for word in frame.words:
        other = at.get(word)
        if other is None or other is frame or other.dropped or other.entry is None:
            continue
        carrier = context.grammar.carrier(word)
        carried_by = carrier is not None and carrier[0] == frame.trigger and carrier[1].subject == "actor"
        if other.type == frame.type:
            if context.tokens[word].pos in ("VERB", "ADJ") and other.about in (None, frame.about) and not frame.dropped:
                frame.modes += [mode for mode in other.modes if mode not in frame.modes]
                other.dropped = "part of the phrase"  # "found murdered" is one murder
            continue
        if other.about not in (None, frame, frame.about):
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
        if other is None or other is frame or other.type != frame.type or apart(frame, other):
            continue
        if is_purpose(context, frame.trigger) and not set(frame.modes) & set(other.modes):
            continue  # "fired tear gas to disperse protesters" is one; "attacked to free prisoners" would be two
        return other
    return None


def is_purpose(context: Context, i: int) -> bool:
    """An infinitive that says what the verb above it was for."""
    token = context.tokens[i]
    above = context.tokens[token.head]
    infinitive = any(context.tokens[k].tag == "TO" for k in context.syntax.children[i])
    return token.dep in ("xcomp", "advcl") and above.pos == "VERB" and infinitive


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
    if is_purpose(context, frame.trigger):
        found.append(head.i)
    if token.dep == "acl" and token.lemma in load("en", "grammar")["aiming"]:
        found.append(head.i)
    if token.dep in ("relcl", "acl") and head.pos in NOUN_HEADS and tells_of(context, frame.trigger):
        found.append(head.i)
    if token.lemma in effects:
        found += effect_partners(context, frame.trigger)
    if token.dep == "pcomp" and head.lower in ("by", "in", "with"):
        found.append(head.head)
    return found


CAUSES = ("subject", "in", "by", "during", "under", "after", "amid", "due", "following", "from")
"""Roles of an outcome's verb that name the deed: "killed in the raid", "injured due to shelling"."""
LISTED = frozenset(("npadvmod", "dobj", "conj", "advcl"))
"""Where the parser leaves whoever was hurt besides: "leaving two killed and nine others injured"."""
OCCASIONS = frozenset(("when", "as", "after", "where"))
"""Words that open a clause of the deed an outcome came of: "killed when troops fired"."""


def effect_partners(context: Context, i: int) -> list[int]:
    """Tokens that may name the deed which the outcome at token i ("killed", "wounding") came of."""
    grammar, tokens = context.grammar, context.tokens
    token, head = tokens[i], tokens[tokens[i].head]
    found: list[int] = []
    own = grammar.has(i, "nsubj") and token.tag in ("VBD", "VBZ", "VBP")
    if token.dep in ("advcl", "conj", "dep") and head.pos in ("VERB", "NOUN") and not (token.dep == "advcl" and own):
        found.append(head.i)
    if token.dep in ("relcl", "acl"):
        found += [head.i, *outer_nouns(context, head.i)]
    if token.dep == "acl" and (token.tag == "VBG" or head.dep in LISTED):
        found += clauses_above(context, head.i)  # "hit it with shells killing three", "leaving two men killed"
    together = [k for k in grammar.conjuncts(i) if tokens[k].lemma in effect_lemmas()]
    for k in together:
        for role in CAUSES:
            found += grammar.roles(k).get(role, [])
    if not grammar.roles(i).get("subject") or token.lemma in ("die", "perish"):
        found += occasions(context, together)
    return found


def occasions(context: Context, verbs: list[int]) -> list[int]:
    """The verbs, with their subjects and objects, of clauses that tell when the outcome came: "when X fired"."""
    grammar, tokens = context.grammar, context.tokens
    found: list[int] = []
    for clause in (k for verb in verbs for k in grammar.kids(verb, "advcl")):
        if any(tokens[k].lower in OCCASIONS for k in grammar.children[clause] if k < clause):
            found += [clause, *grammar.kids(clause, "dobj", "nsubj")]
    return found


def clauses_above(context: Context, i: int) -> list[int]:
    """The verb that noun i hangs on, and the one above where that only tells an outcome ("leaving ... dead")."""
    verbs = [k for k in context.syntax.ancestors(i) if context.tokens[k].pos == "VERB"]
    if verbs and context.tokens[verbs[0]].lemma in effect_lemmas():
        return verbs[:2]
    return verbs[:1]


def tells_of(context: Context, i: int) -> bool:
    """Whether the verb of a relative clause has the noun it hangs on for its subject: "the blast that hit a patrol",
    "air raids targeting the town"."""
    token = context.tokens[i]
    if token.dep == "acl":
        return token.tag == "VBG"
    subjects = [context.tokens[k] for k in context.syntax.children[i] if context.tokens[k].dep == "nsubj"]
    return any(subject.lower in ("that", "which") for subject in subjects)


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
    if (token.pos in NOUN_HEADS and token.dep in ("compound", "nmod", "amod") and head.pos in NOUN_HEADS) or (
        token.pos == "VERB" and token.dep in ("amod", "compound")
    ):
        frame.dropped = "" if question(context, frame, "modifier") else "modifier"


def order(context: Context, one: Frame, other: Frame) -> tuple[Frame, Frame]:
    """The more telling of two frames first: a noun before the verb that only carries it, then by rank."""
    for noun, verb in ((one, other), (other, one)):
        if noun.heard and not verb.heard:
            continue  # the list knows the verb with such a noun ("accepted refugees"), the reader alone the noun
        carrier = context.grammar.carrier(noun.trigger)
        token, head = context.tokens[noun.trigger], context.tokens[verb.trigger]
        happens = (
            token.head == head.i
            and token.dep.startswith("nsubj")
            and (head.lemma in occurrences() or head.lemma in carriers())
        )
        if (carrier is not None and carrier[0] == verb.trigger) or happens:
            return noun, verb
    return (one, other) if rank(context, one) > rank(context, other) else (other, one)


def rank(context: Context, frame: Frame) -> tuple[int, ...]:
    """How telling a trigger is: no mere weapon, one with a mode, no mere outcome, one that the list has, of more
    words."""
    token = context.tokens[frame.trigger]
    weapon = token.pos != "VERB" and "weapon" in context.classes(frame.trigger)
    moded, outcome = bool(frame.entry and frame.entry.modes), token.lemma in effect_lemmas()
    return not weapon, moded, not outcome, not frame.heard, len(frame.words)


def effect_lemmas() -> frozenset[str]:
    return frozenset(load("en", "grammar")["effects"])
