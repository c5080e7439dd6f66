"""Counting attributions against annotated ones (codebook section 7): source, cue, content, and all of them together."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from dateline.evaluate.score import Result, assign
from dateline.types import Document, Span, Voice

COUNTING = frozenset(
    ("percent", "%", "half", "third", "quarter", "number", "handful", "majority", "group", "dozen", "hundred", "lot")
)
PARTS = ("source", "cue", "content")


@dataclass(frozen=True, slots=True)
class Gold:
    """One annotated attribution; each part may have several pieces, the source none."""

    source: tuple[Span, ...]
    cue: tuple[Span, ...]
    content: tuple[Span, ...]


def score(name: str, document: Document, gold: list[Gold], result: Result) -> None:
    """Count one document's attributions, all of them and those with a direct quotation."""
    voices = document.attributions
    pairs = pair(gold, voices)
    right = {(g, v) for g, v in pairs if is_right(document, gold[g], voices[v])}
    tally(result, "attribution", len(right), len(voices), len(gold))
    sourced = [v for v in voices if v.source is not None]
    heads = sum(is_source(document, gold[g], voices[v]) for g, v in pairs)
    tally(result, "source head", heads, len(sourced), sum(bool(g.source) for g in gold))
    exact = sum(
        voices[v].source is not None and same(document, gold[g].source, spans_of(voices[v], "source")) for g, v in pairs
    )
    tally(result, "source exact", exact, len(sourced), sum(bool(g.source) for g in gold))
    for part in ("cue", "content"):
        hits = [(getattr(gold[g], part), spans_of(voices[v], part)) for g, v in pairs]
        tally(result, f"{part} overlap", sum(meet(a, b) for a, b in hits), len(voices), len(gold))
        tally(result, f"{part} exact", sum(same(document, a, b) for a, b in hits), len(voices), len(gold))
    count_words(document, gold, voices, pairs, result)
    direct = {k for k, g in enumerate(gold) if is_direct(document, g.content)}
    quoted = {k for k, v in enumerate(voices) if is_direct(document, v.content)}
    tally(result, "quotation", sum(g in direct and v in quoted for g, v in right), len(quoted), len(direct))
    record(name, document, gold, pairs, right, result)


def score_speech(document: Document, voices: tuple[Voice, ...], gold: list[Gold], result: Result) -> None:
    """Count whole attributions of what the default stage finds."""
    right = sum(is_right(document, gold[g], voices[v]) for g, v in pair(gold, voices))
    tally(result, "attribution (default stage)", right, len(voices), len(gold))


def tally(result: Result, name: str, tp: int, found: int, expected: int) -> None:
    """Add hits among so many found and so many expected to one count."""
    count = result.count(name)
    count.tp, count.fp, count.fn = count.tp + tp, count.fp + found - tp, count.fn + expected - tp


def spans_of(voice: Voice, part: str) -> tuple[Span, ...]:
    if part == "source":
        return (voice.source.span,) if voice.source else ()
    return (voice.cue,) if part == "cue" else voice.content


def pair(gold: list[Gold], voices: tuple[Voice, ...]) -> list[tuple[int, int]]:
    """One-to-one pairs (gold, found): by shared cue first, then by shared content."""
    weights = []
    for g in gold:
        row = []
        for v in voices:
            share = overlap(g.content, v.content) / max(sum(map(len, g.content)), sum(map(len, v.content)), 1)
            row.append(2.0 * meet(g.cue, (v.cue,)) + share if share or meet(g.cue, (v.cue,)) else 0.0)
        weights.append(row)
    return assign(weights)


def overlap(first: tuple[Span, ...], second: tuple[Span, ...]) -> int:
    return sum(max(0, min(a.end, b.end) - max(a.start, b.start)) for a in first for b in second)


def meet(first: tuple[Span, ...], second: tuple[Span, ...]) -> bool:
    return any(a.overlaps(b) for a in first for b in second)


