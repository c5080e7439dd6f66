"""`dateline verify`."""

from __future__ import annotations

import typer

from dateline.cli.output import RECORD


def verify(record: RECORD) -> None:
    """Check that no byte of a record has changed.

    The hash chain of its journal, the text of its reports, and what is derived from them. One line for each fault,
    and 1 as exit code; a clean record gives one line that says what was checked.
    """
    from dateline.run.record import Store
    from dateline.write.glyph import for_terminal

    with Store(record, read_only=True) as store:
        clean = True
        for line in store.verify():
            clean = False
            print(for_terminal(line), flush=True)
        if not clean:
            raise typer.Exit(1)
        print(for_terminal(f"{store.database.where}: {store.checked()}"))
