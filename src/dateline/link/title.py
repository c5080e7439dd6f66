"""Words that name an office: "the French president", "Ukraine's former defence minister", "head of NATO"."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache
from pathlib import Path
from typing import Any

from dateline import places
from dateline.lang import read_yaml
from dateline.ontology.role import known_actor
from dateline.places.country import load_countries
from dateline.types.mention import Entity
from dateline.types.office import Office

WORD = re.compile(r"[^\s,;:()\"“”—–]+")
LONGEST = 8
"""Words before a name in which its title is looked for."""
ARTICLES = frozenset({"the", "a", "an"})


@cache
def known() -> dict[str, Any]:
    """The lists of data/office.yaml; titles and heads by each of their spellings."""
    data = read_yaml(Path(__file__).parent / "data" / "office.yaml")
    spelt = {
        part: {way: title for title, ways in data[part].items() for way in (title, *ways)}
        for part in ("titles", "heads")
    }
    return {**{part: frozenset(data[part]) for part in ("past", "passing", "other")}, **spelt}


def read_title(words: str) -> tuple[Office, bool] | None:
    """The office of a state or a well-known body that the words name and nothing else, and whether they say that it
    was left."""
    found = plain(words.split())
    if found is None:
        return None
    parts, past = found
    for k in range(1, len(parts)):
        if parts[k] == "of":
            office = office_of(" ".join(parts[k + 1 :]), parts[:k])
        else:
            office = office_of(" ".join(parts[:k]), parts[k:])
        if office:
            return office, past
    return None


def plain(words: list[str]) -> tuple[list[str], bool] | None:
    """The words without article and without what says how the office is held; None where they speak of another."""
    parts = [part for word in words for part in apart(word)]
    small = {part.lower() for part in parts}
    if parts[-1:] == ["elect"] or (small & known()["other"] and not is_listed(parts)):
        return None
    dropped = known()["past"] | known()["passing"] | ARTICLES
    return [part for part in parts if part.lower() not in dropped], bool(small & known()["past"])


def is_listed(parts: list[str]) -> bool:
    """Whether "vice" or "deputy" is a part of an office that is listed with it."""
    words = " ".join(parts).lower()
    return any(re.search(rf"\b{way}\b", words) for way in known()["titles"] if way.split()[0] in known()["other"])


def apart(word: str) -> list[str]:
    """ "ex-president" is two words, as is "vice-president"; "Franco-German" stays one."""
    first, hyphen, rest = word.partition("-")
    parted = hyphen and (first.lower() in known()["past"] | known()["other"] or rest.lower() in known()["other"])
    return [first, rest] if parted else [word]


def office_of(body: str, title: list[str]) -> Office | None:
    country = places.country(body)
    code = country.code if country else places.nationality(body)
    named = places.country_of(code) if code else None
    if named and named.code:
        spelt = spelt_as("titles", title)
        return Office(named.code, named.name, spelt) if spelt else None
    actor, spelt = known_actor(body), spelt_as("heads", title)
    return Office(actor.id, actor.name, spelt) if actor and spelt else None


def read_head(body: Entity, words: str) -> tuple[Office, bool] | None:
    """The headship of a body that a report names so, and whether the words say that it was left."""
    found = plain(words.split())
    spelt = spelt_as("heads", found[0]) if found else None
    return (Office(body.id, body.name, spelt), found[1]) if found and spelt else None


def spelt_as(part: str, title: list[str]) -> str | None:
    """A title as the list of its part spells it."""
    found: str | None = known()[part].get(" ".join(title).lower().replace("-", " ").rstrip("."))
    return found


def title_before(text: str, start: int, least: int) -> tuple[Office, bool] | None:
    """The office in the words that stand right before `start`, not reaching before `least`; the longest one."""
    words = words_before(text, start, least)
    for k in range(len(words)):
        if found := read_title(" ".join(words[k:])):
            return None if k and words[k - 1].lower() in known()["other"] else found
    return None


def words_before(text: str, start: int, least: int) -> list[str]:
    """Words with nothing but spaces between them and `start`, in their order."""
    found: list[str] = []
    end = start
    for match in reversed(list(WORD.finditer(text, max(least, start - 100), start))):
        if text[match.end() : end].strip() or len(found) == LONGEST:
            break
        found.append(match.group())
        end = match.start()
    return found[::-1]


def spellings(office: Office) -> Iterator[str]:
    """What a sentence that names the office of a state has in it: each spelling of the country with each of the
    title's. Nothing for a body: whoever heads one is told by a relation."""
    if office.country is None:
        return
    row = load_countries()["countries"][office.country]
    ways = [way for way, title in known()["titles"].items() if title == office.title]
    for name in dict.fromkeys((row["name"], *row.get("aliases", ()), *row.get("adjectives", ()))):
        for way in ways:
            yield f"{name} {way}"