def same(document: Document, first: tuple[Span, ...], second: tuple[Span, ...]) -> bool:
    """Whether two lists of spans hold the same words; punctuation and quotation marks do not count."""
    return words_in(document, first) == words_in(document, second)


def words_in(document: Document, spans: tuple[Span, ...]) -> set[int]:
    assert document.syntax is not None
    tokens = document.syntax.tokens
    return {i for span in spans for i in document.syntax.within(span) if tokens[i].pos not in ("PUNCT", "SPACE")}


def is_source(document: Document, gold: Gold, voice: Voice) -> bool:
    """Whether the source's head lies in the annotated source and the annotated source's head in the source; a
    relative pronoun counts as the noun it stands for, "58 percent of voters" as the voters."""
    if voice.source is None or not gold.source or document.syntax is None:
        return False
    tokens = document.syntax.tokens
    wanted = words_in(document, gold.source)
    if len(wanted) == 1 and tokens[k := next(iter(wanted))].tag in ("WP", "WDT"):
        return any(tokens[above].dep == "relcl" and tokens[above].head in document.syntax.within(voice.source.span)
                   for above in document.syntax.ancestors(k))  # fmt: skip
    heads = {i for i in wanted if tokens[i].head not in wanted or tokens[i].head == i}
    if all(tokens[i].pos in ("NUM", "DET", "PRON", "ADJ") or tokens[i].lemma in COUNTING for i in heads):
        heads |= {
            k
            for i in wanted
            if tokens[i].lower == "of" and tokens[i].head in heads
            for k in document.syntax.children[i]
        }
    return voice.source.head in wanted and bool(heads & {voice.source.head, *document.syntax.within(voice.source.span)})


def is_right(document: Document, gold: Gold, voice: Voice) -> bool:
    """The source's head right (or rightly none), and the contents overlap."""
    source = is_source(document, gold, voice) if gold.source else voice.source is None
    return source and meet(gold.content, voice.content)


def is_direct(document: Document, spans: tuple[Span, ...]) -> bool:
    """Whether a quotation of more than a few words lies in the spans."""
    return any(not q.partial and meet(spans, (q.span,)) for q in document.quotations)


def count_words(
    document: Document, gold: list[Gold], voices: tuple[Voice, ...], pairs: list[tuple[int, int]], result: Result
) -> None:
    """Words of content, pair by pair."""
    shared = sum(len(words_in(document, gold[g].content) & words_in(document, voices[v].content)) for g, v in pairs)
    found = sum(len(words_in(document, v.content)) for v in voices)
    tally(result, "content words", shared, found, sum(len(words_in(document, g.content)) for g in gold))


def record(
    name: str,
    document: Document,
    gold: list[Gold],
    pairs: list[tuple[int, int]],
    right: set[tuple[int, int]],
    result: Result,
) -> None:
    """One error for each attribution missed, invented, or with a wrong source or content."""
    voices = document.attributions

    def words(spans: tuple[Span, ...]) -> str:
        return " … ".join(span.text(document.text) for span in spans)

    def told(item: Any) -> str:
        source = item.source if isinstance(item, Gold) else spans_of(item, "source")
        cue = item.cue if isinstance(item, Gold) else (item.cue,)
        return f"{words(source)} | {words(cue)} | {words(item.content)}"[:300]

    met, used = {a for a, _ in pairs}, {b for _, b in pairs}
    for k, g in enumerate(gold):
        if k not in met:
            result.miss("missed", name, told(g))
    for k, v in enumerate(voices):
        if k not in used:
            result.miss("invented", name, "", told(v))
    for a, b in pairs:
        if (a, b) not in right:
            wrong = "wrong source" if meet(gold[a].content, voices[b].content) else "wrong content"
            result.miss(wrong, name, told(gold[a]), told(voices[b]))
        elif not same(document, gold[a].content, voices[b].content):
            result.miss("border of content", name, told(gold[a]), told(voices[b]))
