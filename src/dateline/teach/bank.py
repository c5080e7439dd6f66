"""What a pack's encoder makes of the lessons' texts: a vector for every word, and which words the lessons are about."""

from __future__ import annotations

from collections.abc import Sequence, Set
from dataclasses import dataclass, replace
from hashlib import sha256
from typing import Any

import numpy as np
from numpy.typing import NDArray

from dateline.errors import DatelineError
from dateline.find.syntax import SyntaxStage
from dateline.models.pack import Pack
from dateline.models.reader import Reader
from dateline.models.window import cut
from dateline.teach.lesson import Lesson
from dateline.types import Document, Span, Syntax

Array = NDArray[Any]
HELD = 5
"""One sentence in so many is held back, by the hash of its words: the same one whatever else is taught."""


@dataclass(frozen=True)
class Bank:
    """Words of all texts in a row: `vectors` (words, width), their `lemmas`, `held` (words) in sentences that are held
    back, `free` (words) in which no lesson lies. `lessons` with the words that each is about, in the same order."""

    vectors: Array
    lemmas: NDArray[np.str_]
    held: NDArray[np.bool_]
    free: NDArray[np.bool_]
    lessons: tuple[Lesson, ...]
    words: tuple[tuple[int, ...], ...]

    def is_held(self, k: int) -> bool:
        """Whether lesson k is held back."""
        return bool(self.held[self.words[k][0]])

    def without(self, lemmas: Set[str]) -> Bank:
        """The bank, in which lessons on words of these lemmas are about nothing."""
        kept = [k for k, words in enumerate(self.words) if lemmas.isdisjoint(self.lemmas[list(words)].tolist())]
        free = np.ones(len(self.free), dtype=bool)
        free[[word for k in kept for word in self.words[k]]] = False
        lessons = tuple(self.lessons[k] for k in kept)
        return replace(self, free=free, lessons=lessons, words=tuple(self.words[k] for k in kept))


class Texts:
    """Parses each text once, so that several packs may be asked about it."""

    def __init__(self) -> None:
        self.parse = SyntaxStage(names=False)
        self.known: dict[str, Syntax] = {}

    def syntax(self, document: Document) -> Syntax:
        key = document.text
        if key not in self.known:
            self.known[key] = self.parse(document)
        return self.known[key]


def keep_lessons(lessons: Sequence[Lesson], texts: Texts) -> tuple[list[Lesson], list[DatelineError], int]:
    """The lessons whose words are read; those that have none, as faults; and how many were said again, differently or
    not, by a later line, which then holds."""
    kept: dict[tuple[str, tuple[int, ...]], Lesson] = {}
    faults = []
    for lesson in lessons:
        words = words_of(texts.syntax(lesson.document), lesson)
        if not words:
            cure = "let start and end hold a word of a sentence; headlines of other stories and the like are not read"
            faults.append(DatelineError("no word is read there", where=lesson.where, cure=cure))
            continue
        kept[lesson.document.text, words] = lesson
    return list(kept.values()), faults, len(lessons) - len(faults) - len(kept)


def words_of(syntax: Syntax, lesson: Lesson) -> tuple[int, ...]:
    return tuple(syntax.within(Span(lesson.start, lesson.end))) if syntax.tokens else ()


def encode(pack: Pack, lessons: Sequence[Lesson], texts: Texts) -> Bank:
    """The bank of the lessons' texts. One window at a time, as at run time."""
    reader = Reader(pack)
    vectors, lemmas, held, at = [], list[str](), list[bool](), dict[str, int]()
    words: list[tuple[int, ...]] = []
    count = 0
    for lesson in lessons:
        syntax = texts.syntax(lesson.document)
        if lesson.document.text not in at:
            at[lesson.document.text] = count
            count += len(syntax.tokens)
            vectors.append(vectors_of(reader, syntax))
            lemmas += [token.lemma for token in syntax.tokens]
            for sentence in syntax.sentences:
                back = is_held(lesson.document.text[sentence.start : sentence.end])
                held += [back] * (sentence.last - sentence.first)
        words.append(tuple(at[lesson.document.text] + k for k in words_of(syntax, lesson)))
    free = np.ones(count, dtype=bool)
    free[[k for one in words for k in one]] = False
    return Bank(np.concatenate(vectors), np.array(lemmas), np.array(held), free, tuple(lessons), tuple(words))


def vectors_of(reader: Reader, syntax: Syntax) -> Array:
    """(words, width): the mean over the subwords of each word."""
    found = np.zeros((len(syntax.tokens), reader.pack.heads["flat.types.weight"].shape[1]), dtype=np.float32)
    tokens, sentences = [token.text for token in syntax.tokens], [(s.first, s.last) for s in syntax.sentences]
    for window in cut(tokens, sentences, reader.pack.pieces, reader.pack.ends):
        sums, sizes = reader.encode(window)
        found[window.first : window.last] = sums / sizes[:, None]
    return found


def is_held(sentence: str) -> bool:
    return word_hash(sentence) % HELD == 0


def word_hash(text: str) -> int:
    """A number by the words alone: case and spacing do not matter."""
    words = " ".join(text.casefold().split())
    return int.from_bytes(sha256(words.encode("utf-8", "replace")).digest()[:8], "big")
