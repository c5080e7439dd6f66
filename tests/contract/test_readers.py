"""One suite over every reader in the table: sound documents from good input, one clear line for each broken part."""

from __future__ import annotations

import json
import re
from hashlib import sha256
from itertools import pairwise

import pytest

from dateline.read.delivery import Delivery
from dateline.read.failure import Failure
from dateline.read.format import FORMATS, choose, open_documents, read_as
from dateline.types import Document, Span
from dateline.types.document import BLOCKS
from tests.read.delivered import BODY, delivered

HOSTILE = BODY + " The “\u202efort\u202c” of Gao\u0301 fell 👍🏽 & <b>nobody</b> said =1+1."
FIRST, LAST = BODY.split("\n")


def html(body: str) -> bytes:
    paragraphs = "".join(f"<p>{line}</p>" for line in body.replace("&", "&amp;").replace("<", "&lt;").split("\n"))
    head = "<!doctype html><html><head><meta charset=utf-8><title>Army leaves</title></head>"
    return f"{head}<body><article><h1>Army leaves</h1>{paragraphs}</article></body></html>".encode()


def feed(*bodies: str) -> bytes:
    items = "".join(
        f"<item><title>Army leaves</title><description><![CDATA[{body}]]></description></item>" for body in bodies
    )
    return f'<?xml version="1.0" encoding="utf-8"?><rss version="2.0"><channel>{items}</channel></rss>'.encode()


def csv(*bodies: str) -> bytes:
    rows = "".join('{},"{}"\n'.format(k, body.replace('"', '""')) for k, body in enumerate(bodies))
    return f"id,text\n{rows}".encode()


def jsonl(*bodies: str) -> bytes:
    return b"".join(json.dumps({"text": body}).encode() + b"\n" for body in bodies)


GOOD: dict[str, list[bytes]] = {
    "jsonl": [jsonl(BODY, HOSTILE), jsonl(BODY)],
    "json": [json.dumps([{"text": BODY}, {"text": HOSTILE}], indent=1, ensure_ascii=False).encode(),
             json.dumps({"text": BODY}, indent=1).encode()],
    "html": [html(BODY), html(HOSTILE)],
    "feed": [feed(BODY, BODY), feed(BODY)],
    "csv": [csv(BODY, HOSTILE), csv(BODY)],
    "text": [BODY.encode(), HOSTILE.encode(), BODY.replace("\n", "\r\n\r\n").encode("utf-16")],
}  # fmt: skip
BROKEN: dict[str, list[bytes]] = {
    "jsonl": [jsonl(BODY) + b'{"text": "cut of\n' + jsonl(BODY), b'{"title": "no text"}\n{"text": 5}\n'],
    "json": [b'[{"text": "cut', b'[\n{"title": "no text"}]'],
    "html": [b"<!doctype html><html><body></body></html>"],
    "feed": [b"<?xml version='1.0'?><a/>", b"<rss><channel></channel></rss>"],
    "csv": [b"id,text\n1,\n"],
    "text": [b"", b" \n\t", b"%PDF-1.7\n"],
}
"""Each holds at least one part that cannot be read."""
SCRAPS = [b"", b"\x00", b"\xff\xfe", b"{", b"[", b"<", b"a,b", b'"', b"\xed\xa0\x80", b"<a", b"{}"]
FAMILY = {"json": ("json", "jsonl")}
"""A record of a JSON list is named like one of a JSONL file."""
NAMES = [form.name for form in FORMATS]


def cases(table: dict[str, list[bytes]]) -> list[tuple[str, bytes]]:
    return [(name, data) for name in NAMES for data in table.get(name, [])]


def items(data: bytes) -> list[Document | Failure]:
    return list(open_documents(Delivery("wire", data)))


def test_every_reader_has_good_and_broken_input() -> None:
    assert set(GOOD) == set(BROKEN) == set(NAMES)


