"""Quotations: straight, curly, angled, single, nested, running on over paragraphs, partial, unclosed."""

from __future__ import annotations

from dataclasses import dataclass, field, replace

from dateline.types import Block, Document, Quotation, Span

PAIRS = {"“": "”", "„": "“”", "«": "»", "‹": "›", "‘": "’"}
DOUBLE = '"'
SINGLES = "'‘’"
SHORT = 7
"""Words in the longest quotation that may still be a few words inside somebody's own sentence."""


@dataclass(slots=True)
class Open:
    """A quotation whose end has not come yet."""

    mark: str
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
        found: list[Quotation] = []
        carried: list[Open] = []
        for block in document.blocks:
            if block.kind == "furniture":
                continue
            carried = scan(document.text, block, carried, found)
        close_all(carried, found)
        found.sort(key=lambda q: (q.span.start, -q.span.end))
        return tuple(mark_partial(document.text, q) for q in found)


def scan(text: str, block: Block, carried: list[Open], found: list[Quotation]) -> list[Open]:
    """Walk one block; `carried` are quotations the block before left open. Returns what this one leaves open."""
    start, end = block.span.start, block.span.end
    stack = resume(text, start, carried, found)
    skip = start if stack else -1
    for i in range(start, end):
        char = text[i]
        if i == skip or (char not in '"“”„«»‹›‘’\'' ):
            continue
        if stack and closes(text, i, stack[-1], end):
            close(stack.pop(), i, len(stack), found)
        elif len(stack) > 1 and closes(text, i, stack[-2], end) and char not in SINGLES:
            stack.pop()
            close(stack.pop(), i, len(stack), found)
        elif opens(text, i, stack, start, end):
            stack.append(Open(char, i + 1))
    return suspend(stack, end, found)


def resume(text: str, start: int, carried: list[Open], found: list[Quotation]) -> list[Open]:
    """A paragraph that opens with the mark of the quotation left open goes on with it."""
    if carried and text[start : start + 1] == carried[0].mark:
        carried[0].start = start + 1
        return carried[:1]
    close_all(carried, found)
    return []


def suspend(stack: list[Open], end: int, found: list[Quotation]) -> list[Open]:
    """At a block's end the outermost quotation may go on in the next; the inner ones end here."""
    for inner in stack[1:]:
        inner.pieces.append(Span(inner.start, end))
    close_all(stack[1:], found)
    if not stack:
        return []
    stack[0].pieces.append(Span(stack[0].start, end))
    return stack[:1]


def close_all(left: list[Open], found: list[Quotation]) -> None:
    for depth, one in enumerate(left):
        if one.pieces:
            span = Span(one.pieces[0].start, one.pieces[-1].end)
            found.append(Quotation(span, tuple(one.pieces), depth, closed=False))


def close(one: Open, end: int, depth: int, found: list[Quotation]) -> None:
    pieces = (*one.pieces, Span(one.start, end))
    if end > pieces[0].start:
        found.append(Quotation(Span(pieces[0].start, end), pieces, depth))


def closes(text: str, i: int, one: Open, end: int) -> bool:
    char = text[i]
    if one.mark == DOUBLE:
        return char == DOUBLE
    if one.mark == "'":
        return char in "'’" and ends_single(text, i, end)
    if one.mark == "‘":
        return char in "’'" and ends_single(text, i, end)
    return char in PAIRS.get(one.mark, "")


def ends_single(text: str, i: int, end: int) -> bool:
    """Whether a single mark ends a quotation rather than standing in a word: nothing word-like follows."""
    after = text[i + 1] if i + 1 < end else " "
    return not after.isalnum() and not text[i - 1 : i].isspace()


def opens(text: str, i: int, stack: list[Open], start: int, end: int) -> bool:
    char = text[i]
    before = text[i - 1] if i > start else " "
    after = text[i + 1] if i + 1 < end else " "
    if char in ("“", "„", "«", "‹"):
        return True
    if char == DOUBLE:
        return True
    if char in ("'", "‘"):
        outside = not before.isalnum() and before not in ".,;:!?)"
        return outside and (after.isalpha() or after in "“\"") and has_end(text, i, end)
    return False


REACH = 1500
"""Code points within which a single mark must be closed to count as a quotation; keeps the scan linear."""


def has_end(text: str, i: int, end: int) -> bool:
    """Whether a closing single mark follows: else it is an apostrophe ("'90s", "'em")."""
    k = i
    for _ in range(24):
        k = min((n for n in (text.find("'", k + 1, min(end, i + REACH)), text.find("’", k + 1, min(end, i + REACH))) if n > 0), default=-1)
        if k < 0:
            return False
        if ends_single(text, k, end) and not (text[k - 1] == "s" and text[k + 1 : k + 2] == " "):
            return True
    return False


def mark_partial(text: str, quotation: Quotation) -> Quotation:
    """A few words without an end of sentence, inside somebody's sentence, are a partial quotation."""
    words = quotation.span.text(text)
    first = words.lstrip()[:1]
    whole = words.rstrip()[-1:] in ".,!?…" or len(words.split()) > SHORT or (first.isupper() and len(words.split()) > 3)
    return quotation if whole else replace(quotation, partial=True)
