"""Sentences on which a pack that is being taught should go on to think what it thought.

A taught type must be told not only from what stands in the lessons but from all that the pack knew. Its training data
is not at hand, so it rehearses: the words of the ontology in made sentences, and the codebook's examples, each with
whatever the pack itself makes of them for a target (Robins, Catastrophic forgetting, rehearsal and pseudorehearsal,
1995; Li and Hoiem, Learning without forgetting, 2016).
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from hashlib import sha256

from dateline.lang import load
from dateline.ontology.lexicon import Entry, event_types, load_events
from dateline.read.text import document_of
from dateline.teach.lesson import Lesson

PART = 6
"""One phrase of the ontology in so many is rehearsed: some 1,900."""
TOGETHER = 10
"""Sentences of a made text: windows with several sentences in them are what reports give."""
MARKED = re.compile(r"\[([^|\[\]]*)\|[^\[\]]*\]")
"""A marked word of the ontology's examples."""


def rehearsed() -> list[Lesson]:
    """Made texts, and in each the words that matter. The lessons' types mean nothing."""
    made = [*plain(), *examples(), *phrases()]
    texts = [made[k : k + TOGETHER] for k in range(0, len(made), TOGETHER)]
    return [lesson for part in texts for lesson in joined(part)]


def joined(sentences: Sequence[tuple[str, int, int]]) -> Iterator[Lesson]:
    document = document_of(" ".join(sentence for sentence, _, _ in sentences), title="")
    at = 0
    for sentence, start, end in sentences:
        yield Lesson(document, at + start, at + end, None)
        at += len(sentence) + 1


def examples() -> Iterator[tuple[str, int, int]]:
    """The codebook's examples, whole."""
    for type_ in event_types().values():
        for example in type_.examples:
            text = MARKED.sub(r"\1", example)
            yield text, 0, len(text)


def plain() -> Iterator[tuple[str, int, int]]:
    """Sentences as reports have them, whole."""
    for text in load("en", "rehearsal")["plain"]:
        yield text, 0, len(text)


def phrases() -> Iterator[tuple[str, int, int]]:
    """Phrases of the ontology, chosen and put into a frame by their hash."""
    frames = load("en", "rehearsal")
    for pos, phrase in sorted({(entry.pos, phrase_of(entry)) for entry in load_events().entries}):
        number = int.from_bytes(sha256(f"{pos} {phrase}".encode()).digest()[:8], "big")
        if number % PART == 0:
            frame = frames[pos][number // PART % len(frames[pos])]
            at = frame.index("{}")
            yield frame.format(phrase), at, at + len(phrase)


def phrase_of(entry: Entry) -> str:
    """As it is written: what stands before the trigger may be glued to it ("cease-fire")."""
    return entry.prefix + " ".join(entry.words[entry.at :]) if entry.prefix else " ".join(entry.words)
