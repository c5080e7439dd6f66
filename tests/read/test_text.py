"""Plain text: its layout, its header lines, its dateline and what they say about the report."""

from __future__ import annotations

import pytest

from dateline.read.text import document_of
from dateline.types import Edition
from tests.read.delivered import BODY, kinds, read_one


def test_title_byline_paragraph_and_furniture() -> None:
    text = (
        f"Army and rebels disagree over northern villages\nBy Nadia Ferro\nPublished: 6 June 2013\n{BODY}"
        f"\nRead more: the war in maps\n© 2013 The Courier"
    )
    document = document_of(text)
    assert [kind for kind, _ in kinds(document)] == [
        "title",
        "byline",
        "byline",
        "paragraph",
        "paragraph",
        "furniture",
        "furniture",
    ]
    assert document.report.title == "Army and rebels disagree over northern villages"
    assert document.report.published == "2013-06-06"


def test_text_of_one_block_is_a_paragraph() -> None:
    assert kinds(document_of("Rebels hold the north")) == [("paragraph", "Rebels hold the north")]


def test_sentence_at_the_top_is_no_title() -> None:
    assert [kind for kind, _ in kinds(document_of(BODY))] == ["paragraph", "paragraph"]


def test_given_title_is_marked_where_it_opens_the_text() -> None:
    document = document_of(f"The army speaks.\n{BODY}", title="The Army speaks")
    assert kinds(document)[0] == ("title", "The army speaks.")
    assert document.report.title == "The Army speaks"


def test_empty_title_means_that_no_line_is_one() -> None:
    document = document_of(f"Army speaks\n{BODY}", title="")
    assert kinds(document)[0] == ("paragraph", "Army speaks")
    assert document.report.title is None


def test_lines_broken_at_a_column_are_one_block() -> None:
    text = (
        "The army said on Monday that it had killed forty rebels in the\r\n"
        "north of the country, and that the villages along the river had\r\n"
        "been taken back after a week of fighting.\r\n\r\n"
        "A spokesman for the rebels denied it and said that most of the\r\n"
        "villages were still in their hands, as they had been since May,\r\n"
        "when the truce broke down.\r\n"
    )
    blocks = kinds(document_of(text))
    assert len(blocks) == 2
    assert blocks[0][1].startswith("The army") and blocks[0][1].endswith("week of fighting.")
    assert "\r\n" in blocks[0][1]


def test_header_lines() -> None:
    text = f"Title: Army speaks\nSource: The Courier\nDate: 6 June 2013\nURL: https://courier.example/a\n\n{BODY}"
    document = document_of(text, language=None)
    assert kinds(document)[0] == ("title", "Army speaks")
    report = document.report
    assert (report.title, report.source, report.published, report.url) == (
        "Army speaks", "The Courier", "2013-06-06", "https://courier.example/a",
    )  # fmt: skip
    assert [kind for kind, _ in kinds(document)][-2:] == ["paragraph", "paragraph"]


def test_link_in_another_script_glued_to_the_first_sentence() -> None:
    document = document_of(f"Army speaks\nاقرأ هذا التقرير بالعربية{BODY}")
    assert kinds(document)[1] == ("furniture", "اقرأ هذا التقرير بالعربية")
    assert kinds(document)[2][1].startswith("The army said")
    assert document.report.editions == (Edition("ar", ""),)


def test_link_in_another_script_at_the_end_of_a_line() -> None:
    document = document_of("The army said that it had left. Читать на русском\n" + BODY)
    assert kinds(document)[:2] == [("paragraph", "The army said that it had left."), ("furniture", "Читать на русском")]


def test_name_in_another_script_stays_in_its_sentence() -> None:
    words = "The film, Война, was shown in the capital on Monday."
    assert kinds(document_of(words)) == [("paragraph", words)]


def test_date_glued_to_the_first_sentence() -> None:
    document = document_of(f"12 March 2015 {BODY}")
    assert kinds(document)[0] == ("byline", "12 March 2015")
    assert kinds(document)[1][1].startswith("The army")
    assert document.report.published == "2015-03-12"


@pytest.mark.parametrize(
    ("published", "expected"),
    [
        ("2013-06-06T10:00:00Z", "2013-06-06"), ("Thu, 06 Jun 2013 10:00:00 GMT", "2013-06-06"), ("20130606",
        "2013-06-06"),
        ("June 6th, 2013", "2013-06-06"), ("16/06/2013", "2013-06-16"), ("1370512800", "2013-06-06"),
    ],
)  # fmt: skip
def test_published_as_deliveries_write_it(published: str, expected: str) -> None:
    document = document_of(BODY, published=published)
    assert document.report.published == expected
    assert not document.losses


@pytest.mark.parametrize("published", ["0025-06-06", "6 June 0025", "2013-13-40", "06/07/2013", "soon"])
def test_impossible_date_is_left_out_and_noted(published: str) -> None:
    document = document_of(BODY, published=published)
    assert document.report.published is None
    assert len(document.losses) == 1
    assert published in document.losses[0].reason


def test_ids_are_stable_and_differ() -> None:
    one, same, other = document_of(BODY), document_of(BODY), document_of(BODY + " ")
    assert one.report.id == same.report.id != other.report.id
    assert one.report.sha256.startswith(one.report.id)


def test_delivered_text_is_not_altered() -> None:
    data = f"Army speaks\r\n\r\n  {BODY}\r\n\x00 end".encode()
    document = read_one(data)
    assert document.text.encode() == data
    assert document.report.size == len(data)


@pytest.mark.parametrize(
    "sentence",
    [
        "By Monday the army had left Gao.",
        "Published in Gao, the paper said the war was lost.",
        "Share prices fell in Bamako.",
        "Updated guidelines were issued on Monday.",
        "Follow us, the rebels said.",
        "Reuters staff were held in the capital.",
        "Read more books, the minister told the pupils.",
        "Related parties were barred from the talks.",
    ],
)
def test_sentence_that_opens_like_a_label_is_read(sentence: str) -> None:
    assert kinds(document_of(f"{BODY}\n{sentence}"))[-1] == ("paragraph", sentence)


@pytest.mark.parametrize(
    "line", ["Sahel Wire Staff", "3 min read", "Photo: Sahel Wire", "Updated June 6, 2013", "Reporting by A. Tamm"]
)
def test_bylines(line: str) -> None:
    assert kinds(document_of(f"{BODY}\n{line}"))[-1] == ("byline", line)


def test_line_of_a_weekday_and_a_date_is_no_dateline() -> None:
    document = document_of(f"Thursday, June 6, 2013\n{BODY}")
    assert document.dateline is None
    assert (kinds(document)[0][0], document.report.published) == ("byline", "2013-06-06")
