"""Map, timeline, network and coverage of a record that was made by hand."""

from __future__ import annotations

import json
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest

from dateline.errors import DatelineError
from dateline.store.store import Store
from dateline.types.document import Loss
from dateline.types.episode import Actor
from dateline.types.judgement import Change
from dateline.types.reading import Group, Reading
from dateline.types.view import EVERYTHING, Query
from dateline.web.digest import Digest
from dateline.web.views.coverage import show_coverage
from dateline.web.views.map import show_map
from dateline.web.views.network import MOST, class_of, show_network
from dateline.web.views.timeline import show_timeline
from tests.write.build import hostile
from tests.write.memory import ARMY, ORBEC, REBELS, SHELLED, VELIA, Memory, reading_of, record, story

SEA = ("region:the-sea", "the Sea", None, 40.0, 20.0, "region")
SOMEWHERE = (None, "Nowhere", None, None, None, None)
MIDDLE = ("geonames:3", "Orbec District", "VLS", 48.2, 38.4, "district")


def filled(path: Path, memory: Memory, **links: Any) -> Store:
    store = Store(path / "x.dateline", create=True)
    store.append(list(memory.readings()))
    store.relink(links.get("families", ()), links.get("episodes", ()), links.get("actors", ()))
    return store


@pytest.fixture
def store(tmp_path: Path) -> Store:
    episodes = [Group("s1", ("s1", "s2")), Group("s3", ("s3",)), Group("s6", ("s6",))]
    with filled(tmp_path, record(), episodes=episodes) as store:
        yield store


def placed(path: Path, *places: tuple[object, ...] | None) -> dict[str, Any]:
    stories = [story(SHELLED, n, place=place) for n, place in enumerate(places, 1)]
    with filled(path, Memory(stories)) as store:
        return show_map(store, Digest(), EVERYTHING)


def test_only_a_known_place_is_a_point(tmp_path: Path) -> None:
    shown = placed(tmp_path, ORBEC, ORBEC, VELIA, MIDDLE, SEA, SOMEWHERE, None)
    assert [(point["name"], point["statements"]) for point in shown["points"]] == [("Orbec", 2)]
    assert [(area["iso3"], area["statements"]) for area in shown["areas"]] == [("VLS", 2)]
    assert {part["precision"] for part in shown["areas"][0]["parts"]} == {"country", "district"}
    assert [region["name"] for region in shown["regions"]] == ["the Sea"]
    assert {reason["reason"]: reason["count"] for reason in shown["unmapped"]["reasons"]} == {
        "no place stated": 1, "the place is not in the gazetteer": 1, "a region without a border": 1,
    }  # fmt: skip


def test_every_statement_is_a_point_in_an_area_or_counted_as_unmapped(tmp_path: Path) -> None:
    far = ("geonames:4", "Far", "VLS", 95.0, 10.0, "city")
    shown = placed(tmp_path, ORBEC, VELIA, SEA, far, None, None)
    drawn = sum(item["statements"] for item in [*shown["points"], *shown["areas"]])
    assert shown["total"] == 6 == drawn + shown["unmapped"]["count"]
    assert all(abs(point["lat"]) <= 90 for point in shown["points"])


def test_what_a_point_names_finds_its_statements(store: Store) -> None:
    for point in show_map(store, Digest(), EVERYTHING)["points"]:
        assert store.count(Query(place=(point["place"],))) == point["statements"]


def test_episodes_of_a_place_are_counted_once(store: Store) -> None:
    (orbec,) = show_map(store, Digest(), EVERYTHING)["points"]
    assert (orbec["statements"], orbec["episodes"]) == (4, 2)


def test_the_map_follows_the_filter(store: Store) -> None:
    shown = show_map(store, Digest(), Query(type=("PROTEST",)))
    assert shown["total"] == sum(point["statements"] for point in shown["points"]) == 1


def test_a_day_is_a_bar_and_a_week_stays_a_range(store: Store) -> None:
    shown = show_timeline(store, Digest(), EVERYTHING, grain="day")
    assert shown["bars"] == [
        {"start": "2024-05-13", "end": "2024-05-13", "count": 1},
        {"start": "2024-05-14", "end": "2024-05-14", "count": 4},
    ]
    assert shown["ranges"] == [{"start": "2024-05-20", "end": "2024-05-26", "count": 1}]
    assert shown["undated"] == {"count": 1, "reason": "no time stated"}
    assert shown["total"] == 7


def test_a_week_within_a_month_is_part_of_its_bar(store: Store) -> None:
    shown = show_timeline(store, Digest(), EVERYTHING, grain="month")
    assert shown["bars"] == [{"start": "2024-05", "end": "2024-05", "count": 6}]
    assert not shown["ranges"]


