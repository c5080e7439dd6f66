"""One statement as a card of the HTML page: what, who, whom, where, when, how many, and who says so."""

from __future__ import annotations

import html
from collections.abc import Iterator

from dateline.types import Document, Statement
from dateline.write.glyph import for_page
from dateline.write.phrase import figure_words, mention_words, place_words, status_words, time_words, voice_name


def escaped(text: str) -> str:
    """Any text as HTML text or attribute value."""
    return html.escape(for_page(text), quote=True)


def card_of(document: Document, statement: Statement, k: int, order: dict[str, int], name: str) -> str:
    """The card of statement number k of the report whose ids begin with `name`; `order` gives numbers by id."""
    trigger = statement.trigger.text(document.text)
    badges = "".join(f'<span class="status">{escaped(word)}</span>' for word in status_words(statement))
    modes = f'<span class="modes">{escaped(", ".join(statement.modes))}</span>' if statement.modes else ""
    parts = "".join(
        f'<dt><span class="part {part}">{label}</span></dt><dd>{words}</dd>'
        for part, label, words in rows(document, statement, order, name)
    )
    return (
        f'<li class="card" id="{name}-s{k}" data-k="{k}">\n<header><div>'
        f'<button type="button" id="{name}-h{k}" aria-pressed="false" data-n="{k}" aria-describedby="{name}-d{k}">'
        f'{escaped(statement.type)}</button><a href="#{name}-w{k}">{isolated(trigger)}</a>{modes}{badges}</div>'
        f'<span class="sure" title="confidence">{statement.confidence:.2f}</span></header>\n'
        f'<dl id="{name}-d{k}">{parts}</dl>\n</li>\n'
    )


def rows(document: Document, statement: Statement, order: dict[str, int], name: str) -> Iterator[tuple[str, str, str]]:
    """Part, label and escaped words of everything the statement holds."""
    for part, mentions in (("who", statement.actors), ("whom", statement.recipients)):
        if mentions:
            yield part, part, "</dd><dd>".join(isolated(mention_words(document, m)) for m in mentions)
    if statement.place:
        yield "where", "where", isolated(place_words(document, statement.place))
    if statement.time:
        yield "when", "when", isolated(time_words(document, statement.time))
    if statement.figures:
        yield "number", "number", "</dd><dd>".join(isolated(figure_words(document, f)) for f in statement.figures)
    if statement.attribution:
        yield "source", "source", chain(document, statement)
    if statement.about in order:
        number = order[statement.about]
        yield "said", "part of", f'<a href="#{name}-s{number}">statement {number}</a>'


def chain(document: Document, statement: Statement) -> str:
    """The voices, the nearest first, each with its cue and stance."""
    voices = []
    for voice in statement.attribution:
        cue = escaped(voice.cue.text(document.text))
        stance = f", {escaped(voice.stance)}" if voice.stance != "asserts" else ""
        voices.append(f'{isolated(voice_name(document, voice))} <span class="note">(<bdi>{cue}</bdi>{stance})</span>')
    return "</dd><dd>through ".join(voices)


def isolated(words: str) -> str:
    """Escaped words whose direction does not touch what stands around them."""
    return f"<bdi>{escaped(words)}</bdi>"
