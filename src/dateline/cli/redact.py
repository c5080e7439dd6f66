"""`dateline redact`."""

from __future__ import annotations

import sys
from typing import Annotated

import typer

from dateline.cli.correct import BY, login, relink
from dateline.cli.output import RECORD
from dateline.errors import DatelineError


def redact(
    record: RECORD,
    why: Annotated[str, typer.Option(metavar="WORDS", help="The reason; it stays in the record.")],
    report: Annotated[str | None, typer.Option(metavar="ID", help="Take out a report.")] = None,
    source: Annotated[str | None, typer.Option(metavar="NAME", help="Take out all reports of a source.")] = None,
    person: Annotated[str | None, typer.Option(metavar="NAME", help="Take out all statements about a person.")] = None,
    by: BY = None,
    yes: Annotated[bool, typer.Option("--yes", help="Do not ask.")] = False,
) -> None:
    """Take a report, source or person out for good.

    It goes out of statements, search and exports. First tells what would go, and asks; without a terminal it needs
    --yes. A tombstone stays: hashes, who, when and why, never what it said. It cannot be undone.
    """
    from dateline.run.record import Store
    from dateline.run.redaction import plan
    from dateline.write.glyph import for_terminal

    given = {"report": report, "source": source, "person": person}
    chosen = [(kind, name) for kind, name in given.items() if name]
    if len(chosen) != 1:
        raise DatelineError(f"{len(chosen) or 'nothing'} to take out", cure="give one of --report, --source, --person")
    with Store(record) as store:
        order = plan(store, *chosen[0])
        print(for_terminal(f"{order}"), file=sys.stderr)
        if not yes:
            confirm()
        print(store.judge("redact", order.subject, order.targets, by=by or login(), why=why).id)
        relink(store)


def confirm() -> None:
    """Go on only when somebody types yes."""
    if not sys.stdin.isatty():
        raise DatelineError("nothing was taken out", cure="give --yes when you are sure")
    print("Take them out for good? Type yes: ", end="", file=sys.stderr, flush=True)
    if sys.stdin.readline().strip().casefold() != "yes":
        raise DatelineError("nothing was taken out", cure="type yes when you are sure")
