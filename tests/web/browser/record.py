"""Records for the page: made by hand, so that every offset is known and nothing has to be parsed."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

from dateline.run.link import link
from dateline.run.record import Store
from dateline.run.tally import Tally
from dateline.types import Block, Document, Entity, Mention, Place, Span, Statement
from dateline.types.reading import Reading
from tests.web.browser.payload import payloads
from tests.write.build import agency, mention, parse
from tests.write.memory import PEOPLE, RECIPE, Memory, reading_of, story

MIXED = {
    "emoji": "[👩‍👩‍👧 families|who] 🔥 [fled|t] [the 🇲🇱 army|whom] 😀 in [Orbec|place].",
    "combining": "[Zoe\u0301 Que\u0301bec|who] e\u0301e\u0301 [accused|t] [the a\u0308rmy|whom].",
    "arabic": "قال [الجيش|who] إنه [قصف|t] [القرية 😀|whom] أمس.",
    "hebrew": "הצבא אמר: [החיילים|who] [תקפו|t] את [הכפר|whom].",
    "turned": "Seen: \u202eabc\u202c [the \u2067הצבא\u2069 men|who] [shot|t] [at 𐤀𐤁𐤂|whom]\u0007 twice.",
}
"""Writing that goes wrong where bytes, UTF-16 units or screen order are taken for code points."""


SHELLING = ("s1", "s2", "s3")


def ordinary() -> list[Document]:
    """Three reports of one shelling whose figures differ, a nested chain, other days, and difficult writing."""
    told = "[The army|who] [shelled|t] [the rebels|whom] in [Orbec|place] on [Tuesday|when], killing [{}|dead], "
    told += "[Renn|said] said."
    stories = [
        story(told.format("forty-one"), 1, killed=(41, 41, None)),
        story(told.format("at least 35"), 2, killed=(35, None, "at least"), source="Norlandic Times"),
        story(told.format("about 56"), 3, killed=(56, 56, "about"), source="Coast Radio", published="2024-05-17"),
        story("[People|who] [marched|t] in [Orbec|place] on [Monday|when].", 4, type_="PROTEST", modes=("demo",),
              who=PEOPLE, day="2024-05-13"),
        story("[The army|who] may [bomb|t] [the rebels|whom] [next week|when].", 5, status="future", place=None,
              day="2024-05-20", until="2024-05-26", grain="week"),
        story("[Renn|said] denied that [the army|who] [shot|t] [people|whom].", 6, status="denied", whom=PEOPLE,
              place=None),
    ]  # fmt: skip
    mixed = [
        story(
            marked,
            20 + k,
            place=None if "|place" not in marked else ("geonames:1", "Orbec", "VLS", 48.25, 38.5, "city"),
        )
        for k, marked in enumerate(MIXED.values())
    ]
    nested = agency()
    return [*stories, replace(nested, report=replace(nested.report, id="agency", url=None)), *mixed]


def hostile() -> list[Document]:
    """One report for each payload, which is its title, source and address, and the name of its actor and its place."""
    return [armed(payload, number) for number, payload in enumerate(payloads())]


def armed(payload: str, number: int) -> Document:
    plain = payload.replace("[", "(").replace("]", ")").replace("|", "/")
    text, at = parse(f"[[{plain}|who] [attacked|t] [{plain}|whom] in [{plain}|place] on [Tuesday|when].|s]")
    entity = Entity(f"group:{number}", payload, "group", payload[:40], (payload[:40],))
    where = at["place"]
    place = Place(
        where.start, where.end, where.text(text), None, f"geonames:{number}", payload, "VLS", 48.0, 38.0, "city"
    )
    base = story("[The army|who] [shelled|t] [it|whom] on [Tuesday|when].", 1000 + number, place=None)
    statement: Statement = replace(
        base.statements[0], trigger=at["t"], sentence=at["s"], place=place, time=None,
        actors=(mention(text, at["who"], entity),), recipients=(mention(text, at["whom"]),),
    )  # fmt: skip
    report = replace(base.report, title=payload, source=payload, url=payload)
    return replace(base, report=report, text=text, blocks=(Block(Span(0, len(text))),), statements=(statement,))


def make(path: Path, documents: list[Document]) -> Path:
    failed = Reading("lost", RECIPE, "lost.pdf", "Velish Wire", "2024-05-16", failure="holds no text - give a text")
    with Store(path, create=True) as store:
        store.append([*map(reading_of, Memory(documents).read), failed])
        if {"r1", "r2", "r3"} <= {document.report.id for document in documents}:
            settle(store, documents)
        link(store, Tally())
    return path


def settle(store: Store, documents: list[Document]) -> None:
    """Three statements are one shelling and no other is, however the linker would have it."""
    store.judge("merge", "statement", SHELLING, by="editor", why="one shelling")
    for document in documents:
        for statement in document.statements:
            if statement.id not in SHELLING:
                store.judge("split", "statement", (statement.id, *SHELLING), by="editor")


Marked = set[tuple[str, int]]
"""Parts of statements ("actor:s1") and the code points that they cover."""


def expected(document: Document) -> Marked:
    """What of the text the page has to mark."""
    return {
        (f"{part}:{s.id}", at)
        for s in document.statements for part, spans in parts(s).items() for span in spans
        for at in range(span.start, span.end)
    }  # fmt: skip


def parts(s: Statement) -> dict[str, list[Span]]:
    return {
        "trigger": [s.trigger],
        "actor": [span for m in s.actors for span in both(m)],
        "recipient": [span for m in s.recipients for span in both(m)],
        "place": [s.place.span] if s.place else [],
        "time": [s.time.span] if s.time else [],
        "figure": [figure.span for figure in s.figures],
        "source": [span for voice in s.attribution if voice.source for span in both(voice.source)],
        "cue": [voice.cue for voice in s.attribution],
        "content": [span for voice in s.attribution for span in voice.content],
    }


def both(m: Mention) -> list[Span]:
    return [m.span, *([m.antecedent] if m.antecedent else [])]
