"""The data sheet of an export: what it was made from, how, and what is not in it. It has no clock."""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Iterable
from typing import Any

from dateline.types.judgement import Judgement
from dateline.types.statement import SCHEMA as STATEMENT_SCHEMA
from dateline.types.view import Query, View
from dateline.write.exporter import Exporter
from dateline.write.pack import mended
from dateline.write.selection import filters_of

SCHEMA = "dateline-datasheet/1"
REMINDERS = (
    "A statement is what a report says, not a fact; every figure, place and time is somebody's words.",
    "The text of a report belongs to its publisher; coordinates are those of GeoNames (CC BY 4.0).",
)

Sheet = dict[str, Any]


def sheet_of(view: View, exporter: Exporter, query: Query, sha256: str | None = None, size: int | None = None) -> Sheet:
    """The data sheet of what `exporter` has just written; `view` is the whole record, `query` what was asked of it.

    `sha256` and `size` (in bytes) are those of the exported file, where they are known.
    """
    coverage = list(view.coverage())
    sheet: Sheet = mended({
        "schema": SCHEMA,
        "format": exporter.name,
        "notice": exporter.notice or None,
        "file": {"sha256": sha256, "bytes": size},
        "statement_schema": STATEMENT_SCHEMA,
        "record": dict(sorted(view.about().items())),
        "filters": filters_of(query),
        "written": dict(sorted(exporter.counts.items())),
        "left_out": dict(sorted((+(exporter.left_out + left_out(view))).items())),
        "reports": {
            "read": sum(row.read for row in coverage),
            "failed": sum(row.failed for row in coverage),
            "read_without_a_statement": sum(row.silent for row in coverage),
            "by_source_and_day": [
                {"source": row.source, "day": row.day, "read": row.read, "failed": row.failed,
                 "read_without_a_statement": row.silent}
                for row in coverage
            ],
        },
        "reminders": list(REMINDERS),
    })  # fmt: skip
    return sheet


def left_out(view: View) -> Counter[str]:
    """What judgements took out of every export."""
    counts: Counter[str] = Counter()
    counts["rejected statements"] = sum(1 for _ in view.members(Query(review=("rejected",))))
    for judgement in standing(view.judgements()):
        if judgement.kind == "redact":
            counts[f"redacted: {judgement.subject}"] += len(judgement.targets)
    return counts


def standing(judgements: Iterable[Judgement]) -> list[Judgement]:
    """The judgements that no later one has undone."""
    given = list(judgements)
    undone: set[str] = set()
    for judgement in reversed(given):
        if judgement.kind == "undo" and judgement.id not in undone:
            undone.update(judgement.targets)
    return [judgement for judgement in given if judgement.id not in undone]


def as_json(sheet: Sheet) -> bytes:
    return (json.dumps(sheet, indent=2, ensure_ascii=False) + "\n").encode("utf-8")


def as_markdown(sheet: Sheet) -> bytes:
    """The same to read: one short page, then the table of sources and days."""
    reports = sheet["reports"]
    lines = [f"# Data sheet: {sheet['format']}", ""]
    lines += [f"**{cell(sheet['notice'])}**", ""] if sheet["notice"] else []
    lines += [f"- {cell(words)}" for words in sheet["reminders"]]
    lines += ["", f"Reports: {reports['read']} read ({reports['read_without_a_statement']} without a statement), "
                  f"{reports['failed']} failed."]  # fmt: skip
    for title, key in (("The record", "record"), ("Filters", "filters"), ("Written", "written"),
                       ("Left out", "left_out"), ("The file", "file")):  # fmt: skip
        rows = [(name, value) for name, value in sheet[key].items() if value is not None]
        lines += ["", f"## {title}", ""]
        lines += ["| what | value |", "|---|---|"] if rows else ["none"]
        lines += [f"| {cell(name)} | {cell(value)} |" for name, value in rows]
    lines += ["", "## Reports by source and day", "", "| source | day | read | failed | without a statement |",
              "|---|---|---|---|---|"]  # fmt: skip
    for row in reports["by_source_and_day"]:
        given = (row["source"] or "unknown", row["day"] or "undated", row["read"], row["failed"])
        lines.append("| " + " | ".join(map(cell, (*given, row["read_without_a_statement"]))) + " |")
    return ("\n".join(lines) + "\n").encode("utf-8")


def cell(value: object) -> str:
    """Any value as text of a Markdown table: no markup of its own, on one line."""
    words = ", ".join(map(str, value)) if isinstance(value, list) else str(value)
    words = " ".join(words.replace("&", "&amp;").replace("<", "&lt;").split())
    return "".join(f"\\{letter}" if letter in "\\|`*_[]#" else letter for letter in words)
