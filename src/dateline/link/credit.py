"""Which news agency a text is credited to: in its dateline, its byline or its foot.

A report that an agency contributed to counts with that agency: voices are rather too few than too many. The credit
of a picture is not that of the text. An agency that no list knows is known by its place in a dateline.
"""

from __future__ import annotations

import re
from functools import cache
from typing import NamedTuple

from dateline.lang import load

CREDIT = 400
"""Code points at the head, and at the foot, in which a credit is looked for."""
UNNAMED = "unnamed agencies"
"""Whom a text is credited to that says "with agencies"."""


class Credits(NamedTuple):
    """Patterns of credits, the one name of each form, the endings that only one agency's reports have, the words for
    agencies that are not named, and the words of a picture's credit."""

    named: re.Pattern[str]
    names: dict[str, str]
    signed: tuple[tuple[str, re.Pattern[str]], ...]
    unnamed: re.Pattern[str]
    picture: re.Pattern[str]


@cache
def credits() -> Credits:
    data = load("en", "agency")
    names = {form.casefold(): name for name, forms in data["agencies"].items() for form in [name, *forms]}
    one = "|".join(re.escape(form) for form in sorted(names, key=lambda form: (-len(form), form)))
    more = rf"(?:\s*(?:[,/&]|and)\s*(?:{one}))*"
    lead, gave = "|".join(data["lead"]), "|".join(data["contributed"])
    ways = (
        rf"[(\[]\s*(?P<bracket>{one}){more}\s*[)\]]",
        rf"/\s*(?P<slash>{one})\s*/",
        rf"(?:^|[\n.|])\s*(?:{lead})\s*(?:(?:19|20)\d\d,?\s*)?(?:the\s+)?(?P<lead>{one})\s*(?=$|[\n.,;|)])",
        rf"(?:^|\n)\s*(?P<line>{one})(?:\s*[-,/&]\s*(?:{one}))*\s*(?=$|\n|\|)",
        rf"\b(?P<gave>{one}){more}\s+(?:{gave})\b",
        rf"\bwith (?:inputs?|reports?|files|material|additional reporting) from (?:the )?(?P<input>{one})\b",
    )
    return Credits(
        re.compile("|".join(ways), re.I),
        names,
        tuple((name, re.compile(pattern, re.I)) for name, pattern in sorted(data["signed"].items())),
        re.compile("|".join(data["unnamed"]), re.I),
        re.compile(rf"\b(?:{'|'.join(data['picture'])})\b|©", re.I),
    )


def agency_of(text: str, opened: str | None = None) -> str | None:
    """The agency that the head or the foot of a text is credited to, else the one that its dateline `opened` with;
    `UNNAMED` where it only says that there is one."""
    pieces = (text[:CREDIT], text[max(CREDIT, len(text) - CREDIT) :])
    for find in (named, signed):
        for piece in pieces:
            if found := find(piece):
                return found
    return opened or next(filter(None, map(unnamed, pieces)), None)


def named(piece: str) -> str | None:
    known = credits()
    for hit in known.named.finditer(piece):
        pictured = hit["bracket"] or hit["slash"] or hit["line"]
        if not (pictured and known.picture.search(around(piece, hit))):
            form = next(words for words in hit.groups() if words)
            return known.names[form.casefold()]
    return None


def around(piece: str, hit: re.Match[str]) -> str:
    """The words of the line that a credit stands in, those near it."""
    start, end = hit.start() + len(hit[0]) - len(hit[0].lstrip()), hit.end()
    before, after = piece[max(0, start - 40) : start], piece[end : end + 20]
    return f"{before.rpartition(chr(10))[2]} {after.partition(chr(10))[0]}"


def signed(piece: str) -> str | None:
    return next((name for name, pattern in credits().signed if pattern.search(piece)), None)


def unnamed(piece: str) -> str | None:
    return UNNAMED if credits().unnamed.search(piece) else None


def agency_named(source: str | None) -> str | None:
    """The agency that an outlet is: "Reuters" writes for itself."""
    return credits().names.get((source or "").strip().casefold())
