"""Status and aspect against the realis of CASIE's cyber events: Actual, Other (planned, possible, denied), Generic.

Every tenth document is scored. Word lists were mended on errors of the same documents, so that the figure is not
held out.
"""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

from dateline.evaluate.score import Result, macro_f1, share
from dateline.frame.status import Statuses
from dateline.pipeline import Pipeline
from dateline.types import Block, Document, Report, Span, Syntax

EVERY = 10


def run(data: Path, limit: int | None) -> Result:
    """Accuracy and macro-F1 over the three classes."""
    result = Result("casie_realis")
    read = Pipeline().until("quantity")
    pairs: list[tuple[str, str]] = []
    for path in held_paths(data)[:limit]:
        row = json.loads(path.read_text(encoding="utf-8"))
        day = row["info"].get("date", "").replace("_", "-")
        report, text = Report(path.stem, "", published=day or None), row["content"]
        document = read(Document(report, text, blocks_of(text)))
        pairs += score(result, document, row)
    result.cases = len(pairs)
    result.measure("accuracy", [a == b for a, b in pairs], share)
    result.figures["always Actual"] = share([a == "Actual" for a, _ in pairs])
    result.measure("macro-F1", pairs, macro_f1)
    return result


def held_paths(data: Path) -> list[Path]:
    """The documents scored: never train on them."""
    return all_paths(data)[::EVERY]


def all_paths(data: Path) -> list[Path]:
    return sorted((data / "annotation").glob("*.json"), key=lambda p: int(p.stem))


def score(result: Result, document: Document, row: dict[str, Any]) -> list[tuple[str, str]]:
    syntax = document.syntax
    assert syntax is not None
    statuses, pairs = Statuses(document), []
    for hopper in row["cyberevent"]["hopper"]:
        for event in hopper["events"]:
            nugget = event["nugget"]
            span = Span(nugget["startOffset"], nugget["endOffset"])
            trigger = head_of(syntax, span)
            if trigger is None:
                continue
            status, aspect, _ = statuses.by_itself(trigger)
            expected, found = str(event["realis"]), realis(status, aspect)
            pairs.append((expected, found))
            result.count(expected).tp += expected == found
            result.count(expected).fn += expected != found
            if expected != found:
                result.count(found).fp += 1
                around = document.text[max(span.start - 80, 0) : span.end + 60]
                kind = f"{expected} called {status} {aspect}"
                result.miss(kind, document.report.id, span.text(document.text), found, " ".join(around.split()))
    return pairs


def realis(status: str, aspect: str) -> str:
    if status != "actual":
        return "Other"
    return "Generic" if aspect == "habitual" else "Actual"


def head_of(syntax: Syntax, span: Span) -> int | None:
    """The token of the span whose head stands outside it."""
    inside = syntax.within(span)
    return next((i for i in inside if syntax.tokens[i].head not in inside or syntax.tokens[i].head == i), None)


def blocks_of(text: str) -> tuple[Block, ...]:
    """A paragraph for every line, long ones cut at a blank."""
    blocks, at = [], 0
    for line in text.split("\n"):
        start, end = at, at + len(line)
        while end - start > 5000:
            cut = text.rfind(". ", start, start + 5000) + 1 or start + 5000
            blocks.append(Block(Span(start, cut)))
            start = cut
        if text[start:end].strip():
            blocks.append(Block(Span(start, end)))
        at = end + 1
    return tuple(blocks)
