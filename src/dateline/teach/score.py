"""How right a pack is on the lessons that are held back, and whether one pack is surely better than another."""

from __future__ import annotations

from collections.abc import Collection, Set
from dataclasses import dataclass
from math import comb

import numpy as np

from dateline.teach.bank import Bank
from dateline.teach.head import Head, mean

SURE = 0.05
"""Most probability that as many lessons would be turned right by chance (sign test, one side)."""


@dataclass(frozen=True)
class Score:
    """Of the lessons held back: `right` triggers found with their type, of `told` that were found, of `there` that are;
    `status` right of `statuses`. `verdicts` has for each lesson whether it is right (a word that triggers nothing is
    right when it is left alone), then False for each word that nobody named and that is taken for a new type; `new`
    counts right and wrong among those that have to do with a new type."""

    right: int
    told: int
    there: int
    status: int
    statuses: int
    verdicts: tuple[bool, ...]
    status_verdicts: tuple[bool, ...]
    new: tuple[int, int]

    @property
    def precision(self) -> float:
        return self.right / self.told if self.told else 0.0

    @property
    def recall(self) -> float:
        return self.right / self.there if self.there else 0.0

    @property
    def f1(self) -> float:
        return 2 * self.right / (self.told + self.there) if self.told + self.there else 0.0

    def as_data(self) -> dict[str, int | float]:
        """For the card: counts and rates rounded to three places."""
        rates = {"precision": self.precision, "recall": self.recall, "f1": self.f1}
        return {
            "right": self.right, "told": self.told, "there": self.there, **{k: round(v, 3) for k, v in rates.items()},
            "status": self.status, "statuses": self.statuses,
        }  # fmt: skip


def score(types: Head, status: Head, bank: Bank, added: Set[str]) -> Score:
    """The score of two heads over the bank of their own encoder; `added` are the types that the lessons add."""
    held = [k for k in range(len(bank.lessons)) if bank.is_held(k)]
    found = [label_of(types, bank, k) for k in held]
    gold = [bank.lessons[k].type for k in held]
    verdicts = [one == other for one, other in zip(found, gold, strict=True)]
    stray = strays(types, bank, added)
    asked = [k for k in held if bank.lessons[k].status]
    statuses = [status_of(status, bank, k) == bank.lessons[k].status for k in asked]
    right = sum(ok for ok, type_ in zip(verdicts, gold, strict=True) if type_)
    told = sum(type_ is not None for type_ in found) + stray
    there = sum(type_ is not None for type_ in gold)
    new = [ok for ok, *types in zip(verdicts, gold, found, strict=True) if not added.isdisjoint(types)]
    return Score(
        right, told, there, sum(statuses), len(statuses), (*verdicts, *[False] * stray), tuple(statuses),
        (sum(new), len(new) - sum(new) + stray),
    )  # fmt: skip


def label_of(head: Head, bank: Bank, k: int) -> str | None:
    """The likeliest label of the word of lesson k that most likely triggers something; None for O."""
    chances = head.chances(bank.vectors[list(bank.words[k])])
    label = head.labels[int(chances[chances[:, 0].argmin()].argmax())]
    return None if label == "O" else label


def status_of(head: Head, bank: Bank, k: int) -> str:
    return head.labels[int(head.chances(mean(bank, k)[None])[0].argmax())]


def strays(head: Head, bank: Bank, added: Collection[str]) -> int:
    """Words held back that no lesson is about and that are taken for a new type."""
    columns = [k for k, label in enumerate(head.labels) if label in added]
    best = head.chances(bank.vectors[bank.held & bank.free]).argmax(axis=1)
    return int(np.isin(best, columns).sum())


def kept(before: Head, after: Head, rehearsal: Bank) -> tuple[int, int]:
    """Of the rehearsed words that were held back and that the head took for triggers, how many keep their type, and how
    many they are."""
    words = rehearsal.held & ~rehearsal.free
    old, new = (head.chances(rehearsal.vectors[words]).argmax(axis=1) for head in (before, after))
    return int(((old == new) & (old > 0)).sum()), int((old > 0).sum())


def turned(before: tuple[bool, ...], after: tuple[bool, ...]) -> tuple[int, int]:
    """Verdicts turned right and turned wrong; what only one of them has, stray words, is right in the other."""
    size = max(len(before), len(after))
    pairs = list(zip(*((*one, *[True] * (size - len(one))) for one in (before, after)), strict=True))
    return sum(b and not a for a, b in pairs), sum(a and not b for a, b in pairs)


def is_sure(wins: int, losses: int) -> bool:
    """Whether chance would hardly turn as many of them right."""
    size = wins + losses
    return wins > losses and sum(comb(size, k) for k in range(wins, size + 1)) <= SURE * 2**size


def rows_needed(rows: int, wins: int, losses: int) -> int:
    """Rows at which the same shares would be sure; wins must be more than losses."""
    times = 1.0
    while not is_sure(round(wins * times), round(losses * times)):
        times += 0.1
    return round(rows * times + 0.5)
