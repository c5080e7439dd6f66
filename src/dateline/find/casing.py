"""Text all in capitals, as wires sent it: a copy of the same length with the capitals that ordinary text would have.

The parser and the trained reader lose names and verbs in such text. They are given the copy, and so is who asks for
the capitals of a word; tokens, spans and quotes stay those of the document. What keeps a capital: find/capital.py.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable
from dataclasses import replace
from functools import lru_cache

from dateline.find.capital import OPENS, WORD, Caser, shape_of, split
from dateline.types import Block, Document, Syntax

SHARE, LEAST = 0.9, 4
"""Share of capitals among the letters of a block from which they say nothing, and the words that it must have where
the rest of the document is in ordinary casing."""


def recased(document: Document) -> str:
    """The document's text with its paragraphs in capitals re-cased; the text itself where there are none."""
    shouted = shouted_blocks(document.text, document.blocks)
    return recase(document.text, document.blocks, shouted) if shouted else document.text


def cased(document: Document) -> Syntax | None:
    """The syntax with the words as the parser was given them, for those who ask for capitals; offsets, lemmas and
    `lower` are the same."""
    syntax, text = document.syntax, recased(document)
    if syntax is None or text is document.text:
        return syntax
    return replace(syntax, tokens=tuple(token._replace(text=text[token.start : token.end]) for token in syntax.tokens))


@lru_cache(maxsize=2)
def shouted_blocks(text: str, blocks: tuple[Block, ...]) -> tuple[Block, ...]:
    """The blocks to be parsed in which capitals say nothing: short ones only where most of the text is so."""
    found, size, whole = [], 0, 0
    for block in (b for b in blocks if b.kind != "furniture" and len(b.span)):
        part = text[block.span.start : block.span.end]
        whole += len(part)
        if is_shouted(part):
            found.append(block)
            size += len(part)
    if found and size < SHARE * whole:
        found = [b for b in found if len(WORD.findall(text[b.span.start : b.span.end])) >= LEAST]
    return tuple(found) if size >= SHARE * whole or found else ()


def is_shouted(text: str) -> bool:
    upper = sum(map(str.isupper, text))
    return upper > 1 and upper > SHARE * (upper + sum(map(str.islower, text)))


@lru_cache(maxsize=2)
def recase(text: str, blocks: tuple[Block, ...], shouted: tuple[Block, ...]) -> str:
    """The text with the shouted blocks re-cased."""
    barred = {block.span.start for block in shouted}
    rest = [b.span for b in blocks if b.kind != "furniture" and b.span.start not in barred]
    usual = casing_of(text[span.start : span.end] for span in rest)
    parts = [text[b.span.start : b.span.end] for b in shouted]
    short = acronyms_of(parts)
    casers = [Caser(part, usual, short) for part in parts]
    named = frozenset[str]().union(*(caser.join() for caser in casers))
    letters = list(text)
    for block, caser in zip(shouted, casers, strict=True):
        letters[block.span.start : block.span.end] = caser.written(named)
    return "".join(letters)


def casing_of(parts: Iterable[str]) -> dict[str, str]:
    """How words are written inside the sentences of text in ordinary casing, by their small letters."""
    forms: dict[str, Counter[str]] = {}
    for part in parts:
        for word in split(part)[1:]:
            if not OPENS.search(word.gap):
                forms.setdefault(word.lower, Counter())[word.text] += 1
    return {lower: found.most_common(1)[0][0] for lower, found in forms.items() if len(lower) > 1}


def acronyms_of(parts: Iterable[str]) -> frozenset[str]:
    """What stands alone in brackets and is no word: "(NFK)"."""
    found = (m.group(1) for part in parts for m in re.finditer(r"[(\[]([^\W\d_]{2,8})[)\]]", part))
    return frozenset(short for short in found if shape_of(short) in ("upper", "short"))
