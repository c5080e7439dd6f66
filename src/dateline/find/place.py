"""Places: each place-like mention resolved to a country, a region or a row of the gazetteer, or left open.

One name means one place throughout a report. Names with something in apposition ("Kazan, Russia"; "the Syrian
town of Azaz") and names that size alone decides are settled first; the others are then chosen among by the
countries spoken of and by their distance to the places settled.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from functools import lru_cache

from dateline import places
from dateline.find.casing import cased, recased
from dateline.ontology.role import known_actor
from dateline.places import Candidate, Context
from dateline.types import Document, Entity, Place, Span, Syntax, Token

NAMES = frozenset({"GPE", "LOC", "FAC"})
LINKS = frozenset({"in", "of", "near"})
LONGEST_COUNTRY = 5
"""Words in the longest country name looked for ("Democratic Republic of the Congo" has five)."""


@dataclass(slots=True)
class Named:
    """All occurrences of one name, and what stands beside any of them."""

    name: str
    spans: list[Span] = field(default_factory=list)
    words: str = ""
    within: list[str | int] = field(default_factory=list)
    beside: list[str | int] = field(default_factory=list)
    wanted: str | None = None
    chosen: Candidate | None = None


class PlaceStage:
    """A Place for each mention of kind place or country and for the dateline's place, in text order."""

    name = "place"
    version = "1"
    needs = ("syntax", "mentions")
    gives = "places"

    def __call__(self, document: Document) -> tuple[Place, ...]:
        assert document.syntax is not None
        spans = sorted({*place_spans(document)})
        named = group(spans, document)
        countries = count_countries(cased(document) or document.syntax, recased(document))
        settle(named, countries, home_of(document))
        known = {name.name: name for name in named}
        return tuple(place_of(span, document.text, known, countries) for span in spans)


def place_spans(document: Document) -> Iterable[Span]:
    """Where the places stand: place-like mentions, or the parser's names when no stage has found mentions."""
    if document.dateline is not None and document.dateline.place is not None:
        yield document.dateline.place
    for mention in document.mentions:
        if mention.kind in ("place", "country") and mention.form == "name":
            yield mention.span
    if not document.mentions and document.syntax is not None:
        for name in document.syntax.names:
            if name.label in NAMES:
                yield document.syntax.span(name.first, name.last)


def key_of(text: str) -> str:
    named = places.take_apart(text)
    whole = places.normalise(text.partition(",")[0]).removeprefix("the ")
    # "Kansas City" is not Kansas, though "Kazan city" is Kazan.
    return whole if named.wanted == "city" and whole.endswith(" city") else places.normalise(named.name)


def group(spans: Sequence[Span], document: Document) -> list[Named]:
    """The names that are no countries or regions, each with the spans and hints of all its occurrences."""
    assert document.syntax is not None
    found: dict[str, Named] = {}
    for span in spans:
        text = span.text(document.text)
        if (fixed(text) and not is_also_area(text)) or is_actor(text):
            continue
        named = found.setdefault(key_of(text), Named(key_of(text), words=shown(text)))
        named.spans.append(span)
        add_hints(named, span, document.syntax, document.text)
    return list(found.values())


def fixed(text: str) -> bool:
    """Whether the words name a country, a nationality or a region, which need no choosing."""
    return bool(places.country(text) or places.region(text) or places.nationality(text))


def is_actor(text: str) -> bool:
    """Whether the parser took a well-known group for a place ("Hamas"); a large city of the name stays a place."""
    if known_actor(text) is None:
        return False
    rows = places.lookup(text)
    return not rows or not rows[0].main


def is_also_area(text: str) -> bool:
    """A country's name that a province of another country bears as well (Georgia)."""
    country = places.country(text)
    if country is None:
        return False
    return any(
        c.precision == "province" and c.main and c.country != country.code and c.population > 1_000_000
        for c in places.lookup(text)
    )


