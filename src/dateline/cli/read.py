"""`dateline read`."""

from __future__ import annotations

import sys
from typing import TYPE_CHECKING, Annotated

import typer

from dateline.cli.output import OUT
from dateline.errors import DatelineError

if TYPE_CHECKING:
    from dateline.run.command import Order
    from dateline.run.tally import Tally


def read(
    sources: Annotated[list[str], typer.Argument(metavar="SOURCE", help="Files, folders, or - for standard input.")],
    format: Annotated[
        str | None,
        typer.Option(metavar="NAME", help="table, jsonl, csv, parquet, html; default: table on a terminal or jsonl."),
    ] = None,
    out: OUT = None,
    map: Annotated[
        list[str] | None,
        typer.Option(metavar="FIELD=COLUMN", help="Where a CSV or JSONL keeps text, title, published, ..."),
    ] = None,
    published: Annotated[str | None, typer.Option(metavar="DATE", help="Publication date of all reports.")] = None,
    workers: Annotated[int | None, typer.Option(min=1, help="Processes; default and most: one a core.")] = None,
    limit_seconds: Annotated[float, typer.Option(min=0.1, help="Most seconds a report may take.")] = 10.0,
    limit_memory: Annotated[int, typer.Option(min=64, help="Most megabytes a report may take.")] = 1024,
    quiet: Annotated[bool, typer.Option("--quiet", help="No progress and no summary, only what was lost.")] = False,
) -> None:
    """Read reports and print what they say.

    Leaves with 0 when everything was read, 1 when something was lost (each loss on a line of standard error),
    2 when the command could not be carried out. A run with --format jsonl --out FILE that was stopped goes on
    when the same command is given again.
    """
    from dateline.run.command import Order
    from dateline.run.one import day
    from dateline.run.tally import Tally
    from dateline.run.worker import MIB, Settings

    settings = Settings(limit_seconds, limit_memory * MIB, day(published))
    name = format or ("table" if out is None and sys.stdout.isatty() else "jsonl")
    order = Order(sources, name, out, columns_of(map or []), workers, settings)
    live = sys.stderr.isatty() and not quiet and (out is not None or not sys.stdout.isatty())
    carry_out(order, Tally(live=live), quiet)


def carry_out(order: Order, tally: Tally, quiet: bool) -> None:
    """Run the order; leave with the exit code."""
    from dateline.run.command import Run

    run = Run(order, tally)
    if order.out is None and run.writer.binary and sys.stdout.isatty():
        raise DatelineError(f"a terminal cannot show {order.format}", cure="give --out FILE")
    try:
        run.execute(sys.stdout.buffer)
    except KeyboardInterrupt:
        tally.clear()
        again = "; the same command goes on from here" if order.out and order.format == "jsonl" else ""
        print(f"stopped: {tally.summary()}{again}", file=sys.stderr)
        raise
    if not quiet and (order.out or order.format != "table" or not tally.whole):
        print(tally.summary(), file=sys.stderr)
    sys.stdout.flush()
    if not tally.whole:
        raise typer.Exit(1)


def columns_of(pairs: list[str]) -> dict[str, str]:
    """Field -> column of each FIELD=COLUMN."""
    columns = {}
    for pair in pairs:
        field, equals, column = pair.partition("=")
        if not (field and equals and column):
            raise DatelineError(f"--map {pair!r} is no mapping", cure="write it as text=COLUMN")
        columns[field] = column
    return columns
