"""The table for people: one block of lines a statement, its words underlined in the sentence they stand in."""

from __future__ import annotations

import os
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from io import TextIOWrapper
from shutil import get_terminal_size
from typing import BinaryIO

from rich.cells import cell_len, get_character_cell_size
from rich.console import Console
from rich.text import Text

from dateline.types import Document, Statement
from dateline.write.glyph import for_terminal
from dateline.write.mark import Segment, marks_of, segments
from dateline.write.phrase import (
    chain_words,
    figure_words,
    mention_words,
    place_words,
    status_words,
    time_words,
    type_words,
)  # fmt: skip

NARROWEST, WIDEST = 40, 110
INDENT = "    "
STYLES = {"trigger": "bold underline", "who": "underline cyan", "whom": "underline magenta"}
RULES = {"trigger": "=", "said": " "}
"""Under plain text stands a line of these signs, "-" for the other parts."""


class Paper(Console):
    """A console that leaves it to the caller what a reader who went away means."""

    def on_broken_pipe(self) -> None:
        raise BrokenPipeError


class TableWriter:
    """Styled on a terminal; elsewhere, and with NO_COLOR, plain text with a line of signs under the evidence."""

    name = "table"
    extension = ".txt"
    binary = False

    def write(self, documents: Iterable[Document], out: BinaryIO) -> None:
        with page_on(out) as page:
            for document in documents:
                print_document(document, page)


@contextmanager
def page_on(out: BinaryIO) -> Iterator[Page]:
    """A page that prints to a terminal or a file, which stays open."""
    styled = out.isatty() and not os.environ.get("NO_COLOR")
    width = min(max(get_terminal_size((80, 24)).columns if out.isatty() else 80, NARROWEST), WIDEST)
    lines = TextIOWrapper(out, "utf-8", newline="\n", write_through=True)
    try:
        console = Paper(
            file=lines, width=width, force_terminal=styled, no_color=not styled, highlight=False, markup=False,
            emoji=False, soft_wrap=True,
        )  # fmt: skip
        yield Page(console, styled)
    finally:
        lines.detach()


class Page:
    """Prints wrapped lines; all text passes here and is neutralised here."""

    def __init__(self, console: Console, styled: bool) -> None:
        self.console, self.styled, self.width = console, styled, console.width

    def line(self, words: str, indent: str = "", style: str = "") -> None:
        """Words wrapped at the width, the later lines indented two further."""
        words = for_terminal(words)
        for k, (start, end) in enumerate(wrap(words, self.width - len(indent) - 2)):
            shown = indent + ("  " if k else "") + words[start:end]
            self.console.print(Text(shown, style=style if self.styled else ""))

    def blank(self) -> None:
        self.console.print()

    def evidence(self, document: Document, statement: Statement) -> None:
        """The sentence with the statement's words underlined."""
        span = statement.sentence
        words = for_terminal(span.text(document.text))
        pieces = list(segments(marks_of(statement), span.start, span.end))
        for start, end in wrap(words, self.width - len(INDENT)):
            shown = [clip(piece, span.start + start, span.start + end) for piece in pieces]
            parts = [(words[s - span.start : e - span.start], part) for s, e, part in shown if s < e]
            if self.styled:
                self.console.print(styled(parts))
            else:
                self.console.print(INDENT + words[start:end])
                if rule := ruled(parts):
                    self.console.print(INDENT + rule)


def print_document(document: Document, page: Page) -> None:
    report, count = document.report, len(document.statements)
    page.line(report.title or report.path or report.id, style="bold")
    number = f"{count} statement{'s' * (count != 1)}"
    page.line(" · ".join(filter(None, [report.source, report.published or "undated", number])), style="dim")
    if report.url:
        page.line(report.url, style="dim")
    order = {statement.id: k for k, statement in enumerate(document.statements, 1)}
    for k, statement in enumerate(document.statements, 1):
        page.blank()
        print_statement(document, statement, k, order, page)
    if document.losses:
        page.blank()
        page.line("Not read:", style="bold")
    for loss in document.losses:
        words = f" - “{shortened(loss.span.text(document.text))}”" if loss.span else ""
        page.line(f"{loss.stage}: {loss.reason}{words}", "  ")
    page.blank()


def print_statement(document: Document, statement: Statement, k: int, order: dict[str, int], page: Page) -> None:
    about = [f"content of {order[statement.about]}"] if statement.about in order else []
    head = [type_words(statement), *status_words(statement), *about, f"{statement.confidence:.2f}"]
    page.line(f"{k:>3} {' · '.join(head)}", style="bold")
    for label, words in rows(document, statement):
        page.line(f"{label:<7}{words}", INDENT)
    page.evidence(document, statement)


def rows(document: Document, statement: Statement) -> Iterator[tuple[str, str]]:
    """Label and words of each part that is there."""
    who, whom = (
        "; ".join(mention_words(document, m) for m in ms) for ms in (statement.actors, statement.recipients)
    )
    if who or whom:
        yield "who", f"{who or '?'} → {whom}" if whom else who
    if statement.place:
        yield "where", place_words(document, statement.place)
    if statement.time:
        yield "when", time_words(document, statement.time)
    if statement.figures:
        yield "number", "; ".join(figure_words(document, figure) for figure in statement.figures)
    if statement.attribution:
        yield "says", chain_words(document, statement)


def shortened(words: str, most: int = 60) -> str:
    return words if len(words) <= most else words[: most - 1] + "…"


def clip(piece: Segment, start: int, end: int) -> tuple[int, int, str]:
    part = piece.marks[0].part if piece.marks else ""
    return max(piece.start, start), min(piece.end, end), part


def styled(parts: list[tuple[str, str]]) -> Text:
    line = Text(INDENT)
    for words, part in parts:
        line.append(words, STYLES.get(part, "underline" if part not in ("", "said") else ""))
    return line


def ruled(parts: list[tuple[str, str]]) -> str:
    """The line under the words; a wide character takes two signs."""
    return "".join((RULES.get(part, "-") if part else " ") * cell_len(words) for words, part in parts).rstrip()


def wrap(words: str, width: int) -> Iterator[tuple[int, int]]:
    """Ranges of the lines that the words fill at a width in cells; a word that is too long is cut."""
    start = at = used = 0
    space = -1
    while at < len(words):
        used += get_character_cell_size(words[at])
        if words[at] == " ":
            space = at
        if used > width and at > start:
            end = space if space > start else at
            yield start, end
            start = end + (end == space)
            at, used, space = start, 0, -1
            continue
        at += 1
    if start < len(words) or not words:
        yield start, len(words)
