"""Which place belongs to which verb: sentences with one marked verb and the places where it happened.

Every tenth sentence, by a hash of its text, is the development part; rows marked RELABEL are left out. The verb is
given, so that the choice of the place is scored and not the lexicon.
"""

from __future__ import annotations

import json
from collections.abc import Iterator
from hashlib import sha256
from pathlib import Path
from typing import Any
from zipfile import ZipFile

from dateline.evaluate.score import Result
from dateline.frame.context import Context
from dateline.frame.frame import Frame
from dateline.frame.setting import place_of
from dateline.pipeline import Pipeline
from dateline.read.text import document_of
from dateline.types import Document, Place, Span


def run(data: Path, limit: int | None) -> Result:
    """Scores the development tenth: F1 of the place of each marked verb, and over verbs that have one."""
    result = Result("event_location")
    pipeline = Pipeline().until("entity")
    for row in [row for row in read_rows(data / "labeled_text.jsonl.zip") if is_dev(row["text"])][:limit]:
        spans = [(s.get("label"), Span(s["start"], s["end"])) for s in row.get("spans") or ()]
        verbs = [span for label, span in spans if label == "VERB"]
        gold = [span for label, span in spans if label == "LOCATION"]
        torn = any(len(span.text(row["text"]).strip()) < 3 for span in gold)  # offsets that slipped in the data
        if len(verbs) == 1 and not torn:
            result.cases += 1
            score(result, pipeline(document_of(row["text"], title="")), verbs[0], gold)
            result.close()
    result.notes.append("Best published figure: none on this split.")
    return result


def read_rows(path: Path) -> Iterator[dict[str, Any]]:
    return (row for row in all_rows(path) if row.get("answer", "accept") == "accept" and not is_relabelled(row))


def all_rows(path: Path) -> Iterator[dict[str, Any]]:
    with ZipFile(path) as archive, archive.open("labeled_text.jsonl") as lines:
        for line in lines:
            rows = json.loads(line)
            yield from rows if isinstance(rows, list) else [rows]


def is_relabelled(row: dict[str, Any]) -> bool:
    return "RELABEL" in json.dumps(row.get("source", ""))


def held_texts(path: Path) -> set[str]:
    """The sentences of the development part and of the rows marked RELABEL: never train on them."""
    return {row["text"] for row in all_rows(path) if is_relabelled(row) or is_dev(row["text"])}


def is_dev(text: str) -> bool:
    return int(sha256(text.encode()).hexdigest(), 16) % 10 == 0


def score(result: Result, document: Document, verb: Span, gold: list[Span]) -> None:
    place = place_for(document, verb)
    hit = place is not None and any(span.overlaps(place.span) for span in gold)
    count = result.count("place of the verb")
    count.tp += hit
    count.fp += place is not None and not hit
    count.fn += bool(gold) and not hit
    if not hit and (place is not None or gold):
        kind = "missed" if place is None else "wrong place" if gold else "spurious"
        expected = ", ".join(span.text(document.text) for span in gold)
        result.miss(kind, verb.text(document.text), expected, place.text if place else "", document.text)


def place_for(document: Document, verb: Span) -> Place | None:
    """The place that the program would give an event with this verb as its trigger."""
    context = Context(document)
    tokens = context.syntax.within(verb)
    if not len(tokens):
        return None
    trigger = tokens[0]
    frame = Frame("event", "ASSAULT", trigger, (trigger,))
    frame.recipients = context.holders(context.grammar.roles(trigger).get("object", []))
    return place_of(context, frame, frozenset())
