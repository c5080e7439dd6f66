"""Builds: what is read, known, failed, tried again; stopped and gone on with; the same record for any workers."""

from __future__ import annotations

import io
import json
from dataclasses import replace
from pathlib import Path

import pytest
from benchmarks.light import LightStage, deliver, export, light, story

from dateline.errors import DatelineError
from dateline.pipeline import Pipeline
from dateline.run.build import Build, Building
from dateline.run.link import Linked, link
from dateline.run.local import Outcome
from dateline.run.tally import Tally
from dateline.run.worker import Settings
from dateline.store.store import Store
from dateline.write.archive import JsonlExporter
from tests.run.fake import obedient
from tests.run.test_local import STORY

COUNT = 40


class Newer(LightStage):
    version = "newer"


def newer() -> Pipeline:
    return Pipeline([Newer()])


@pytest.fixture
def order(tmp_path: Path) -> Building:
    deliver(tmp_path / "in", COUNT)
    return Building([str(tmp_path / "in")], str(tmp_path / "a.dateline"), settings=Settings(pipeline=light))


def execute(order: Building) -> tuple[Tally, Linked]:
    tally = Tally(out=io.StringIO())
    return tally, Build(order, tally).execute()


def exported(order: Building) -> list[str]:
    with Store(order.into) as store:
        assert list(store.verify()) == []
        return list(export(store))


def summary(order: Building) -> str:
    return execute(order)[0].summary()


def test_a_second_run_does_nothing(order: Building, monkeypatch: pytest.MonkeyPatch) -> None:
    tally, linked = execute(order)
    assert (tally.read, tally.failed, tally.whole) == (40, 2, False)
    assert linked.done
    before = exported(order)
    monkeypatch.setattr(Store, "append", None)
    again, linked = execute(order)
    assert (again.read, again.failed, again.known, again.failed_before) == (0, 0, 40, 2)
    assert not again.whole
    assert not linked.done
    assert exported(order) == before


def test_what_is_new_is_read_and_the_rest_is_not(order: Building) -> None:
    execute(order)
    folder = Path(order.sources[0])
    (folder / "new.txt").write_text(story(700, "Garth", "attacked"), "utf-8")
    with (folder / "more.jsonl").open("a", encoding="utf-8") as lines:
        lines.write("\n" + json.dumps({"text": story(701, "Garth", "arrested")}))
    tally, linked = execute(order)
    assert (tally.read, tally.statements, tally.failed) == (2, 2, 0)
    assert linked.reports == 42


def test_a_new_recipe_reads_again_and_takes_the_place_of_the_old(order: Building) -> None:
    execute(order)
    newly = replace(order, settings=Settings(pipeline=newer))
    assert summary(newly).startswith("40 read")
    assert len([line for line in exported(order) if line.startswith("documents")]) == 40
    assert summary(newly).startswith("0 read")


def test_what_the_caller_states_is_part_of_the_recipe(order: Building) -> None:
    execute(order)
    dated = replace(order, settings=Settings(pipeline=light, published="2023-01-01"))
    assert summary(dated).startswith("40 read")
    with Store(order.into) as store:
        assert {document.report.published for document in store.documents()} == {"2023-01-01"}


def test_failures_are_in_the_coverage_and_tried_again_when_asked(tmp_path: Path) -> None:
    texts = {"a": STORY.format("A"), "b": STORY.format("B") + " SLEEP 1.5", "c": STORY.format("C")}
    for name, text in texts.items():
        (tmp_path / f"{name}.txt").write_text(f"Title: {name}\nDate: 2 May 2024\n\n{text}", "utf-8")
    hasty = Building(
        [str(tmp_path)], str(tmp_path / ".record"), settings=Settings(pipeline=obedient, seconds=0.8), workers=1
    )
    tally, _ = execute(hasty)
    assert (tally.read, tally.failed) == (2, 1)
    with Store(hasty.into) as store:
        covered = [(cover.day, cover.read, cover.failed) for cover in store.coverage()]
    assert covered == [("2024-05-02", 2, 1)]
    patient = replace(hasty, settings=Settings(pipeline=obedient))
    assert "1 failed before" in summary(patient)
    tally, _ = execute(replace(patient, retry=True))
    assert (tally.read, tally.known, tally.failed, tally.failed_before) == (1, 2, 0, 0)
    with Store(hasty.into) as store:
        assert [(cover.read, cover.failed) for cover in store.coverage()] == [(3, 0)]


