"""95 % intervals of a score by the bootstrap (Efron 1979): units drawn anew with replacement, always the same draws."""

from __future__ import annotations

import random
from collections.abc import Callable, Sequence
from typing import TypeVar

T = TypeVar("T")
DRAWS = 1000
SEED = 7


def interval(units: Sequence[T], measure: Callable[[Sequence[T]], float], draws: int = DRAWS) -> tuple[float, float]:
    """The 2.5th and 97.5th percentile of the measure over draws of as many units as there are; units are what is
    independent of the others: documents, or sentences that stand alone."""
    chance = random.Random(SEED)
    drawn = sorted(measure(chance.choices(units, k=len(units))) for _ in range(draws))
    return drawn[int(0.025 * draws)], drawn[int(0.975 * draws) - 1]
