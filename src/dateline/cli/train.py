"""`dateline train`."""

from __future__ import annotations

import sys
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from dateline.errors import DatelineError

if TYPE_CHECKING:
    from dateline.teach.score import Score
    from dateline.teach.teach import Taught


def train(
    source: Annotated[
        Path, typer.Option("--from", metavar="FILE", help="JSONL: corrected statements (docs/train.md).")
    ],
    into: Annotated[Path, typer.Option(metavar="FOLDER", help="Where the taught pack goes.")],
    pack: Annotated[
        Path | None, typer.Option(metavar="FOLDER", help="The pack to go on from; default: the one in use.")
    ] = None,
) -> None:
    """Teach the trained reader with corrected statements: new event types, and what it got wrong.

    A fifth of the sentences is held back and scored before and after. A pack is written only when it is surely better
    than the one it goes on from, and than one that FOLDER holds. Leaves with 0 when it was written from all rows, 1
    when rows were bad (each on a line of standard error), 2 when nothing was written.
    """
    from dateline.models.pack import find_pack
    from dateline.teach.source import read_lessons
    from dateline.teach.teach import teach

    base = pack or find_pack()
    if base is None:
        raise DatelineError("there is no trained pack to go on from", cure="give --pack FOLDER, or unset DATELINE_PACK")
    taught = teach(read_lessons(source), base, into)
    for fault in taught.faults:
        print(fault, file=sys.stderr)
    print("\n".join(lines(taught)))
    if taught.refused:
        raise taught.refused
    print(f"written    {into} ({taught.name}); read with it by DATELINE_PACK={into}")
    if taught.faults:
        raise typer.Exit(1)


def lines(taught: Taught) -> list[str]:
    """What was taught, and the scores before and after."""
    counts = [f"{taught.rows} used ({taught.rows - taught.held} taught, {taught.held} held back)"]
    counts += [f"{count} {reason}" for reason, count in taught.passed.items()]
    counts += [f"{taught.repeated} repeated, the last holds"] if taught.repeated else []
    counts += [f"{len(taught.faults)} bad"] if taught.faults else []
    same, all_ = taught.kept
    new = ", ".join(f"{name} ({count} rows)" for name, count in taught.added.items())
    return [
        f"rows       {', '.join(counts)}", *([f"new types  {new}"] if new else []),
        f"before     {scored(taught.before)}", f"after      {scored(taught.after)}",
        f"kept       {same} of {all_} rehearsed words keep their type",
    ]  # fmt: skip


def scored(score: Score) -> str:
    """Trigger with type, and status, of the rows held back."""
    rates = f"precision {score.precision:.2f} recall {score.recall:.2f} F1 {score.f1:.2f}"
    counts = f"{score.right} right of {score.told} told and {score.there} there"
    return f"{rates} ({counts}); status {score.status} of {score.statuses}"
