"""The column names of other event data: a cell holds what all reports agree on, and nothing is picked or averaged."""

from __future__ import annotations

import io
from typing import Any

import pandas
import pytest

from dateline.types import Entity
from dateline.write.acled import NAMES as ACLED
from dateline.write.export import exporter_of
from dateline.write.gdelt import NAMES as GDELT
from dateline.write.polecat import NAMES as POLECAT
from dateline.write.profile import COUNTS_ALONE, HABITUAL, NOT_SAID, TYPES_DIFFER
from dateline.write.ucdp import NAMES as UCDP
from dateline.write.ucdp import NOT_LETHAL
from tests.write.memory import ARMY, NORTH, ORBEC, PEOPLE, REBELS, SHELLED, VELIA, Memory, record, story

OTHERS = Entity("org:norland-army", "Norland army", "organisation", "NRL", ("MIL",))
RIOT = "[People|who] [marched|t] in [Orbec|place] on [Monday|when]."


def rows(name: str, view: Memory) -> pandas.DataFrame:
    out = io.BytesIO()
    exporter_of(name).write(view, out)
    delimiter = "\t" if name in ("polecat", "gdelt") else ","
    return pandas.read_csv(io.BytesIO(out.getvalue()), sep=delimiter, dtype=str, keep_default_na=False)


def one(name: str, *documents: Any) -> dict[str, str]:
    """The only row of an episode that all the documents' statements belong to."""
    view = Memory(documents, {s.id: "s1" for d in documents for s in d.statements})
    [row] = rows(name, view).to_dict("records")
    return row  # type: ignore[no-any-return]


@pytest.mark.parametrize(
    ("name", "names", "count"),
    [("polecat", POLECAT, 40), ("acled", ACLED, 31), ("ucdp", UCDP, 49), ("gdelt", GDELT, 61)],
)
def test_the_columns_are_theirs_and_then_ours(name: str, names: tuple[str, ...], count: int) -> None:
    found = list(rows(name, record()).columns)
    assert len(names) == len(set(names)) == count
    assert found[:count] == list(names)
    assert found[count] == "dateline_episode"
    assert found[-1] == f"made_by_dateline_not_data_of_{'ucdp_ged' if name == 'ucdp' else name}"


def test_a_happening_is_one_row_however_many_reports_tell_of_it() -> None:
    frame = rows("acled", record())
    assert frame["event_id_cnty"].tolist() == ["dateline:s1", "dateline:s3", "dateline:s7"]
    assert frame["dateline_reports"].tolist() == ["2", "1", "1"]
    assert frame["source"].tolist()[0] == "Velish Wire; Norlandic Times"


def test_figures_that_differ_leave_the_cell_empty_and_stand_beside_it() -> None:
    row = one("acled", story(SHELLED, 1, killed=(41, 41, None)),
              story(SHELLED, 2, killed=(35, 35, None), source="Norlandic Times"))  # fmt: skip
    assert row["fatalities"] == ""
    assert row["dateline_killed"] == "41 (Velish Wire, 2024-05-16); 35 (Norlandic Times, 2024-05-16)"
    assert one("ucdp", story(SHELLED, 1, killed=(41, 41, None)), story(SHELLED, 2, killed=(35, 35, None)))["best"] == ""


@pytest.mark.parametrize(
    ("killed", "expected"),
    [
        ((41, 41, None), ("41", "41", "41")),
        ((24, 99, None), ("", "24", "99")),
        ((40, 40, "at least"), ("", "40", "")),
        ((40, None, "more than"), ("", "40", "")),
        ((40, 40, "up to"), ("", "", "40")),
        ((40, 40, "about"), ("", "", "")),
        ((None, None, None), ("", "", "")),
    ],
)
def test_a_figure_says_no_more_than_its_words(killed: Any, expected: tuple[str, str, str]) -> None:
    row = one("ucdp", story(SHELLED, 1, killed=killed), story(SHELLED, 2, killed=killed))
    assert (row["best"], row["low"], row["high"]) == expected


def test_days_that_differ_give_none_and_a_narrower_one_within_a_wider_is_agreed() -> None:
    assert one("acled", story(SHELLED, 1), story(SHELLED, 2, day="2024-05-15"))["event_date"] == ""
    may = story(SHELLED, 2, day="2024-05-01", until="2024-05-31", grain="month")
    assert one("acled", story(SHELLED, 1), may)["event_date"] == "2024-05-14"
    row = one("ucdp", story(SHELLED, 1, day="2024-05-13", until="2024-05-19", grain="week", killed=(3, 3, None)))
    assert (row["date_start"], row["date_end"], row["date_prec"]) == ("2024-05-13", "2024-05-19", "3")
    assert one("acled", may)["event_date"] == ""
    assert one("acled", may)["year"] == "2024"


