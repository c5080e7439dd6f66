"""The visible words of marked-up text and where each stands in it; extracted text found again in its page."""

from __future__ import annotations

import html
import re
from array import array
from bisect import bisect_right
from collections.abc import Iterator
from dataclasses import dataclass

from dateline.errors import ReadError
from dateline.read.limit import DEPTH, RUNS, SHOWN, TAGS
from dateline.read.origin import join
from dateline.types import Run

TOKEN = re.compile(
    r"<!--|<!\[CDATA\[|<(?P<raw>script|style|noscript|template|svg|textarea)\b|<[/!?a-zA-Z][^<>]*>?"
    r"|&(?:#\d{1,7}|#[xX][0-9a-fA-F]{1,6}|[a-zA-Z]\w{1,31});?"
)
WORD = re.compile(r"\S+")
NEAR, FAR_TRIES, WINDOW = 200_000, 60, 4000
VOID = frozenset({
    "area", "base", "br", "col", "embed", "hr", "img", "input", "link", "meta", "param", "source", "track", "wbr",
    "p", "li", "dt",
    "dd", "option", "tr", "td", "th", "thead", "tbody", "tfoot", "colgroup",
})  # fmt: skip
"""Elements without content, and those that the next of their kind closes."""
TAG = re.compile(r"<(/?)([a-zA-Z][a-zA-Z0-9:-]*)[^<>]*?(/?)>")


@dataclass(frozen=True, slots=True)
class Visible:
    """The words of a page without white space: `text`, and for each piece of it where it begins there, and where
    it starts and ends in the page. Arrays, because a page may have millions."""

    text: str
    starts: array[int]
    lows: array[int]
    highs: array[int]


def visible(page: str) -> Visible:
    """What a page shows, in page order. One pass; whatever is never closed runs to the end."""
    pieces: list[str] = []
    starts, lows, highs = array("q"), array("q"), array("q")
    at = 0
    for start, end, words in shown(page):
        if words is None:
            for hit in WORD.finditer(page, start, end):
                pieces.append(hit[0])
                starts.append(at)
                lows.append(hit.start())
                highs.append(hit.end())
                at += len(hit[0])
        elif not words.isspace():
            pieces.append(words)
            starts.append(at)
            lows.append(start)
            highs.append(end)
            at += len(words)
    return Visible("".join(pieces), starts, lows, highs)


def shown(page: str) -> Iterator[tuple[int, int, str | None]]:
    """(start, end, None) for plain stretches of a page and (start, end, words) for entities; tags left out."""
    at = 0
    while hit := TOKEN.search(page, at):
        if hit.start() > at:
            yield at, hit.start(), None
        at = hit.end()
        token = hit[0]
        if token == "<!--":
            at = behind(page, "-->", at)
        elif token == "<![CDATA[":
            stop = page.find("]]>", at)
            stop = len(page) if stop < 0 else stop
            yield at, stop, None
            at = min(stop + 3, len(page))
        elif hit["raw"]:
            close = re.compile(rf"</{hit['raw']}\b[^>]*>?", re.IGNORECASE).search(page, at)
            at = close.end() if close else len(page)
        elif token[0] == "&":
            words = html.unescape(token)
            yield hit.start(), at, None if words == token else words
    if at < len(page):
        yield at, len(page), None


def behind(page: str, mark: str, at: int) -> int:
    found = page.find(mark, at)
    return len(page) if found < 0 else found + len(mark)


def unescape(source: str) -> tuple[str, list[Run]]:
    """XML character data with its entities and CDATA marks resolved, tags kept; and the map into the source."""
    pieces: list[str] = []
    runs: list[Run] = []
    at = last = 0
    for hit in re.finditer(r"<!\[CDATA\[|\]\]>|&(?:#\d{1,7}|#[xX][0-9a-fA-F]{1,6}|[a-zA-Z]\w{1,31});", source):
        plain = source[last : hit.start()]
        words = html.unescape(hit[0]) if hit[0][0] == "&" else ""
        for piece, start, end in ((plain, last, hit.start()), (words, hit.start(), hit.end())):
            if piece:
                pieces.append(piece)
                runs.append(Run(at, at + len(piece), start, end))
                at += len(piece)
        last = hit.end()
    pieces.append(source[last:])
    runs.append(Run(at, at + len(source) - last, last, len(source)))
    words = "".join(pieces)
    if len(runs) > RUNS:
        return words, [Run(0, len(words), 0, len(source))]
    return words, join(run for run in runs if run.end > run.start)


