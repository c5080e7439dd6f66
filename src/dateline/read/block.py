"""The layout of a text: its lines -> blocks that are title, byline, paragraph or furniture.

Spans only: not a character of the text is changed. Lines that a program broke at a fixed column are one block.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator
from functools import cache
from itertools import pairwise

from dateline.lang import load
from dateline.read.dateline import find_dateline
from dateline.read.limit import LINES
from dateline.read.published import worded
from dateline.types import Block, Span

LINE = re.compile(r"[^\r\n\v\f\x85\u2028\u2029]+")
SPACE = " \t\u00a0\u202f\u2009\u200b\ufeff\u3000\x1c\x1d\x1e\x1f"
BULLET = re.compile(r"(?:[-–—•*·▪◦●■‣]|\(?\d{1,2}[.)])\s")
NARROW, WIDE = 45, 110
"""Columns at which programs break lines."""
LONGEST_LABEL = 160
LONGEST_TITLE = 200
SENTENCE_END = re.compile(r"[.!:;,…](?:[\"'”’)\]]*)$")
LETTER = re.compile(r"[^\W\d_]")
LATIN = re.compile(r"[A-Za-z\u00aa\u00ba\u00c0-\u024f\u1e00-\u1eff\ufb00-\ufb06\uff21-\uff3a\uff41-\uff5a]")
OTHER_WORD = re.compile(
    r"(?:(?![A-Za-z\u00aa\u00b5\u00ba\u00c0-\u02af\u1e00-\u1eff])[^\W\d_])[\w\u0300-\u036f\u064b-\u0652]*"
)


def find_blocks(text: str, *, title: str | None = None) -> tuple[Block, ...]:
    """The blocks of a text in order. `title` is the one the delivery gave ("" when there is to be none)."""
    paragraphs = [piece for span in find_paragraphs(text) for piece in split_scripts(text, span)]
    kinds = [
        kind or kind_of(text[span.start : min(span.end, span.start + LONGEST_LABEL + 1)]) for span, kind in paragraphs
    ]
    mark_title(text, [span for span, _ in paragraphs], kinds, title)
    return tuple(Block(span, kind) for (span, _), kind in zip(paragraphs, kinds, strict=True))


def find_lines(text: str) -> list[Span]:
    """Lines without the white space around them; empty ones left out."""
    lines: list[Span] = []
    for hit in LINE.finditer(text):
        if len(lines) == LINES:
            return [*lines, Span(hit.start(), len(text))]
        words = hit[0]
        start = hit.start() + len(words) - len(words.lstrip(SPACE))
        end = hit.start() + len(words.rstrip(SPACE))
        if start < end and not words.isspace():
            lines.append(Span(start, end))
    return lines


def find_paragraphs(text: str) -> list[Span]:
    """Lines, joined where they were broken at a fixed column."""
    lines = find_lines(text)
    width = column(text, lines)
    if not width:
        return lines
    joined = lines[:1]
    for before, line in pairwise(lines):
        if runs_on(text, before, line, width):
            joined[-1] = joined[-1].join(line)
        else:
            joined.append(line)
    return joined


def column(text: str, lines: list[Span]) -> int:
    """The width that lines were broken at, or 0: then nearly every line is full but for the last of its paragraph."""
    lengths = sorted(len(line) for line in lines)
    if len(lines) < 3 or not NARROW <= lengths[-1] <= WIDE:
        return 0
    width = lengths[-1]
    pairs = [(a, b) for a, b in pairwise(lines) if is_adjacent(text, a, b)]
    full = sum(is_full(text, a, b, width) for a, b in pairs)
    unfinished = sum(
        not SENTENCE_END.search(text[a.start : a.end][-8:]) for a, b in pairs if is_full(text, a, b, width)
    )
    return width if full >= 2 and full >= 0.6 * len(pairs) and unfinished >= 0.5 * full else 0


def is_adjacent(text: str, before: Span, line: Span) -> bool:
    """No blank line between the two."""
    gap = text[before.end : line.start].replace("\r\n", "\n")
    return sum(c in "\r\n\v\f\x85\u2028\u2029" for c in gap) == 1


def is_full(text: str, before: Span, line: Span, width: int) -> bool:
    """Whether the next line's first word would not have fitted on the line."""
    word = text[line.start : line.end].split(maxsplit=1)[0]
    return len(before) + 1 + len(word) > width - 6


def runs_on(text: str, before: Span, line: Span, width: int) -> bool:
    indented = text[before.end : line.start].endswith(("  ", "\t")) and not starts_indented(text, before)
    return (
        is_adjacent(text, before, line) and is_full(text, before, line, width)
        and not indented and not BULLET.match(text, line.start)
    )  # fmt: skip


