"""Templates of reports of our own, laid out as the real ones are."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from dateline.evaluate.tasks.muc import meet, read_keys, run

TEXT = "GUNMEN OF THE NATIONAL FRONT OF KEROVIA (NFK) KIDNAPPED TWO ENGINEERS NEAR THE DAM, THE POLICE SAID."
CALM = "THE MINISTER OF FINANCE PRESENTED THE BUDGET FOR THE COMING YEAR, WHICH DEPUTIES WILL READ NEXT WEEK."


def slot(name: str, *strings: str, **more: bool) -> list[object]:
    return [name, {"strings": list(strings), "type": "simple_strings", **more} if strings else None]


@pytest.fixture
def data(tmp_path: Path) -> Path:
    incident = [
        ["message_id", "A"], ["message_template", 1], ["incident_type", "KIDNAPPING"],
        slot("perp_individual_id", "GUNMEN"), slot("perp_organization_id", "NATIONAL FRONT OF KEROVIA", "NFK"),
        slot("phys_tgt_id"), slot("hum_tgt_name"), slot("hum_tgt_description", "TWO ENGINEERS", "ENGINEERS"),
        slot("hum_tgt_description", "DRIVER", optional=True),
    ]  # fmt: skip
    none = [["message_id", "B"], ["message_template", "*"], ["incident_type", "*"]]
    (tmp_path / "raw").mkdir()
    keys = "".join(f"%%%\n{json.dumps(rows)}\n" for rows in (incident, none))
    (tmp_path / "raw/keys_dev").write_text(keys, "utf-8")
    told = {"dateline": "DORN, 4 MAY 90 (KNA)"}
    rows = [told | {"docid": id_, "text": text} for id_, text in (("A", TEXT), ("B", CALM))]
    (tmp_path / "raw/doc_dev").write_text("".join(json.dumps(row) + "\n" for row in rows), "utf-8")
    return tmp_path


def test_the_key_holds_types_and_fills(data: Path) -> None:
    keys = read_keys(data / "raw/keys_dev")
    assert keys["A"].types == {"KIDNAPPING"} and not keys["B"].types
    assert keys["A"].fills["victims"] == [{"TWO ENGINEERS", "ENGINEERS"}] and keys["A"].optional == [{"DRIVER"}]


def test_what_is_read_is_held_against_it(data: Path) -> None:
    result = run(data, None)
    relevant, types = result.counts["relevant"], result.counts["types"]
    assert (relevant.tp, relevant.fp, relevant.fn) == (1, 0, 0) and (types.tp, types.fp, types.fn) == (1, 0, 0)
    assert result.counts["victims and targets"].tp == 1 and result.counts["victims and targets"].fn == 0


@pytest.mark.parametrize(
    ("a", "b", "same"),
    [
        ("GUERRILLAS", "the armed guerrillas", True),
        ("MEMBERS OF THE FRONT", "two members", True),
        ("DARIO MENZUKI", "Menzuki", True),
        ("MAYOR", "the mayor's driver", False),
        ("MAYOR", "mayor of the town", True),
        ("FRONT", "the Front militiamen", False),
    ],
)
def test_phrases_meet_by_their_heads_or_words(a: str, b: str, same: bool) -> None:
    assert meet(a, b) is same
