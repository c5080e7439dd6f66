"""Decisions over the API: made, refused where somebody was first, taken back, told to others."""

from __future__ import annotations

import pytest

from tests.web.server import Browser, Server


def version(browser: Browser, id_: str) -> int:
    return int(browser.get(f"/statements/{id_}")["record"]["version"])


@pytest.mark.parametrize(("action", "review"), [("accept", "accepted"), ("reject", "rejected")])
def test_a_verdict_is_seen_at_once_and_written_down(server: Server, ann: Browser, action: str, review: str) -> None:
    made = ann.judge(action, "s1", base=0, why="read it twice")
    assert made["judgement"]["by"] == "ann"
    row = ann.get("/statements/s1")
    assert (row["record"]["review"], row["record"]["version"]) == (review, made["version"])
    assert server.log[-1] | {"at": ""} == {
        "at": "", "who": "ann", "role": "review", "from": "testclient", "what": action,
        "judgement": made["judgement"]["id"], "targets": ["s1"],
    }  # fmt: skip


def test_values_and_spans_are_edited(ann: Browser) -> None:
    text = ann.get("/reports/r1")["text"]
    start = text.index("rebels")
    span = {"start": start, "end": start + len("rebels")}
    made = ann.judge("edit", "s1", values={"status": "denied", "killed": "35-41"}, spans={"recipients": [span]}, base=0)
    row = ann.get("/statements/s1")
    assert (row["status"], row["recipients"][0]["text"], row["by"]) == ("denied", "rebels", "ann")
    assert [(f["low"], f["high"]) for f in row["figures"]] == [(35, 41)]
    assert {change["field"] for change in made["judgement"]["changes"]} == {"status", "figures", "recipients"}
    assert ann.get("/statements", status="denied")["rows"][0]["id"] == "s1"


@pytest.mark.parametrize(
    ("body", "status", "says"),
    [({"action": "edit", "targets": ["s1"], "values": {"status": "maybe"}}, 400, "actual"),
     ({"action": "edit", "targets": ["s1"], "values": {"actors": [{"start": 0, "end": 9999}]}}, 400, "find"),
     ({"action": "edit", "targets": ["s1"]}, 400, "FIELD=VALUE"),
     ({"action": "accept", "targets": ["nothing"]}, 400, "ids"),
     ({"action": "merge", "targets": ["s1"]}, 400, "same"),
     ({"action": "comment", "targets": ["s1"]}, 400, "why"),
     ({"action": "redact", "targets": ["s1"]}, 422, "openapi"),
     ({"action": "undo", "targets": ["s1"]}, 422, "openapi"),
     ({"action": "accept", "targets": []}, 422, "openapi"),
     ({"targets": ["s1"]}, 422, "openapi")],
)  # fmt: skip
def test_what_cannot_be_changes_nothing(ann: Browser, body: dict[str, object], status: int, says: str) -> None:
    answer = ann.send("/judgements", body)
    assert answer.status_code == status, answer.text
    assert says in answer.json()["cure"]
    assert ann.get("/judgements")["rows"] == []


def test_who_comes_second_is_told_and_nothing_is_overwritten(ann: Browser, ben: Browser) -> None:
    seen = version(ben, "s1")
    first = ann.judge("edit", "s1", base=seen, values={"status": "denied"})
    answer = ben.send("/judgements", {"action": "accept", "targets": ["s1"], "base": seen})
    assert answer.status_code == 409
    body = answer.json()
    assert body["newer"]["id"] == first["judgement"]["id"]
    assert body["newer"]["changes"] == [{"field": "status", "value": "denied"}]
    assert (body["statement"]["status"], body["statement"]["record"]["version"]) == ("denied", first["version"])
    assert "ann" in body["error"]
    assert ben.get("/statements/s1")["record"]["review"] == "edited"
    ben.judge("accept", "s1", base=body["statement"]["record"]["version"])


@pytest.mark.parametrize("base", ["number", "judgement", "each"])
def test_a_base_may_be_told_in_three_ways(ann: Browser, ben: Browser, base: str) -> None:
    made = ann.judge("accept", "s1", base=0)
    given = {"number": made["version"], "judgement": made["judgement"]["id"], "each": {"s1": made["version"]}}[base]
    ben.judge("reject", "s1", base=given)
    assert ann.send("/judgements", {"action": "accept", "targets": ["s1"], "base": given}).status_code == 409


def test_a_verdict_without_base_is_one_on_what_nobody_judged(ann: Browser, ben: Browser) -> None:
    ann.judge("accept", "s1")
    assert ben.send("/judgements", {"action": "reject", "targets": ["s1"]}).status_code == 409
    ben.judge("comment", "s1", why="is that so?")
    assert ben.send("/judgements", {"action": "reject", "targets": ["s2", "s1"]}).status_code == 409


