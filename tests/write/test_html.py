from __future__ import annotations

import io
import re
from base64 import b64encode
from hashlib import sha256
from html.parser import HTMLParser

import pytest

from dateline.types import Document
from dateline.write.html import HtmlWriter
from tests.write.build import agency, everything, hostile

VOID = {"meta", "img", "br", "link", "input"}


class Page(HTMLParser):
    """Elements with their attributes, the text of each article's reading column, and whether tags close."""

    def __init__(self, source: str) -> None:
        super().__init__(convert_charrefs=True)
        self.elements: list[tuple[str, dict[str, str | None]]] = []
        self.open: list[str] = []
        self.words: dict[str, str] = {}
        self.feed(source)
        self.close()

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.elements.append((tag, dict(attrs)))
        if tag not in VOID:
            self.open.append(tag)

    def handle_endtag(self, tag: str) -> None:
        assert self.open.pop() == tag

    def handle_data(self, data: str) -> None:
        for tag in {*self.open}:
            self.words[tag] = self.words.get(tag, "") + data

    def all(self, tag: str) -> list[dict[str, str | None]]:
        return [attrs for name, attrs in self.elements if name == tag]


def source(documents: list[Document]) -> str:
    out = io.BytesIO()
    HtmlWriter().write(documents, out)
    return out.getvalue().decode()


@pytest.mark.parametrize("document", everything())
def test_tags_close_and_ids_are_unique_and_point_somewhere(document: Document) -> None:
    page = Page(source([document, document]))
    assert page.open == []
    ids = [attrs["id"] for _, attrs in page.elements if "id" in attrs]
    assert len(ids) == len(set(ids))
    for _, attrs in page.elements:
        for name in ("aria-labelledby", "aria-describedby"):
            assert attrs.get(name) is None or attrs[name] in ids
        if (attrs.get("href") or "").startswith("#"):
            assert (attrs["href"] or "")[1:] in ids


def test_text_of_a_report_never_becomes_a_tag_or_a_handler() -> None:
    page = Page(source(hostile()))
    assert len(page.all("script")) == len(page.all("style")) == 1
    assert not page.all("img")
    for _, attrs in page.elements:
        assert not any(name.startswith("on") or name == "style" for name in attrs)
        href = attrs.get("href")
        assert href is None or href.startswith(("#", "https://", "http://"))
    assert page.words["title"] == "قصف القرية"
    assert "<script>alert(1)</script>" in page.words["p"]


def test_the_policy_allows_this_script_and_no_other_and_no_network() -> None:
    words = source([agency()])
    page = Page(words)
    policy = next(a["content"] or "" for a in page.all("meta") if a.get("http-equiv") == "Content-Security-Policy")
    assert "default-src 'none'" in policy
    for tag in ("script", "style"):
        body = re.search(f"<{tag}>(.*?)</{tag}>", words, re.S)
        assert body
        assert f"{tag}-src 'sha256-{b64encode(sha256(body[1].encode()).digest()).decode()}'" in policy
    assert not re.search(r"\bsrc=|url\(|@import|fetch\(", words)


@pytest.mark.parametrize("document", everything())
def test_the_whole_text_stands_on_the_page_once(document: Document) -> None:
    from dateline.write.glyph import for_page

    page = Page(source([document]))
    assert "".join(page.words.get("section", "").split()).startswith("".join(for_page(document.text).split()))


def test_each_statement_has_a_card_and_its_words() -> None:
    page = Page(source([agency()]))
    cards = [attrs for attrs in page.all("li") if attrs.get("class") == "card"]
    assert [card["data-k"] for card in cards] == ["1", "2", "3"]
    parts = {entry for mark in page.all("mark") for entry in (mark["data-in"] or "").split()}
    assert {"1:trigger+", "1:who+", "1:whom+", "1:where+", "1:when+", "1:number+", "1:source+", "1:cue+", "1:said+",
            "2:trigger+", "2:who+", "3:trigger+"} <= parts  # fmt: skip
    buttons = page.all("button")
    assert all(button["aria-pressed"] == "false" and button["type"] == "button" for button in buttons)


def test_losses_are_told() -> None:
    words = source([agency()])
    assert "Not read: 2" in words
    assert "a block of 9000 characters was not parsed" in words


def test_several_reports_are_several_articles() -> None:
    page = Page(source(everything()))
    assert len(page.all("article")) == len(everything())
