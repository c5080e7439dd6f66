"""`dateline why`."""

from __future__ import annotations

import sys
from typing import Annotated

import typer

from dateline.cli.output import FORMAT, RECORD, is_table, print_json


def why(
    record: RECORD,
    id: Annotated[
        str, typer.Argument(metavar="ID", help="Id of a statement, an episode or a judgement, or its beginning.")
    ],
    format: FORMAT = None,
) -> None:
    """Show why something stands in a record.

    Its words, the chain of voices, the stages that made it, where it stands in the delivered file, what it was put
    together with, and what people decided about it. The bytes are told when the delivered file is still where it
    was and unchanged.
    """
    from dateline.run.record import Store
    from dateline.write.why import as_data, print_why

    with Store(record, read_only=True) as store:
        reasons = store.why(id)
    if is_table(format):
        print_why(reasons, sys.stdout.buffer)
    else:
        print_json(as_data(reasons))
