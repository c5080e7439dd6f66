"""The audit log: added to, readable by its owner, and no place for what somebody sends."""

from __future__ import annotations

import json
import stat
from pathlib import Path

import pytest

from dateline.errors import DatelineError
from dateline.web.audit import LONGEST, Audit
from tests.web.server import Browser, Server


def test_lines_are_added_and_stay(tmp_path: Path) -> None:
    path = tmp_path / "audit"
    for number in range(3):
        Audit(path).note("accept", who="ann", judgement=f"j{number}")
    assert [row["judgement"] for row in Audit(path).last(2)] == ["j2", "j1"]
    assert stat.S_IMODE(path.stat().st_mode) == 0o600


def test_nobody_can_write_a_line_of_their_own(tmp_path: Path) -> None:
    log = Audit(tmp_path / "audit")
    log.note("login", who='eve\n{"what": "accept", "who": "root"}\u2028\x1b[2J', more="x" * 9999)
    (line,) = (tmp_path / "audit").read_bytes().splitlines()
    assert line.isascii() and len(json.loads(line)["more"]) == LONGEST


def test_what_was_not_written_to_its_end_is_passed_over(tmp_path: Path) -> None:
    log = Audit(tmp_path / "audit")
    log.note("start")
    with log.path.open("ab") as out:
        out.write(b'{"what": "acc')
    assert [row["what"] for row in log.last(10)] == ["start"]


def test_a_log_that_cannot_be_written_is_an_error(tmp_path: Path) -> None:
    with pytest.raises(DatelineError) as error:
        Audit(tmp_path).note("start")
    assert "--audit" in error.value.cure


def test_downloads_are_written_down_with_their_filters(server: Server, ann: Browser) -> None:
    ann.ask("/statements.csv", type="ASSAULT")
    ann.ask("/corrections.jsonl")
    rows = [(row["file"], row["rows"], row["query"]) for row in server.log if row["what"] == "export"]
    assert rows == [("statements.csv", 4, "type=ASSAULT"), ("corrections.jsonl", 0, "")]


def test_a_decision_that_cannot_be_logged_is_said_to_be_made(server: Server, ann: Browser) -> None:
    server.served.audit.path = server.served.audit.path.parent
    answer = ann.send("/judgements", {"action": "accept", "targets": ["s1"], "key": "k"})
    assert answer.status_code == 503
    assert "it is decided" in answer.json()["error"]
    assert ann.get("/statements/s1")["record"]["review"] == "accepted"