def align(text: str, page: str) -> list[Run]:
    """Runs from an extracted text into its page (code points). Words that are not found have no run."""
    seen = visible(page)
    cursor, tries = 0, FAR_TRIES
    runs: list[Run] = []
    for line in re.finditer(r"[^\n]+", text):
        words = [(hit.start(), hit[0]) for hit in WORD.finditer(text, line.start(), line.end())]
        if len(words) > 1 and words[0][1] in ("-", "•", "*"):
            words = words[1:]
        needle = "".join(word for _, word in words)
        if not needle:
            continue
        found = seen.text.find(needle, cursor, cursor + NEAR)
        if found < 0 and tries:
            tries -= 1
            found = seen.text.find(needle)
        if found >= 0:
            runs.extend(walk(words, found, seen))
            cursor = found + len(needle)
            continue
        for at, word in words:
            found = seen.text.find(word, cursor, cursor + WINDOW) if len(word) > 1 else -1
            if found >= 0:
                runs.extend(walk([(at, word)], found, seen))
                cursor = found + len(word)
    return join(with_spaces(sorted(runs, key=lambda run: run.start), text, page))


def walk(words: list[tuple[int, str]], found: int, seen: Visible) -> Iterator[Run]:
    """Runs of words that stand, without their spaces, at seen.text[found:]."""
    starts = seen.starts
    k = bisect_right(starts, found) - 1
    for at, word in words:
        left = len(word)
        while left:
            unit_at, start, end = starts[k], seen.lows[k], seen.highs[k]
            size = (starts[k + 1] if k + 1 < len(starts) else len(seen.text)) - unit_at
            inside = found - unit_at
            n = min(left, size - inside)
            if size == end - start:
                yield Run(at, at + n, start + inside, start + inside + n)
            else:
                yield Run(at, at + n, start, end)
            at, left, found = at + n, left - n, found + n
            if found >= unit_at + size:
                k += 1


def with_spaces(runs: list[Run], text: str, page: str) -> Iterator[Run]:
    """The runs, with white space between two of them that is white space in the page as well."""
    before: Run | None = None
    for run in runs:
        if before and before.end < run.start and before.byte_end < run.byte_start:
            gap, source = (
                text[before.end : run.start],
                page[before.byte_end : min(run.byte_start, before.byte_end + 400)],
            )
            if gap.isspace() and source.isspace() and before.byte_end + len(source) == run.byte_start:
                yield Run(before.end, run.start, before.byte_end, run.byte_start)
        yield run
        before = run


def guard(page: str, where: str) -> None:
    """ReadError when a page has more tags, or nests them deeper, than a parser should be given."""
    if page.count("<") > TAGS:
        raise ReadError(f"has more than {TAGS:,} tags", where=where, cure="deliver the text of its story alone")
    if len(page) > SHOWN and len(visible(page).text) > SHOWN:
        raise ReadError(
            f"shows more than {SHOWN:,} characters", where=where, cure="deliver the text of its story alone"
        )
    if depth(page, DEPTH) > DEPTH:
        cure = "leave it out, or save the page again from a browser"
        raise ReadError(f"its elements nest deeper than {DEPTH}", where=where, cure=cure)


def depth(page: str, limit: int) -> int:
    """How deep the elements of a page nest; counting stops at the limit."""
    open_: list[str] = []
    deepest = 0
    counts: dict[str, int] = {}
    for hit in TAG.finditer(page):
        name = hit[2].lower()
        if name in VOID or hit[3]:
            continue
        if not hit[1]:
            open_.append(name)
            counts[name] = counts.get(name, 0) + 1
            deepest = max(deepest, len(open_))
            if deepest > limit:
                return deepest
        elif counts.get(name):
            while True:
                last = open_.pop()
                counts[last] -= 1
                if last == name:
                    break
    return deepest


BLOCK_TAG = re.compile(
    r"</?(?:p|br|div|li|ul|ol|h[1-6]|tr|table|blockquote|section|article|figure|figcaption|hr|pre)\b[^<>]*>?",
    re.IGNORECASE,
)
MARKED = re.compile(r"</(?:p|div|span|a|b|strong|em|i|li|h[1-6]|html|body)\s*>|<(?:br|p)\s*/?>", re.IGNORECASE)


def is_marked(words: str) -> bool:
    """Whether a field holds HTML and not plain words."""
    return bool(MARKED.search(words))


def plain(markup: str) -> str:
    """The words of an HTML fragment, one line for each block-level element."""
    lines = BLOCK_TAG.sub("\n", markup.replace("\r", " ").replace("\n", " "))
    words = "".join(lines[start:end] if said is None else said for start, end, said in shown(lines))
    return "\n".join(line for line in (" ".join(part.split()) for part in words.split("\n")) if line)
