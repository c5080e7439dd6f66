"""Sides weighed: whom the rules seat and whom the reader sees; nobody on both; the rules alone without the reader."""

from __future__ import annotations

from dataclasses import replace

import pytest

from dateline.frame.seat import SIDES, likely, weights
from dateline.frame.statement import StatementStage
from dateline.pipeline import Pipeline
from dateline.read.text import document_of
from dateline.types import Document, Statement
from tests.frame.test_judge import KINDS
from tests.frame.test_weighed import hint, read

TEXT = "Rebels shelled the army's camp outside Kidal on Friday."
CAMP = "In the army's camp outside Kidal, the shelling on Friday went on for hours against the guards."
PREFIXES = ("form ", "kind ", "dep ", "role ", "way ", "rule ", "type ", "mine ", "unheard rule ")
ALONE = ("base", "place", "acts", "before", "elsewhere", "far", "second", "heard frame", "mine", "theirs", "outdone",
         "unheard")  # fmt: skip


def only(document: Document) -> Statement:
    (statement,) = document.statements
    return statement


def texts(statement: Statement, side: str) -> list[str]:
    return [mention.text for mention in getattr(statement, side)]


def test_whom_the_rules_and_the_reader_seat_alike_stays() -> None:
    statement = only(read(TEXT, shelled=hint("ASSAULT", 0.9, actors=0, recipients=5)))
    assert texts(statement, "actors") == ["Rebels"]


def test_an_empty_side_is_filled_with_whom_the_reader_sees() -> None:
    statement = only(read(CAMP, shelling=hint("ASSAULT", 0.9, actors=2)))
    assert texts(statement, "actors") == ["army"]
    assert not texts(only(read(CAMP, shelling=hint("ASSAULT", 0.9))), "actors")


def test_nobody_stands_on_both_sides() -> None:
    statement = only(read(CAMP, shelling=hint("ASSAULT", 0.9, actors=2, recipients=2)))
    assert not set(texts(statement, "actors")) & set(texts(statement, "recipients"))


def test_whoever_only_belongs_to_another_has_no_seat_beside_it() -> None:
    text = "The army said its troops shelled the camp outside Kidal on Friday."
    seen = hint("ASSAULT", 0.9)._replace(roles={"actors": ((3, 0.95), (4, 0.95))})
    assert texts(only(read(text, shelled=seen)), "actors") == ["its troops"]


@pytest.mark.parametrize(("chances", "seated"), [
    ({1: 0.9, 2: 0.5, 3: 0.3}, [1, 2]), ({1: 0.3, 2: 0.2}, [1]), ({1: 0.1}, []), ({}, []),
])  # fmt: skip
def test_one_alone_is_seated_from_a_lower_bound(chances: dict[int, float], seated: list[int]) -> None:
    assert likely(chances, {"any": 0.43, "alone": 0.2}) == seated


def test_without_the_reader_the_rules_seat() -> None:
    document = replace(Pipeline().until("attribution")(document_of(TEXT)), hints=None)
    assert texts(only(replace(document, statements=StatementStage()(document))), "actors") == ["Rebels"]


@pytest.mark.parametrize("side", SIDES)
def test_every_weight_is_of_a_feature_that_there_is(side: str) -> None:
    for name in weights()[side]:
        of_a_part_of_speech = name.partition(" ")[2].startswith("role ")
        assert name in ALONE or of_a_part_of_speech or name.startswith(PREFIXES), name
        if name.startswith("type "):
            assert name.removeprefix("type ").split(" ")[0] in KINDS, name
