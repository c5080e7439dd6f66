"""FollowTheMoney entities against the rules of its model: schemata, properties, ranges, lengths.

The rules that the entities need are written down here. Where the package `followthemoney` is installed (it wants ICU's
headers to build, so it is no development dependency), its own model checks the same entities.
"""

from __future__ import annotations

import io
import json
import re
from typing import Any

import pytest

from dateline.ontology.crosswalk import iso3166
from dateline.types.view import View
from dateline.write.ftm import FtmExporter
from tests.contract.test_exporters import hostile
from tests.write.memory import SHELLED, Memory, record, story

TEXT, NAME, PLACE, WORDS, DAY, LAND, WEB = range(7)
THING = {"name": NAME, "alias": NAME, "country": LAND, "notes": TEXT, "summary": TEXT, "keywords": WORDS,
         "publisher": WORDS, "sourceUrl": WEB, "proof": "Document"}  # fmt: skip
INTEREST = {"role": WORDS, "summary": TEXT, "publisher": WORDS, "sourceUrl": WEB, "proof": "Document"}
RULES: dict[str, dict[str, int | str]] = {
    "Article": {**THING, "title": WORDS, "publishedAt": DAY},
    "Person": THING, "Organization": THING, "PublicBody": THING, "LegalEntity": THING, "Address": THING,
    "Event": {**THING, "startDate": DAY, "endDate": DAY, "location": PLACE, "involved": "LegalEntity"},
    "Membership": {**INTEREST, "member": "LegalEntity", "organization": "Organization"},
    "Directorship": {**INTEREST, "director": "LegalEntity", "organization": "Organization"},
    "UnknownLink": {**INTEREST, "subject": "Thing", "object": "Thing"},
}  # fmt: skip
KINDS = {
    "Document": {"Article"}, "Organization": {"Organization", "PublicBody"},
    "LegalEntity": {"Person", "Organization", "PublicBody", "LegalEntity"},
    "Thing": {"Article", "Person", "Organization", "PublicBody", "LegalEntity", "Address", "Event"},
}  # fmt: skip
LENGTH = {TEXT: 65_000, NAME: 384, PLACE: 250, WORDS: 1024, DAY: 10, LAND: 2, WEB: 4096}


def exported(view: View) -> list[dict[str, Any]]:
    out = io.BytesIO()
    FtmExporter().write(view, out)
    return [json.loads(line) for line in out.getvalue().splitlines()]


@pytest.mark.parametrize("view", [record(), hostile()], ids=["record", "hostile"])
def test_keeps_the_rules_of_the_model(view: Memory) -> None:
    entities = exported(view)
    schemata = {entity["id"]: entity["schema"] for entity in entities}
    lands = {two.lower() for two, _ in iso3166().values()}
    assert len(schemata) == len(entities)
    for entity in entities:
        assert re.fullmatch(r"dateline-[a-z]+-[0-9a-f]{40}", entity["id"])
        for name, values in entity["properties"].items():
            rule = RULES[entity["schema"]][name]
            assert values and len(values) == len(set(values)) and all(isinstance(value, str) for value in values)
            if isinstance(rule, str):
                assert {schemata[value] for value in values} <= KINDS[rule]
                continue
            assert max(map(len, values)) <= LENGTH[rule], name
            assert rule != DAY or all(re.fullmatch(r"\d{4}-\d\d-\d\d", value) for value in values)
            assert rule != LAND or set(values) <= lands


@pytest.mark.parametrize("view", [record(), hostile()], ids=["record", "hostile"])
def test_valid_by_the_package(view: Memory) -> None:
    followthemoney = pytest.importorskip("followthemoney")
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


def test_nothing_is_lost_when_the_package_cleans_the_values() -> None:
    followthemoney = pytest.importorskip("followthemoney")
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