def shown(text: str) -> str:
    """The name as it is looked up: "KAZAN" in capitals is a name like another, "EU" an abbreviation."""
    return text.title() if text.isupper() and len(text) > 3 else text


def add_hints(named: Named, span: Span, syntax: Syntax, text: str) -> None:
    """Countries and provinces in apposition to a name, and the precision that a word beside it asks for."""
    words = places.take_apart(span.text(text))
    named.wanted = named.wanted or words.wanted
    for part in words.within:
        named.within += containers(part, after_comma=True)
    inside = syntax.within(span)
    if len(inside):
        after, loose, after_wanted = hints_after(inside[-1], syntax)
        before, before_wanted = hints_before(inside[0], syntax)
        (named.beside if loose else named.within).extend(after)
        named.within += before
        named.wanted = named.wanted or after_wanted or before_wanted


def hints_after(last: int, syntax: Syntax) -> tuple[list[str | int], bool, str | None]:
    """What ", Russia", ", Calif.", "in southern Turkey" or "province" after token `last` says: containers, whether
    they are loose (after a comma), and a precision."""
    tokens = syntax.tokens
    rest = [token for token in tokens[last + 1 : last + 8] if token.sentence == tokens[last].sentence]
    wanted = places.kind_word(rest[0].text) if rest else None
    rest = rest[1:] if wanted else rest
    if not rest or rest[0].lower not in (",", "in", "of"):
        return [], False, wanted
    comma = rest[0].text == ","
    rest = rest[1:]
    if rest and comma and rest[0].lower == "in":
        comma, rest = False, rest[1:]
    while len(rest) > 1 and rest[0].pos in ("ADJ", "DET") and rest[0].text.islower():
        rest = rest[1:]
    for size in (3, 2, 1):
        if len(rest) >= size and (found := containers(joined(rest[:size]), after_comma=comma)):
            return found, comma, wanted
    return [], False, wanted


def hints_before(first: int, syntax: Syntax) -> tuple[list[str | int], str | None]:
    """From "the central Russian city of" or "Syria's" before token `first`: words of one noun phrase only."""
    tokens = syntax.tokens
    within: list[str | int] = []
    wanted = None
    for k in range(first - 1, max(first - 8, -1), -1):
        token = tokens[k]
        if token.sentence != tokens[first].sentence or token.pos in ("VERB", "AUX", "PUNCT", "CCONJ", "SCONJ"):
            break
        if token.pos == "ADP" and token.lower != "of":
            break
        wanted = wanted or places.kind_word(token.text)
        code = places.nationality(token.text) if token.pos in ("ADJ", "PROPN", "NOUN") else None
        if not code and k + 1 < first and tokens[k + 1].tag == "POS" and (country := places.country(token.text)):
            code = country.code
        if code:
            within.append(code)
            break
    return within, wanted


def joined(tokens: Sequence[Token]) -> str:
    return " ".join(token.text for token in tokens)


def containers(text: str, *, after_comma: bool = False) -> list[str | int]:
    """Alpha-3 code of a country, or GeoNames numbers of the provinces of that name; empty for other words."""
    if not text[:1].isupper():
        return []
    if after_comma and (short := places.expand(text)):
        return [c.number for c in places.lookup(short[0]) if c.precision == "province" and c.country == short[1]]
    found: list[str | int] = [
        c.number for c in places.lookup(text) if c.precision == "province" and c.admin1 == c.number
    ]
    country = places.country(text)
    region = places.region(text)
    code = country.code if country else region.country if region else None
    return [code, *found] if code else found


def count_countries(syntax: Syntax, text: str) -> Counter[str]:
    """Mentions of each country by name, nationality or palace, whatever the parser's name finder thinks."""
    counts: Counter[str] = Counter()
    k, tokens = 0, syntax.tokens
    while k < len(tokens):
        step = 1
        if tokens[k].text[:1].isupper() and tokens[k].name != "PERSON":
            for size in range(min(LONGEST_COUNTRY, len(tokens) - k), 0, -1):
                code = code_of(text[tokens[k].start : tokens[k + size - 1].end])
                if code:
                    counts[code] += 1
                    step = size
                    break
        k += step
    return counts


