"""What is proposed and what becomes of it: doubts of the rules outweighed by a reader that is sure, and the weights."""

from __future__ import annotations

from dataclasses import replace

import pytest

from dateline.frame.context import Context
from dateline.frame.frame import Frame
from dateline.frame.judge import is_likely, weights
from dateline.frame.statement import StatementStage
from dateline.frame.trait import TAUGHT, chance_of, told_type, traits_of
from dateline.ontology.lexicon import RELATIONS, TYPES
from dateline.pipeline import Pipeline
from dateline.read.text import document_of
from dateline.types import Hints
from tests.frame.test_weighed import hint, read, types

KNOWN = (
    "base", "type", "kind", "tag", "dep", "doubt", "pos", "weak entry", "conditions met", "actor", "recipient",
    "several", "both sides", "phrase", "content of another", "heard", "length", "place", "depth", "fit", "alone",
    "any", "rival", "crowd", "likes", "class", "neutral", "under",
)  # fmt: skip
KINDS = (*TYPES, *RELATIONS, "FIGURE", TAUGHT)
MENTIONED = "Reporters came to the village long after a murder."


def test_a_deed_with_nobody_in_it_is_told_where_the_reader_is_sure() -> None:
    assert "ASSAULT" in types(read(MENTIONED, (3.0, 3.0), "material_conflict", murder=hint("ASSAULT", 0.99)))
    assert types(read(MENTIONED, (3.0, 3.0), "neutral")) == []


def test_without_the_reader_it_is_not() -> None:
    document = replace(Pipeline().until("attribution")(document_of(MENTIONED)), hints=None)
    assert StatementStage()(document) == ()


def test_the_surer_the_reader_the_likelier_the_statement() -> None:
    text = "Rebels shelled the town of Kidal on Friday."
    shown = [read(text, shelled=hint("ASSAULT", p)).statements[0].confidence for p in (0.2, 0.6, 0.95)]
    assert shown == sorted(shown) and shown[0] < shown[-1]


@pytest.mark.parametrize("part", ["keep", "row"])
def test_every_weight_is_of_a_feature_that_there_is(part: str) -> None:
    for name in weights()[part]:
        told, _, above = name.partition(" under ")
        assert told in KINDS if above else name.startswith(KNOWN), name
        assert not above or above in KINDS, name
        if name.startswith("type "):
            assert name.removeprefix("type ") in KINDS, name


def test_what_stands_above_a_frame_is_told_to_the_judge() -> None:
    document = Pipeline().until("attribution")(document_of("The council lifted the sanctions against Norland."))
    context = Context(document)
    lifted, sanctions = (next(t.i for t in context.tokens if t.text == word) for word in ("lifted", "sanctions"))
    above, below = (Frame("event", type_, i, (i,)) for type_, i in (("CONCEDE", lifted), ("SANCTION", sanctions)))
    assert traits_of(context, below, [above])["SANCTION under CONCEDE"] == 1.0
    assert not any("under" in name for name in traits_of(context, above, [below]))


def test_a_sentence_that_surely_tells_of_a_class_keeps_its_likeliest_frame_of_it() -> None:
    text = "Norland and Kasuria sat on Friday."
    heard = hint("ACCUSE", 0.2)
    assert types(read(text, (3.0, 3.0), "neutral", sat=heard)) == []
    assert types(read(text, (3.0, 3.0), "verbal_conflict", sat=heard)) == ["ACCUSE"]


def test_features_without_a_weight_count_nothing() -> None:
    assert chance_of({"base": 0.0}, {"base": 1.0, "tag XX": 1.0}) == 0.5


def test_what_a_user_taught_is_judged_by_its_own_bound() -> None:
    frame = Frame("event", "LOOTING", 0, (0,), traits={"base": -50.0})
    assert told_type(frame) == TAUGHT and is_likely(frame)
    assert not is_likely(replace(frame, type="ASSAULT", traits={"fit": -6.0, "alone": -6.0, "any": -6.0}))


def test_hints_alone_make_the_judge_sit() -> None:
    document = Pipeline().until("attribution")(document_of(MENTIONED))
    assert StatementStage()(replace(document, hints=Hints("made"))) == ()
