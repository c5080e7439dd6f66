"""Text of a report is data: whatever it holds goes out as JSON, as it is, and as nothing that a browser would run."""

from __future__ import annotations

import csv
import io
import json
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest

from dateline.write.csv import FORMULA
from tests.web.browser.payload import payloads
from tests.web.browser.record import hostile, make
from tests.web.server import Browser, Server, serving
from tests.write.build import ARABIC, EMOJI, SURROGATE, short

JSON = ("/statements", "/facets", "/reports", "/episodes", "/map", "/timeline", "/network", "/coverage", "/queue")


@pytest.fixture(scope="module")
def attacked(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Server]:
    path = make(tmp_path_factory.mktemp("hostile") / "<script>.dateline", hostile())
    with serving(path) as server:
        yield server


@pytest.fixture(scope="module")
def root(attacked: Server) -> Browser:
    return attacked.client("root")


def strings(data: Any) -> Iterator[str]:
    if isinstance(data, str):
        yield data
    elif isinstance(data, dict):
        for key, value in data.items():
            yield from strings(key)
            yield from strings(value)
    elif isinstance(data, list):
        for value in data:
            yield from strings(value)


def test_there_are_at_least_a_hundred_payloads() -> None:
    assert len(set(payloads())) >= 100


@pytest.mark.parametrize("path", JSON)
def test_no_answer_can_be_taken_for_a_page(root: Browser, path: str) -> None:
    answer = root.ask(path, **({"limit": 1000} if path in ("/statements", "/reports", "/episodes") else {}))
    assert answer.status_code == 200
    assert answer.headers["content-type"] == "application/json"
    assert answer.headers["x-content-type-options"] == "nosniff"
    assert "script-src 'self'" in answer.headers["content-security-policy"]
    answer.json()


def test_every_payload_comes_back_as_it_was_written(root: Browser) -> None:
    rows = root.get("/statements", limit=1000)["rows"]
    assert {row["title"] for row in rows} == set(payloads()) == {row["source"] for row in rows}
    reports = {row["id"]: row for row in root.get("/reports", limit=1000)["rows"]}
    for row in rows[::10]:
        report = root.get(f"/reports/{row['report']}")
        assert report["url"] == row["title"] == reports[row["report"]]["title"]
        why = root.get(f"/statements/{row['id']}/why")
        assert row["title"] in set(strings(why))
        assert row["title"] in set(strings(root.get(f"/episodes/{row['episode']}")))


def test_payloads_in_questions_are_words(root: Browser) -> None:
    for payload in payloads()[::3]:
        for name in ("text", "actor", "place", "source", "report", "episode"):
            answer = root.ask("/statements", **{name: payload})
            assert answer.status_code == 200, (name, payload)
        for name in ("type", "since", "country", "sort", "after"):
            answer = root.ask("/statements", **{name: payload})
            assert answer.status_code == 400 and answer.headers["content-type"] == "application/json"
    assert root.get("/statements", source=payloads()[0])["total"] == 1
    assert root.ask("/statements/" + "%3Cscript%3E").status_code == 404
    assert root.ask("/statements", text="' OR 1=1 --", source="x' OR '1'='1").json()["total"] == 0


def test_payloads_in_decisions_are_words(attacked: Server) -> None:
    root = attacked.client("root")
    id_ = root.get("/statements", limit=1)["rows"][0]["id"]
    for payload in payloads()[:10]:
        root.judge("comment", id_, why=payload)
    assert [row["why"] for row in root.get("/judgements", target=id_)["rows"]] == payloads()[:10]
    answer = root.send("/judgements", {"action": "<script>", "targets": ["<script>"]})
    assert (answer.status_code, answer.headers["content-type"]) == (422, "application/json")


@pytest.mark.parametrize("name", ["statements", "episodes", "reports"])
def test_no_cell_of_a_table_is_a_formula(root: Browser, name: str) -> None:
    answer = root.ask(f"/{name}.csv")
    rows = list(csv.reader(io.StringIO(answer.text.removeprefix("\ufeff"), newline="")))
    assert len(rows) - 1 == len(payloads()) == int(answer.headers["x-row-count"])
    for cell in (cell for row in rows for cell in row):
        assert not cell.startswith(("=", "+", "@", "\t", "\r")), cell
        assert all(cell[hit.end() - 1 : hit.end()] == "'" for hit in FORMULA.finditer(cell) if hit.end()), cell


def test_difficult_writing_comes_back_whole(tmp_path: Path) -> None:
    documents = [
        replace(document, report=replace(document.report, id=f"r{number}"))
        for number, document in enumerate(map(short, (ARABIC, EMOJI, SURROGATE)))
    ]
    with serving(make(tmp_path / "r.dateline", documents)) as server:
        eve = server.client("eve")
        for document in documents:
            report = eve.get(f"/reports/{document.report.id}")
            assert len(report["text"]) == len(document.text)
            for statement, row in zip(document.statements, report["statements"], strict=True):
                trigger = row["trigger"]
                assert (trigger["start"], trigger["end"]) == (statement.trigger.start, statement.trigger.end)
                assert report["text"][trigger["start"] : trigger["end"]] == trigger["text"]
        lines = eve.ask("/statements.jsonl").content.splitlines()
        assert all(json.loads(line) for line in lines)
