"""RSS and Atom -> Documents, one an entry. Feeds that declare entities are refused before any parser sees them."""

from __future__ import annotations

import io
import re
from collections.abc import Iterator
from typing import Any

from dateline.errors import ReadError
from dateline.read.delivery import Delivery
from dateline.read.encoding import decode
from dateline.read.failure import Failure
from dateline.read.limit import FEED
from dateline.read.markup import align, guard, plain, unescape
from dateline.read.origin import Locator, chain
from dateline.read.page import declared_charset
from dateline.read.record import Ids, Row, build
from dateline.read.text import Card
from dateline.types import Document, Encoding, Run

STARTS = re.compile(r"\s*(?:<\?xml|<rss\b|<feed\b|<rdf:RDF\b|<!DOCTYPE\s+(?!html)\w)", re.IGNORECASE)
ROOT = re.compile(r"<(?:\w+:)?(?:rss|feed|RDF)\b")
ENTRY = re.compile(r"<!\[CDATA\[|<!--|<(?P<close>/?)(?:\w+:)?(?P<name>item|entry)(?=[\s>/])[^<>]*>")
XML_DECLARATION = re.compile(r"(<\?xml[^>]{0,100}?)\sencoding\s{0,9}=\s{0,9}[\"'][^\"']*[\"']")
HEADING = re.compile(r"<(?:\w+:)?title\b[^<>]*>.{0,500}?</(?:\w+:)?title\s*>", re.DOTALL)


def is_feed(head: str) -> bool:
    return bool(STARTS.match(head))


def read_feed(delivery: Delivery) -> Iterator[Document | Failure]:
    data = delivery.read(FEED)
    source, encoding, base = decode(data, delivery.charset or declared_charset(data))
    if re.search(r"<!ENTITY\b", source, re.IGNORECASE):
        raise ReadError(
            "declares XML entities, which can unfold without end",
            where=delivery.name,
            cure="remove the <!ENTITY> lines",
        )
    if not ROOT.search(source[:20_000]):
        raise ReadError(
            "is XML, but no RSS or Atom feed", where=delivery.name, cure="deliver its text as plain text, HTML or JSONL"
        )
    guard(source, delivery.name)
    parsed = parse(source)
    slices = list(entry_slices(source))
    if not parsed.entries:
        reason = str(parsed.get("bozo_exception", "") or "")[:120]
        raise ReadError(
            "the feed has no entries" + (f" ({reason})" if reason else ""),
            where=delivery.name,
            cure="check that it is complete",
        )
    if len(slices) != len(parsed.entries):
        slices = [(0, len(source))] * len(parsed.entries)
    locate = Locator(source, base, encoding.name)
    ids = Ids()
    for number, (entry, (start, end)) in enumerate(zip(parsed.entries, slices, strict=True), 1):
        low, high = locate(start) or 0, locate(end, end=True) or len(data)
        piece = rows_of(data[low:high], encoding, f"{delivery.name}#{number}")
        try:
            yield ids(read_entry(piece, entry, parsed.feed, delivery.language))
        except ReadError as error:
            yield Failure.of(error, piece.where)


def parse(source: str) -> Any:
    """feedparser's result for the feed's text; given as a stream, because a string could name a file or an address."""
    import feedparser

    head = XML_DECLARATION.sub(r"\1", source[:500])  # the bytes below are UTF-8, whatever the feed was
    text = head + source[500:]
    stream = io.BytesIO(text.encode("utf-8", "replace"))
    return feedparser.parse(stream, response_headers={"content-type": "application/xml; charset=utf-8"})


def rows_of(data: bytes, encoding: Encoding, where: str) -> Row:
    """An entry's bytes, decoded as the feed was."""
    source, found, base = decode(data, encoding.name)
    return Row(data, source, base, Encoding(found.name, encoding.decided_by, found.replaced), where, "feed")


def entry_slices(source: str) -> Iterator[tuple[int, int]]:
    """Start and end of each <item> or <entry> element, CDATA and comments passed over."""
    at, start = 0, -1
    while hit := ENTRY.search(source, at):
        at = hit.end()
        if not hit["name"]:
            close = "]]>" if hit[0].startswith("<![") else "-->"
            found = source.find(close, at)
            at = len(source) if found < 0 else found + 3
        elif not hit["close"]:
            if hit[0].endswith("/>"):
                yield hit.start(), at
            elif start < 0:
                start = hit.start()
        elif start >= 0:
            yield start, at
            start = -1


def read_entry(row: Row, entry: Any, feed: Any, language: str | None) -> Document | Failure:
    contents = [c.get("value") or "" for c in entry.get("content", [])] + [entry.get("summary") or ""]
    text = max((plain(value) for value in contents), key=len)
    if not text:
        raise ReadError(
            "the entry holds no text beside its title", where=row.where, cure="deliver the pages that the feed links to"
        )
    card = Card(
        plain(entry.get("title") or "") or None, entry.get("published") or entry.get("updated") or None,
        feed.get("title") or None,
        language or entry.get("language") or feed.get("language") or None, entry.get("link") or None,
    )  # fmt: skip
    return build(row, text, entry_map(text, row.source), card)


def entry_map(text: str, source: str) -> list[Run]:
    """Runs from an entry's text into the entry, whose HTML is itself escaped or in CDATA. Its title is blanked,
    so that words of the story are not found there."""
    shown = HEADING.sub(lambda hit: " " * len(hit[0]), source)
    inner, runs = unescape(shown)
    return chain(align(text, inner), runs)
