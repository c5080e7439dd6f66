from __future__ import annotations

import io
import json

import pytest
from jsonschema import Draft202012Validator

from dateline.types import Document
from dateline.write.jsonl import JsonlWriter
from dateline.write.record import row_of
from dateline.write.schema import FILE, published, schema
from tests.write.build import agency, everything

CODEBOOK = [
    "id", "schema", "report", "kind", "type", "modes", "contexts", "trigger", "sentence", "actors", "recipients",
    "place", "time", "figures", "attribution", "status", "aspect", "background", "about", "confidence", "by",
]  # fmt: skip


def lines(documents: list[Document]) -> list[dict]:  # type: ignore[type-arg]
    out = io.BytesIO()
    JsonlWriter().write(documents, out)
    return [json.loads(line) for line in out.getvalue().decode().splitlines()]


def spans(value: object) -> list[dict]:  # type: ignore[type-arg]
    """Every {"start", "end", "text"} in a row."""
    inner = value.values() if isinstance(value, dict) else value if isinstance(value, list) else ()
    found = [span for item in inner for span in spans(item)]
    return [*found, value] if isinstance(value, dict) and "text" in value else found


def test_schema_is_itself_valid_and_published() -> None:
    Draft202012Validator.check_schema(schema())
    assert FILE.read_text("utf-8") == published(), "run: python -m dateline.write.schema"


@pytest.mark.parametrize("document", everything())
def test_rows_follow_the_schema(document: Document) -> None:
    validator = Draft202012Validator(schema())
    for row in lines([document]):
        validator.validate(row)


def test_schema_refuses_what_the_codebook_does_not_know() -> None:
    validator = Draft202012Validator(schema())
    row = row_of(agency(), agency().statements[0])
    assert validator.is_valid(row)
    assert not validator.is_valid(row | {"status": "rumoured"})
    assert not validator.is_valid(row | {"mood": "sad"})
    assert not validator.is_valid({key: row[key] for key in row if key != "place"})


def test_keys_stand_in_the_codebooks_order() -> None:
    for row in lines(everything()):
        assert list(row) == CODEBOOK


def test_one_line_a_statement_in_document_order() -> None:
    assert [row["id"] for row in lines([agency()])] == ["a1", "a2", "a3"]


@pytest.mark.parametrize("document", everything())
def test_every_text_is_the_text_at_its_offsets(document: Document) -> None:
    readable = document.text.encode("utf-16", "surrogatepass").decode("utf-16", "replace")
    for row in lines([document]):
        assert spans(row)
        for span in spans(row):
            assert span["text"] == readable[span["start"] : span["end"]]


def test_chain_antecedent_and_numbers() -> None:
    first, second, third = lines([agency()])
    voices = [voice["source"]["text"] for voice in first["attribution"]]
    assert voices == ["a militia spokesman", "Norlandic news agencies"]
    assert first["attribution"][0]["stance"] == "claims-responsibility"
    assert first["attribution"][0]["named"] is False
    figure = {key: value for key, value in first["figures"][0].items() if key != "span"}
    assert figure == {
        "role": "killed", "low": 40, "high": None, "hedge": "at least", "unit": "person", "trend": "growing",
    }  # fmt: skip
    assert second["actors"][0]["antecedent"]["text"] == "Velish army"
    assert second["about"] == "a3"
    assert third["attribution"][0]["source"] is None
