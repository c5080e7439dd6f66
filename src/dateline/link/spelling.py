"""Names that are spellings of one name, and what tells their bearers apart: initials, "Jr.", country, company."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterator, Sequence
from itertools import combinations

from dateline import places
from dateline.link.compare import titled
from dateline.link.constraint import BY
from dateline.link.name import (
    body_key,
    body_parts,
    body_words,
    fold,
    has_two,
    is_acronym,
    is_cut,
    key,
    person_marks,
    words_of,
)
from dateline.types.judgement import Link
from dateline.types.reading import EntityUse

KINDS = ("person", "organisation", "group")
"""Kinds that are compared; countries and places have their ids from lists."""
START = re.compile(r"^(?:(?:the|al|el|an|ash|ar|ad|as)[\s-])+", re.IGNORECASE)
"""Articles, which are often written small before a name."""
LONG = 3
"""Words of a body's name, from which it needs no country."""
MOST = 50
"""Entities under one key that are compared: beyond it the key says nothing."""


def is_full(use: EntityUse) -> bool:
    """A name that tells somebody apart, and no common noun, which reports write small: for persons two names, none of
    them an office."""
    small = sum(count for form, count in use.forms if START.sub("", form)[:1].islower())
    if 2 * small >= max(mentions(use), 1):
        return False
    if use.kind == "person":
        return has_two(use.name) and not titled(f"person:{'-'.join(words_of(use.name))}")
    return not is_cut(use.name) and (use.kind == "group" or len(use.name) > 3 or is_acronym(use.name))


def spelled_alike(known: dict[str, EntityUse]) -> Iterator[Link]:
    """Entities of one kind whose full names are spellings of one name; each with the first of those used most."""
    blocks: dict[tuple[str, str], list[str]] = defaultdict(list)
    for name, use in known.items():
        if use.kind in KINDS and is_full(use):
            blocks[use.kind, spelling(use)].append(name)
    for block in blocks.values():
        seen: list[str] = []
        strict = contrary([marks(known[name]) for name in block])
        for right in sorted(block, key=lambda name: (-mentions(known[name]), name)):
            fitting = (name for name in seen[:MOST] if may_be_one(known[name], known[right], strict))
            if (left := next(fitting, None)) is not None:
                yield spelled(known[min(left, right)], known[max(left, right)])
            seen.append(right)


def spelled(a: EntityUse, b: EntityUse) -> Link:
    same = fold(a.name) == fold(b.name)
    why = "the same name" if same else f"spellings of one name: {a.name}, {b.name}"
    return Link(a.id, b.id, round((0.9 if same else 0.8) + 0.09 * (a.country == b.country is not None), 3), why, BY)


def spelling(use: EntityUse) -> str:
    """The key of a name. A body's own country before a long name says nothing more: "U.S. Securities and ..."."""
    if use.kind == "person":
        return key(use.name)
    first, _, rest = use.name.partition(" ")
    own = use.kind == "organisation" and use.country is not None and nation(first) == use.country
    return body_key(rest if own and not is_cut(rest) and len(body_parts(rest)) >= LONG else use.name)


def nation(word: str) -> str | None:
    """The country that a word names or belongs to."""
    country = places.country(word)
    return country.code if country else places.nationality(word)


def mentions(use: EntityUse) -> int:
    return sum(count for _, count in use.forms)


def marks(use: EntityUse) -> tuple[str, ...]:
    """What can tell bearers of one name apart: initials and "Jr.", for a body the kind of company."""
    return person_marks(use.name) if use.kind == "person" else (body_words(use.name)[1],)


def contrary(written: Sequence[tuple[str, ...]]) -> list[bool]:
    """For each mark whether several are written with one name, so that it has several bearers."""
    columns = (set(column) for column in zip(*written, strict=True))
    return [
        any(not (a.startswith(b) or b.startswith(a)) for a, b in combinations(sorted(column), 2)) for column in columns
    ]


def may_be_one(a: EntityUse, b: EntityUse, strict: Sequence[bool]) -> bool:
    """Whether nothing tells the bearers of one name apart: their countries; a mark, where the block has several; for
    bodies also a country that one has not, unless the name alone says which body it is."""
    if any(must and x != y for must, x, y in zip(strict, marks(a), marks(b), strict=True)):
        return False
    if a.country and b.country and a.country != b.country:
        return False
    if a.kind == "person":
        return True
    if marks(a) != marks(b) and len(body_parts(a.name)) == 1:
        return False  # "Sears" need not be Sears Plc
    return a.country == b.country or is_distinct(a.name)


def is_distinct(name: str) -> bool:
    """Whether a body's name says which it is without its country: "Interior Ministry" does not."""
    words = re.findall(r"[^\s-]+", name)
    return is_acronym(name) or len(body_parts(name)) >= LONG or any(map(nation, words))


def written_out(known: dict[str, EntityUse]) -> Iterator[Link]:
    """Persons whose middle name is an initial in one report: John F. Harrani and the one John Farid Harrani."""
    short: dict[tuple[str, str, str], list[str]] = defaultdict(list)
    long: dict[tuple[str, str, str], dict[str, list[str]]] = defaultdict(lambda: defaultdict(list))
    for name, use in known.items():
        if use.kind != "person" or not is_full(use):
            continue
        first, *middle, last = key(use.name).split()
        if middle and not marks(use)[0]:
            long[first, last, "".join(word[0] for word in middle)][key(use.name)].append(name)
        elif letters := marks(use)[0]:
            short[first, last, letters].append(name)
    for at, names in short.items():
        if len(long[at]) == 1:
            ((found, *_),) = long[at].values()
            for name in names:
                a, b = known[min(name, found)], known[max(name, found)]
                yield Link(a.id, b.id, 0.75, f"one middle name, written out in one report: {a.name}, {b.name}", BY)
