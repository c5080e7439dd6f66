"""Edits: values in the form of codebook section 8, checked, and put into a statement."""

from __future__ import annotations

import json
from collections.abc import Callable, Sequence
from dataclasses import fields, replace
from typing import Any

from dateline.errors import DatelineError
from dateline.types.judgement import Change
from dateline.types.mention import KINDS, Entity, Mention
from dateline.types.span import Span
from dateline.types.statement import ASPECTS, STATUSES, Statement
from dateline.types.values import Figure, Place, Time

NO_TOKEN = -1
"""Head of a mention that a reviewer marked: there is no parse beside it."""


def apply(statement: Statement, text: str, changes: Sequence[Change], by: str) -> Statement:
    """The statement with new values, made by the reviewer. Raises DatelineError for a value that it cannot have."""
    new = {change.field: read(change, text) for change in changes}
    edited = replace(statement, **new, by=by)
    check_type(edited)
    return edited


def read(change: Change, text: str) -> Any:
    if change.field not in FIELDS:
        cure = f"edit one of {', '.join(FIELDS)}"
        raise DatelineError(f"a statement's {change.field!r} cannot be edited", cure=cure)
    try:
        return FIELDS[change.field](json.loads(change.value), text)
    except (ValueError, TypeError, KeyError, AttributeError) as error:
        what = f"{change.field}: {change.value[:80]} is no such value ({error})"
        raise DatelineError(what, cure="write it as `dateline find --format jsonl` shows it") from error


def check_type(statement: Statement) -> None:
    """Type and modes must be known; the ontology says which."""
    from dateline.ontology.lexicon import RELATIONS, event_types

    if statement.kind == "event":
        known = event_types()
        among("type", statement.type, tuple(known))
        for mode in statement.modes:
            among(f"mode of {statement.type}", mode, tuple(known[statement.type].modes))
    elif statement.kind == "relation":
        among("relation", statement.type, tuple(RELATIONS))


def among(name: str, value: str, known: Sequence[str]) -> str:
    if value not in known:
        cure = f"use one of {', '.join(known)}" if known else "leave it out"
        raise DatelineError(f"{value!r} is no {name}", cure=cure)
    return value


def words(value: Any, text: str) -> tuple[str, ...]:
    if not isinstance(value, list) or not all(isinstance(item, str) for item in value):
        raise ValueError("a list of words is needed")
    return tuple(value)


def one_of(known: Sequence[str], name: str) -> Callable[[Any, str], str]:
    return lambda value, text: among(name, string(value, text), known)


def string(value: Any, text: str) -> str:
    if not isinstance(value, str):
        raise ValueError("words are needed")
    return value


def truth(value: Any, text: str) -> bool:
    if not isinstance(value, bool):
        raise ValueError("true or false is needed")
    return value


def share(value: Any, text: str) -> float:
    if isinstance(value, bool) or not isinstance(value, (int, float)) or not 0 <= value <= 1:
        raise ValueError("a number from 0 to 1 is needed")
    return float(value)


def span(row: Any, text: str) -> Span:
    """A span of the report's text; words are taken from there and never from the edit."""
    start, end = row["start"], row["end"]
    if not (isinstance(start, int) and isinstance(end, int) and 0 <= start < end <= len(text)):
        raise ValueError(f"{start}-{end} is no part of the text, which has {len(text)} characters")
    return Span(start, end)


def entity(row: Any) -> Entity | None:
    if row is None:
        return None
    kind = among("kind of entity", row["kind"], KINDS)
    return Entity(str(row["id"]), str(row["name"]), kind, row.get("country"), tuple(row.get("roles") or ()))


def mentions(value: Any, text: str) -> tuple[Mention, ...]:
    return tuple(mention(row, text) for row in value)


def mention(row: Any, text: str) -> Mention:
    at, named = span(row, text), entity(row.get("entity"))
    back = span(row["antecedent"], text) if row.get("antecedent") else None
    return Mention(at.start, at.end, at.text(text), NO_TOKEN, named.kind if named else None, "name", named, back)


def place(row: Any, text: str) -> Place | None:
    if row is None:
        return None
    at = span(row, text)
    plain = {name: row.get(name) for name in ("gazetteer_id", "name", "country", "latitude", "longitude", "precision")}
    return Place(at.start, at.end, at.text(text), entity(row.get("entity")), **plain)


def time(row: Any, text: str) -> Time | None:
    return None if row is None else Time(span(row["span"], text), row["start"], row["end"], row["grain"])


def figures(value: Any, text: str) -> tuple[Figure, ...]:
    plain = {field.name for field in fields(Figure)} - {"span"}
    rows = [({key: item for key, item in row.items() if key in plain}, span(row["span"], text)) for row in value]
    return tuple(Figure(span=at, **row) for row, at in rows)


FIELDS: dict[str, Callable[[Any, str], Any]] = {
    "type": string, "modes": words, "contexts": words, "status": one_of(STATUSES, "status"),
    "aspect": one_of(ASPECTS, "aspect"), "background": truth, "confidence": share, "actors": mentions,
    "recipients": mentions, "place": place, "time": time, "figures": figures,
}  # fmt: skip
"""What of a statement may be edited. Its words and their places in the text are the report's."""
