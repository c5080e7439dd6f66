"""Statements over the API: pages, filters, one whole, why, and as files."""

from __future__ import annotations

import csv
import io
import json

import pytest

from dateline.store.paging import SORTS
from dateline.write.belonging import NAMES
from tests.web.server import Browser


def ids(page: dict[str, object]) -> list[str]:
    return [row["id"] for row in page["rows"]]  # type: ignore[attr-defined]


def test_a_row_is_flat_and_says_where_it_belongs(eve: Browser) -> None:
    row = next(row for row in eve.get("/statements")["rows"] if row["id"] == "s1")
    assert row["sentence"]["text"][row["trigger"]["start"] : row["trigger"]["end"]] == "shelled"
    assert row["actors"] == [
        {"name": "Velish army", "text": "The army", "id": "org:velish-army", "country": "VLS", "roles": ["MIL", "GOV"]}
    ]
    assert (row["place"]["name"], row["place"]["precision"]) == ("Orbec", "city")
    assert row["time"] == {"start": "2024-05-14", "end": "2024-05-14", "grain": "day"}
    assert (row["figures"][0]["low"], row["source"], row["episode"], row["family"]) == (41, "Velish Wire", "s1", "r1")
    assert (row["review"], row["version"], row["mode"]) == (None, 0, ["heavy-weapons"])
    assert next(r for r in eve.get("/statements")["rows"] if r["id"] == "s2")["chain"] == ["Renn"]


@pytest.mark.parametrize("sort", [f"{sign}{name}" for name in SORTS for sign in ("", "-")])
def test_pages_give_every_statement_once(eve: Browser, sort: str) -> None:
    found, after = [], None
    while True:
        page = eve.get("/statements", sort=sort, limit=2, **({"after": after} if after else {}))
        assert page["total"] == 7
        found += ids(page)
        if (after := page["after"]) is None:
            break
    assert sorted(found) == [f"s{n}" for n in range(1, 8)]
    whole = ids(eve.get("/statements", sort=sort))
    assert found == whole
    assert ids(eve.get("/statements", sort=sort.removeprefix("-") if sort[0] == "-" else f"-{sort}")) == whole[::-1]


def test_filters_of_one_name_are_alternatives_and_of_two_both_hold(eve: Browser) -> None:
    assert set(ids(eve.get("/statements", type=["PROTEST", "ACCUSE"]))) == {"s3", "s4"}
    assert ids(eve.get("/statements", type=["PROTEST", "ACCUSE"], place="orbec")) == ["s3"]
    assert ids(eve.get("/statements", text="may bomb")) == ["s6"]
    assert ids(eve.get("/statements", review="accepted")) == []
    assert len(ids(eve.get("/statements", review="unjudged"))) == 7


@pytest.mark.parametrize(
    ("params", "says"),
    [({"type": "SHELL"}, "ASSAULT"), ({"since": "soon"}, "2024-05-16"), ({"country": "Nowhereland"}, "ISO"),
     ({"sort": "beauty"}, "confidence"), ({"after": "x"}, "begin anew"), ({"after": "[1]"}, "begin anew")],
)  # fmt: skip
def test_what_can_never_hold_is_refused_with_what_can(eve: Browser, params: dict[str, str], says: str) -> None:
    answer = eve.ask("/statements", **params)
    assert answer.status_code == 400
    assert says in answer.json()["cure"]


@pytest.mark.parametrize("params", [{"limit": "many"}, {"limit": -1}, {"limit": 100_000}, {"confidence": 2}])
def test_what_is_of_another_kind_is_named(eve: Browser, params: dict[str, object]) -> None:
    answer = eve.ask("/statements", **params)
    assert answer.status_code == 422
    assert answer.json()["error"].startswith(next(iter(params)))


def test_one_statement_is_the_contract_with_its_place_in_the_record(eve: Browser) -> None:
    row = eve.get("/statements/s2")
    assert row["attribution"][0]["source"]["entity"]["name"] == "Ada Renn"
    assert row["record"] == {"episode": "s1", "family": "r2", "agency": None, "review": None, "version": 0}


