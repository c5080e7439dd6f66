"""One happening over all reports, for people: its sides with who gives each value, its voices, its statements."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any, BinaryIO

from dateline.types.episode import Episode
from dateline.types.judgement import Link
from dateline.write.account import Facet, Origin, Saying, Value, facets, origins
from dateline.write.found import member_row
from dateline.write.glyph import encodable
from dateline.write.member import Found, print_member, report_words
from dateline.write.table import Page, page_on

SHOWN = 20
"""Statements, and reports of one voice, that are shown unless more are asked for; the rest are counted."""


def print_episode(episode: Episode, found: Sequence[Found], out: BinaryIO, most: int = SHOWN) -> None:
    """The whole episode; `found` are its members with the documents of their reports, in order."""
    with page_on(out) as page:
        page.line(f"{episode.type} · episode {episode.id}", style="bold")
        page.line(count_words(episode), style="dim")
        for facet in facets(found):
            if facet.label != "status" or len(facet.values) > 1:
                print_facet(facet, page)
        print_origins(origins(found), page, most)
        print_statements(found, page, most)
        print_links(episode, page)


def count_words(episode: Episode) -> str:
    """How many statements, reports and voices, and over which days."""
    reports = {member.report.id for member in episode.members}
    days = sorted({member.report.published for member in episode.members if member.report.published})
    span = [days[0] if days[0] == days[-1] else f"{days[0]} to {days[-1]}"] if days else []
    counts = (number(len(episode.members), "statement"), number(len(reports), "report"))
    return " · ".join([*counts, number(episode.voices, "independent voice"), *span])


def number(count: int, noun: str) -> str:
    return f"{count} {noun}{'s' * (count != 1)}"


def print_facet(facet: Facet, page: Page) -> None:
    page.blank()
    page.line(f"{facet.label}{' - the values differ' * facet.differ}", style="bold")
    for value, days in zip(facet.values, same_days(facet.values), strict=True):
        words = value.words.removeprefix(f"{facet.label} ")
        page.line(f"{words} - {'; '.join(map(saying_words, value.sayings, days))}", "  ")


def same_days(values: Sequence[Value]) -> list[list[str]]:
    """The day of each saying in words; "same day" where it is that of the one before."""
    before: str | None = None
    table = []
    for value in values:
        row = []
        for saying in value.sayings:
            row.append("same day" if saying.day and saying.day == before else saying.day or "undated")
            before = saying.day
        table.append(row)
    return table


def saying_words(saying: Saying, day: str) -> str:
    """ "Interior Ministry, 2024-03-29 (3 reports)"."""
    count = len(saying.reports)
    return f"{saying.who}, {day}" + (f" ({count} reports)" if count > 1 else "")


def print_origins(voices: Sequence[Origin], page: Page, most: int) -> None:
    page.blank()
    page.line(number(len(voices), "independent voice"), style="bold")
    for voice in voices:
        reports = voice.reports
        name = f"{voice.agency} (agency)" if voice.agency else reports[0].source or "unnamed source"
        family = f"text {voice.families[0]}" if len(voice.families) == 1 else f"{len(voice.families)} texts"
        page.line(f"{name} · {number(len(reports), 'report')}, {family}", "  ")
        for report in reports[:most]:
            page.line(report_words(report), "    ", "dim")
        print_rest(len(reports) - most, "report", "    ", page)


def print_statements(found: Sequence[Found], page: Page, most: int) -> None:
    page.blank()
    page.line("What each report says", style="bold")
    for k, (document, member) in enumerate(found[:most], 1):
        page.blank()
        print_member(document, member, k, page)
    print_rest(len(found) - most, "statement", "  ", page)


def print_rest(count: int, noun: str, indent: str, page: Page) -> None:
    if count > 0:
        page.line(f"and {number(count, noun)} more: give --most", indent)


def print_links(episode: Episode, page: Page) -> None:
    """Why each statement was put with another."""
    if not episode.links:
        return
    order = {member.statement.id: k for k, member in enumerate(episode.members, 1)}
    page.blank()
    page.line("Why they were put together", style="bold")
    for link in episode.links:
        page.line(link_words(link, order), "  ")


def link_words(link: Link, order: Mapping[str, int | str]) -> str:
    """ "2 with 1 · 0.91 · same town and day (link/1)"; ids that have no number stand as they are."""
    left, right = (str(order.get(id_, id_)) for id_ in (link.left, link.right))
    return f"{right} with {left} · {link.confidence:.2f} · {link.reason} ({link.by})"


def as_data(episode: Episode, found: Sequence[Found]) -> dict[str, Any]:
    """The same as JSON-ready data: nothing is left out."""
    return {
        "id": episode.id,
        "type": episode.type,
        "voices": [
            {"agency": voice.agency, "families": list(voice.families), "reports": [r.id for r in voice.reports]}
            for voice in origins(found)
        ],
        "sides": [facet_row(facet) for facet in facets(found)],
        "statements": [member_row(pair) for pair in found],
        "links": [link_row(link) for link in episode.links],
    }


def facet_row(facet: Facet) -> dict[str, Any]:
    values = [
        {"words": encodable(value.words), "said": [
            {"who": encodable(s.who), "day": s.day, "statements": list(s.statements), "reports": list(s.reports)}
            for s in value.sayings
        ]}
        for value in facet.values
    ]  # fmt: skip
    return {"side": facet.label, "differ": facet.differ, "values": values}


def link_row(link: Link) -> dict[str, Any]:
    return {
        "left": link.left, "right": link.right, "confidence": link.confidence, "reason": link.reason, "by": link.by,
    }  # fmt: skip
