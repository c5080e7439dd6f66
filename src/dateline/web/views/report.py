"""Reports: which there are, and one with its text and everything that it was found to say."""

from __future__ import annotations

from collections.abc import Iterator

from dateline.store.question import question
from dateline.types.episode import Member
from dateline.types.view import EVERYTHING, Query
from dateline.web.ask import After, Ask, Data, Limit, missing
from dateline.web.cursor import cursor, values_of
from dateline.web.shape import ReportHead
from dateline.web.stream import Stream, jsonl_stream, rows_stream
from dateline.web.views.statement import whole_rows
from dateline.write.glyph import encodable
from dateline.write.record import report_row, span_row

PAGE = 200
"""Reports that are looked up at once for a file."""
COLUMNS = [*ReportHead.__annotations__, "statements", "family", "agency"]


def list_reports(ask: Ask, query: Query, limit: Limit = 50, after: After = None) -> Data:
    """Reports that were read, by day of publication; with filters, those with a statement that they hold for."""
    asked = ask.query(query)
    where = question(asked)
    chosen, values = "failure IS NULL", []
    if query != EVERYTHING:
        chosen += f" AND key IN (SELECT report FROM statement WHERE {where.sql})"
        values = where.values
    total = ask.store.database.one(f"SELECT count(*) FROM reading WHERE {chosen}", values)[0]
    begin = values_of(after, (str, str)) if after else None
    sql = (
        f"SELECT key, day, statements, family, agency FROM reading WHERE {chosen}"
        f"{' AND (day, key) > (?, ?)' if begin else ''} ORDER BY day, key LIMIT ?"
    )
    rows = list(ask.store.database.rows(sql, [*values, *(begin or []), limit + 1]))
    shown = [report_of(ask, *row) for row in rows[:limit]]
    return {"total": total, "rows": shown, "after": cursor(rows[limit - 1][1::-1]) if len(rows) > limit > 0 else None}


def all_rows(ask: Ask, query: Query) -> Iterator[Data]:
    after: str | None = None
    while True:
        page = list_reports(ask, query, PAGE, after)
        yield from page["rows"]
        if (after := page["after"]) is None:
            return


def stream_reports_csv(ask: Ask, query: Query) -> Stream:
    """Reports as CSV for spreadsheets, one a row."""
    count = list_reports(ask, query, 0)["total"]
    return rows_stream("reports.csv", count, all_rows(ask, query), COLUMNS)


def stream_reports_jsonl(ask: Ask, query: Query) -> Stream:
    """Reports as JSON Lines, one a line, as in the list."""
    return jsonl_stream("reports.jsonl", list_reports(ask, query, 0)["total"], all_rows(ask, query))


def report_of(ask: Ask, key: str, day: str, statements: int, family: str | None, agency: str | None) -> Data:
    document = ask.store.plain(key)
    head = report_row(document) if document else {"id": key}
    return {**head, "statements": statements, "family": family or key, "agency": agency}


def show_report(ask: Ask, id: str) -> Data:
    """A report with its text and statements.

    Offsets are code points of `text`. The rejected statements are there too; `record.review` says so.
    """
    document = ask.store.whole(id)
    if document is None:
        raise missing("report", id)
    rows = {
        row[0]: row for row in ask.store.database.rows(
            "SELECT id, report, episode, review FROM statement WHERE report = ? ORDER BY position", (id,))
    }  # fmt: skip
    members: list[Member] = list(ask.store.shown(iter(rows.values())))
    spans = sorted({member.statement.sentence for member in members})
    return {
        **report_row(document), "text": encodable(document.text),
        "sentences": [{"start": span.start, "end": span.end} for span in spans],
        "blocks": [{"start": b.span.start, "end": b.span.end, "kind": b.kind} for b in document.blocks],
        "statements": whole_rows(ask, members),
        "losses": [
            {"stage": loss.stage, "reason": encodable(loss.reason),
             "span": span_row(loss.span, document.text) if loss.span else None}
            for loss in document.losses
        ],
    }  # fmt: skip
