"""Telling games and fiction from conflict: sentences whose attacks are played, not made."""

from __future__ import annotations

from dateline.lang import load
from dateline.types import Syntax

DENSE = 0.03
"""Share of genre words in a text from which one more such word in a sentence is enough."""
FEW = 4
"""Genre words a text must have before its density means anything."""


def played_sentences(syntax: Syntax) -> frozenset[int]:
    """Numbers of the sentences that tell of a game or a work of fiction."""
    words = load("en", "genre")
    shared = frozenset(words["shared"])
    genres = {lemma: genre for genre in ("sport", "fiction") for lemma in words[genre]}
    found: list[dict[str, set[str]]] = [{} for _ in syntax.sentences]
    for token in syntax.tokens:
        genre = genres.get(token.lemma)
        if genre is not None and token.pos in ("NOUN", "PROPN", "VERB"):
            found[token.sentence].setdefault(genre, set()).add(token.lemma)
    return frozenset(
        s.i for s in syntax.sentences for genre, lemmas in found[s.i].items()
        if is_played(lemmas, shared, dense(genre, found, syntax))
    )  # fmt: skip


def dense(genre: str, found: list[dict[str, set[str]]], syntax: Syntax) -> bool:
    total = sum(len(by.get(genre, ())) for by in found)
    return total >= FEW and total > DENSE * len(syntax.tokens)


def is_played(lemmas: set[str], shared: frozenset[str], dense_text: bool) -> bool:
    """Two genre words, one of them telling; or one telling word in a text full of them."""
    telling = lemmas - shared
    return bool(telling) and (len(lemmas) >= 2 or dense_text)
