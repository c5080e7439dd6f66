"""HTML page -> Document: the article, its title, date, source, language and other-language editions."""

from __future__ import annotations

import logging
import re
from collections.abc import Iterator
from dataclasses import replace
from functools import cache
from hashlib import sha256
from typing import Any
from urllib.parse import urljoin

from dateline.errors import ReadError
from dateline.lang import load
from dateline.read.delivery import Delivery
from dateline.read.encoding import decode
from dateline.read.failure import Failure
from dateline.read.language import admit, primary
from dateline.read.limit import PAGE
from dateline.read.markup import align, guard
from dateline.read.origin import to_bytes
from dateline.read.text import Card, Delivered, compose, script_language
from dateline.types import Document, Edition

META_CHARSET = re.compile(rb"<meta[^<>]{0,200}?charset\s*=\s*[\"']?\s*([\w.:-]{2,40})", re.IGNORECASE)
XML_CHARSET = re.compile(rb"^\s*<\?xml[^<>]{0,200}?encoding\s*=\s*[\"']([\w.:-]{2,40})", re.IGNORECASE)
STARTS = re.compile(
    r"\s*(?:<!--.{0,2000}?-->\s*|<\?xml[^>]{0,200}>\s*){0,5}"
    r"<(?:!doctype\s+html|html|head|body|title|meta|article|main|section|div|p|h1|h2|span|table|center|font)\b",
    re.IGNORECASE | re.DOTALL,
)  # fmt: skip
PUBLISHED = ("article:published_time", "datepublished", "date", "dc.date", "dc.date.issued", "dcterms.created",
"pubdate", "publishdate", "publish-date",
             "parsely-pub-date", "sailthru.date", "og:published_time", "article:published", "originalpublicationdate",
             "cxenseparse:recs:publishtime")  # fmt: skip


def is_page(head: str) -> bool:
    return bool(STARTS.match(head))


def declared_charset(data: bytes) -> str | None:
    """The charset that the page or XML file names itself."""
    hit = XML_CHARSET.search(data[:512]) or META_CHARSET.search(data[:4096])
    return hit[1].decode("ascii", "replace") if hit else None


def read_page(delivery: Delivery) -> Iterator[Document | Failure]:
    data = delivery.read(PAGE)
    page, encoding, base = decode(data, delivery.charset or declared_charset(data))
    text, card = extract(page, delivery.name)
    card = replace(card, language=delivery.language or card.language)
    origin = to_bytes(align(text, page), page, base, encoding.name)
    delivered = Delivered(sha256(data).hexdigest(), len(data), encoding, origin, delivery.name, "html")
    yield admit(compose(text, card, delivered), delivery.name)


def extract(page: str, where: str) -> tuple[str, Card]:
    """The article of a page and what the page says about it; ReadError when there is none."""
    guard(page, where)
    tree = parse(page)
    found = article(tree) if tree is not None else None
    text = (found.text or "").strip() if found is not None else ""
    if found is None or not text:
        raise ReadError(
            "no article text was found in the page",
            where=where,
            cure="check that it is the page of one story, or deliver its text",
        )
    declared = tree.xpath("string(/html/@lang)") or tree.xpath("string(/html/@xml:lang)") or found.language
    published = meta_date(tree) or found.date
    url = found.url or None
    return text, Card(
        found.title or None, published or None, found.sitename or found.hostname or None,
        str(declared)[:35].strip() or None if declared else None,
        url, tuple(find_editions(tree, url or "", str(declared or ""))),
    )  # fmt: skip


def parse(page: str) -> Any:
    """The tree of a page, None when it has no element. Characters that XML forbids become spaces."""
    from lxml import etree, html

    clean = re.sub(r"[\x00-\x08\x0b\x0c\x0e-\x1f\ud800-\udfff\ufffe\uffff]", " ", page)
    parser = html.HTMLParser(encoding="utf-8", remove_comments=True, remove_pis=True, huge_tree=False)
    try:
        return html.document_fromstring(clean.encode("utf-8"), parser=parser)
    except (etree.LxmlError, ValueError):
        return None


@cache
def extractor() -> Any:
    """trafilatura, loaded when the first page comes, with its log messages (about pages, not about us) off."""
    import trafilatura

    for name in ("trafilatura", "htmldate", "courlan"):
        logging.getLogger(name).setLevel(logging.CRITICAL)
    return trafilatura


def article(tree: Any) -> Any:
    """trafilatura's document: text, title, date, sitename, hostname, url, language. Tables only when little else
    is there."""
    from copy import deepcopy

    options = {
        "include_comments": False,
        "with_metadata": True,
        "date_extraction_params": {"original_date": True, "extensive_search": False},
    }
    found = extractor().bare_extraction(deepcopy(tree), include_tables=False, **options)
    if found is None or len(found.text or "") < 200:
        wider = extractor().bare_extraction(deepcopy(tree), include_tables=True, favor_recall=True, **options)
        if wider is not None and (found is None or len(wider.text or "") > len(found.text or "")):
            return wider
    return found


def meta_date(tree: Any) -> str | None:
    """The publication date in the page's own words, from its meta elements."""
    said: dict[str, str] = {}
    for element in tree.iter("meta"):
        name = (element.get("property") or element.get("name") or element.get("itemprop") or "").strip().lower()
        if name in PUBLISHED and (element.get("content") or "").strip():
            said.setdefault(name, element.get("content").strip())
    return next((said[name] for name in PUBLISHED if name in said), None)


def find_editions(tree: Any, url: str, language: str) -> Iterator[Edition]:
    """Other-language editions: `hreflang` alternates, then links whose words name a language."""
    seen = {primary(language) or "en"}
    names = {word: code for code, words in load("en", "report")["languages"].items() for word in words}
    for element in tree.iter("link", "a"):
        href = (element.get("href") or "").strip()
        code = edition_language(element, names)
        if not href or href.startswith(("#", "javascript:", "mailto:")) or not code or primary(code) in seen:
            continue
        seen.add(primary(code) or code)
        yield Edition(code, joined(url, href))


def edition_language(element: Any, names: dict[str, str]) -> str | None:
    tag = (element.get("hreflang") or "").strip()[:35]
    if element.tag == "link":
        return tag if tag and tag.lower() != "x-default" and "alternate" in (element.get("rel") or "") else None
    if tag:
        return tag
    words = " ".join("".join(element.itertext()).split())
    if not 0 < len(words) <= 60:
        return None
    lower = words.lower()
    if lower in names:
        return names[lower]
    last = lower.rsplit(" ", 1)[-1].strip(".!")
    if re.match(r"(?:read|see|view|also|available)\b.*\bin \S+$", lower) and last in names:
        return names[last]
    return script_language(words) if len(words.split()) >= 2 else None


def joined(url: str, href: str) -> str:
    try:
        return urljoin(url, href)
    except ValueError:
        return href
