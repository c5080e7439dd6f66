"""Why something stands in a record, for people: its words, the chain of voices, the stages that made it, where it
stands in the delivered file, what it was put together with, and what people decided about it."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import Any, BinaryIO

import orjson

from dateline.types.document import Document
from dateline.types.episode import Episode, Family, Member
from dateline.types.judgement import Judgement, Link
from dateline.types.office import Bearer
from dateline.types.statement import Voice
from dateline.write.episode import link_row, link_words, number
from dateline.write.found import member_row
from dateline.write.glyph import encodable
from dateline.write.member import Found, head_words, report_words
from dateline.write.office import bearer_lines, bearer_row
from dateline.write.phrase import voice_name
from dateline.write.table import INDENT, Page, page_on, rows, shortened

LONGEST = 300
"""Code points of the content of a voice that are shown."""


@dataclass(frozen=True, slots=True)
class Traced:
    """Where words stand in the file as it was delivered: half-open ranges of bytes, or `missing`: why nobody knows."""

    sentence: tuple[int, int] | None = None
    trigger: tuple[int, int] | None = None
    missing: str = ""


@dataclass(frozen=True, slots=True)
class Why:
    """All that is known of how something came into the record.

    Of a statement: `found`, `recipe` (stages with their versions), `traced`, `family`, `episode`, the `links` that
    name it, the `judgements` on it, its report and its source, with the judgements on those, and `bearers`: who may be
    meant by an office without a name. Of a judgement: itself first in `judgements`, then those on it.
    """

    id: str
    found: Found | None = None
    recipe: str = ""
    traced: Traced = Traced()
    family: Family | None = None
    episode: Episode | None = None
    links: tuple[Link, ...] = ()
    judgements: tuple[Judgement, ...] = ()
    bearers: tuple[Bearer, ...] = ()


def print_why(why: Why, out: BinaryIO) -> None:
    with page_on(out) as page:
        if why.found:
            print_statement(why, why.found, page)
        else:
            page.line(f"judgement {why.id}", style="bold")
        print_judgements(why.judgements, page)


def print_statement(why: Why, found: Found, page: Page) -> None:
    document, member = found
    page.line(f"statement {member.statement.id}", style="bold")
    page.line(" · ".join(head_words(member)), INDENT)
    for label, words in rows(document, member.statement):
        if label != "says":
            page.line(f"{label:<7}{words}", INDENT)
    page.evidence(document, member.statement)
    section("Who says so", page)
    for depth, words in enumerate(chain_lines(document, member)):
        page.line(words, INDENT + "  " * depth)
    section("Where it stands", page)
    for label, words in place_lines(why.traced, member):
        page.line(f"{label:<10}{words}", INDENT)
    section("What made it", page)
    page.line(f"{'stage':<10}{member.statement.by or 'unknown'}", INDENT)
    page.line(f"{'recipe':<10}{why.recipe or 'unknown'}", INDENT)
    section("What it was put together with", page)
    for words in link_lines(why, member):
        page.line(words, INDENT)
    if why.bearers:
        section("Who may be meant by an office", page)
    for bearer in why.bearers:
        for words in bearer_lines(bearer):
            page.line(words, INDENT)


def section(title: str, page: Page) -> None:
    page.blank()
    page.line(title, style="bold")


def chain_lines(document: Document, member: Member) -> Iterator[str]:
    """What is said, then each voice, the nearest first, then the report: a line each."""
    voices = member.statement.attribution
    content = voices[0].content if voices and voices[0].content else (member.statement.sentence,)
    yield f"“{shortened(' … '.join(span.text(document.text) for span in content), LONGEST)}”"
    for k, voice in enumerate(voices):
        yield f"└ {'through ' if k else ''}{voice_words(document, voice)}"
    whose = "in" if voices else "in the words of"
    yield f"└ {whose} this report: {report_words(member.report)}"


def voice_words(document: Document, voice: Voice) -> str:
    """ "a militia spokesman, not named, “claimed” (claims-responsibility), on 2024-05-14"."""
    words = voice_name(document, voice) + ("" if voice.named else ", not named,")
    cue = voice.cue.text(document.text)
    words += f" “{cue}”" if cue else ""
    words += f" ({voice.stance})" if voice.stance != "asserts" else ""
    time, place = voice.said_time, voice.said_place
    words += f", {time.start or time.span.text(document.text)}" if time else ""
    return words + (f", at {place.name or place.span.text(document.text)}" if place else "")


def place_lines(traced: Traced, member: Member) -> Iterator[tuple[str, str]]:
    report, statement = member.report, member.statement
    yield "report", f"{report.id} · {report_words(report)}"
    if report.url:
        yield "address", report.url
    yield "file", f"{report.path or 'standard input'} ({report.format}, {report.encoding.name})"
    yield "sha256", report.sha256
    for label, span, place in (
        ("sentence", statement.sentence, traced.sentence),
        ("trigger", statement.trigger, traced.trigger),
    ):
        where = f", bytes {place[0]} to {place[1]} of the file" if place else ""
        yield label, f"code points {span.start} to {span.end} of the text{where}"
    if traced.missing:
        yield "bytes", traced.missing


def link_lines(why: Why, member: Member) -> Iterator[str]:
    """The text family and the episode, with the reason of every link that names this report or statement."""
    family, episode = why.family, why.episode
    if family is None or len(family.reports) == 1:
        yield "text      no other report has this text"
    else:
        agency = f", credited to {family.agency}" if family.agency else ""
        first, whole = (" (this one)" * (id_ == member.report.id) for id_ in (family.id, family.fullest))
        marked = f"the earliest {family.id}{first}, the fullest {family.fullest}{whole}"
        yield f"text      {number(len(family.reports), 'report')}{agency}; {marked}"
        for link in family.links:
            if member.report.id in (link.left, link.right):
                yield f"  report {link_words(link, {})}"
    if episode is None:
        yield "episode   none: it is no happening"
        return
    counts = f"{number(len(episode.members), 'statement')}, {number(episode.voices, 'independent voice')}"
    yield f"episode   {episode.id}: {counts}"
    for link in why.links:
        yield f"  statement {link_words(link, {member.statement.id: 'this one'})}"


def print_judgements(judgements: Iterable[Judgement], page: Page) -> None:
    section("What people decided", page)
    lines = [judgement_words(judgement) for judgement in judgements]
    for words in lines or ["nothing yet"]:
        page.line(words, INDENT)


def judgement_words(judgement: Judgement) -> str:
    """ "2026-11-23T09:00:00Z · ann · edit statement a1: status = "denied" · because ... (judgement 3f2a)"."""
    changes = ", ".join(f"{change.field} = {change.value}" for change in judgement.changes)
    what = f"{judgement.kind} {judgement.subject} {' '.join(judgement.targets)}" + (f": {changes}" if changes else "")
    why = [f"because {judgement.why}"] if judgement.why else []
    return " · ".join([judgement.at, judgement.by, what, *why]) + f" (judgement {judgement.id})"


def as_data(why: Why) -> dict[str, Any]:
    """The same as JSON-ready data."""
    return {
        "id": why.id,
        "statement": member_row(why.found) if why.found else None,
        "recipe": why.recipe or None,
        "bytes": {
            "sentence": why.traced.sentence, "trigger": why.traced.trigger, "missing": why.traced.missing or None,
        },
        "family": list(why.family.reports) if why.family else None,
        "fullest": why.family.fullest if why.family else None,
        "episode": why.episode.id if why.episode else None,
        "links": [link_row(link) for link in why.links],
        "judgements": [judgement_row(judgement) for judgement in why.judgements],
        "offices": [bearer_row(bearer) for bearer in why.bearers],
    }


def judgement_row(judgement: Judgement) -> dict[str, Any]:
    return {
        "id": judgement.id,
        "kind": judgement.kind,
        "subject": judgement.subject,
        "targets": [encodable(target) for target in judgement.targets],
        "by": encodable(judgement.by),
        "at": judgement.at,
        "why": encodable(judgement.why) if judgement.why is not None else None,
        "changes": {change.field: orjson.loads(change.value) for change in judgement.changes},
    }
