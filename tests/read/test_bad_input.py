"""Input that cannot be read: one line each that says where, what and what to do, and the rest goes on."""

from __future__ import annotations

import json
import random

import pytest

from dateline.read.failure import Failure
from dateline.types import Document
from tests.read.delivered import BODY, fail_one, read_all

MIB = 1 << 20
BAD = {
    "is empty": b"",
    "white space": b" \r\n\t \n",
    "a PDF document": b"%PDF-1.7\n\xe2\xe3 1 0 obj",
    "a ZIP archive": b"PK\x03\x04\x14\x00report.docx",
    "a PNG image": b"\x89PNG\r\n\x1a\n\x00\x00",
    "a program": b"\x7fELF\x02\x01\x01\x00",
    "binary data": bytes(range(256)) * 40,
    "no text": random.Random(7).randbytes(1000).replace(b"\x00", b"\x81") * 2,
    "nest deeper": b"<html><body>" + b"<div>" * 40_000 + b"<p>The army left.</p>",
    "tags": b"<html><body>" + b"<div>" * 100_000 + b"<p>The army left.</p>" + b"</div>" * 100_000,
    "no article": b"<html><head><title>x</title></head><body></body></html>",
    "more than the 64 MB": b"The army said the man " * (5 * MIB),
    "no RSS": b"<?xml version='1.0'?><a/>",
    "a table in UTF-16": "id,text\n1,The army left the town\n".encode("utf-16"),
}


@pytest.mark.parametrize("what", BAD)
def test_one_clear_line(what: str) -> None:
    found = read_all(BAD[what], "bad")
    if what == "no text":  # noise may decode in some codec: then its language is none that we read
        assert all(isinstance(item, Failure) for item in found)
        return
    assert what in fail_one(BAD[what], "bad").what


@pytest.mark.parametrize("nested", [b"[" * 200_000, b'{"a":' * 200_000, b'{"text": ' + b"[" * 200_000])
def test_deep_json(nested: bytes) -> None:
    found = read_all(nested, "deep")
    assert not any(isinstance(item, Document) and item.report.format == "jsonl" for item in found)
    assert len(found) == 1


def test_record_that_is_too_long_does_not_stop_the_next() -> None:
    good = json.dumps({"text": BODY}).encode()
    long = b'{"text": "' + b"a" * (9 * MIB) + b'"}'
    found = read_all(good + b"\n" + long + b"\n" + good, "wire")
    assert [type(item) for item in found] == [Document, Failure, Document]
    assert isinstance(found[1], Failure) and found[1].where == "wire:2"


def test_open_quotation_mark_in_a_table_ends_in_a_failure() -> None:
    data = b'id,text\n1,The army left the town today.\n2,"The army\n' + b"x" * MIB + b"\n" * (8 * MIB)
    found = read_all(data, "wire")
    assert isinstance(found[0], Document)
    assert isinstance(found[1], Failure) and found[1].where == "wire:3"


@pytest.mark.parametrize(
    "hostile",
    [
        b"<html>" + b"<!--" * 20_000, b"<html>" + b"<script>" * 20_000, b"<html><p " + b"a=b " * 200_000,
        b"<html><p>" + b"&amp;" * 100_000,
        b"<?xml " + b" " * MIB + b"?><rss/>", b"<rss><item>" + b"<title>" * 200, b"a" + b" " * MIB + b"b", b"(" * MIB,
        b"AB " * 100_000,
        b"by A " * 100_000, b'{"text":"' + b"\\n" * 100_000, b"Title: " * 100_000, b"\xff" * MIB, b"a\n" * 200_000,
        b'id,text\n1,"' + b'""' * 200_000,
    ],
)  # fmt: skip
def test_hostile_input_comes_to_an_end(hostile: bytes) -> None:
    for item in read_all(hostile, "hostile"):
        assert isinstance(item, Failure | Document)
        if isinstance(item, Failure):
            assert "could not be read" not in item.what
