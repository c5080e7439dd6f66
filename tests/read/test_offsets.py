"""Every span's text is the text at its offsets, whatever the text: 10,000 hostile strings, and one line of 20 MB."""

from __future__ import annotations

import random
from itertools import pairwise

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from dateline.find.syntax import SyntaxStage
from dateline.read.text import document_of
from dateline.types import Document, Span
from dateline.types.document import BLOCKS

PIECES = (
    "The army said on Monday that it had left. ", "KAZAN, June 6 (Volga Wire) - ", "Beirut, Lebanon — ",
    "(Reuters) - ", "By Nadia Ferro\n",
    "Published: 6 June 2013\n", "Read more\n", "Title: Army leaves\n", "Source: Courier\n", "اقرأ هذا الخبر بالعربية",
    "читать по-русски ", "中文 版本 ",
    "“forty” ", "«men» ", "e\u0301\u0327", "\u0301", "\u200d", "👩‍👩‍👧", "🇲🇱", "\u202e", "\u202c", "\u2066", "\u2069",
    "\u200f", "\ufeff", "\x00", "\ud800",
    "\udfff", "\ud83d", "\udca9", "\r\n", "\r", "\n", "\n\n", "\v", "\f", "\x85", "\u2028", "\u2029", "\x1c", "\t",
    " ", "\u00a0", "\u3000", "  ",
    "-", "–", ".", ",", ":", "/", "(", ")", '"', "ﬁ", "ß", "İ", "ı", "1", "12 March 2015 ", "0025", "A", "a", "AB",
    "ǆ", "\U0010ffff", "\ufffd", "<p>", "&amp;",
    "the men who were said to have gone to the city by the river in the north ", "\n    indented ", "- item\n",
    "© 2013 \n",
)  # fmt: skip


def hostile(rng: random.Random) -> str:
    return "".join(rng.choices(PIECES, k=rng.randint(0, 24)))


def assert_sound(text: str) -> Document:
    """Text kept, blocks in order and inside it with no blank edges, dateline outside every block, bytes and back."""
    document = document_of(text)
    assert document.text == text
    data = text.encode("utf-8", "surrogatepass")
    for block in document.blocks:
        assert block.kind in BLOCKS
        assert 0 <= block.span.start < block.span.end <= len(text)
        words = block.span.text(text)
        assert words == text[block.span.start : block.span.end] and not words.isspace()
        assert "\n" not in words[:1] + words[-1:]
        assert_delivered(document, block.span, data)
    for before, after in pairwise(document.blocks):
        assert before.span.end <= after.span.start
    if document.dateline:
        whole = document.dateline.span
        for part in (document.dateline.place, document.dateline.date, document.dateline.agency):
            assert part is None or (whole.covers(part) and len(part))
        assert not any(block.span.overlaps(whole) for block in document.blocks)
        assert_delivered(document, whole, data)
    assert_covered(document)
    return document


def assert_delivered(document: Document, span: Span, data: bytes) -> None:
    found = document.bytes_of(span)
    assert found is not None
    assert data[slice(*found)].decode("utf-8", "surrogatepass") == span.text(document.text)


def assert_covered(document: Document) -> None:
    """No word of the text is outside the blocks but for a dateline and the names of header lines."""
    inside = bytearray(len(document.text))
    for span in [block.span for block in document.blocks] + ([document.dateline.span] if document.dateline else []):
        inside[span.start : span.end] = b"\x01" * len(span)
    outside = "".join(c for c, here in zip(document.text, inside, strict=True) if not here and c.isalnum())
    assert len(outside) <= 60 * 5 and (not outside or ":" in document.text), outside


def test_ten_thousand_hostile_strings() -> None:
    rng = random.Random(20261123)
    kinds = {block.kind for _ in range(10_000) for block in assert_sound(hostile(rng)).blocks}
    assert kinds == set(BLOCKS)


@settings(max_examples=300, deadline=None, derandomize=True)
@given(st.text(st.characters(), max_size=300))
def test_any_text(text: str) -> None:
    assert_sound(text)


def assert_tokens(texts: list[str]) -> int:
    stage = SyntaxStage()
    tokens = 0
    for text in texts:
        document = document_of(text)
        for token in stage(document).tokens:
            assert token.text == document.text[token.start : token.end]
            around = [b for b in document.blocks if b.span.start <= token.start < token.end <= b.span.end]
            assert [b.kind for b in around] != ["furniture"] and len(around) == 1
            tokens += 1
    return tokens


def test_tokens_of_hostile_strings() -> None:
    rng = random.Random(7)
    lone = dict.fromkeys(range(0xD800, 0xE000), "\ufffd")
    assert assert_tokens([hostile(rng).translate(lone) for _ in range(60)]) > 500


def test_tokens_of_lone_surrogates() -> None:
    assert assert_tokens(["The army \ud800 said that it \udfff had left the \ud83d town."])


@pytest.mark.parametrize("end", ["", "😀", " اقرأ هذا"])
def test_line_of_twenty_megabytes(end: str) -> None:
    text = "the army said it had left " * (20 * (1 << 20) // 26) + end
    document = document_of(text)
    assert document.text == text
    assert document.blocks[0].span.start == 0
    at = text.index("army", len(text) // 2)
    assert_delivered(document, Span(at, at + 4), text.encode())