def test_why_tells_stages_links_and_what_is_not_known(eve: Browser) -> None:
    why = eve.get("/statements/s2/why")
    assert why["stages"] == [{"stage": "syntax", "version": "1"}, {"stage": "statement", "version": "1"}]
    assert why["links"][0]["reason"] == "same town and day"
    assert "no longer where it was" in why["traced"]["missing"]
    assert why["judgements"] == []


@pytest.mark.parametrize("path", ["/statements/none", "/statements/none/why", "/reports/none", "/episodes/none"])
def test_what_is_not_there_is_missing(eve: Browser, path: str) -> None:
    answer = eve.ask(path)
    assert answer.status_code == 404
    assert "'none'" in answer.json()["error"]


def test_csv_holds_what_the_filters_hold_and_says_how_many(eve: Browser) -> None:
    answer = eve.ask("/statements.csv", type=["ASSAULT", "PROTEST"])
    rows = list(csv.reader(io.StringIO(answer.text.removeprefix("\ufeff"), newline="")))
    assert answer.headers["content-type"].startswith("text/csv")
    assert "attachment" in answer.headers["content-disposition"]
    assert rows[0] == NAMES
    assert answer.headers["x-row-count"] == str(len(rows) - 1) == "5"


def test_jsonl_holds_the_contract(eve: Browser) -> None:
    answer = eve.ask("/statements.jsonl", episode="s1")
    rows = [json.loads(line) for line in answer.text.splitlines()]
    assert answer.headers["x-row-count"] == "2" == str(len(rows))
    assert [row["id"] for row in rows] == ["s1", "s2"]
    assert rows[0]["record"]["episode"] == "s1"


@pytest.mark.parametrize("name", ["reports", "episodes"])
@pytest.mark.parametrize("params", [{}, {"type": "PROTEST"}])
def test_lists_are_files_too(
    eve: Browser, name: str, params: dict[str, str], monkeypatch: pytest.MonkeyPatch
) -> None:  # fmt: skip
    monkeypatch.setattr(f"dateline.web.views.{name.removesuffix('s')}.PAGE", 2)
    table, lines = (eve.ask(f"/{name}.{form}", **params) for form in ("csv", "jsonl"))
    rows = [json.loads(line) for line in lines.text.splitlines()]
    read = list(csv.DictReader(io.StringIO(table.text.removeprefix("\ufeff"), newline="")))
    assert sorted(ids({"rows": rows})) == sorted(ids(eve.get(f"/{name}", **params)))
    assert [row["id"] for row in read] == [row["id"] for row in rows]
    assert set(read[0]) == set(rows[0])
    assert table.headers["x-row-count"] == lines.headers["x-row-count"] == str(len(rows))


def test_facets_count_with_the_other_filters_on(eve: Browser) -> None:
    found = eve.get("/facets", type="ASSAULT")
    types = {row["value"]: row["count"] for row in found["type"]}
    assert types == {"ASSAULT": 4, "PROTEST": 1, "ACCUSE": 1, "leads": 1}
    assert {row["value"]: row["count"] for row in found["status"]} == {"actual": 3, "future": 1}
    assert {row["value"]: row["count"] for row in found["source"]} == {"Velish Wire": 3, "Norlandic Times": 1}
    assert {row["value"] for row in found["mode"]} == {"heavy-weapons", "firearms"}


def test_a_facet_counts_what_its_filter_finds(eve: Browser) -> None:
    found = eve.get("/facets")
    for name in ("type", "country", "status", "source", "mode", "review", "kind"):
        for row in found[name]:
            if name == "country" and row["value"] == "VLS":
                continue  # a country of these tests, which no filter takes
            assert eve.get("/statements", **{name: row["value"]}, limit=0)["total"] == row["count"], (name, row)
    for row in found["year"]:
        if row["value"]:
            year = {"since": row["value"], "until": row["value"]}
            assert eve.get("/statements", **year, limit=0)["total"] == row["count"], row


