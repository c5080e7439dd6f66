"""Quotations: straight, curly, angled, single, nested, running on over paragraphs, partial, unclosed."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, field, replace

from dateline.find.casing import recased
from dateline.types import Block, Document, Quotation, Span

MARK = re.compile(r"''|``|[\"“”„«»‹›‘’']")
DOUBLE = '"'
SINGLES = frozenset("'‘’")
CLOSERS = {"“": "”“", "„": "“”", "«": "»", "‹": "›", DOUBLE: DOUBLE, "'": "'’", "‘": "’'", "”": "”", "»": "«"}
"""What may close each mark; some presses open and close with the same one."""

SHORT = 7
"""Words in the longest quotation that may still be a few words inside somebody's own sentence."""

REACH = 1500
"""Code points within which a single mark must be closed to count as a quotation; keeps the scan linear."""

LOOKS = 24
"""Apostrophes looked at for the end of a single quotation before it is taken for an apostrophe itself."""


@dataclass(frozen=True, slots=True)
class Mark:
    """A quotation mark at [start, end); `sign` is its kind, two single marks being one double."""

    start: int
    end: int
    sign: str


@dataclass(slots=True)
class Open:
    """A quotation whose end has not come yet; `start` is where its words in this paragraph begin."""

    sign: str
    start: int
    pieces: list[Span] = field(default_factory=list)


class QuotationStage:
    """Quotations in text order, outer before inner. A quotation never runs past its paragraph unless the next one
    reopens it with the same mark, as newspapers do."""

    name = "quotation"
    version = "1"
    needs = ("blocks",)
    gives = "quotations"

    def __call__(self, document: Document) -> tuple[Quotation, ...]:
        text = recased(document)
        found: list[Quotation] = []
        carried: Open | None = None
        for block in document.blocks:
            if block.kind != "furniture":
                carried = Scan(text, block, found).run(carried)
        if carried is not None:
            abandon(carried, found)
        found.sort(key=lambda q: (q.span.start, -q.span.end))
        return tuple(replace(q, partial=True) if is_partial(text, q) else q for q in found)