def test_no_time_is_taken_from_the_publication() -> None:
    silent = story("[The army|who] [shelled|t] [the rebels|whom] in [Orbec|place].", 1)
    assert one("acled", silent)["event_date"] == one("gdelt", silent)["SQLDATE"] == ""


def test_a_place_is_drawn_only_as_precisely_as_it_is_known() -> None:
    row = one("acled", story(SHELLED, 1))
    assert (row["location"], row["latitude"], row["longitude"], row["geo_precision"]) == ("Orbec", "48.25", "38.5", "1")
    row = one("acled", story(SHELLED, 1, place=NORTH))
    assert (row["admin1"], row["latitude"], row["geo_precision"]) == ("North Velia", "", "")
    assert one("acled", story(SHELLED, 1, place=VELIA), story(SHELLED, 2))["location"] == "Orbec"
    assert one("acled", story(SHELLED, 1, place=NORTH), story(SHELLED, 2))["location"] == ""


@pytest.mark.parametrize(
    ("document", "event", "sub_event"),
    [
        (story(SHELLED, 1), "Explosions/Remote violence", "Shelling/artillery/missile attack"),
        (story(SHELLED, 1, modes=("firearms",)), "Battles", "Armed clash"),
        (story(SHELLED, 1, modes=("firearms",), whom=PEOPLE), "Violence against civilians", "Attack"),
        (story(SHELLED, 1, modes=("abduct",), whom=PEOPLE), "Violence against civilians",
         "Abduction/forced disappearance"),
        (story(SHELLED, 1, modes=(), whom=None), "", ""),
        (story(RIOT, 1, type_="PROTEST", modes=("demo",), who=PEOPLE), "Protests", "Peaceful protest"),
        (story(RIOT, 1, type_="PROTEST", modes=("demo", "riot"), who=PEOPLE), "Riots", "Violent demonstration"),
        (story(RIOT, 1, type_="PROTEST", modes=("strike",), who=PEOPLE), "", ""),
        (story(SHELLED, 1, type_="COERCE", modes=("arrest",)), "Strategic developments", "Arrests"),
    ],
)  # fmt: skip
def test_acled_types(document: Any, event: str, sub_event: str) -> None:
    row = one("acled", document)
    assert (row["event_type"], row["sub_event_type"]) == (event, sub_event)
    assert row["disorder_type"]


def test_acled_sides() -> None:
    row = one("acled", story(SHELLED, 1, modes=("firearms",)))
    assert (row["actor1"], row["inter1"], row["actor2"], row["inter2"]) == (
        "Velish army", "State forces", "Northern Front", "Rebel group",
    )  # fmt: skip
    assert (row["interaction"], row["civilian_targeting"]) == ("State forces-Rebel group", "")
    row = one("acled", story(SHELLED, 1, whom=PEOPLE))
    assert row["civilian_targeting"] == "Civilian targeting"
    row = one("acled", story(SHELLED, 1), story(SHELLED, 2, who=OTHERS))
    assert (row["actor1"], row["assoc_actor_1"]) == ("", "Norland army; Velish army")
    assert one("acled", story(RIOT, 1, type_="PROTEST", modes=("demo",), who=PEOPLE))["inter1"] == "Protesters"


@pytest.mark.parametrize(
    ("who", "whom", "code"),
    [
        (ARMY, OTHERS, "1"), (ARMY, REBELS, "1"), (REBELS, ARMY, "1"), (REBELS, REBELS, "2"), (ARMY, PEOPLE, "3"),
        (REBELS, PEOPLE, "3"), (ARMY, ARMY, ""), (PEOPLE, PEOPLE, ""), (ARMY, None, ""),
    ],
)  # fmt: skip
def test_ucdp_types_of_violence(who: Entity, whom: Entity | None, code: str) -> None:
    assert one("ucdp", story(SHELLED, 1, who=who, whom=whom, killed=(2, 2, None)))["type_of_violence"] == code


@pytest.mark.parametrize(
    ("type_", "modes", "words", "code", "quad"),
    [
        ("ASSAULT", ("heavy-weapons",), "shelled", "194", "4"),
        ("ASSAULT", ("aerial", "drone"), "bombed", "195", "4"),
        ("ASSAULT", ("aerial", "firearms"), "attacked", "180", "4"),
        ("ASSAULT", ("targeted",), "killed", "180", "4"),
        ("PROTEST", (), "marched", "140", "3"),
        ("REQUEST", ("yield",), "urged", "025", "1"),
        ("REQUEST", ("yield",), "demanded", "105", "3"),
        ("ACCUSE", ("investigate",), "investigated", "090", "2"),
        ("RETREAT", ("ceasefire",), "stopped", "0871", "2"),
    ],
)
def test_gdelt_codes(type_: str, modes: tuple[str, ...], words: str, code: str, quad: str) -> None:
    marked = f"[The army|who] [{words}|t] [the rebels|whom] in [Orbec|place]."
    row = one("gdelt", story(marked, 1, type_=type_, modes=modes))
    assert (row["EventCode"], row["EventBaseCode"], row["EventRootCode"]) == (code, code[:3], code[:2])
    assert row["QuadClass"] == quad


