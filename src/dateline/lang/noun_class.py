"""Which class a noun or a name belongs to: the words behind `@person`, `@armed`, `@place` in the ontology."""

from __future__ import annotations

from functools import lru_cache
from typing import Protocol

from dateline.lang import load

ACTOR = frozenset({"person", "armed", "official", "civilian", "crowd", "organisation", "country"})
"""The classes that `actor` stands for."""

_PERSON = frozenset({"person", "actor"})
_PLACE = frozenset({"place"})
LABELS: dict[str, frozenset[str]] = {
    "PERSON": _PERSON,
    "NORP": _PERSON,
    "ORG": frozenset({"organisation", "actor"}),
    "GPE": frozenset({"country", "place", "actor"}),
    "LOC": _PLACE,
    "FAC": _PLACE | {"building"},
    "DATE": frozenset({"time"}),
    "TIME": frozenset({"time"}),
    "MONEY": frozenset({"money"}),
    "LAW": frozenset({"document"}),
}
"""What a name's OntoNotes label says of its class."""

_NONE: frozenset[str] = frozenset()


class Word(Protocol):
    """What is asked of a token: its lemma (lower case) and its part of speech."""

    @property
    def lemma(self) -> str: ...

    @property
    def pos(self) -> str: ...


@lru_cache(maxsize=1)
def _table(language: str = "en") -> dict[str, frozenset[str]]:
    """Classes by lemma, `actor` included."""
    found: dict[str, set[str]] = {}
    for name, words in load(language, "classes").items():
        for lemma in words.split():
            found.setdefault(lemma, set()).add(name)
    shared: dict[frozenset[str], frozenset[str]] = {}
    table = {}
    for lemma, names in found.items():
        if not names.isdisjoint(ACTOR):
            names.add("actor")
        key = frozenset(names)
        table[lemma] = shared.setdefault(key, key)
    return table


def classes_of(lemma: str) -> frozenset[str]:
    """The classes of a noun lemma (lower case); the last part of a hyphenated one decides when the whole is
    unknown ("vice-governor"). Empty when unknown."""
    table = _table()
    found = table.get(lemma)
    if found is None and "-" in lemma:
        found = table.get(lemma.rpartition("-")[2])
    return found or _NONE


def classes_of_name(label: str) -> frozenset[str]:
    """The classes of a name by its OntoNotes label; empty for labels that say nothing here."""
    return LABELS.get(label, _NONE)


def is_a(word: Word, label: str, cls: str) -> bool:
    """Whether a token is of a class. `label` is the OntoNotes label of the name it stands in ("" outside
    names), which goes before its lemma; `cls` may carry its "@"."""
    cls = cls.removeprefix("@")
    if label in LABELS and word.pos == "PROPN":
        return cls in LABELS[label]
    return cls in classes_of(word.lemma)