def test_publication_is_never_taken_for_the_time_of_an_event(store: Store) -> None:
    shown = show_timeline(store, Digest(), EVERYTHING, by="publication", of="reports")
    assert shown["bars"] == [{"start": "2024-05-16", "end": "2024-05-16", "count": 7}]
    assert shown["undated"]["count"] == 0


def test_an_episode_runs_from_its_earliest_to_its_latest_time(tmp_path: Path) -> None:
    stories = [story(SHELLED, 1, day="2024-05-14"), story(SHELLED, 2, day="2024-05-16")]
    with filled(tmp_path, Memory(stories), episodes=[Group("s1", ("s1", "s2"))]) as store:
        shown = show_timeline(store, Digest(), EVERYTHING, of="episodes", grain="day")
    assert (shown["bars"], shown["total"]) == ([], 1)
    assert shown["ranges"] == [{"start": "2024-05-14", "end": "2024-05-16", "count": 1}]


def test_history_does_not_press_the_days_of_the_news_together(tmp_path: Path) -> None:
    days = ["1945-05-08", *(f"2024-05-{day:02}" for day in range(1, 31))]
    stories = [story(SHELLED, n, day=day) for n, day in enumerate(days)]
    with filled(tmp_path, Memory(stories)) as store:
        shown = show_timeline(store, Digest(), EVERYTHING)
        news = show_timeline(store, Digest(), Query(since="2024-05-01"))
    assert (shown["focus"], shown["grain"]) == ({"start": "2024-05-01", "end": "2024-05-29"}, "day")
    assert shown["bars"][0] == {"start": "1945-05-08", "end": "1945-05-08", "count": 1}
    assert news["focus"] == {"start": "2024-05-01", "end": "2024-05-30"}


def test_an_unknown_setting_says_what_is_known(store: Store) -> None:
    with pytest.raises(DatelineError, match="'week' is not known") as error:
        show_timeline(store, Digest(), EVERYTHING, grain="week")
    assert "day, month, year" in str(error.value)


def test_a_taught_type_without_a_class_has_one_in_the_network() -> None:
    assert [class_of(name) for name in ("ASSAULT", "leads", "LOOTING")] == ["material_conflict", "relation", "other"]


def test_edges_are_acts_between_actors_and_nodes_carry_no_number(store: Store) -> None:
    shown = show_network(store, Digest(), EVERYTHING)
    assert {(edge["from"], edge["to"], edge["type"], edge["count"]) for edge in shown["edges"]} == {
        (ARMY.id, REBELS.id, "ASSAULT", 1), (ARMY.id, REBELS.id, "ACCUSE", 1),
        (ARMY.id, "group:civilians", "ASSAULT", 1), ("person:ada-renn", ARMY.id, "leads", 1),
    }  # fmt: skip
    assert {edge["class"] for edge in shown["edges"]} == {"material_conflict", "verbal_conflict", "relation"}
    assert [node["name"] for node in shown["nodes"]] == ["Ada Renn", "civilians", "Northern Front", "Velish army"]
    assert not [value for node in shown["nodes"] for value in node.values() if isinstance(value, int | float)]
    assert sum(item["count"] for item in shown["left_out"]) == 3


def test_the_latest_edges_are_kept_and_the_rest_is_counted(tmp_path: Path) -> None:
    stories = [
        story(SHELLED, n, type_=type_, published=f"2024-05-{n:02}")
        for n, type_ in ((1, "ASSAULT"), (2, "ACCUSE"), (3, "COERCE"))
    ]
    with filled(tmp_path, Memory(stories)) as store:
        shown = show_network(store, Digest(), EVERYTHING, limit=2)
    assert [edge["type"] for edge in shown["edges"]] == ["ACCUSE", "COERCE"]
    assert (shown["edges_total"], shown["nodes_total"]) == (3, 2)
    assert MOST > 2


def test_entities_that_were_linked_are_one_node(tmp_path: Path) -> None:
    one = Actor(ARMY.id, "the army", "organisation", "VLS", ("MIL",), ("the army",), (ARMY.id, REBELS.id))
    with filled(tmp_path, Memory([story(SHELLED, 1)]), actors=[one]) as store:
        shown = show_network(store, Digest(), EVERYTHING)
    assert [node["name"] for node in shown["nodes"]] == ["the army"]
    assert [(edge["from"], edge["to"]) for edge in shown["edges"]] == [(ARMY.id, ARMY.id)]


