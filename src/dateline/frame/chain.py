"""Attribution chains: whose words a stretch of text is, from the voice nearest to it outwards (codebook section 4)."""

from __future__ import annotations

from dateline.types import Document, Span, Voice


class Chains:
    """The chains of one document. The report itself, always last, is left out."""

    def __init__(self, document: Document) -> None:
        rows = [
            (content, sum(len(c) for c in voice.content), order, voice)
            for order, voice in enumerate(document.attributions) for content in voice.content
        ]  # fmt: skip
        self._rows: list[tuple[Span, int, int, Voice]] = sorted(rows, key=lambda row: row[:3])

    def of(self, span: Span) -> tuple[Voice, ...]:
        """The voices whose content holds the span, the smallest content first; a cue inside the span is not its own voice."""
        holding = []
        for content, size, order, voice in self._rows:
            if content.start > span.start:
                break
            if content.covers(span) and not span.overlaps(voice.cue):
                holding.append((len(content), size, order, voice))
        holding.sort(key=lambda row: row[:3])
        return unique([voice for *_, voice in holding])


def unique(voices: list[Voice]) -> tuple[Voice, ...]:
    """Each source once: "he said he believed that C" is one voice, its nearest cue kept."""
    found: list[Voice] = []
    for voice in voices:
        key = source_key(voice)
        if key is None or all(source_key(other) != key for other in found):
            found.append(voice)
    return tuple(found)


def source_key(voice: Voice) -> object:
    """What tells two sources apart: the entity, else the antecedent, else the words."""
    source = voice.source
    if source is None:
        return None
    if source.entity is not None:
        return source.entity.id
    return source.antecedent or (source.text.lower(), source.form != "pronoun" or source.start)
