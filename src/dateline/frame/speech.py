"""Quotations as content: each belongs whole to the voice that speaks in it, also over sentences and paragraphs."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from dataclasses import replace

from dateline.frame.content import with_marks
from dateline.frame.context import Context
from dateline.frame.speaker import Speakers
from dateline.types import Quotation, Span, Voice

FAR = 1500
"""Code points from a quotation within which the cue that introduces or closes it stands."""
ENOUGH = 20
"""Shared code points from which the distance of the cue decides who has the quotation."""
BESIDE = 3
"""Code points of marks and spaces that may stand between a quotation and the sentence that names its speaker."""


def carry_quotations(context: Context, speakers: Speakers, voices: list[Voice]) -> list[Voice]:
    """The voices with quotations made whole: a voice in a quotation ends where it ends, one outside takes all of
    it, and a quotation that nobody has goes to whoever spoke last beside it."""
    quotations = [q for q in context.document.quotations if q.depth == 0 and not q.partial]
    if not quotations:
        return voices
    starts = [q.span.start for q in quotations]
    voices = [kept for voice in voices if (kept := confine(voice, quotations, starts)).content]
    voices.sort(key=lambda voice: voice.cue.start)
    cues = [voice.cue.start for voice in voices]
    made: list[Voice] = []
    last: Voice | None = None
    last_end = -1
    for quotation in quotations:
        owner = owner_of(quotation, voices, cues)
        if owner is not None:
            last = voices[owner] = take(context, voices[owner], quotation)
        elif last is not None and goes_on(context, quotation, last, last_end):
            last = replace_voice(last, take(context, last, quotation), voices, made)
        elif (new := introduced(context, speakers, quotation)) is not None:
            last = take(context, new, quotation)
            made.append(last)
        else:
            continue
        last_end = max(quotation.span.end, last.cue.end)
    return [*voices, *made]


def replace_voice(old: Voice, new: Voice, *lists: list[Voice]) -> Voice:
    """Put the new voice where the old one stands; it is among the last."""
    for voices in lists:
        for k in range(len(voices) - 1, -1, -1):
            if voices[k] is old:
                voices[k] = new
                return new
            if voices[k].cue.end + FAR < old.cue.start:
                break
    return new


def confine(voice: Voice, quotations: list[Quotation], starts: list[int]) -> Voice:
    """What is said inside a quotation cannot reach out of it."""
    at = bisect_right(starts, voice.cue.start) - 1
    if at < 0 or not quotations[at].span.covers(voice.cue):
        return voice
    room = quotations[at].span
    kept = [Span(max(c.start, room.start), min(c.end, room.end)) for c in voice.content if c.overlaps(room)]
    return replace(voice, content=tuple(c for c in kept if len(c) > 0))


def owner_of(quotation: Quotation, voices: list[Voice], cues: list[int]) -> int | None:
    """Index of the voice outside the quotation that has most of it, the nearer cue where two have it."""
    best: tuple[int, int] | None = None
    owner: int | None = None
    low = bisect_left(cues, quotation.span.start - FAR)
    for k in range(low, bisect_right(cues, quotation.span.end + FAR)):
        voice = voices[k]
        if quotation.span.covers(voice.cue):
            continue
        shared = sum(max(0, min(c.end, quotation.span.end) - max(c.start, quotation.span.start)) for c in voice.content)
        away = min(abs(voice.cue.start - quotation.span.end), abs(quotation.span.start - voice.cue.end))
        rank = (min(shared, ENOUGH), -away)
        if shared > 0 and (best is None or rank > best):
            best, owner = rank, k
    return owner


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
    """ "She turned to the crowd: "C"": a colon gives the quotation to the subject of the words before it."""
    text, syntax = context.document.text, context.syntax
    start = quotation.span.start - 1
    lead = text[max(start - BESIDE, 0) : start].rstrip()
    if not lead.endswith(":"):
        return None
    at = text.rfind(":", 0, start)
    sentence = syntax.sentence_at(at)
    if sentence is None:
        return None
    verbs = [
        t
        for t in syntax.tokens[sentence.first : sentence.last]
        if t.end <= at and t.pos == "VERB" and t.tag in ("VBD", "VBZ", "VBP")
    ]
    for verb in sorted(verbs, key=lambda t: t.dep != "ROOT"):
        source = speakers.surface(verb.i, 0)
        if source is not None and speakers.is_actor(source):
            mention = speakers.mention(source)
            return Voice(mention, Span(verb.start, verb.end), (), "asserts", speakers.is_named(mention))
    return None