def test_what_failed_and_what_is_silent_is_named_with_its_reason(tmp_path: Path) -> None:
    memory = record()
    memory.failures.append(Reading("r9", "x", "folder/9.pdf", None, None, failure="folder/9.pdf: is empty - drop it"))
    memory.failures.append(reading_of(silent_report()))
    with filled(tmp_path, memory) as store:
        shown = show_coverage(store, Digest(), EVERYTHING)
    assert (shown["read"], shown["failed"], shown["silent"]) == (8, 2, 1)
    assert [failure["reason"] for failure in shown["failures"]] == ["is empty - drop it", "holds no text - give a text"]
    assert [row["reasons"] for row in shown["silences"]] == [["a block of 9000 characters was not parsed"]]
    assert [(loss["reason"], loss["count"]) for loss in shown["losses"]] == [
        ("a block of N characters was not parsed", 1)
    ]
    assert [source["source"] for source in shown["sources"]] == ["Norlandic Times", "Velish Wire", None]
    for name in ("sources", "days"):
        assert sum(row["read"] for row in shown[name]) == shown["read"]
        assert sum(row["failed"] for row in shown[name]) == shown["failed"]


def silent_report() -> Any:
    quiet = story(SHELLED, 10)
    return replace(quiet, statements=(), losses=(Loss("syntax", "a block of 9000 characters was not parsed"),))


def test_coverage_follows_source_and_period_only(store: Store) -> None:
    wire = show_coverage(store, Digest(), Query(source=("VELISH wire",), type=("AID",)))
    assert (wire["read"], wire["failed"]) == (6, 1)
    assert show_coverage(store, Digest(), Query(since="2024-05-17"))["read"] == 0
    assert show_coverage(store, Digest(), Query(until="2024-05-16"))["read"] == 7


def test_an_edit_shows_at_once_and_its_undoing_too(store: Store) -> None:
    digest = Digest()
    assert len(show_map(store, digest, EVERYTHING)["points"]) == 1
    edit = store.judge("edit", "statement", ["s1"], by="editor", changes=[Change("place", "null")])
    assert show_map(store, digest, EVERYTHING)["points"][0]["statements"] == 3
    store.judge("undo", "judgement", [edit.id], by="editor")
    assert show_map(store, digest, EVERYTHING)["points"][0]["statements"] == 4


def test_a_rejected_statement_is_left_out(store: Store) -> None:
    digest = Digest()
    before = show_map(store, digest, EVERYTHING)["total"]
    store.judge("reject", "statement", ["s1"], by="editor")
    assert show_map(store, digest, EVERYTHING)["total"] == before - 1


def test_what_is_redacted_is_gone_and_the_rest_stays(store: Store) -> None:
    digest = Digest()
    digest.refresh(store)
    store.judge("redact", "entity", [REBELS.id], by="editor")
    shown = show_network(store, digest, EVERYTHING)
    assert shown["total"] == store.count() < 7
    assert "Northern Front" not in json.dumps(shown)
    assert shown == show_network(store, Digest(), EVERYTHING)


def test_an_edit_of_the_type_shows_though_nothing_is_parsed_anew(store: Store) -> None:
    digest = Digest()
    digest.refresh(store)
    store.judge("edit", "statement", ["s1"], by="editor", changes=[Change("type", '"COERCE"'), Change("modes", "[]")])
    edges = show_network(store, digest, EVERYTHING)["edges"]
    assert "COERCE" in {edge["type"] for edge in edges}
    assert edges == show_network(store, Digest(), EVERYTHING)["edges"]


def test_only_what_is_new_is_parsed(store: Store, monkeypatch: pytest.MonkeyPatch) -> None:
    digest, taken = Digest(), []
    digest.refresh(store)
    monkeypatch.setattr(Digest, "take", lambda self, store, key, seq: taken.append(key))
    store.append([reading_of(story(SHELLED, 11))])
    digest.refresh(store)
    assert taken == ["r11"]


def test_a_report_that_is_read_anew_takes_the_place_of_its_old_rows(store: Store) -> None:
    digest = Digest()
    digest.refresh(store)
    store.append([replace(reading_of(story(SHELLED, 1, place=VELIA)), recipe="another")])
    (orbec,) = show_map(store, digest, EVERYTHING)["points"]
    assert orbec["statements"] == 3


def test_hostile_words_come_as_data(tmp_path: Path) -> None:
    with filled(tmp_path, Memory(hostile())) as store:
        digest = Digest()
        shown = [view(store, digest, EVERYTHING) for view in (show_map, show_timeline, show_network, show_coverage)]
    json.dumps(shown, ensure_ascii=False).encode()
