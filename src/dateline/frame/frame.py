"""A frame: a statement in the making, still in token indices. Private to this room."""

from __future__ import annotations

from dataclasses import dataclass, field

from dateline.ontology.lexicon import Entry
from dateline.types import Figure


@dataclass(slots=True)
class Frame:
    """One predicate with its logical participants.

    `trigger` is a token index and `words` all token indices of a multi-word trigger; `also` holds the triggers
    of frames that were found to be the same happening and `senses` their entries; `about` is the frame whose
    content this one is;
    `speaker` is the token of whoever gives a number with the trigger itself ("officials put the toll at 35");
    `heard` says that its type is the trained reader's and not the lexicon's;
    `refused` says that the trigger's own "will not" made it a refusal, which did happen;
    `doubts` are reasons of the rules against it that the trained reader may outweigh, `traits` all that it is weighed
    by (trait.py); `dropped` says why it is no statement.
    """

    kind: str
    type: str
    trigger: int
    words: tuple[int, ...]
    entry: Entry | None = None
    modes: list[str] = field(default_factory=list)
    contexts: list[str] = field(default_factory=list)
    actors: list[int] = field(default_factory=list)
    recipients: list[int] = field(default_factory=list)
    figures: list[Figure] = field(default_factory=list)
    also: list[int] = field(default_factory=list)
    senses: dict[int, Entry] = field(default_factory=dict)
    about: Frame | None = None
    speaker: int | None = None
    heard: bool = False
    refused: bool = False
    doubts: list[str] = field(default_factory=list)
    traits: dict[str, float] = field(default_factory=dict)
    dropped: str = ""

    @property
    def triggers(self) -> list[int]:
        return [self.trigger, *self.also]
