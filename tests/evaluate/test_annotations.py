"""Annotations of one sentence of our own, joined with a raw set laid out as the real one is."""

from __future__ import annotations

import csv
import json
from dataclasses import replace
from pathlib import Path

import pytest

from dateline.errors import DatelineError
from dateline.evaluate.annotated import Annotated, part_of, read_annotated
from dateline.evaluate.tasks.annotations import Tally
from dateline.find.syntax import SyntaxStage
from dateline.types import Document

SENTENCE = "Police said rebels shelled the garrison of Dorn on Friday, killing 12 guards."


def span(words: str) -> list[int]:
    start = SENTENCE.index(words)
    return [start, start + len(words)]


def mention(words: str) -> dict[str, object]:
    return {"span": span(words), "antecedent": None}


@pytest.fixture
def gold(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Annotated:
    folder = tmp_path / "causal_news/V2"
    folder.mkdir(parents=True)
    with (folder / "train_subtask1.csv").open("w", encoding="utf-8", newline="") as out:
        csv.writer(out).writerows([("index", "text", "label"), ("one", SENTENCE, "0")])
    figure = {"role": "killed", "low": 12.0, "high": 12.0, "hedge": None, "trend": None, "unit": "guard"}
    voice = {"source": mention("Police"), "cue": span("said"), "content": [span(SENTENCE[12:-1])]}
    statement = {
        "kind": "event", "type": "ASSAULT", "modes": ["heavy-weapons"], "trigger": span("shelled"),
        "actors": [mention("rebels")], "recipients": [mention("the garrison of Dorn")],
        "place": mention("Dorn") | {"country": None},
        "time": {"span": span("Friday"), "start": "2024-03-08", "end": "2024-03-08"},
        "figures": [figure | {"span": span("12 guards")}],
        "attribution": [voice | {"stance": "asserts", "named": True}],
        "status": "actual", "aspect": "once", "background": False, "about": None,
    }  # fmt: skip
    row = {"set": "causal_news", "document": "one", "start": 0, "end": len(SENTENCE), "statements": [statement]}
    (tmp_path / "own/pass1").mkdir(parents=True)
    (tmp_path / "own/pass1/batch_01.jsonl").write_text(json.dumps(row) + "\n", "utf-8")
    monkeypatch.setenv("DATELINE_ANNOTATIONS", str(tmp_path / "own"))
    (one,) = read_annotated(tmp_path)
    return one


def parsed(gold: Annotated) -> Document:
    return replace(gold.document, syntax=SyntaxStage()(gold.document))


def test_an_annotation_is_joined_with_its_text(gold: Annotated) -> None:
    (one,) = gold.document.statements
    assert one.trigger.text(gold.document.text) == "shelled" and one.actors[0].text == "rebels"
    assert one.attribution[0].source is not None and one.attribution[0].source.text == "Police"
    assert gold.part == part_of("causal_news", "one")


def test_the_same_reading_is_right_in_every_field(gold: Annotated) -> None:
    tally = Tally("own")
    tally.add(gold, parsed(gold))
    result = tally.finish()
    assert result.cases == 1 and not result.misses
    for name, count in result.counts.items():
        assert (count.fp, count.fn) == (0, 0), name
    assert result.counts["row: type, actors, recipients"].tp == 1 and result.counts["figures: role and numbers"].tp == 1
    assert result.figures["chain exact, on detected"] == 1


def test_other_heads_modes_and_labels_are_wrong_one_by_one(gold: Annotated) -> None:
    document = parsed(gold)
    (one,) = document.statements
    other = replace(one, modes=(), recipients=(), attribution=(), status="possible", figures=())
    tally = Tally("own")
    tally.add(gold, replace(document, statements=(other,)))
    result = tally.finish()
    assert result.counts["detection: kind and type"].tp == 1
    assert (result.counts["detection with mode"].fp, result.counts["detection with mode"].fn) == (1, 1)
    assert result.counts["row: type, actors, recipients"].tp == 0 and result.counts["actors: heads"].tp == 1
    assert result.counts["recipients: heads"].fn == 1 and result.counts["attribution: source heads"].fn == 1
    assert result.figures["status accuracy, on detected"] == 0 and result.figures["aspect accuracy, on detected"] == 1


def test_what_is_missed_and_what_is_invented_are_counted(gold: Annotated) -> None:
    document = parsed(gold)
    (one,) = document.statements
    tally = Tally("own")
    tally.add(gold, replace(document, statements=(replace(one, type="PROTEST"),)))
    result = tally.finish()
    count = result.counts["detection: kind and type"]
    assert (count.tp, count.fp, count.fn) == (0, 1, 1)
    assert [miss.kind for miss in result.misses] == ["wrong type: ASSAULT", "spurious: PROTEST"]


def test_a_folder_without_annotations_is_an_error(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("DATELINE_ANNOTATIONS", str(tmp_path))
    with pytest.raises(DatelineError, match="no annotations"):
        list(read_annotated(tmp_path))
