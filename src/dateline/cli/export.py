"""`dateline export`."""

from __future__ import annotations

import sys
from pathlib import Path
from typing import Annotated

import typer

from dateline.cli.filter import filtered
from dateline.cli.output import OUT, RECORD
from dateline.errors import DatelineError
from dateline.types.view import Query
from dateline.write.export import EXPORTS, exporter_of

NAMES = ", ".join(line.name for line in EXPORTS)


@filtered
def export(
    record: RECORD,
    query: Query,
    format: Annotated[str, typer.Option(metavar="NAME", help=f"One of {NAMES}.")] = "jsonl",
    out: OUT = None,
    datasheet: Annotated[
        Path | None, typer.Option(metavar="FILE.json", help="Where the data sheet goes; default: beside --out.")
    ] = None,
    statements: Annotated[
        bool, typer.Option("--statements", help="With --format jsonl: the statements and nothing else.")
    ] = False,
) -> None:
    """Write a record, or what filters choose of it, in a format that other programs read.

    Beside --out FILE stand its data sheets, FILE.datasheet.json and FILE.datasheet.md: what was read and what failed,
    by which recipe, and what was left out. `dateline build FILE --into RECORD` restores a record from --format jsonl
    without filters.
    """
    from dateline.run.record import Store
    from dateline.write.target import write_export

    if statements and format != "jsonl":
        raise DatelineError("--statements goes with --format jsonl", cure="leave one of the two out")
    exporter = exporter_of("jsonl-statements" if statements else format)
    if out is None and exporter.binary and sys.stdout.isatty():
        raise DatelineError(f"a terminal cannot show {format}", cure="give --out FILE")
    with Store(record, read_only=True) as store, store.database.snapshot():
        sheet = write_export(store, exporter, query, out or sys.stdout.buffer, datasheet)
    sys.stdout.flush()
    for line in summary(sheet):
        print(line, file=sys.stderr)


def summary(sheet: dict[str, object]) -> list[str]:
    """What was written and what was left out, one line each."""
    written, left_out = (sheet[key] for key in ("written", "left_out"))
    assert isinstance(written, dict) and isinstance(left_out, dict)
    parts = ", ".join(f"{count} {what}" for what, count in written.items())
    lines = [f"written: {parts or 'nothing'}"]
    lines += [f"left out: {count} {reason}" for reason, count in left_out.items()]
    return lines + ([str(sheet["notice"])] if sheet["notice"] else [])
