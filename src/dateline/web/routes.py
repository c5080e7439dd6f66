"""Every route, one line each: method, path, view, who may, how it is answered, and what with."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any, NamedTuple

from dateline.web import shape
from dateline.web.views import (
    agreement,
    audit,
    change,
    correction,
    episode,
    facet,
    judgement,
    queue,
    report,
    session,
    statement,
    survey,
    vocabulary,
)  # fmt: skip

ANSWERED, UNKEPT, STREAMED, DECIDED, LISTENED, DOOR = "answered", "unkept", "streamed", "decided", "listened", "door"
"""How: data of the record with an ETag; data that no browser keeps; rows as they come; a change of the record; events
as they happen; a door for those who have no session yet."""

LINES, TABLE, EVENTS = "application/x-ndjson", "text/csv", "text/event-stream"


class Line(NamedTuple):
    method: str
    path: str
    view: Callable[..., Any]
    role: str | None
    how: str
    shape: Any
    """Of the answer; None for what is no JSON."""

    @property
    def says(self) -> str:
        """What it is for: the first line of what the view says of itself."""
        return (self.view.__doc__ or "").strip().partition("\n")[0]

    @property
    def media(self) -> str:
        """Of an answer that is no JSON."""
        return LINES if self.path.endswith(".jsonl") else TABLE if self.path.endswith(".csv") else EVENTS


ROUTES = (
    Line("GET", "/session", session.show_session, "read", UNKEPT, shape.Session),
    Line("POST", "/session", session.set_session, "read", UNKEPT, shape.Session),
    Line("POST", "/login", session.login, None, DOOR, shape.LoggedIn),
    Line("POST", "/logout", session.logout, None, DOOR, shape.LoggedOut),
    Line("GET", "/statements", statement.list_statements, "read", ANSWERED, shape.Rows),
    Line("GET", "/statements.csv", statement.stream_csv, "read", STREAMED, None),
    Line("GET", "/statements.jsonl", statement.stream_jsonl, "read", STREAMED, None),
    Line("GET", "/statements/{id}", statement.show_statement, "read", ANSWERED, shape.Statement),
    Line("GET", "/statements/{id}/why", statement.show_why, "read", ANSWERED, shape.Why),
    Line("GET", "/facets", facet.show_facets, "read", ANSWERED, shape.Facets),
    Line("GET", "/reports", report.list_reports, "read", ANSWERED, shape.Reports),
    Line("GET", "/reports.csv", report.stream_reports_csv, "read", STREAMED, None),
    Line("GET", "/reports.jsonl", report.stream_reports_jsonl, "read", STREAMED, None),
    Line("GET", "/reports/{id}", report.show_report, "read", ANSWERED, shape.Report),
    Line("GET", "/episodes", episode.list_episodes, "read", ANSWERED, shape.Episodes),
    Line("GET", "/episodes.csv", episode.stream_episodes_csv, "read", STREAMED, None),
    Line("GET", "/episodes.jsonl", episode.stream_episodes_jsonl, "read", STREAMED, None),
    Line("GET", "/episodes/{id}", episode.show_episode, "read", ANSWERED, shape.Episode),
    Line("GET", "/map", survey.map_, "read", ANSWERED, shape.Map),
    Line("GET", "/timeline", survey.timeline, "read", ANSWERED, shape.Timeline),
    Line("GET", "/network", survey.network, "read", ANSWERED, shape.Network),
    Line("GET", "/coverage", survey.coverage, "read", ANSWERED, shape.Coverage),
    Line("GET", "/queue", queue.list_queue, "read", ANSWERED, shape.Rows),
    Line("GET", "/judgements", judgement.list_judgements, "read", ANSWERED, shape.Judgements),
    Line("POST", "/judgements", judgement.judge, "review", DECIDED, shape.Decided),
    Line("POST", "/judgements/{id}/undo", judgement.undo, "review", DECIDED, shape.Decided),
    Line("GET", "/changes", change.list_changes, "read", ANSWERED, shape.Changes),
    Line("GET", "/events", change.listen, "read", LISTENED, None),
    Line("GET", "/agreement", agreement.show_agreement, "review", ANSWERED, shape.Agreement),
    Line("GET", "/corrections.jsonl", correction.stream_corrections, "read", STREAMED, None),
    Line("GET", "/vocabulary", vocabulary.show_vocabulary, "read", ANSWERED, shape.Vocabulary),
    Line("GET", "/audit", audit.show_audit, "admin", UNKEPT, shape.Audit),
)  # fmt: skip
