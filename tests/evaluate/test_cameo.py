"""The class of a sentence: the trained reader's where it is sure, else that of the event a reader would name first."""

from __future__ import annotations

from dataclasses import replace

import pytest

from dateline.evaluate.tasks.cameo import main_event, quad_of, quad_told, sure_class
from dateline.pipeline import Pipeline
from dateline.read.text import document_of
from dateline.types import Document, Hints

TEXT = "Police in Kerovia freed a priest whom rebels had abducted."


@pytest.fixture
def document(monkeypatch: pytest.MonkeyPatch) -> Document:
    monkeypatch.setenv("DATELINE_PACK", "none")
    return Pipeline()(document_of(TEXT, published="2024-05-16"))


def heard(document: Document, **chances: float) -> Document:
    return replace(document, hints=Hints("made", quads=(chances,)))


def test_rules_alone_take_the_class_of_the_main_event(document: Document) -> None:
    event = main_event(document)
    assert sure_class(document) is None
    assert event is not None and event.type == "RETREAT"
    assert quad_of(document) == "material_cooperation"


def test_a_sure_reader_says_the_class_and_which_event_is_meant(document: Document) -> None:
    sure = heard(document, material_conflict=0.9, material_cooperation=0.1)
    event = main_event(sure)
    assert quad_of(sure) == "material_conflict"
    assert event is not None and event.type in ("ASSAULT", "COERCE")


def test_a_reader_in_doubt_leaves_it_to_the_rules(document: Document) -> None:
    doubtful = heard(document, material_conflict=0.55, material_cooperation=0.45)
    assert sure_class(doubtful) is None
    assert quad_of(doubtful) == "material_cooperation"


def test_a_text_without_events_is_neutral(document: Document) -> None:
    assert quad_of(replace(document, statements=())) == "neutral"
    assert quad_of(heard(replace(document, statements=()), neutral=0.5, material_conflict=0.5)) == "neutral"


def test_the_surest_statement_says_the_class_without_the_reader_s_head(document: Document) -> None:
    events = [replace(s, confidence=0.9 if s.type == "RETREAT" else 0.2) for s in document.statements]
    told = heard(replace(document, statements=tuple(events)), material_conflict=0.99)
    assert quad_told(told) == "material_cooperation"
    assert quad_told(replace(document, statements=())) == "neutral"
