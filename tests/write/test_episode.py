"""An episode for people: side by side, counted by voices, in eighty columns, and with nothing a terminal obeys."""

from __future__ import annotations

import io
import json
import re

import orjson
import pytest
from rich.cells import cell_len

from dateline.types import Link
from dateline.types.episode import Episode
from dateline.write.episode import as_data, print_episode
from dateline.write.member import Found
from tests.write.build import hostile
from tests.write.happening import Toll, blast, episode, found, reviewed

LINKED = "same town and day, both by a bomb"
HOSTILE = (
    "[The [b\x1b[31momb|who] [expl\u202eoded|t] in [Or\x07bec|place], killing [some 41|dead], "
    "[the =cmd()|source] [said|cue].|s]"
)


def shown(pairs: list[Found], happening: Episode, most: int = 20) -> str:
    out = io.BytesIO()
    print_episode(happening, pairs, out, most)
    return out.getvalue().decode()


def linked() -> tuple[list[Found], Episode]:
    pairs = blast()
    first, second, *_ = (member.statement.id for _, member in pairs)
    return pairs, episode(pairs, (Link(first, second, 0.91, LINKED, "link/1"),))


def test_figures_stand_side_by_side_with_who_and_when() -> None:
    lines = shown(*linked()).splitlines()
    at = lines.index("killed - the values differ")
    assert lines[at + 1 : at + 3] == [
        "  at least 41 - Interior Ministry, 2024-03-29 (2 reports)",
        "  35 - prosecutors, same day; prosecutors, 2024-03-31",
    ]
    assert "38" not in " ".join(lines[at : at + 3]), "no average"


def test_the_same_day_is_called_so() -> None:
    lines = shown(blast()[:2], episode(blast()[:2])).splitlines()
    assert "  35 - prosecutors, same day" in lines


def test_voices_statements_and_links_are_told() -> None:
    words = " ".join(shown(*linked()).split())
    assert "4 statements · 4 reports · 3 independent voices · 2024-03-29 to 2024-03-31" in words
    assert "Norlandic News (agency) · 1 report" in words
    assert "Velish Wire · 2 reports, text f1" in words
    assert f"2 with 1 · 0.91 · {LINKED} (link/1)" in words
    assert words.count("id ") >= 4


def test_what_is_not_shown_is_counted() -> None:
    words = shown(*linked(), most=1)
    assert "and 3 statements more: give --most" in words
    assert words.count("ASSAULT explosives") == 1
    assert "2 statements" not in words


def test_reviews_are_shown() -> None:
    pairs = [reviewed(blast()[0], "edited")]
    assert "ASSAULT explosives · edited · 0.50" in shown(pairs, episode(pairs))


def hard() -> list[list[Found]]:
    nasty = [found(Toll(HOSTILE, "Ev\x1b]0;il\x07 Wire", "2024-03-29", 41, 41, agency="A\u202egency"), 1)]
    wide = [found(Toll(HOSTILE.replace("omb", "omb 桥" * 30), "桥" * 90, "2024-03-29", 41, 41), 2)]
    return [blast(), nasty, wide, nasty + wide]


@pytest.mark.parametrize("pairs", hard(), ids=range(4))
def test_lines_fit_and_nothing_is_obeyed(pairs: list[Found]) -> None:
    words = shown(pairs, episode(pairs))
    assert not re.search("[\x00-\x09\x0b-\x1f\x7f-\x9f\u200e\u200f\u061c\u202a-\u202e\u2066-\u2069]", words)
    assert max(map(cell_len, words.splitlines())) <= 80


def test_the_data_hold_everything_and_any_text() -> None:
    pairs, happening = linked()
    row = json.loads(orjson.dumps(as_data(happening, pairs)))
    assert [side["side"] for side in row["sides"]] == ["who", "where", "when", "status", "killed"]
    killed = row["sides"][-1]
    assert killed["differ"] is True
    assert [value["words"] for value in killed["values"]] == ["killed at least 41", "killed 35"]
    assert len(row["statements"]) == 4 and row["statements"][0]["record"]["family"] == "f1"
    assert row["links"][0]["reason"] == LINKED
    broken = hostile()[2]
    (first,) = broken.statements
    pair = (broken, blast()[0][1].__class__(broken.report, first, "", "", "f"))
    assert orjson.dumps(as_data(episode([pair]), [pair]))
