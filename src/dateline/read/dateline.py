"""The opening of an agency story: "KAZAN, June 6 (Agency) -" -> place, date and agency.

An ordinary sentence must not lose its first words, so a place in small letters counts only beside an agency or
a date, or when the gazetteer knows it.
"""

from __future__ import annotations

import re
from functools import cache

from dateline.lang import load
from dateline.places.country import country
from dateline.places.gazetteer import lookup
from dateline.read.published import worded
from dateline.types import Dateline, Span

LONGEST = 140
"""Code points in which a dateline must have come to its end."""
GAP = r"[ \t\u00a0\u202f]"
CAPITALS = r"[^\W\d_a-z](?:[^\W\d_a-zß-öø-ÿ]|[.'’\-])+"
CAPITAL_PLACE = rf"{CAPITALS}(?:{GAP}{CAPITALS}){{0,4}}(?:/{CAPITALS}(?:{GAP}{CAPITALS}){{0,2}}){{0,3}}"
WORD = r"[^\W\d_a-zß-öø-ÿ][^\W\d_]+(?:['’\-][^\W\d_]+)*\.?"
SMALL_PLACE = rf"(?:{WORD}|[A-Z]{{2}})(?:(?:{GAP}|/)(?:{WORD}|(?:of|de|el|al|la)(?={GAP}))){{0,3}}"
REGION = rf"(?:,{GAP}*(?:{SMALL_PLACE}|(?:[A-Z]\.){{2,3}}|{CAPITAL_PLACE}))"
AGENCY = r"\((?P<agency>[^()\n]{2,45})\)|[/](?P<slashed>[^/()\n]{2,30})[/]"
CLOSE = rf"{GAP}*(?P<close>-{{1,3}}|–|—|―|:|\.)?"
WEEKDAY = rf"(?:(?:Mon|Tues|Wednes|Thurs|Fri|Satur|Sun)day,?{GAP}+)?"


@cache
def pattern() -> re.Pattern[str]:
    when = worded().pattern
    return re.compile(
        rf"(?:{GAP}*)(?P<place>(?P<capital>{CAPITAL_PLACE})(?![^\W_]){REGION}{{0,2}}?|{SMALL_PLACE}(?![^\W_]){REGION}{{0,2}}?)?"
        rf"(?:(?P<comma>[,.]|{GAP}[-–—])?{GAP}*(?P<date>(?i:{WEEKDAY}(?:{when}))(?:,?{GAP}['’]?\d\d(?!\d))?))?"
        rf"(?:{GAP}*,?{GAP}*(?:{AGENCY}))?(?:{CLOSE})(?P<after>{GAP}+|$|(?=[\"“‘'A-Z]))"
    )


def find_dateline(text: str, start: int, end: int) -> Dateline | None:
    """The dateline at text[start:], ended by `end` at the latest; its span runs up to the first word of the story."""
    piece = text[start : min(end, start + LONGEST)]
    hit = pattern().match(piece)
    if not hit or not hit.end() or not is_dateline(hit, piece):
        return None
    agency = "agency" if hit["agency"] else "slashed"
    return Dateline(Span(start, start + hit.end()), *(part(hit, name, start) for name in ("place", "date", agency)))


def part(hit: re.Match[str], name: str, start: int) -> Span | None:
    if not hit[name]:
        return None
    stop = name == "place" and hit[name].endswith(".") and "." not in hit[name][:-1]  # "MOSCOW. June 6 (Interfax) -"
    return Span(start + hit.start(name), start + hit.end(name) - stop)


def is_dateline(hit: re.Match[str], piece: str) -> bool:
    place, agency, close = hit["place"] or "", hit["agency"] or hit["slashed"] or "", hit["close"] or ""
    if place and first_word(place) in words("labels"):
        return False
    signed, dated, dashed = bool(agency), bool(hit["date"]), close not in ("", ":", ".")
    whole = hit.end() == len(piece)
    if agency and not reads_as_agency(agency):
        return False
    if not place:
        return signed and not dated and (dashed or (is_agency(agency) and not close))
    if dated and not signed and not close:
        return whole and is_place(place)
    if close == ".":
        return bool(hit["slashed"])
    if not close and not dated and not (signed and is_agency(agency)):
        return False
    if hit["capital"]:
        return (signed or dated or ("," in place and dashed) or is_place(place)) and (bool(close) or signed)
    return small_letters(place, agency, dashed, close, dated)


def small_letters(place: str, agency: str, dashed: bool, close: str, dated: bool) -> bool:
    """Whether "Beirut, Lebanon —" or "Nairobi (AFP) -" opens the story, and not a sentence or a headline."""
    if agency:
        return (is_agency(agency) or is_place(place)) if close else (is_agency(agency) and is_place(place))
    if close == ":":
        return is_place(place) and country(place) is None and "," not in place
    return dashed and is_place(place) and (dated or country(place) is None)


def reads_as_agency(words_: str) -> bool:
    """A short name: "Sahel Wire" and "AP" do, "which borders Kenya" and "2013" do not."""
    parts = words_.split()
    return is_agency(words_) or (
        len(parts) <= 5
        and parts != []
        and all(part_[0].isupper() or part_ in ("of", "and", "&", "the") for part_ in parts)
    )


def is_agency(name: str) -> bool:
    return any(part_.strip().lower() in words("agencies") for part_ in [name, *re.split(r"[/,]", name)])


def is_place(name: str) -> bool:
    """Whether the gazetteer or the list of countries knows the first of the places named."""
    first = re.split(r"[,/]", name)[0].strip()
    first = first.title() if first.isupper() and len(first) > 3 else first
    return bool(lookup(first)) or country(first) is not None


def first_word(place: str) -> str:
    return re.split(r"[\s,/.]", place, maxsplit=1)[0].lower()


@cache
def words(name: str) -> frozenset[str]:
    return frozenset(load("en", "report")[name])