@pytest.mark.parametrize(("name", "data"), cases(GOOD))
def test_recognised_by_its_content(name: str, data: bytes) -> None:
    assert choose(Delivery("wire", data), data).name == name


@pytest.mark.parametrize(("name", "data"), cases(GOOD))
def test_good_input_gives_sound_documents(name: str, data: bytes) -> None:
    found = items(data)
    assert found
    for document in found:
        assert isinstance(document, Document), document
        assert document.report.id and len(document.report.sha256) == 64
        assert document.report.format in FAMILY.get(name, (name,))
        assert_blocks(document)
        assert_led_back(document, piece(document, data))
        assert FIRST in document.text and LAST[:40] in document.text


def piece(document: Document, data: bytes) -> bytes:
    """The report's own bytes in the delivery: its row, object or entry, known by their size and hash."""
    size = document.report.size
    ends = range(len(data) - size + 1)
    return next(data[k : k + size] for k in ends if sha256(data[k : k + size]).hexdigest() == document.report.sha256)


def assert_led_back(document: Document, data: bytes) -> None:
    """Every word leads to the bytes that say it, as they are or escaped for their format."""
    unled = []
    for hit in re.finditer(r"\S+", document.text):
        words = delivered(document, Span(*hit.span()), data)
        if words is None:
            unled.append(hit[0])
        else:
            assert words == hit[0] or re.search(r'\\|&|""', words), (hit, words)
    # What the extractor of pages has changed (a bidi override taken out, say) comes from nowhere.
    assert len(unled) <= (len(document.text.split()) // 10 if document.report.format == "html" else 0), unled


def assert_blocks(document: Document) -> None:
    """In order, apart from one another, inside the text, with words in them."""
    assert any(block.kind == "paragraph" for block in document.blocks)
    for block in document.blocks:
        assert block.kind in BLOCKS
        assert 0 <= block.span.start < block.span.end <= len(document.text)
        assert not block.span.text(document.text).isspace()
    for before, after in pairwise(document.blocks):
        assert before.span.end <= after.span.start


@pytest.mark.parametrize(("name", "data"), cases(GOOD))
def test_origin_is_in_order_and_inside_both(name: str, data: bytes) -> None:
    for document in items(data):
        assert isinstance(document, Document) and document.origin
        for run in document.origin:
            assert 0 <= run.start < run.end <= len(document.text)
            assert 0 <= run.byte_start < run.byte_end <= len(data)
        for before, after in pairwise(document.origin):
            assert before.end <= after.start


@pytest.mark.parametrize(("name", "data"), cases(GOOD))
def test_same_bytes_same_documents(name: str, data: bytes) -> None:
    assert items(data) == items(data)
    assert list(read_as(name, Delivery("wire", data))) == items(data)


def test_reports_of_one_delivery_have_ids_of_their_own() -> None:
    for name in ("jsonl", "json", "feed", "csv"):
        found = [d.report.id for d in items(GOOD[name][0]) if isinstance(d, Document)]
        assert len(found) == 2 == len(set(found)), name


@pytest.mark.parametrize(("name", "data"), cases(BROKEN))
def test_broken_input_says_where_what_and_what_to_do(name: str, data: bytes) -> None:
    failures = [item for item in items(data) if isinstance(item, Failure)]
    assert failures
    for failure in failures:
        assert failure.where.startswith("wire") and failure.what and failure.cure
        assert "\n" not in str(failure) and "could not be read" not in failure.what


@pytest.mark.parametrize("name", NAMES)
@pytest.mark.parametrize("data", SCRAPS)
def test_no_reader_raises_what_is_no_error_of_ours(name: str, data: bytes) -> None:
    from dateline.errors import DatelineError

    try:
        found = list(read_as(name, Delivery("wire", data)))
    except DatelineError as error:
        assert error.what
        return
    assert all(isinstance(item, Document | Failure) for item in found)


def test_one_broken_record_does_not_cost_the_next() -> None:
    assert [type(item) for item in items(BROKEN["jsonl"][0])] == [Document, Failure, Document]