def test_missing_files_are_said_and_not_recorded(order: Building, tmp_path: Path) -> None:
    tally, _ = execute(replace(order, sources=[str(tmp_path / "none.txt"), *order.sources]))
    assert (tally.read, tally.failed) == (40, 3)
    assert "none.txt: does not exist" in tally.out.getvalue()  # type: ignore[attr-defined]
    assert not any("none.txt" in line for line in exported(order))


@pytest.mark.parametrize("count", [1, 7, 23, 41])
def test_a_stopped_build_goes_on_to_the_same_record(order: Building, tmp_path: Path, count: int) -> None:
    execute(order)
    other = replace(order, into=str(tmp_path / "b.dateline"))

    class Stopped(Build):
        taken = 0

        def take(self, outcome: Outcome) -> None:
            super().take(outcome)
            self.taken += 1
            if self.taken == count:
                raise KeyboardInterrupt

    tally = Tally(out=io.StringIO())
    with pytest.raises(KeyboardInterrupt):
        Stopped(other, tally).execute()
    done = tally.read + tally.failed
    with Store(other.into) as store:
        assert len(store.known(Build(other, tally).recipe)) == done
    again, _ = execute(other)
    assert (again.read + again.known, again.failed + again.failed_before) == (40, 2)
    assert exported(other) == exported(order)


@pytest.mark.parametrize("workers", [2, 8])
def test_any_number_of_workers_gives_the_same_record(order: Building, tmp_path: Path, workers: int) -> None:
    execute(replace(order, workers=1))
    many = replace(order, into=str(tmp_path / "many.dateline"), workers=workers, cores=workers)
    execute(many)
    assert exported(many) == exported(order)


def test_the_order_of_sources_does_not_matter(order: Building, tmp_path: Path) -> None:
    execute(order)
    files = sorted(map(str, Path(order.sources[0]).iterdir()), reverse=True)
    execute(backward := replace(order, into=str(tmp_path / "b.dateline"), sources=files))
    assert exported(backward) == exported(order)


def test_batches_are_appended_as_they_fill_and_as_time_goes(order: Building, monkeypatch: pytest.MonkeyPatch) -> None:
    sizes: list[int] = []
    append = Store.append

    def counted(self: Store, readings: list[object], **options: bool) -> int:
        sizes.append(len(readings))
        return append(self, readings, **options)  # type: ignore[arg-type]

    monkeypatch.setattr(Store, "append", counted)
    monkeypatch.setattr("dateline.run.build.BATCH", 10)
    execute(order)
    assert sum(sizes) >= 42
    assert max(sizes) == 10
    sizes.clear()
    monkeypatch.setattr("dateline.run.build.PAUSE", 0.0)
    execute(replace(order, into=order.into + "-2"))
    assert max(sizes) < 10


def test_an_unknown_runner_is_refused(order: Building) -> None:
    with pytest.raises(DatelineError, match="use one of local, ray"):
        execute(replace(order, runner="spark"))


def test_the_live_line_counts(order: Building, monkeypatch: pytest.MonkeyPatch) -> None:
    tally = Tally(out=io.StringIO(), live=True)
    monkeypatch.setattr(Tally, "due", True)
    Build(order, tally).execute()
    drawn = tally.out.getvalue().split("\r\x1b[K")  # type: ignore[attr-defined]
    assert any(line.startswith("40 read · 2 failed · ") for line in drawn)
    assert any("linking · 40 reports compared" in line for line in drawn)




def test_an_export_is_restored_to_the_same_record(order: Building, tmp_path: Path) -> None:
    execute(order)
    with Store(order.into) as store:
        one, other, *_ = [statement.id for document in store.documents() for statement in document.statements]
        store.judge("reject", "statement", [one], by="A. Reader", why="a march, no attack", at="2026-01-02T03:04:05Z")
        undone = store.judge("reject", "statement", [other], by="A. Reader", at="2026-01-02T03:04:06Z")
        store.judge("undo", "judgement", [undone.id], by="B. Reader", at="2026-01-02T03:04:07Z")
        link(store, Tally(out=io.StringIO()))
        with (tmp_path / "export.jsonl").open("wb") as out:
            JsonlExporter().write(store, out)
    copy = replace(order, sources=[str(tmp_path / "export.jsonl")], into=str(tmp_path / "copy.dateline"))
    assert summary(copy).startswith("42 restored")
    assert exported(copy) == exported(order)
    assert "42 known already" in summary(copy)
    again = replace(order, into=copy.into)
    assert summary(again).startswith("0 read (0 statements), 40 known already")
    assert exported(copy) == exported(order)
