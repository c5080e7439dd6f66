"""HTML pages: the article, what the page says about it, and the map back into the page."""

from __future__ import annotations

import pytest

from dateline.types import Edition
from tests.read.delivered import assert_mapped, kinds, read_one

PAGE = """<!DOCTYPE html>
<html lang="en-GB"><head><meta charset="utf-8">
<title>Army leaves river town - The Courier</title>
<meta property="og:title" content="Army leaves river town">
<meta property="og:site_name" content="The Courier">
<meta property="article:published_time" content="2021-03-04T09:15:00Z">
<link rel="canonical" href="https://courier.example/world/army">
<link rel="alternate" hreflang="fr" href="https://courier.example/fr/armee">
<link rel="alternate" hreflang="x-default" href="https://courier.example/">
<script>var text = "The army said";</script></head>
<body><nav><a href="/">Home</a> <a href="/world">World</a></nav>
<article><h1>Army leaves river town</h1>
<p><a href="/ar/army">اقرأ هذا التقرير بالعربية</a></p>
<p>GAO (Sahel Wire) &mdash; The army said on Thursday that it had left the town&nbsp;of Bourem, where &ldquo;forty
   men&rdquo; were killed <b>last</b> week &amp; many fled across the river.</p>
<p>A spokesman for the rebels, Z&#252;ber Ag Tahir, said they would hold the town &#x2013;
and the road to it &mdash; for good.</p>
<p>The United Nations urged both sides to let aid convoys reach the villages before the rains begin in June.</p>
</article><footer>Subscribe to our newsletter</footer></body></html>"""


def test_article_and_what_the_page_says_about_it() -> None:
    document = read_one(PAGE.encode(), "page")
    report = document.report
    assert (report.format, report.title, report.source) == ("html", "Army leaves river town", "The Courier")
    assert (report.published, report.language, report.url) == (
        "2021-03-04",
        "en-GB",
        "https://courier.example/world/army",
    )
    assert Edition("fr", "https://courier.example/fr/armee") in report.editions
    assert Edition("ar", "https://courier.example/ar/army") in report.editions
    assert len(report.editions) == 2
    assert document.dateline is not None and document.dateline.place is not None
    assert document.dateline.place.text(document.text) == "GAO"
    assert "Subscribe" not in document.text and "Home" not in document.text and "var text" not in document.text
    paragraphs = [words for kind, words in kinds(document) if kind == "paragraph"]
    assert paragraphs[0].startswith("The army said on Thursday")


def test_every_word_leads_back_into_the_page() -> None:
    data = PAGE.encode()
    document = read_one(data)
    at = document.text.index("Züber")
    from dateline.types import Span

    found = document.bytes_of(Span(at, at + 5))
    assert found is not None and data[slice(*found)] == b"Z&#252;ber"
    plain = read_one(
        PAGE.replace("&ldquo;", '"').replace("&rdquo;", '"').replace("&#252;", "ü").replace("&#x2013;", "–").encode()
    )
    origin_of = plain.text.replace("\u00a0", " ")
    assert "Züber" in origin_of


def test_page_without_entities_maps_word_by_word() -> None:
    page = PAGE
    for entity, words in [
        ("&mdash;", "—"),
        ("&nbsp;", " "),
        ("&ldquo;", "“"),
        ("&rdquo;", "”"),
        ("&amp;", "and"),
        ("&#252;", "ü"),
        ("&#x2013;", "–"),
    ]:
        page = page.replace(entity, words)
    data = page.encode()
    assert_mapped(read_one(data), data)


@pytest.mark.parametrize("codec", ["windows-1252", "utf-8"])
def test_charset_of_the_meta_element(codec: str) -> None:
    page = (
        PAGE.replace("utf-8", codec)
        .replace("اقرأ هذا التقرير بالعربية", "Home")
        .replace("&ldquo;", "“")
        .replace("&rdquo;", "”")
    )
    document = read_one(page.encode(codec))
    assert "“forty" in document.text
    assert (document.report.encoding.decided_by, document.report.encoding.replaced) == ("declared", 0)


def test_year_25_is_left_out_and_noted() -> None:
    document = read_one(PAGE.replace("2021-03-04T", "0025-03-04T").encode())
    assert document.report.published is None
    assert "year 25" in document.losses[0].reason


def test_text_of_a_page_is_never_markup() -> None:
    page = PAGE.replace("many fled", "many &lt;script&gt;alert(1)&lt;/script&gt; fled")
    assert "<script>alert(1)</script>" in read_one(page.encode()).text