@lru_cache(maxsize=20_000)
def code_of(words: str) -> str | None:
    if len(words) > 50:
        return None
    country = places.country(words)
    return country.code if country else places.nationality(words)


def home_of(document: Document) -> str | None:
    """The country of the dateline's place, where size or words beside it decide it."""
    if document.dateline is None or document.dateline.place is None:
        return None
    text = document.dateline.place.text(document.text)
    country = places.country(text)
    if country:
        return country.code
    named = places.take_apart(text.title() if text.isupper() else text)
    within = tuple(code for part in named.within for code in containers(part, after_comma=True))
    chosen = places.choose(named.name, places.lookup(named.name), Context(within=within))
    return chosen.country if chosen else None


def settle(named: Sequence[Named], countries: Counter[str], home: str | None) -> None:
    """Choose for every name: first on its own hints and size, then beside the places settled so."""
    rows = {name.name: places.lookup(name.words) for name in named}
    for name in named:
        context = Context(countries, tuple(name.within), tuple(name.beside), (), home, name.wanted)
        name.chosen = places.choose(name.words, rows[name.name], context)
    weight = countries + Counter(name.chosen.country for name in named if name.chosen is not None)
    first = {name.name: name.chosen for name in named}
    for name in named:
        near = tuple(
            (c.latitude, c.longitude)
            for other, c in first.items()
            if c is not None and other != name.name and c.latitude is not None and c.longitude is not None
        )
        context = Context(weight, tuple(name.within), tuple(name.beside), near, home, name.wanted)
        name.chosen = places.choose(name.words, rows[name.name], context)
    for code, count in weight.items():
        countries[code] = count


def place_of(span: Span, text: str, known: dict[str, Named], countries: Counter[str]) -> Place:
    """The Place of one occurrence; unresolved values are None."""
    words = span.text(text)
    country = places.country(words)
    named = known.get(key_of(words))
    chosen = named.chosen if named else None
    if country and named and chosen and prefers_area(chosen, country.code, countries, len(named.spans)):
        return chosen_place(span, words, chosen)
    if region := places.region(words):
        return region_place(span, words, region)
    if country is None and (code := places.nationality(words)):
        country = places.country_of(code)
    if country is not None:
        return country_place(span, words, country)
    if chosen is not None and (chosen.main or not places.government_of(words)):
        return chosen_place(span, words, chosen)
    return Place(span.start, span.end, words, None)


def prefers_area(chosen: Candidate, code: str | None, countries: Counter[str], times: int) -> bool:
    """Georgia the state, in a report that otherwise speaks of the United States and not of the Caucasus: the
    counts hold the name's own `times` occurrences, once for each of the two."""
    if chosen.country == code or chosen.precision != "province":
        return False
    theirs, ours = countries[chosen.country] - 1, countries[code or ""] - times
    return theirs > 0 and theirs >= ours


def chosen_place(span: Span, words: str, chosen: Candidate) -> Place:
    entity = Entity(chosen.id, chosen.name, "place", chosen.country)
    return Place(
        span.start, span.end, words, entity, chosen.id, chosen.name, chosen.country, chosen.latitude,
        chosen.longitude, chosen.precision,
    )  # fmt: skip


def region_place(span: Span, words: str, region: places.Region) -> Place:
    entity = Entity(region.id, region.name, "place", region.country)
    number = f"geonames:{region.geonames}" if region.geonames else region.id
    return Place(
        span.start, span.end, words, entity, number, region.name, region.country, region.latitude,
        region.longitude, "region",
    )  # fmt: skip


def country_place(span: Span, words: str, country: places.Country) -> Place:
    number = f"geonames:{country.geonames}" if country.geonames else country.id
    entity = Entity(country.id, country.name, "country", country.code)
    return Place(span.start, span.end, words, entity, number, country.name, country.code, None, None, "country")
