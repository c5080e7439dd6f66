"""JSONL, JSON, CSV and TSV: shapes, mappings, broken records, and the map through escapes and doubled quotes."""

from __future__ import annotations

import csv
import io
import json
import re
from typing import Any

import pytest

from dateline.read.failure import Failure
from dateline.types import Document, Span
from tests.read.delivered import BODY, delivered, fail_one, read_all, read_one

TEXT = 'The army said “no” and the minister, Željko, said "yes" 😀\nto the plan, and that was that for the day.'
SHAPES: dict[str, dict[str, Any]] = {
    "news-please": {"maintext": TEXT, "date_publish": "2020-01-02 10:00:00", "title": "Plan",
    "source_domain": "courier.example",
                    "url": "https://courier.example/a", "language": "en", "description": "short"},
    "newspaper4k": {"text": TEXT, "title": "Plan", "publish_date": "2020-01-02T10:00:00", "source_url": "https://courier.example",
                    "url": "https://courier.example/a", "meta_lang": "en", "authors": ["A"]},
    "trafilatura": {"raw_text": TEXT, "text": TEXT, "title": "Plan", "date": "2020-01-02",
    "source-hostname": "courier.example",
                    "source": "https://courier.example/a", "language": "en", "fingerprint": "x"},
    "generic": {"Body": TEXT, "Headline": "Plan", "pubDate": "Thu, 02 Jan 2020 10:00:00 GMT",
    "source": {"name": "courier.example"},
                "link": "https://courier.example/a", "lang": "en"},
}  # fmt: skip


def assert_record(document: Document) -> None:
    report = document.report
    assert (report.title, report.published, report.source) == ("Plan", "2020-01-02", "courier.example")
    assert (report.url, report.language) == ("https://courier.example/a", "en")
    assert document.text == TEXT


@pytest.mark.parametrize("shape", SHAPES)
@pytest.mark.parametrize("ascii_only", [True, False])
def test_shapes_are_recognised_by_content(shape: str, ascii_only: bool) -> None:
    line = json.dumps(SHAPES[shape], ensure_ascii=ascii_only).encode()
    documents = read_all(line + b"\n" + line + b"\n")
    for document in documents:
        assert isinstance(document, Document)
        assert_record(document)
    assert len({document.report.id for document in documents if isinstance(document, Document)}) == 2


@pytest.mark.parametrize("ascii_only", [True, False])
def test_map_goes_through_json_escapes(ascii_only: bool) -> None:
    line = json.dumps(SHAPES["news-please"], ensure_ascii=ascii_only).encode()
    document = read_one(line)
    for hit in re.finditer(r"\S+", document.text):
        words = delivered(document, Span(*hit.span()), line)
        assert words is not None and json.loads(f'"{words}"') == hit[0]


@pytest.mark.parametrize("wrap", [lambda r: r, lambda r: {"status": "ok", "articles": r}])
@pytest.mark.parametrize("indent", [None, 1])
def test_one_json_file_of_several_records(wrap: Any, indent: int | None) -> None:
    data = json.dumps(wrap([SHAPES["generic"], SHAPES["newspaper4k"]]), indent=indent).encode()
    documents = read_all(data)
    assert len(documents) == 2
    for document in documents:
        assert isinstance(document, Document)
        assert_record(document)


def test_broken_line_is_one_failure_with_its_number() -> None:
    good = json.dumps({"text": BODY})
    found = read_all(f'{good}\n{{"text": "The\n\n{{"other": 1}}\n{good}\n[1]\n{{"text": null}}'.encode(), "wire.jsonl")
    assert [type(item) for item in found] == [Document, Failure, Failure, Document, Failure, Failure]
    assert [item.where for item in found if isinstance(item, Failure)] == [
        "wire.jsonl:2",
        "wire.jsonl:4",
        "wire.jsonl:6",
        "wire.jsonl:7",
    ]


def test_mapping_by_key() -> None:
    line = json.dumps({"inhalt": BODY, "text": "not this", "wann": "2020-01-02"}).encode()
    document = read_one(line, columns={"text": "inhalt", "published": "wann"})
    assert (document.text, document.report.published) == (BODY, "2020-01-02")


