"""Judgements: what somebody, or a linker, decided about what is recorded. They are added, never changed."""

from __future__ import annotations

from dataclasses import dataclass

JUDGEMENTS = ("accept", "reject", "edit", "comment", "merge", "split", "undo", "redact")
"""Kinds of judgement.

accept, reject, edit, comment: of one target. merge: the targets are the same (statements: one happening, entities:
one actor, reports: one text family); split: they are not. undo: the target, a judgement, no longer holds. redact: the
target is taken out of statements, search and exports.
"""

SUBJECTS = ("statement", "report", "entity", "source", "judgement")
"""What the targets of a judgement are: ids of statements, reports, entities or judgements, or names of sources."""


@dataclass(frozen=True, slots=True)
class Change:
    """A field of a statement and its new value as JSON, in the form of codebook section 8."""

    field: str
    value: str


@dataclass(frozen=True, slots=True)
class Judgement:
    """`by` names who, `at` is the instant as ISO 8601 in UTC, `why` the reason given; `id` hashes all the rest."""

    id: str
    kind: str
    subject: str
    targets: tuple[str, ...]
    by: str
    at: str
    why: str | None = None
    changes: tuple[Change, ...] = ()


@dataclass(frozen=True, slots=True)
class Link:
    """A linker's decision that `right` belongs with `left`, with its confidence (0 to 1) and a reason one can read.

    It carries no time: the same reports and judgements give the same links. A split by somebody undoes it.
    """

    left: str
    right: str
    confidence: float
    reason: str
    by: str
