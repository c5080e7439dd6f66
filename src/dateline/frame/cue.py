"""Cue words: which verbs, nouns and adverbs hand a statement on, and with which stance."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from functools import lru_cache
from typing import Any

from dateline.lang import load

Stances = Mapping[str, str]


@dataclass(frozen=True, slots=True)
class CueWords:
    """Lemma -> stance, a table for each way of governing what was said; `prepositional` by (verb, preposition)."""

    verbs: Stances
    infinitives: Stances
    objects: Stances
    complements: Stances
    gerunds: Stances
    passives: Stances
    nouns: Stances
    adjectives: Stances
    prepositional: Mapping[tuple[str, str], str]
    quoting: frozenset[str]
    adverbs: frozenset[str]
    anonymous: frozenset[str]
    where_said: frozenset[str]
    sourceless: frozenset[str]
    governing: frozenset[str] = field(default=frozenset())
    """Every verb that stands in some table: the others need no second look."""


TABLES = ("verbs", "infinitives", "objects", "complements", "gerunds", "passives", "nouns", "adjectives")
SETS = ("quoting", "adverbs", "anonymous", "where_said", "sourceless")


@lru_cache(maxsize=2)
def cue_words(attitudes: bool = False) -> CueWords:
    """The reporting data of English turned round; with the words of mere attitude when asked for."""
    data = load("en", "reporting")
    parts = [data, data["attitudes"]] if attitudes else [data]
    tables: dict[str, Any] = {name: turned(part.get(name, {}) for part in parts) for name in TABLES}
    tables["prepositional"] = {
        (verb, preposition): stance
        for part in reversed(parts)
        for stance, verbs in part["prepositional"].items()
        for verb, prepositions in verbs.items()
        for preposition in prepositions
    }
    verbal = [tables[name] for name in TABLES if name not in ("nouns", "adjectives")]
    governing = frozenset().union(*verbal, (verb for verb, _ in tables["prepositional"]), data["quoting"])
    sets: dict[str, Any] = {name: frozenset(data[name]) for name in SETS}
    return CueWords(**tables, **sets, governing=governing)


def turned(tables: Iterable[Mapping[str, list[str]]]) -> dict[str, str]:
    """lemma -> stance; the first stance that lists a lemma keeps it."""
    found: dict[str, str] = {}
    for table in tables:
        for stance, lemmas in table.items():
            for lemma in lemmas:
                found.setdefault(lemma, stance)
    return found
