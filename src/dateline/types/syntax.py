"""Tokens, sentences and their dependency tree, independent of the parser that made them."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from functools import cached_property
from typing import NamedTuple

from dateline.types.span import Span


class Token(NamedTuple):
    """One word. Offsets in code points; `head` is a token index (its own for a root).

    `pos` is a Universal POS tag, `tag` a Penn Treebank tag, `dep` a ClearNLP dependency label (the scheme
    of spaCy's English pipelines), `name` an OntoNotes entity label or "".
    """

    i: int
    start: int
    end: int
    text: str
    lower: str
    lemma: str
    pos: str
    tag: str
    dep: str
    head: int
    sentence: int
    name: str


class Sentence(NamedTuple):
    """Tokens `first` to `last` (exclusive) of block number `block`."""

    i: int
    start: int
    end: int
    first: int
    last: int
    block: int


class Name(NamedTuple):
    """Tokens `first` to `last` (exclusive) that the parser's name finder labelled (OntoNotes labels)."""

    first: int
    last: int
    label: str


@dataclass(frozen=True)
class Syntax:
    """The parsed text: `children[i]` are the token indices that depend on token i, in text order."""

    tokens: tuple[Token, ...]
    sentences: tuple[Sentence, ...]
    children: tuple[tuple[int, ...], ...]
    names: tuple[Name, ...]

    def subtree(self, i: int) -> tuple[int, int]:
        """First and last (exclusive) token index under token i."""
        first, last, stack = i, i, [i]
        while stack:
            j = stack.pop()
            first, last = min(first, j), max(last, j)
            stack.extend(self.children[j])
        return first, last + 1

    def span(self, first: int, last: int) -> Span:
        """The text range of tokens first to last (exclusive)."""
        return Span(self.tokens[first].start, self.tokens[last - 1].end)

    def ancestors(self, i: int) -> Iterator[int]:
        """The heads above token i, nearest first, i itself left out."""
        while self.tokens[i].head != i:
            i = self.tokens[i].head
            yield i

    @cached_property
    def _starts(self) -> list[int]:
        return [token.start for token in self.tokens]

    def within(self, span: Span) -> range:
        """Indices of the tokens that overlap the span."""
        from bisect import bisect_left, bisect_right

        first = max(bisect_right(self._starts, span.start) - 1, 0)
        if first < len(self.tokens) and self.tokens[first].end <= span.start:
            first += 1
        return range(first, bisect_left(self._starts, span.end, lo=min(first, len(self.tokens))))

    def sentence_at(self, offset: int) -> Sentence | None:
        """The sentence that holds the code point at offset, or None."""
        from bisect import bisect_right

        k = bisect_right([s.start for s in self.sentences], offset) - 1
        if k < 0 or self.sentences[k].end <= offset:
            return None
        return self.sentences[k]
