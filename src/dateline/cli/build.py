"""`dateline build`."""

from __future__ import annotations

import re
import sys
from typing import TYPE_CHECKING, Annotated

import typer

if TYPE_CHECKING:
    from dateline.run.build import Building
    from dateline.run.tally import Tally


def build(
    sources: Annotated[list[str], typer.Argument(metavar="SOURCE", help="Files, folders, or - for standard input.")],
    into: Annotated[str, typer.Option(metavar="RECORD", help="File of the record, or postgresql://...")],
    map: Annotated[
        list[str] | None,
        typer.Option(metavar="FIELD=COLUMN", help="Where a CSV or JSONL keeps text, title, published, ..."),
    ] = None,
    published: Annotated[str | None, typer.Option(metavar="DATE", help="Publication date of all reports.")] = None,
    workers: Annotated[int | None, typer.Option(min=1, help="Processes; default and most: one a core.")] = None,
    runner: Annotated[str, typer.Option(metavar="NAME", help="local, or ray: on a Ray cluster.")] = "local",
    retry: Annotated[bool, typer.Option("--retry", help="Try again what failed before.")] = False,
    limit_seconds: Annotated[float, typer.Option(min=0.1, help="Most seconds a report may take.")] = 10.0,
    limit_memory: Annotated[int, typer.Option(min=64, help="Most megabytes a report may take.")] = 1024,
    quiet: Annotated[bool, typer.Option("--quiet", help="No progress and no summary, only what was lost.")] = False,
) -> None:
    """Read reports into a record, and link what is the same in them.

    What the record holds already is passed over, so a command that was stopped in any way goes on when it is given
    again. Leaves with 0 when everything was read, 1 when something was lost (each loss on a line of standard error),
    2 when the command could not be carried out.
    """
    from dateline.cli.read import columns_of
    from dateline.run.build import Building
    from dateline.run.one import day
    from dateline.run.tally import Tally
    from dateline.run.worker import MIB, Settings

    settings = Settings(limit_seconds, limit_memory * MIB, day(published))
    order = Building(sources, into, columns_of(map or []), workers, settings, runner, retry)
    carry_out(order, Tally(live=sys.stderr.isatty() and not quiet), quiet)


def carry_out(order: Building, tally: Tally, quiet: bool) -> None:
    """Build the record; leave with the exit code."""
    from dateline.run.build import Build

    try:
        linked = Build(order, tally).execute()
    except KeyboardInterrupt:
        tally.clear()
        print(f"stopped: {tally.summary()}; the same command goes on from here", file=sys.stderr)
        raise
    if tally.failed_before:
        print(f"{tally.failed_before} failed before and were passed over - give --retry to try again", file=sys.stderr)
    if not quiet:
        print(tally.summary(), file=sys.stderr)
        print(f"{named(order.into)}: {linked if linked.done else 'nothing new to link'}", file=sys.stderr)
    if not tally.whole:
        raise typer.Exit(1)


def named(record: str) -> str:
    """The record's name without a password."""
    return re.sub(r"(?<=://)([^/:@]*):[^@]*@", r"\1@", record)
