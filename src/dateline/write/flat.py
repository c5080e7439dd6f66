"""The flat profile of CSV and Parquet: one statement a row, no nested columns. One line a column.

A list stands in one cell, its items separated by ";" (one inside an item is written as ","). The lists of one
mention family (`actors`, `actor_ids`, ...) have the same number of items, empty where nothing is known.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from typing import NamedTuple

from dateline.types import Document, Figure, Mention, Statement
from dateline.write.glyph import encodable
from dateline.write.phrase import figure_words, voice_name

Cell = str | int | float | bool | None
Value = Callable[[Document, Statement], Cell]


class Column(NamedTuple):
    name: str
    kind: str
    """string, integer, number or boolean."""
    value: Value
    meaning: str


def items(words: Iterable[str | None]) -> str | None:
    """A list as one cell; None when there is nothing in it."""
    return ";".join((word or "").replace(";", ",") for word in words) or None


def mentions(family: str, part: Callable[[Document, Mention], str | None]) -> Value:
    """A list column over the actors or the recipients."""

    def value(document: Document, statement: Statement) -> Cell:
        return items(part(document, mention) for mention in getattr(statement, family))

    return value


def entity_field(field: str) -> Callable[[Document, Mention], str | None]:
    return lambda document, mention: getattr(mention.entity, field, None)


def codes(mention: Mention) -> str:
    return " ".join(mention.entity.roles) if mention.entity else ""


def family(name: str, one: str) -> list[Column]:
    """The columns of the actors or of the recipients."""
    return [
        Column(name, "string", mentions(name, lambda d, m: m.span.text(d.text)), f"words of the {name}"),
        Column(f"{one}_spans", "string", mentions(name, lambda d, m: f"{m.start}-{m.end}"), "their code points"),
        Column(f"{one}_ids", "string", mentions(name, entity_field("id")), "their entity ids"),
        Column(f"{one}_names", "string", mentions(name, entity_field("name")), "their entity names"),
        Column(f"{one}_countries", "string", mentions(name, entity_field("country")), "ISO alpha-3"),
        Column(f"{one}_roles", "string", mentions(name, lambda d, m: codes(m)), "role codes of each, by spaces"),
    ]  # fmt: skip


def place(field: str) -> Value:
    return lambda d, s: getattr(s.place, field) if s.place else None


def time(field: str) -> Value:
    return lambda d, s: getattr(s.time, field) if s.time else None


def first(field: str, role: str | None = None) -> Value:
    """A field of the first figure (of the role)."""

    def value(document: Document, statement: Statement) -> Cell:
        found: Figure | None = next((f for f in statement.figures if role in (None, f.role)), None)
        cell: Cell = getattr(found, field) if found else None
        return float(cell) if isinstance(cell, int) else cell

    return value


COLUMNS: tuple[Column, ...] = (
    Column("statement_id", "string", lambda d, s: s.id, "content hash, the same for the same input"),
    Column("report_id", "string", lambda d, s: d.report.id, "the report it stands in"),
    Column("report_sha256", "string", lambda d, s: d.report.sha256, "hash of the delivered bytes"),
    Column("published", "string", lambda d, s: d.report.published, "ISO date of the report"),
    Column("source_name", "string", lambda d, s: d.report.source, "who published it"),
    Column("title", "string", lambda d, s: d.report.title, "title of the report"),
    Column("url", "string", lambda d, s: d.report.url, "address of the report"),
    Column("kind", "string", lambda d, s: s.kind, "event, relation or figure"),
    Column("type", "string", lambda d, s: s.type, "PLOVER event type, relation, or figure"),
    Column("modes", "string", lambda d, s: items(s.modes), "list"),
    Column("contexts", "string", lambda d, s: items(s.contexts), "list"),
    Column("trigger", "string", lambda d, s: s.trigger.text(d.text), "the word that signals it"),
    Column("trigger_start", "integer", lambda d, s: s.trigger.start, "first code point of the trigger"),
    Column("trigger_end", "integer", lambda d, s: s.trigger.end, "code point after the trigger"),
    Column("sentence", "string", lambda d, s: s.sentence.text(d.text), "the sentence it stands in"),
    Column("sentence_start", "integer", lambda d, s: s.sentence.start, "first code point of the sentence"),
    Column("sentence_end", "integer", lambda d, s: s.sentence.end, "code point after the sentence"),
    *family("actors", "actor"),
    *family("recipients", "recipient"),
    Column("place_text", "string", lambda d, s: s.place.span.text(d.text) if s.place else None, "words of the place"),
    Column("place_name", "string", place("name"), "its gazetteer name"),
    Column("gazetteer_id", "string", place("gazetteer_id"), "its gazetteer id"),
    Column("country", "string", place("country"), "its country, ISO alpha-3"),
    Column("latitude", "number", place("latitude"), "WGS 84 degrees; empty for countries and the unresolved"),
    Column("longitude", "number", place("longitude"), "WGS 84 degrees"),
    Column("precision", "string", place("precision"), "exact, city, district, province, country, region"),
    Column("time_text", "string", lambda d, s: s.time.span.text(d.text) if s.time else None, "words of the time"),
    Column("time_start", "string", time("start"), "ISO date; empty when unstated or open"),
    Column("time_end", "string", time("end"), "ISO date, included"),
    Column("grain", "string", time("grain"), "day, week, month, ..."),
    Column("figures", "string", lambda d, s: items(figure_words(d, f) for f in s.figures), "all figures, list"),
    Column("figure_role", "string", first("role"), "role of the first figure"),
    Column("figure_low", "number", first("low"), "its lower bound"),
    Column("figure_high", "number", first("high"), "its upper bound"),
    Column("figure_hedge", "string", first("hedge"), "about, at least, ..."),
    Column("figure_unit", "string", first("unit"), "counted noun or ISO 4217 currency"),
    Column("fatalities_low", "number", first("low", "killed"), "lower bound of the first figure of killed"),
    Column("fatalities_high", "number", first("high", "killed"), "its upper bound"),
    Column("sources", "string", lambda d, s: " > ".join(voice_name(d, v) for v in s.attribution) or None,
           "the chain, nearest voice first; empty: the report's own voice"),
    Column("cues", "string", lambda d, s: items(v.cue.text(d.text) for v in s.attribution), "cue of each voice, list"),
    Column("stances", "string", lambda d, s: items(v.stance for v in s.attribution), "stance of each voice, list"),
    Column("status", "string", lambda d, s: s.status, "actual, future, requested, possible, hypothetical, denied"),
    Column("aspect", "string", lambda d, s: s.aspect, "once, ongoing, habitual"),
    Column("background", "boolean", lambda d, s: s.background, "history, not today's news"),
    Column("about", "string", lambda d, s: s.about, "id of the statement whose content this is"),
    Column("confidence", "number", lambda d, s: float(s.confidence), "calibrated probability that the row is right"),
    Column("by", "string", lambda d, s: s.by, "stage and version that made it"),
)  # fmt: skip


def cells(document: Document) -> Iterator[list[Cell]]:
    """One row of cells for each statement, in the order of COLUMNS."""
    for statement in document.statements:
        row = (column.value(document, statement) for column in COLUMNS)
        yield [encodable(cell) if isinstance(cell, str) else cell for cell in row]
