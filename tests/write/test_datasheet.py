"""The data sheet says what an export was made from, and what is not in it."""

from __future__ import annotations

import io

from dateline.types.judgement import Judgement
from dateline.types.view import Query
from dateline.write.datasheet import as_json, as_markdown, sheet_of, standing
from dateline.write.export import exporter_of
from tests.write.memory import Memory, record, story


def judged(kind: str, id_: str, *targets: str, subject: str = "report") -> Judgement:
    return Judgement(id_, kind, subject, targets, "editor", "2024-06-01T10:00:00Z")


def test_says_what_was_read_failed_and_left_out() -> None:
    view, exporter = record(), exporter_of("geojson")
    exporter.write(view, io.BytesIO())
    sheet = sheet_of(view, exporter, Query(status=("actual",)), "ab" * 32, 1234)
    assert sheet["record"]["recipe"] == "syntax/1 statement/1"
    assert sheet["filters"] == {"status": ["actual"]}
    assert sheet["written"] == {"features": 6, "points": 4}
    assert sheet["reports"]["by_source_and_day"] == [
        {"source": "Norlandic Times", "day": "2024-05-16", "read": 1, "failed": 0, "read_without_a_statement": 0},
        {"source": "Velish Wire", "day": "2024-05-16", "read": 6, "failed": 1, "read_without_a_statement": 0},
    ]
    assert sheet["left_out"]["no place stated: no geometry"] == 1
    assert sheet["left_out"]["rejected statements"] == 1
    assert sheet["left_out"]["redacted: report"] == 1
    assert sheet["file"] == {"sha256": "ab" * 32, "bytes": 1234}


def test_the_page_shows_no_markup_of_a_source() -> None:
    view = Memory([story("[The army|who] [shelled|t] [men|whom].", 1, source="<b>|x|*y*\n`z`", place=None)])
    page = as_markdown(sheet_of(view, exporter_of("csv"), Query())).decode()
    assert "| &lt;b>\\|x\\|\\*y\\* \\`z\\` | 2024-05-16 | 1 | 0 | 0 |" in page


def test_the_same_record_gives_the_same_sheet() -> None:
    one, two = (as_json(sheet_of(record(), exporter_of("csv"), Query())) for _ in range(2))
    assert one == two


def test_what_was_undone_does_not_stand_and_an_undone_undo_does() -> None:
    redact, undo = judged("redact", "j1", "r1"), judged("undo", "j2", "j1", subject="judgement")
    assert standing([redact]) == [redact]
    assert standing([redact, undo]) == [undo]
    again = judged("undo", "j3", "j2", subject="judgement")
    assert standing([redact, undo, again]) == [redact, again]
