"""A document: the one immutable text of a report, and the layers that stages have attached to it."""

from __future__ import annotations

from dataclasses import dataclass

from dateline.types.hint import Hints
from dateline.types.mention import Mention, Quotation
from dateline.types.report import Report
from dateline.types.span import Span
from dateline.types.statement import Statement, Voice
from dateline.types.syntax import Syntax
from dateline.types.values import Place, Quantity, Time

BLOCKS = ("title", "byline", "paragraph", "furniture")
"""Kinds of block. Furniture (links, captions of other stories, cookie notices) is kept and never read."""


@dataclass(frozen=True, slots=True)
class Block:
    """A paragraph-like piece of the text. The blocks do not overlap and stand in text order."""

    span: Span
    kind: str = "paragraph"


@dataclass(frozen=True, slots=True)
class Dateline:
    """The opening "KAZAN, June 6 (Agency) -": where and when it was filed, and by whom.

    Its words stand before the first sentence and are never the place or time of an event.
    """

    span: Span
    place: Span | None = None
    date: Span | None = None
    agency: Span | None = None


@dataclass(frozen=True, slots=True)
class Run:
    """Code points [start, end) of the text come from delivered bytes [byte_start, byte_end)."""

    start: int
    end: int
    byte_start: int
    byte_end: int


@dataclass(frozen=True, slots=True)
class Loss:
    """Something that was in the report and is not in the statements, and why. Never silent."""

    stage: str
    reason: str
    span: Span | None = None


@dataclass(frozen=True, slots=True)
class Document:
    """A report's text with its layers. Stages return items, the pipeline attaches them with `replace`."""

    report: Report
    text: str
    blocks: tuple[Block, ...] = ()
    dateline: Dateline | None = None
    origin: tuple[Run, ...] = ()
    syntax: Syntax | None = None
    hints: Hints | None = None
    quotations: tuple[Quotation, ...] = ()
    times: tuple[Time, ...] = ()
    quantities: tuple[Quantity, ...] = ()
    mentions: tuple[Mention, ...] = ()
    places: tuple[Place, ...] = ()
    attributions: tuple[Voice, ...] = ()
    statements: tuple[Statement, ...] = ()
    losses: tuple[Loss, ...] = ()

    def bytes_of(self, span: Span) -> tuple[int, int] | None:
        """The delivered bytes [start, end) that the span's words came from; None when they came from nowhere
        (a separator that the reader put between two blocks). A span inside one run of unequal length (an
        HTML entity, say) gives the whole run."""
        from bisect import bisect_right

        starts = [run.start for run in self.origin]
        k = max(bisect_right(starts, span.start) - 1, 0)
        hit = [run for run in self.origin[k:] if run.start < span.end and span.start < run.end]
        if not hit:
            return None
        first, last = hit[0], hit[-1]
        return self._byte(first, span.start, low=True), self._byte(last, span.end, low=False)

    def _byte(self, run: Run, offset: int, *, low: bool) -> int:
        codec = self.report.encoding.name
        inside = self.text[run.start : run.end].encode(codec, "surrogatepass" if codec == "utf-8" else "replace")
        if len(inside) != run.byte_end - run.byte_start:
            return run.byte_start if low else run.byte_end
        offset = min(max(offset, run.start), run.end)
        before = self.text[run.start : offset].encode(codec, "surrogatepass" if codec == "utf-8" else "replace")
        return run.byte_start + len(before)
