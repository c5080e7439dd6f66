"""Attribution chains: whose words a stretch of text is, from the voice nearest to it outwards (codebook section 4)."""

from __future__ import annotations

from bisect import bisect_right
from itertools import accumulate

from dateline.frame.cue import cue_words
from dateline.types import Document, Span, Voice

FIRST_PERSON = frozenset(("i", "we", "me", "us", "my", "our", "myself", "ourselves"))
Row = tuple[Span, int, int, Voice]
"""A piece of content; whose voice stands nearer when two have the same words; text order of the cues; the voice."""


class Chains:
    """The chains of one document, indexed once. The report itself, always last, is left out."""

    def __init__(self, document: Document) -> None:
        self._rows: list[Row] = sorted(
            ((content, nearness(document, voice), order, voice)
             for order, voice in enumerate(document.attributions) for content in voice.content),
            key=lambda row: row[:3],
        )  # fmt: skip
        self._starts = [content.start for content, *_ in self._rows]
        self._reach = list(accumulate((content.end for content, *_ in self._rows), max))

    def of(self, span: Span) -> tuple[Voice, ...]:
        """The voices whose content holds the span, the smallest content first. A voice whose own cue is the span is
        not its own source: "X accused Y" is told by whoever reports it."""
        holding: list[Row] = []
        k = bisect_right(self._starts, span.start) - 1
        while k >= 0 and self._reach[k] >= span.end:
            content, _, _, voice = self._rows[k]
            if content.covers(span) and not span.overlaps(voice.cue):
                holding.append(self._rows[k])
            k -= 1
        holding.sort(key=lambda row: (len(row[0]), row[1], row[2]))
        return unique([voice for *_, voice in holding])


def chain_of(document: Document, span: Span) -> tuple[Voice, ...]:
    """The chain of one span. For many spans of a document, keep a Chains."""
    return Chains(document).of(span)


def nearness(document: Document, voice: Voice) -> int:
    """Who stands nearer to the same words: in "A, citing S, said C" S, in "C, said S, quoted by A" not A."""
    cue = voice.cue.text(document.text).lower()
    if not any(cue.rsplit(" ", 1)[-1].startswith(verb[:-1]) for verb in cue_words().quoting):
        return 1
    return 0 if cue.endswith("ing") else 2


def unique(voices: list[Voice]) -> tuple[Voice, ...]:
    """Each source once: "he said he believed that C" is one voice, its nearest cue kept. Who says "I" in what
    another says is that other."""
    found: list[Voice] = []
    for k, voice in enumerate(voices):
        if is_speaker(voice) and k + 1 < len(voices):
            continue
        key = source_key(voice)
        if key is None or all(source_key(other) != key for other in found):
            found.append(voice)
    return tuple(found)


def is_speaker(voice: Voice) -> bool:
    return voice.source is not None and voice.source.text.lower() in FIRST_PERSON


def source_key(voice: Voice) -> object:
    """What tells two sources apart: the entity, else the antecedent, else the words."""
    source = voice.source
    if source is None:
        return None
    if source.entity is not None:
        return source.entity.id
    return source.antecedent or (source.span if source.form != "pronoun" else (source.text.lower(), source.start))
