"""GeoWebNews (Gritta and others 2019): 200 articles of world news, toponyms with coordinates.

Scored as LGL is. The spans include metonyms and adjectives where they were given coordinates.
"""

from __future__ import annotations

import xml.etree.ElementTree as ET
from collections.abc import Iterator
from pathlib import Path

from dateline.evaluate.score import Result
from dateline.evaluate.tasks.lgl import Toponym, score
from dateline.types import Span


def run(data: Path, limit: int | None) -> Result:
    return score("geowebnews", read(data / "GWN.xml", limit))


def read(path: Path, limit: int | None) -> Iterator[tuple[str, str, list[Toponym]]]:
    """(name, text, toponyms with coordinates) of each article."""
    for article in ET.parse(path).getroot().findall("article")[:limit]:
        yield article.get("file", ""), article.findtext("text", ""), list(toponyms(article))


def toponyms(article: ET.Element) -> Iterator[Toponym]:
    for node in article.iter("toponym"):
        latitude, longitude = node.findtext("latitude"), node.findtext("longitude")
        if latitude and longitude:
            number = node.findtext("geonamesID") or ""
            span = Span(int(node.findtext("start", "0")), int(node.findtext("end", "0")))
            yield Toponym(
                span, int(number) if number.isdigit() else None, float(latitude), float(longitude),
                code=node.findtext("type", ""),
            )  # fmt: skip
