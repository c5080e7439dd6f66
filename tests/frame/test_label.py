"""Status, aspect and background weighed: what the reader hears counts, what it does not hear leaves the rules alone."""

from __future__ import annotations

from dataclasses import replace

import pytest

from dateline.frame.label import Labels, likeliest, weights
from dateline.frame.statement import StatementStage
from dateline.pipeline import Pipeline
from dateline.read.text import document_of
from dateline.types import Document, EventHint
from dateline.types.statement import ASPECTS, STATUSES
from tests.frame.test_judge import KINDS
from tests.frame.test_weighed import read

TEXT = "Rebels shelled the town of Kidal on Friday."
PREFIXES = ("status ", "aspect ", "tag ", "dep ", "kind ", "type ", "content of ", "aux ", "heard ", "time ")
ALONE = ("base", "background", "early", "unheard", "news", "happened")


def hint(status: str = "actual", aspect: str = "once", background: float = 0.01) -> EventHint:
    return EventHint({"ASSAULT": 0.95}, {status: 1.0}, {aspect: 1.0}, background, {})


def told(document: Document) -> Labels:
    (statement,) = document.statements
    return Labels(statement.status, statement.aspect, statement.background)


def test_a_plain_deed_is_a_fact_once_and_today() -> None:
    assert told(read(TEXT, shelled=hint())) == Labels("actual", "once", False)


def test_a_reader_sure_of_history_makes_it_background() -> None:
    assert told(read(TEXT, shelled=hint(background=0.997))).background
    assert not told(read(TEXT, shelled=hint(background=0.003))).background


def test_what_the_rules_and_the_reader_see_alike_is_told_so() -> None:
    planned = "Rebels will shell the town of Kidal on Friday."
    assert told(read(planned, (-0.5, -0.5), shell=hint("future"))).status == "future"


def test_without_the_reader_the_rules_tell() -> None:
    document = Pipeline().until("attribution")(document_of("Rebels may shell the town of Kidal."))
    (statement,) = StatementStage()(replace(document, hints=None))
    assert (statement.status, statement.aspect) == ("possible", "once")


def test_the_first_of_equals_is_told() -> None:
    assert likeliest({"a": {"x": 1.0}, "b": {"x": 1.0}}, {"x": 2.0}) == "a"


@pytest.mark.parametrize(
    ("field", "labels"), [("status", STATUSES), ("aspect", ASPECTS), ("background", ("yes", "no"))]
)
def test_every_weight_is_of_a_label_and_a_feature_that_there_are(field: str, labels: tuple[str, ...]) -> None:
    assert set(weights()[field]) <= set(labels)
    for row in weights()[field].values():
        for name in row:
            assert name in ALONE or name.startswith(PREFIXES), name
            if name.startswith("type "):
                assert name.removeprefix("type ") in KINDS, name
