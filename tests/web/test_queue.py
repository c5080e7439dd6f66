"""What to review next, reading blind, and how far two readers agree."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from dateline.store.store import Store
from dateline.web.standpoint import Standpoint, differing, killed
from dateline.web.views.agreement import kappa
from dateline.write.account import facets
from tests.run.recorded import blast_record
from tests.web.server import Browser, Server


def ids(browser: Browser, **params: object) -> list[str]:
    return [row["id"] for row in browser.get("/queue", **params)["rows"]]


def test_what_is_judged_leaves_the_queue(ann: Browser, ben: Browser) -> None:
    assert len(ids(ann)) == 7
    ann.judge("accept", "s1")
    ben.judge("reject", "s3")
    assert set(ids(ann)) == {"s2", "s4", "s5", "s6", "s7"} == set(ids(ben))
    assert ids(ann, review="accepted") == ["s1"]


def test_the_least_sure_come_first(ann: Browser) -> None:
    ann.judge("edit", "s5", values={"confidence": "0.1"})
    ann.judge("edit", "s6", values={"confidence": "0.2"})
    assert ids(ann, review=["edited", "unjudged"])[:2] == ["s5", "s6"]


def test_contradictions_are_queued(ann: Browser) -> None:
    assert set(ids(ann, order="conflicting")) == {"s1", "s2"}
    ann.judge("edit", "s2", values={"killed": "41"})
    assert ids(ann, order="conflicting", review=["edited", "unjudged"]) == []


def test_the_deadliest_come_first(ann: Browser) -> None:
    assert len(ids(ann, order="casualty")) == 7  # all candidates of these tests say 41.5
    ann.judge("edit", "s1", values={"killed": "90"})
    assert ids(ann, order="casualty", review=["edited", "unjudged"])[0] == "s1"


def test_open_numbers_of_the_dead_are_counted_by_the_bound_they_have(tmp_path: Path) -> None:
    path = blast_record(tmp_path / "open.dateline")
    with Store(path) as store:
        (held,) = store.database.rows("SELECT body FROM candidate WHERE id = '185e73a7'")
        row = json.loads(bytes(held[0])) | {
            "figures": [["killed", 41.0, None], ["killed", None, 60.0], ["injured", 90.0, None]]
        }
        store.database.run("UPDATE candidate SET body = ? WHERE id = '185e73a7'", (json.dumps(row).encode(),))
        assert killed(store, "185e73a7") == {"185e73a7": 60.0}
        assert killed(store)["185e73a7"] == 60.0


def test_chance_is_the_same_for_the_same_seed(ann: Browser) -> None:
    first = ids(ann, order="random", seed=7)
    assert first == ids(ann, order="random", seed=7) != ids(ann, order="random", seed=8)
    page = ann.get("/queue", order="random", seed=7, limit=3)
    assert [row["id"] for row in page["rows"]] + ids(ann, order="random", seed=7, after=page["after"]) == first


def test_the_queue_follows_the_filter(ann: Browser) -> None:
    assert ids(ann, type="PROTEST") == ["s3"]
    assert ann.ask("/queue", order="pretty").status_code == 422
    assert ann.ask("/queue", after="x").status_code == 400


def test_the_sides_that_differ_are_those_of_the_whole_account(tmp_path: Path) -> None:
    with Store(blast_record(tmp_path / "r.dateline")) as store:
        (episode,) = store.episodes()
        honest = tuple(facet.label for facet in facets(store.beside(episode.members)) if facet.differ)
        assert differing(store) == {episode.id: honest} == {episode.id: ("killed",)}
        standpoint = Standpoint()
        assert differing(store, [episode.id, "none"]) == {episode.id: honest} == standpoint.differing.of(store)
        assert differing(store, []) == {}
        for member in episode.members[1::2]:
            store.judge("reject", "statement", [member.statement.id], by="ann")
        assert standpoint.differing.of(store) == {}
        store.judge("undo", "judgement", [next(iter(store.judgements())).id], by="ann")
        assert standpoint.differing.of(store) == {episode.id: honest}


def test_a_second_reader_is_shown_what_the_first_read_as_it_was_read(ann: Browser, ben: Browser) -> None:
    ann.judge("edit", "s1", values={"status": "denied"})
    ann.judge("reject", "s3")
    page = ben.get("/queue", reader="ann")
    shown = {row["id"]: row for row in page["rows"]}
    assert (page["total"], set(shown)) == (2, {"s1", "s3"})
    assert (shown["s1"]["status"], shown["s1"]["review"], shown["s3"]["review"]) == ("actual", None, None)
    ben.judge("accept", "s1", base=shown["s1"]["version"])
    assert ids(ben, reader="*") == ["s3"]
    assert ids(ben, reader="cyd") == []
    assert ids(ann, reader="*") == []


def test_a_blind_reader_is_told_nothing_of_others(server: Server, ann: Browser, ben: Browser) -> None:
    ann.judge("edit", "s1", values={"status": "denied"}, why="secretly")
    ann.judge("reject", "s3", why="secretly")
    assert ben.post("/session", {"blind": True})["blind"]
    paths = ("/statements", "/statements/s1", "/statements/s1/why", "/reports/r3", "/episodes/s1", "/queue",
             "/judgements", "/changes", "/facets", "/statements.jsonl", "/corrections.jsonl")  # fmt: skip
    for path in paths:
        answer = ben.ask(path)
        assert answer.status_code == 200, path
        assert "secretly" not in answer.text and "rejected" not in answer.text and '"denied"' not in answer.text, path
    assert ben.get("/statements")["total"] == 7
    assert {row["version"] for row in ben.get("/statements")["rows"]} == {0}
    assert ben.ask("/agreement").status_code == 400
    made = ben.judge("accept", "s1", base=0)
    assert ben.get("/statements/s1")["record"]["review"] == "accepted"
    assert [row["id"] for row in ben.get("/judgements")["rows"]] == [made["judgement"]["id"]]
    assert "s1" not in ids(ben)
    assert not ben.post("/session", {"blind": False})["blind"]
    assert ben.get("/statements/s3")["record"]["review"] == "rejected"


def test_two_readers_are_compared_field_by_field(ann: Browser, ben: Browser) -> None:
    for id_ in ("s1", "s2", "s3", "s6", "s7"):
        ann.judge("accept", id_)
    ben.post("/session", {"blind": True})
    for id_ in ("s1", "s2"):
        ben.judge("accept", id_)
    ben.judge("edit", "s3", values={"status": "denied"})
    ben.judge("reject", "s6")
    ben.post("/session", {"blind": False})
    told = ben.get("/agreement")
    fields = {row["field"]: row for row in told["fields"]}
    assert (told["readers"], told["items"]) == (["ann", "ben"], 4)
    assert (fields["verdict"]["compared"], fields["verdict"]["agreed"], fields["verdict"]["raw"]) == (4, 2, 0.5)
    assert (fields["status"]["compared"], fields["status"]["agreed"]) == (3, 2)
    assert fields["type"]["raw"] == 1
    status = next(row for row in told["disagreements"] if row["field"] == "status")
    assert (status["statement"], status["a"], status["b"], status["settled"]) == ("s3", "actual", "denied", None)


def test_a_third_reader_settles(server: Server, ann: Browser, ben: Browser) -> None:
    ann.judge("accept", "s3")
    ben.post("/session", {"blind": True})
    ben.judge("edit", "s3", values={"status": "denied"})
    cyd = server.client("cyd")
    seen = cyd.get("/statements/s3")["record"]["version"]
    made = cyd.judge("edit", "s3", values={"status": "possible"}, base=seen)["judgement"]
    rows = cyd.get("/agreement", a="ann", b="ben")["disagreements"]
    assert {row["settled"] for row in rows} == {made["id"]}
    assert cyd.get("/statements/s3")["status"] == "possible"


def test_nobody_to_compare_is_no_error(ann: Browser) -> None:
    ann.judge("accept", "s3")
    told = ann.get("/agreement")
    assert (told["readers"], told["everybody"], told["items"]) == ([], ["ann"], 0)
    assert ann.get("/agreement", a="ann", b="ben")["items"] == 0


@pytest.mark.parametrize(
    ("pairs", "value"),
    [("aa aa bb bb", 1.0), ("ab ba ab ba", -1.0), ("aa ab ba bb", 0.0), ("aa aa aa", None), ("", None),
     ("yy " * 20 + "yn " * 5 + "ny " * 10 + "nn " * 15, 0.4)],
)  # fmt: skip
def test_kappa_is_agreement_beyond_chance(pairs: str, value: float | None) -> None:
    found = kappa([(pair[0], pair[1]) for pair in pairs.split()])
    assert found == (None if value is None else pytest.approx(value))


def test_corrections_hold_what_was_read_and_what_it_became(ann: Browser) -> None:
    ann.judge("edit", "s1", values={"status": "denied"}, why="the ministry denies it")
    ann.judge("reject", "s3")
    ann.judge("accept", "s6")
    answer = ann.ask("/corrections.jsonl")
    rows = {row["id"]: row for row in map(json.loads, answer.text.splitlines())}
    assert answer.headers["x-row-count"] == "3" == str(len(rows))
    assert (rows["s1"]["status"], rows["s1"]["read"]["status"]) == ("denied", "actual")
    assert rows["s1"]["judgements"][0]["why"] == "the ministry denies it"
    assert (rows["s3"]["record"]["review"], rows["s3"]["read"]) == ("rejected", None)
    assert rows["s6"]["record"]["review"] == "accepted"
