"""What counts somebody or picks some out belongs to the mention: "dozens of people", "two members of the guard"."""

from __future__ import annotations

from dataclasses import replace
from functools import lru_cache

from dateline.lang import load
from dateline.types import Mention, Span, Syntax

BEFORE = frozenset(("amod", "nummod", "compound", "poss"))
"""Dependents that belong to the counting word: "a large number of", "three groups of"."""


MANIFOLD = frozenset(("ten", "hundred", "thousand", "score", "dozen"))
"""Words before a round number that the parser hangs on it: "tens of thousands"."""
MEMBERS = frozenset(("member", "part", "unit"))
"""Words that make of a body's name its members and parts: the name stays the name of the whole."""


@lru_cache(maxsize=1)
def counters() -> frozenset[str]:
    return frozenset(load("en", "grammar")["counters"])


def widen(syntax: Syntax, text: str, mentions: tuple[Mention, ...]) -> tuple[Mention, ...]:
    """The mentions, those of counted people with the words that count them; heads and entities stay."""
    wider: dict[Span, Span] = {}
    for mention in mentions:
        first = first_of(syntax, mention)
        if first is not None:
            wider[mention.span] = Span(syntax.tokens[first].start, mention.end)
    return tuple(widened(text, mention, wider) for mention in mentions)


def widened(text: str, mention: Mention, wider: dict[Span, Span]) -> Mention:
    span = wider.get(mention.span, mention.span)
    back = wider.get(mention.antecedent, mention.antecedent) if mention.antecedent else None
    return replace(mention, start=span.start, end=span.end, text=span.text(text), antecedent=back)


def first_of(syntax: Syntax, mention: Mention) -> int | None:
    """The first token of what counts the mention's head, or None when nothing does."""
    counter = counter_of(syntax, mention.head) if mention.form != "pronoun" else None
    tokens = syntax.tokens
    if counter is None or (mention.form == "name" and mention.kind != "group" and tokens[counter].lemma in MEMBERS):
        return None
    before = [k for k in syntax.children[counter] if k < counter]
    first = min([counter, *(k for k in before if tokens[k].dep in BEFORE or tokens[k].lemma in MANIFOLD)])
    inside = syntax.within(mention.span)
    between = tokens[counter + 1 : inside[0]] if inside else ()
    plain = all(token.pos in ("ADP", "DET", "NUM", "ADJ", "ADV", "PRON") for token in between)
    return first if inside and counter < inside[0] and plain else None


def counter_of(syntax: Syntax, i: int) -> int | None:
    """The word that counts token i through "of": the outermost of several ("hundreds of thousands of people")."""
    tokens, found = syntax.tokens, None
    for _ in range(4):
        link = tokens[tokens[i].head]
        over = tokens[link.head]
        if tokens[i].dep != "pobj" or link.lower != "of" or (over.lemma not in counters() and over.pos != "NUM"):
            break
        found = i = over.i
    return found
