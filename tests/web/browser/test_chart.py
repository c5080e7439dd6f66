"""Map, timeline, network and coverage, as somebody sees them who uses them."""

from __future__ import annotations

from dataclasses import replace

import pytest

from dateline.types import Document, Entity
from dateline.types.document import Loss
from tests.web.browser.conftest import Seen, drive
from tests.web.browser.record import hostile, make
from tests.write.memory import MINISTER, PEOPLE, SHELLED, story

FLOWS = ("mapped", "dated", "linked", "covered", "panels")
TABLES = [f"/{view}?as=table" for view in ("map", "timeline", "network", "coverage")]
OPENED = ["/map?open=place:geonames:11", "/map?open=area:SYR", "/network?type=leads&open=actor:person:ada-renn"]
ORBEC = ("geonames:10", "Orbec", "SYR", 36.2, 37.16, "city")
TARN = ("geonames:11", "Tarn", "SYR", 36.35, 37.3, "city")
FAR = ("geonames:12", "Farhaven", "PER", -12.0, -77.0, "city")
COUNTRY = ("geonames:13", "Syria", "SYR", None, None, "country")
PROVINCE = ("geonames:14", "Upper Tarn", "SYR", 36.4, 37.4, "province")
REGION = ("region:the-coast", "the Coast", None, 35.0, 36.0, "region")
UNKNOWN = (None, "Nowhere", None, None, None, None)
FIRST = ("Ar", "Bel", "Cor", "Dun", "Esk", "Fal", "Gorm", "Hest", "Ilv", "Jor", "Kest", "Lum", "Morv")
LAST = ("adan", "bury", "cliffe", "dworth", "enzo", "fjord", "guan", "hollow")
LINKS = len(FIRST) * len(LAST)
"""More than the network draws at once."""


def charted() -> list[Document]:
    """Places of every precision, times of every kind, and more links than can be drawn."""
    told = "[The army|who] [shelled|t] [the rebels|whom] in [{}|place] on [Tuesday|when]."
    stories = [
        story(told.format("Orbec"), 1, place=ORBEC),
        story(told.format("Tarn"), 2, place=TARN, day="2024-05-13", source="Coast Radio"),
        story(told.format("Farhaven"), 3, place=FAR, published="2024-05-17"),
        story(told.format("Syria"), 4, place=COUNTRY, day="2024-05-06", until="2024-05-12", grain="week"),
        story(told.format("Upper Tarn"), 5, place=PROVINCE, day="2024-05-14"),
        story(told.format("the Coast"), 6, place=REGION),
        story(told.format("Nowhere"), 7, place=UNKNOWN),
        story("[The army|who] [shot|t] [people|whom].", 8, whom=PEOPLE, place=None),
        story("[Renn|who] [heads|t] [the army|whom].", 9, type_="leads", kind="relation", who=MINISTER,
              whom=story(SHELLED, 1).statements[0].actors[0].entity, modes=(), place=None),
    ]  # fmt: skip
    silent = replace(story(SHELLED, 10), statements=(), losses=(Loss("syntax", "a block was not parsed"),))
    return [*stories, silent, *(linked(number) for number in range(LINKS))]


