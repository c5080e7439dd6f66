"""`dateline find`."""

from __future__ import annotations

import sys
from collections.abc import Iterator
from dataclasses import replace
from typing import TYPE_CHECKING, Annotated

import typer

from dateline.cli.filter import filtered
from dateline.cli.output import OUT, RECORD, output
from dateline.types.view import Query

if TYPE_CHECKING:
    from dateline.run.record import Store

SHOWN = 20
"""Statements of a table where no --limit is given."""


@filtered
def find(
    record: RECORD,
    query: Query,
    format: Annotated[
        str | None,
        typer.Option(metavar="NAME", help="table, jsonl, csv, parquet; default: table on a terminal or jsonl."),
    ] = None,
    out: OUT = None,
) -> None:
    """Find statements of a record.

    Every filter must hold; one that is given twice holds for either value. Standard error says how many there are and
    how many --limit left out; a table shows 20 unless told otherwise. Leaves with 0 also when nothing was found.
    """
    from dateline.run.record import Store
    from dateline.write.found import found_writer
    from dateline.write.member import MemberTable

    name = format or ("table" if out is None and sys.stdout.isatty() else "jsonl")
    writer = found_writer(name)
    if isinstance(writer, MemberTable):
        writer.first = query.offset + 1
        query = replace(query, limit=SHOWN if query.limit is None else query.limit)
    with Store(record, read_only=True) as store:
        with output(out, binary=writer.binary, format=name) as stream:
            writer.write(store.found(query), stream)
        print(count_words(store, query), file=sys.stderr)


def count_words(store: Store, query: Query) -> str:
    """ "41 statements found, 20 shown, 21 left out by --limit 20"."""
    whole = store.count(query)
    passed = min(query.offset, whole)
    shown = whole - passed if query.limit is None else min(query.limit, whole - passed)
    words = f"{whole or 'no'} statement{'s' * (whole != 1)} found"
    if shown < whole:
        words += f", {shown} shown"
    if passed:
        words += f", {passed} passed over by --offset {query.offset}"
    if not whole:
        words += "".join(f"; {told}" for told in near(store, query))
    if left := whole - passed - shown:
        words += f", {left} left out by --limit {query.limit}"
    return words


def near(store: Store, query: Query) -> Iterator[str]:
    """Names asked for that only parts of names answer to, with these."""
    for field in ("actor", "place", "source"):
        for name in getattr(query, field):
            if like := store.like(field, name):
                yield f"no {field} is called {name!r} - perhaps {' or '.join(like)}"
