"""Quotations as content: each belongs whole to the voice that speaks in it, also over sentences and paragraphs."""

from __future__ import annotations

from bisect import bisect_right
from dataclasses import replace

from dateline.frame.content import with_marks
from dateline.frame.context import Context
from dateline.frame.speaker import Speakers
from dateline.types import Quotation, Span, Voice

BESIDE = 3
"""Code points of marks and spaces that may stand between a quotation and the sentence that names its speaker."""


def carry_quotations(context: Context, speakers: Speakers, voices: list[Voice]) -> list[Voice]:
    """The voices with quotations made whole: a voice in a quotation ends where it ends, one outside takes all of
    it, and a quotation that nobody has goes to whoever spoke last beside it."""
    quotations = [q for q in context.document.quotations if q.depth == 0 and not q.partial]
    voices = [confine(voice, quotations) for voice in voices]
    voices = [voice for voice in voices if voice.content]
    last: int | None = None
    last_end = -1
    for quotation in quotations:
        owner = owner_of(context, quotation, voices)
        if owner is None and last is not None and goes_on(context, quotation, voices[last], last_end):
            owner = last
        if owner is None:
            made = introduced(context, speakers, quotation)
            if made is None:
                continue
            voices.append(made)
            owner = len(voices) - 1
        voices[owner] = take(context, voices[owner], quotation)
        last, last_end = owner, max(quotation.span.end, voices[owner].cue.end)
    return voices


def inside(cue: Span, quotations: list[Quotation]) -> Quotation | None:
    """The quotation whose words hold the cue."""
    at = bisect_right([q.span.start for q in quotations], cue.start) - 1
    if at >= 0 and quotations[at].span.covers(cue):
        return quotations[at]
    return None


def confine(voice: Voice, quotations: list[Quotation]) -> Voice:
    """What is said inside a quotation cannot reach out of it."""
    around = inside(voice.cue, quotations)
    if around is None:
        return voice
    room = around.span
    kept = [Span(max(c.start, room.start), min(c.end, room.end)) for c in voice.content if c.overlaps(room)]
    return replace(voice, content=tuple(c for c in kept if len(c) > 0))


def owner_of(context: Context, quotation: Quotation, voices: list[Voice]) -> int | None:
    """Index of the voice outside the quotation that has most of it, the nearer cue where two have it."""
    best: tuple[int, int] | None = None
    for k, voice in enumerate(voices):
        if quotation.span.covers(voice.cue):
            continue
        shared = sum(max(0, min(c.end, quotation.span.end) - max(c.start, quotation.span.start)) for c in voice.content)
        far = min(abs(voice.cue.start - quotation.span.end), abs(quotation.span.start - voice.cue.end))
        if shared > 0 and (best is None or (min(shared, 20), -far) > (min(best[0], 20), -best[1])):
            best, owner = (shared, far), k
    return owner if best is not None else None


def take(context: Context, voice: Voice, quotation: Quotation) -> Voice:
    """The voice with all the quotation's pieces in its content; spans that touch become one."""
    pieces = [*voice.content, *(with_marks(context.document.text, piece) for piece in quotation.pieces)]
    pieces.sort()
    joined: list[Span] = []
    for piece in pieces:
        if joined and piece.start <= joined[-1].end:
            joined[-1] = joined[-1].join(piece)
        else:
            joined.append(piece)
    return replace(voice, content=tuple(joined))


def goes_on(context: Context, quotation: Quotation, voice: Voice, end: int) -> bool:
    """Whether the last speaker speaks on: no sentence of the report's own stands between, or the quotation opens
    a paragraph right behind the one that the speaker closed."""
    text, start = context.document.text, quotation.span.start - 1
    if voice.source is None or start < end:
        return False
    between = text[end:start]
    if len(between) > 400:
        return False
    own = context.syntax.sentence_at(voice.cue.start)
    reach = max(end, own.end if own else end)
    return not text[reach:start].strip(" \t\r\n\"”“'’.,")


def introduced(context: Context, speakers: Speakers, quotation: Quotation) -> Voice | None:
    """"She turned to the crowd: "C"": a colon gives the quotation to the subject of the words before it."""
    text, syntax = context.document.text, context.syntax
    start = quotation.span.start - 1
    lead = text[max(start - BESIDE, 0) : start].rstrip()
    if not lead.endswith(":"):
        return None
    at = text.rfind(":", 0, start)
    sentence = syntax.sentence_at(at)
    if sentence is None:
        return None
    verbs = [t for t in syntax.tokens[sentence.first : sentence.last] if t.end <= at and t.pos == "VERB" and t.tag in ("VBD", "VBZ", "VBP")]
    for verb in sorted(verbs, key=lambda t: t.dep != "ROOT"):
        source = speakers.surface(verb.i, 0)
        if source is not None and speakers.is_actor(source):
            mention = speakers.mention(source)
            return Voice(mention, Span(verb.start, verb.end), (), "asserts", speakers.is_named(mention))
    return None
