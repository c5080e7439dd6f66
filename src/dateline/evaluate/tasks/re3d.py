"""Entities in reports on the conflict in Syria and Iraq (re3d): persons, organisations and places, in the development
fifth of its documents, which the trained reader never saw.

A gold entity is found when a mention of a fitting kind has the same span (exact) or shares a word with it
(overlap). Articles at either's beginning do not count. Pronouns are left out on both sides, and a span that the
gold has under two types counts once, with either. The parser's own names stand beside, its countries as either kind.
"""

from __future__ import annotations

import json
from collections.abc import Iterator
from dataclasses import replace
from hashlib import sha256
from pathlib import Path
from typing import Any

from dateline.evaluate.annotated import UNPARSED
from dateline.evaluate.score import Count, Result, assign
from dateline.evaluate.tasks.conllpp import parser_names
from dateline.find.pronoun import table
from dateline.find.syntax import SyntaxStage
from dateline.pipeline import Pipeline
from dateline.types import Block, Document, Mention, Report, Span

Gold = tuple[int, int, str]
Expected = tuple[Span, list[str]]
Pair = tuple[int, int]
FOLDERS = ("CENTCOM", "UK_Government", "Wikipedia")
FITS = {
    "Person": ("person", "group"),
    "Organisation": ("organisation", "group", "country"),
    "Location": ("place", "country"),
}
PARSER = {"PER": "person", "ORG": "organisation", "LOC": "country"}
ARTICLES = ("the ", "a ", "an ", "The ", "A ", "An ")


def run(data: Path, limit: int | None) -> Result:
    """Exact and overlap counts over all kinds, and overlap by kind of gold entity."""
    result = Result("re3d")
    raw, parse, find = Count(), SyntaxStage(), Pipeline().until("actor")
    for number, (text, gold) in enumerate(documents(data)):
        if limit is not None and number >= limit:
            break
        document = Document(Report(f"{number}", ""), text, blocks_of(text))
        names = parser_names(replace(document, syntax=parse(document)))
        own = [Mention(start, end, text[start:end], UNPARSED, PARSER[kind], "name") for start, end, kind in names]
        expected, _, pairs = match(text, gold, own)
        raw.tp, raw.fp, raw.fn = (
            raw.tp + len(pairs), raw.fp + len(own) - len(pairs), raw.fn + len(expected) - len(pairs),
        )  # fmt: skip
        document = find(document)
        found = [m for m in document.mentions if m.form != "pronoun"]
        score(result, document, gold, found)
        result.close()
    result.figures["parser overlap F1"] = raw.f1
    result.keep_recall(*[name for name in result.counts if name not in ("overlap", "exact")])
    return result


def is_dev(document: str) -> bool:
    """Whether a document, by the hash of its id, is of the development fifth: never train on it."""
    return int(sha256(document.encode()).hexdigest(), 16) % 5 == 0


def documents(data: Path) -> Iterator[tuple[str, list[Gold]]]:
    """Text and gold entities (start, end, type) of the kinds that dateline gives, of each development document."""
    for folder in FOLDERS:
        entities: dict[str, list[tuple[int, int, str]]] = {}
        for row in rows(data / folder / "entities.json"):
            if row["type"] in FITS and row["value"].lower() not in table():
                entities.setdefault(row["documentId"], []).append((row["begin"], row["end"], row["type"]))
        for row in rows(data / folder / "documents.json"):
            if is_dev(row["_id"]):
                yield row["text"], sorted(set(entities.get(row["_id"], [])))


def rows(path: Path) -> list[dict[str, Any]]:
    lines = path.read_text(encoding="utf-8-sig").splitlines()
    return [json.loads(line) for line in lines if line.strip()]


def blocks_of(text: str) -> tuple[Block, ...]:
    """A paragraph for every line."""
    blocks, at = [], 0
    for line in text.split("\n"):
        if line.strip():
            blocks.append(Block(Span(at, at + len(line))))
        at += len(line) + 1
    return tuple(blocks)


def match(text: str, gold: list[Gold], found: list[Mention]) -> tuple[list[Expected], list[Span], list[Pair]]:
    """Gold spans with their types, the found spans, and which of the one is which of the other."""
    types: dict[Span, list[str]] = {}
    for start, end, kind in gold:
        types.setdefault(bare(text, start, end), []).append(kind)
    expected = list(types.items())
    spans = [bare(text, m.start, m.end) for m in found]
    weights = [[weight(span, kinds, spans[j], m) for j, m in enumerate(found)] for span, kinds in expected]
    return expected, spans, assign(weights)


def score(result: Result, document: Document, gold: list[Gold], found: list[Mention]) -> None:
    text = document.text
    expected, spans, pairs = match(text, gold, found)
    result.cases += len(expected)
    hit, used = dict(pairs), {j for _, j in pairs}
    extra = [m for j, m in enumerate(found) if j not in used]
    for name, right in (
        ("overlap", len(pairs)),
        ("exact", sum(expected[i][0] == spans[j] for i, j in pairs)),
    ):
        result.count(name).tp += right
        result.count(name).fn += len(expected) - right
        result.count(name).fp += len(extra) + len(pairs) - right
    for i, (span, kinds) in enumerate(expected):
        kind = kinds[0]
        count = result.count(f"overlap {kind}")
        words = span.text(text)
        if i not in hit:
            count.fn += 1
            near = next((m for m in found if m.span.overlaps(span)), None)
            why = f"{kind} called {near.kind}" if near else f"missed {kind}"
            result.miss(why, document.report.id, words, near.text if near else "", around(text, span))
        else:
            count.tp += 1
            if spans[hit[i]] != span:
                result.miss(f"border {kind}", document.report.id, words, found[hit[i]].text, around(text, span))
    for m in extra:
        result.miss(f"extra {m.form} {m.kind}", document.report.id, "", m.text, around(text, m.span))


def weight(span: Span, kinds: list[str], other: Span, mention: Mention) -> float:
    if not span.overlaps(other) or not any(mention.kind in FITS[kind] for kind in kinds):
        return 0.0
    shared = min(span.end, other.end) - max(span.start, other.start)
    return shared / (max(span.end, other.end) - min(span.start, other.start))


def bare(text: str, start: int, end: int) -> Span:
    """The span without an article before or a possessive ending after it."""
    words = text[start:end]
    start += next((len(a) for a in ARTICLES if words.startswith(a)), 0)
    return Span(start, end - 2 if words.endswith(("'s", "’s")) else end)


def around(text: str, span: Span) -> str:
    return " ".join(text[max(span.start - 60, 0) : span.end + 60].split())