def linked(number: int) -> Document:
    """An arrest of somebody whom no other report names."""
    name = FIRST[number % len(FIRST)] + LAST[number // len(FIRST)]
    seized = f"[The army|who] [seized|t] [{name}|whom]."
    whom = Entity(f"group:{name.lower()}", name, "group", "SYR", ("REB",))
    return story(seized, 100 + number, type_="COERCE", modes=(), whom=whom, place=None)


@pytest.fixture(scope="module")
def seen(chromium: str, tmp_path_factory: pytest.TempPathFactory) -> Seen:
    record = make(tmp_path_factory.mktemp("chart") / "chart.dateline", charted())
    return drive(chromium, record, {"scenarios": list(FLOWS), "needs": {"panels": {"views": [*TABLES, *OPENED]}}})


@pytest.fixture(scope="module")
def armed(chromium: str, tmp_path_factory: pytest.TempPathFactory) -> Seen:
    record = make(tmp_path_factory.mktemp("armed") / "armed.dateline", hostile())
    return drive(chromium, record, {"scenarios": ["armed"], "needs": {"armed": {"views": TABLES}}})["armed"]


@pytest.mark.parametrize("flow", FLOWS)
def test_every_flow_can_be_gone_through(flow: str, seen: Seen) -> None:
    assert "failed" not in seen[flow], seen[flow]
    assert seen[flow]["errors"] == []


def test_points_are_for_known_places_only_and_the_rest_is_said(seen: Seen) -> None:
    shown = seen["mapped"]
    assert shown["marks"] == ["Farhaven, Peru: 1 statement", "2 places, 2 statements: Orbec, Tarn"]
    assert shown["episodes"] == ["Farhaven, Peru: 1 episode", "2 places, 2 episodes: Orbec, Tarn"]
    assert shown["areas"] == ["Syria, no place in it: 2 statements"]
    assert f"{LINKS + 9} statements: 3 at 3 points, 2 known only to a country" in shown["said"]
    assert f"{LINKS + 4} not on the map: no place stated {LINKS + 2}" in shown["said"]
    assert "the place is not in the gazetteer 1; a region without a border 1" in shown["said"]


def test_the_map_is_moved_by_mouse_and_keyboard(seen: Seen) -> None:
    shown = seen["mapped"]
    assert shown["first"] == shown["back"] != shown["moved"]
    assert shown["dragged"] != shown["first"] and shown["opened"] is None
    assert shown["stops"] == 1


def test_a_cluster_comes_apart_and_a_point_opens_its_statements(seen: Seen) -> None:
    shown = seen["mapped"]
    assert "Tarn, Syria: 1 statement" in shown["apart"] and "Orbec, Syria: 1 statement" in shown["apart"]
    assert shown["place"]["asked"] == "place:geonames:11"
    assert shown["place"]["words"] == ["The army shelled the rebels in Tarn on Tuesday."]
    assert shown["area"]["parts"] == ["Syria country 1", "Upper Tarn province 1"]
    assert len(shown["area"]["words"]) == 2 and shown["reloaded"] == "Syria"


def test_the_table_of_the_map_has_every_place(seen: Seen) -> None:
    first = [row.split(" | ")[0] for row in seen["mapped"]["table"]]
    assert first == ["Farhaven", "Orbec", "Tarn", "Syria", "Syria", "Upper Tarn", "the Coast"]


def test_days_are_bars_ranges_are_ranges_and_the_undated_are_counted(seen: Seen) -> None:
    shown = seen["dated"]
    assert shown["bars"] == ["13 May 2024: 1 statement", "14 May 2024: 5 statements"]
    assert shown["ranges"] == ["6 May 2024 to 12 May 2024: 1 statement"]
    assert f"{LINKS + 2} not on the timeline: no time stated" in shown["said"]


def test_publication_and_reports_are_counted_as_such(seen: Seen) -> None:
    shown = seen["dated"]
    assert shown["published"] == [f"16 May 2024: {LINKS + 8} reports", "17 May 2024: 1 report"]
    assert shown["asked"] == {"grain": "day", "of": "reports", "by": "publication"}
    assert shown["table"] == [f"16 May 2024 | {LINKS + 8}", "17 May 2024 | 1"]


def test_a_stretch_of_time_becomes_the_filter_by_keyboard_and_by_mouse(seen: Seen) -> None:
    shown = seen["dated"]
    assert shown["chosen"] == "Chosen: 13 May 2024 to 14 May 2024"
    assert (shown["byKeys"]["since"], shown["byKeys"]["until"]) == ("2024-05-13", "2024-05-14")
    assert shown["shared"] == {"since": "2024-05-13", "until": "2024-05-14"}
    assert shown["brush"] == 1 and shown["byMouse"]["since"] == shown["byMouse"]["until"] == "2024-05-14"


def test_nobody_is_ranked_in_the_network(seen: Seen) -> None:
    shown = seen["linked"]
    names = [label.split(",")[0] for label in shown["nodes"]]
    assert names == sorted(names, key=str.casefold)
    assert len(set(shown["sizes"])) == 1
    assert "nobody is ranked" in shown["said"] and not any(mark.isdigit() for mark in "".join(shown["nodes"]))


def test_an_edge_opens_its_evidence_by_keyboard(seen: Seen) -> None:
    shown = seen["linked"]
    assert len(shown["lines"]) == 3 and len(set(shown["ways"])) == 2
    assert shown["evidence"] == ["The army shot people."] and shown["other"] == ["Renn heads the army."]
    assert any("civilians" in words and "ASSAULT" in words for words in shown["links"])
    assert len(shown["table"]) == 3


def test_what_the_network_leaves_out_is_said(seen: Seen) -> None:
    said = seen["linked"]["capped"]
    assert f"100 of {LINKS} links, those of the latest reports, with 101 of {LINKS + 1} actors" in said


def test_coverage_says_what_was_read_failed_and_silent_and_why(seen: Seen) -> None:
    shown = seen["covered"]
    assert shown["sums"] == [
        f"Reports delivered {LINKS + 11}", f"read {LINKS + 10}", "of these silent 1", "failed 1",
        f"Statements {LINKS + 9}",
    ]  # fmt: skip
    assert "holds no text - give a text" in shown["why"] and "a block was not parsed" in shown["why"]
    assert shown["columns"][0].startswith("16 May 2024: ") and "1 of them silent, 1 failed" in shown["columns"][0]
    assert shown["narrowed"]["asked"] == {"source": "Coast Radio"}
    assert shown["narrowed"]["sums"][:2] == ["Reports delivered 1", "read 1"]
    assert "type" in shown["unheard"] and "not looked at" in shown["unheard"]


def test_tables_and_panels_bar_nobody_and_fit_at_twice_the_size(seen: Seen) -> None:
    serious = [row for row in seen["panels"]["found"] if row[2] in ("serious", "critical")]
    assert serious == []
    assert {path: wide for path, wide in seen["panels"]["wide"].items() if wide > 0} == {}


def test_names_that_are_scripts_are_words_in_tables_and_panels(armed: Seen) -> None:
    assert "failed" not in armed, armed
    assert armed["ran"] == [] and armed["errors"] == []
    shown = armed["shown"]
    assert shown["/map?as=table"] > 100 and shown["/coverage?as=table"] > 100 and shown["panel"] > 0
