"""Web Annotations: the shape that the W3C's model asks for, and selectors that find the words."""

from __future__ import annotations

import io
import json
from typing import Any

from jsonschema import Draft202012Validator

from dateline.write.schema import schema
from dateline.write.webanno import WebannoExporter
from tests.contract.test_exporters import hostile
from tests.write.memory import Memory, record

OFFSET = {"type": "integer", "minimum": 0}
POSITION = {
    "type": "object", "required": ["type", "start", "end"],
    "properties": {"type": {"const": "TextPositionSelector"}, "start": OFFSET, "end": OFFSET},
}  # fmt: skip
QUOTE = {
    "type": "object", "required": ["type", "exact", "prefix", "suffix"],
    "properties": {"type": {"const": "TextQuoteSelector"}, "exact": {"type": "string"}},
}  # fmt: skip
BODY = {
    "type": "object", "required": ["type", "purpose", "value"],
    "properties": {"type": {"const": "TextualBody"}, "purpose": {"enum": ["tagging", "describing"]},
                   "value": {"type": "string"}},
}  # fmt: skip
ANNOTATION = {
    "type": "object", "required": ["id", "type", "body", "target"],
    "properties": {
        "id": {"type": "string", "pattern": "^urn:dateline:statement:[^ ]+$"}, "type": {"const": "Annotation"},
        "motivation": {"type": "array", "items": {"enum": ["describing", "tagging"]}},
        "body": {"type": "array", "minItems": 1, "items": BODY},
        "target": {
            "type": "object", "required": ["type", "source", "selector"],
            "properties": {
                "type": {"const": "SpecificResource"}, "source": {"type": "string", "pattern": "^urn:dateline:report:"},
                "via": {"type": "string"},
                "selector": {"type": "array", "prefixItems": [POSITION, QUOTE], "minItems": 2},
            },
        },
    },
}  # fmt: skip
PAGE = {
    "type": "object", "required": ["@context", "id", "type", "items"],
    "properties": {"@context": {"const": "http://www.w3.org/ns/anno.jsonld"}, "type": {"const": "AnnotationPage"},
                   "items": {"type": "array", "items": ANNOTATION}},
}  # fmt: skip


def exported(view: Memory) -> dict[str, Any]:
    out = io.BytesIO()
    WebannoExporter().write(view, out)
    return json.loads(out.getvalue())  # type: ignore[no-any-return]


def test_has_the_shape_of_the_model() -> None:
    for view in (record(), hostile(), Memory([])):
        assert not list(Draft202012Validator(PAGE).iter_errors(exported(view)))


def test_both_selectors_find_the_sentence_and_in_it_the_trigger() -> None:
    view = record()
    texts = {f"urn:dateline:report:{document.report.id}": document.text for document in view.read}
    page = exported(view)
    assert len(page["items"]) == 6
    for annotation in page["items"]:
        text = texts[annotation["target"]["source"]]
        position, quote = annotation["target"]["selector"]
        found = text[position["start"] : position["end"]]
        assert found == quote["exact"]
        assert text.count(quote["prefix"] + quote["exact"] + quote["suffix"]) == 1
        row = json.loads(annotation["body"][1]["value"])
        inside = position["refinedBy"]
        assert found[inside["start"] : inside["end"]] == row["trigger"]["text"]
        assert not list(Draft202012Validator(schema()).iter_errors(row))
        assert annotation["body"][0]["value"] == row["type"]
