"""`dateline episode`."""

from __future__ import annotations

import sys
from typing import Annotated

import typer

from dateline.cli.output import FORMAT, RECORD, is_table, print_json


def episode(
    record: RECORD,
    id: Annotated[
        str, typer.Argument(metavar="ID", help="Id of the episode or of a statement in it, or its beginning.")
    ],
    format: FORMAT = None,
    most: Annotated[int, typer.Option(min=0, metavar="N", help="Show at most so many statements.")] = 20,
) -> None:
    """Show one happening as all reports tell it.

    Every value stands with who gives it and when; nothing is averaged and nothing picked. Voices are counted by
    text and agency, so a reprint is no new voice.
    """
    from dateline.run.record import Store
    from dateline.write.episode import as_data, print_episode

    with Store(record, read_only=True) as store:
        happening = store.episode(id)
        found = list(store.beside(happening.members))
    if is_table(format):
        print_episode(happening, found, sys.stdout.buffer, most)
    else:
        print_json(as_data(happening, found))
