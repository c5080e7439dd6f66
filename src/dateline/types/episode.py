"""What is the same across reports: text families, episodes, actors. They are assembled, never stored as facts."""

from __future__ import annotations

from dataclasses import dataclass

from dateline.types.judgement import Link
from dateline.types.report import Report
from dateline.types.statement import Statement


@dataclass(frozen=True, slots=True)
class Family:
    """Reports that reprint or lightly edit one another. `id` is that of the earliest report (published, then id);
    `reports` are ids in that order; `fullest` is the longest of them; `agency` is whom their text is credited to."""

    id: str
    reports: tuple[str, ...]
    fullest: str
    links: tuple[Link, ...] = ()
    agency: str | None = None


@dataclass(frozen=True, slots=True)
class Member:
    """A statement as it stands in the record now, with its surroundings.

    `trigger` and `sentence` are the words of those spans. `family` and `episode` are ids (`episode` None for what
    is no happening); `review` is None, "accepted", "edited" or "rejected"; `agency` is that of the family.
    """

    report: Report
    statement: Statement
    trigger: str
    sentence: str
    family: str
    episode: str | None = None
    review: str | None = None
    agency: str | None = None


@dataclass(frozen=True, slots=True)
class Episode:
    """Statements about one happening, by publication, then id. Nothing is averaged or picked: every figure, place,
    time and actor stays on its statement. `id` is that of the first statement; `type` the commonest type."""

    id: str
    type: str
    members: tuple[Member, ...]
    links: tuple[Link, ...] = ()

    @property
    def voices(self) -> int:
        """Independent voices: text families, each counted once however often it was reprinted, and those that are
        credited to one agency counted as one."""
        return len({("agency", m.agency) if m.agency else ("family", m.family) for m in self.members})


@dataclass(frozen=True, slots=True)
class Actor:
    """An entity across reports. `entities` are the ids that reports gave it, `names` the forms of its name, both
    sorted; `id` is the commonest entity id, then the first."""

    id: str
    name: str
    kind: str
    country: str | None
    roles: tuple[str, ...]
    names: tuple[str, ...]
    entities: tuple[str, ...]
    links: tuple[Link, ...] = ()


@dataclass(frozen=True, slots=True)
class Coverage:
    """How many reports of a source and publication day were read and how many failed; None where unknown."""

    source: str | None
    day: str | None
    read: int
    failed: int
    silent: int
    """Read reports in which nothing was found."""
