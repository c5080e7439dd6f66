"""Modes that an event takes from what stands beside it: its weapon, or what it asks for."""

from __future__ import annotations

from functools import cache

from dateline.frame.context import Context
from dateline.frame.frame import Frame
from dateline.ontology.lexicon import TYPES, content_modes, load_data


def add_instruments(context: Context, frame: Frame) -> None:
    """Modes that the weapon named beside the event gives it: "killed in a drone strike", "attacked with machetes"."""
    table = instrument_modes(frame.type)
    found: list[str] = []
    for trigger in frame.triggers if table else ():
        roles = context.grammar.roles(trigger)
        beside = [k for role in ("subject", "object", "with", "by", "in", "using", "from") for k in roles.get(role, [])]
        beside += context.grammar.kids(trigger, "compound", "amod", "nmod")
        for k in (*beside, *(m for b in beside for m in context.grammar.kids(b, "compound"))):
            found += table.get(f"{context.tokens[k - 1].lemma} {context.tokens[k].lemma}" if k else "") or table.get(
                context.tokens[k].lemma, []
            )
    if found and "firearms" in frame.modes and "firearms" not in found:
        frame.modes.remove("firearms")  # what was fired is named: tear gas, rockets
    frame.modes += [mode for mode in dict.fromkeys(found) if mode not in frame.modes]


def add_content_mode(frame: Frame) -> None:
    """A request's or refusal's mode is what is asked or refused: help, a meeting, yielding."""
    about = frame.about
    if about is not None and not about.modes:
        mode = content_modes(about.type).get(frame.type)
        if mode:
            about.modes.append(mode)


@cache
def instrument_modes(type_: str) -> dict[str, list[str]]:
    """Modes by instrument lemma, from the `instruments` block of the type's file."""
    found: dict[str, list[str]] = {}
    known = load_data(f"plover/{type_}") if type_ in TYPES else {}
    for mode, lemmas in (known.get("instruments") or {}).items():
        for lemma in lemmas:
            found.setdefault(lemma, []).append(mode)
    return found
