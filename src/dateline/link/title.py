"""Words that name an office: "the French president", "Ukraine's former defence minister", "president of Chad"."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache
from pathlib import Path
from typing import Any

from dateline import places
from dateline.lang import read_yaml
from dateline.places.country import load_countries
from dateline.types.office import Office

WORD = re.compile(r"[^\s,;:()\"“”—–]+")
LONGEST = 8
"""Words before a name in which its title is looked for."""
ARTICLES = frozenset({"the", "a", "an"})


@cache
def known() -> dict[str, Any]:
    """The lists of data/office.yaml; titles by each of their spellings."""
    data = read_yaml(Path(__file__).parent / "data" / "office.yaml")
    spelt = {way: title for title, ways in data["titles"].items() for way in (title, *ways)}
    return {**{part: frozenset(data[part]) for part in ("past", "passing", "other")}, "titles": spelt}


def read_title(words: str) -> tuple[Office, bool] | None:
    """The office of a state that the words name and nothing else, and whether they say that it was left."""
    found = plain(words.split())
    if found is None:
        return None
    parts, past = found
    for k in range(1, len(parts)):
        if parts[k] == "of":
            office = of_state(" ".join(parts[k + 1 :]), parts[:k])
        else:
            office = of_state(" ".join(parts[:k]), parts[k:])
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


def of_state(body: str, title: list[str]) -> Office | None:
    spelt = known()["titles"].get(" ".join(title).lower().replace("-", " ").rstrip("."))
    if spelt is None:
        return None
    country = places.country(body)
    code = country.code if country else places.nationality(body)
    named = places.country_of(code) if code else None
    return Office(named.code, named.name, spelt) if named and named.code else None


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
    title's."""
    row = load_countries()["countries"][office.body]
    ways = [way for way, title in known()["titles"].items() if title == office.title]
    for name in dict.fromkeys((row["name"], *row.get("aliases", ()), *row.get("adjectives", ()))):
        for way in ways:
            yield f"{name} {way}"
