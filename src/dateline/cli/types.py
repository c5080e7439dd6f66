"""`dateline types`."""

from __future__ import annotations

from textwrap import fill
from typing import Annotated

import typer

from dateline.errors import DatelineError


def types(
    name: Annotated[str | None, typer.Argument(metavar="[TYPE]", help="Say all of one type: its borders too.")] = None,
    markdown: Annotated[bool, typer.Option("--markdown", help="Print all types as docs/ontology.md.")] = False,
) -> None:
    """List the event types with their modes, and the relations."""
    from dateline.ontology.lexicon import RELATIONS, event_types

    if markdown:
        from dateline.ontology.page import as_markdown

        return print(as_markdown(), end="")
    known = event_types()
    if name and name.upper() not in known:
        raise DatelineError(f"no event type is called {name!r}", cure=f"use one of {', '.join(known)}")
    for kind in known.values():
        if name and kind.name != name.upper():
            continue
        print(f"{kind.name} ({kind.quad.replace('_', ' ') or 'no class'})")
        print(indented(kind.definition))
        for mode, meaning in kind.modes.items():
            print(indented(f"{mode}: {meaning}" if meaning else mode, 4))
        if name:
            print("\n".join(indented(f"- {border}", 4) for border in kind.borders))
    if not name:
        print(f"Relations\n{indented(', '.join(RELATIONS))}")


def indented(words: str, by: int = 2) -> str:
    """Words wrapped at 80 columns."""
    margin = " " * by
    return fill(" ".join(str(words).split()), 80, initial_indent=margin, subsequent_indent=margin + "  ")
