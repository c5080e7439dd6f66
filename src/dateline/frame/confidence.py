"""How likely a row (type, actors, recipients) is right: a logistic function of what the frame rests on.

The weights stand in ontology/data/confidence.yaml and are fitted by train/confidence/fit.py on events; relations and
figures have one weight each, from rows read by hand, until annotated ones exist.
"""

from __future__ import annotations

from math import exp

from dateline.frame.context import Context
from dateline.frame.frame import Frame
from dateline.frame.weighed import chance
from dateline.ontology.lexicon import load_data


def confidence_of(context: Context, frame: Frame) -> float:
    """A probability between 0 and 1, rounded to two places so that it reads as what it is."""
    weights = load_data("confidence")
    total = sum(weights.get(name, 0.0) for name in features_of(context, frame))
    return round(1 / (1 + exp(-total)), 2)


def features_of(context: Context, frame: Frame) -> list[str]:
    """Names of the features that hold for the frame; "base" for every event."""
    heard = heard_as(context, frame)
    if frame.kind != "event":
        return [f"kind {frame.kind}", *heard]
    found = ["base", *heard]
    entry = frame.entry
    if entry is not None:
        found.append(f"pos {entry.pos}")
        if entry.weak:
            found.append("weak entry")
        if entry.conditions:
            found.append("conditions met")
    for side, tokens in (("actor", frame.actors), ("recipient", frame.recipients)):
        found.append(f"{side} {form_of(context, tokens)}")
        if len(tokens) > 1:
            found.append(f"several {side}s")
    if frame.also:
        found.append("several words")
    if frame.about is not None:
        found.append("content of another")
    return [*found, *stand_of(context, frame.trigger)]


LENGTHS = ((35, "long"), (20, "middling"), (0, "short"))
"""Least words of a sentence, and what it is called."""
DEEP = 3
EARLY = 0.4


def stand_of(context: Context, i: int) -> list[str]:
    """Where a word stands: in how long a sentence, in its first part or later, how far below its root."""
    sentence = context.syntax.sentences[context.tokens[i].sentence]
    words = sentence.last - sentence.first
    length = next(name for least, name in LENGTHS if words >= least)
    depth = min(sum(1 for _ in context.syntax.ancestors(i)), DEEP)
    return [f"{length} sentence", "early" if i - sentence.first < EARLY * words else "late", f"depth {depth}"]


BINS = ((0.5, "surely"), (0.05, "likely"), (0.01, "hardly"), (0.0, "not"))
"""Least probability that the trained reader gives the type, and what it is called."""


def heard_as(context: Context, frame: Frame) -> list[str]:
    """How sure the trained reader is of the type; nothing where there is none."""
    if context.document.hints is None:
        return []
    type_ = "FIGURE" if frame.kind == "figure" else frame.type
    found = chance(context, {*frame.triggers, *frame.words}, type_)
    return [next(f"heard {word}" for low, word in BINS if found >= low)]


def form_of(context: Context, tokens: list[int]) -> str:
    """name, nominal, pronoun, or none: what stands for the participants."""
    if not tokens:
        return "none"
    mention = context.mention_at.get(tokens[0])
    if mention is None:
        return "unfound"
    if mention.form == "pronoun":
        return "resolved pronoun" if mention.antecedent else "pronoun"
    return mention.form
