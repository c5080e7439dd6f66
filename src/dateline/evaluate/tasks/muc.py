"""Attacks in wire reports on Latin America, all in capitals (MUC-3 and MUC-4, 1991-92; the 200 texts of TST1 and TST2).

The key has templates of incidents, we have statements, so that all is compared by report: ASSAULT that is not denied
or hypothetical, against incidents.

- relevant: the key has an incident, and something was found; once more with what is told as fact and news alone;
- types: BOMBING is mode explosives or suicide-attack, KIDNAPPING abduct, ARSON destroy; ATTACK any ASSAULT, of which
  only recall means anything;
- perpetrators among actors, victims and targets among recipients: right where the head noun is that of one of the
  key's alternatives, or all words of one, two or more or a body's, stand in the other. Precision is of reports with
  incidents: the key leaves out fighting among soldiers, old incidents and other countries on purpose.

Incidents and fills marked optional are not missed, and not wrong. Left out: ROBBERY and FORCED WORK STOPPAGE (four
templates, no sound type), instruments, and what this edition of the keys does not hold (date, place, stage, numbers).
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from dateline.evaluate.score import Result
from dateline.pipeline import Pipeline
from dateline.read.text import document_of
from dateline.types import Document, Mention, Statement

MODES = {"BOMBING": {"explosives", "suicide-attack"}, "KIDNAPPING": {"abduct"}, "ARSON": {"destroy"}}
OTHER = "ATTACK"
"""The type of any ASSAULT."""
SLOTS = {"perp_individual_id": "perpetrators, persons", "perp_organization_id": "perpetrators, bodies",
         "hum_tgt_name": "victims", "hum_tgt_description": "victims", "phys_tgt_id": "targets"}  # fmt: skip
SIDES = {"perpetrators": ("actors", ("perpetrators, persons", "perpetrators, bodies")),
         "victims and targets": ("recipients", ("victims", "targets"))}  # fmt: skip
LEAST = {"perpetrators, bodies": 1}
"""Words of a phrase that make it known inside another, where two are not needed: "FRONT MILITIAMEN" name the FRONT."""
POSSESSOR = re.compile(r"[\w.-]+['’]s\s+")
LINKS = frozenset(("of", "from", "in", "on", "at", "to", "with", "for", "by", "that", "who", "which", "owned"))
"""Words behind the head of a noun phrase."""


@dataclass
class Key:
    """What the key has of one report: types, and by slot the fills, each a set of phrases that mean the same."""

    types: set[str] = field(default_factory=set)
    free: set[str] = field(default_factory=set)
    fills: dict[str, list[set[str]]] = field(default_factory=dict)
    optional: list[set[str]] = field(default_factory=list)


def run(data: Path, limit: int | None) -> Result:
    """Relevance, types, perpetrators, and victims and targets, by report."""
    result = Result("muc")
    keys, pipeline = read_keys(data / "raw/keys_dev"), Pipeline()
    for line in (data / "raw/doc_dev").read_text("utf-8").splitlines()[:limit]:
        raw = json.loads(line)
        key = keys[raw["docid"]]
        document = pipeline(document_of(f"{raw['dateline']} -- {raw['text']}", title=""))
        found = [s for s in document.statements if s.type == "ASSAULT" and s.status not in ("denied", "hypothetical")]
        score_types(result, raw["docid"], key, found, document)
        for name, (role, slots) in SIDES.items() if key.types else ():
            mentions = list(distinct(m for s in found for m in getattr(s, role)))
            score_side(result, name, raw["docid"], slots, key, mentions, document)
        result.cases += 1
        result.close()
    result.keep_recall(f"type {OTHER}", *dict.fromkeys(SLOTS.values()))
    result.notes.append(
        "Best of 1992: F 0.56 to 0.57 over all slots of all templates, on other test sets (TST3, TST4): another count."
    )
    return result


def read_keys(path: Path) -> dict[str, Key]:
    """The keys by report."""
    keys: dict[str, Key] = {}
    for part in path.read_text("utf-8").split("%%%"):
        if not part.strip():
            continue
        rows = json.loads(part)
        told = dict(rows)
        key = keys.setdefault(told["message_id"], Key())
        kinds = {kind.strip() for kind in str(told["incident_type"]).split("/")} & {*MODES, OTHER}
        optional = "message_template_optional" in told
        (key.free if optional or len(kinds) > 1 else key.types).update(kinds)
        for slot, fill in rows:
            if slot in SLOTS and fill and kinds:
                phrases = {*fill.get("strings", ()), *fill.get("strings_lhs", ()), *fill.get("strings_rhs", ())}
                add(key, SLOTS[slot], phrases, optional=optional or fill.get("optional", False))
    return keys


def add(key: Key, slot: str, phrases: set[str], *, optional: bool) -> None:
    """Adds a fill; one that shares a phrase with another of its slot is the same."""
    fills = key.optional if optional else key.fills.setdefault(slot, [])
    for other in [fill for fill in fills if fill & phrases]:
        phrases |= other
        fills.remove(other)
    fills.append(phrases)


def kinds_of(statement: Statement) -> set[str]:
    return {OTHER, *(kind for kind, modes in MODES.items() if modes & {*statement.modes})}


def score_types(result: Result, where: str, key: Key, found: Sequence[Statement], document: Document) -> None:
    if key.types or not key.free:
        news = [s for s in found if s.status == "actual" and not s.background]
        for name, told in (("relevant", found), ("relevant, news", news)):
            result.count(name).add(["yes"] if key.types else [], ["yes"] if told else [])
        if bool(key.types) != bool(found):
            triggers = ", ".join(s.trigger.text(document.text) for s in found)
            result.miss(f"relevance: {'missed' if key.types else 'spurious'}", where, ", ".join(key.types), triggers)
    kinds = set[str]().union(*map(kinds_of, found)) - (key.free - key.types)
    for kind in sorted(key.types | kinds):
        wanted, got = [kind] if kind in key.types else [], [kind] if kind in kinds else []
        for name in ("types", f"type {kind}") if kind != OTHER else (f"type {kind}",):
            result.count(name).add(wanted, got)
        if wanted != got and (wanted or kind != OTHER):
            triggers = ", ".join(s.trigger.text(document.text) for s in found if kind in kinds_of(s))
            result.miss(f"type {kind} {'missed' if wanted else 'spurious'}", where, kind, triggers)


def score_side(
    result: Result, name: str, where: str, slots: Iterable[str], key: Key, found: list[Mention], document: Document
) -> None:
    """Fills that some mention meets, and mentions that meet some fill."""
    words = [[*names_of(m, document)] for m in found]
    for slot in slots:
        for fill in key.fills.get(slot, ()):
            hit = any(meet(a, b, LEAST.get(slot, 2)) for a in fill for mention in words for b in mention)
            for count in (result.count(name), result.count(slot)):
                count.tp += hit
                count.fn += not hit
            if not hit:
                result.miss(f"{slot} missed", where, " / ".join(sorted(fill)), ", ".join(m.text for m in found))
    every = [(a, LEAST.get(slot, 2)) for slot in slots for fill in key.fills.get(slot, ()) for a in fill]
    every += [(a, 2) for fill in key.optional for a in fill]
    for mention, forms in zip(found, words, strict=True):
        if not any(meet(a, b, least) for a, least in every for b in forms):
            result.count(name).fp += 1
            result.miss(f"{name} spurious", where, "", mention.text)


def distinct(mentions: Iterable[Mention]) -> Iterator[Mention]:
    """One mention of each entity, or of the same words."""
    seen: set[Any] = set()
    for mention in mentions:
        mark = mention.entity.id if mention.entity else mention.text.lower()
        if mark not in seen:
            seen.add(mark)
            yield mention


def names_of(mention: Mention, document: Document) -> Iterator[str]:
    """The words of a mention, and of what it refers back to."""
    if mention.form != "pronoun":
        yield mention.text
    if mention.antecedent:
        yield mention.antecedent.text(document.text)
    if mention.entity:
        yield mention.entity.name


def meet(a: str, b: str, least: int = 2) -> bool:
    """Whether two phrases have one head, or all words of one, so many at the least, stand in the other."""
    left, right = words_of(a), words_of(b)
    if not left or not right:
        return False
    fewer, more = sorted(({*left}, {*right}), key=len)
    return head_of(left) == head_of(right) or (len(fewer) >= least and fewer <= more)


def words_of(phrase: str) -> list[str]:
    """Words in small letters, plurals cut, without articles, marks and possessors."""
    plain = "".join(c if c.isalnum() else " " for c in POSSESSOR.sub(" ", phrase.lower()))
    return [word.removesuffix("s") for word in plain.split() if word not in ("the", "a", "an")]


def head_of(words: list[str]) -> str:
    """The last word before the first that begins what follows a head."""
    return words[next((k for k, word in enumerate(words) if k and word in LINKS), len(words)) - 1]
