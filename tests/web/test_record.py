"""The record taken away, locked, replaced or of another version while it is served; and what listeners hear."""

from __future__ import annotations

import asyncio
import json
import sqlite3
import threading
from collections.abc import AsyncIterator
from pathlib import Path
from typing import Any

import pytest

from dateline.store.store import Store
from dateline.web.access import Session
from dateline.web.listen import Listening
from dateline.web.views.change import listen
from tests.web.conftest import fill
from tests.web.server import Browser, Server

PATHS = ("/session", "/statements", "/statements/s1/why", "/reports/r1", "/facets", "/map", "/statements.csv", "/queue")


def file_of(server: Server) -> Path:
    return Path(server.served.record.address)


def sidecars(path: Path) -> list[Path]:
    return [file for file in path.parent.glob(path.name + "*") if file.suffix != ".audit"]


def test_a_record_that_is_gone_is_said_to_be_and_is_served_again_once_back(server: Server, ann: Browser) -> None:
    path = file_of(server)
    assert ann.get("/statements")["total"] == 7
    with Store(path):
        pass  # the last to close it writes everything into the one file
    server.served.record.close()
    path.rename(path.with_suffix(".away"))
    for asked in PATHS:
        answer = ann.ask(asked)
        assert (answer.status_code, answer.json()["reason"]) == (503, "gone"), asked
        assert answer.json()["cure"] and str(path.parent) not in answer.text
    assert ann.send("/judgements", {"action": "accept", "targets": ["s1"]}).status_code == 503
    path.with_suffix(".away").rename(path)
    assert ann.get("/statements")["total"] == 7
    ann.judge("accept", "s1")


def test_another_record_in_its_place_is_noticed(server: Server, ann: Browser, tmp_path: Path) -> None:
    tag = ann.ask("/statements").headers["etag"]
    shown = ann.get("/map")
    other = tmp_path / "other.dateline"
    with Store(fill(other)) as store:
        store.judge("reject", "statement", ["s1"], by="editor")
    server.served.record.close()
    path = file_of(server)
    for file in sidecars(path):
        file.unlink()
    other.rename(path)
    answer = ann.client.get("/api/statements", headers={"If-None-Match": tag})
    assert (answer.status_code, answer.json()["total"]) == (200, 6)
    assert ann.get("/map") != shown


def test_a_record_of_another_version_is_refused_until_it_is_of_ours(server: Server, ann: Browser) -> None:
    assert ann.get("/statements")["total"] == 7
    with sqlite3.connect(file_of(server)) as link:
        (version,) = link.execute("PRAGMA user_version").fetchone()
        link.execute("PRAGMA user_version = 999")
    for asked in PATHS:
        answer = ann.ask(asked)
        assert (answer.status_code, answer.json()["reason"]) == (503, "version"), asked
    assert "newer dateline" in ann.ask("/statements").json()["cure"]
    with sqlite3.connect(file_of(server)) as link:
        link.execute(f"PRAGMA user_version = {version}")
    assert ann.get("/statements")["total"] == 7


def test_who_reads_does_not_wait_for_who_writes(
    server: Server, ann: Browser, monkeypatch: pytest.MonkeyPatch
) -> None:  # fmt: skip
    monkeypatch.setattr("dateline.cli.served.PATIENCE", 0.1)
    with sqlite3.connect(file_of(server), isolation_level=None) as link:
        link.execute("BEGIN IMMEDIATE")
        assert ann.get("/statements")["total"] == 7
        answer = ann.send("/judgements", {"action": "accept", "targets": ["s1"]})
        assert (answer.status_code, answer.json()["reason"]) == (503, "locked")
        assert "try again" in answer.json()["cure"]
        link.execute("ROLLBACK")
    ann.judge("accept", "s1")


def test_a_damaged_record_is_an_error_with_a_cure(server: Server, ann: Browser) -> None:
    server.served.record.close()
    path = file_of(server)
    for file in sidecars(path):
        file.unlink()
    path.write_bytes(b"no record at all" * 1000)
    answer = ann.ask("/statements")
    assert answer.status_code == 503
    assert answer.json()["cure"]


