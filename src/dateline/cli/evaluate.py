"""`dateline evaluate`."""

from __future__ import annotations

import json
import sys
from pathlib import Path
from typing import Annotated

import typer

from dateline.errors import DatelineError


def evaluate(
    task: Annotated[str, typer.Argument(help="A task's name, or all.")],
    data: Annotated[Path, typer.Option(metavar="DIR", help="The folder that holds the annotated data.")],
    limit: Annotated[int | None, typer.Option(min=1, help="Only the first so many documents or sentences.")] = None,
    errors: Annotated[bool, typer.Option("--errors", help="Print examples of the most frequent errors.")] = False,
    out: Annotated[Path | None, typer.Option("--json", metavar="FILE", help="Write counts and errors here.")] = None,
    page: Annotated[Path | None, typer.Option("--write", metavar="FILE", help="Renew this page's tables.")] = None,
) -> None:
    """Score the program against annotated data: precision, recall and F1 with their counts."""
    from dateline.evaluate.choose import find_tasks, run_task
    from dateline.evaluate.report import as_data, as_lines, as_section, write_sections

    results, missing = {}, 0
    for one in find_tasks(task):
        try:
            result = results[one.name] = run_task(one, data, limit)
        except DatelineError as error:
            if task != "all":
                raise
            missing += 1
            print(f"skipped: {error}", file=sys.stderr)
            continue
        print("\n".join(as_lines(result, errors=errors)), flush=True)
        if page:
            write_sections(page, {one.name: as_section(result, one.scores, limit)})
    if out:
        found = [as_data(result) for result in results.values()]
        out.write_text(json.dumps(found if task == "all" else found[0], indent=1, ensure_ascii=False) + "\n", "utf-8")
    if missing:
        raise typer.Exit(1)
