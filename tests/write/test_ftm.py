"""FollowTheMoney entities, checked by its own model: schemata, properties, ranges, and values it calls clean."""

from __future__ import annotations

import io
import json
from typing import Any

import pytest

from dateline.types.view import View
from dateline.write.ftm import FtmExporter
from tests.contract.test_exporters import hostile
from tests.write.memory import SHELLED, Memory, record, story

followthemoney = pytest.importorskip("followthemoney")


def exported(view: View) -> list[dict[str, Any]]:
    out = io.BytesIO()
    FtmExporter().write(view, out)
    return [json.loads(line) for line in out.getvalue().splitlines()]


@pytest.mark.parametrize("view", [record(), hostile()], ids=["record", "hostile"])
def test_valid_by_the_model(view: Memory) -> None:
    from followthemoney.types import registry

    entities = exported(view)
    schemata = {entity["id"]: followthemoney.model.get(entity["schema"]) for entity in entities}
    assert len(schemata) == len(entities)
    for entity in entities:
        proxy = followthemoney.model.get_proxy(entity)
        proxy.schema.validate(entity)
        assert not proxy.schema.abstract
        assert set(entity["properties"]) <= set(proxy.schema.properties)
        for prop, value in proxy.itervalues():
            if prop.type == registry.entity:
                assert schemata[value].is_a(prop.range), (prop, value)
            assert prop.type == registry.entity or len(value) <= (prop.max_length or 0)
            if prop.type in (registry.country, registry.date):
                assert prop.type.validate(value), (prop, value)


def test_nothing_is_lost_when_the_model_cleans_the_values() -> None:
    for entity in exported(record()):
        proxy = followthemoney.model.get_proxy(entity, cleaned=False)
        for name, values in entity["properties"].items():
            assert sorted(proxy.get(name)) == sorted(values), (entity["id"], name)


def test_an_event_names_who_was_involved_and_the_reports_it_rests_on() -> None:
    entities = exported(record())
    by_id = {entity["id"]: entity for entity in entities}
    event = next(e for e in entities if e["schema"] == "Event" and len(e["properties"]["proof"]) == 2)
    properties = event["properties"]
    assert properties["startDate"] == ["2024-05-14"]
    assert properties["location"] == ["Orbec"]
    assert {by_id[id_]["properties"]["name"][0] for id_ in properties["involved"]} == {"Velish army", "Northern Front"}
    assert [by_id[id_]["schema"] for id_ in properties["proof"]] == ["Article", "Article"]
    assert properties["publisher"] == ["Velish Wire", "Norlandic Times"]
    link = next(e for e in entities if e["schema"] == "Directorship")
    assert by_id[link["properties"]["director"][0]]["properties"]["name"] == ["Ada Renn"]


def test_ids_are_the_same_in_every_export() -> None:
    one, two = exported(record()), exported(Memory([story(SHELLED, 1)], {"s1": "s1"}))
    assert {e["id"] for e in two if e["schema"] == "Event"} <= {e["id"] for e in one}
