"""What a statement is compared by across reports, taken while the report's syntax is still there."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import replace
from functools import cache
from typing import TypedDict

from dateline.lang import load
from dateline.link.follow import follow
from dateline.types.document import Document
from dateline.types.mention import Mention
from dateline.types.reading import Candidate
from dateline.types.span import Span
from dateline.types.statement import Statement
from dateline.types.values import Place

VERSION = 3
"""Raised whenever a document gives other candidates: a record reads anew under another version."""
CONTENT = frozenset({"NOUN", "PROPN", "VERB", "ADJ", "NUM"})
TOPIC = 16
"""Words that stand for what a report is about."""
SENTENCE = 40
"""Words kept of a sentence."""
WORD = re.compile(r"[^\W_]+(?:['’][^\W_]+)?")


def candidates_of(document: Document) -> tuple[Candidate, ...]:
    """One candidate for each statement about a happening, in text order. Relations and habits are none."""
    kept = [s for s in document.statements if s.kind in ("event", "figure") and s.aspect != "habitual"]
    if not kept:
        return ()
    topic = topic_of(document)
    words: dict[Span, tuple[str, ...]] = {}
    for statement in kept:
        if statement.sentence not in words:
            words[statement.sentence] = words_in(document, statement.sentence)
    made = {s.id: candidate(document, s, words[s.sentence], topic) for s in kept}
    for s, first in follow(document, kept):
        made[s.id] = borrowing(made[s.id], made[first.id])
    return tuple(made[s.id] for s in kept)


def borrowing(c: Candidate, first: Candidate) -> Candidate:
    """A candidate with the time and place of the one that it tells more of, where it has none of its own. The time
    of a count is that of the counting, so a figure takes the other's in its stead."""
    taken: dict[str, object] = {"follows": first.id}
    if c.start is None or (c.kind == "figure" and first.start is not None):
        taken |= {"start": first.start, "end": first.end, "grain": first.grain}
    if c.country is None and c.place_id is None:
        taken |= {
            "place_id": first.place_id, "place_name": first.place_name, "country": first.country,
            "latitude": first.latitude, "longitude": first.longitude, "precision": first.precision,
        }  # fmt: skip
    return replace(c, **taken)  # type: ignore[arg-type]


def candidate(document: Document, s: Statement, words: tuple[str, ...], topic: tuple[str, ...]) -> Candidate:
    time = s.time if s.time is not None and s.time.kind == "date" else None
    start, end, grain = (time.start, time.end, time.grain) if time else (None, None, None)
    return Candidate(
        id=s.id, report=document.report.id, kind=s.kind, type=s.type, published=document.report.published,
        position=s.trigger.start, trigger=lemma_at(document, s.trigger), modes=s.modes, status=s.status,
        background=s.background, start=start, end=end, grain=grain, actors=ids(s.actors), recipients=ids(s.recipients),
        actor_countries=countries(s.actors), recipient_countries=countries(s.recipients), **located(s.place),
        figures=tuple((f.role, f.low, f.high) for f in s.figures if f.low is not None or f.high is not None),
        words=words, topic=topic,
    )  # fmt: skip


class Located(TypedDict, total=False):
    place_id: str | None
    place_name: str | None
    country: str | None
    latitude: float | None
    longitude: float | None
    precision: str | None


def located(place: Place | None) -> Located:
    if place is None:
        return {}
    return {
        "place_id": place.gazetteer_id, "place_name": place.name or place.text, "country": place.country,
        "latitude": place.latitude, "longitude": place.longitude, "precision": place.precision,
    }  # fmt: skip


def ids(mentions: Sequence[Mention]) -> tuple[str, ...]:
    return tuple(dict.fromkeys(m.entity.id for m in mentions if m.entity is not None))


def countries(mentions: Sequence[Mention]) -> tuple[str, ...]:
    return tuple(sorted({m.entity.country for m in mentions if m.entity is not None and m.entity.country}))


def lemma_at(document: Document, span: Span) -> str:
    """The lemma of the first content word of the span, in small letters."""
    if document.syntax is not None:
        tokens = [document.syntax.tokens[i] for i in document.syntax.within(span)]
        first = next((token for token in tokens if token.pos in CONTENT), tokens[0] if tokens else None)
        if first is not None:
            return first.lemma.lower()
    words = plain(span.text(document.text))
    return words[0] if words else span.text(document.text).lower()


def words_in(document: Document, span: Span) -> tuple[str, ...]:
    """Lemmas of the content words of a span, sorted, none twice."""
    if document.syntax is None:
        return tuple(sorted(set(plain(span.text(document.text))))[:SENTENCE])
    tokens = document.syntax.tokens
    found = {tokens[i].lemma.lower() for i in document.syntax.within(span) if tokens[i].pos in CONTENT}
    return tuple(sorted(word for word in found if telling(word))[:SENTENCE])


def topic_of(document: Document) -> tuple[str, ...]:
    """The words that a report is about: frequent names and nouns; those of the title count double.

    Most telling first."""
    title = set(plain(document.report.title or ""))
    counts: Counter[str] = Counter()
    if document.syntax is None:
        counts.update(plain(document.text))
    else:
        for token in document.syntax.tokens:
            if token.pos in ("NOUN", "PROPN", "VERB") and telling(word := token.lemma.lower()):
                counts[word] += 2 if token.pos == "PROPN" else 1
    for word in counts:
        if word in title:
            counts[word] *= 2
    return tuple(sorted(counts, key=lambda word: (-counts[word], word))[:TOPIC])


def plain(text: str) -> list[str]:
    """Words in small letters with regular endings cut, where there is no syntax to ask."""
    return [stem(word) for found in WORD.findall(text) if telling(word := found.lower())]


def stem(word: str) -> str:
    for ending in ("'s", "’s", "ing", "ed", "s"):
        if word.endswith(ending) and len(word) - len(ending) >= 4:
            return word[: -len(ending)]
    return word


def telling(word: str) -> bool:
    return len(word) > 2 and word not in common() and (word[0].isalpha() or word.isdigit())


@cache
def common() -> frozenset[str]:
    """Words that every report has."""
    return frozenset(_flat(load("en", "common").values()))


def _flat(lists: Iterable[Iterable[str]]) -> list[str]:
    return [word for words in lists for word in words]
