from __future__ import annotations

import io
from dataclasses import replace

import pytest

from dateline.read.failure import Failure
from dateline.run.tally import Tally, span
from dateline.types import Loss
from tests.write.build import agency

LOSSES = (
    Loss("syntax", "a block was not parsed"), Loss("syntax", "a block was not parsed"), Loss("read", "no date"),
    Loss("statement", "read as sport"),
)  # fmt: skip


def test_each_kind_of_loss_is_one_line_and_judgements_are_only_counted() -> None:
    tally = Tally(out=io.StringIO())
    tally.add(replace(agency(), losses=LOSSES))
    assert tally.out.getvalue().splitlines() == [  # type: ignore[attr-defined]
        "orbec.txt: syntax: a block was not parsed (2 times)", "orbec.txt: read: no date",
    ]  # fmt: skip
    assert tally.summary() == (
        "1 read (3 statements), 0 skipped, 0 failed, 2 losses in what was read, "
        "1 sentences left out as games or fiction"
    )
    assert not tally.whole


def test_a_judgement_alone_leaves_the_report_whole() -> None:
    tally = Tally(out=io.StringIO())
    tally.add(replace(agency(), losses=LOSSES[3:]))
    assert tally.whole


def test_a_failure_is_a_line_that_no_terminal_obeys() -> None:
    tally = Tally(out=io.StringIO())
    tally.add(Failure("a\x1b[2J.txt", "is\nbroken \ud800"))
    words = tally.out.getvalue()  # type: ignore[attr-defined]
    assert words.count("\n") == 1
    assert "\x1b" not in words
    assert "\ud800" not in words
    assert not tally.whole


@pytest.mark.parametrize(("seconds", "words"), [(5.2, "5 s"), (600, "10 min"), (9000, "2.5 h")])
def test_spans_of_time(seconds: float, words: str) -> None:
    assert span(seconds) == words


def test_no_live_line_unless_asked() -> None:
    quiet, live = Tally(out=io.StringIO()), Tally(out=io.StringIO(), live=True)
    for tally in (quiet, live):
        tally.progress(0)
    assert quiet.out.getvalue() == ""  # type: ignore[attr-defined]
    assert "0 read" in live.out.getvalue()  # type: ignore[attr-defined]
