"""Plain text -> Document, and the one place where every reader's text becomes a document."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace
from hashlib import sha256
from itertools import islice
from typing import Any

from dateline.errors import ReadError
from dateline.lang import load
from dateline.read.block import LONGEST_TITLE, find_blocks, find_lines
from dateline.read.dateline import find_dateline
from dateline.read.published import date_in_url, parse_published, worded
from dateline.types import Block, Dateline, Document, Edition, Encoding, Loss, Report, Run, Span

HEADER = re.compile(r"([A-Z][A-Za-z ]{1,20}?)[ \t]*:[ \t]+(\S.{0,300})$")
DATE_LINE = re.compile(
    r"(?:(?:published|updated|posted|date)\b\W*(?:on|at)?\s*)?(?:(?:mon|tues?|wed(?:nes)?|thu(?:rs)?|fri|sat(?:ur)?|sun)(?:day)?,?\s+)?",
    re.I,
)
GLUED = re.compile(r" (?=[\"“]?(?:[A-Z]|\d+ [A-Za-z]))")
GLUED_CAPITALS = re.compile(r"[a-z\d?\"'”’)](?=[A-Z]{3})")
OPENING = 6
"""Blocks from the top among which a header, a date line or a dateline stands."""


@dataclass(frozen=True, slots=True)
class Card:
    """What a delivery says about a report beside its words. `title` is "" when there is to be none;
    `published` is as written, not yet parsed."""

    title: str | None = None
    published: str | None = None
    source: str | None = None
    language: str | None = None
    url: str | None = None
    editions: tuple[Edition, ...] = ()


@dataclass(frozen=True, slots=True)
class Delivered:
    """Where a report's words came from: hash and size of its bytes, how they were decoded, and their map."""

    sha256: str
    size: int
    encoding: Encoding
    origin: tuple[Run, ...]
    path: str = ""
    format: str = "text"


def document_of(
    text: str,
    *,
    title: str | None = None,
    published: str | None = None,
    source: str | None = None,
    language: str | None = "en",
    url: str | None = None,
    path: str = "",
) -> Document:
    """A document straight from a string. Its bytes are the string's UTF-8, lone surrogates let through.

    `title=""` says that no line of the text is to be taken for one. `published` is parsed as a delivery's is: a
    date that cannot be one is left out and noted in the document's losses.
    """
    data = text.encode("utf-8", "surrogatepass")
    origin = (Run(0, len(text), 0, len(data)),) if text else ()
    delivered = Delivered(sha256(data).hexdigest(), len(data), Encoding("utf-8", "utf-8"), origin, path)
    return compose(text, Card(title, published, source, language, url), delivered)


def compose(text: str, card: Card, delivered: Delivered) -> Document:
    """The document of a text: its blocks, dateline and what its first lines add to the card."""
    headers = find_headers(text)
    card, losses = fill(card, headers, text)
    blocks = list(with_headers(find_blocks(text[headers.end :], title=card.title), headers))
    dateline, blocks = take_dateline(text, blocks)
    published, more = date_of(text, card, blocks, dateline)
    title = next((text[b.span.start : b.span.end] for b in blocks if b.kind == "title"), None)
    report = Report(
        id=delivered.sha256[:16], sha256=delivered.sha256, title=card.title or title, source=card.source,
        published=published, language=card.language, url=card.url,
        editions=(*card.editions, *foreign_editions(text, blocks, card)), encoding=delivered.encoding,
        path=delivered.path, format=delivered.format, size=delivered.size,
    )  # fmt: skip
    return Document(report, text, tuple(blocks), dateline, delivered.origin, losses=(*losses, *more))


@dataclass(frozen=True, slots=True)
class Headers:
    """ "Title: ..." lines at the top of a text: field -> span of the value; `end` is where the story begins."""

    values: dict[str, Span]
    end: int = 0


def find_headers(text: str) -> Headers:
    """Lines "Name: value" that open the text, when there are two of them or the line says Title."""
    names = {name: field for field, names in load("en", "report")["headers"].items() for name in names}
    values: dict[str, Span] = {}
    end = 0
    for line in find_lines(text[:4096]):
        hit = HEADER.match(text[line.start : line.end])
        field = names.get(hit[1].lower()) if hit else None
        if not hit or not field:
            break
        values.setdefault(field, Span(line.start + hit.start(2), line.end))
        end = line.end
    return Headers(values, end) if "title" in values or len(values) > 1 else Headers({})


def fill(card: Card, headers: Headers, text: str) -> tuple[Card, list[Loss]]:
    """The card with what the header lines say, where the delivery itself said nothing."""
    said = {field: span.text(text) for field, span in headers.values.items() if field != "other"}
    missing: dict[str, Any] = {field: words for field, words in said.items() if getattr(card, field) is None}
    if "language" in missing:
        missing["language"] = language_code(missing["language"])
    return replace(card, **missing), []


def language_code(name: str) -> str:
    """BCP 47 code of a language's name; a code stays as it is."""
    name = name.strip().lower()
    names = load("en", "report")["languages"]
    return next((code for code, words in names.items() if name in words), name.replace("_", "-")[:12])


