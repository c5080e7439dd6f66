"""Every route, one line each: method, path, view, who may, how it is answered."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any, NamedTuple

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


class Line(NamedTuple):
    method: str
    path: str
    view: Callable[..., Any]
    role: str | None
    how: str
    says: str


ROUTES = (
    Line("GET", "/session", session.show_session, "read", UNKEPT, "Who asks, and of which record."),
    Line("POST", "/session", session.set_session, "read", UNKEPT, "Hide what others decided (blind), or show it."),
    Line("POST", "/login", session.login, None, DOOR, "Open a session by password or token."),
    Line("POST", "/logout", session.logout, None, DOOR, "End the session."),
    Line("GET", "/statements", statement.list_statements, "read", ANSWERED, "Statements, a page at a time."),
    Line("GET", "/statements.csv", statement.stream_csv, "read", STREAMED, "All of them as CSV for spreadsheets."),
    Line("GET", "/statements.jsonl", statement.stream_jsonl, "read", STREAMED, "All of them as JSON Lines."),
    Line("GET", "/statements/{id}", statement.show_statement, "read", ANSWERED, "One statement."),
    Line("GET", "/statements/{id}/why", statement.show_why, "read", ANSWERED, "Why it is in the record."),
    Line("GET", "/facets", facet.show_facets, "read", ANSWERED, "Counts of each value, with the other filters on."),
    Line("GET", "/reports", report.list_reports, "read", ANSWERED, "Reports, a page at a time."),
    Line("GET", "/reports/{id}", report.show_report, "read", ANSWERED, "A report's text with its statements."),
    Line("GET", "/episodes", episode.list_episodes, "read", ANSWERED, "Happenings, a page at a time."),
    Line("GET", "/episodes/{id}", episode.show_episode, "read", ANSWERED, "One happening over all reports."),
    Line("GET", "/map", survey.map_, "read", ANSWERED, "Where: points, areas, and what cannot be mapped."),
    Line("GET", "/timeline", survey.timeline, "read", ANSWERED, "When: bars, ranges, and what has no time."),
    Line("GET", "/network", survey.network, "read", ANSWERED, "Who to whom."),
    Line("GET", "/coverage", survey.coverage, "read", ANSWERED, "What was read, failed and silent."),
    Line("GET", "/queue", queue.list_queue, "read", ANSWERED, "Statements to review."),
    Line("GET", "/judgements", judgement.list_judgements, "read", ANSWERED, "What people decided."),
    Line("POST", "/judgements", judgement.judge, "review", DECIDED, "Decide."),
    Line("POST", "/judgements/{id}/undo", judgement.undo, "review", DECIDED, "Take a decision back."),
    Line("GET", "/changes", change.list_changes, "read", ANSWERED, "The journal, a page at a time."),
    Line("GET", "/events", change.listen, "read", LISTENED, "Changes as they happen (server-sent events)."),
    Line("GET", "/agreement", agreement.show_agreement, "review", ANSWERED, "How far two readers agree."),
    Line("GET", "/corrections.jsonl", correction.stream_corrections, "read", STREAMED, "Reviewed statements."),
    Line("GET", "/vocabulary", vocabulary.show_vocabulary, "read", ANSWERED, "The words that fields may have."),
    Line("GET", "/audit", audit.show_audit, "admin", UNKEPT, "Who did what and when."),
)  # fmt: skip
