"""Light verbs: which verb carries which event noun, and what the verb's subject is to the event."""

from __future__ import annotations

from dataclasses import dataclass
from functools import lru_cache

from dateline.lang import load
from dateline.types import Syntax

OBJECTS = frozenset(("dobj", "obj", "nsubjpass"))


@dataclass(frozen=True, slots=True)
class Carrier:
    """One light verb sense. `words` are lemmas, the verb first; `subject` is what lang/en/light.yaml says it may be."""

    words: tuple[str, ...]
    nouns: frozenset[str]
    subject: str
    status: str | None = None
    aspect: str | None = None


@lru_cache(maxsize=1)
def carriers() -> dict[str, list[Carrier]]:
    """Senses by the lemma of their verb, the longer phrases first."""
    data = load("en", "light")
    found: dict[str, list[Carrier]] = {}
    for group in data["carriers"]:
        nouns = frozenset(noun for name in group["nouns"] for noun in data["nouns"][name])
        for phrase in group["verbs"]:
            words = tuple(phrase.split())
            carrier = Carrier(words, nouns, group["subject"], group.get("status"), group.get("aspect"))
            found.setdefault(words[0], []).append(carrier)
    for senses in found.values():
        senses.sort(key=lambda carrier: -len(carrier.words))
    return found


@lru_cache(maxsize=1)
def occurrences() -> frozenset[str]:
    """Lemmas of the verbs whose subject is the event itself: erupt, take place, break out ..."""
    return frozenset(phrase.split()[0] for group in load("en", "light")["occurrences"] for phrase in group["verbs"])


def find_carrier(syntax: Syntax, noun: int) -> tuple[int, Carrier] | None:
    """The verb that carries the noun, with its sense: "launched an attack", "came under fire"."""
    tokens = syntax.tokens
    token = tokens[noun]
    while token.dep == "conj" and tokens[token.head].pos in ("NOUN", "PROPN"):
        token = tokens[token.head]
    over = tokens[token.head]
    if token.dep in OBJECTS:
        verb, link = over.i, ""
    elif token.dep == "pobj" and over.dep in ("prep", "agent"):
        verb, link = tokens[over.head].i, over.lower
    else:
        return None
    if tokens[verb].pos not in ("VERB", "AUX"):
        return None
    hits = [c for c in carriers().get(tokens[verb].lemma, ()) if fits(syntax, verb, link, c)]
    lemma = tokens[noun].lemma
    hits.sort(key=lambda carrier: (lemma not in carrier.nouns, -len(carrier.words)))
    return (verb, hits[0]) if hits and (lemma in hits[0].nouns or hits[0].subject == "actor") else None


def fits(syntax: Syntax, verb: int, link: str, carrier: Carrier) -> bool:
    """Whether the carrier's further words stand below the verb, the last being the noun's own preposition."""
    words = list(carrier.words[1:])
    if link:
        if not words or words[-1] != link:
            return False
        words.pop()
    below = {syntax.tokens[k].lower for k in syntax.children[verb]} | {
        syntax.tokens[k].lemma for k in syntax.children[verb]
    }
    return all(word in below for word in words)
