"""Which frames become statements: those that are likely enough by all that is known of them.

The rules propose widely, the trained reader too; the weights of frame/trait.py's features were fitted on annotated
sentences. Without the reader the rules' own conditions decide, and nothing here changes anything.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence, Set

from dateline.frame.context import Context
from dateline.frame.frame import Frame
from dateline.frame.trait import TAUGHT, chance_of, told_type, traits_of
from dateline.frame.weighed import bounds, is_strong, known_class, sure_class
from dateline.ontology.lexicon import load_data


def weights() -> Mapping[str, Mapping[str, float]]:
    """ontology/data/judge.yaml: weights by what they judge."""
    found: Mapping[str, Mapping[str, float]] = load_data("judge")
    return found


def judge(context: Context, frames: Sequence[Frame], others: Sequence[Frame] = ()) -> list[Frame]:
    """The frames that are likely enough; `others` stand in the same text and are not judged again."""
    if context.document.hints is None:
        return list(frames)
    groups: dict[int, list[Frame]] = {}
    for frame in (*frames, *others):
        groups.setdefault(context.tokens[frame.trigger].sentence, []).append(frame)
    for frame in frames:
        beside = [other for other in groups[context.tokens[frame.trigger].sentence] if other is not frame]
        frame.traits = traits_of(context, frame, beside)
    kept = {id(frame) for frame in frames if is_likely(frame)}
    answers = [answer(context, group, kept) for group in groups.values()]
    kept |= {id(frame) for frame in answers if frame is not None}
    return [frame for frame in frames if id(frame) in kept]


def answer(context: Context, group: Sequence[Frame], kept: Set[int]) -> Frame | None:
    """Of a sentence that the reader is sure tells of a class of events, the likeliest frame of that class where none
    was kept, if it reaches a bound of its own."""
    top = sure_class(context, context.tokens[group[0].trigger].sentence)
    fit = [frame for frame in group if frame.kind == "event" and known_class(frame.type) == top]
    if any(id(frame) in kept for frame in fit):
        return None
    best = max(fit, key=likelihood, default=None)
    return best if best and likelihood(best) >= bounds()["keep"]["answer"] else None


def likelihood(frame: Frame) -> float:
    return chance_of(weights()["keep"], frame.traits)


def is_likely(frame: Frame) -> bool:
    """Whether a frame reaches its bound. Types that a user taught have one of their own (weighed.py)."""
    return likelihood(frame) >= bound_of(frame) or told_type(frame) == TAUGHT


def bound_of(frame: Frame) -> float:
    """By type where one is given, else by kind; less is asked of what the lexicon's own words leave no doubt of, with
    somebody on both sides or several words that say it ("withdrew its demand")."""
    bound: Mapping[str, float] = bounds()["keep"]
    plain = is_strong(frame) and not frame.heard and not frame.doubts
    if frame.kind == "event" and plain and (len(frame.words) > 1 or (frame.actors and frame.recipients)):
        return bound["plain"]
    return bound.get(frame.type, bound[frame.kind])
