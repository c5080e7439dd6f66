"""The twenty statements of one real report, listed from the codebook before the program had read it.

The report's text is not ours, so only offsets stand here; the test is skipped where the report is absent.
"""

from __future__ import annotations

import json
import os
from pathlib import Path
from typing import Any

import pytest

import dateline
from dateline.types import Document, Mention, Span, Statement

HERE = Path(__file__).parent
SHARED = Path(os.environ.get("DATELINE_SHARED", HERE.parents[2] / "shared"))
REPORT = next(iter(sorted((SHARED / "reports").glob("000_b93d*"))), None) if SHARED.is_dir() else None
EXPECTED: list[dict[str, Any]] = json.loads((HERE / "000_b93d.json").read_text())
NEEDED = 18


def overlaps(mention: Mention | None, span: list[int]) -> bool:
    """Whether the mention, or what it refers back to, stands at the span."""
    where = Span(*span)
    if mention is None:
        return False
    return mention.span.overlaps(where) or (mention.antecedent is not None and mention.antecedent.overlaps(where))


def agrees(document: Document, expected: dict[str, Any], found: Statement) -> list[str]:
    """The fields in which the found statement differs from what the codebook asks for."""
    wrong = []
    for side in ("actors", "recipients"):
        spans = expected.get(side)
        if spans is not None:
            mentions = getattr(found, side)
            if len(mentions) < len(spans) or not all(any(same(document, m, s) for m in mentions) for s in spans):
                wrong.append(f"{side}: {[m.text for m in mentions]}")
    if "chain" in expected:
        voices = [v.source for v in found.attribution]
        right = len(voices) == len(expected["chain"]) and all(
            same(document, m, s) for m, s in zip(voices, expected["chain"], strict=True))  # fmt: skip
        if not right:
            wrong.append(f"chain: {[v.text if v else None for v in voices]}")
    if "stance" in expected and expected["stance"] not in {v.stance for v in found.attribution}:
        wrong.append(f"stance: {[v.stance for v in found.attribution]}")
    if "figure" in expected:
        low, hedge, trend = expected["figure"]
        if not any((f.low, f.hedge, f.trend) == (low, hedge, trend) for f in found.figures):
            wrong.append(f"figures: {found.figures}")
    if "place" in expected and (found.place is None or not found.place.span.overlaps(Span(*expected["place"]))):
        wrong.append(f"place: {found.place and found.place.text}")
    if "time" in expected and (found.time is None or [found.time.start, found.time.end] != expected["time"]):
        wrong.append(f"time: {found.time}")
    for name in ("status", "aspect", "background"):
        if name in expected and getattr(found, name) != expected[name]:
            wrong.append(f"{name}: {getattr(found, name)}")
    if "mode" in expected and expected["mode"] not in found.modes:
        wrong.append(f"modes: {found.modes}")
    if "about" in expected and found.about is None:
        wrong.append("about: nothing")
    return wrong


def same(document: Document, source: Mention | None, span: list[int]) -> bool:
    """The same voice: there, or another mention of the same entity."""
    if overlaps(source, span):
        return True
    ids = {m.entity.id for m in document.mentions if m.entity and m.span.overlaps(Span(*span))}
    return source is not None and source.entity is not None and source.entity.id in ids


@pytest.mark.skipif(REPORT is None, reason="the shared reports are not here")
def test_the_report_is_recorded_as_the_codebook_says() -> None:
    assert REPORT is not None
    document = dateline.read(REPORT, published="2013-06-06")
    misses = []
    for number, expected in enumerate(EXPECTED, 1):
        same_kind = [s for s in document.statements if (s.kind, s.type) == (expected["kind"], expected["type"])]
        near = [s for s in same_kind if sentence_of(s, expected)]
        results = sorted((agrees(document, expected, s) for s in near), key=len)
        if not results or results[0]:
            misses.append(f"{number} {expected['type']}: {results[0] if results else 'not found'}")
    assert len(EXPECTED) - len(misses) >= NEEDED, "\n".join(misses)


def sentence_of(statement: Statement, expected: dict[str, Any]) -> bool:
    """The statement stands in the sentence of the expected trigger."""
    return statement.sentence.covers(Span(*expected["trigger"]))