def test_a_report_has_its_text_and_everything_it_says(eve: Browser) -> None:
    report = eve.get("/reports/r1")
    (statement,) = report["statements"]
    trigger = statement["trigger"]
    assert report["text"][trigger["start"] : trigger["end"]] == "shelled" == trigger["text"]
    assert report["sentences"] == [{k: statement["sentence"][k] for k in ("start", "end")}]
    assert report["blocks"] == [{"start": 0, "end": len(report["text"]), "kind": "paragraph"}]
    assert report["losses"] == []


def test_reports_are_listed_and_filtered(eve: Browser) -> None:
    page = eve.get("/reports", limit=3)
    assert (page["total"], len(page["rows"])) == (7, 3)
    rest = eve.get("/reports", limit=100, after=page["after"])
    assert [r["id"] for r in (*page["rows"], *rest["rows"])] == [f"r{n}" for n in range(1, 8)]
    assert [row["id"] for row in eve.get("/reports", status="future")["rows"]] == ["r6"]


def test_episodes_are_listed_with_what_differs(eve: Browser) -> None:
    page = eve.get("/episodes")
    first = page["rows"][0]
    assert page["total"] == 5
    assert (first["id"], first["statements"], first["reports"], first["voices"]) == ("s1", 2, 2, 2)
    assert first["contradictions"] == ["killed"]
    assert (first["place"], first["start"], first["actors"]) == ("Orbec", "2024-05-14", ["Velish army"])
    assert eve.get("/episodes", type="PROTEST")["rows"][0]["id"] == "s3"


@pytest.mark.parametrize("sort", ["statements", "-statements", "reports", "-reports", "published", "-latest"])
def test_pages_of_episodes_give_each_once(eve: Browser, sort: str) -> None:
    found, after = [], None
    while True:
        page = eve.get("/episodes", sort=sort, limit=2, **({"after": after} if after else {}))
        found += ids(page)
        if (after := page["after"]) is None:
            break
    assert found == ids(eve.get("/episodes", sort=sort))
    assert sorted(found) == ["s1", "s3", "s4", "s6", "s7"]


def test_an_episode_has_each_value_with_its_voice_and_bounds(eve: Browser) -> None:
    episode = eve.get("/episodes/s1")
    killed = next(side for side in episode["sides"] if side["side"] == "killed")
    assert killed["differ"]
    assert [(v["low"], v["high"]) for v in killed["values"]] == [(41, 41), (35, 35)]
    assert {said["who"] for v in killed["values"] for said in v["said"]} == {"the report itself (Velish Wire)", "Renn"}
    assert [row["id"] for row in episode["statements"]] == ["s1", "s2"]
    assert episode["links"][0]["confidence"] == 0.9


@pytest.mark.parametrize("path", ["/map", "/timeline", "/network", "/coverage"])
def test_the_pictures_follow_the_filter(eve: Browser, path: str) -> None:
    assert eve.get(path) != eve.get(path, type="PROTEST", source="Norlandic Times")


def test_a_setting_of_a_picture_is_checked(eve: Browser) -> None:
    assert eve.ask("/timeline", by="mood").status_code == 422
    assert eve.get("/timeline", by="publication", of="reports", grain="month")["bars"] == [
        {"start": "2024-05", "end": "2024-05", "count": 7}
    ]


def test_the_vocabulary_has_the_words_of_the_codebook(eve: Browser) -> None:
    words = eve.get("/vocabulary")
    assert "demo" in words["types"]["PROTEST"]["modes"]
    assert words["statuses"][0] == "actual"
    assert "killed" in words["figures"]


def test_the_session_tells_who_asks_of_what(eve: Browser) -> None:
    session = eve.get("/session")
    assert (session["name"], session["role"], session["blind"]) == ("eve", "read", False)
    record = session["record"]
    assert (record["name"], record["reports"], record["failed"], record["statements"], record["episodes"]) == (
        "news.dateline", 7, 1, 7, 5
    )  # fmt: skip
