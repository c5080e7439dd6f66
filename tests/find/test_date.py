"""Times: the gold stands in the sentence, [words|start|end|grain]."""

from __future__ import annotations

import re
from dataclasses import replace

import pytest

from dateline.find.date import DateStage
from dateline.find.syntax import SyntaxStage
from dateline.pipeline import Pipeline
from dateline.read.text import document_of
from dateline.types import Block, Document, Report, Span, Time

MARKED = re.compile(r"\[([^|\]]+)\|([^\]]*)\]")
THURSDAY = "2013-06-06"


def find(text: str, published: str | None = THURSDAY) -> tuple[Time, ...]:
    document = Document(Report("x", "", published=published), text, (Block(Span(0, len(text))),))
    return DateStage()(replace(document, syntax=SyntaxStage()(document)))


@pytest.mark.parametrize(
    "marked",
    [
        "The minister resigned on [Thursday|2013-06-06|2013-06-06|day].",
        "The rebels withdrew on [Friday|2013-05-31|2013-05-31|day].",
        "The talks will resume on [Monday|2013-06-10|2013-06-10|day].",
        "They signed on [6 June 2012|2012-06-06|2012-06-06|day].",
        "They signed on [June 6, 2012|2012-06-06|2012-06-06|day].",
        "They signed on [2012-06-07|2012-06-07|2012-06-07|day].",
        "They signed on [13/6/2012|2012-06-13|2012-06-13|day].",
        "It grew in [the 1990s|1990-01-01|1999-12-31|decade].",
        "It has grown since [2011|2011-01-01|2013-06-06|year].",
        "The army attacked from [3 to 5 May|2013-05-03|2013-05-05|day].",
        "They met [last month|2013-05-01|2013-05-31|month].",
        "They met [two days ago|2013-06-04|2013-06-04|day].",
        "They met [yesterday|2013-06-05|2013-06-05|day].",
        "It fell in [the third quarter of 2012|2012-07-01|2012-09-30|quarter].",
        "They will meet [next week|2013-06-10|2013-06-16|week].",
    ],
)
def test_intervals_against_the_day_of_publication(marked: str) -> None:
    text = MARKED.sub(r"\1", marked)
    found = [(t.span.text(text), f"{t.start}|{t.end}|{t.grain}") for t in find(text)]
    assert found == MARKED.findall(marked)


@pytest.mark.parametrize(
    ("text", "kind", "said"),
    [
        ("The siege lasted three days.", "duration", "P3D"),
        ("They gather every Friday.", "set", "XXXX-WXX-5"),
        ("They recently met.", "date", "PAST_REF"),
    ],
)
def test_durations_sets_and_vague_words_have_no_interval(text: str, kind: str, said: str) -> None:
    (found,) = find(text)
    assert (found.kind, found.said, found.start, found.end) == (kind, said, None, None)


def test_without_a_day_of_publication_the_words_and_the_grain_stay() -> None:
    (found,) = find("They met on Thursday.", published=None)
    assert (found.start, found.end, found.grain) == (None, None, "day")


@pytest.mark.parametrize("published", ["0001-01-01", "0025-03-01", "9999-12-31", "no date"])
def test_days_at_the_edge_of_the_calendar(published: str) -> None:
    assert find("They met last year, two centuries ago and will meet next Tuesday.", published)


@pytest.mark.parametrize("text", ["The protesters may march.", "April Reyes spoke.", "They sold 2000 tonnes."])
def test_words_that_only_look_like_dates(text: str) -> None:
    assert find(text) == ()


@pytest.mark.parametrize("piece", ["7", "May ", "1 May ", "2013-", "Monday ", "last ", "10:"])
def test_hostile_runs_are_read_to_the_end(piece: str) -> None:
    text = piece * (5000 // len(piece))
    assert all(0 <= t.span.start < t.span.end <= len(text) for t in find(text))


def test_a_day_of_asking_and_a_present_that_narrates_lie_behind() -> None:
    def starts(words: str) -> list[str | None]:
        return [time.start for time in Pipeline()(document_of(words, published="2024-05-16")).times]

    assert starts("The council was asked by envoys of member states on Friday to act.") == ["2024-05-10"]
    assert starts("The talks open on Friday.") == ["2024-05-17"]