def test_comments_and_other_statements_do_not_stand_in_the_way(ann: Browser, ben: Browser) -> None:
    ann.judge("comment", "s1", why="see the correction")
    ann.judge("reject", "s2")
    ben.judge("accept", "s1", base=0)


def test_an_undoing_is_seen_as_a_change(ann: Browser, ben: Browser) -> None:
    made = ann.judge("accept", "s1")
    undone = ann.post(f"/judgements/{made['judgement']['id']}/undo", {})
    assert undone["version"] > made["version"]
    assert undone["versions"] == {"s1": undone["version"]}
    answer = ben.send("/judgements", {"action": "reject", "targets": ["s1"], "base": made["version"]})
    assert (answer.status_code, answer.json()["newer"]["kind"]) == (409, "undo")


def test_everything_can_be_undone_and_that_too(ann: Browser) -> None:
    ids = [ann.judge("edit", "s1", values={"aspect": a}, base=version(ann, "s1"))["judgement"]["id"]
           for a in ("ongoing", "habitual")]  # fmt: skip
    for id_, aspect in zip(reversed(ids), ("ongoing", "once"), strict=True):
        ann.post(f"/judgements/{id_}/undo", {})
        assert ann.get("/statements/s1")["aspect"] == aspect
    last = ann.get("/judgements", target="s1")["rows"][-1]
    again = ann.post(f"/judgements/{last['id']}/undo", {})
    assert ann.get("/statements/s1")["aspect"] == "ongoing"
    assert ann.post(f"/judgements/{last['id']}/undo", {})["judgement"]["id"] == again["judgement"]["id"]


def test_the_same_key_is_answered_with_the_same_judgement(ann: Browser, ben: Browser) -> None:
    made = ann.judge("comment", "s1", why="once", key="k1")
    assert ann.judge("comment", "s1", why="once", key="k1")["judgement"] == made["judgement"]
    assert ben.judge("comment", "s1", why="once", key="k1")["judgement"]["id"] != made["judgement"]["id"]
    assert ann.get("/judgements")["total"] == 2


def test_what_is_split_off_is_an_episode_of_its_own(server: Server, ann: Browser) -> None:
    made = ann.judge("split", "s2", why="another day")
    server.served.record.linker.wait()
    assert made["judgement"]["targets"] == ["s2", "s1"]
    assert ann.get("/statements/s2")["record"]["episode"] == "s2"
    assert not ann.get("/session")["record"]["linking"]
    ann.post(f"/judgements/{made['judgement']['id']}/undo", {})
    ann.judge("merge", "s1", "s3", why="one day in Orbec")
    server.served.record.linker.wait()
    assert ann.get("/statements/s3")["record"]["episode"] == ann.get("/statements/s1")["record"]["episode"]


def test_judgements_are_listed_by_target_and_reader(ann: Browser, ben: Browser) -> None:
    made = ann.judge("accept", "s1")["judgement"]
    ben.judge("reject", "s2")
    ben.post(f"/judgements/{made['id']}/undo", {})
    rows = ann.get("/judgements", target="s1")["rows"]
    assert [(row["kind"], row["undone"]) for row in rows] == [("accept", True), ("undo", False)]
    assert [row["kind"] for row in ann.get("/judgements", by="ben")["rows"]] == ["reject", "undo"]
    page = ann.get("/judgements", limit=2)
    assert [row["kind"] for row in page["rows"]] == ["reject", "undo"]
    assert ann.get("/judgements", before=page["before"])["rows"][0]["id"] == made["id"]


def test_changes_follow_the_journal(ann: Browser) -> None:
    made = ann.judge("accept", "s1")["judgement"]
    page = ann.get("/changes", limit=5)
    assert [row["change"] for row in page["rows"]] == ["reading"] * 5
    rest = ann.get("/changes", after=page["after"])
    assert rest["after"] is None
    assert rest["rows"][-1]["id"] == made["id"]
    assert ann.ask("/changes", since="2999").json()["rows"] == []


def test_an_answer_holds_until_the_record_changes(ann: Browser) -> None:
    for path in ("/statements", "/facets", "/reports/r1", "/episodes/s1", "/map"):
        first = ann.ask(path)
        tag = first.headers["etag"]
        assert first.headers["cache-control"] == "private, no-cache"
        again = ann.client.get(f"/api{path}", headers={"If-None-Match": f'"other", {tag}'})
        assert (again.status_code, again.content) == (304, b"")
    tag = ann.ask("/statements").headers["etag"]
    assert ann.ask("/statements", type="ASSAULT").headers["etag"] != tag
    ann.judge("reject", "s1")
    changed = ann.client.get("/api/statements", headers={"If-None-Match": tag})
    assert changed.status_code == 200
    assert changed.json()["total"] == 6


def test_two_readers_do_not_share_a_tag(ann: Browser, ben: Browser) -> None:
    assert ann.ask("/statements").headers["etag"] != ben.ask("/statements").headers["etag"]
    assert "Cookie" in ann.ask("/statements").headers["vary"]
