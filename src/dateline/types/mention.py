"""Words that stand for somebody or something, and what they were resolved to."""

from __future__ import annotations

from dataclasses import dataclass

from dateline.types.span import Span

KINDS = ("person", "organisation", "country", "place", "group")
"""Kinds of entity (codebook section 8)."""

FORMS = ("name", "nominal", "pronoun")


@dataclass(frozen=True, slots=True)
class Entity:
    """What a mention stands for. `id` is stable across reports (GeoNames, ISO 3166, or a slug of the name);
    `country` is ISO 3166 alpha-3; `roles` are PLOVER sector codes, most specific first."""

    id: str
    name: str
    kind: str
    country: str | None = None
    roles: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Mention:
    """A span that stands for an actor or a place.

    `head` is the index of its head token in the syntax; `kind` one of KINDS (or None where unknown, as for an
    unresolved pronoun); `form` one of FORMS; `antecedent` the span that a pronoun, short form or definite
    description refers back to; `entity` is None while unresolved.
    """

    start: int
    end: int
    text: str
    head: int
    kind: str | None
    form: str
    entity: Entity | None = None
    antecedent: Span | None = None

    @property
    def span(self) -> Span:
        return Span(self.start, self.end)


@dataclass(frozen=True, slots=True)
class Quotation:
    """Words between quotation marks; `span` leaves the marks out, `depth` counts the quotations around it.

    `pieces` are the parts when a quotation runs on over several paragraphs (one otherwise); `closed` is False
    when the closing mark is missing. `partial` marks a quotation of a few words inside somebody's sentence.
    """

    span: Span
    pieces: tuple[Span, ...]
    depth: int = 0
    closed: bool = True
    partial: bool = False
