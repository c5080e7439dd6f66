"""A statement's parts in words, shared by the outputs that people read. All texts come back unescaped."""

from __future__ import annotations

from dateline.types import Document, Figure, Mention, Place, Statement, Time, Voice
from dateline.write.record import number

UNSTATED = "an unstated source"
OWN_VOICE = "the report itself"


def type_words(statement: Statement) -> str:
    """The type with its modes: "ASSAULT explosives, targeted"."""
    return " ".join([statement.type, ", ".join(statement.modes)]).strip()


def status_words(statement: Statement) -> list[str]:
    """Status, aspect and background, less what goes without saying: actual, once, that a relation goes on."""
    usual = ("once", "ongoing") if statement.kind == "relation" else ("once",)
    words = [statement.status] if statement.status != "actual" else []
    words += [statement.aspect] if statement.aspect not in usual else []
    return words + (["background"] if statement.background else [])


def mention_words(document: Document, mention: Mention) -> str:
    """The mention as written, what it stands for where that says more, and country and roles."""
    words = mention.span.text(document.text)
    entity, antecedent = mention.entity, mention.antecedent
    full = entity.name if entity else antecedent.text(document.text) if antecedent else ""
    if full and full.casefold() not in words.casefold():
        words += f" = {full}"
    codes = [entity.country or "", *entity.roles] if entity else []
    return f"{words} ({' '.join(filter(None, codes))})" if any(codes) else words


def place_words(document: Document, place: Place) -> str:
    """The place as written, its gazetteer name where that differs, country and precision."""
    words = place.span.text(document.text)
    if place.name and place.name.casefold() not in words.casefold():
        words += f" = {place.name}"
    notes = [place.country or "", place.precision or "unresolved"]
    return f"{words} ({', '.join(filter(None, notes))})"


def time_words(document: Document, time: Time) -> str:
    """The interval, or the words themselves where it is open at both ends."""
    words = time.span.text(document.text)
    if not time.start and not time.end:
        return words
    days = time.start if time.start == time.end else f"{time.start or '…'} to {time.end or '…'}"
    return f"{days} ({words})"


def figure_words(document: Document, figure: Figure) -> str:
    """Role and number with its hedge: "killed at least 40", "fighters 24 to 99"."""
    if figure.low is None and figure.high is None:
        amount = figure.span.text(document.text)
    else:
        low, high = plain(figure.low), plain(figure.high)
        amount = f"{low} to {high}" if low and high and low != high else low or high
        amount = " ".join(filter(None, [figure.hedge, amount]))
    unit = figure.unit if figure.role in ("money", "other") else None
    trend = figure.trend if figure.trend and figure.trend not in amount else None
    return " ".join(filter(None, [figure.role, amount, unit, trend]))


def plain(value: float | None) -> str:
    """A number without exponent: 1500000, 2.5."""
    whole = number(value)
    return "" if whole is None else str(whole) if isinstance(whole, int) else f"{whole:.6f}".rstrip("0").rstrip(".")


def voice_name(document: Document, voice: Voice) -> str:
    """Who speaks, by the fullest name known."""
    if voice.source is None:
        return UNSTATED
    entity, antecedent = voice.source.entity, voice.source.antecedent
    if voice.source.form == "name" or not (entity or antecedent):
        return voice.source.span.text(document.text)
    return entity.name if entity else antecedent.text(document.text) if antecedent else UNSTATED


def chain_words(document: Document, statement: Statement) -> str:
    """The chain as a sentence part: "Bortnikov (warns), through Russian news agencies"."""
    if not statement.attribution:
        return OWN_VOICE
    first, *others = statement.attribution
    stance = f" ({first.stance})" if first.stance != "asserts" else ""
    voices = [voice_name(document, first) + stance, *(voice_name(document, voice) for voice in others)]
    return ", through ".join(voices)
