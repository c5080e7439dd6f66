"""The linear heads that are taught, as matrices with their labels, and how they are fitted to lessons."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from typing import Any

import numpy as np
from numpy.typing import NDArray

from dateline.models.pack import Pack
from dateline.models.reader import softmax
from dateline.teach.bank import Bank
from dateline.teach.fit import fit_head

Array = NDArray[Any]
HOLD, HOLD_NEW = 100.0, 10.0
"""How strongly the weights of a label are held to what they were, those of a new one to none. Of 0.1 to 10, the last
finds as much of a new type of 50 rows, and takes the fewest words of other news for it."""
NOTHING = 4.0
"""Weight of a word that the user says triggers nothing beside others: the reader is sure of types of its own."""
MANY = 70
"""Lessons from which on rehearsed words weigh the more, the more lessons there are."""
MOST = 4
"""Words of a rehearsed phrase that is like a trigger; the codebook's examples are longer."""


@dataclass(frozen=True)
class Head:
    """`name` as in the pack; `matrix` (labels, width + 1) with the bias in its last column."""

    name: str
    labels: tuple[str, ...]
    matrix: Array
    temperature: float

    def chances(self, vectors: Array) -> Array:
        """Probabilities of the labels: (rows, labels)."""
        logits: Array = vectors @ self.matrix[:, :-1].T + self.matrix[:, -1]
        return softmax(logits / self.temperature)

    def widened(self, added: Sequence[str]) -> Head:
        """The head with further labels, which mean nothing yet."""
        none = np.zeros((len(added), self.matrix.shape[1]), dtype=self.matrix.dtype)
        return replace(self, labels=(*self.labels, *added), matrix=np.concatenate([self.matrix, none]))


def head_of(pack: Pack, name: str) -> Head:
    """A head of the pack: flat.types or at.status."""
    weight, bias = (pack.heads[f"{name}.{part}"] for part in ("weight", "bias"))
    labels = tuple(pack.card["labels"][name.partition(".")[2]])
    temperature = float(pack.card.get("temperature", {}).get(name, 1.0))
    return Head(name, labels, np.concatenate([weight, bias[:, None]], axis=1), temperature)


def fitted(head: Head, wide: Head, rows: Sequence[tuple[Array, Array, float | Array]]) -> Head:
    """The widened head fitted to (vectors, targets, weight of each), rounded to what a pack holds."""
    new = len(wide.labels) - len(head.labels)
    pull = np.array([HOLD] * len(head.labels) + [HOLD_NEW] * new)
    x, y = (np.concatenate([row[k] for row in rows]).astype(np.float32) for k in (0, 1))
    weights = np.concatenate([np.broadcast_to(np.float32(row[2]), len(row[0])) for row in rows])
    matrix = fit_head(x, y, weights, wide.matrix, pull, head.temperature)
    return replace(wide, matrix=matrix.astype(np.float16).astype(np.float32))


def fit_types(head: Head, added: Sequence[str], banks: Sequence[Bank], rehearsal: Bank) -> Head:
    """The types head taught with the lessons that are not held back. Words that no lesson is about, in their sentences
    and in the rehearsed ones, are to keep the labels that the head gives them."""
    wide = head.widened(added)
    kept = ~rehearsal.held & ~rehearsal.free
    known = padded(head.chances(rehearsal.vectors[kept]), len(added))
    rows: list[tuple[Array, Array, float | Array]] = [
        (rehearsal.vectors[kept], known, weight(len(banks[0].lessons)))
    ]
    for bank in banks:
        targets = padded(head.chances(bank.vectors), len(added))
        times: Array = np.ones(len(bank.vectors), dtype=np.float32)
        for lesson, words in zip(bank.lessons, bank.words, strict=True):
            targets[list(words)] = one_hot(wide.labels.index(lesson.type or "O"), len(wide.labels))
            times[list(words)] = 1.0 if lesson.type else NOTHING
        rows.append((bank.vectors[~bank.held], targets[~bank.held], times[~bank.held]))
    return fitted(head, wide, rows)


def fit_status(head: Head, bank: Bank, rehearsal: Bank) -> Head:
    """The status head taught with the means of the triggers whose status a lesson gives."""
    told = [k for k, lesson in enumerate(bank.lessons) if lesson.status and not bank.is_held(k)]
    if not told:
        return head
    width = len(head.labels)
    targets = np.stack([one_hot(head.labels.index(str(bank.lessons[k].status)), width) for k in told])
    near = [k for k, words in enumerate(rehearsal.words) if len(words) <= MOST and not rehearsal.is_held(k)]
    kept = np.stack([mean(rehearsal, k) for k in near])
    taught = np.stack([mean(bank, k) for k in told])
    return fitted(head, head, [(taught, targets, 1.0), (kept, head.chances(kept), weight(len(told)))])


def weight(lessons: int) -> float:
    """Of a rehearsed word, so that many lessons do not drown what was known."""
    return max(1.0, lessons / MANY)


def mean(bank: Bank, k: int) -> Array:
    """The vector of lesson k's trigger, as the reader was trained on it."""
    found: Array = bank.vectors[list(bank.words[k])].mean(axis=0)
    return found


def padded(chances: Array, added: int) -> Array:
    return np.concatenate([chances, np.zeros((len(chances), added))], axis=1)


def one_hot(k: int, width: int) -> Array:
    found = np.zeros(width)
    found[k] = 1.0
    return found
