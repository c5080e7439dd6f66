"""A run of tokens that may be a name: its text, its head, and what stands beside it."""

from __future__ import annotations

from typing import NamedTuple

from dateline.lang.noun_class import classes_of
from dateline.types import Syntax, Token

MODIFIERS = frozenset({"compound", "amod", "nmod", "det", "punct", "case"})


class Named(NamedTuple):
    """Tokens `first` to `last` (exclusive) with an OntoNotes label."""

    first: int
    last: int
    label: str


def head_of(syntax: Syntax, first: int, last: int) -> int:
    """The token of the range that depends on one outside it; the last such when the parse is torn."""
    tokens = syntax.tokens
    outward = [
        i
        for i in range(first, last)
        if (tokens[i].head == i or not first <= tokens[i].head < last) and tokens[i].text[:1].isalnum()
    ]
    firm = [i for i in outward if tokens[i].dep not in MODIFIERS]
    return (firm or outward or [last - 1])[-1]


def glued(tokens: tuple[Token, ...], i: int) -> bool:
    """Whether the token touches both neighbours."""
    return tokens[i - 1].end == tokens[i].start and i + 1 < len(tokens) and tokens[i].end == tokens[i + 1].start


def is_shouted(tokens: tuple[Token, ...]) -> bool:
    """Whether most of a sentence is in capitals, which then say nothing."""
    letters = [t.text for t in tokens if t.text.isalpha() and len(t.text) > 1]
    return len(letters) > 2 and sum(t.isupper() for t in letters) > 0.6 * len(letters)


def is_headline(tokens: tuple[Token, ...]) -> bool:
    """Whether nearly all longer words of a sentence have a capital, which then marks no names."""
    longer = [t.text for t in tokens if t.text.isalpha() and len(t.text) > 3]
    return len(longer) > 3 and sum(t[0].isupper() for t in longer) > 0.8 * len(longer)


def text_of(tokens: tuple[Token, ...], first: int, last: int) -> str:
    return " ".join(t.text for t in tokens[first:last])


def has_age(tokens: tuple[Token, ...], i: int) -> bool:
    """Whether ", 34," stands at token i."""
    return (
        i + 2 < len(tokens)
        and tokens[i].text == "," == tokens[i + 2].text
        and tokens[i + 1].text.isdigit()
        and len(tokens[i + 1].text) == 2
    )


def is_described(syntax: Syntax, head: int) -> bool:
    """Whether a description of one person stands in apposition to the token."""
    return any(
        syntax.tokens[k].dep == "appos"
        and k > head
        and syntax.tokens[k].tag == "NN"
        and "person" in classes_of(syntax.tokens[k].lemma)
        and "organisation" not in classes_of(syntax.tokens[k].lemma)
        for k in syntax.children[head]
    )


def is_initial(word: str) -> bool:
    """ "J.", "A.B."."""
    return len(word) <= 4 and word.endswith(".") and word[:1].isupper() and (len(word) == 2 or word[1] == ".")
