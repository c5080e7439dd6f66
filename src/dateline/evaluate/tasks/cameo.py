"""Quad class and actor and recipient spans of single news sentences (the training parts of the CAMEO sets that
ConfliBERT was measured on). Every fifth sentence, by a hash of its text, is the development part."""

from __future__ import annotations

from collections.abc import Iterator
from hashlib import sha256
from pathlib import Path

from dateline.evaluate.score import Result, calibration_error, macro_f1, share
from dateline.ontology.crosswalk import class_of, is_demand
from dateline.pipeline import Pipeline
from dateline.read.text import document_of
from dateline.types import Document, Mention, Span, Statement

QUADS = ("neutral", "verbal_cooperation", "material_cooperation", "verbal_conflict", "material_conflict")


def run(data: Path, limit: int | None) -> Result:
    """Scores the development fifth: accuracy and macro-F1 of the class, F1 of source and target spans."""
    result = Result("cameo")
    pipeline = Pipeline()
    pairs: list[tuple[str, str]] = []
    told: list[tuple[str, str]] = []
    for text, label in [row for row in read_classes(data / "class_train.tsv") if is_dev(row[0])][:limit]:
        document = pipeline(document_of(text))
        found = quad_of(document)
        pairs.append((QUADS[label], found))
        told.append((QUADS[label], quad_told(document)))
        result.count("event or none").add(["event"] if label else [], ["event"] if found != "neutral" else [])
        if found != QUADS[label]:
            result.miss(f"{QUADS[label]} read as {found}", "class", QUADS[label], found, text)
        result.close()
    labels = {squeeze(text): QUADS[label] for text, label in read_classes(data / "class_train.tsv")}
    rows: list[tuple[float, bool]] = []
    for text, spans in [row for row in read_spans(data / "ner_train.txt") if is_dev(row[0])][:limit]:
        document = pipeline(document_of(text))
        score_spans(result, document, spans)
        result.close()
        event = main_event(document)
        if event is not None and squeeze(text) in labels:
            rows.append((event.confidence, is_right(document, event, labels[squeeze(text)], spans)))
    result.measure("row right", [ok for _, ok in rows], share)
    result.figures["rows"] = len(rows)
    result.figures["expected calibration error"] = calibration_error(rows)
    result.cases = len(pairs)
    result.measure("quad accuracy", [a == b for a, b in pairs], share)
    result.measure("quad macro-F1", pairs, macro_f1)
    result.measure("quad macro-F1 of the surest statement", told, macro_f1)
    result.notes.append("Best published, test part: class macro-F1 0.895, spans F1 0.740 (ConfliBERT).")
    return result


SURE = 0.6
"""Probability of a class from which the trained reader decides, chosen on this development part."""


def squeeze(text: str) -> str:
    """The text without spaces: the two files space their sentences differently."""
    return "".join(text.split())


def is_dev(text: str) -> bool:
    return int(sha256(squeeze(text).encode()).hexdigest(), 16) % 5 == 0


def is_right(document: Document, event: Statement, quad: str, gold: list[tuple[str, Span]]) -> bool:
    """Class, actors and recipients all right: each gold span is met, and nothing else is named."""
    if quad_of(document) != quad:
        return False
    for letter, found in (("S", event.actors), ("T", event.recipients)):
        spans = [span for kind, span in gold if kind == letter]
        met = [any(span.covers(h) for span in spans for h in places_of(document, m)) for m in found]
        missed = [s for s in spans if not any(s.covers(h) for m in found for h in places_of(document, m))]
        if missed or not all(met):
            return False
    return True


def read_classes(path: Path) -> Iterator[tuple[str, int]]:
    for line in path.read_text("utf-8").splitlines():
        text, _, label = line.rpartition("\t")
        if text:
            yield text, int(label)


def read_spans(path: Path) -> Iterator[tuple[str, list[tuple[str, Span]]]]:
    """Sentences joined with spaces, with (S or T, span) pairs."""
    for chunk in path.read_text("utf-8").split("\n\n"):
        rows = [line.split(" ") for line in chunk.splitlines() if line.strip()]
        text, spans = "", []
        for word, tag in ((row[0], row[-1]) for row in rows):
            start = len(text) + bool(text)
            text = f"{text} {word}" if text else word
            if tag.startswith("B-"):
                spans.append((tag[2:], Span(start, len(text))))
            elif tag.startswith("I-") and spans:
                spans[-1] = (spans[-1][0], Span(spans[-1][1].start, len(text)))
        if text:
            yield text, spans


def main_event(document: Document) -> Statement | None:
    """The event a reader would name first: of the class that the trained reader is sure of, told as fact before
    planned, highest in the sentence's tree."""
    syntax = document.syntax
    assert syntax is not None
    events = [s for s in document.statements if s.kind == "event"]
    sure = sure_class(document)

    def key(statement: Statement) -> tuple[bool, bool, bool, int, int]:
        token = next(iter(syntax.within(statement.trigger)))
        other = sure is not None and class_told(document, statement) != sure
        return other, statement.background, statement.about is not None, len(list(syntax.ancestors(token))), token

    return min(events, key=key, default=None)


def quad_of(document: Document) -> str:
    """The class that the trained reader is sure of, else that of the main event, neutral when there is none."""
    if sure := sure_class(document):
        return sure
    event = main_event(document)
    return class_told(document, event) if event else "neutral"


def quad_told(document: Document) -> str:
    """What those see who read the statements alone: the class of the event of the highest confidence."""
    events = [s for s in document.statements if s.kind == "event"]
    event = max(events, key=lambda s: s.confidence, default=None)
    return class_told(document, event) if event else "neutral"


def sure_class(document: Document) -> str | None:
    """The likeliest class of the text by the trained reader; None where it is in doubt, or there is none."""
    quads = document.hints.quads if document.hints else ()
    means = {name: sum(quad[name] for quad in quads) / len(quads) for name in (quads[0] if quads else ())}
    top = max(means, key=lambda name: means[name], default=None)
    return top if top is not None and means[top] >= SURE else None


def class_told(document: Document, event: Statement) -> str:
    """The class of an event by the crosswalk to CAMEO root codes."""
    return class_of(event.type, event.type == "REQUEST" and is_demand(event.trigger.text(document.text)))


def score_spans(result: Result, document: Document, gold: list[tuple[str, Span]]) -> None:
    event = main_event(document)
    found: dict[str, tuple[Mention, ...]] = {
        "S": event.actors if event else (), "T": event.recipients if event else (),
    }  # fmt: skip
    for letter, name in (("S", "actors"), ("T", "recipients")):
        spans = [span for kind, span in gold if kind == letter]
        count = result.count(f"{name} (head inside)")
        heads = [places_of(document, m) for m in found[letter]]
        hits = {span for span in spans if any(span.covers(h) for places in heads for h in places)}
        count.tp += len(hits)
        count.fn += len(spans) - len(hits)
        count.fp += sum(not any(span.covers(h) for span in spans for h in places) for places in heads)
        for span in spans:
            if span not in hits:
                words = ", ".join(m.text for m in found[letter])
                kind = f"{name}: no event" if event is None else f"{name}: {'other' if words else 'none'}"
                result.miss(kind, event.type if event else "", span.text(document.text), words, document.text)


def places_of(document: Document, mention: Mention) -> list[Span]:
    """Where the mention stands for its entity: its head word, and what it refers back to."""
    assert document.syntax is not None
    token = document.syntax.tokens[mention.head]
    return [Span(token.start, token.end), *([mention.antecedent] if mention.antecedent else [])]
