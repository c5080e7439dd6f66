"""What a benchmark holds back: the same documents each time, and those that training has to leave out."""

from __future__ import annotations

import json
import zipfile
from pathlib import Path

from dateline.evaluate.tasks import event_location, re3d
from dateline.types import Mention


def test_a_fifth_of_re3d_is_held_back_by_its_ids() -> None:
    held = [name for name in map(str, range(1000)) if re3d.is_dev(name)]
    assert 150 < len(held) < 250 and held == [name for name in map(str, range(1000)) if re3d.is_dev(name)]


def test_relabelled_and_development_sentences_are_held_back(tmp_path: Path) -> None:
    names = [f"Rebels shelled town {k}." for k in range(60)]
    rows = [
        {"text": name, "answer": "accept", "source": "RELABEL" if k == 0 else "first"} for k, name in enumerate(names)
    ]
    path = tmp_path / "labeled_text.jsonl.zip"
    with zipfile.ZipFile(path, "w") as archive:
        archive.writestr("labeled_text.jsonl", json.dumps(rows))
    held = event_location.held_texts(path)
    assert held == {names[0], *filter(event_location.is_dev, names)} and len(held) < 30
    assert names[0] not in [row["text"] for row in event_location.read_rows(path)]


def test_a_span_is_found_once_by_a_mention_of_a_fitting_kind() -> None:
    text = "The army of Norland left."
    gold = [(0, 8, "Organisation"), (12, 19, "Location")]
    found = [Mention(4, 8, "army", 0, "group", "nominal"), Mention(12, 19, "Norland", 0, "person", "name")]
    expected, spans, pairs = re3d.match(text, gold, found)
    assert pairs == [(0, 0)] and spans[0] == expected[0][0]
