"""Documents made by hand, with everything filled: no stage needs to exist for a writer to be tested.

Gold stands inside the text: "[rebels|who]" is a span named "who"; brackets nest. Offsets are computed.
"""

from __future__ import annotations

import re
from hashlib import sha256

from dateline.types import (
    Block,
    Document,
    Entity,
    Figure,
    Loss,
    Mention,
    Place,
    Report,
    Span,
    Statement,
    Time,
    Voice,
)  # fmt: skip

AGENCY = (
    "[[[The [Velish army|army]|long] [shelled|t1] [the village of [Orbec|place]|whom] on [Tuesday|when], "
    "killing [at least 40|dead] people, [a [militia|militia] spokesman|spokesman] [claimed|cue1]|content], "
    "[Norlandic news agencies|agencies] [reported|cue2].|s1]\n\n"
    "[[It|it] may [with[draw|over]|t2] if [talks|t3] fail.|s2]"
)
ARABIC = "[قال [الجيش|army] إنه [قصف|t1] [القرية|whom] <b>أمس</b>.|s1]"
EMOJI = "[[👩‍👩‍👧 crowd|army] [🔥burnt🔥|t1] [the \u202egate\u202c|whom]\u0000\u001b[31m red.|s1]"
SURROGATE = "[[Br\udc80ken army|army] [seized|t1] [the \ud83d port|whom].|s1]"
SCRIPT = (
    '[[<script>alert(1)</script>|army] [attacked|t1] [</mark><img src=x onerror="alert(2)">|whom] '
    "'\"&amp; [bold red]loud[/] =cmd|' /C calc'!A0.|s1]"
)


def parse(marked: str) -> tuple[str, dict[str, Span]]:
    """The text without its brackets, and the span of each name."""
    text, spans, stack = "", {}, []
    for piece in re.split(r"(\[(?!\d|bold|/)|\|\w+\])", marked):
        if piece == "[":
            stack.append(len(text))
        elif re.fullmatch(r"\|\w+\]", piece):
            spans[piece[1:-1]] = Span(stack.pop(), len(text))
        else:
            text += piece
    assert not stack, marked
    return text, spans


def mention(text: str, span: Span, entity: Entity | None = None, antecedent: Span | None = None) -> Mention:
    form = "pronoun" if antecedent else "name"
    return Mention(span.start, span.end, text[span.start : span.end], 0, "group", form, entity, antecedent)


def report(text: str, title: str | None = "Shells fall on Orbec", url: str | None = "https://news.example/1") -> Report:
    digest = sha256(text.encode("utf-8", "surrogatepass")).hexdigest()
    return Report(digest[:16], digest, title, "Velish Wire", "2024-05-16", "en", url, path="orbec.txt")


def agency() -> Document:
    """A report with a nested chain, nested and overlapping spans, figures, a place, a time and a loss."""
    text, at = parse(AGENCY)
    army = Entity("velish-army", "Velish army", "organisation", "VLS", ("MIL", "GOV"))
    orbec = Entity("geonames:1", "Orbec", "place", "VLS")
    time = Time(at["when"], "2024-05-14", "2024-05-14", "day")
    place = Place(
        at["place"].start, at["place"].end, "Orbec", orbec, "geonames:1", "Orbec", "VLS", 48.25, 38.5, "city"
    )
    inner = Voice(mention(text, at["spokesman"]), at["cue1"], (at["content"],), "claims-responsibility", False, time)
    outer = Voice(mention(text, at["agencies"]), at["cue2"], (at["content"],), said_place=place)
    shelled = Statement(
        "a1", "event", "ASSAULT", at["t1"], at["s1"], ("heavy-weapons", "targeted"), ("military", "human_security"),
        (mention(text, at["army"], army), mention(text, at["long"], army)), (mention(text, at["whom"], orbec),),
        place, time, (Figure(at["dead"], "killed", 40, None, "at least", "person", "growing"),), (inner, outer),
        "actual", "ongoing", True, None, 0.8125, "statement/1",
    )  # fmt: skip
    it = mention(text, at["it"], army, at["army"])
    withdraw = Statement("a2", "event", "RETREAT", at["t2"], at["s2"], actors=(it,), status="possible", about="a3")
    talks = Statement(
        "a3", "event", "CONSULT", at["t3"], at["s2"], actors=(it,), attribution=(Voice(None, at["t2"], ()),)
    )
    split = text.index("\n\n")
    blocks = (Block(Span(0, split)), Block(Span(split + 2, len(text))))
    losses = (Loss("syntax", "a block of 9000 characters was not parsed", at["s2"]), Loss("read", "no date"))
    return Document(report(text), text, blocks, statements=(shelled, withdraw, talks), losses=losses)


def short(marked: str, title: str | None = "Orbec", url: str | None = None) -> Document:
    """One statement with an actor, a trigger and a recipient."""
    text, at = parse(marked)
    one = Statement(
        "b1", "event", "ASSAULT", at["t1"], at["s1"],
        actors=(mention(text, at["army"], Entity(f"x:{text[:3]}", at["army"].text(text), "group")),),
        recipients=(mention(text, at["whom"]),),
    )  # fmt: skip
    return Document(report(text, title, url), text, (Block(Span(0, len(text))),), statements=(one,))


def empty() -> Document:
    return Document(report("", None, None), "", ())


def hostile() -> list[Document]:
    return [
        short(ARABIC, "قصف القرية"),
        short(EMOJI, "\u202egpj.exe \U0001f525"),
        short(SURROGATE, "Br\udc80ken"),
        short(SCRIPT, '</title><script>alert("t")</script>', "javascript:alert(3)"),
        short(SCRIPT, '"><script>alert(4)</script>', 'https://x.example/" onclick="alert(5)'),
    ]


def everything() -> list[Document]:
    return [agency(), *hostile(), empty()]
