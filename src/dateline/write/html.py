"""One self-contained page: each report's text beside its statements; a statement and its words light up together."""

from __future__ import annotations

from base64 import b64encode
from collections.abc import Iterable, Iterator
from hashlib import sha256
from itertools import chain, islice
from pathlib import Path
from typing import BinaryIO

from dateline.types import Block, Document, Loss, Span
from dateline.write.card import card_of, escaped
from dateline.write.mark import PARTS, Mark, Segment, marks_of, segments

PAGE = Path(__file__).parent / "page"

HEAD = """<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta http-equiv="Content-Security-Policy" content="{policy}">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta name="referrer" content="no-referrer">
<title>{title}</title>
<style>{style}</style>
</head>
<body>
<header>
<a class="skip" href="#main">To the reports</a>
<h1 class="hidden">Statements and their words</h1>
<ul class="key" aria-label="Lines under the words">{key}</ul>
<p class="key">No source: the report says so in its own voice.</p>
</header>
<main id="main">
"""
FOOT = """</main>
<script>{script}</script>
</body>
</html>
"""


class HtmlWriter:
    """Holds one document at a time. The page needs no network, and its policy lets it reach none."""

    name = "html"
    extension = ".html"
    binary = False

    def write(self, documents: Iterable[Document], out: BinaryIO) -> None:
        documents = iter(documents)
        first = list(islice(documents, 1))
        style = (PAGE / "page.css").read_text("utf-8")
        script = (PAGE / "page.js").read_text("utf-8")
        title = escaped((first[0].report.title if first else None) or "Statements")
        policy = (
            f"default-src 'none'; style-src {hashed(style)}; script-src {hashed(script)}; base-uri 'none'; "
            "form-action 'none'"
        )
        out.write(HEAD.format(policy=policy, title=title, style=style, key=key()).encode())
        for number, document in enumerate(chain(first, documents), 1):
            for piece in article(document, f"r{number}"):
                out.write(piece.encode())
        out.write(FOOT.format(script=script).encode())


def hashed(source: str) -> str:
    return f"'sha256-{b64encode(sha256(source.encode()).digest()).decode()}'"


def key() -> str:
    return "".join(f'<li class="part {part}">{part}</li>' for part in PARTS)


def article(document: Document, name: str) -> Iterator[str]:
    """The HTML of one report; `name` makes its ids unique on the page."""
    report, count = document.report, len(document.statements)
    marks = sorted(m for k, s in enumerate(document.statements, 1) for m in marks_of(s, k))
    yield f'<article aria-labelledby="{name}">\n<header>\n'
    yield f'<h2 id="{name}" dir="auto">{escaped(report.title or report.path or report.id)}</h2>\n'
    number = f"{count} statement{'s' * (count != 1)}"
    known = [report.source, report.published or "undated", report.language, number]
    yield f'<p class="meta">{" · ".join(f"<bdi>{escaped(word)}</bdi>" for word in known if word)}'
    yield f"{link(report.url)}</p>\n</header>\n" + '<div class="columns">\n'
    lang = f' lang="{escaped(report.language)}"' if report.language else ""
    yield f'<section class="text" aria-label="Text"{lang} dir="auto">\n'
    yield from paragraphs(document, marks, name)
    yield '</section>\n<section class="statements" aria-label="Statements" tabindex="0">\n<ol>\n'
    order = {statement.id: k for k, statement in enumerate(document.statements, 1)}
    for k, statement in enumerate(document.statements, 1):
        yield card_of(document, statement, k, order, name)
    yield "</ol>\n" + losses(document)
    yield '</section>\n<p class="hidden" role="status"></p>\n</div>\n</article>\n'


def link(url: str | None) -> str:
    """The address; a link only where it is one of the web."""
    if not url:
        return ""
    if url.lower().startswith(("http://", "https://")):
        return f' · <a href="{escaped(url)}" rel="noopener noreferrer"><bdi>{escaped(url)}</bdi></a>'
    return f" · <bdi>{escaped(url)}</bdi>"


def losses(document: Document) -> str:
    if not document.losses:
        return ""
    rows = "".join(f"<li>{loss_words(document, loss)}</li>\n" for loss in document.losses)
    return f"<details><summary>Not read: {len(document.losses)}</summary>\n<ul>\n{rows}</ul>\n</details>\n"


def loss_words(document: Document, loss: Loss) -> str:
    words = f"{escaped(loss.stage)}: {escaped(loss.reason)}"
    if loss.span is None:
        return words
    text = loss.span.text(document.text)
    return f"{words}: <q><bdi>{escaped(text if len(text) <= 120 else text[:119] + '…')}</bdi></q>"


def paragraphs(document: Document, marks: list[Mark], name: str) -> Iterator[str]:
    """The text, block by block; furniture stands folded, as nobody has read it."""
    active: list[Mark] = []
    coming = iter([*marks, None])
    mark = next(coming)
    for block in pieces(document):
        while mark is not None and mark.start < block.span.end:
            active.append(mark)
            mark = next(coming)
        active = [m for m in active if m.end > block.span.start]
        if active or not repeats_title(document, block):
            words = "".join(marked(document, s, name) for s in segments(active, block.span.start, block.span.end))
            yield paragraph(block, words)


def paragraph(block: Block, words: str) -> str:
    kind = block.kind if block.kind in ("title", "byline", "furniture") else "paragraph"
    shown = f'<p class="{kind}" dir="auto">{words}</p>\n'
    if kind != "furniture":
        return shown
    return f"<details><summary>Not part of the article</summary>{shown}</details>\n"


def repeats_title(document: Document, block: Block) -> bool:
    """Whether the block says nothing that the heading of the article has not said."""
    heading = document.report.title or ""
    return block.kind == "title" and block.span.text(document.text).split() == heading.split()


def pieces(document: Document) -> Iterator[Block]:
    """The blocks, and what stands between them where it is more than space: a dateline, a separator."""
    at = 0
    for block in (*document.blocks, Block(Span(len(document.text), len(document.text)))):
        if document.text[at : block.span.start].strip():
            yield Block(Span(at, block.span.start), "byline")
        if len(block.span):
            yield block
        at = block.span.end


def marked(document: Document, segment: Segment, name: str) -> str:
    """A segment as escaped text, in a <mark> that names its statements, a trigger as a link to its card."""
    words = escaped(document.text[segment.start : segment.end])
    if not segment.marks:
        return words
    inside = " ".join(f"{m.statement}:{m.part}{'+' * (m.start == segment.start)}" for m in segment.marks)
    begun = [m.statement for m in segment.marks if m.part == "trigger" and m.start == segment.start]
    if begun:
        numbers = ", ".join(map(str, begun))
        ids = "".join(f'<span id="{name}-w{k}"></span>' for k in begun[1:])
        words = (
            f'{ids}<a id="{name}-w{begun[0]}" href="#{name}-s{begun[0]}" data-n="{numbers}" '
            f'aria-describedby="{name}-h{begun[0]}">{words}</a>'
        )
    return f'<mark data-in="{inside}">{words}</mark>'
