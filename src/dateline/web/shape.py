"""What each route answers, for the API's description. Nothing is checked against it while serving; a test does."""

from __future__ import annotations

from typing import Annotated, Any

from pydantic import ConfigDict, WithJsonSchema
from typing_extensions import TypedDict

CONTRACT: dict[str, Any] = {
    "type": "object", "required": ["id", "kind", "type", "record"],
    "description": "A statement as codebook section 8 and `dateline schema` have it, and behind it `record`.",
}  # fmt: skip
Statement = Annotated[dict[str, Any], WithJsonSchema(CONTRACT)]


class Closed(TypedDict):
    """Nothing but these keys, and all of them."""

    __pydantic_config__ = ConfigDict(extra="forbid")  # type: ignore[misc]


class Refusal(TypedDict):
    """What is wrong, and what to do. 409 has `newer` and `statement` too, 503 `reason`."""

    error: str
    cure: str


class Span(Closed):
    """Code points [start, end) of the report's text."""

    start: int
    end: int


class Words(Span):
    text: str


class HeldRecord(Closed):
    """`changed` is another number whenever the record changed; `linking`: episodes are being made anew."""

    name: str
    reports: int
    failed: int
    statements: int
    version: str
    episodes: int
    changed: int
    linking: bool


class Session(Closed):
    role: str
    name: str
    csrf: str
    blind: bool
    record: HeldRecord


class LoggedIn(Closed):
    name: str
    role: str
    csrf: str


class LoggedOut(Closed):
    ended: bool


class Named(Closed):
    name: str
    text: str
    id: str | None
    country: str | None
    roles: list[str]


class RowPlace(Closed):
    name: str
    country: str | None
    precision: str | None
    id: str | None


class RowTime(Closed):
    start: str | None
    end: str | None
    grain: str | None


class Bounds(Closed):
    low: float | None
    high: float | None
    hedge: str | None
    unit: str | None
    trend: str | None


class Figure(Bounds):
    role: str
    span: Words


class Row(Closed):
    """A statement in one flat row; `chain` names the voices, the nearest first."""

    id: str
    report: str
    title: str | None
    source: str | None
    published: str | None
    kind: str
    type: str
    mode: list[str]
    status: str
    aspect: str
    background: bool
    confidence: float
    sentence: Words
    trigger: Words
    actors: list[Named]
    recipients: list[Named]
    place: RowPlace | None
    time: RowTime | None
    figures: list[Figure]
    chain: list[str]
    episode: str | None
    family: str
    agency: str | None
    review: str | None
    version: int


class Rows(Closed):
    total: int
    rows: list[Row]
    after: str | None


class Change(Closed):
    field: str
    value: Any


class Judgement(Closed):
    id: str
    kind: str
    subject: str
    targets: list[str]
    by: str
    at: str
    why: str | None
    changes: list[Change]
    undone: bool


class Link(Closed):
    left: str
    right: str
    confidence: float
    reason: str
    by: str


class Stage(Closed):
    stage: str
    version: str


class Traced(Closed):
    """Half-open ranges of bytes of the delivered file, or why nobody knows."""

    sentence: list[int] | None
    trigger: list[int] | None
    missing: str | None


class Why(Closed):
    id: str
    statement: Statement
    sentence: Words
    stages: list[Stage]
    recipe: str | None
    family: list[str] | None
    episode: str | None
    links: list[Link]
    judgements: list[Judgement]
    traced: Traced


class Count(TypedDict, total=False):
    value: str | None
    count: int
    name: str


class Facets(TypedDict, total=False):
    type: list[Count]
    country: list[Count]
    status: list[Count]
    source: list[Count]
    mode: list[Count]
    review: list[Count]
    kind: list[Count]
    year: list[Count]


class ReportHead(Closed):
    id: str
    title: str | None
    source: str | None
    published: str | None
    language: str | None
    url: str | None
    sha256: str


class ReportRow(ReportHead):
    statements: int
    family: str
    agency: str | None


class Reports(Closed):
    total: int
    rows: list[ReportRow]
    after: str | None


class Block(Span):
    kind: str


class Loss(Closed):
    stage: str
    reason: str
    span: Words | None


class Report(ReportHead):
    text: str
    sentences: list[Span]
    blocks: list[Block]
    statements: list[Statement]
    losses: list[Loss]


class EpisodeRow(Closed):
    """`contradictions` names the sides that cannot all hold."""

    id: str
    type: str
    title: str
    start: str | None
    end: str | None
    place: str | None
    country: str | None
    actors: list[str]
    recipients: list[str]
    statements: int
    reports: int
    voices: int
    published: str | None
    contradictions: list[str]


class Episodes(Closed):
    total: int
    rows: list[EpisodeRow]
    after: str | None


class Value(TypedDict, total=False):
    words: str
    said: list[Any]
    low: float | None
    high: float | None
    hedge: str | None
    unit: str | None
    trend: str | None


class Side(Closed):
    side: str
    differ: bool
    values: list[Value]


class Voice(Closed):
    agency: str | None
    families: list[str]
    reports: list[str]


class Episode(Closed):
    id: str
    type: str
    voices: list[Voice]
    sides: list[Side]
    statements: list[Statement]
    links: list[Link]


class Decided(Closed):
    judgement: Judgement
    version: int
    versions: dict[str, int]
    changed: int
    linking: bool


class Judgements(Closed):
    total: int
    rows: list[Judgement]
    before: str | None


class Changes(Closed):
    rows: list[dict[str, Any]]
    after: int | None


class Field(Closed):
    field: str
    compared: int
    agreed: int
    raw: float | None
    kappa: float | None


class Disagreement(Closed):
    statement: str
    field: str
    a: Any
    b: Any
    settled: str | None


class Agreement(Closed):
    readers: list[str]
    everybody: list[str]
    items: int
    fields: list[Field]
    disagreements: list[Disagreement]
    left_out: int


class Vocabulary(Closed):
    types: dict[str, Any]
    relations: list[str]
    figures: list[str]
    statuses: list[str]
    aspects: list[str]
    stances: list[str]
    precisions: list[str]
    entity_kinds: list[str]
    hedges: list[str]
    trends: list[str]


class Audit(Closed):
    rows: list[dict[str, Any]]


class Map(Closed):
    """What is known as well as a point says is a point; the rest lies in areas and regions, or is unmapped."""

    total: int
    points: list[dict[str, Any]]
    areas: list[dict[str, Any]]
    regions: list[dict[str, Any]]
    unmapped: dict[str, Any]


class Timeline(Closed):
    by: str
    of: str
    grain: str
    total: int
    focus: dict[str, str] | None
    bars: list[dict[str, Any]]
    ranges: list[dict[str, Any]]
    ranges_left_out: int
    undated: dict[str, Any]


class Network(Closed):
    total: int
    nodes_total: int
    edges_total: int
    nodes: list[dict[str, Any]]
    edges: list[dict[str, Any]]
    left_out: list[dict[str, Any]]
    chosen: str


class Coverage(Closed):
    read: int
    failed: int
    silent: int
    statements: int
    sources: list[dict[str, Any]]
    days: list[dict[str, Any]]
    days_left_out: int
    failures: list[dict[str, Any]]
    failures_left_out: int
    silences: list[dict[str, Any]]
    silences_left_out: int
    losses: list[dict[str, Any]]
