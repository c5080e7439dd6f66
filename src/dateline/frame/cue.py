"""Cue words: which verbs, nouns and adverbs hand a statement on, and with which stance."""

from __future__ import annotations

from collections.abc import Mapping
from functools import lru_cache
from typing import Any

from dateline.lang import load


@lru_cache(maxsize=1)
def cue_words() -> Mapping[str, Any]:
    """The reporting data of English turned round: lemma -> stance for each way of governing content."""
    data = load("en", "reporting")
    table: dict[str, Any] = {
        kind: turned(data[kind]) for kind in ("verbs", "objects", "infinitives", "nouns")
    }
    prepositional: dict[tuple[str, str], str] = {}
    for stance, verbs in data["prepositional"].items():
        for verb, prepositions in verbs.items():
            prepositional.update({(verb, preposition): stance for preposition in prepositions})
    table["prepositional"] = prepositional
    for name in ("quoting", "adverbs", "anonymous", "where_said"):
        table[name] = frozenset(data[name])
    return table


def turned(by_stance: Mapping[str, list[str]]) -> dict[str, str]:
    """lemma -> stance; the first stance that lists a lemma keeps it."""
    found: dict[str, str] = {}
    for stance, lemmas in by_stance.items():
        for lemma in lemmas:
            found.setdefault(lemma, stance)
    return found
