"""A row or object with named fields -> Document: the column mapping, and the names that other programs use.

news-please writes maintext, date_publish, source_domain; newspaper4k text, publish_date, source_url; trafilatura
text, date, source-hostname, and the address under `source`. Names are compared without case and punctuation.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from hashlib import sha256
from typing import Any
from urllib.parse import urlsplit

from dateline.errors import ReadError
from dateline.read.failure import Failure
from dateline.read.language import admit
from dateline.read.markup import align, is_marked, plain
from dateline.read.origin import chain, to_bytes
from dateline.read.page import extract
from dateline.read.text import Card, Delivered, compose
from dateline.types import Document, Encoding, Run

NAMES: dict[str, tuple[str, ...]] = {
    "text": ("maintext", "articlecontent", "text", "articletext", "articlebody", "fulltext", "rawtext", "body",
    "bodytext", "content", "contents", "article",
             "story", "newstext", "html", "articlehtml"),
    "title": ("title", "headline", "heading", "articletitle"),
    "published": ("datepublish", "publishdate", "published", "publishedat", "datepublished", "publisheddate",
    "pubdate", "publicationdate",
                  "publishedon", "publishtime", "date", "createdat", "timestamp", "datetime", "day"),
    "source": ("sourcedomain", "sitename", "sourcehostname", "hostname", "publisher", "outlet", "newspaper",
    "publication", "sourcename",
               "site", "domain", "source", "agency", "sourceurl"),
    "language": ("language", "lang", "metalang", "inlanguage"),
    "url": ("url", "link", "canonicallink", "canonicalurl", "articleurl", "weburl", "permalink", "uri", "source"),
}  # fmt: skip
ADDRESS = re.compile(r"https?://\S+$", re.IGNORECASE)


def bare(name: str) -> str:
    return re.sub(r"[\W_]+", "", name.lower())


def find_columns(names: Iterable[str], given: Mapping[str, str]) -> dict[str, list[str]]:
    """Field -> the columns that may hold it, likeliest first. A mapped column stands alone.

    Raises ReadError for a field or column that does not exist; it names those that do.
    """
    names = list(names)
    unknown = sorted(set(given) - set(NAMES))
    if unknown:
        raise ReadError(f"{unknown[0]!r} is no field of a report", cure=f"map one of {', '.join(NAMES)}")
    for field, column in given.items():
        if column not in names:
            raise ReadError(
                f"there is no column {column!r} for {field}; the columns are {listing(names)}",
                cure=f"map {field} to one of them",
            )  # fmt: skip
    by_name: dict[str, str] = {}
    for name in names:
        by_name.setdefault(bare(name), name)
    return {
        field: [given[field]] if field in given else [by_name[a] for a in aliases if a in by_name]
        for field, aliases in NAMES.items()
    }


def listing(names: Sequence[str]) -> str:
    shown = [name[:40] or "(no name)" for name in names[:20]]
    return ", ".join(shown) + (f" and {len(names) - 20} more" if len(names) > 20 else "")


def need_text(columns: Mapping[str, list[str]], names: Sequence[str]) -> None:
    if not columns["text"]:
        raise ReadError(
            f"no column holds the text; the columns are {listing(names)}",
            cure="say which one with a mapping such as text=NAME",
        )


def card_of(values: Mapping[str, Any], columns: Mapping[str, list[str]]) -> Card:
    """What the fields of a record say about the report."""

    def first(field: str) -> str | None:
        return next((words for c in columns[field] if (words := as_words(values.get(c)))), None)

    source = first("source")
    url = next(
        (
            words
            for c in columns["url"]
            if (words := as_words(values.get(c))) and (ADDRESS.match(words) or bare(c) != "source")
        ),
        None,
    )
    if source and ADDRESS.match(source):
        source = host_of(source)
    return Card(first("title"), first("published"), source, first("language"), url)


def as_words(value: Any) -> str | None:
    """A field as a string: names of nested objects, numbers in digits; None for lists and what is empty."""
    if isinstance(value, dict):
        value = next((value[k] for k in ("name", "title", "id", "$date") if isinstance(value.get(k), str)), None)
    if isinstance(value, bool) or not isinstance(value, str | int | float):
        return None
    return str(value).strip() or None


def host_of(url: str) -> str | None:
    try:
        return (urlsplit(url).hostname or "").removeprefix("www.") or None
    except ValueError:
        return None


@dataclass(frozen=True, slots=True)
class Row:
    """One record as delivered: its bytes decoded to `source`, with the map `base` into them."""

    data: bytes
    source: str
    base: Sequence[Run]
    encoding: Encoding
    where: str
    format: str


def build(row: Row, text: str, origin: list[Run], card: Card) -> Document | Failure:
    """The document of a record. `origin` maps the field's value into row.source; HTML in it is taken out."""
    if is_marked(text):
        text, origin, card = without_markup(row, text, origin, card)
    runs = to_bytes(origin, row.source, row.base, row.encoding.name)
    delivered = Delivered(sha256(row.data).hexdigest(), len(row.data), row.encoding, runs, row.where, row.format)
    return admit(compose(text, card, delivered), row.where)


def without_markup(row: Row, text: str, origin: list[Run], card: Card) -> tuple[str, list[Run], Card]:
    """The words of a field that holds HTML: of the article when it is a whole page, of the fragment otherwise."""
    words = plain(text)
    if "</html>" in text[-2000:].lower():
        words, found = extract(text, row.where)
        missing = {
            f: getattr(found, f)
            for f in ("title", "published", "source", "language", "url")
            if getattr(card, f) is None
        }
        card = replace(card, editions=found.editions, **missing)
    return words, chain(align(words, text), origin), card


class Ids:
    """Gives each report of one delivery an id of its own: a repeated record gets its number among its likes."""

    def __init__(self) -> None:
        self.seen: dict[str, int] = {}

    def __call__(self, item: Document | Failure) -> Document | Failure:
        if isinstance(item, Failure):
            return item
        number = self.seen[item.report.id] = self.seen.get(item.report.id, 0) + 1
        if number == 1:
            return item
        return replace(item, report=replace(item.report, id=f"{item.report.id}-{number}"))
