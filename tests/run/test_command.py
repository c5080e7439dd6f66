"""Whole runs: files written whole or gone on with, and what the summary counts."""

from __future__ import annotations

import io
import json
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest

from dateline.errors import DatelineError
from dateline.run.command import Order, Run
from dateline.run.tally import Tally
from dateline.run.worker import Settings
from dateline.types import Document
from tests.run.fake import obedient

STORY = "Rebels attacked the village of {} and its people fled.\n\nThe army was said to be on its way to the town."


@pytest.fixture
def order(tmp_path: Path) -> Order:
    folder = tmp_path / "in"
    folder.mkdir()
    for k in range(4):
        (folder / f"{k}.txt").write_text(STORY.format(k), "utf-8")
    lines = [json.dumps({"text": STORY.format(f"row {k}")}) for k in range(4)]
    (folder / "2.jsonl").write_text("\n".join([*lines[:2], "{broken", *lines[2:]]), "utf-8")
    (folder / ".hidden").write_text("x", "utf-8")
    return Order([str(folder)], "jsonl", tmp_path / "out.jsonl", workers=2, settings=Settings(pipeline=obedient))


def execute(order: Order) -> Tally:
    tally = Tally(out=io.StringIO())
    Run(order, tally).execute(io.BytesIO())
    return tally


class Stopped(Exception):
    pass


def stop_after(run: Run, count: int) -> None:
    """Make the run's writer give up after so many reports, as Ctrl-C would."""
    write = run.writer.write

    def some(documents: Iterator[Document]) -> Iterator[Document]:
        for number, document in enumerate(documents):
            if number == count:
                raise Stopped
            yield document

    run.writer.write = lambda documents, out: write(some(iter(documents)), out)  # type: ignore[method-assign]


def test_counts_of_the_summary(order: Order) -> None:
    tally = execute(order)
    assert tally.summary() == "8 read (8 statements), 1 skipped, 1 failed"
    assert not tally.whole
    assert "2.jsonl:3: not valid JSON" in tally.out.getvalue()  # type: ignore[attr-defined]


@pytest.mark.parametrize("count", range(8))
def test_a_stopped_run_goes_on_to_the_same_bytes_and_counts(order: Order, tmp_path: Path, count: int) -> None:
    whole = execute(order)
    assert order.out
    expected = order.out.read_bytes()
    again = replace(order, out=tmp_path / "again.jsonl")
    run = Run(again, Tally(out=io.StringIO()))
    stop_after(run, count)
    with pytest.raises(Stopped):
        run.execute(io.BytesIO())
    journal = tmp_path / "again.jsonl.journal"
    assert journal.exists()
    with journal.open("ab") as torn, (tmp_path / "again.jsonl").open("ab") as half:
        torn.write(b'{"delivery": 9, "na')
        half.write(b'{"id": "ha')
    tally = execute(again)
    assert (tmp_path / "again.jsonl").read_bytes() == expected
    assert tally.summary() == whole.summary()
    assert not journal.exists()


def test_a_journal_of_another_command_or_of_other_input_is_refused(order: Order) -> None:
    run = Run(order, Tally(out=io.StringIO()))
    stop_after(run, 3)
    with pytest.raises(Stopped):
        run.execute(io.BytesIO())
    with pytest.raises(DatelineError, match="another command"):
        execute(replace(order, columns={"text": "body"}))
    (Path(order.sources[0]) / "0.txt").write_text("Something else was put here.", "utf-8")
    with pytest.raises(DatelineError, match="restore the inputs"):
        execute(order)


@pytest.mark.parametrize("name", ["csv", "html", "table", "parquet"])
def test_other_formats_are_written_whole_or_not_at_all(order: Order, tmp_path: Path, name: str) -> None:
    order = replace(order, format=name, out=tmp_path / "out")
    assert order.out
    order.out.write_bytes(b"as it was")
    run = Run(order, Tally(out=io.StringIO()))
    stop_after(run, 2)
    with pytest.raises(Stopped):
        run.execute(io.BytesIO())
    assert order.out.read_bytes() == b"as it was"
    execute(order)
    assert len(order.out.read_bytes()) > 100
    assert sorted(path.name for path in tmp_path.iterdir()) == ["in", "out"]


def test_a_file_that_cannot_be_written(order: Order) -> None:
    for name in ("jsonl", "csv"):
        with pytest.raises(DatelineError, match="cannot be written"):
            execute(replace(order, format=name, out=Path("/nowhere/out")))
