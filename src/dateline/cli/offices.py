"""`dateline offices`."""

from __future__ import annotations

import sys
from typing import Annotated

import typer

from dateline.cli.output import FORMAT, RECORD, is_table, print_json


def offices(
    record: RECORD,
    words: Annotated[
        list[str] | None,
        typer.Argument(metavar="WORDS", help='An office ("French president"), country, body or person; default: all.'),
    ] = None,
    format: FORMAT = None,
) -> None:
    """Show who is named as holding an office, and on what days.

    Holders stand by first day, side by side where reports differ, with the statements that name them. The days are
    those of reports, not of taking and leaving office; what is of no known day is counted and left out.
    """
    from dateline.run.record import Store
    from dateline.write.office import print_roster, roster_data

    with Store(record, read_only=True) as store:
        found = store.offices(" ".join(words or ()))
    if is_table(format):
        print_roster(found, sys.stdout.buffer)
    else:
        print_json(roster_data(found))