def test_what_another_program_adds_is_seen_at_once(server: Server, ann: Browser) -> None:
    assert ann.get("/statements/s1")["record"]["review"] is None
    with Store(file_of(server)) as store:
        store.judge("accept", "statement", ["s1"], by="editor")
    assert ann.get("/statements/s1")["record"]["review"] == "accepted"
    answer = ann.send("/judgements", {"action": "reject", "targets": ["s1"], "base": 0})
    assert (answer.status_code, answer.json()["newer"]["by"]) == (409, "editor")


def test_many_ask_and_judge_at_once_and_nothing_is_lost(server: Server, ann: Browser) -> None:
    faults: list[str] = []

    def read() -> None:
        for _ in range(15):
            for path in ("/statements", "/facets", "/map", "/episodes"):
                answer = ann.ask(path)
                if answer.status_code != 200:
                    faults.append(answer.text)

    def judge(id_: str) -> None:
        for number in range(5):
            answer = ann.send("/judgements", {"action": "comment", "targets": [id_], "why": f"{number}"})
            if answer.status_code != 200:
                faults.append(answer.text)

    threads = [threading.Thread(target=read) for _ in range(3)]
    threads += [threading.Thread(target=judge, args=(f"s{n}",)) for n in (1, 2, 3)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert faults == []
    assert ann.get("/judgements")["total"] == 15


# ------------------------------------------------------------ events


def data_of(event: str) -> tuple[str, dict[str, Any]]:
    lines = dict(line.partition(": ")[::2] for line in event.strip().splitlines())
    data: dict[str, Any] = json.loads(lines["data"])
    return lines["event"], data


def test_listeners_hear_who_judged_what(server: Server, ann: Browser) -> None:
    listening = Listening(server.served.record, Session("ben", "review"), lambda: True)
    first = listening.look() or ""
    assert data_of(first)[0] == "change" and data_of(first)[1]["judgements"] == []
    assert listening.look() is None
    made = ann.judge("accept", "s1")["judgement"]
    name, data = data_of(listening.look() or "")
    assert (name, data["judgements"][0]["id"], data["judgements"][0]["by"]) == ("change", made["id"], "ann")
    assert data["changed"] == ann.get("/session")["record"]["changed"]


def test_a_listener_who_comes_back_hears_what_they_missed(server: Server, ann: Browser) -> None:
    first = Listening(server.served.record, Session("ben", "review"), lambda: True)
    begun = first.look() or ""
    number = int(begun.partition("id: ")[2].split("\n")[0])
    ann.judge("accept", "s1")
    back = Listening(server.served.record, Session("ben", "review"), lambda: True, last=number)
    assert [j["targets"] for j in data_of(back.look() or "")[1]["judgements"]] == [["s1"]]


def test_a_blind_listener_hears_that_something_changed_and_no_more(server: Server, ann: Browser) -> None:
    listening = Listening(server.served.record, Session("ben", "review", blind=True), lambda: True)
    listening.look()
    ann.judge("accept", "s1")
    assert data_of(listening.look() or "")[1]["judgements"] == []


def test_listeners_are_told_of_trouble_and_of_its_end(server: Server) -> None:
    listening = Listening(server.served.record, Session("ben", "review"), lambda: True)
    listening.look()
    server.served.record.close()
    path = file_of(server)
    path.rename(path.with_suffix(".away"))
    name, data = data_of(listening.look() or "")
    assert (name, data["reason"]) == ("trouble", "gone")
    assert listening.look() is None
    path.with_suffix(".away").rename(path)
    assert data_of(listening.look() or "")[0] == "change"


def test_a_stream_of_events_ends_with_its_session(server: Server, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("dateline.web.views.change.PAUSE", 0.01)
    alive = iter([True, True, True])
    listening = Listening(server.served.record, Session("ben", "review"), lambda: next(alive, False))

    async def heard(events: AsyncIterator[str]) -> list[str]:
        return [event async for event in events]

    events = asyncio.run(heard(listen(listening)))
    assert [data_of(event)[0] for event in events] == ["change"]
