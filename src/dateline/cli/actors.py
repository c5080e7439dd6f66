"""`dateline actors`."""

from __future__ import annotations

import sys
from typing import Annotated

import typer

from dateline.cli.output import FORMAT, RECORD, is_table, print_json

SHOWN = 20
"""Actors of a table where no --limit is given."""


def actors(
    record: RECORD,
    words: Annotated[
        list[str] | None, typer.Argument(metavar="WORDS", help="Part of a name, or an id; default: all.")
    ] = None,
    joined: Annotated[bool, typer.Option("--joined", help="Only those that were made of several.")] = False,
    limit: Annotated[int | None, typer.Option(min=1, help="So many; a table shows 20 unless told otherwise.")] = None,
    format: FORMAT = None,
) -> None:
    """Show who is named in a record: persons, bodies, groups, countries.

    Each with all its names, how many statements it acts or is acted on in, the ids that reports gave it, and why these
    were taken for one. `dateline correct merge` and `split` take these ids. JSON is one object a line.
    """
    from dateline.run.record import Store
    from dateline.write.actor import actor_row, print_actors

    with Store(record, read_only=True) as store:
        found = store.actors_named(" ".join(words or ()), joined=joined)
    table = is_table(format)
    shown = found[: limit or (SHOWN if table else None)]
    if table:
        print_actors(shown, sys.stdout.buffer)
    else:
        for actor, count in shown:
            print_json(actor_row(actor, count))
    left = f", {len(shown)} shown" if len(shown) < len(found) else ""
    print(f"{len(found) or 'no'} actor{'s' * (len(found) != 1)} found{left}", file=sys.stderr)
