"""What judgements make of statements: which of them stand, and what a statement is under those that do."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import replace

from dateline.errors import DatelineError
from dateline.store.edit import apply
from dateline.types.document import Document
from dateline.types.judgement import Judgement
from dateline.types.statement import Statement

VERDICTS = {"accept": "accepted", "reject": "rejected"}


def standing(judgements: Sequence[Judgement]) -> list[Judgement]:
    """Those that no standing judgement undoes, the undoing ones left out; in order."""
    undone: set[str] = set()
    kept = []
    for judgement in reversed(judgements):
        if judgement.id in undone:
            continue
        if judgement.kind == "undo":
            undone.update(judgement.targets)
        else:
            kept.append(judgement)
    return kept[::-1]


def review_of(judgements: Iterable[Judgement]) -> str | None:
    """accepted, rejected or edited, by the standing judgements on one statement."""
    judgements = list(judgements)
    verdicts = [VERDICTS[j.kind] for j in judgements if j.kind in VERDICTS]
    if verdicts and verdicts[-1] == "rejected":
        return "rejected"
    if any(j.kind == "edit" for j in judgements):
        return "edited"
    return verdicts[-1] if verdicts else None


def judged(statement: Statement, text: str, judgements: Iterable[Judgement]) -> Statement:
    """The statement with all standing edits. An edit that no longer fits, of a report that was read again with another
    text, is passed over: the reading stands."""
    for judgement in judgements:
        if judgement.kind == "edit":
            try:
                statement = apply(statement, text, judgement.changes, judgement.by)
            except DatelineError:
                continue
    return statement


def seen(document: Document, on: dict[str, list[Judgement]]) -> Document:
    """The document with its statements as judged; the rejected are there still."""
    if not any(s.id in on for s in document.statements):
        return document
    statements = (judged(s, document.text, on[s.id]) if s.id in on else s for s in document.statements)
    return replace(document, statements=tuple(statements))
