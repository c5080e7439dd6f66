"""Role codes: of descriptions by their words, of organisations by their names, and of well-known ones by list."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from functools import lru_cache

from dateline.lang import read_yaml
from dateline.ontology.lexicon import DATA
from dateline.places.spelling import normalise

LONGEST = 3
"""Words in the longest role noun ("ministry of ..." is one word and an "of" phrase)."""
STATE = frozenset({"GOV", "MIL", "COP", "JUD", "LEG", "SPY"})
"""Sectors of the state: their former holders are ELI, and an unnamed country may be the report's own."""


@dataclass(frozen=True, slots=True)
class Actor:
    """A well-known organisation; `country` is alpha-3 or None."""

    name: str
    country: str | None
    roles: tuple[str, ...]

    @property
    def id(self) -> str:
        return f"org:{normalise(self.name).replace(' ', '-')}"


@dataclass(frozen=True, slots=True)
class Roles:
    """The tables of roles.yaml: role noun -> code, holder noun -> code when nothing else says it, modifier -> code,
    (code, pattern) of names in order, the words for former holders, and holders who act for a country's government."""

    nouns: dict[str, str]
    holders: dict[str, str]
    modifiers: dict[str, str]
    keywords: tuple[tuple[str, re.Pattern[str]], ...]
    former: frozenset[str]
    of_country: frozenset[str]


@lru_cache(maxsize=1)
def load_roles() -> Roles:
    data = read_yaml(DATA / "roles.yaml")
    keywords = tuple(
        (code, re.compile(rf"(?<!\w)(?:{'|'.join(re.escape(word) for word in words)})(?!\w)"))
        for code, words in data["keywords"]
    )
    return Roles(
        {noun: code for code, nouns in data["nouns"].items() for noun in nouns}, data["holders"],
        {word: code for code, words in data["modifiers"].items() for word in words}, keywords,
        frozenset(data["former"]), frozenset(data["of_country"]),
    )  # fmt: skip


@lru_cache(maxsize=1)
def _actors() -> tuple[dict[str, Actor], dict[str, Actor]]:
    """Actors by normalised name, and by abbreviation as it is written."""
    names: dict[str, Actor] = {}
    short: dict[str, Actor] = {}
    for section in read_yaml(DATA / "actors.yaml"):
        for name, (country, *aliases) in section["actors"].items():
            actor = Actor(name, None if country == "-" else country, tuple(section["roles"]))
            for alias in (name, *aliases):
                if is_short(alias):
                    short[alias.replace(".", "")] = actor
                else:
                    names[normalise(alias).removeprefix("the ")] = actor
    return names, short


def is_short(name: str) -> bool:
    """Up to five letters, most of them capitals: read only as written, since "IS" and "WHO" are words as well."""
    letters = name.replace(".", "")
    return len(letters) <= 5 and " " not in name and sum(c.isupper() for c in letters) * 2 > len(letters)


@lru_cache(maxsize=4096)
def known_actor(name: str) -> Actor | None:
    """The well-known organisation or group of this name, alias or abbreviation."""
    names, short = _actors()
    name = name[4:] if name[:4].lower() == "the " else name
    for ending in ("'s", "’s", "'", "’"):
        name = name.removesuffix(ending)
    return short.get(name.replace(".", "")) or (None if name.islower() else names.get(normalise(name)))


@lru_cache(maxsize=4096)
def roles_of_name(name: str) -> tuple[str, ...]:
    """Codes that the words of an organisation's name give ("Ministry", "Court", "Liberation Front")."""
    return next(((code,) for code, pattern in load_roles().keywords if pattern.search(name)), ())


def roles_of(before: Sequence[str], head: str, after: Sequence[str] = ()) -> tuple[str, ...]:
    """Codes of a description, most specific first: lemmas before its head noun, the head noun's, and those of
    an "of" phrase after it. ("army",) "spokesman" gives MIL; () "head" ("security", "service") gives SPY."""
    table = load_roles()
    words = [word for word in before if word != "-"]
    used, code, weak = head_code([*words, head])
    rest = words[: len(words) + 1 - used]
    found = [*([] if weak or not code else [code]), *modifier_codes(rest, with_nouns=weak)]
    if weak:
        found += noun_codes(after)
        found = found or ([code] if code else [])
    codes = tidy(found)
    if codes and codes[0] in STATE and ((rest[:1] and rest[0] in table.former) or head in table.former):
        return ("ELI", *codes)
    return codes


def head_code(words: Sequence[str]) -> tuple[int, str, bool]:
    """(words used, code, whether it holds only when nothing else gives one) of the noun that ends the words."""
    table = load_roles()
    for size in range(min(LONGEST, len(words)), 1, -1):
        if code := table.nouns.get(" ".join(words[-size:])):
            return size, code, False
    head = words[-1]
    if head in table.holders:
        return 1, table.holders[head], True
    return 1, table.nouns.get(head, ""), False


def modifier_codes(words: Sequence[str], *, with_nouns: bool) -> list[str]:
    """Codes of the words before a head; `with_nouns` reads role nouns among them too ("police spokesman")."""
    table = load_roles()
    found = [table.modifiers.get(word) for word in words]
    codes = [code for code in found if code and (with_nouns or code not in ("GOV", "BUS", "CVL", "MIL"))]
    return [*noun_codes(words), *codes] if with_nouns else codes


def noun_codes(words: Sequence[str]) -> list[str]:
    """Codes of the role nouns in a run of words, longest first at each place."""
    table = load_roles()
    codes: list[str] = []
    k = 0
    while k < len(words):
        for size in range(min(LONGEST, len(words) - k), 0, -1):
            phrase = " ".join(words[k : k + size])
            code = table.nouns.get(phrase) or (table.modifiers.get(phrase) if size == 1 else None)
            if code:
                codes.append(code)
                k += size - 1
                break
        k += 1
    return codes


def tidy(codes: Iterable[str]) -> tuple[str, ...]:
    """Each code once; GOV gives way to a narrower sector of the state, CVL and UAF to any other."""
    kept = list(dict.fromkeys(codes))
    if any(code in STATE for code in kept if code != "GOV"):
        kept = [code for code in kept if code != "GOV"]
    for vague in ("UAF", "CVL"):
        if len(kept) > 1 and vague in kept and (kept[0] != vague or "REB" in kept):
            kept.remove(vague)
    return tuple(kept)
