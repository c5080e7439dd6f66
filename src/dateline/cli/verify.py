"""`dateline verify`."""

from __future__ import annotations

import sys
from typing import TYPE_CHECKING, Annotated

import typer

from dateline.cli.output import RECORD
from dateline.errors import DatelineError

if TYPE_CHECKING:
    from dateline.run.record import Store

CURE = (
    "what is made from the journal can be made anew: dateline verify --mend; where the journal itself was changed, "
    "only a copy of the record helps, or building it anew"
)


def verify(
    record: RECORD,
    mend: Annotated[bool, typer.Option("--mend", help="Make all tables anew from the journal, and link.")] = False,
) -> None:
    """Check that no byte of a record has changed.

    The hash chain of its journal, the text of its reports, and what is derived from them. One line for each fault,
    and 1 as exit code; a clean record gives one line that says what was checked.
    """
    from dateline.run.record import Store
    from dateline.write.glyph import for_terminal

    with Store(record, read_only=not mend) as store:
        if mend:
            make_anew(store)
        clean = True
        for line in store.verify():
            clean = False
            print(for_terminal(line), flush=True)
        if not clean:
            print(CURE, file=sys.stderr)
            raise typer.Exit(1)
        print(for_terminal(f"{store.database.where}: {store.checked()}"))


def make_anew(store: Store) -> None:
    """Tables and links from the journal; DatelineError where that is at fault itself."""
    from dateline.cli.correct import relink

    for fault in store.journal.faults():
        cure = "restore the record from a copy, or build it anew"
        raise DatelineError(f"nothing was mended: {fault}", where=store.database.where, cure=cure)
    store.rebuild()
    relink(store)
