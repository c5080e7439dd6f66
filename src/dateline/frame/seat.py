"""Who stands on which side of an event: whom the rules put there and whom the trained reader sees, weighed.

The rules know the grammar of the trigger, the reader how such words are used. For each side a logistic function of both
says how likely somebody stands there, fitted on annotated sentences that the reader never saw (train/judge/fit.py,
ontology/data/seat.yaml). Without the reader the rules' sides stand.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from math import log

from dateline.frame.context import Context
from dateline.frame.frame import Frame
from dateline.frame.trait import Traits, chance_of, form_of, logit, told_type
from dateline.frame.weighed import bounds, hint_at
from dateline.ontology.lexicon import load_data
from dateline.types import Span

SIDES = ("actors", "recipients")
OTHER = {"actors": "recipients", "recipients": "actors"}
UNSEEN = 0.05
"""The reader tells of nobody less likely than a tenth."""
PARTICIPANT = 0.3
"""From this, whoever the reader sees is asked for although no stage has found a mention there."""
NOUNS = frozenset(("NOUN", "PROPN"))
Seen = Mapping[str, Mapping[int, float]]


def weights() -> Mapping[str, Mapping[str, float]]:
    """ontology/data/seat.yaml: side -> feature -> weight."""
    found: Mapping[str, Mapping[str, float]] = load_data("seat")
    return found


def seat(context: Context, frame: Frame) -> None:
    """Give each side whoever is likely enough there; nobody stands on both, by whatever name."""
    if context.document.hints is None:
        return
    chances: dict[str, dict[int, float]] = {side: {} for side in SIDES}
    best: dict[str, dict[Span, float]] = {side: {} for side in SIDES}
    for side, k, traits in chairs(context, frame):
        p = chances[side][k] = chance_of(weights()[side], traits)
        best[side][meant(context, k)] = max(p, best[side].get(meant(context, k), 0.0))
    for side in SIDES:
        held: list[int] = getattr(frame, side)
        order = sorted(chances[side], key=lambda k: (held.index(k) if k in held else len(held), k))
        here = {k: chances[side][k] for k in order if chances[side][k] >= best[OTHER[side]][meant(context, k)]}
        setattr(frame, side, apart(context, likely(here, bounds()["seat"][side])))


def meant(context: Context, k: int) -> Span:
    """Where the one whom the token stands for was named first."""
    mention = context.mention(k)
    return mention.antecedent or mention.span


def likely(chances: Mapping[int, float], bound: Mapping[str, float]) -> list[int]:
    """Whoever is likely enough; where nobody is, the likeliest, if he reaches the bound for one alone."""
    best = max(chances.values(), default=0.0)
    return [k for k, p in chances.items() if p >= bound["any"] or (best < bound["any"] and bound["alone"] <= p == best)]


def apart(context: Context, tokens: list[int]) -> list[int]:
    """The tokens without those that mean the same as an earlier one ("the senator, Ana Ruiz") or only belong to another
    ("its troops")."""
    kept: dict[Span, int] = {}
    for k in tokens:
        kept.setdefault(meant(context, k), k)
    spans = {k: context.mention(k).span for k in kept.values()}
    return [k for k, span in spans.items() if not any(other != span and other.covers(span) for other in spans.values())]


def chairs(context: Context, frame: Frame) -> Iterator[tuple[str, int, Traits]]:
    """(side, token, features) of everybody who may stand on a side."""
    seen = {side: seen_on(context, frame, side) for side in SIDES}
    sides = {k: side for side in SIDES for k in getattr(frame, side)}
    grammar = grammar_of(context, frame)
    for k in sorted({*sides, *seen["actors"], *seen["recipients"]} - set(frame.triggers)):
        plain = plain_traits(context, frame, k, grammar.get(k, ""))
        for side in SIDES:
            yield side, k, plain | side_traits(context, frame, side, k, sides, seen)


def seen_on(context: Context, frame: Frame, side: str) -> dict[int, float]:
    """Heads of whoever the reader sees on a side of one of the frame's words, with the probability."""
    found: dict[int, float] = {}
    for trigger in frame.triggers:
        hint = hint_at(context, trigger)
        for k, p in hint.roles.get(side, ()) if hint else ():
            if k in context.mention_at or (p >= PARTICIPANT and is_head(context, k)):
                found[k] = max(found.get(k, 0.0), p)
    return found


def is_head(context: Context, k: int) -> bool:
    """A noun that is no part of another's phrase, and in no mention."""
    token = context.tokens[k]
    if token.pos not in NOUNS or token.dep in ("compound", "amod", "nmod"):
        return False
    return not any(m.start <= token.start < m.end for m in context.mention_at.values())


def grammar_of(context: Context, frame: Frame) -> dict[int, str]:
    """The logical role of everybody whom one of the frame's words rules."""
    found: dict[int, str] = {}
    for trigger in frame.triggers:
        for role, tokens in context.grammar.roles(trigger).items():
            for k in context.holders(tokens):
                found.setdefault(k, role)
    return found


def plain_traits(context: Context, frame: Frame, k: int, role: str) -> Traits:
    """What is the same for both sides."""
    token, trigger = context.tokens[k], context.tokens[frame.trigger]
    mention = context.mention_at.get(k)
    named = [f"form {form_of(context, [k])}", f"kind {mention.kind if mention else None}", f"dep {token.dep}"]
    named += [f"role {role or 'none'}", f"{trigger.pos} role {role or 'none'}", f"way {way(context, frame, k)}"]
    named += [f"type {told_type(frame)} role {role or 'none'}"]
    named += ["place"] * (k in context.place_at) + ["acts"] * context.acts(k)
    named += ["before"] * (k < frame.trigger) + ["elsewhere"] * (token.sentence != trigger.sentence)
    found: Traits = {"base": 1.0, **dict.fromkeys(named, 1.0)}
    found["far"] = log(1 + abs(k - frame.trigger))
    return found


def way(context: Context, frame: Frame, k: int) -> str:
    """How the token hangs together with the trigger in the parse."""
    if k in context.syntax.ancestors(frame.trigger):
        return "above"
    for between, above in enumerate(context.syntax.ancestors(k)):
        if above in frame.triggers:
            return f"below {min(between, 3)}"
    return "apart"


def side_traits(
    context: Context, frame: Frame, side: str, k: int, sides: Mapping[int, str], seen: Seen
) -> Traits:
    """What the rules and the reader say of a token on this side and on the other."""
    other = OTHER[side]
    ruled = "same" if sides.get(k) == side else "other" if k in sides else "none"
    filled = "filled" if getattr(frame, side) else "empty"
    mine, theirs = seen[side].get(k, UNSEEN), seen[other].get(k, UNSEEN)
    type_ = told_type(frame)
    named = [f"rule {ruled}", f"rule {ruled} {filled}", f"type {type_}", f"type {type_} rule {ruled}"]
    named += ["second"] * (ruled == "same" and getattr(frame, side)[0] != k)
    named += ["heard frame"] * frame.heard
    found = dict.fromkeys(named, 1.0)
    found["mine"], found["theirs"], found[f"mine {ruled}"] = logit(mine), logit(theirs), logit(mine)
    rivals = [p for m, p in seen[side].items() if m != k]
    found["outdone"] = logit(max(rivals, default=UNSEEN))
    if all(hint_at(context, i) is None for i in frame.triggers):
        found["unheard"] = found[f"unheard rule {ruled}"] = 1.0
    return found
