"""How likely a row (type, actors, recipients) is right: a logistic function of what is known of its frame.

The weights are `row` in ontology/data/judge.yaml, fitted by train/judge/fit.py.
"""

from __future__ import annotations

from dateline.frame.context import Context
from dateline.frame.frame import Frame
from dateline.frame.judge import weights
from dateline.frame.trait import chance_of, traits_of


def confidence_of(context: Context, frame: Frame) -> float:
    """A probability between 0 and 1, rounded to two places so that it reads as what it is."""
    return round(chance_of(weights()["row"], frame.traits or traits_of(context, frame)), 2)
