"""The JSON Schema of a statement. `python -m dateline.write.schema` writes the published file anew."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

from dateline.types import SCHEMA
from dateline.types.mention import KINDS
from dateline.types.statement import ASPECTS, STANCES, STATUSES
from dateline.types.values import FIGURE_ROLES, HEDGES, PRECISIONS, TRENDS

FILE = Path(__file__).parent / "statement.schema.json"

STATEMENT_KINDS = ("event", "relation", "figure")
GRAINS = ("hour", "day", "week", "month", "season", "quarter", "year", "decade", "century")

Schema = dict[str, Any]
TEXT: Schema = {"type": "string"}
WORDS: Schema = {"type": "array", "items": TEXT}
DATE: Schema = {"type": ["string", "null"], "pattern": r"^-?\d{4,}-\d{2}-\d{2}"}


def schema() -> Schema:
    """The schema as JSON-ready data (draft 2020-12)."""
    return {
        "$schema": "https://json-schema.org/draft/2020-12/schema",
        "$id": f"urn:{SCHEMA.replace('/', ':')}",
        "title": "A statement of a report, with who says so and the words it came from",
        **closed(
            id=TEXT,
            schema={"const": SCHEMA},
            report=ref("report"),
            kind=one_of(STATEMENT_KINDS),
            type=TEXT,
            modes=WORDS,
            contexts=WORDS,
            trigger=ref("span"),
            sentence=ref("span"),
            actors=many("mention"),
            recipients=many("mention"),
            place=nullable("place"),
            time=nullable("time"),
            figures=many("figure"),
            attribution=many("voice") | {"description": "The chain, nearest voice first; empty: the report's own."},
            status=one_of(STATUSES),
            aspect=one_of(ASPECTS),
            background={"type": "boolean"},
            about={"type": ["string", "null"], "description": "The id of the statement whose content this is."},
            confidence={"type": "number", "minimum": 0, "maximum": 1},
            by=TEXT,
        ),
        "$defs": definitions(),
    }


def definitions() -> dict[str, Schema]:
    span = {"start": offset(), "end": offset(), "text": TEXT}
    return {
        "report": closed(
            id=TEXT, title=maybe("string"), source=maybe("string"), published=DATE, language=maybe("string"),
            url=maybe("string"), sha256=TEXT,
        ),
        "span": closed(**span) | {"description": "Half-open range of Unicode code points of the document's text."},
        "entity": closed(id=TEXT, name=TEXT, kind=one_of(KINDS), country=country(), roles=WORDS),
        "mention": closed(**span, entity=nullable("entity"), antecedent=nullable("span")),
        "place": closed(
            **span, entity=nullable("entity"), gazetteer_id=maybe("string"), name=maybe("string"), country=country(),
            latitude=maybe("number") | {"minimum": -90, "maximum": 90},
            longitude=maybe("number") | {"minimum": -180, "maximum": 180},
            precision=one_of((*PRECISIONS, None)),
        ),
        "time": closed(start=DATE, end=DATE, grain=one_of((*GRAINS, None)), span=ref("span")),
        "figure": closed(
            role=one_of(FIGURE_ROLES), low=maybe("number"), high=maybe("number"), hedge=one_of((*HEDGES, None)),
            unit=maybe("string"), trend=one_of((*TRENDS, None)), span=ref("span"),
        ),
        "voice": closed(
            source=nullable("mention"), cue=ref("span"), content=many("span"), stance=one_of(STANCES),
            named={"type": "boolean"}, said_time=nullable("time"), said_place=nullable("place"),
        ),
    }  # fmt: skip


def closed(**properties: Schema) -> Schema:
    """An object that has exactly these keys."""
    return {
        "type": "object",
        "additionalProperties": False,
        "required": list(properties),
        "properties": properties,
    }


def ref(name: str) -> Schema:
    return {"$ref": f"#/$defs/{name}"}


def nullable(name: str) -> Schema:
    return {"anyOf": [ref(name), {"type": "null"}]}


def many(name: str) -> Schema:
    return {"type": "array", "items": ref(name)}


def maybe(kind: str) -> Schema:
    return {"type": [kind, "null"]}


def one_of(values: tuple[str | None, ...]) -> Schema:
    return {"enum": list(values)}


def offset() -> Schema:
    return {"type": "integer", "minimum": 0}


def country() -> Schema:
    return {"type": ["string", "null"], "pattern": "^[A-Z]{3}$", "description": "ISO 3166-1 alpha-3."}


def published() -> str:
    """The schema as the text of the published file."""
    return json.dumps(schema(), indent=2, ensure_ascii=False) + "\n"


if __name__ == "__main__":
    FILE.write_text(published(), "utf-8")
