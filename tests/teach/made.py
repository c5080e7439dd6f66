"""Rows that a user might write, made of words by a fixed chance."""

from __future__ import annotations

import json
from collections.abc import Iterable, Sequence
from pathlib import Path
from random import Random
from typing import Any

WHO = (
    "Gunmen", "Militiamen", "Soldiers", "Masked men", "Armed youths", "Rebels", "Bandits", "Fighters", "Deserters",
    "Villagers", "Police officers", "Herders",
)  # fmt: skip
TOOK = ("looted", "plundered", "ransacked", "pillaged", "robbed", "stripped", "emptied")
TAKING = ("looting", "plunder", "pillage", "ransacking")
WHAT = (
    "a warehouse", "the grain store", "a pharmacy", "the aid depot", "several homes", "the museum", "a fuel station",
    "three lorries", "the clinic", "a bakery", "the parish church",
)  # fmt: skip
WHERE = (
    "in Orbec",
    "near Dallow",
    "outside Karsund",
    "in the old quarter of Tamsin",
    "on the road to Velk",
    "in Harrow",
)
WHEN = ("on Monday", "overnight", "at dawn", "after the garrison left", "during the blackout", "last week")
DID = ("repaired", "guarded", "visited", "photographed", "reopened", "painted", "inspected")
FORMS = (
    "{0} [{1}] {3} {4} {5}.",
    "The [{2}] of {3} by {0} went on for hours {4}.",
    "{0} had [{1}] {3} {5}, a nurse said.",
)

Row = dict[str, Any]


def row(marked: str, type_: str | None, **more: Any) -> Row:
    """A row of a text with its trigger in brackets."""
    start, end = marked.index("["), marked.index("]") - 1
    return {"text": marked.replace("[", "").replace("]", ""), "start": start, "end": end, "type": type_, **more}


def rows(forms: Sequence[str], did: Sequence[str], count: int, type_: str | None, **more: Any) -> list[Row]:
    """So many different rows."""
    chance = Random(7)
    found: dict[str, Row] = {}
    while len(found) < count:
        form = chance.choice(forms)
        words = [chance.choice(part) for part in (WHO, did, TAKING, WHAT, WHERE, WHEN)]
        one = row(form.format(*words), type_, **more)
        found[one["text"]] = one
    return list(found.values())


def looting(count: int = 50) -> list[Row]:
    """Rows of a type that the codebook does not have."""
    return rows(FORMS, TOOK, count, "LOOTING", status="actual", quad="material_conflict")


def harmless(count: int) -> list[Row]:
    """Rows of words that trigger nothing, beside the same people and things."""
    return rows(FORMS[:1], DID, count, None)


def write(path: Path, found: Iterable[Row | str]) -> Path:
    path.write_text("".join(f"{one if isinstance(one, str) else json.dumps(one)}\n" for one in found), "utf-8")
    return path
