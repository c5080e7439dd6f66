"""A lesson: one statement as a person says it should be, from a line written by hand or from a reviewed statement."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from dateline.errors import DatelineError
from dateline.ontology.lexicon import RELATIONS, event_types
from dateline.read.text import document_of
from dateline.types import Document
from dateline.types.statement import STATUSES

FIGURE = "FIGURE"
NAME = re.compile(r"[A-Z][A-Z0-9_]{1,39}$")
FORM = 'write {"text": "...", "trigger": "looted", "type": "LOOTING", "status": "actual"}, or see docs/train.md'


@dataclass(frozen=True, slots=True)
class Lesson:
    """Characters `start` to `end` (exclusive) of the document's text trigger a statement of this type; of none where
    the type is None. `status` is None where nobody says. `quad` is the class of a type that the codebook does not
    have. `where` names the line it comes from."""

    document: Document
    start: int
    end: int
    type: str | None
    status: str | None = None
    quad: str | None = None
    where: str = ""


def by_hand(row: Mapping[str, Any], where: str) -> Lesson:
    """A line of text, start and end (or trigger, a word of the text), type, status and quad."""
    text = row["text"]
    if not isinstance(text, str) or not text.strip():
        raise DatelineError("the text is empty", where=where, cure=FORM)
    if "type" not in row:
        raise DatelineError("no type is given", where=where, cure='give "type", null where the word triggers nothing')
    start, end = place(row, text, where)
    type_ = type_named(row["type"], where)
    return Lesson(document_of(text, title=""), start, end, type_, status_of(row, where), quad_of(row, where), where)


def of_statement(row: Mapping[str, Any], review: str, where: str) -> Lesson:
    """A reviewed statement as the contract has it (codebook section 8), with its sentence for a text."""
    sentence, trigger = row["sentence"], row["trigger"]
    text, start, end = (sentence["text"], *(trigger[key] - sentence["start"] for key in ("start", "end")))
    if not 0 <= start < end <= len(text) or text[start:end] != trigger.get("text", text[start:end]):
        raise DatelineError("the trigger is not where the row says", where=where, cure="export the row again")
    return told(document_of(text, title=""), start, end, row, review, where)


def told(document: Document, start: int, end: int, row: Mapping[str, Any], review: str, where: str) -> Lesson:
    """What a review says of a statement: a rejected one should not be there."""
    if review == "rejected":
        return Lesson(document, start, end, None, where=where)
    type_ = FIGURE if row["kind"] == "figure" else type_named(row["type"], where)
    return Lesson(document, start, end, type_, status_of(row, where), where=where)


def place(row: Mapping[str, Any], text: str, where: str) -> tuple[int, int]:
    """Where the trigger stands."""
    if "start" in row or "end" in row:
        start, end = row.get("start"), row.get("end")
        if not (isinstance(start, int) and isinstance(end, int) and 0 <= start < end <= len(text)):
            what = f"{start} to {end} is no part of the text, which has {len(text)} characters"
            raise DatelineError(what, where=where, cure='count characters from 0, or give "trigger" instead')
        return start, end
    word = row.get("trigger")
    if not isinstance(word, str) or not word.strip():
        raise DatelineError("nothing says which word it is", where=where, cure=FORM)
    found = [hit.start() for hit in re.finditer(rf"(?<!\w){re.escape(word)}(?!\w)", text)]
    if len(found) != 1:
        what = f"{word!r} stands {len(found)} times in the text"
        raise DatelineError(what, where=where, cure='give "start" and "end", characters counted from 0')
    return found[0], found[0] + len(word)


def type_named(value: Any, where: str) -> str | None:
    """A relation, FIGURE, or a type in capitals, of the codebook or new."""
    if value is None or value in RELATIONS:
        return value if value is None else str(value)
    if not isinstance(value, str) or not NAME.match(value.upper()):
        cure = "use letters, digits and _ for a new type, null where the word triggers nothing"
        raise DatelineError(f"{value!r} is no name of a type", where=where, cure=cure)
    return value.upper()


def status_of(row: Mapping[str, Any], where: str) -> str | None:
    status = row.get("status")
    if status is not None and status not in STATUSES:
        raise DatelineError(f"{status!r} is no status", where=where, cure=f"use one of {', '.join(STATUSES)}")
    return status if row.get("type") is not None else None


def quad_of(row: Mapping[str, Any], where: str) -> str | None:
    quads = dict.fromkeys(type_.quad for type_ in event_types().values() if type_.quad)
    quad = row.get("quad")
    if quad is not None and quad not in quads:
        cure = f"use one of {', '.join(quads)}, or leave it out"
        raise DatelineError(f"{quad!r} is no class", where=where, cure=cure)
    return quad
