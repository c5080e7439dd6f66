from __future__ import annotations

from pathlib import Path

import pytest

from dateline.errors import DatelineError
from dateline.evaluate.choose import find_tasks, folder_of
from dateline.evaluate.report import as_data, as_lines, as_section, frequent, write_sections
from dateline.evaluate.score import Count, Result
from dateline.evaluate.tasks import TASKS


def result() -> Result:
    made = Result("names", 12, {"persons": Count(8, 2, 4)}, {"accuracy": 0.5}, notes=["Half by hand."])
    for kind, number in {"missed": 7, "border": 3, "a": 2, "b": 2, "c": 1, "d": 1}.items():
        for k in range(number):
            made.miss(kind, f"doc {k}", "Ana", "", "Ana\nspoke")
    return made


def test_five_most_frequent_kinds_ties_by_name() -> None:
    assert frequent(result().misses) == [("missed", 7), ("border", 3), ("a", 2), ("b", 2), ("c", 1)]


def test_lines_hold_scores_counts_and_errors_when_asked() -> None:
    words = "\n".join(as_lines(result()))
    assert " 0.800  0.667  0.727      8      2      4" in words
    assert "accuracy" in words
    assert "doc 0" not in words
    assert "doc 0: 'Ana' found as '' in “Ana spoke”" in "\n".join(as_lines(result(), errors=True))


def test_data_holds_every_error() -> None:
    data = as_data(result())
    assert len(data["errors"]) == 16
    assert data["counts"]["persons"]["tp"] == 8


def test_a_section_takes_the_place_of_its_own_and_leaves_the_rest(tmp_path: Path) -> None:
    page = tmp_path / "quality.md"
    write_sections(page, {"names": as_section(result(), "who")})
    page.write_text(page.read_text("utf-8") + "\nOur own words.\n", "utf-8")
    better = Result("names", 12, {"persons": Count(9, 1, 3)})
    write_sections(page, {"names": as_section(better, "who", 50), "dates": as_section(Result("dates"), "when")})
    words = page.read_text("utf-8")
    assert words.count("## names: who") == 1
    assert "| persons | 0.900 | 0.750 | 0.818 |  | 9 | 1 | 3 |" in words
    assert "only the first 50 units were run" in words
    assert "Our own words." in words
    assert "## dates: when" in words


def test_tasks_by_name_and_their_folders(tmp_path: Path) -> None:
    assert find_tasks("all") == list(TASKS)
    task = TASKS[0]
    assert find_tasks(task.name) == [task]
    with pytest.raises(DatelineError, match="no task is called"):
        find_tasks("nothing")
    with pytest.raises(DatelineError, match=f"the folder that holds {task.folder}/"):
        folder_of(task, tmp_path)
    (tmp_path / task.folder).mkdir()
    assert folder_of(task, tmp_path) == folder_of(task, tmp_path / task.folder)
