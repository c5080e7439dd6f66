"""Voices of the reader beside those of the rules."""

from __future__ import annotations

from dataclasses import replace

from dateline.frame.attribution import AttributionStage
from dateline.pipeline import Pipeline
from dateline.read.text import document_of
from dateline.types import Hints, Voice, VoiceHint


def voices(text: str, cue: str, source: str, content: str, score: float = 0.95) -> list[Voice]:
    """What the attribution stage gives when the reader hears these words as cue, source and content."""
    document = Pipeline().until("entity")(document_of(text, published="2024-05-16"))
    syntax = document.syntax
    assert syntax is not None

    def words(part: str) -> tuple[int, ...]:
        start = text.find(part)
        return tuple(t.i for t in syntax.tokens if part and start <= t.start and t.end <= start + len(part))

    hint = VoiceHint(words(cue), words(source), words(content), score)
    return list(AttributionStage()(replace(document, hints=Hints("made", voices=(hint,)))))


TEXT = "The bridge had been blown up, blarneyed the mayor of Kidal in a letter."


def test_a_word_of_saying_that_no_list_has_is_heard() -> None:
    (voice,) = voices(TEXT, "blarneyed", "the mayor of Kidal", "The bridge had been blown up")
    assert voice.source is not None and "mayor" in voice.source.text
    assert [span.text(TEXT) for span in voice.content] == ["The bridge had been blown up"]


def test_a_doubtful_cue_is_not() -> None:
    assert voices(TEXT, "blarneyed", "the mayor of Kidal", "The bridge had been blown up", 0.3) == []


def test_a_cue_without_content_is_not() -> None:
    assert voices(TEXT, "blarneyed", "the mayor of Kidal", "") == []
