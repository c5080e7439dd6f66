"""GeoJSON against RFC 7946, and never a point that says more than is known."""

from __future__ import annotations

import io
import json
from typing import Any

import geojson
import pytest

from dateline.write.geojson import GeojsonExporter, point_of
from tests.write.memory import NORTH, ORBEC, VELIA, Memory, record, story

WORDS = "[The army|who] [shelled|t] [the rebels|whom] in [Orbec|place]."


def exported(view: Memory) -> dict[str, Any]:
    out = io.BytesIO()
    GeojsonExporter().write(view, out)
    return json.loads(out.getvalue())  # type: ignore[no-any-return]


def geometry(place: tuple[object, ...] | None) -> Any:
    return exported(Memory([story(WORDS, 1, place=place)]))["features"][0]["geometry"]


def test_valid_by_the_library() -> None:
    collection = geojson.loads(json.dumps(exported(record())))
    assert isinstance(collection, geojson.FeatureCollection)
    assert collection.is_valid, collection.errors()
    points = [feature for feature in collection["features"] if feature["geometry"]]
    assert all(feature["geometry"].is_valid for feature in points)
    assert {tuple(feature["geometry"]["coordinates"]) for feature in points} == {(38.5, 48.25)}


@pytest.mark.parametrize("precision", ["exact", "city", "district"])
def test_a_point_where_a_point_is_known_longitude_first(precision: str) -> None:
    assert geometry((*ORBEC[:5], precision)) == {"type": "Point", "coordinates": [38.5, 48.25]}


@pytest.mark.parametrize(
    "place",
    [
        None, NORTH, VELIA, (*ORBEC[:5], "country"), (*ORBEC[:5], "region"), (*ORBEC[:5], None),
        ("geonames:1", "Orbec", "VLS", None, 38.5, "city"), ("geonames:1", "Orbec", "VLS", 91.0, 38.5, "city"),
        ("geonames:1", "Orbec", "VLS", float("nan"), 38.5, "city"), (None, None, None, None, None, None),
    ],
)  # fmt: skip
def test_no_point_where_it_would_be_false(place: tuple[object, ...] | None) -> None:
    assert geometry(place) is None


def test_what_has_no_point_keeps_its_name_and_is_counted() -> None:
    exporter, out = GeojsonExporter(), io.BytesIO()
    exporter.write(record(), out)
    features = {feature["id"]: feature["properties"] for feature in json.loads(out.getvalue())["features"]}
    assert features["s6"]["place"] == "North Velia"
    assert features["s6"]["precision"] == "province"
    assert features["s5"]["place"] is None
    assert exporter.counts == {"features": 6, "points": 4}
    assert sum(exporter.left_out.values()) == 2


def test_both_figures_stay() -> None:
    features = [feature["properties"] for feature in exported(record())["features"]]
    assert [row["killed"] for row in features if row["episode"] == "s1"] == [[[41, 41]], [[35, 35]]]
    assert [row["sources"] for row in features if row["episode"] == "s1"] == [[], ["Renn"]]


def test_no_place_no_point() -> None:
    assert point_of(None) is None
