"""The predicates that signal event types and relations, read from data/plover/*.yaml and data/relations.yaml."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from functools import cache, lru_cache
from pathlib import Path
from typing import Any

from dateline.errors import KnowledgeError
from dateline.lang import read_yaml
from dateline.models.pack import find_pack, load_card

DATA = Path(__file__).parent / "data"

TYPES = (
    "AGREE", "CONSULT", "SUPPORT", "CONCEDE", "COOPERATE", "AID", "RETREAT",
    "REQUEST", "ACCUSE", "REJECT", "THREATEN", "PROTEST", "SANCTION", "MOBILIZE", "COERCE", "ASSAULT",
)  # fmt: skip
"""PLOVER event types (manual draft 0.8), from verbal cooperation to material conflict."""

RELATIONS = (
    "leads", "member_of", "office_of", "part_of", "allied_with", "opposes", "fights_for", "supports", "seeks",
    "based_in", "also_known_as", "identified_as",
)  # fmt: skip

FORMS = {"verbs": "verb", "nouns": "noun", "adjectives": "adjective"}
VERB_ROLES = {"actor": ("subject",), "recipient": ("object",)}
NOUN_ROLES = {
    "actor": ("by", "poss", "modifier", "subject"),
    "recipient": ("against", "on", "with", "of", "to", "object"),
}
KEYS = frozenset(FORMS) | {
    "modes", "contexts", "actor", "recipient", "object", "subject", "not_object", "not_subject", "symmetric",
    "content", "status", "needs_object", "weak", "note",
}  # fmt: skip


@dataclass(frozen=True, slots=True)
class Entry:
    """One predicate sense. `words` are its lemmas, the trigger at index `at`; `prefix` is the lower-case text that
    must stand right before the trigger ("peace ", "cease-"); see data/README.md for the rest."""

    type: str
    pos: str
    words: tuple[str, ...]
    at: int
    prefix: str = ""
    modes: tuple[str, ...] = ()
    contexts: tuple[str, ...] = ()
    actor: tuple[str, ...] = ()
    recipient: tuple[str, ...] = ()
    object: frozenset[str] = frozenset()
    subject: frozenset[str] = frozenset()
    not_object: frozenset[str] = frozenset()
    not_subject: frozenset[str] = frozenset()
    symmetric: bool = False
    content: str | None = None
    status: str | None = None
    needs_object: bool = False
    weak: bool = False

    @property
    def trigger(self) -> str:
        return self.words[self.at]

    @property
    def conditions(self) -> int:
        """How much the entry demands: the more demanding of two senses that both hold is the likelier one."""
        return 2 * (len(self.words) - 1 + ("-" in self.prefix)) + bool(self.object) + bool(self.subject)


@dataclass(frozen=True, slots=True)
class EventType:
    """What one data file says of its type besides the predicates."""

    name: str
    quad: str
    definition: str
    modes: Mapping[str, str] = field(default_factory=dict)
    borders: tuple[str, ...] = ()
    examples: tuple[str, ...] = ()


class Lexicon:
    """Entries by part of speech and trigger lemma, the more demanding first."""

    def __init__(self, entries: list[Entry]) -> None:
        self.entries = tuple(entries)
        self._index: dict[tuple[str, str], list[Entry]] = {}
        for entry in entries:
            self._index.setdefault((entry.pos, entry.trigger), []).append(entry)
        for senses in self._index.values():
            senses.sort(key=lambda entry: -entry.conditions)

    def senses(self, pos: str, lemma: str) -> list[Entry]:
        """The entries whose trigger is this lemma; pos is verb, noun or adjective."""
        return self._index.get((pos, lemma), [])


@lru_cache(maxsize=1)
def load_events() -> Lexicon:
    """All event predicates."""
    return Lexicon([entry for name in TYPES for entry in read_entries(_type_data(name), name, f"{name}.yaml")])


@lru_cache(maxsize=1)
def load_relations() -> Lexicon:
    """All relation predicates."""
    data = load_data("relations")
    return Lexicon([e for name in RELATIONS for e in read_entries(data.get(name) or {}, name, "relations.yaml")])


@cache
def content_modes(type_: str) -> Mapping[str, str]:
    """Modes that a verbal act takes from the type of what it asks for, promises or refuses."""
    return _type_data(type_).get("content_modes") or {} if type_ in TYPES else {}


def event_types() -> dict[str, EventType]:
    """Definition, modes, borders and examples of every event type, in the order of TYPES; behind them the types that
    the trained pack in use was taught (docs/train.md), whose class may be ""."""
    return _event_types(find_pack())


@lru_cache(maxsize=4)
def _event_types(pack: Path | None) -> dict[str, EventType]:
    taught = load_card(pack).get("added", {}) if pack else {}
    return {name: _event_type(name) for name in TYPES} | {
        name: EventType(name, told.get("quad") or "", f"Taught to the trained pack with {told['rows']} rows.")
        for name, told in taught.items()
    }


@cache
def load_data(name: str) -> Any:
    """A data file of this room, data/`name`.yaml."""
    return read_yaml(DATA / f"{name}.yaml")


def _type_data(name: str) -> dict[str, Any]:
    data: dict[str, Any] = load_data(f"plover/{name}")
    return data


def _event_type(name: str) -> EventType:
    data = _type_data(name)
    return EventType(
        name, data["quad"], " ".join(str(data["definition"]).split()), data.get("modes") or {},
        tuple(data.get("borders") or ()), tuple(data.get("examples") or ()),
    )  # fmt: skip


def read_entries(data: Mapping[str, Any], type_: str, where: str) -> list[Entry]:
    """The entries of one type. Raises KnowledgeError at the first that cannot be used."""
    entries: list[Entry] = []
    for number, raw in enumerate(data.get("entries") or [], 1):
        unknown = sorted(set(raw) - KEYS)
        if unknown or not set(raw) & set(FORMS):
            what = f"unknown key {unknown[0]!r}" if unknown else "neither verbs nor nouns nor adjectives"
            raise KnowledgeError(what, where=f"{where}, entry {number}", cure="see ontology/data/README.md")
        for key, pos in FORMS.items():
            entries.extend(_entry(type_, pos, str(phrase), raw) for phrase in raw.get(key) or [])
    return entries


def _entry(type_: str, pos: str, phrase: str, raw: Mapping[str, Any]) -> Entry:
    words = phrase.lower().split()
    at = trigger_index(pos, tuple(words))
    prefix = "".join(f"{word} " for word in words[:at])
    if "-" in words[at][1:-1]:
        stem, _, last = words[at].rpartition("-")  # the tokeniser takes "cease-fire" for three words
        prefix, words[at] = f"{prefix}{stem}-", last
    roles = VERB_ROLES if pos == "verb" else NOUN_ROLES
    return Entry(
        type=type_, pos=pos, words=tuple(words), at=at, prefix=prefix,
        modes=_tuple(raw, "modes"), contexts=_tuple(raw, "contexts"),
        actor=_tuple(raw, "actor") or roles["actor"],
        recipient=_tuple(raw, "recipient") if "recipient" in raw else roles["recipient"],
        object=frozenset(_tuple(raw, "object")), subject=frozenset(_tuple(raw, "subject")),
        not_object=frozenset(_tuple(raw, "not_object")), not_subject=frozenset(_tuple(raw, "not_subject")),
        symmetric=bool(raw.get("symmetric")), content=raw.get("content"), status=raw.get("status"),
        needs_object=bool(raw.get("needs_object")), weak=bool(raw.get("weak")),
    )  # fmt: skip


PREPOSITIONS = frozenset(
    ("of", "to", "for", "in", "on", "at", "with", "against", "by", "from", "over", "into", "under", "between", "among",
     "toward", "towards", "as")
)  # fmt: skip


def trigger_index(pos: str, words: tuple[str, ...]) -> int:
    """A verb leads its phrase; a noun ends its compound, before any preposition ("state of emergency")."""
    if pos == "verb":
        return 0
    for k, word in enumerate(words[1:], 1):
        if word in PREPOSITIONS:
            return k - 1
    return len(words) - 1


def _tuple(raw: Mapping[str, Any], key: str) -> tuple[str, ...]:
    value = raw.get(key) or ()
    return (value,) if isinstance(value, str) else tuple(str(v) for v in value)