def starts_indented(text: str, line: Span) -> bool:
    return text[max(line.start - 2, 0) : line.start] in ("  ", "\t\t")


def split_scripts(text: str, span: Span) -> Iterator[tuple[Span, str | None]]:
    """The paragraph with a run of two or more words in another script at its edge taken off as furniture.

    Sites glue the link to another edition to the first sentence; the words belong to no sentence.
    """
    words = text[span.start : span.end]
    if words.isascii():
        yield span, None
        return
    first = LATIN.search(words)
    if not first:
        yield span, "furniture" if len(OTHER_WORD.findall(words)) >= 2 else None
        return
    start, end = edge_before(words, first.start()), edge_after(words)
    if start:
        yield Span(span.start, span.start + len(words[:start].rstrip())), "furniture"
    start += len(words[start:end]) - len(words[start:end].lstrip())
    yield Span(span.start + start, span.start + len(words[:end].rstrip())), None
    if end < len(words):
        end += len(words[end:]) - len(words[end:].lstrip())
        yield Span(span.start + end, span.end), "furniture"


def edge_before(words: str, first: int) -> int:
    """Where a leading run in another script ends, or 0; `first` is the first Latin letter."""
    foreign = list(OTHER_WORD.finditer(words, 0, first))
    if len(foreign) < 2:
        return 0
    end = foreign[-1].end()
    while end < first and (unicodedata.category(words[end]) in ("Mn", "Cf") or words[end] in "!؟?.:،|»”’)]-–—"):
        end += 1
    return end


def edge_after(words: str) -> int:
    """Where a trailing run in another script begins, or the length of the words."""
    last = next(k for k in range(len(words) - 1, -1, -1) if LATIN.match(words[k]))
    foreign = OTHER_WORD.finditer(words, last + 1)
    first = next(foreign, None)
    if first is None or next(foreign, None) is None:
        return len(words)
    start = first.start()
    while start > last + 1 and (words[start - 1] in "|«“‘([-–—:" or unicodedata.category(words[start - 1]) == "Cf"):
        start -= 1
    return start


@cache
def patterns(kind: str) -> tuple[re.Pattern[str], ...]:
    """The compiled patterns of a kind of block; the numbers under `<kind>_cased` keep their capitals."""
    data = load("en", "report")
    cased = data.get(f"{kind}_cased", [])
    loose = "|".join(f"(?:{p})" for k, p in enumerate(data[kind]) if k not in cased)
    strict = [re.compile(p[:1].replace("b", "[Bb]") + p[1:]) for k, p in enumerate(data[kind]) if k in cased]
    return (re.compile(loose, re.IGNORECASE), *strict)


def kind_of(words: str) -> str:
    """byline, furniture or paragraph, by the words themselves."""
    if len(words) > LONGEST_LABEL:
        return "paragraph"
    for kind in ("furniture", "byline"):
        if any(pattern.match(words) for pattern in patterns(kind)):
            return kind
    return "paragraph"


def mark_title(text: str, spans: list[Span], kinds: list[str], title: str | None) -> None:
    """Mark the title's block among the first of the text, in place."""
    read = [k for k, kind in enumerate(kinds) if kind == "paragraph"]
    if title == "" or len(read) < 2:
        return
    for k in read[:3]:
        if title and is_same(text[spans[k].start : spans[k].end], title):
            kinds[k] = "title"
            return
    if not title and looks_like_title(text, spans[read[0]], [spans[k] for k in read[1:]]):
        kinds[read[0]] = "title"


def is_date(words: str) -> bool:
    """Whether a line holds a date and hardly anything else."""
    hit = worded().search(words)
    return hit is not None and bool(hit["y1"] or hit["y2"]) and len(words) - len(hit[0]) < 25


def is_same(words: str, title: str) -> bool:
    """Whether a line is the title that the delivery gave, or the title without its site's name, or either way round."""
    if len(words) > 2 * LONGEST_TITLE:
        return False
    here, there = squeeze(words), squeeze(title)
    return here != "" and (here == there or (len(here) >= 15 and there.startswith(here)))


def squeeze(words: str) -> str:
    return "".join(
        c for c in unicodedata.normalize("NFKC", words.encode("utf-8", "replace").decode()).casefold() if c.isalnum()
    )


def looks_like_title(text: str, line: Span, rest: list[Span]) -> bool:
    """A short line without closing punctuation before a longer body."""
    if len(line) > LONGEST_TITLE:
        return False
    words = text[line.start : line.end]
    if not LETTER.search(words) or SENTENCE_END.search(words) or len(words.split()) > 30 or BULLET.match(words):
        return False
    if find_dateline(text, line.start, line.end) or is_date(words):
        return False
    return any(len(span) > len(line) for span in rest[:3]) or sum(map(len, rest)) > 2 * len(line)
