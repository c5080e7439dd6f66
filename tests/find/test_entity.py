"""Entities: country, role codes and identity of mentions. The mention asked about stands in [brackets]."""

from __future__ import annotations

from dataclasses import replace

import pytest

from dateline.find.actor import ActorStage
from dateline.find.entity import EntityStage
from dateline.find.place import PlaceStage
from dateline.find.syntax import SyntaxStage
from dateline.types import Block, Document, Entity, Mention, Report, Span


def entities(text: str, report: str = "x") -> dict[str, Entity | None]:
    """Entity by the words of the mention; the last of equal ones wins."""
    document = Document(Report(id=report, sha256=""), text, blocks=(Block(Span(0, len(text))),))
    for stage in (SyntaxStage(), ActorStage(), PlaceStage(), EntityStage()):
        document = replace(document, **{stage.gives: stage(document)})
    return {mention.text: mention.entity for mention in document.mentions}


def entity(marked: str) -> Entity:
    """The entity of the mention in brackets."""
    start, end = marked.index("["), marked.index("]") - 1
    text = marked.replace("[", "").replace("]", "")
    found = entities(text)
    assert text[start:end] in found, sorted(found)
    got = found[text[start:end]]
    assert got is not None
    return got


@pytest.mark.parametrize(
    ("marked", "country", "roles"),
    [
        ("Some 300 [Iraqi troops] entered the town on Monday.", "IRQ", ("MIL",)),
        ("[Kenyan police] fired tear gas at the crowd.", "KEN", ("COP",)),
        ("[Hundreds of protesters] marched to the palace.", None, ("CVL",)),
        ("The [rebels] shelled the airport overnight.", None, ("REB",)),
        ("[Unidentified gunmen] attacked a bus.", None, ("UAF",)),
        ("[Prosecutors] charged three men on Friday.", None, ("JUD",)),
        ("The strike was condemned by [opposition lawmakers].", None, ("LEG", "OPP")),
        ("Two [aid workers] were abducted near the border.", None, ("NGO",)),
        ("The [head of the Russian security service] spoke on Thursday.", "RUS", ("SPY",)),
        ("The [army spokesman] denied the report.", None, ("MIL",)),
        ("[US-backed rebels] captured the bridge.", None, ("REB",)),
    ],
)
def test_descriptions(marked: str, country: str | None, roles: tuple[str, ...]) -> None:
    got = entity(marked)
    assert (got.country, got.roles) == (country, roles)


def test_a_country_has_no_role_of_its_own() -> None:
    got = entity("[Norway] welcomed the agreement.")
    assert (got.id, got.kind, got.country, got.roles) == ("iso3166:NOR", "country", "NOR", ())


def test_a_government_is_the_same_by_either_name() -> None:
    assert entity("The [Norwegian government] welcomed the agreement.").id == "gov:NOR"


def test_a_place_has_its_gazetteer_id() -> None:
    got = entity("The talks were held in [Kazan].")
    assert (got.id, got.kind, got.roles) == ("geonames:551487", "place", ())


def test_a_listed_organisation_is_one_under_every_spelling() -> None:
    assert entity("[ISIS] claimed the attack.").id == entity("[Daesh] claimed the attack.").id == "org:islamic-state"


def test_title_gives_a_person_role_and_country() -> None:
    got = entity("Norwegian Prime Minister [Ingvild Tarnes] arrived on Monday.")
    assert (got.id, got.country, got.roles) == ("person:ingvild-tarnes", "NOR", ("GOV",))


@pytest.mark.parametrize(
    ("name", "shared"), [("Mr. Smith", False), ("Ann Smith", True), ("A. Smith", True)]
)
def test_a_surname_alone_is_nobody_outside_its_report(name: str, shared: bool) -> None:
    text = f"{name} said on Monday that the road to Oslo was closed."
    ids = [{e.id for e in entities(text, report).values() if e and e.kind == "person"} for report in ("4f1c", "9b20")]
    assert [len(found) for found in ids] == [1, 1]
    assert (ids[0] == ids[1]) == shared


def test_loose_apposition_gives_a_person_a_role() -> None:
    assert entity("[Marta Kolvek], 34, a student, was arrested.").roles == ("EDU",)


def test_former_officials_are_elites() -> None:
    assert entity("A [former minister] was arrested.").roles[0] == "ELI"


def test_unresolved_stays_none() -> None:
    assert entities("They agreed that it was late.").get("They") is None


def test_the_army_of_a_report_about_one_country() -> None:
    text = "Kenya went to the polls. Kenyan media reported queues in Kenya's west. The army stayed in barracks."
    army = entities(text).get("army")
    assert army is not None and army.country == "KEN" and army.roles == ("MIL",)


def test_every_mention_comes_back() -> None:
    text = "Kenya said it would help."
    document = Document(Report(id="x", sha256=""), text, blocks=(Block(Span(0, len(text))),))
    document = replace(document, syntax=SyntaxStage()(document))
    mentions = (Mention(0, 5, "Kenya", 0, "country", "name"), Mention(11, 13, "it", 2, None, "pronoun"))
    given = EntityStage()(replace(document, mentions=mentions))
    assert [(m.start, m.end) for m in given] == [(0, 5), (11, 13)] and given[1].entity is None
