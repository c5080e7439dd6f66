"""`dateline changes`."""

from __future__ import annotations

import sys
from typing import Annotated

import typer

from dateline.cli.output import RECORD


def changes(
    record: RECORD,
    since: Annotated[str | None, typer.Option(metavar="DATE", help="First day: 2024, 2024-05, 2024-05-16.")] = None,
    adrift: Annotated[
        bool, typer.Option("--adrift", help="Only judgements on what was read once and is read no more.")
    ] = False,
) -> None:
    """Print what was added to a record since a day.

    One JSON object a line, in the order in which it happened: reports read, judgements, and what was taken out.
    """
    import orjson

    from dateline.run.record import Store
    from dateline.store.query import day_of

    day = day_of("since", since, last=False)
    with Store(record, read_only=True) as store:
        wanted = store.adrift() if adrift else None
        for change in store.changes(day):
            if wanted is not None and change["seq"] not in wanted:
                continue
            sys.stdout.buffer.write(orjson.dumps(change, option=orjson.OPT_APPEND_NEWLINE))