def test_gdelt_counts_and_actors() -> None:
    row = one("gdelt", story(SHELLED, 1), story(SHELLED, 2, source="Norlandic Times"))
    assert (row["NumMentions"], row["NumSources"], row["NumArticles"]) == ("2", "2", "2")
    assert (row["Actor1Code"], row["Actor1Name"], row["Actor1Type1Code"]) == ("VLSMILGOV", "VELISH ARMY", "MIL")
    assert (row["SQLDATE"], row["MonthYear"], row["Year"]) == ("20240514", "202405", "2024")
    assert (row["AvgTone"], row["GoldsteinScale"], row["DATEADDED"]) == ("", "", "")


def test_polecat_keeps_plover() -> None:
    row = one("polecat", story(SHELLED, 1), story(SHELLED, 2, modes=("explosives",)))
    assert (row["Event Type"], row["Event Mode"], row["Quad Code"]) == (
        "ASSAULT", "heavy-weapons; explosives", "MATERIAL CONFLICT",
    )  # fmt: skip
    assert (row["Actor Name"], row["Actor Country"], row["Primary Actor Sector"]) == ("Velish army", "VLS", "MIL")
    assert (row["Placename"], row["City"], row["GeoNames ID"]) == ("Orbec", "Orbec", "1")


def test_what_has_no_row_is_counted_with_its_reason() -> None:
    out = io.BytesIO()
    exporter = exporter_of("ucdp")
    exporter.write(record(), out)
    assert exporter.left_out == {NOT_SAID: 1, NOT_LETHAL: 1}
    differ = Memory([story(SHELLED, 1), story(SHELLED, 2, type_="COERCE", modes=("arrest",))], {"s1": "s1", "s2": "s1"})
    exporter = exporter_of("acled")
    exporter.write(differ, io.BytesIO())
    assert exporter.left_out == {TYPES_DIFFER: 1}


def test_only_what_is_said_to_have_happened_counts() -> None:
    denied = story(SHELLED, 2, status="denied", killed=(900, 900, None))
    row = one("ucdp", story(SHELLED, 1, killed=(3, 3, None)), denied)
    assert (row["best"], row["number_of_sources"]) == ("3", "1")


def test_what_happens_again_and_again_is_no_event() -> None:
    exporter = exporter_of("acled")
    exporter.write(Memory([story(SHELLED, 1, aspect="habitual")], {"s1": "s1"}), io.BytesIO())
    assert (exporter.counts["rows"], exporter.left_out) == (0, {HABITUAL: 1})
    assert one("acled", story(SHELLED, 1), story(SHELLED, 2, aspect="habitual"))["dateline_reports"] == "1"


def test_who_says_so_stands_beside_it() -> None:
    row = one("ucdp", story(SHELLED, 1, killed=(2, 2, None)),
              story(SHELLED + " So [Renn|said].", 2, killed=(2, 2, None)))  # fmt: skip
    assert row["dateline_said_by"] == "the report itself; Ada Renn"
    assert row["source_original"] == "Ada Renn"


def test_a_count_in_a_sentence_of_its_own_is_heard() -> None:
    toll = "[Renn|said] [put|t] the toll in [Orbec|place] at [forty-six|dead]."
    later = story(toll, 2, kind="figure", type_="killed", modes=(), killed=(46, 46, None), source="Norlandic Times")
    row = one("ucdp", story(SHELLED, 1, killed=(41, 41, None)), later)
    assert row["best"] == row["low"] == row["high"] == ""  # the two differ, and nobody is picked
    assert row["dateline_killed"] == "41 (Velish Wire, 2024-05-16); 46 (Ada Renn in Norlandic Times, 2024-05-16)"
    exporter = exporter_of("acled")
    exporter.write(Memory([later], {"s2": "s2"}), io.BytesIO())
    assert (exporter.counts["rows"], exporter.left_out) == (0, {COUNTS_ALONE: 1})


def test_every_code_of_the_crosswalks_is_of_a_type_and_mode_that_exist() -> None:
    from dateline.ontology.lexicon import event_types, load_data

    types = event_types()
    codes = load_data("cameo_codes")
    assert set(codes["types"]) == set(types)
    for name, row in codes["types"].items():
        assert row["why"]
        assert set(row.get("modes", {})) <= set(types[name].modes), name
    acled = load_data("acled")
    for rule in acled["rules"]:
        assert rule["why"]
        assert {*rule.get("modes", ()), *rule.get("only", ())} <= set(types[rule["type"]].modes), rule
        assert ("sub_event" in rule) != ("disorder" in rule)
        assert rule.get("sub_event") is None or rule["sub_event"] in acled["sub_events"]
    assert ORBEC[5] in acled["geo_precision"]
