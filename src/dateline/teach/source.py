"""Lessons from files: lines written by hand, reviewed statements, whole exported records; every line accounted for."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import orjson

from dateline.errors import DatelineError
from dateline.store.verdict import judged, review_of, standing
from dateline.teach.lesson import FORM, Lesson, by_hand, of_statement, told
from dateline.types import Document, Judgement
from dateline.types.reading import Reading
from dateline.write.pack import row_of_line, unpack

RECORD = frozenset({"record", "failure", "member", "family", "episode", "actor"})
"""Lines of an exported record that teach nothing by themselves."""


@dataclass
class Source:
    """The lessons of a file, what was wrong with its lines, and how many were passed over for which reason."""

    lessons: list[Lesson] = field(default_factory=list)
    faults: list[DatelineError] = field(default_factory=list)
    passed: Counter[str] = field(default_factory=Counter)


def read_lessons(path: Path) -> Source:
    """All lessons of a JSONL file. Raises DatelineError where it cannot be read."""
    try:
        lines = path.read_bytes().splitlines()
    except OSError as error:
        raise DatelineError(f"cannot be read: {error.strerror}", where=str(path), cure="check the path") from error
    return lessons_of(lines, path.name)


def lessons_of(lines: Iterable[bytes], name: str) -> Source:
    """The lessons of lines; a bad line is a fault that names its number, and the rest goes on."""
    found, record = Source(), Record()
    for number, line in enumerate(lines, 1):
        where = f"{name}:{number}"
        try:
            if line.strip():
                take(row_of_line(line), where, found, record)
        except DatelineError as error:
            found.faults.append(error)
        except (ValueError, KeyError, TypeError, AttributeError, IndexError) as error:
            what = "is no JSON" if isinstance(error, orjson.JSONDecodeError) else f"cannot be used ({error!r})"
            found.faults.append(DatelineError(what, where=where, cure=FORM))
    record.teach(found)
    return found


def take(row: Mapping[str, Any], where: str, found: Source, record: Record) -> None:
    """One line into the lessons, the record that it is part of, or what is passed over."""
    if record.takes(row, where):
        return
    if "text" in row:
        found.lessons.append(by_hand(row, where))
    elif "change" in row:
        cure = "give `dateline find RECORD --review accepted --review edited --review rejected --format jsonl`"
        raise DatelineError("a change names ids and holds no words", where=where, cure=cure)
    elif "sentence" not in row:
        raise DatelineError("there is no text in it", where=where, cure=FORM)
    elif review := (row.get("record") or {}).get("review"):
        found.lessons.append(of_statement(row, review, where))
    else:
        found.passed["not reviewed"] += 1


class Record:
    """An exported record (`dateline export --format jsonl`): its reports with their whole text, and its judgements."""

    def __init__(self) -> None:
        self.begun = False
        self.documents: list[tuple[str, Document]] = []
        self.judgements: list[Judgement] = []

    def takes(self, row: Mapping[str, Any], where: str) -> bool:
        """Whether the line is the record's; its statements are read from its reports, the rejected too."""
        kind = row.get("kind")
        self.begun = self.begun or kind == "record"
        if not self.begun:
            return False
        parts = {key: value for key, value in row.items() if key != "kind"}
        if kind == "report":
            document = unpack(Reading, parts).document
            self.documents += [(where, document)] if document else []
        elif kind == "judgement":
            parts["kind"] = parts.pop("judgement")
            self.judgements.append(unpack(Judgement, parts))
        return kind in RECORD or kind in ("report", "judgement", "event", "relation", "figure")

    def teach(self, found: Source) -> None:
        """The lessons of the reviewed statements; the others are counted."""
        on: dict[str, list[Judgement]] = {}
        for judgement in standing(self.judgements):
            for target in judgement.targets:
                on.setdefault(target, []).append(judgement)
        for where, document in self.documents:
            for statement in document.statements:
                review = review_of(on.get(statement.id, ()))
                if review is None:
                    found.passed["not reviewed"] += 1
                    continue
                now = judged(statement, document.text, on[statement.id])
                row = {"kind": now.kind, "type": now.type, "status": now.status}
                at = f"{where}, statement {statement.id}"
                try:
                    found.lessons.append(told(document, now.trigger.start, now.trigger.end, row, review, at))
                except DatelineError as error:
                    found.faults.append(error)
