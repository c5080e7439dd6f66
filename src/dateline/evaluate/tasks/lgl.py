"""LGL (Lieberman and others 2010): 588 articles of local newspapers, toponyms with GeoNames ids.

The annotated spans are given; what is scored is the choice of the place. A country is right when its GeoNames
number is; any other place is right within 161 km (100 miles).
"""

from __future__ import annotations

import xml.etree.ElementTree as ET
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from pathlib import Path

from dateline.evaluate.score import Result
from dateline.find.place import PlaceStage
from dateline.find.syntax import SyntaxStage
from dateline.places import kilometres
from dateline.types import Block, Document, Mention, Place, Report, Span

NEAR = 161.0
"""Kilometres within which a place counts as found."""


@dataclass(frozen=True, slots=True)
class Toponym:
    """A gold span with its GeoNames number (None where unknown) and degrees; `code` is the feature code."""

    span: Span
    number: int | None
    latitude: float
    longitude: float
    country: str | None = None
    code: str = ""


def run(data: Path, limit: int | None) -> Result:
    return score("lgl", read(data / "lgl.xml", limit))


def read(path: Path, limit: int | None) -> Iterator[tuple[str, str, list[Toponym]]]:
    """(name, text, toponyms with coordinates) of each article."""
    for article in ET.parse(path).getroot().findall("article")[:limit]:
        yield article.get("docid", ""), article.findtext("text", ""), list(toponyms(article))


def toponyms(article: ET.Element) -> Iterator[Toponym]:
    from dateline import places

    for node in article.iter("toponym"):
        tag = node.find("gaztag")
        if tag is not None:
            span = Span(int(node.findtext("start", "0")), int(node.findtext("end", "0")))
            country = places.country(tag.findtext("country", ""))
            yield Toponym(
                span, int(tag.get("geonameid", "0")), float(tag.findtext("lat", "0")),
                float(tag.findtext("lon", "0")), country.code if country else None, tag.findtext("fcode", ""),
            )  # fmt: skip


def score(task: str, articles: Iterable[tuple[str, str, list[Toponym]]]) -> Result:
    """Accuracy over all gold toponyms, over those resolved, and the share resolved."""
    result = Result(task)
    right = resolved = in_country = with_country = 0
    for name, text, gold in articles:
        found = {(p.start, p.end): p for p in resolve(text, [t.span for t in gold])}
        for toponym in gold:
            place = found[toponym.span.start, toponym.span.end]
            result.cases += 1
            resolved += place.gazetteer_id is not None
            with_country += toponym.country is not None
            in_country += toponym.country is not None and place.country == toponym.country
            kind = judge(toponym, place)
            right += kind == "right"
            if kind != "right":
                near = text[max(toponym.span.start - 60, 0) : toponym.span.end + 60]
                result.miss(kind, name, f"{toponym.number} {toponym.code}", f"{place.gazetteer_id} {place.name}", near)
    result.figures["accuracy at 161 km, all"] = right / max(result.cases, 1)
    result.figures["accuracy at 161 km, resolved"] = right / max(resolved, 1)
    result.figures["resolved"] = resolved / max(result.cases, 1)
    if with_country:
        result.figures["country right"] = in_country / with_country
    return result


def resolve(text: str, spans: list[Span]) -> tuple[Place, ...]:
    """What the place stage makes of the given spans."""
    document = Document(Report(id="x", sha256=""), text, blocks=(Block(Span(0, len(text))),))
    document = replace(document, syntax=SyntaxStage()(document))
    mentions = [Mention(s.start, s.end, s.text(text), 0, "place", "name") for s in spans]
    return PlaceStage()(replace(document, mentions=tuple(mentions)))


def judge(toponym: Toponym, place: Place) -> str:
    """ "right" or the kind of error."""
    if place.gazetteer_id is None:
        return "unresolved"
    if place.gazetteer_id == f"geonames:{toponym.number}":
        return "right"
    if place.latitude is None or place.longitude is None:
        return "place taken for a country" if place.precision == "country" else "region without coordinates"
    if kilometres((place.latitude, place.longitude), (toponym.latitude, toponym.longitude)) <= NEAR:
        return "right"
    if toponym.country and place.country != toponym.country:
        return "other country"
    return "other place in the country"
