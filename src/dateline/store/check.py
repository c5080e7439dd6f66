"""Whether the derived rows of a report are those that its reading and the judgements on it make."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any, NamedTuple

from dateline.store.alias import JOINED
from dateline.store.codec import decoder, from_json
from dateline.store.database import Database
from dateline.store.row import candidate_day, day_of, facets, forms
from dateline.store.token import searchable
from dateline.store.writer import filtered
from dateline.types.document import Document
from dateline.types.mention import Entity
from dateline.types.reading import Candidate, Reading

STATEMENTS = (
    "SELECT id, position, day, kind, type, status, background, first, last, confidence, source, review "
    "FROM statement WHERE report = ? ORDER BY position"
)
FACETS = (
    "SELECT s.id, f.field, f.value FROM facet f JOIN statement s ON s.n = f.statement "
    f"WHERE s.report = ? AND f.field <> '{JOINED}'"
)
WORDS = "SELECT start, text FROM sentence JOIN words ON words.rowid = n WHERE report = ?"


class Part(NamedTuple):
    """A table's rows of a report, as they are and as they should be; `fault` says what it is when they differ."""

    held: object
    right: object
    fault: str


def faults(database: Database, seen: Reading, reviews: Mapping[str, str]) -> Iterator[str]:
    """One line for each table; `seen` has its statements as judged, `reviews` says which are judged."""
    for part in parts(database, seen, reviews):
        if part.held != part.right:
            yield f"report {seen.key}: {part.fault}"


def parts(database: Database, seen: Reading, reviews: Mapping[str, str]) -> Iterator[Part]:
    document = seen.document or Document(None, "")  # type: ignore[arg-type]
    statements = document.statements

    def rows(sql: str) -> list[tuple[Any, ...]]:
        return [tuple(row) for row in database.rows(sql, (seen.key,))]

    counts = (len(statements), len(document.text), seen.failure, seen.recipe, seen.source, seen.published)
    held = rows("SELECT statements, length, failure, recipe, source, published FROM reading WHERE key = ?")
    yield Part(held, [counts], "what is told of it is not what was read")
    day = day_of(seen.published)
    right = [(s.id, k, day, *filtered(seen, s), reviews.get(s.id)) for k, s in enumerate(statements)]
    yield Part(rows(STATEMENTS), right, "its statements are not those that were read and judged")
    listed = {(s.id, *facet) for s in statements for facet in facets(s)}
    yield Part(set(rows(FACETS)), listed, "the filters do not hold its values")
    words = {s.sentence.start: searchable(s.sentence.text(document.text)) for s in statements}
    yield Part(dict(rows(WORDS)), words, "the search index does not hold its sentences")
    compared = rows("SELECT id, day, body FROM candidate WHERE report = ?")
    yield Part(
        {id_: (day, decoded(Candidate, body)) for id_, day, body in compared},
        {c.id: (candidate_day(c), c) for c in seen.candidates}, "what linking compares is not its statements",
    )  # fmt: skip
    named = rows("SELECT entity, form, mentions, body FROM form WHERE report = ?")
    yield Part(
        {(entity, form): (mentions, decoded(Entity, body)) for entity, form, mentions, body in named},
        forms(document), "the names are not those that it has",
    )  # fmt: skip


def decoded(kind: type, body: Any) -> object:
    """What a row holds; None where it is damaged."""
    try:
        return decoder(kind)(from_json(body.encode() if isinstance(body, str) else bytes(body)))
    except (ValueError, TypeError, KeyError):
        return None
