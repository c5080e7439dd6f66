"""correct and redact: judgements are added, checked, undone; what goes out leaves only a tombstone."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from tests.cli.conftest import Done, run
from tests.write.happening import blast as pairs

IDS = [member.statement.id for _, member in pairs()]
REPORTS = [member.report.id for _, member in pairs()]


def correct(path: Path, *arguments: str, given: bytes = b"") -> Done:
    return run("correct", path, *arguments, "--by", "ann", given=given)


def made(done: Done) -> str:
    """The id of the one judgement that was made."""
    assert done.returncode == 0, done.stderr.decode()
    (id_,) = done.stdout.decode().split()
    return id_


def found(path: Path, *filters: str) -> list[dict]:  # type: ignore[type-arg]
    done = run("find", path, *filters)
    assert done.returncode == 0, done.stderr.decode()
    return [json.loads(line) for line in done.stdout.splitlines()]


def ids(path: Path, *filters: str) -> list[str]:
    return [row["id"] for row in found(path, *filters)]


def why(path: Path, id_: str) -> dict:  # type: ignore[type-arg]
    return json.loads(run("why", path, id_).stdout)  # type: ignore[no-any-return]


def test_reject_accept_comment_and_undo(blast: Path) -> None:
    rejection = made(correct(blast, "reject", IDS[1], "--why", "a film"))
    assert IDS[1] not in ids(blast) and ids(blast, "--review", "rejected") == [IDS[1]]
    made(correct(blast, "accept", IDS[0], IDS[2][:6]))
    assert ids(blast, "--review", "accepted") == [IDS[0], IDS[2]]
    made(correct(blast, "comment", IDS[1], "--why", "see the correction"))
    undone = made(correct(blast, "undo", rejection[:10], "--no-link"))
    assert ids(blast) == IDS
    told = why(blast, IDS[1])["judgements"]
    assert [(j["kind"], j["by"], j["why"]) for j in told] == [
        ("reject", "ann", "a film"), ("comment", "ann", "see the correction"), ("undo", "ann", None),
    ]  # fmt: skip
    assert [j["id"] for j in why(blast, rejection)["judgements"]] == [rejection, undone]
    made(correct(blast, "undo", undone, "--no-link"))
    assert IDS[1] not in ids(blast), "an undo can be undone"


def test_edits_are_in_what_is_found_and_in_the_episode(blast: Path) -> None:
    made(correct(blast, "edit", IDS[1], "killed=38-40", "status=denied", "modes=suicide-attack, explosives",
                 "background=yes", "time=2024-03-28..2024-03-29", "--why", "so the ministry"))  # fmt: skip
    (row,) = found(blast, "--status", "denied")
    assert (row["figures"][0]["low"], row["figures"][0]["high"], row["figures"][0]["role"]) == (38, 40, "killed")
    assert row["modes"] == ["suicide-attack", "explosives"]
    assert row["background"] is True
    assert (row["time"]["start"], row["time"]["end"], row["time"]["grain"]) == ("2024-03-28", "2024-03-29", "day")
    assert row["record"]["review"] == "edited"
    words = run("episode", blast, IDS[0], "--format", "table").stdout.decode()
    assert "38 to 40 - prosecutors, 2024-03-29" in words.replace("same day", "2024-03-29")
    assert "status - the values differ" in words
    made(correct(blast, "edit", IDS[1], "time=none", "killed=none", "modes="))
    (row,) = found(blast, "--status", "denied")
    assert (row["time"], row["figures"], row["modes"]) == (None, [], [])


@pytest.mark.parametrize(
    ("arguments", "message"),
    [
        (["praise", IDS[0]], "use one of edit, accept"),
        (["edit", IDS[0]], "needs values"),
        (["edit", IDS[0], "status=sure"], "use one of actual"),
        (["edit", IDS[0], "type=BOMB"], "use one of AGREE"),
        (["edit", IDS[0], "modes=visit"], "use one of abduct"),
        (["edit", IDS[0], "background=perhaps"], "use one of true"),
        (["edit", IDS[0], "time=soon"], "write it as"),
        (["edit", IDS[0], "injured=3"], "no figure of injured"),
        (["edit", IDS[0], "colour=red"], "use one of type"),
        (["edit", IDS[0], "place={"], "write words, or JSON"),
        (["edit", IDS[0], IDS[1], "status=denied"], "one statement"),
        (["accept"], "needs an id"),
        (["comment", IDS[0]], "says nothing"),
        (["accept", "none"], "shows the ids"),
        (["undo", IDS[0]], "no judgement"),
        (["merge", IDS[0]], "needs two ids"),
        (["merge", IDS[0], REPORTS[1]], "ids of one kind"),
        ([], "nothing is asked for"),
    ],
)
def test_what_cannot_be_is_refused_and_nothing_is_changed(blast: Path, arguments: list[str], message: str) -> None:
    before = run("changes", blast).stdout
    done = correct(blast, *arguments)
    assert done.returncode == 2
    assert message in done.stderr.decode()
    assert run("changes", blast).stdout == before


def test_many_at_once_name_the_bad_lines_and_do_the_rest(blast: Path, tmp_path: Path) -> None:
    lines = [
        {"action": "reject", "ids": [IDS[0]], "why": "a film", "by": "bob"},
        {"action": "edit", "ids": IDS[1], "changes": {"status": "denied", "killed": 36}},
        {"action": "accept", "ids": ["none"]},
        {"action": "accept", "id": [IDS[3]]},
    ]
    path = tmp_path / "corrections.jsonl"
    path.write_text("\n".join([*map(json.dumps, lines), "", "{", "[]", '{"action": "accept", "ids": 3}']), "utf-8")
    done = correct(blast, "--from", str(path), "--why", "checked")
    assert done.returncode == 1
    assert len(done.stdout.split()) == 2
    said = done.stderr.decode()
    assert "2 carried out, 5 not" in said
    assert [number for number in range(1, 9) if f"{path}:{number}: " in said] == [3, 4, 6, 7, 8]
    assert ids(blast) == IDS[1:]
    (row,) = found(blast, "--status", "denied")
    assert row["figures"][0]["low"] == 36
    (one,) = why(blast, IDS[1])["judgements"]
    assert (one["by"], one["why"]) == ("ann", "checked")
    assert correct(blast, "--from", "-", given=json.dumps({"action": "accept", "ids": IDS[2]}).encode()).returncode == 0
    assert ids(blast, "--review", "accepted") == [IDS[2]]


def test_one_statement_is_split_from_all_of_its_episode(blast: Path) -> None:
    judgement = made(correct(blast, "split", IDS[1], "--no-link"))
    (told,) = why(blast, judgement)["judgements"]
    assert told["targets"] == [IDS[1], IDS[0], IDS[2], IDS[3]]


def test_the_name_is_that_of_the_login(blast: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    for name in ("LOGNAME", "USER", "LNAME", "USERNAME"):
        monkeypatch.setenv(name, "berta")
    made(run("correct", blast, "accept", IDS[0]))
    assert why(blast, IDS[0])["judgements"][0]["by"] == "berta"


def test_a_redaction_tells_first_and_leaves_a_tombstone(blast: Path) -> None:
    done = run("redact", blast, "--report", REPORTS[1][:8], "--why", "a threat to the author", "--by", "ann")
    assert done.returncode == 2
    assert f"report {REPORTS[1]}: 1 report with 1 statement would be taken out" in done.stderr.decode()
    assert "--yes" in done.stderr.decode()
    assert ids(blast) == IDS
    done = run("redact", blast, "--report", REPORTS[1][:8], "--why", "a threat to the author", "--by", "ann", "--yes")
    made(done)
    assert ids(blast) == [IDS[0], IDS[2], IDS[3]]
    assert ids(blast, "--source", "Orbec Times") == []
    assert b"Orbec Times" not in run("changes", blast).stdout
    feed = [json.loads(line) for line in run("changes", blast).stdout.splitlines()]
    assert any("a threat to the author" in json.dumps(line) and "ann" in json.dumps(line) for line in feed)
    assert run("verify", blast).returncode == 0
    assert run("correct", blast, "accept", IDS[1]).returncode == 2


def test_a_source_is_taken_out_whole(blast: Path) -> None:
    done = run("redact", blast, "--source", "Velish Wire", "--why", "asked", "--yes")
    assert "source Velish Wire: 1 report with 1 statement would be taken out" in done.stderr.decode()
    made(done)
    assert ids(blast) == IDS[1:]
    unknown = run("redact", blast, "--source", "Nobody", "--why", "asked", "--yes")
    assert unknown.returncode == 2 and "use one of Daily Echo, Echo Two, Orbec Times" in unknown.stderr.decode()


def test_a_redaction_needs_one_thing(blast: Path) -> None:
    assert b"give one of --report" in run("redact", blast, "--why", "x", "--yes").stderr
    both = run("redact", blast, "--report", REPORTS[0], "--source", "x", "--why", "x", "--yes")
    assert both.returncode == 2 and b"give one of --report" in both.stderr
    assert b"no statement names a person" in run("redact", blast, "--person", "Nobody", "--why", "x", "--yes").stderr
