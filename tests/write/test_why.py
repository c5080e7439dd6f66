"""Why something is in a record: the chain as a chain, the place in the file, the links, what people decided."""

from __future__ import annotations

import io
import json
import re

import orjson
import pytest
from rich.cells import cell_len

from dateline.types import Family, Link
from dateline.types.episode import Member
from dateline.types.judgement import Change, Judgement
from dateline.write.member import Found
from dateline.write.why import Traced, Why, as_data, print_why
from tests.write.build import agency, everything
from tests.write.happening import blast, episode

EDIT = Judgement(
    "j1", "edit", "statement", ("a1",), "ann", "2026-11-23T09:00:00Z", "the army denies it",
    (Change("status", '"denied"'),),
)  # fmt: skip


def shown(why: Why) -> str:
    out = io.BytesIO()
    print_why(why, out)
    return out.getvalue().decode()


def pair_of(document: object = None, number: int = 0) -> Found:
    document = document or agency()
    statement = document.statements[number]  # type: ignore[attr-defined]
    return document, Member(document.report, statement, "", "", "f1")  # type: ignore[attr-defined, return-value]


def test_the_chain_is_drawn_from_the_words_to_the_report() -> None:
    lines = shown(Why("a1", pair_of())).splitlines()
    at = lines.index("Who says so")
    chain = [line for line in lines[at:] if "└" in line]
    assert [line.split("└ ")[1] for line in chain] == [
        "a militia spokesman, not named, “claimed” (claims-responsibility),",
        "through Norlandic news agencies “reported”, at Orbec",
        "in this report: Velish Wire · 2024-05-16 · Shells fall on Orbec",
    ]
    assert lines[lines.index(chain[0]) + 1].strip() == "2024-05-14", "the day of speaking, on the next line"
    assert [line.index("└") for line in chain] == sorted({line.index("└") for line in chain}), "each one further in"
    assert lines[at + 1].strip().startswith("“The Velish army shelled")


def test_a_report_that_speaks_for_itself_says_so() -> None:
    assert "└ in the words of this report: Velish Wire" in shown(Why("a2", pair_of(number=1)))


def test_recipe_bytes_links_and_judgements() -> None:
    pairs = blast()
    ids = [member.statement.id for _, member in pairs]
    happening = episode(pairs, (Link(ids[0], ids[1], 0.91, "same town and day", "link/1"),))
    reports = tuple(member.report.id for _, member in pairs[::2])
    alike = Link(*reports, 0.98, "98 of 100 pieces alike", "link/1")
    family = Family("f1", reports, reports[0], (alike,), "Velish Wire")
    traced = Traced((0, 90), (4, 9))
    why = Why(ids[1], pairs[1], "syntax/3 statement/1", traced, family, happening, happening.links, (EDIT,))
    words = " ".join(shown(why).split())
    assert "recipe syntax/3 statement/1" in words
    assert "bytes 0 to 90 of the file" in words
    assert f"this one with {ids[0]} · 0.91 · same town and day (link/1)" in words
    assert "4 statements, 3 independent voices" in words
    assert f"2 reports, credited to Velish Wire; the earliest f1, the fullest {reports[0]}" in words
    assert '2026-11-23T09:00:00Z · ann · edit statement a1: status = "denied" · because the army denies it' in words
    row = json.loads(orjson.dumps(as_data(why)))
    assert row["bytes"] == {"sentence": [0, 90], "trigger": [4, 9], "missing": None}
    assert row["judgements"][0]["changes"] == {"status": "denied"}
    assert row["links"][0]["confidence"] == 0.91
    assert (row["family"], row["fullest"]) == (list(reports), reports[0])


def test_a_judgement_has_its_own_why() -> None:
    undo = Judgement("j2", "undo", "judgement", ("j1",), "bob", "2026-11-23T10:00:00Z")
    words = shown(Why("j1", judgements=(EDIT, undo)))
    assert words.startswith("judgement j1\n")
    assert "bob · undo judgement j1" in words


def test_bytes_that_nobody_knows_are_not_made_up() -> None:
    words = " ".join(shown(Why("a1", pair_of(), traced=Traced(missing="the delivered file is gone"))).split())
    assert "the delivered file is gone" in words
    assert "of the file" not in words


@pytest.mark.parametrize("document", [d for d in everything() if d.statements])
def test_lines_fit_and_nothing_is_obeyed(document: object) -> None:
    words = shown(Why("a1", pair_of(document), "syntax/1 " * 30, judgements=(EDIT,)))
    assert not re.search("[\x00-\x09\x0b-\x1f\x7f-\x9f\u200e\u200f\u061c\u202a-\u202e\u2066-\u2069]", words)
    assert max(map(cell_len, words.splitlines())) <= 80
