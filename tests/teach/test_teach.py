"""Fifty rows teach a type; what is not better is not written; the same rows give the same bytes."""

from __future__ import annotations

import json
from dataclasses import replace
from pathlib import Path
from random import Random

import numpy as np
import pytest

from dateline.models.pack import SHIPPED, load_pack
from dateline.models.reader import Reader
from dateline.teach.bank import is_held
from dateline.teach.score import Score
from dateline.teach.source import Source, lessons_of, read_lessons
from dateline.teach.teach import Teaching, teach
from dateline.types import EventHint
from tests.cli.conftest import Done, process

from .made import Row, harmless, looting

Pack = tuple[Path, Done]
STORY = """Armed men plundered a food depot in Dallow on Tuesday, the mayor said.

Rebels shelled the airport at dawn, killing three guards. The foreign minister met the governor on Wednesday.
"""


def source(found: list[Row]) -> Source:
    return lessons_of([json.dumps(row).encode() for row in found], "rows.jsonl")


def card_of(folder: Path) -> dict[str, Row]:
    card: dict[str, Row] = json.loads((folder / "card.json").read_text("utf-8"))
    return card


def hints(folder: Path, text: str) -> dict[str, EventHint]:
    words = text.split()
    found = Reader(load_pack(folder))(words, [(0, len(words))]).events
    return {words[k]: hint for k, hint in found.items()}


def test_fifty_rows_teach_a_type(taught: Pack) -> None:
    folder, done = taught
    card = card_of(folder)
    told = card["taught"]
    assert card["added"] == {"LOOTING": {"quad": "material_conflict", "rows": 50}}
    assert told["rows"] == 70 and told["types"] == {"LOOTING": 50, "nothing": 20} and 5 <= told["held_back"] <= 25
    assert told["before"]["right"] == 0
    assert told["after"]["recall"] >= 0.8 and told["after"]["precision"] >= 0.8
    assert b"new types  LOOTING (50 rows)" in done.stdout and f"DATELINE_PACK={folder}".encode() in done.stdout


def test_words_that_were_not_taught_are_found_and_others_left_alone(taught: Pack) -> None:
    folder, _ = taught
    for text, word in (("Mutineers plundered the bank in Ostin .", "plundered"),
                       ("Shops were looted in three towns on Friday .", "looted")):  # fmt: skip
        assert hints(folder, text)[word].types["LOOTING"] >= 0.5
    for text in ("Rebels shelled the airport at dawn .", "The two presidents met in Geneva on Friday ."):
        assert all(hint.types.get("LOOTING", 0.0) < 0.5 for hint in hints(folder, text).values())


def test_what_the_pack_knew_it_knows(taught: Pack) -> None:
    same, all_ = card_of(taught[0])["taught"]["kept"]
    assert all_ > 100 and same >= 0.95 * all_


def test_bad_rows_are_named_and_counted_and_the_rest_goes_on(taught: Pack) -> None:
    _, done = taught
    assert done.returncode == 1 and b"4 bad" in done.stdout
    said = done.stderr.decode().splitlines()
    assert [line.split(":")[1] for line in said] == ["1", "2", "4", "3"]
    assert "RETREET is no type that the pack knows, and 1 rows are too few" in said[-1]


def test_only_heads_and_card_change(taught: Pack) -> None:
    folder, _ = taught
    assert (folder / "encoder.onnx").read_bytes() == (SHIPPED / "encoder.onnx").read_bytes()
    with np.load(SHIPPED / "heads.npz") as old, np.load(folder / "heads.npz") as new:
        changed = {name for name in old.files if not np.array_equal(old[name], new[name])}
        assert changed == {"flat.types.weight", "flat.types.bias"} and set(old.files) == set(new.files)
        assert {name: new[name].dtype for name in new.files} == {name: old[name].dtype for name in old.files}
    card, base = card_of(folder), card_of(SHIPPED)
    assert card["labels"]["types"] == [*base["labels"]["types"], "LOOTING"]
    assert (card["protocol"], card["base"]) == (base["protocol"], base["name"]) and card["name"] != base["name"]


def test_the_words_of_a_sentence_alone_decide_whether_it_is_held_back(rows: Path) -> None:
    texts = [lesson.document.text for lesson in read_lessons(rows).lessons]
    assert 0.08 < sum(map(is_held, texts)) / len(texts) < 0.35
    assert all(is_held(text) == is_held(f"  {text.upper()} ") for text in texts)


def test_again_gives_the_same_bytes_and_replaces_no_better_pack(
    rows: Path, taught: Pack, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    folder, again = taught[0], tmp_path / "again"
    teach(read_lessons(rows), SHIPPED, again)
    before = {path.name: path.read_bytes() for path in sorted(folder.iterdir())}
    assert before == {path.name: path.read_bytes() for path in sorted(again.iterdir())}

    def one_more(self: Teaching, other: Path) -> Score:
        assert other == again
        return replace(self.after, right=self.after.right + 1)

    monkeypatch.setattr(Teaching, "score_of", one_more)
    refused = teach(read_lessons(rows), SHIPPED, again).refused
    assert refused is not None and "holds a better pack" in refused.what and f"--pack {again}" in refused.cure
    assert before == {path.name: path.read_bytes() for path in sorted(again.iterdir())}
    assert sorted(path.name for path in tmp_path.iterdir()) == ["again"]


def test_a_pack_goes_on_only_to_be_better(taught: Pack, rows: Path, tmp_path: Path) -> None:
    how = teach(read_lessons(rows), taught[0], tmp_path / "pack")
    assert how.refused is not None and how.refused.cure and not (tmp_path / "pack").exists()


def test_types_given_by_chance_teach_nothing(taught: Pack, tmp_path: Path) -> None:
    found, names = [*looting(40), *harmless(40)], ["LOOTING", None, "AID", "CONSULT"] * 20
    Random(1).shuffle(names)
    mixed = [{**row, "type": name, "quad": None} for row, name in zip(found, names, strict=True)]
    how = teach(source(mixed), SHIPPED, tmp_path / "pack")
    assert how.refused is not None and how.name is None and not (tmp_path / "pack").exists()


def test_few_rows_cannot_tell(taught: Pack, tmp_path: Path) -> None:
    found = looting(60)
    held = [row for row in found if is_held(row["text"])][:4]
    few = [*held, *[row for row in found if not is_held(row["text"])][:18]]
    how = teach(source(few), SHIPPED, tmp_path / "pack")
    assert how.held == 4 and how.refused is not None and not (tmp_path / "pack").exists()
    assert "too few rows to tell" in how.refused.what and "give at least" in how.refused.cure


def test_a_taught_pack_reads_statements_of_the_new_type(taught: Pack, tmp_path: Path) -> None:
    (tmp_path / "story.txt").write_text(STORY, "utf-8")
    read = process("read", tmp_path / "story.txt", "--format", "jsonl", DATELINE_PACK=str(taught[0]))
    found = [json.loads(line) for line in read.stdout.splitlines()]
    (taken,) = [row for row in found if row["type"] == "LOOTING"]
    assert (taken["kind"], taken["trigger"]["text"], taken["status"]) == ("event", "plundered", "actual")
    assert [mention["text"] for mention in taken["actors"]] == ["Armed men"]
    assert [mention["text"] for mention in taken["recipients"]] == ["food depot"]
    assert {"ASSAULT", "CONSULT"} <= {row["type"] for row in found}
