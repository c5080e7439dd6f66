from __future__ import annotations

from pathlib import Path

import pytest

from dateline.errors import ReadError
from dateline.run.one import read_one
from tests.run.fake import obedient

STORY = "Rebels attacked the village of Orbec.\n\nThe army was said to be on its way to the town."


def test_a_path_a_name_bytes_and_a_text_give_the_same_words(tmp_path: Path) -> None:
    path = tmp_path / "story.txt"
    path.write_text(STORY, "utf-8")
    for source in (path, str(path), STORY.encode(), STORY):
        document = read_one(source, pipeline=obedient())
        assert document.text == STORY
        assert len(document.statements) == 1


def test_what_the_caller_states_stands() -> None:
    report = read_one(STORY, pipeline=obedient(), published="16 May 2024", title="Orbec attacked").report
    assert (report.published, report.title) == ("2024-05-16", "Orbec attacked")


def test_lone_surrogates_are_noted() -> None:
    document = read_one(STORY + " A \ud800 broken \udfff word.", pipeline=obedient())
    assert [loss.reason for loss in document.losses if loss.stage == "write"] == ["2 lone surrogates written as U+FFFD"]


@pytest.mark.parametrize(
    ("source", "message"),
    [
        ("nowhere.txt", "there is no such file - check the path"),
        ("", "there is no such file"),
        (b"", "is empty"),
        (b"%PDF-1.7 ...", "is a PDF document"),
        (Path("/nowhere/at/all.txt"), "does not exist"),
        (Path("/"), "is a folder - use dateline.run.local.read_many"),
        (b'{"text": "The first of the reports."}\n{"text": "The second of the reports."}\n', "more than one report"),
    ],
)
def test_what_is_no_report_is_said(source: str | bytes | Path, message: str) -> None:
    with pytest.raises(ReadError, match=message):
        read_one(source, pipeline=obedient())


def test_a_date_that_is_none() -> None:
    with pytest.raises(ReadError, match="no date - write it as"):
        read_one(STORY, pipeline=obedient(), published="soon")
