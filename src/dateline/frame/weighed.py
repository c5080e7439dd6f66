"""Frames weighed by the trained reader: of which type they are, and what it adds of its own.

The rules propose, with modes and exact borders; the reader's probabilities decide where they are clear. The bounds
were chosen on development parts (docs/quality.md). Without hints nothing here changes anything.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Set
from functools import lru_cache
from typing import Any

from dateline.frame.context import Context
from dateline.frame.frame import Frame
from dateline.ontology.crosswalk import class_of
from dateline.ontology.lexicon import NOUN_ROLES, RELATIONS, TYPES, VERB_ROLES, Entry, event_types, load_data
from dateline.types import EventHint


def bounds() -> Mapping[str, Any]:
    """ontology/data/hint.yaml: probabilities from which the reader decides, each with its meaning beside it."""
    found: Mapping[str, Any] = load_data("hint")
    return found


def hint_at(context: Context, i: int) -> EventHint | None:
    hints = context.document.hints
    return hints.events.get(i) if hints is not None else None


LEAST = 0.005
"""Probability of a class that the reader sees nothing of, so that no type is ruled out by its class alone."""


def fitting(context: Context, i: int) -> dict[str, float]:
    """Probabilities of what a word triggers, lower for events of another class than the reader sees in the whole
    sentence: by so much as theirs is less likely than the likeliest."""
    hint, hints = hint_at(context, i), context.document.hints
    if hint is None or hints is None:
        return {}
    quads = hints.quads[context.tokens[i].sentence] if hints.quads else {}
    top = max(quads.values(), default=1.0)
    return {t: p * max(quads.get(class_of(t), top), LEAST) / top for t, p in hint.types.items()}


def types_at(context: Context, i: int) -> dict[str, float]:
    """The same, in all as likely to trigger something as the word alone is."""
    hint, found = hint_at(context, i), fitting(context, i)
    more = sum(hint.types.values()) / sum(found.values()) if hint and found else 1.0
    return {t: p * more for t, p in found.items()}


def chance(context: Context, triggers: Iterable[int], type_: str) -> float:
    """The highest probability that one of the words triggers a statement of this type."""
    return max((fitting(context, i).get(type_, 0.0) for i in triggers), default=0.0)


def any_chance(context: Context, triggers: Iterable[int]) -> float:
    """The highest probability that one of the words triggers anything."""
    return max((sum(fitting(context, i).values()) for i in triggers), default=0.0)


def question(context: Context, frame: Frame, reason: str) -> bool:
    """Leave a frame that the rules would drop to the judge, who hears the trained reader; False where there is none."""
    if context.document.hints is None:
        return False
    frame.doubts.append(reason)
    return True


def proposed(context: Context, i: int, pos: str, kind: str) -> Entry | None:
    """A plain sense of the type that the reader gives this word, where it is sure and no list has the word."""
    types = types_at(context, i)
    if kind != "event" or not types or context.tokens[i].name:
        return None
    type_ = max(types, key=lambda name: types[name])
    least = bounds()["add" if type_ in TYPES else "taught"]
    if type_ in RELATIONS or type_ == "FIGURE" or types[type_] < least or is_part(context, i, type_, types[type_]):
        return None
    return plain_entry(type_, pos, context.tokens[i].lemma)


NEAR = 3


def is_part(context: Context, i: int, type_: str, chance: float) -> bool:
    """Whether the reader hears the type in the word that this one hangs on too: "car" of "car bomb"."""
    head = context.tokens[i].head
    return 0 < abs(head - i) < NEAR and types_at(context, head).get(type_, 0.0) >= chance / 2


def better(context: Context, frame: Frame, pos: str) -> Entry | None:
    """A plain sense of another type, where the reader is sure of it and sees nothing of the frame's own."""
    types = types_at(context, frame.trigger)
    if frame.kind != "event" or not types:
        return None
    type_ = max(types, key=lambda name: types[name])
    if type_ not in (*TYPES, *RELATIONS, "FIGURE") and types[type_] >= bounds()["taught"]:
        return plain_entry(type_, pos, context.tokens[frame.trigger].lemma)
    if is_strong(frame) or types.get(frame.type, 0.0) >= bounds()["switch_from"]:
        return None
    if type_ in RELATIONS or type_ in ("FIGURE", frame.type) or types[type_] < bounds()["switch_to"]:
        return None
    return plain_entry(type_, pos, context.tokens[frame.trigger].lemma)


def is_strong(frame: Frame) -> bool:
    """Whether the lexicon's own words leave no doubt of the type ("laid down their arms", "withdrew its demand")."""
    return frame.entry is not None and (not frame.entry.weak or len(frame.words) > 1)


def answer_classes(context: Context, frames: list[Frame], barred: Set[int]) -> list[Frame]:
    """The frames, with one of the class that the reader is sure a sentence tells of where there is none: the likeliest
    word of that class gets it, in place of what else it was doubtfully taken for. `barred` are tokens that trigger
    nothing."""
    at = {frame.trigger: frame for frame in frames}
    for sentence in context.syntax.sentences:
        top = sure_class(context, sentence.i)
        if top is None:
            continue
        known = {known_class(at[i].type) for i in range(sentence.first, sentence.last) if i in at}
        if known.isdisjoint((top, "")):
            words = (i for i in range(sentence.first, sentence.last) if i not in barred)
            found = likeliest(context, [i for i in words if i not in at or not is_strong(at[i])], top)
            if found is not None:
                i, entry = found
                at[i] = Frame("event", entry.type, i, at[i].words if i in at else (i,), entry, heard=True)
    return [at[i] for i in sorted(at)]


def sure_class(context: Context, sentence: int) -> str | None:
    """The class of events that the reader is sure a sentence tells of."""
    hints = context.document.hints
    quads = hints.quads[sentence] if hints is not None and hints.quads else {}
    top = max(quads, key=lambda name: quads[name], default="neutral")
    return top if top != "neutral" and quads[top] >= bounds()["quad"] else None


def likeliest(context: Context, words: Iterable[int], quad: str) -> tuple[int, Entry] | None:
    """The word that most likely triggers something of the class, and the type it triggers."""
    best, least = None, float(bounds()["quad_word"])
    for i in words:
        hint, pos = hint_at(context, i), POS.get(context.tokens[i].pos)
        for type_, p in hint.types.items() if hint and pos and not context.tokens[i].name else ():
            if p >= least and type_ not in RELATIONS and type_ != "FIGURE" and class_of(type_) == quad:
                best, least = (i, plain_entry(type_, str(pos), context.tokens[i].lemma)), p
    return best


def known_class(type_: str) -> str:
    """The class of an event type; "" for one that a user taught and gave none, which may be of any."""
    return class_of(type_) or event_types()[type_].quad


POS = {"VERB": "verb", "NOUN": "noun", "PROPN": "noun", "ADJ": "adjective"}
"""Parts of speech in which the reader may propose a trigger."""


@lru_cache(maxsize=4096)
def plain_entry(type_: str, pos: str, lemma: str) -> Entry:
    roles = VERB_ROLES if pos == "verb" else NOUN_ROLES
    return Entry(type_, pos, (lemma,), 0, actor=roles["actor"], recipient=roles["recipient"])
