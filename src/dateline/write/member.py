"""Statements of a record for people: each as `read` shows it, with its report, its id and where it belongs."""

from __future__ import annotations

from collections.abc import Iterable
from typing import BinaryIO

from dateline.types.document import Document
from dateline.types.episode import Member
from dateline.types.report import Report
from dateline.write.phrase import status_words, type_words
from dateline.write.table import INDENT, Page, page_on, rows

Found = tuple[Document, Member]
"""A statement as it stands in the record and the document of its report."""


class MemberTable:
    """Statements found in a record, numbered from `first`."""

    name = "table"
    extension = ".txt"
    binary = False

    def __init__(self, first: int = 1) -> None:
        self.first = first

    def write(self, found: Iterable[Found], out: BinaryIO) -> None:
        with page_on(out) as page:
            for number, (document, member) in enumerate(found, self.first):
                print_member(document, member, number, page)
                page.blank()


def print_member(document: Document, member: Member, number: int, page: Page) -> None:
    """One statement: what `read` shows of it, then its report and ids, then its sentence."""
    statement = member.statement
    page.line(f"{number:>3} {' · '.join(head_words(member))}", style="bold")
    for label, words in rows(document, statement):
        page.line(f"{label:<7}{words}", INDENT)
    page.line(f"{'report':<7}{report_words(member.report)}", INDENT)
    page.line(f"{'id':<7}{id_words(member)}", INDENT, "dim")
    page.evidence(document, statement)


def head_words(member: Member) -> list[str]:
    """Type, status, review and confidence."""
    statement, review = member.statement, [member.review] if member.review else []
    return [type_words(statement), *status_words(statement), *review, f"{statement.confidence:.2f}"]


def report_words(report: Report) -> str:
    """Source, day and title of a report: "Sahel Wire · 2024-03-14 · Fighters cross into Mali"."""
    return " · ".join([report.source or "unnamed source", report.published or "undated", report.title or report.id])


def id_words(member: Member) -> str:
    """The ids that `why` and `episode` take."""
    if member.episode is None:
        return member.statement.id
    return f"{member.statement.id} · episode {member.episode}"
