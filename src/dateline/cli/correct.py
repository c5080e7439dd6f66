"""`dateline correct`."""

from __future__ import annotations

import sys
from collections.abc import Iterable
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from dateline.cli.output import RECORD
from dateline.errors import DatelineError

if TYPE_CHECKING:
    from dateline.run.correction import Correction
    from dateline.run.record import Store

BY = Annotated[str | None, typer.Option(metavar="NAME", help="Who decides; default: the name you are logged in by.")]
LINKED = frozenset({"merge", "split", "undo"})
"""Actions after which episodes, families and actors are made anew."""


def correct(
    record: RECORD,
    action: Annotated[
        str | None,
        typer.Argument(metavar="ACTION", help="edit, accept, reject, comment, merge, split or undo."),
    ] = None,
    items: Annotated[
        list[str] | None, typer.Argument(metavar="ID... FIELD=VALUE...", help="Ids, and the values of an edit.")
    ] = None,
    why: Annotated[str | None, typer.Option(metavar="WORDS", help="The reason, or what a comment says.")] = None,
    by: BY = None,
    source: Annotated[
        Path | None, typer.Option("--from", metavar="FILE", help="JSONL: one correction a line; - for standard input.")
    ] = None,
    link: Annotated[
        bool, typer.Option("--link/--no-link", help="Make episodes anew after merge, split or undo; default: do.")
    ] = True,
) -> None:
    """Judge what a record holds. Nothing is overwritten: a judgement is added, and can be undone.

    Prints the ids of the judgements. With --from each line is carried out by itself; those that cannot be are named
    on standard error, and the exit code is 1.
    """
    from dateline.run.record import Store

    name = by or login()
    with Store(record) as store:
        if source is None:
            done = [told(store, from_words(action, items or [], why, name))]
            faults = 0
        elif action:
            raise DatelineError("an action was given and a file of them too", cure="leave one out")
        else:
            done, faults = from_file(store, source, name, why)
        if link and LINKED.intersection(done):
            relink(store)
    if faults:
        raise typer.Exit(1)


def from_words(action: str | None, items: list[str], why: str | None, by: str) -> Correction:
    """The correction of the words on the command line: what has a "=" is a value of an edit."""
    from dateline.run.correction import ACTIONS, Correction

    if action is None:
        raise DatelineError("nothing is asked for", cure=f"give one of {', '.join(ACTIONS)} and ids, or --from FILE")
    values = [item for item in items if action == "edit" and "=" in item]
    ids = tuple(item for item in items if item not in values)
    return Correction(action, ids, by, why, dict(pair(value) for value in values) or None)


def pair(words: str) -> tuple[str, str]:
    field, _, value = words.partition("=")
    return field.strip(), value.strip()


def told(store: Store, correction: Correction) -> str:
    """Carry out, print the judgement's id; its action comes back."""
    from dateline.run.correction import correct

    print(correct(store, correction).id)
    return correction.action


def from_file(store: Store, source: Path, by: str, why: str | None) -> tuple[list[str], int]:
    """The actions that were carried out, and the number of lines that were not."""
    from dateline.run.correction import corrections

    done: list[str] = []
    faults = 0
    for number, correction in corrections(lines_of(source), by, why):
        try:
            if isinstance(correction, DatelineError):
                raise correction
            done.append(told(store, correction))
        except DatelineError as error:
            faults += 1
            print(f"{source}:{number}: {error}", file=sys.stderr)
    print(f"{len(done)} carried out, {faults} not", file=sys.stderr)
    return done, faults


def lines_of(source: Path) -> Iterable[bytes]:
    if str(source) == "-":
        return sys.stdin.buffer
    try:
        return source.read_bytes().splitlines()
    except OSError as error:
        raise DatelineError(f"cannot be read: {error.strerror}", where=str(source), cure="check the path") from error


def relink(store: Store) -> None:
    """Episodes, families and actors as they are after the judgements."""
    from dateline.run.link import link
    from dateline.run.tally import Tally

    link(store, Tally(live=sys.stderr.isatty()))


def login() -> str:
    """The name that the user is logged in by."""
    import getpass

    try:
        return getpass.getuser()
    except (OSError, KeyError, ImportError) as error:
        raise DatelineError("nobody knows who you are", cure="give --by NAME") from error
