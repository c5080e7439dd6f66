"""GeoJSON (RFC 7946): every statement a feature; a point only where the place is known as well as a point says."""

from __future__ import annotations

import math
from collections.abc import Iterator
from typing import Any, BinaryIO

from dateline.types.episode import Member
from dateline.types.values import Figure, Place
from dateline.types.view import View
from dateline.write.exporter import Counting, together
from dateline.write.pack import dumps
from dateline.write.phrase import figure_words, voice_name
from dateline.write.record import number

POINTS = frozenset({"exact", "city", "district"})
"""Precisions that a point can show. A province, a country or a region is an area whose shape is not known here."""
AREA, NOWHERE = "place too large or not resolved: no geometry", "no place stated: no geometry"


class GeojsonExporter(Counting):
    """One FeatureCollection, streaming. A feature without a geometry is what the RFC calls unlocated."""

    name = "geojson"
    extension = ".geojson"
    binary = False

    def write(self, view: View, out: BinaryIO) -> None:
        out.write(b'{"type":"FeatureCollection","features":[')
        for k, feature in enumerate(self.features(view)):
            out.write(b",\n" if k else b"\n")
            out.write(dumps(feature))
        out.write(b"\n]}\n")

    def features(self, view: View) -> Iterator[dict[str, Any]]:
        for document, members in together(view):
            for member in members:
                statement, place = member.statement, member.statement.place
                geometry = point_of(place)
                self.counts["features"] += 1
                self.counts["points"] += geometry is not None
                if geometry is None:
                    self.left_out[AREA if place else NOWHERE] += 1
                said = {
                    "figures": [figure_words(document, figure) for figure in statement.figures],
                    "killed": [bounds(figure) for figure in statement.figures if figure.role == "killed"],
                    "sources": [voice_name(document, voice) for voice in statement.attribution],
                }
                yield {
                    "type": "Feature", "id": statement.id, "geometry": geometry,
                    "properties": {**properties(member), **said},
                }  # fmt: skip


def point_of(place: Place | None) -> dict[str, Any] | None:
    """The point, longitude first; None where a point would say more than is known."""
    if place is None or place.precision not in POINTS or place.latitude is None or place.longitude is None:
        return None
    if not (math.isfinite(place.latitude) and math.isfinite(place.longitude)):
        return None
    if abs(place.latitude) > 90 or abs(place.longitude) > 180:
        return None
    return {"type": "Point", "coordinates": [place.longitude, place.latitude]}


def properties(member: Member) -> dict[str, Any]:
    """Flat properties; names of places and people as the gazetteer and the record have them."""
    statement, report, place, time = member.statement, member.report, member.statement.place, member.statement.time
    return {
        "kind": statement.kind, "type": statement.type, "modes": list(statement.modes), "status": statement.status,
        "aspect": statement.aspect, "background": statement.background, "confidence": statement.confidence,
        "actors": [m.entity.name if m.entity else m.text for m in statement.actors],
        "recipients": [m.entity.name if m.entity else m.text for m in statement.recipients],
        "place": (place.name or place.text) if place else None, "place_text": place.text if place else None,
        "gazetteer_id": place.gazetteer_id if place else None, "country": place.country if place else None,
        "precision": place.precision if place else None,
        "time_start": time.start if time else None, "time_end": time.end if time else None,
        "grain": time.grain if time else None, "published": report.published,
        "report": report.id, "source": report.source, "title": report.title, "url": report.url,
        "sentence": member.sentence, "episode": member.episode, "family": member.family, "review": member.review,
    }  # fmt: skip


def bounds(figure: Figure) -> list[float | int | None]:
    return [number(figure.low), number(figure.high)]
