"""Status, aspect and background of a statement: what the rules say and what the trained reader hears, weighed.

The rules climb the parse and are right where a word says it; the reader sees tense, mood and the place in the report.
A multinomial logistic function of both decides, fitted on annotated sentences that the reader never saw
(train/judge/fit.py, ontology/data/label.yaml). Without the reader the rules' labels stand.
"""

from __future__ import annotations

from collections.abc import Mapping
from math import log
from typing import NamedTuple

from dateline.frame.context import Context
from dateline.frame.frame import Frame
from dateline.frame.trait import FLOOR, Traits, logit, told_type, total
from dateline.frame.weighed import hint_at
from dateline.lang import load
from dateline.ontology.lexicon import load_data
from dateline.types import Time

DENYING = frozenset(load("en", "reporting")["objects"]["denies"])
AUXILIARY = frozenset(("aux", "auxpass"))


class Labels(NamedTuple):
    """What is told of a statement besides its words (codebook section 5)."""

    status: str
    aspect: str
    background: bool


def weights() -> Mapping[str, Mapping[str, Mapping[str, float]]]:
    """ontology/data/label.yaml: field -> label -> feature -> weight."""
    found: Mapping[str, Mapping[str, Mapping[str, float]]] = load_data("label")
    return found


def settle_labels(context: Context, frame: Frame, pivot: int, said: Labels, time: Time | None) -> Labels:
    """The labels of a frame. `said` are those of the rules, `pivot` is the word whose tense and mood it shares, `time`
    when it happened."""
    if context.document.hints is None:
        return said
    traits = label_traits(context, frame, pivot, said, time)
    status, aspect, background = (likeliest(weights()[name], traits) for name in Labels._fields)
    if said.status == "denied" and any(context.tokens[i].lemma in DENYING for i in context.syntax.ancestors(pivot)):
        status = "denied"  # where a word says so there is nothing to weigh
    return Labels(status, aspect, background == "yes")


def likeliest(table: Mapping[str, Mapping[str, float]], traits: Traits) -> str:
    """The label of the greatest weighed sum, the first of equals."""
    return max(table, key=lambda label: total(table[label], traits))


def label_traits(context: Context, frame: Frame, pivot: int, said: Labels, time: Time | None) -> Traits:
    """Features: name -> value."""
    token = context.tokens[pivot]
    named = [f"status {said.status}", f"aspect {said.aspect}", f"tag {token.tag}", f"dep {token.dep}"]
    named += [f"kind {frame.kind}", f"type {told_type(frame)}"]
    named += ["background"] * said.background
    named.append(f"time {span_of(time)}")
    if frame.about is not None:
        named.append(f"content of {told_type(frame.about)}")
    below = (context.tokens[k] for k in context.syntax.children[pivot])
    named += [f"aux {child.lower}" for child in below if child.dep in AUXILIARY]
    found: Traits = {"base": 1.0, **dict.fromkeys(named, 1.0), "early": 1 / (1 + token.sentence)}
    hint, hints = hint_at(context, pivot) or hint_at(context, frame.trigger), context.document.hints
    if hint is None:
        found["unheard"] = 1.0
    else:
        heard = {**hint.status, **hint.aspect}
        found |= {f"heard {name}": log(max(p, FLOOR) / FLOOR) for name, p in heard.items()}
        found["heard background"] = logit(hint.background)
    if hints is not None and hints.factuality:
        found["news"], found["happened"] = hints.factuality[frame.trigger]
    return found


def span_of(time: Time | None) -> str:
    """none, open ("since January"), or the kind of the time."""
    if time is None:
        return "none"
    return "open" if time.start is not None and time.end is None else time.kind
