"""From a task's name to its result."""

from __future__ import annotations

from importlib import import_module
from pathlib import Path

from dateline.errors import DatelineError
from dateline.evaluate.score import Result
from dateline.evaluate.tasks import TASKS, Task


def find_tasks(name: str) -> list[Task]:
    """The task of that name, or all of them for "all"."""
    found = [task for task in TASKS if name in (task.name, "all")]
    if not found:
        names = ", ".join(task.name for task in TASKS)
        raise DatelineError(f"no task is called {name!r}", cure=f"use all, or one of {names}")
    return found


def folder_of(task: Task, data: Path) -> Path:
    """Where the task's data lies: below the folder of all data, or the folder given itself."""
    found = next((path for path in (data / task.folder, data) if path.is_dir() and path.name == task.folder), None)
    if found is None:
        cure = f"give as --data the folder that holds {task.folder}/"
        raise DatelineError(f"the data of {task.name} is not there", where=str(data), cure=cure)
    return found


def run_task(task: Task, data: Path, limit: int | None) -> Result:
    """The task's result; DatelineError when its data is missing or not as expected."""
    folder = folder_of(task, data)
    module = import_module(f"dateline.evaluate.tasks.{task.module}")
    try:
        result: Result = module.run(folder, limit)
    except FileNotFoundError as error:
        cure = "complete the data of this task"
        raise DatelineError("a file of the benchmark is missing", where=str(error.filename), cure=cure) from error
    result.settle()
    return result
