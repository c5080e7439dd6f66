"""A report: one article as it was delivered, before anybody has read it."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Encoding:
    """How the delivered bytes became text: the codec, and what decided for it.

    `decided_by` is one of "bom", "declared", "utf-8", "detected", "fallback"; `replaced` counts the
    bytes that were no text in that codec and became U+FFFD.
    """

    name: str
    decided_by: str
    replaced: int = 0


@dataclass(frozen=True, slots=True)
class Edition:
    """A link from a report to the same story in another language (BCP 47 tag)."""

    language: str
    url: str


@dataclass(frozen=True, slots=True)
class Report:
    """What is known of an article from its delivery; `published` is an ISO 8601 date or None."""

    id: str
    sha256: str
    title: str | None = None
    source: str | None = None
    published: str | None = None
    language: str | None = None
    url: str | None = None
    editions: tuple[Edition, ...] = ()
    encoding: Encoding = Encoding("utf-8", "utf-8")
    path: str = ""
    format: str = "text"
    size: int = 0