def with_headers(blocks: tuple[Block, ...], headers: Headers) -> Iterator[Block]:
    """Blocks found behind the header lines, moved to their place, after those of the header values."""
    for field, span in sorted(headers.values.items(), key=lambda item: item[1]):
        yield Block(span, "title" if field == "title" else "byline")
    titled = "title" in headers.values
    for block in blocks:
        kind = "paragraph" if titled and block.kind == "title" else block.kind
        yield Block(Span(block.span.start + headers.end, block.span.end + headers.end), kind)


def take_dateline(text: str, blocks: list[Block]) -> tuple[Dateline | None, list[Block]]:
    """The dateline and the blocks without its words: the bureau is never parsed as part of a sentence."""
    for k, block in islice(((k, b) for k, b in enumerate(blocks) if b.kind == "paragraph"), 3):
        found = find_dateline(text, block.span.start, block.span.end)
        before = []
        if not found and (found := glued_dateline(text, block.span)):
            kind = "paragraph" if any(b.kind == "title" for b in blocks) else "title"
            before = [Block(Span(block.span.start, found.span.start), kind)]
        if found:
            rest = Span(found.span.end, block.span.end)
            kept = [Block(rest)] if len(rest) else []
            return found, [*blocks[:k], *before, *kept, *blocks[k + 1 :]]
    return None, blocks


def glued_dateline(text: str, span: Span) -> Dateline | None:
    """A dateline in capitals that a headline was glued to: "Army leaves townGAO, March 14 (Sahel Wire) -"."""
    for hit in GLUED_CAPITALS.finditer(text, span.start, min(span.end, span.start + LONGEST_TITLE)):
        found = find_dateline(text, hit.end(), span.end)
        if found and found.place and (found.agency or found.date):
            return found
    return None


def date_of(text: str, card: Card, blocks: list[Block], dateline: Dateline | None) -> tuple[str | None, list[Loss]]:
    """The publication date: of the delivery, else of a date line, the dateline or the address."""
    losses = []
    try:
        if card.published and (said := parse_published(card.published)):
            return said, []
        if card.published:
            losses = [Loss("read", f"{card.published[:60]!r} gives no publication date; it is left unknown")]
    except ReadError as error:
        losses = [Loss("read", f"{error.what}; the publication date is left unknown")]
    linked = date_in_url(card.url)
    return next((d for d in (date_line(text, blocks), dated(text, dateline, linked), linked) if d), None), losses


def date_line(text: str, blocks: list[Block]) -> str | None:
    """The date of a line that holds nothing else ("Published: 6 June 2013"), or that was glued to the first words.
    The line, or the glued piece of it, becomes a byline."""
    for k, block in enumerate(blocks[:OPENING]):
        words = text[block.span.start : min(block.span.end, block.span.start + 100)]
        lead = DATE_LINE.match(words)
        hit = worded().match(words, lead.end()) if lead else None
        day = parsed(hit[0]) if hit and (hit["y1"] or hit["y2"]) else None
        if not hit or not day or block.kind not in ("byline", "paragraph"):
            continue
        rest = len(block.span) - hit.end()
        if block.kind == "byline" or rest < 25:
            blocks[k] = Block(block.span, "byline")
            return day
        if GLUED.match(words, hit.end()):
            cut = block.span.start + hit.end()
            blocks[k : k + 1] = [Block(Span(block.span.start, cut), "byline"), Block(Span(cut + 1, block.span.end))]
            return day
    return None


def dated(text: str, dateline: Dateline | None, other: str | None) -> str | None:
    """The dateline's date; a missing year is taken from the report's other date when the two agree within a month."""
    if dateline is None or dateline.date is None:
        return None
    words = dateline.date.text(text)
    if day := parsed(words):
        return day
    near = parsed(f"{words}, {other[:4]}" if not words[0].isdigit() else f"{words} {other[:4]}") if other else None
    return near if near and other and near[:7] == other[:7] else None


def parsed(words: str) -> str | None:
    try:
        return parse_published(words)
    except ReadError:
        return None


SCRIPTS = (
    ("ar", "\u0600", "\u06ff"), ("ru", "\u0400", "\u04ff"), ("ja", "\u3040", "\u30ff"), ("zh", "\u4e00", "\u9fff"),
    ("ko", "\uac00", "\ud7a3"), ("he", "\u0590", "\u05ff"), ("el", "\u0370", "\u03ff"), ("hi", "\u0900", "\u097f"),
    ("bn", "\u0980", "\u09ff"), ("th", "\u0e00", "\u0e7f"), ("ka", "\u10a0", "\u10ff"), ("hy", "\u0530", "\u058f"),
    ("am", "\u1200", "\u137f"),
)  # fmt: skip
"""The language most written in a script, and the script's code points."""


def foreign_editions(text: str, blocks: list[Block], card: Card) -> Iterator[Edition]:
    """Editions that a short line in another script points to; plain text has lost the address."""
    known = {edition.language for edition in card.editions}
    for block in blocks[:OPENING]:
        if block.kind == "furniture" and len(block.span) <= 80:
            code = script_language(block.span.text(text))
            if code and code not in known:
                known.add(code)
                yield Edition(code, "")


def script_language(words: str) -> str | None:
    """The language most likely in the words' script, None for Latin letters."""
    for code, low, high in SCRIPTS:
        if sum(low <= c <= high for c in words) >= 4:
            return code
    return None
