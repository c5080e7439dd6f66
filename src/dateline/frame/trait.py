"""What is known of a frame by which its likelihood is weighed: names of features with their values.

Two sets of weights read them: `keep` (frame/judge.py: is there such a statement at all) and `row` (frame/confidence.py:
are its type, actors and recipients right). Both were fitted on annotated sentences that the trained reader never saw
(train/judge/fit.py).
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from math import exp, log

from dateline.frame.context import Context
from dateline.frame.frame import Frame
from dateline.frame.weighed import any_chance, chance, hint_at, known_class
from dateline.ontology.lexicon import TYPES

Traits = dict[str, float]
FLOOR = 0.003
"""Least probability that is told apart from none."""


def traits_of(context: Context, frame: Frame, beside: Sequence[Frame] = ()) -> Traits:
    """The features of a frame; `beside` are the other frames of its sentence."""
    found: Traits = {"base": 1.0, f"type {told_type(frame)}": 1.0, f"kind {frame.kind}": 1.0}
    found |= dict.fromkeys(marks_of(context, frame), 1.0)
    sentence = context.syntax.sentences[context.tokens[frame.trigger].sentence]
    found["length"] = log(sentence.last - sentence.first)
    found["place"] = (frame.trigger - sentence.first) / (sentence.last - sentence.first)
    found["depth"] = float(min(sum(1 for _ in context.syntax.ancestors(frame.trigger)), DEEPEST))
    if (above := governor(context, frame, beside)) is not None:
        under = f"under {told_type(above)}"
        found[under] = found[f"{told_type(frame)} {under}"] = 1.0
    if context.document.hints is not None:
        found |= heard(context, frame, beside)
    return found


def governor(context: Context, frame: Frame, beside: Sequence[Frame]) -> Frame | None:
    """The nearest frame above: "lifted" of the sanctions in "lifted the sanctions"."""
    owner = {i: other for other in beside for i in other.triggers if i not in frame.triggers}
    return next((owner[i] for i in context.syntax.ancestors(frame.trigger) if i in owner), None)


DEEPEST = 6
TAUGHT = "taught"
"""Stands for any type that a user taught."""


def told_type(frame: Frame) -> str:
    """The type as the reader has it; one that a user taught is no type of its own."""
    asked = asked_type(frame)
    return asked if frame.kind != "event" or asked in TYPES else TAUGHT


def asked_type(frame: Frame) -> str:
    """The name by which the reader is asked: to it all figures are of one type."""
    return "FIGURE" if frame.kind == "figure" else frame.type


def marks_of(context: Context, frame: Frame) -> list[str]:
    """What holds or does not hold of a frame."""
    token, entry = context.tokens[frame.trigger], frame.entry
    found = [f"tag {token.tag}", f"dep {token.dep}", *(f"doubt {reason}" for reason in frame.doubts)]
    if entry is not None:
        found.append(f"pos {entry.pos}")
        found += ["weak entry"] * entry.weak + ["conditions met"] * bool(entry.conditions)
    for side, tokens in (("actor", frame.actors), ("recipient", frame.recipients)):
        found.append(f"{side} {form_of(context, tokens)}")
        found += [f"several {side}s"] * (len(tokens) > 1)
    found += ["both sides"] * bool(frame.actors and frame.recipients)
    found += ["several words"] * bool(frame.also) + ["phrase"] * (len(frame.words) > 1)
    found += ["content of another"] * (frame.about is not None) + ["heard"] * frame.heard
    return found


def form_of(context: Context, tokens: Sequence[int]) -> str:
    """name, nominal, pronoun, or none: what stands for the participants."""
    if not tokens:
        return "none"
    mention = context.mention_at.get(tokens[0])
    if mention is None:
        return "unfound"
    if mention.form == "pronoun":
        return "resolved pronoun" if mention.antecedent else "pronoun"
    return mention.form


def heard(context: Context, frame: Frame, beside: Sequence[Frame]) -> Traits:
    """What the trained reader makes of the frame's words, its sentence and the report."""
    hints, type_ = context.document.hints, asked_type(frame)
    assert hints is not None
    words = {*frame.triggers, *frame.words}
    fit = chance(context, words, type_)
    alone = max((hint.types.get(type_, 0.0) for i in words if (hint := hint_at(context, i))), default=0.0)
    found = {"fit": logit(fit), "alone": logit(alone), "any": logit(any_chance(context, words))}
    alike = [f for f in beside if (f.kind, f.type) == (frame.kind, frame.type)]
    rivals = [chance(context, {*f.triggers, *f.words}, type_) for f in alike]
    found["rival"] = float(any(other >= fit for other in rivals))
    found["crowd"], found["likes"] = float(len(beside)), float(len(rivals))
    if hints.quads:
        quads = hints.quads[context.tokens[frame.trigger].sentence]
        class_ = known_class(type_) if frame.kind == "event" else ""
        found["class"] = log(max(quads.get(class_, FLOOR), FLOOR)) if class_ else 0.0
        found["neutral"] = quads.get("neutral", 0.0)
        found["neutral report"] = context.neutral
    return found


def logit(p: float) -> float:
    p = min(max(p, FLOOR), 1 - FLOOR)
    return log(p / (1 - p))


def chance_of(weights: Mapping[str, float], traits: Traits) -> float:
    """The logistic function of the weighted sum; features without a weight count nothing."""
    return 1 / (1 + exp(-total(weights, traits)))


def total(weights: Mapping[str, float], traits: Mapping[str, float]) -> float:
    """The weighed sum; features without a weight count nothing."""
    return sum(weights.get(name, 0.0) * value for name, value in traits.items())
