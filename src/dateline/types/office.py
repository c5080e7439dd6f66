"""Offices across reports: who is named as holding one, on what days, by which statements. Never stored as facts."""

from __future__ import annotations

from dataclasses import dataclass, field


@dataclass(frozen=True, slots=True, order=True)
class Office:
    """`body` is the ISO 3166 alpha-3 code of a country or the entity id of a body; `name` is what it is called, and
    tells no two apart; `title` is as link/data/office.yaml spells it."""

    body: str
    name: str = field(compare=False)
    title: str

    @property
    def country(self) -> str | None:
        return None if ":" in self.body else self.body

    def __str__(self) -> str:
        return f"{self.title} of {self.name}"


@dataclass(frozen=True, slots=True)
class Holding:
    """One statement that names a person as holding an office on a day (ISO date; "" where it is of no known day), or,
    `past`, as having held it."""

    office: Office
    entity: str
    name: str
    country: str | None
    day: str
    report: str
    family: str
    statement: str
    past: bool = False


@dataclass(frozen=True, slots=True)
class Tenure:
    """What reports say of one holder of an office. `first` and `last` are the first and last day on which one names
    the person so, not the days of taking and leaving office; `texts` counts text families; `past` holds the days on
    which reports call the person a former holder. Reports and statements are ids, by day."""

    office: Office
    actor: str
    name: str
    entities: tuple[str, ...]
    days: tuple[str, ...]
    reports: tuple[str, ...]
    texts: int
    statements: tuple[str, ...]
    past: tuple[str, ...] = ()

    @property
    def first(self) -> str:
        """The first day, whether held or left by then."""
        return min((*self.days, *self.past))

    @property
    def last(self) -> str:
        """The last day on which the office is held; the first of the others where there is none."""
        return self.days[-1] if self.days else self.first


@dataclass(frozen=True, slots=True)
class Roster:
    """Holders of offices, by office and first day. `undated` are the ids of statements that name a holder on no day
    that is known, and are left out."""

    tenures: tuple[Tenure, ...] = ()
    undated: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Bearer:
    """Who may be meant by a bare office in a report of a day: `holder` is None where that is open. `tenures` are all
    that were weighed; `reason` says in words why; `by` is "person" where somebody decided so."""

    words: str
    entity: str
    office: Office
    day: str
    holder: Tenure | None
    reason: str
    tenures: tuple[Tenure, ...] = ()
    by: str = "link/1"
