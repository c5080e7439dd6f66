"""Rows to lessons: by hand, of reviewed statements, of exported records; what is wrong is named with its cure."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from dateline.teach.lesson import Lesson
from dateline.teach.source import Source, lessons_of
from tests.cli.conftest import run

TEXT = "Gunmen looted the depot in Orbec."


def read(*rows: object) -> Source:
    lines = [row.encode() if isinstance(row, str) else json.dumps(row).encode() for row in rows]
    return lessons_of(lines, "rows.jsonl")


def told(lesson: Lesson) -> tuple[str, str | None, str | None]:
    return lesson.document.text[lesson.start : lesson.end], lesson.type, lesson.status


def test_rows_by_hand_name_the_word_or_where_it_stands() -> None:
    source = read(
        {"text": TEXT, "start": 7, "end": 13, "type": "looting", "status": "actual", "quad": "material_conflict"},
        {"text": TEXT, "trigger": "depot", "type": None, "status": "actual"},
        {"text": "The colonel heads the depot.", "trigger": "heads", "type": "leads"},
    )
    assert source.faults == []
    assert list(map(told, source.lessons)) == [
        ("looted", "LOOTING", "actual"), ("depot", None, None), ("heads", "leads", None),
    ]  # fmt: skip
    assert source.lessons[0].quad == "material_conflict"


@pytest.mark.parametrize(
    ("row", "message"),
    [
        ("Gunmen looted", "is no JSON - write"),
        ('["text"]', "is no JSON object"),
        ({"text": TEXT, "start": 7, "end": 70, "type": "LOOTING"}, "7 to 70 is no part of the text, which has 33"),
        ({"text": TEXT, "trigger": "robbed", "type": "LOOTING"}, "'robbed' stands 0 times"),
        ({"text": "Shots upon shots", "trigger": "s", "type": None}, "'s' stands 0 times"),
        ({"text": TEXT, "trigger": "looted"}, "no type is given"),
        ({"text": TEXT, "type": "LOOTING"}, "nothing says which word"),
        ({"text": TEXT, "trigger": "looted", "type": "LOOT!"}, "'LOOT!' is no name of a type"),
        ({"text": TEXT, "trigger": "looted", "type": "LOOTING", "status": "sure"}, "use one of actual, future"),
        ({"text": TEXT, "trigger": "looted", "type": "LOOTING", "quad": "bad"}, "use one of verbal_cooperation"),
        ({"text": "", "trigger": "looted", "type": "LOOTING"}, "the text is empty"),
        ({"seq": 3, "change": "judgement"}, "holds no words - give `dateline find"),
        ({"sentence": {"start": 0, "end": 33, "text": TEXT}, "trigger": {"start": 7, "end": 13, "text": "depot"},
          "kind": "event", "type": "ASSAULT", "record": {"review": "accepted"}}, "the trigger is not where"),
    ],
)  # fmt: skip
def test_a_bad_row_is_named_with_its_cure_and_the_rest_goes_on(row: object, message: str) -> None:
    source = read(row, {"text": TEXT, "trigger": "looted", "type": "LOOTING"})
    assert len(source.lessons) == 1
    (fault,) = source.faults
    assert message in str(fault) and fault.where == "rows.jsonl:1" and fault.cure


def test_what_reviewers_decided_is_learnt_from_either_export(blast: Path) -> None:
    """`find` gives sentences and `export` whole reports; both teach the same."""
    rows = [json.loads(line) for line in run("find", blast, "--format", "jsonl").stdout.splitlines()]
    first, second, third = (row["id"] for row in rows[:3])
    run("correct", blast, "reject", first, "--no-link")
    run("correct", blast, "accept", second, "--no-link")
    run("correct", blast, "edit", third, "type=PROTEST", "modes=", "status=denied", "--no-link")
    gone = run("correct", blast, "reject", rows[3]["id"], "--no-link").stdout.decode().strip()
    run("correct", blast, "undo", gone, "--no-link")

    reviews = [part for name in ("accepted", "edited", "rejected") for part in ("--review", name)]
    found = lessons_of(run("find", blast, "--format", "jsonl", *reviews).stdout.splitlines(), "found")
    record = lessons_of(run("export", blast).stdout.splitlines(), "record")
    words = [row["trigger"]["text"] for row in rows[:3]]
    wanted = [(words[0], None, None), (words[1], rows[1]["type"], rows[1]["status"]), (words[2], "PROTEST", "denied")]
    for source in (found, record):
        assert source.faults == []
        assert sorted(map(told, source.lessons), key=str) == sorted(wanted, key=str)
    assert record.passed == {"not reviewed": len(rows) - 3}
    assert {lesson.document.report.id for lesson in record.lessons} == {row["report"]["id"] for row in rows[:3]}
