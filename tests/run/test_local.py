from __future__ import annotations

import json
from pathlib import Path

import pytest

from dateline.errors import PipelineError
from dateline.read.failure import Failure
from dateline.read.folder import deliveries
from dateline.run.local import LARGE, Crew, read_many
from dateline.run.worker import MIB, Item, Settings
from dateline.types import Document
from tests.run.fake import broken, obedient

SETTINGS = Settings(pipeline=obedient)
STORY = "Rebels attacked the village of {} and its people fled.\n\nThe army was said to be on its way to the town."


def deliver(folder: Path, texts: dict[str, str]) -> Path:
    for name, text in texts.items():
        (folder / name).write_text(text, "utf-8")
    return folder


def told(items: list[Item]) -> list[str]:
    return [str(item) if isinstance(item, Failure) else f"{Path(item.report.path).name}: read" for item in items]


def test_all_reports_in_order_whatever_the_number_of_workers(tmp_path: Path) -> None:
    texts = {f"{k:02}.txt": STORY.format(k) + (" SLEEP 0.2" if k % 5 == 0 else "") for k in range(20)}
    deliver(tmp_path, texts)
    one = list(read_many([tmp_path], workers=1, settings=SETTINGS))
    two = list(read_many([tmp_path], workers=2, settings=SETTINGS))
    assert told(one) == [f"{name}: read" for name in sorted(texts)]
    assert one == two
    assert all(isinstance(item, Document) and len(item.statements) == 1 for item in one)


@pytest.mark.parametrize(
    ("order", "settings", "reason"),
    [
        ("SLEEP 60", Settings(seconds=1.0, pipeline=obedient), "took more than 1 s and was stopped"),
        ("EAT", Settings(memory=64 * MIB, pipeline=obedient), "needed more than 64 MB and was stopped"),
        ("DIE", SETTINGS, "ended the process that read it (exit code 9)"),
        ("STUMBLE", SETTINGS, "could not be read: KeyError: 'a stone'"),
    ],
)
def test_a_report_that_oversteps_is_counted_and_the_rest_is_read(
    tmp_path: Path, order: str, settings: Settings, reason: str
) -> None:
    texts = {"a.txt": STORY.format("A"), "b.txt": STORY.format("B") + " " + order, "c.txt": STORY.format("C")}
    items = list(read_many([deliver(tmp_path, texts)], workers=1, settings=settings))
    assert [type(item) for item in items] == [Document, Failure, Document]
    assert reason in str(items[1])
    assert "b.txt" in str(items[1])


def test_the_reports_after_a_stopped_one_in_the_same_file_are_read(tmp_path: Path) -> None:
    lines = [json.dumps({"text": STORY.format(k) + (" DIE" if k == 2 else "")}) for k in range(5)]
    items = list(read_many([deliver(tmp_path, {"x.jsonl": "\n".join(lines)})], workers=2, settings=SETTINGS))
    assert [type(item) for item in items] == [Document, Document, Failure, Document, Document]


def test_a_large_file_is_shared_out_and_comes_back_in_order(tmp_path: Path) -> None:
    padding = "The people of the town waited for the news of the day. " * 1000
    count = 3 + LARGE // len(padding)
    lines = [json.dumps({"title": f"Report {k}", "text": STORY.format(k) + padding}) for k in range(count)]
    lines[1] = "{broken"
    path = deliver(tmp_path, {"x.jsonl": "\n".join(lines)}) / "x.jsonl"
    assert path.stat().st_size > LARGE
    one, two = (list(read_many([path], workers=n, settings=SETTINGS)) for n in (1, 2))
    assert len(one) == count
    assert isinstance(one[1], Failure)
    assert one == two


def test_missing_files_and_stated_dates(tmp_path: Path) -> None:
    deliver(tmp_path, {"a.txt": STORY.format("A")})
    sources = [tmp_path / "none.txt", tmp_path / "a.txt"]
    missing, read = read_many(sources, settings=SETTINGS, published="16 May 2024")
    assert "none.txt: does not exist" in str(missing)
    assert isinstance(read, Document)
    assert read.report.published == "2024-05-16"


def test_columns_are_mapped_and_a_wrong_one_is_said(tmp_path: Path) -> None:
    deliver(tmp_path, {"a.csv": f'id,words\n1,"{STORY.format("A")}"\n'})
    right = list(read_many([tmp_path], settings=SETTINGS, columns={"text": "words"}))
    wrong = list(read_many([tmp_path], settings=SETTINGS, columns={"text": "body"}))
    assert [type(item) for item in right] == [Document]
    assert "'body'" in str(wrong[0])


def test_stages_that_cannot_be_loaded_are_said_once(tmp_path: Path) -> None:
    with pytest.raises(PipelineError, match=r"could not be loaded: stage .statement. needs syntax"):
        list(read_many([deliver(tmp_path, {"a.txt": STORY})], settings=Settings(pipeline=broken)))


def test_a_report_whose_worker_is_killed_once_is_read_again(tmp_path: Path) -> None:
    texts = {f"{k}.txt": STORY.format(k) + (" SLEEP 1" if k == 2 else "") for k in range(4)}
    crew = Crew(SETTINGS, 1)
    killed: list[int] = []

    def kill() -> None:
        for worker in crew.workers:
            if not killed and worker.part is not None and worker.part.opened and "2.txt" in worker.part.opened.path:
                worker.process.kill()
                killed.append(worker.process.pid)

    crew.idle = kill
    outcomes = list(crew.read(deliveries([deliver(tmp_path, texts)])))
    assert killed
    assert [type(outcome.item) for outcome in outcomes] == [Document] * 4


def test_a_crew_that_stays_reads_again_with_the_same_workers(tmp_path: Path) -> None:
    crew = Crew(SETTINGS, 1, stays=True)
    folder = deliver(tmp_path, {"a.txt": STORY.format("A")})
    try:
        first = list(crew.read(deliveries([folder])))
        pids = [worker.process.pid for worker in crew.workers]
        assert list(crew.read(deliveries([folder]))) == first
        assert [worker.process.pid for worker in crew.workers] == pids
    finally:
        crew.stop()
