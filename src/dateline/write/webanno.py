"""W3C Web Annotation (JSON-LD): one annotation for each statement, on the words it was read from.

Offsets count code points of the text that dateline read, as the standard asks; the address of the page stands under
`via`, for a page in a browser holds more than that text. The row of the contract is a body of type application/json.
"""

from __future__ import annotations

from typing import Any, BinaryIO
from urllib.parse import quote

from dateline.types.document import Document
from dateline.types.episode import Member
from dateline.types.span import Span
from dateline.types.view import View
from dateline.write.exporter import Counting, together
from dateline.write.glyph import encodable
from dateline.write.pack import dumps
from dateline.write.record import row_of

AROUND = 32
"""Code points before and after the quotation, by which it is found again."""
HEAD = b'{"@context":"http://www.w3.org/ns/anno.jsonld","id":"urn:dateline:annotations","type":"AnnotationPage","items":['


class WebannoExporter(Counting):
    """One AnnotationPage, streaming."""

    name = "webanno"
    extension = ".jsonld"
    binary = False

    def write(self, view: View, out: BinaryIO) -> None:
        out.write(HEAD)
        for document, members in together(view):
            for member in members:
                out.write(b",\n" if self.counts["annotations"] else b"\n")
                out.write(dumps(annotation(document, member)))
                self.counts["annotations"] += 1
        out.write(b"\n]}\n")


def annotation(document: Document, member: Member) -> dict[str, Any]:
    statement, report = member.statement, document.report
    target: dict[str, Any] = {
        "type": "SpecificResource", "source": urn("report", report.id),
        "selector": selectors(document, statement.sentence, refined=statement.trigger),
    }  # fmt: skip
    if report.url:
        target["via"] = encodable(report.url)
    value = dumps(row_of(document, statement)).decode("utf-8")
    return {
        "id": urn("statement", statement.id), "type": "Annotation", "motivation": ["describing", "tagging"],
        "generator": {"id": "urn:dateline", "type": "Software", "name": f"dateline {statement.by}".strip()},
        "body": [
            {"type": "TextualBody", "purpose": "tagging", "value": statement.type},
            {"type": "TextualBody", "purpose": "describing", "format": "application/json", "value": value},
        ],
        "target": target,
    }  # fmt: skip


def selectors(document: Document, span: Span, refined: Span | None = None) -> list[dict[str, Any]]:
    """Position and quotation of a span; both find the same words. `refined` is a span inside it."""
    text = document.text
    position: dict[str, Any] = {"type": "TextPositionSelector", "start": span.start, "end": span.end}
    quotation: dict[str, Any] = {
        "type": "TextQuoteSelector", "exact": encodable(span.text(text)),
        "prefix": encodable(text[max(span.start - AROUND, 0) : span.start]),
        "suffix": encodable(text[span.end : span.end + AROUND]),
    }  # fmt: skip
    if refined and span.covers(refined):
        inside = {"start": refined.start - span.start, "end": refined.end - span.start}
        position["refinedBy"] = {"type": "TextPositionSelector", **inside}
        quotation["refinedBy"] = {"type": "TextPositionSelector", **inside}
    return [position, quotation]


def urn(kind: str, id_: str) -> str:
    return f"urn:dateline:{kind}:{quote(encodable(id_), safe='')}"
