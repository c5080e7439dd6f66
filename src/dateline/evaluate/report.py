"""A task's result for people (terminal, docs/quality.md) and for programs (JSON)."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable
from pathlib import Path
from typing import Any

from dateline.evaluate.score import Count, Miss, Result

KINDS = 5
"""Kinds of error that are named."""
SHOWN = 10
"""Examples of a kind that `--errors` prints."""
OPENING = "# Quality\n\nThe tables are written by `dateline evaluate all --data DIR --write docs/quality.md`.\n"


def frequent(misses: Iterable[Miss]) -> list[tuple[str, int]]:
    """The most frequent kinds of error with their counts; equal ones by name."""
    counts = Counter(miss.kind for miss in misses)
    return sorted(counts.items(), key=lambda item: (-item[1], item[0]))[:KINDS]


def as_lines(result: Result, *, errors: bool = False) -> list[str]:
    """The result at 80 columns: counts, figures, kinds of error, and examples of each where asked for."""
    wide = max([len(name) for name in result.counts] + [len(name) for name in result.figures] + [20])
    lines = [f"{result.task}: {result.cases} cases"]
    if result.counts:
        lines.append(f"  {'':<{wide}}  {'P':>6} {'R':>6} {'F1':>6} {'tp':>6} {'fp':>6} {'fn':>6}  F1, 95 %")
    for name, count in result.counts.items():
        scores = f"{count.precision:6.3f} {count.recall:6.3f} {count.f1:6.3f} {count.tp:6} {count.fp:6} {count.fn:6}"
        lines.append(f"  {name:<{wide}}  {scores}  {spread(result, name)}".rstrip())
    for name, value in result.figures.items():
        lines.append(f"  {name:<{wide}}  {value:6.3f}  {spread(result, name)}".rstrip())
    if result.misses:
        lines.append(f"  {len(result.misses)} errors; the most frequent kinds:")
    for kind, number in frequent(result.misses):
        lines.append(f"  {number:>6}  {kind}")
        lines += [example(miss) for miss in of_kind(result, kind)[:SHOWN]] if errors else []
    return lines + [f"  {note}" for note in result.notes]


def spread(result: Result, name: str) -> str:
    """The 95 % interval of a field's F1 or of a figure, where there is one."""
    ends = result.intervals.get(name)
    return f"{ends[0]:.3f}-{ends[1]:.3f}" if ends else ""


def of_kind(result: Result, kind: str) -> list[Miss]:
    return [miss for miss in result.misses if miss.kind == kind]


def example(miss: Miss) -> str:
    context = " ".join(miss.context.split())
    words = f" in “{context}”" if context else ""
    return f"          {miss.where}: {miss.expected!r} found as {miss.found!r}{words}"


def as_data(result: Result) -> dict[str, Any]:
    """The result as JSON-ready data, all errors included."""
    return {
        "task": result.task,
        "cases": result.cases,
        "counts": {name: count_data(count) for name, count in result.counts.items()},
        "figures": result.figures,
        "intervals": {name: list(ends) for name, ends in result.intervals.items()},
        "frequent": [{"kind": kind, "count": number} for kind, number in frequent(result.misses)],
        "notes": result.notes,
        "errors": [
            {"kind": m.kind, "where": m.where, "expected": m.expected, "found": m.found, "context": m.context}
            for m in result.misses
        ],
    }


def count_data(count: Count) -> dict[str, float]:
    return {
        "precision": count.precision, "recall": count.recall, "f1": count.f1,
        "tp": count.tp, "fp": count.fp, "fn": count.fn,
    }  # fmt: skip


def as_section(result: Result, scores: str, limit: int | None = None) -> str:
    """The result as a part of docs/quality.md, between marks that name the task."""
    first = f"; only the first {limit} units were run" if limit else ""
    lines = [f"<!-- task {result.task} -->", f"## {result.task}: {scores}", "", f"{result.cases} cases{first}.", ""]
    if result.counts:
        lines += ["| what | precision | recall | F1 | 95 % | right | wrong | missed |", "|---" * 8 + "|"]
    for name, c in result.counts.items():
        scores = f"{c.precision:.3f} | {c.recall:.3f} | {c.f1:.3f} | {spread(result, name)}"
        lines.append(f"| {name} | {scores} | {c.tp} | {c.fp} | {c.fn} |")
    if result.figures:
        lines += [""] * bool(result.counts) + ["| figure | value | 95 % |", "|---|---|---|"]
    lines += [f"| {name} | {value:.3f} | {spread(result, name)} |" for name, value in result.figures.items()]
    if result.misses:
        kinds = "; ".join(f"{kind} ({number})" for kind, number in frequent(result.misses))
        lines += ["", f"Most frequent errors, of {len(result.misses)}: {kinds}."]
    lines += [line for note in result.notes for line in ("", note)]
    return "\n".join([*lines, "<!-- end -->"])


def write_sections(path: Path, sections: dict[str, str]) -> None:
    """Put each task's section in the place of the one that stands there, or at the end."""
    page = path.read_text("utf-8") if path.exists() else OPENING
    for task, section in sections.items():
        old = re.search(rf"<!-- task {re.escape(task)} -->.*?<!-- end -->", page, re.DOTALL)
        page = page[: old.start()] + section + page[old.end() :] if old else f"{page.rstrip()}\n\n{section}\n"
    path.write_text(page, "utf-8")
