"""Fitting a linear head by multinomial logistic regression, pulled towards the head it goes on from.

The loss is the sum over words of weighted cross-entropy against target distributions, with half the squared distance
to the first weights times `pull`; it is convex, so that L-BFGS (Nocedal and Wright, Numerical Optimization, 2006,
algorithm 7.4) finds the one minimum from anywhere. No chance, one thread: the same lessons give the same bytes.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import numpy as np
from numpy.typing import NDArray

Array = NDArray[Any]
Loss = Callable[[Array], tuple[float, Array]]
STEPS, MEMORY, ENOUGH = 300, 12, 1e-4
"""Most steps, pairs remembered, and the part of the first gradient at which it is enough."""


def fit_head(x: Array, targets: Array, weights: Array, start: Array, pull: Array, temperature: float) -> Array:
    """The head (labels, width + 1), its bias in the last column. x (words, width), targets (words, labels), weights
    (words), start like the head, pull (labels): how strongly each label's row is held to `start`."""
    wide = np.concatenate([x, np.ones((len(x), 1), dtype=np.float32)], axis=1, dtype=np.float32)
    first = start.astype(np.float64)

    def loss(flat: Array) -> tuple[float, Array]:
        head = flat.reshape(first.shape)
        logits = wide @ head.T.astype(np.float32) / np.float32(temperature)
        logits -= logits.max(axis=1, keepdims=True)
        total = np.log(np.exp(logits).sum(axis=1, keepdims=True))
        logs = logits - total
        away = head - first
        value = -float((weights[:, None] * targets * logs).sum(dtype=np.float64)) + 0.5 * float(
            (pull[:, None] * away * away).sum()
        )
        wrong = (weights[:, None] * (np.exp(logs) - targets)).astype(np.float32)
        slope = (wrong.T @ wide).astype(np.float64) / temperature + pull[:, None] * away
        return value, slope.ravel()

    return minimise(loss, first.ravel()).reshape(first.shape)


def minimise(loss: Loss, at: Array) -> Array:
    """The minimum of a convex function of a vector that gives its value and gradient."""
    value, slope = loss(at)
    enough = ENOUGH * max(float(np.linalg.norm(slope)), 1.0)
    pairs: list[tuple[Array, Array, float]] = []
    for _ in range(STEPS):
        if float(np.linalg.norm(slope)) <= enough:
            break
        way = direction(slope, pairs)
        found = descend(loss, at, value, slope, way)
        if found is None:
            break
        new, value, new_slope = found
        step, change = new - at, new_slope - slope
        if float(step @ change) > 1e-12:
            pairs = [*pairs[1 - MEMORY :], (step, change, 1 / float(step @ change))]
        at, slope = new, new_slope
    return at


def direction(slope: Array, pairs: list[tuple[Array, Array, float]]) -> Array:
    """The two-loop recursion: minus the inverse Hessian, as the pairs tell it, times the gradient."""
    way, shares = -slope, []
    for step, change, rho in reversed(pairs):
        share = rho * float(step @ way)
        shares.append(share)
        way = way - share * change
    if pairs:
        step, change, _ = pairs[-1]
        way = way * (float(step @ change) / float(change @ change))
    else:
        way = way / max(float(np.linalg.norm(slope)), 1.0)
    for (step, change, rho), share in zip(pairs, reversed(shares), strict=True):
        way = way + (share - rho * float(change @ way)) * step
    return way


def descend(loss: Loss, at: Array, value: float, slope: Array, way: Array) -> tuple[Array, float, Array] | None:
    """The first of ever shorter steps that goes down far enough; None where none does."""
    down, size = float(slope @ way), 1.0
    for _ in range(30):
        new = at + size * way
        found, new_slope = loss(new)
        if found <= value + 1e-4 * size * down:
            return new, found, new_slope
        size /= 2
    return None
