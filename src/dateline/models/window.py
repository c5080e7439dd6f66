"""Windows of text for the encoder: whole sentences in order, as many as fit, with the shape of every word.

The encoder's vocabulary is lower-case, so that what capitals tell is given to it beside: `shape_of` a word, and
whether it opens its sentence.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from typing import NamedTuple

LONGEST = 160
"""Subwords of a window, with the two that open and close it. Most reports of an agency fit two or three."""
PIECES = 12
"""Subwords kept of one word: addresses and table rules would fill a window by themselves."""
SHAPES = ("lower", "title", "upper", "letter", "mixed", "digit", "mark")
FIRST = 8
"""Added to the shape of a word that opens its sentence."""


class Window(NamedTuple):
    """Words `first` to `last` (exclusive) of a text.

    `ids` and `shapes` have one entry a subword, with the opening and closing one; `starts` the place of each
    word's first subword in them, and at its end that of the closing one.
    """

    first: int
    last: int
    ids: list[int]
    shapes: list[int]
    starts: list[int]


def shape_of(word: str) -> int:
    """The index in SHAPES."""
    if word.islower():
        return 0
    if word.isupper():
        return 2 if len(word) > 1 else 3
    if any(map(str.isdigit, word)):
        return 5
    if word[:1].isupper():
        return 1 if word[1:].islower() else 4
    return 4 if any(map(str.isalpha, word)) else 6


def cut(
    words: Sequence[str],
    sentences: Sequence[tuple[int, int]],
    pieces: Callable[[str], Sequence[int]],
    ends: tuple[int, int],
) -> Iterator[Window]:
    """The windows of a text, in order; together they hold each word of each sentence once.

    `sentences` are word numbers (first, last exclusive), `pieces` the subword ids of a word, `ends` the ids that open
    and close a window. A sentence longer than a window is cut where the window is full.
    """
    room = LONGEST - 2
    parts: list[tuple[int, int]] = []
    size = 0
    for first, last in sentences:
        long = sum(len(pieces(word)[:PIECES]) for word in words[first:last])
        if parts and (size + long > room or parts[-1][1] != first):
            yield fill(words, parts, pieces, ends)
            parts, size = [], 0
        while long > room:
            used, k = 0, first
            while used + len(pieces(words[k])[:PIECES]) <= room:
                used += len(pieces(words[k])[:PIECES])
                k += 1
            yield fill(words, [(first, k)], pieces, ends)
            first, long = k, long - used
        parts.append((first, last))
        size += long
    if parts:
        yield fill(words, parts, pieces, ends)


def fill(
    words: Sequence[str],
    parts: Sequence[tuple[int, int]],
    pieces: Callable[[str], Sequence[int]],
    ends: tuple[int, int],
) -> Window:
    ids, shapes, starts = [ends[0]], [len(SHAPES)], []
    for first, last in parts:
        for k in range(first, last):
            found = pieces(words[k])[:PIECES]
            starts.append(len(ids))
            ids += found
            shapes += [shape_of(words[k]) + FIRST * (k == first)] * len(found)
    starts.append(len(ids))
    return Window(parts[0][0], parts[-1][1], [*ids, ends[1]], [*shapes, len(SHAPES)], starts)
