"""Attribution on PolNeAR: source, cue and content of who says what in US political news.

One annotator's file is kept for each text. The development part is scored; nesting is not marked there, so a
content that holds another cue gives the expected order of two voices.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from dateline.evaluate.score import Result, assign
from dateline.pipeline import Pipeline
from dateline.read.text import document_of
from dateline.types import Document, Span, Voice

ENTITY = re.compile(r"(T\d+)\t(Source|Cue|Content) ([\d ;]+)\t")
EVENT = re.compile(r"E\d+\t(.+)")


@dataclass(frozen=True)
class Gold:
    source: tuple[Span, ...]
    cue: tuple[Span, ...]
    content: tuple[Span, ...]


def run(data: Path, limit: int | None, part: str = "dev") -> Result:
    """Scores the development articles: F1 of source, cue, content by overlap, of whole attributions, and by words."""
    result = Result("polnear")
    pipeline = Pipeline().until("attribution")
    right = pairs = 0
    for text, gold in [*articles(data / part)][:limit]:
        document = pipeline(document_of(text))
        voices = [v for v in document.attributions if v.source is not None]
        matched = score(result, document, gold, voices)
        good, total = order(gold, matched)
        right, pairs = right + good, pairs + total
        result.cases += len(gold)
    result.figures["nesting order right"] = right / pairs if pairs else 0.0
    result.figures["nesting pairs"] = pairs
    result.notes.append("No agreed figure is published; PARC3 content exact F1 is about 0.75 (not checked).")
    return result


def articles(folder: Path) -> Iterator[tuple[str, list[Gold]]]:
    """Texts with their attributions that have a source, the first annotator's file by name."""
    files: dict[str, Path] = {}
    for path in sorted((folder / "attributions").glob("*.ann")):
        files.setdefault(path.stem.rsplit("_", 1)[0], path)
    for stem, path in sorted(files.items()):
        text = (folder / "text" / f"{stem}.txt").read_text("utf-8")
        yield text, read_gold(path.read_text("utf-8"))


def read_gold(ann: str) -> list[Gold]:
    spans: dict[str, tuple[Span, ...]] = {}
    for key, _, ranges in ENTITY.findall(ann):
        spans[key] = tuple(Span(int(a), int(b)) for a, b in (r.split() for r in ranges.split(";")))
    found = []
    for line in EVENT.findall(ann):
        parts: dict[str, tuple[Span, ...]] = {}
        for field in line.split():
            name, _, key = field.partition(":")
            parts[name.rstrip("0123456789")] = parts.get(name.rstrip("0123456789"), ()) + spans.get(key, ())
        if parts.get("Source") and parts.get("Content"):
            found.append(Gold(parts["Source"], parts.get("Cue", ()), parts["Content"]))
    return found


def touch(one: tuple[Span, ...], other: tuple[Span, ...]) -> bool:
    return any(a.overlaps(b) for a in one for b in other)


def shared(one: tuple[Span, ...], other: tuple[Span, ...]) -> int:
    return sum(max(0, min(a.end, b.end) - max(a.start, b.start)) for a in one for b in other)


def score(result: Result, document: Document, gold: list[Gold], voices: list[Voice]) -> dict[int, Voice]:
    """Counts one article and gives the voice matched with each gold attribution."""
    weights = [
        [3.0 * touch(g.cue, (v.cue,)) + touch(g.source, (source_span(v),)) + touch(g.content, v.content) for v in voices]
        for g in gold
    ]
    pairs = {i: j for i, j in assign(weights) if weights[i][j] >= 2}
    used = set(pairs.values())
    for i, g in enumerate(gold):
        voice = voices[pairs[i]] if i in pairs else None
        where, words = "", " ".join(s.text(document.text) for s in g.cue)
        for name, hit in (
            ("source", voice is not None and touch(g.source, (source_span(voice),))),
            ("cue", voice is not None and touch(g.cue, (voice.cue,))),
            ("content", voice is not None and touch(g.content, voice.content)),
            ("attribution", voice is not None and touch(g.source, (source_span(voice),)) and touch(g.content, voice.content)),
        ):
            count = result.count(name)
            count.tp += hit
            count.fn += not hit
            if not hit and name == "attribution":
                kind = "missed" if voice is None else "wrong source or content"
                result.miss(f"{kind}: {words.lower()[:20] or 'no cue'}", where, words, "", context_of(document, g))
        if voice is not None:
            result.count("content exact").add([bounds(document, g.content)], [bounds(document, voice.content)])
            result.count("content characters").tp += shared(g.content, voice.content)
            result.count("content characters").fn += sum(map(len, g.content)) - shared(g.content, voice.content)
            result.count("content characters").fp += sum(map(len, voice.content)) - shared(g.content, voice.content)
        else:
            result.count("content characters").fn += sum(map(len, g.content))
    for j, voice in enumerate(voices):
        if j not in used:
            for name in ("source", "cue", "content", "attribution"):
                result.count(name).fp += 1
            result.count("content characters").fp += sum(map(len, voice.content))
            cue = voice.cue.text(document.text)
            result.miss(f"spurious: {cue.lower()}", "", "", cue, voice.content[0].text(document.text)[:80])
    return {i: voices[j] for i, j in pairs.items()}


def source_span(voice: Voice) -> Span:
    return voice.source.span if voice.source is not None else Span(0, 0)


def bounds(document: Document, spans: tuple[Span, ...]) -> tuple[str, ...]:
    return tuple("".join(c for c in s.text(document.text) if c.isalnum()) for s in spans)


def context_of(document: Document, gold: Gold) -> str:
    first = min(s.start for s in (*gold.source, *gold.cue, *gold.content))
    return document.text[first : first + 160].replace("\n", " ")


def order(gold: list[Gold], matched: dict[int, Voice]) -> tuple[int, int]:
    """(right, all) pairs in which one gold content holds the other's cue and the found voices nest the same way."""
    right = total = 0
    for i, outer in enumerate(gold):
        for j, inner in enumerate(gold):
            if i != j and any(c.covers(cue) for c in outer.content for cue in inner.cue):
                total += 1
                a, b = matched.get(i), matched.get(j)
                right += a is not None and b is not None and any(c.covers(b.cue) for c in a.content)
    return right, total
