"""A statement is led back to the bytes delivered only where the file still gives the same report."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

import dateline
from dateline.read.delivery import Delivery
from dateline.read.format import open_documents
from dateline.run.trace import columns_of, trace
from dateline.types import Document, Span, Statement

WORDS = "Café owners marched in Orbec on Monday, the mayor’s office said."


def read(path: Path, number: int = 0, columns: dict[str, str] | None = None) -> tuple[Document, Statement]:
    """A report as a record keeps it, without the map to its bytes, and a statement of the word "marched"."""
    documents = open_documents(Delivery(str(path), file=path, columns=columns or {}))
    document = [item for item in documents if isinstance(item, Document)][number]
    at = document.text.index("marched")
    sentence = Span(document.text.index("Café"), document.text.index("said.") + 5)
    statement = Statement("a1", "event", "PROTEST", Span(at, at + 7), sentence)
    return Document(document.report, document.text, statements=(statement,)), statement


@pytest.fixture
def text(tmp_path: Path) -> Path:
    path = tmp_path / "orbec.txt"
    path.write_text(f"March in Orbec\n\n{WORDS}", "utf-8")
    return path


def test_bytes_are_those_of_the_words(text: Path) -> None:
    found = trace(*read(text))
    data = text.read_bytes()
    assert found.trigger and data[slice(*found.trigger)] == b"marched"
    assert found.sentence and data[slice(*found.sentence)].decode() == WORDS


def test_the_row_of_a_file_of_many_reports_is_found(tmp_path: Path) -> None:
    path = tmp_path / "many.jsonl"
    rows = [{"id": k, "body": f"{WORDS} It was march number {k}."} for k in range(3)]
    path.write_text("".join(json.dumps(row) + "\n" for row in rows), "utf-8")
    found = trace(*read(path, 2, {"text": "body"}), "syntax/1 text=body")
    line = path.read_bytes().splitlines()[2]
    assert found.trigger and line[slice(*found.trigger)] == b"marched"


def test_a_file_that_changed_or_went_gives_a_reason_and_no_bytes(text: Path) -> None:
    document, statement = read(text)
    text.write_text(f"Another\n\n{WORDS}", "utf-8")
    found = trace(document, statement)
    assert found.trigger is None and "changed" in found.missing
    text.unlink()
    assert "no longer" in trace(document, statement).missing


def test_a_document_with_its_map_needs_no_file(text: Path) -> None:
    document = dateline.read(text)
    text.unlink()
    (statement, *_) = document.statements
    assert trace(document, statement).trigger


def test_columns_are_read_from_the_recipe() -> None:
    recipe = "syntax/3 statement/1 candidate/1 published=2024-05-16 published=day text=body"
    assert columns_of(recipe) == {"published": "day", "text": "body"}
