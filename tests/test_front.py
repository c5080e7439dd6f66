"""The front door: importing is cheap, reading is one call, a pipeline can be built otherwise."""

from __future__ import annotations

import subprocess
import sys

import pytest

import dateline
from dateline.errors import PipelineError, ReadError
from dateline.pipeline import Pipeline, check
from dateline.types import Document, Loss

HEAVY = ("spacy", "pyarrow", "trafilatura", "rich", "lxml", "feedparser", "pandas", "typer", "sqlite3")
TEXT = "Rebels attacked the village of Orbec on Monday.\n\nThe army was said to be on its way to the town."


def test_importing_is_cheap() -> None:
    code = f"import sys, dateline; print([name for name in {HEAVY} if name in sys.modules])"
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert done.stdout.strip() == "[]"


def test_all_names_are_there() -> None:
    assert all(getattr(dateline, name) is not None for name in dateline.__all__)
    with pytest.raises(AttributeError, match="nothing_such"):
        dateline.nothing_such  # noqa: B018


def test_reads_a_text() -> None:
    document = dateline.read(TEXT, published="2024-05-16")
    (attack,) = [s for s in document.statements if s.type == "ASSAULT"]
    assert [m.text for m in attack.actors] == ["Rebels"]
    assert document.report.published == "2024-05-16"


def test_what_is_no_report_is_refused_with_a_cure() -> None:
    with pytest.raises(ReadError, match="check the path"):
        dateline.read("none.txt")


class Tick:
    name = "tick"
    version = "1"
    needs = ("syntax",)
    gives = "losses"

    def __call__(self, document: Document) -> tuple[Loss, ...]:
        return (*document.losses, Loss("tick", "was here"))


class Blind(Tick):
    needs = ("colours",)


class Painter(Tick):
    gives = "colours"


def test_without_before_after_until() -> None:
    whole = Pipeline()
    names = whole.names
    assert whole.without("loss").names == [name for name in names if name != "loss"]
    assert whole.before("loss", Tick()).names == [*names[:-1], "tick", "loss"]
    assert whole.after("syntax", Tick()).names == [names[0], "tick", *names[1:]]
    assert whole.until("quotation").names == names[: names.index("quotation") + 1]
    assert whole.names == names, "the others are new pipelines"
    assert "tick/1" in whole.after("syntax", Tick()).recipe.split()


def test_an_added_stage_is_run() -> None:
    pipeline = Pipeline().until("syntax").after("syntax", Tick())
    document = dateline.read(TEXT, pipeline=pipeline)
    assert Loss("tick", "was here") in document.losses
    assert document.statements == ()
    assert [len(d.losses) for d in pipeline.pipe([document, document])] == [2, 2]


@pytest.mark.parametrize("change", [
    lambda p: p.without("colour"), lambda p: p.until("colour"), lambda p: p.before("colour", Tick()),
    lambda p: p.after("colour", Tick()),
])  # fmt: skip
def test_an_unknown_name_is_answered_with_the_known_ones(change) -> None:  # type: ignore[no-untyped-def]
    with pytest.raises(PipelineError, match=r"'colour'.*use one of syntax, .*quotation"):
        change(Pipeline())


def test_a_wrong_order_names_the_cure() -> None:
    with pytest.raises(PipelineError, match=r"needs syntax, .* - put a stage that gives it earlier"):
        Pipeline().without("syntax")
    with pytest.raises(PipelineError, match="needs colours"):
        check([Blind()])
    with pytest.raises(PipelineError, match="no layer of a document - give one of attributions"):
        Pipeline().until("syntax").after("syntax", Painter())
