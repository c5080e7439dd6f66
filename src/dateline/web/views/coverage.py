"""What was read, what failed, and what says nothing: by source, by day, and why."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Sequence
from typing import Any, NamedTuple

from dateline.store.row import fold
from dateline.store.store import Store
from dateline.types.view import Query
from dateline.web.digest import Digest

MOST = 1000
"""Days, failures and silent reports that are sent; the rest is counted."""
NUMBER = re.compile(r"\d[\d,.]*")
COLUMNS = "key, place, source, day, failure, statements"


class Report(NamedTuple):
    """A row of the record's `reading`; `day` "" where the day of publication is not known."""

    key: str
    where: str
    source: str | None
    day: str
    failure: str | None
    statements: int

    @property
    def silent(self) -> bool:
        return self.failure is None and not self.statements


def show_coverage(store: Store, digest: Digest, query: Query) -> dict[str, Any]:
    """Of the filters, `source`, `since` and `until` (day of publication) are looked at: what failed has no other.

    `read` counts the silent too. `failures` and `silences` name reports; `losses` count what was left out inside
    reports that were read, by stage and reason.
    """
    digest.refresh(store)
    everything = store.database.rows(f"SELECT {COLUMNS} FROM reading ORDER BY day, key")
    held = [report for row in everything if within(report := Report(*row), query)]
    days, days_left_out = capped(grouped(held, "day"))
    failures, failures_left_out = capped(failed(held))
    silences, silences_left_out = capped(silent(held, digest))
    return {
        **numbers(held), "sources": grouped(held, "source"), "days": days, "days_left_out": days_left_out,
        "failures": failures, "failures_left_out": failures_left_out, "silences": silences,
        "silences_left_out": silences_left_out, "losses": losses(held, digest),
    }  # fmt: skip


def within(report: Report, query: Query) -> bool:
    """Whether the filter of source and period leaves the report; one without a day is in no period."""
    if query.source and fold(report.source or "") not in {fold(name) for name in query.source}:
        return False
    if (query.since or query.until) and not report.day:
        return False
    return (query.since or "") <= report.day and (not query.until or report.day <= query.until)


def numbers(reports: Sequence[Report]) -> dict[str, int]:
    return {
        "read": sum(report.failure is None for report in reports),
        "failed": sum(report.failure is not None for report in reports),
        "silent": sum(report.silent for report in reports),
        "statements": sum(report.statements for report in reports),
    }


def grouped(reports: Iterable[Report], name: str) -> list[dict[str, Any]]:
    """Counts by source or day, in alphabetical order; what is not known comes last, as None."""
    groups: dict[str, list[Report]] = {}
    for report in reports:
        groups.setdefault(getattr(report, name) or "", []).append(report)
    named = sorted((key for key in groups if key), key=lambda key: (fold(key), key))
    return [{name: key or None, **numbers(groups[key])} for key in [*named, *([""] if "" in groups else [])]]


def failed(reports: Iterable[Report]) -> list[dict[str, Any]]:
    """What could not be read, and why, in the words of the reader; the path is not said twice."""
    return [
        {
            "id": report.key, "where": report.where, "source": report.source, "day": report.day or None,
            "reason": report.failure.removeprefix(f"{report.where}: "),
        }
        for report in reports if report.failure is not None
    ]  # fmt: skip


def silent(reports: Iterable[Report], digest: Digest) -> list[dict[str, Any]]:
    """Reports that were read and of which nothing is recorded; `reasons` are the losses inside them, if any."""
    return [
        {
            "id": report.key, "where": report.where, "source": report.source, "day": report.day or None,
            "reasons": sorted({reason for _, reason in digest.losses.get(report.key, ())}) or ["no statement found"],
        }
        for report in reports if report.silent
    ]  # fmt: skip


def losses(reports: Iterable[Report], digest: Digest) -> list[dict[str, Any]]:
    """How often each stage left something out for a reason, and in how many reports; reasons that differ in their
    numbers only are one."""
    counts: Counter[tuple[str, str]] = Counter()
    within: Counter[tuple[str, str]] = Counter()
    for report in reports:
        lost: Counter[tuple[str, str]] = Counter()
        for (stage, reason), count in digest.losses.get(report.key, {}).items():
            lost[stage, NUMBER.sub("N", reason)] += count
        counts.update(lost)
        within.update(lost.keys())
    return [
        {"stage": stage, "reason": reason, "count": counts[stage, reason], "reports": within[stage, reason]}
        for stage, reason in sorted(counts)
    ]


def capped(rows: list[dict[str, Any]]) -> tuple[list[dict[str, Any]], int]:
    return rows[:MOST], max(0, len(rows) - MOST)
