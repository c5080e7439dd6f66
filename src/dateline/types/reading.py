"""What a run hands to a record, and what linking compares: small rows that are made once, where a report is read."""

from __future__ import annotations

from dataclasses import dataclass

from dateline.types.document import Document
from dateline.types.judgement import Link


@dataclass(frozen=True, slots=True)
class Candidate:
    """What two statements are compared by when it is asked whether they are about one happening.

    `start` and `end` are the stated time (ISO dates; None when unstated), `grain` as in Time; `actors` and
    `recipients` are entity ids, their countries ISO 3166 alpha-3; `figures` are (role, low, high), of which one number
    is None for "at least 41" and for "up to 40"; `words` are lemmas of the content words of the sentence, sorted;
    `topic` the most telling words of the whole report, most telling first; `trigger` is the lemma of the trigger and
    `position` its offset. `follows` is the id of an earlier statement of the report that this one tells more of ("The
    blast killed 12."): time and place are then that statement's where this one has none.
    """

    id: str
    report: str
    kind: str
    type: str
    published: str | None
    position: int
    trigger: str
    modes: tuple[str, ...] = ()
    status: str = "actual"
    background: bool = False
    start: str | None = None
    end: str | None = None
    grain: str | None = None
    place_id: str | None = None
    place_name: str | None = None
    country: str | None = None
    latitude: float | None = None
    longitude: float | None = None
    precision: str | None = None
    actors: tuple[str, ...] = ()
    recipients: tuple[str, ...] = ()
    actor_countries: tuple[str, ...] = ()
    recipient_countries: tuple[str, ...] = ()
    figures: tuple[tuple[str, float | None, float | None], ...] = ()
    words: tuple[str, ...] = ()
    topic: tuple[str, ...] = ()
    follows: str | None = None


@dataclass(frozen=True, slots=True)
class Reading:
    """One report, read or failed, under a recipe.

    `key` is the report's id (from the hash of the delivered bytes and its number in the delivery); `where` names
    the delivery. Exactly one of `document` (slim: with text, blocks, statements, losses) and `failure` (one line
    that says what and what to do) is set. `sketch` is the report's part in finding text families.
    """

    key: str
    recipe: str
    where: str
    source: str | None = None
    published: str | None = None
    document: Document | None = None
    failure: str | None = None
    sketch: bytes = b""
    candidates: tuple[Candidate, ...] = ()


@dataclass(frozen=True, slots=True)
class Sketched:
    """A report as the finder of text families sees it; `length` is that of its body in code points."""

    id: str
    published: str | None
    source: str | None
    length: int
    sketch: bytes


@dataclass(frozen=True, slots=True)
class EntityUse:
    """An entity id as reports used it: its name, kind, country, roles, and each form of its name with the number of
    mentions."""

    id: str
    name: str
    kind: str
    country: str | None
    roles: tuple[str, ...]
    forms: tuple[tuple[str, int], ...]


@dataclass(frozen=True, slots=True)
class Group:
    """Ids that belong together and the links that say so; `id` is that of the first member."""

    id: str
    members: tuple[str, ...]
    links: tuple[Link, ...] = ()
