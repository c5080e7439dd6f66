"""Dates and durations on TimeBank and AQUAINT (the training data of TempEval-3), scored as its task A.

Strict is the same span, relaxed an overlap; value is the share of relaxed matches with the same value, and
value F1 multiplies it with the relaxed F1. The document creation time is the day of publication.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path
from typing import NamedTuple

from dateline.evaluate.score import Result, assign
from dateline.pipeline import Pipeline
from dateline.types import Block, Document, Report, Span, Time

TIMEX = re.compile(r"<TIMEX3([^>]*)>(.*?)</TIMEX3>", re.DOTALL)
TAG = re.compile(r"<[^>]*>")
ENTITIES = {"&amp;": "&", "&lt;": "<", "&gt;": ">", "&quot;": '"', "&apos;": "'"}
VALUE = re.compile(r'\bvalue="([^"]*)"')
TYPE = re.compile(r'\btype="([^"]*)"')


PARAGRAPH = re.compile(r"\S(?:.|\n(?!\s*\n)){0,4000}(?:(?<=[.!?])(?=\n)|(?=\n\s*\n)|\Z)|\S(?:.|\n(?!\s*\n)){0,5000}")
"""Some broadcasts are one paragraph that is longer than the parser is given; they are cut at a line's end."""


class Gold(NamedTuple):
    span: Span
    kind: str
    value: str


def run(data: Path, limit: int | None) -> Result:
    """Spans, types and values over both collections."""
    result = Result("tempeval3")
    read = Pipeline().until("date")
    right = pairs = 0
    for number, path in enumerate(sorted((data / "TBAQ-cleaned").glob("*/*.tml"))):
        if limit is not None and number >= limit:
            break
        document, gold = open_tml(path)
        document = read(document)
        hit, matched = score(result, document, gold)
        right, pairs = right + hit, pairs + matched
        result.close()
    accuracy = right / max(pairs, 1)
    result.figures["value accuracy"] = accuracy
    result.figures["value F1"] = accuracy * result.count("relaxed").f1
    result.notes.append(
        "HeidelTime on the TempEval-3 test set: strict 0.818, relaxed 0.907, value 0.776 (not checked)."
    )
    return result


def open_tml(path: Path) -> tuple[Document, list[Gold]]:
    """The text of a TimeML file, a block for each paragraph, with its time expressions."""
    source = path.read_text(encoding="utf-8")
    created = TIMEX.search(source)
    day = VALUE.search(created[1]) if created else None
    body = source[source.find("<TEXT>") + 6 : source.find("</TEXT>")]
    text, gold = "", []
    for words, attributes in pieces(body):
        if attributes is not None:
            kind, value = TYPE.search(attributes), VALUE.search(attributes)
            span = Span(len(text), len(text) + len(words))
            gold.append(Gold(span, kind[1] if kind else "", value[1] if value else ""))
        text += words
    blocks = tuple(Block(Span(hit.start(), hit.end())) for hit in PARAGRAPH.finditer(text))
    return Document(Report(path.stem, "", published=day[1][:10] if day else None), text, blocks), gold


def pieces(body: str) -> Iterator[tuple[str, str | None]]:
    """The text in pieces; a time expression comes with its attributes."""
    at = 0
    for hit in TIMEX.finditer(body):
        yield clean(body[at : hit.start()]), None
        yield clean(hit[2]), hit[1]
        at = hit.end()
    yield clean(body[at:]), None


def clean(words: str) -> str:
    words = TAG.sub("", words)
    for entity, character in ENTITIES.items():
        words = words.replace(entity, character)
    return words


def score(result: Result, document: Document, gold: list[Gold]) -> tuple[int, int]:
    """Counts one document; returns how many matched expressions have the right value, and how many matched."""
    found = document.times
    result.cases += len(gold)
    weights = [[overlap(g.span, t.span) for t in found] for g in gold]
    matched = assign(weights)
    strict = sum(gold[i].span == found[j].span for i, j in matched)
    for name, right in (("relaxed", len(matched)), ("strict", strict)):
        count = result.count(name)
        count.tp += right
        count.fp += len(found) - right
        count.fn += len(gold) - right
    hits = 0
    for i, j in matched:
        same = gold[i].value == found[j].said
        hits += same
        result.count(f"type {gold[i].kind}").add([gold[i].kind], [kind_of(found[j])])
        if not same:
            report(result, document, f"value {gold[i].kind}", gold[i], found[j])
        if gold[i].span != found[j].span:
            report(result, document, "border", gold[i], found[j])
    for i, g in enumerate(gold):
        if i not in {i for i, _ in matched}:
            report(result, document, f"missed {g.kind}", g, None)
    for j, t in enumerate(found):
        if j not in {j for _, j in matched}:
            report(result, document, f"extra {kind_of(t)}", None, t)
    return hits, len(matched)


def overlap(one: Span, two: Span) -> float:
    shared = min(one.end, two.end) - max(one.start, two.start)
    return max(shared, 0) / max(max(one.end, two.end) - min(one.start, two.start), 1)


def kind_of(time: Time) -> str:
    said = time.said or ""
    if time.kind == "set":
        return "SET"
    if said.endswith("_REF"):
        return "DATE"
    return "DURATION" if said.startswith("P") else "TIME" if "T" in said else "DATE"


def report(result: Result, document: Document, kind: str, gold: Gold | None, found: Time | None) -> None:
    text = document.text
    span = gold.span if gold else found.span if found else Span(0, 0)
    expected = f"{gold.span.text(text)!r} {gold.value}" if gold else ""
    got = f"{found.span.text(text)!r} {found.said}" if found else ""
    around = " ".join(text[max(span.start - 70, 0) : span.end + 50].split())
    result.miss(kind, document.report.id, expected, got, around)