class Scan:
    """One walk over the marks of a paragraph; finished quotations go to `found`."""

    def __init__(self, text: str, block: Block, found: list[Quotation]) -> None:
        self.text = text
        self.start, self.end = block.span.start, block.span.end
        self.found = found
        self.stack: list[Open] = []

    def run(self, carried: Open | None) -> Open | None:
        """Takes up the quotation that the paragraph before left open; gives back the one that this leaves open."""
        marks = self.marks()
        if carried is not None:
            first = next(marks, None)
            if first is not None and first.start == self.start and first.sign == carried.sign:
                carried.start = first.end
                self.stack = [carried]
            else:
                abandon(carried, self.found)
                marks = self.marks()
        for mark in marks:
            self.meet(mark)
        return self.suspend()

    def marks(self) -> Iterator[Mark]:
        for hit in MARK.finditer(self.text, self.start, self.end):
            yield Mark(hit.start(), hit.end(), DOUBLE if hit.end() - hit.start() > 1 else hit[0])

    def meet(self, mark: Mark) -> None:
        """A mark closes the innermost quotation, or the one around it when the inner end is missing, or opens one."""
        stack = self.stack
        if stack and self.closes(mark, stack[-1]):
            self.close(mark)
        elif len(stack) > 1 and mark.sign not in SINGLES and self.closes(mark, stack[-2]):
            inner = stack.pop()
            self.found.append(quotation([*inner.pieces, Span(inner.start, mark.start)], len(stack), closed=False))
            self.close(mark)
        elif self.opens(mark) and len(stack) < 4:
            stack.append(Open(mark.sign, mark.end))

    def close(self, mark: Mark) -> None:
        one = self.stack.pop()
        pieces = [*one.pieces, Span(one.start, mark.start)]
        if mark.start > pieces[0].start:
            self.found.append(quotation(pieces, len(self.stack), closed=True))

    def closes(self, mark: Mark, one: Open) -> bool:
        if mark.sign not in CLOSERS[one.sign]:
            return False
        return one.sign not in SINGLES or (self.ends_single(mark.start) and not self.is_possessive(mark.start))

    def is_possessive(self, i: int) -> bool:
        """ "'It is the workers' fault.'": an s before the mark, a word behind it, and an end still to come."""
        if self.text[i - 1] != "s" or self.text[i + 1 : i + 2] != " " or not self.text[i + 2 : i + 3].islower():
            return False
        later = MARK.search(self.text, i + 1, min(self.end, i + REACH))
        return later is not None and later[0] in ("'", "’") and self.ends_single(later.start())

    def ends_single(self, i: int) -> bool:
        """Whether a single mark can end a quotation: nothing word-like behind it, something before it."""
        after = self.text[i + 1] if i + 1 < self.end else " "
        return not after.isalnum() and i > self.start and not self.text[i - 1].isspace()

    def opens(self, mark: Mark) -> bool:
        before = self.text[mark.start - 1] if mark.start > self.start else " "
        after = self.text[mark.end] if mark.end < self.end else " "
        if mark.sign in ("“", "„", "«", "‹"):
            return not after.isspace() or mark.sign == "«"
        if mark.sign == "»":
            return before.isspace() and after.isalnum()
        if mark.sign == DOUBLE:
            return not before.isalnum() or after.isalnum()
        if mark.sign in ("'", "‘"):
            outside = (
                not before.isalnum() and before not in ".,;:!?)" and not self.text[mark.end : mark.end + 2].isdigit()
            )
            return outside and (after.isalnum() or after in '“"$£€[') and self.has_end(mark.start)
        return False

    def has_end(self, i: int) -> bool:
        """Whether a closing single mark follows: else it is an apostrophe ("'90s", "'em"). A plural possessive
        ("the rebels' camp") closes nothing."""
        limit = min(self.end, i + REACH)
        for look, hit in enumerate(MARK.finditer(self.text, i + 1, limit)):
            k = hit.start()
            if look > LOOKS or (hit[0] in ("“", "”", DOUBLE) and not self.inside_double()):
                return False
            if hit[0] in ("'", "’") and self.ends_single(k):
                return not (self.text[k - 1] == "s" and self.text[k + 1 : k + 2] == " " and k - i > 40)
        return False

    def inside_double(self) -> bool:
        return not self.stack or self.stack[-1].sign in SINGLES

    def suspend(self) -> Open | None:
        """At a paragraph's end the outermost quotation may go on in the next; the inner ones end here."""
        for depth, one in enumerate(self.stack):
            one.pieces.append(Span(one.start, self.end))
            if depth and self.end > one.start:
                self.found.append(quotation(one.pieces, depth, closed=False))
        return self.stack[0] if self.stack else None


def abandon(one: Open, found: list[Quotation]) -> None:
    """A quotation that the next paragraph did not take up ends with its own."""
    if one.pieces and one.pieces[-1].end > one.pieces[0].start:
        found.append(quotation(one.pieces, 0, closed=False))


def quotation(pieces: list[Span], depth: int, *, closed: bool) -> Quotation:
    return Quotation(Span(pieces[0].start, pieces[-1].end), tuple(pieces), depth, closed)


def is_partial(text: str, quotation: Quotation) -> bool:
    """Whether the words are a few in somebody's own sentence ("doomed to failure") and no utterance by themselves."""
    if len(quotation.pieces) > 1 or len(quotation.span) > 200:
        return False
    words = quotation.span.text(text).strip()
    number = len(words.split())
    if number > SHORT:
        return False
    before = text[max(quotation.span.start - 4, 0) : quotation.span.start].rstrip(" \"“„«'‘`\u00a0")[-1:]
    ended, upper = words[-1:] in ".!?…", words[:1].isupper()
    if before.isalnum() or before in (")", "]", "’", "'"):
        return not (number >= 4 and upper and ended)
    return not (upper or ended or words[-1:] == ",")
