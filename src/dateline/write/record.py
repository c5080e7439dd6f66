"""One statement as the JSON-ready row of codebook section 8; keys always present, in the codebook's order."""

from __future__ import annotations

from typing import Any

from dateline.types import SCHEMA, Document, Entity, Figure, Mention, Place, Span, Statement, Time, Voice
from dateline.write.glyph import encodable

Row = dict[str, Any]


def row_of(document: Document, statement: Statement) -> Row:
    """The row of one statement of the document; every "text" is the document's text at "start" to "end"."""
    text = document.text
    return {
        "id": statement.id,
        "schema": SCHEMA,
        "report": report_row(document),
        "kind": statement.kind,
        "type": statement.type,
        "modes": list(statement.modes),
        "contexts": list(statement.contexts),
        "trigger": span_row(statement.trigger, text),
        "sentence": span_row(statement.sentence, text),
        "actors": [mention_row(mention, text) for mention in statement.actors],
        "recipients": [mention_row(mention, text) for mention in statement.recipients],
        "place": place_row(statement.place, text),
        "time": time_row(statement.time, text),
        "figures": [figure_row(figure, text) for figure in statement.figures],
        "attribution": [voice_row(voice, text) for voice in statement.attribution],
        "status": statement.status,
        "aspect": statement.aspect,
        "background": statement.background,
        "about": statement.about,
        "confidence": statement.confidence,
        "by": statement.by,
    }


def report_row(document: Document) -> Row:
    report = document.report
    row = {
        "id": report.id,
        "title": report.title,
        "source": report.source,
        "published": report.published,
        "language": report.language,
        "url": report.url,
        "sha256": report.sha256,
    }
    return {key: encodable(value) if value is not None else None for key, value in row.items()}


def span_row(span: Span, text: str) -> Row:
    return {"start": span.start, "end": span.end, "text": encodable(span.text(text))}


def mention_row(mention: Mention, text: str) -> Row:
    """A mention; `antecedent` is the span that a pronoun or short form refers back to, or null."""
    antecedent = mention.antecedent
    return {
        **span_row(mention.span, text),
        "entity": entity_row(mention.entity),
        "antecedent": span_row(antecedent, text) if antecedent else None,
    }


def entity_row(entity: Entity | None) -> Row | None:
    if entity is None:
        return None
    return {
        "id": encodable(entity.id),
        "name": encodable(entity.name),
        "kind": entity.kind,
        "country": entity.country,
        "roles": list(entity.roles),
    }


def place_row(place: Place | None, text: str) -> Row | None:
    if place is None:
        return None
    return {
        **span_row(place.span, text),
        "entity": entity_row(place.entity),
        "gazetteer_id": place.gazetteer_id,
        "name": encodable(place.name) if place.name is not None else None,
        "country": place.country,
        "latitude": place.latitude,
        "longitude": place.longitude,
        "precision": place.precision,
    }


def time_row(time: Time | None, text: str) -> Row | None:
    if time is None:
        return None
    return {"start": time.start, "end": time.end, "grain": time.grain, "span": span_row(time.span, text)}


def figure_row(figure: Figure, text: str) -> Row:
    return {
        "role": figure.role,
        "low": number(figure.low),
        "high": number(figure.high),
        "hedge": figure.hedge,
        "unit": encodable(figure.unit) if figure.unit is not None else None,
        "trend": figure.trend,
        "span": span_row(figure.span, text),
    }


def voice_row(voice: Voice, text: str) -> Row:
    return {
        "source": mention_row(voice.source, text) if voice.source else None,
        "cue": span_row(voice.cue, text),
        "content": [span_row(span, text) for span in voice.content],
        "stance": voice.stance,
        "named": voice.named,
        "said_time": time_row(voice.said_time, text),
        "said_place": place_row(voice.said_place, text),
    }


def number(value: float | None) -> float | int | None:
    """Whole numbers without a decimal point, where a double holds them exactly."""
    return int(value) if value is not None and abs(value) < 2**53 and float(value).is_integer() else value
