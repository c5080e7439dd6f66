"""A statement: one thing a report says, with who says so and the words it came from."""

from __future__ import annotations

from dataclasses import dataclass

from dateline.types.mention import Mention
from dateline.types.span import Span
from dateline.types.values import Figure, Place, Time

SCHEMA = "dateline-statement/1"

STATUSES = ("actual", "future", "requested", "possible", "hypothetical", "denied")
ASPECTS = ("once", "ongoing", "habitual")
STANCES = (
    "asserts", "denies", "believes", "alleges", "claims-responsibility", "warns", "predicts", "asks", "promises",
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class Voice:
    """One link of an attribution chain: a source, the cue word, and what it is said to have said.

    `named` is False for "officials", "witnesses", "a source close to the talks".
    """

    source: Mention | None
    cue: Span
    content: tuple[Span, ...]
    stance: str = "asserts"
    named: bool = True
    said_time: Time | None = None
    said_place: Place | None = None


@dataclass(frozen=True, slots=True)
class Statement:
    """One event, relation or figure (codebook sections 1 to 5). `attribution` runs from the innermost voice
    outwards and leaves out the report itself: empty means that the report asserts it in its own voice."""

    id: str
    kind: str
    type: str
    trigger: Span
    sentence: Span
    modes: tuple[str, ...] = ()
    contexts: tuple[str, ...] = ()
    actors: tuple[Mention, ...] = ()
    recipients: tuple[Mention, ...] = ()
    place: Place | None = None
    time: Time | None = None
    figures: tuple[Figure, ...] = ()
    attribution: tuple[Voice, ...] = ()
    status: str = "actual"
    aspect: str = "once"
    background: bool = False
    about: str | None = None
    confidence: float = 0.5
    by: str = ""
