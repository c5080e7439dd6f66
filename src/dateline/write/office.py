"""Offices and who is named as holding them, for people and as data."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import groupby
from typing import Any, BinaryIO

from dateline.types.office import Bearer, Office, Roster, Tenure
from dateline.write.episode import number
from dateline.write.glyph import encodable
from dateline.write.table import INDENT, page_on

LISTED = 5
"""Statements that are named as evidence for the holder of an office; data has all."""
WHAT_DAYS = "Days are those on which reports name somebody so, not those of taking and leaving office."


def print_roster(roster: Roster, out: BinaryIO) -> None:
    """Each office with its holders by first day, whoever overlaps side by side."""
    with page_on(out) as page:
        for office, tenures in groupby(roster.tenures, key=lambda tenure: tenure.office):
            page.line(str(office), style="bold")
            for tenure in tenures:
                page.line(tenure_words(tenure), INDENT)
        page.line(WHAT_DAYS if roster.tenures else "no report names a holder on a day that is known")
        if roster.undated:
            verb = "names" if len(roster.undated) == 1 else "name"
            page.line(f"left out: {number(len(roster.undated), 'statement')} that {verb} a holder on no known day")


def roster_data(roster: Roster) -> dict[str, Any]:
    """The same as JSON-ready data: a row for each holder of each office."""
    rows = [{**office_cells(t.office), **tenure_row(t)} for t in roster.tenures]
    return {"offices": rows, "undated": list(roster.undated)}


def bearer_lines(bearer: Bearer) -> Iterator[str]:
    """Who may be meant, the reason, and the statements that it rests on."""
    who = bearer.holder.name if bearer.holder else "open"
    how = "decided by somebody" if bearer.by == "person" else "inferred, the report does not say so"
    yield f"“{bearer.words}”: {who} ({how})" if bearer.holder else f"“{bearer.words}”: {who}"
    yield f"  {bearer.reason}"
    for tenure in bearer.tenures:
        yield f"  {tenure_words(tenure)}"


def tenure_words(tenure: Tenure) -> str:
    """ "Jean Morel: named so 2021-03-02 to 2021-03-04 in 3 reports (2 texts) · statements 9c0f, 81e2"."""
    more = len(tenure.statements) - LISTED
    ids = ", ".join(tenure.statements[:LISTED]) + (f" and {more} more" if more > 0 else "")
    return f"{tenure.name}: {days_words(tenure)} · statements {ids}"


def days_words(tenure: Tenure) -> str:
    """ "named so 2021-03-02 to 2021-03-04 in 3 reports (2 texts); former holder 2021-03-05"."""
    named = ""
    if tenure.days:
        counts = f"{number(len(tenure.reports), 'report')} ({number(tenure.texts, 'text')})"
        named = f"named so {tenure.first} to {tenure.last} in {counts}"
    past = f"former holder {', '.join(tenure.past)}" if tenure.past else ""
    return "; ".join(filter(None, [named, past]))


def bearer_row(bearer: Bearer) -> dict[str, Any]:
    return {
        "words": encodable(bearer.words), "entity": encodable(bearer.entity), **office_cells(bearer.office),
        "day": bearer.day,
        "holder": encodable(bearer.holder.actor) if bearer.holder else None,
        "reason": encodable(bearer.reason), "by": bearer.by,
        "named": [tenure_row(tenure) for tenure in bearer.tenures],
    }  # fmt: skip


def office_cells(office: Office) -> dict[str, Any]:
    """`country` is None for the office of a body, `body` the entity id or alpha-3 code."""
    return {
        "country": office.country, "body": encodable(office.body), "of": encodable(office.name), "title": office.title,
    }  # fmt: skip


def tenure_row(t: Tenure) -> dict[str, Any]:
    return {
        "actor": encodable(t.actor), "name": encodable(t.name), "days": list(t.days), "past": list(t.past),
        "reports": list(t.reports), "texts": t.texts, "statements": list(t.statements),
    }  # fmt: skip