def test_html_in_a_field_is_taken_out_and_mapped() -> None:
    line = json.dumps(
        {
            "content": "<p>The army said that it had <b>left</b> the town.</p>\n"
            "<p>The rebels &amp; the mayor denied that.</p>"
        }
    ).encode()
    document = read_one(line)
    assert document.text == "The army said that it had left the town.\nThe rebels & the mayor denied that."
    at = document.text.index("left")
    assert delivered(document, Span(at, at + 4), line) == "left"
    at = document.text.index("& ")
    assert delivered(document, Span(at, at + 1), line) == "&amp;"


def table(rows: list[list[str]], delimiter: str = ",", **options: Any) -> bytes:
    out = io.StringIO()
    csv.writer(out, delimiter=delimiter, **options).writerows(rows)
    return out.getvalue().encode()


@pytest.mark.parametrize("delimiter", [",", "\t", ";"])
@pytest.mark.parametrize("quoting", [csv.QUOTE_MINIMAL, csv.QUOTE_ALL])
def test_tables(delimiter: str, quoting: int) -> None:
    rows = [
        ["id", "headline", "body", "date", "source"],
        ["1", "Plan", TEXT, "2020-01-02", "courier.example"],
        ["2", "Other", BODY, "0025-01-02", "x"],
    ]
    data = table(rows, delimiter, quoting=quoting)
    one, two = read_all(data, "wire.csv")
    assert isinstance(one, Document) and isinstance(two, Document)
    assert (one.text, one.report.title, one.report.published) == (TEXT, "Plan", "2020-01-02")
    assert (one.report.format, one.report.path, two.report.path) == ("csv", "wire.csv:2", "wire.csv:4")
    assert two.report.published is None and "year 25" in two.losses[0].reason
    row = data[data.index(b"\n") + 1 :]
    for hit in re.finditer(r"\S+", one.text):
        words = delivered(one, Span(*hit.span()), row)
        assert words is not None and words.replace('""', '"') == hit[0]


def test_missing_column_is_one_error_that_names_the_columns() -> None:
    failure = fail_one(
        table([["id", "headline", "body"], ["1", "Plan", BODY], ["2", "Plan", BODY]]), columns={"text": "inhalt"}
    )
    assert "'inhalt'" in failure.what and "id, headline, body" in failure.what


def test_table_without_a_text_column_names_the_columns() -> None:
    failure = fail_one(table([["id", "inhalt"], ["1", BODY]]), "wire.csv")
    assert "id, inhalt" in failure.what


def test_mapped_table_with_names_nobody_knows() -> None:
    document = read_one(table([["nr", "inhalt"], ["1", BODY]]), columns={"text": "inhalt"})
    assert document.text == BODY


def test_row_without_text_is_one_failure() -> None:
    found = read_all(table([["id", "text"], ["1", ""], ["2", BODY]]), "wire.csv")
    assert [type(item) for item in found] == [Failure, Document]
    assert isinstance(found[0], Failure) and found[0].where == "wire.csv:2"


def test_prose_with_commas_is_no_table() -> None:
    document = read_one(f"Text, body, date\n{BODY}".encode())
    assert document.report.format == "text"


def test_unknown_field_of_a_mapping() -> None:
    assert "'corpus'" in fail_one(table([["id", "text"], ["1", BODY]]), columns={"corpus": "text"}).what


@pytest.mark.parametrize(
    ("dates", "expected"),
    [
        (["4/5/2017", "4/16/2017"], ["2017-04-05", "2017-04-16"]),
        (["4/5/2017", "16/4/2017"], ["2017-05-04", "2017-04-16"]),
        (["4/5/2017", "4/6/2017"], [None, None]),
        (["4/16/2017", "16/4/2017"], ["2017-04-16", "2017-04-16"]),
    ],
)
def test_a_column_shows_the_order_of_its_dates(dates: list[str], expected: list[str | None]) -> None:
    found = read_all(table([["text", "date"], *([BODY, date] for date in dates)]))
    assert [item.report.published for item in found if isinstance(item, Document)] == expected
