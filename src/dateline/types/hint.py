"""What the trained reader makes of the words of a text: probabilities that stages may follow, weigh or leave."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import NamedTuple


class NameHint(NamedTuple):
    """Tokens `first` to `last` (exclusive) are a name of `kind` PER, ORG, LOC or MISC; `score` is the lowest
    probability of its words."""

    first: int
    last: int
    kind: str
    score: float


class VoiceHint(NamedTuple):
    """Somebody is cited: tokens of the cue, of the source (none when it is not named), and of the content."""

    cue: tuple[int, ...]
    source: tuple[int, ...]
    content: tuple[int, ...]
    score: float


class EventHint(NamedTuple):
    """What one token tells if it is the trigger of a statement.

    `types` are probabilities of event types, relations and FIGURE, those above a hundredth; what is missing to 1
    is that of no statement. `status` and `aspect` are probabilities by name, `background` is one. `roles` hold for
    each role the tokens that fill it, with probabilities, those above a tenth.
    """

    types: Mapping[str, float]
    status: Mapping[str, float]
    aspect: Mapping[str, float]
    background: float
    roles: Mapping[str, tuple[tuple[int, float], ...]]


@dataclass(frozen=True)
class Hints:
    """The hints of one text, by token number; `pack` names the trained pack they come from.

    `factuality` are two numbers for every token, from -3 (certainly not so) to 3 (certainly so), if it told of an
    event: as annotators of news would put it, and those who ask whether it has happened. `quads` are for every
    sentence, in order, the probabilities of the five classes of its main event (neutral, verbal and material
    cooperation, verbal and material conflict).
    """

    pack: str
    names: tuple[NameHint, ...] = ()
    voices: tuple[VoiceHint, ...] = ()
    events: Mapping[int, EventHint] = field(default_factory=dict)
    factuality: tuple[tuple[float, float], ...] = ()
    quads: tuple[Mapping[str, float], ...] = ()
