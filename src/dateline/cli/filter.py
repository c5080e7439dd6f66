"""The options that choose among statements, the same for every command that asks a record."""

from __future__ import annotations

import inspect
from collections.abc import Callable
from functools import wraps
from typing import Annotated, Any

import typer

Many = list[str] | None


def several(words: str, metavar: str, name: str = "") -> Any:
    """An option that may be given more than once."""
    declared = [f"--{name}"] if name else []
    return Annotated[Many, typer.Option(*declared, metavar=metavar, help=words)]


OPTIONS: tuple[tuple[str, Any, Any], ...] = (
    ("kind", several("event, relation or figure.", "KIND"), None),
    ("type", several("Event type, relation or role of a figure, as `dateline types` lists them.", "TYPE"), None),
    ("mode", several("Mode of the event.", "MODE"), None),
    ("actor", several("Name or id of an actor or recipient.", "NAME"), None),
    ("country", several("Country of place, actor or recipient: its name or ISO alpha-3.", "COUNTRY"), None),
    ("place", several("Name or gazetteer id of the place.", "NAME"), None),
    ("since", Annotated[str | None, typer.Option(metavar="DATE", help="First day: 2024, 2024-05, 2024-05-16.")], None),
    ("until", Annotated[str | None, typer.Option(metavar="DATE", help="Last day, included.")], None),
    ("status", several("actual, future, requested, possible, hypothetical or denied.", "STATUS"), None),
    ("source", several("Who published the report.", "NAME"), None),
    ("report", several("Id of the report.", "ID"), None),
    ("episode", several("Id of the episode.", "ID"), None),
    ("text", Annotated[str | None, typer.Option(metavar="WORDS", help="Words of the sentence.")], None),
    ("background", Annotated[bool | None, typer.Option("--background/--no-background",
                                                       help="Only history, or only the news; default: both.")], None),
    ("review", several("accepted, edited, rejected, unjudged; default: all but the rejected.", "REVIEW"), None),
    ("confidence", Annotated[float, typer.Option(min=0, max=1, metavar="P", help="At least this sure.")], 0.0),
    ("limit", Annotated[int | None, typer.Option(min=0, metavar="N", help="At most so many statements.")], None),
    ("offset", Annotated[int, typer.Option(min=0, metavar="N", help="Pass over so many first.")], 0),
)  # fmt: skip
"""Name, annotation and default of each option; the names are those of Query."""


def filtered(command: Callable[..., Any]) -> Callable[..., Any]:
    """A command with a parameter `query: Query` takes all these options in its place; its own come first."""
    signature = inspect.signature(command, eval_str=True)
    own = [parameter for parameter in signature.parameters.values() if parameter.name != "query"]
    names = [name for name, _, _ in OPTIONS]

    @wraps(command)
    def run(**given: Any) -> Any:
        from dateline.store.query import query_of

        query = query_of(**{name: given.pop(name) for name in names})
        return command(**given, query=query)

    extra = [
        inspect.Parameter(name, inspect.Parameter.KEYWORD_ONLY, default=default, annotation=kind)
        for name, kind, default in OPTIONS
    ]
    own = [parameter.replace(kind=inspect.Parameter.KEYWORD_ONLY) for parameter in own]
    setattr(run, "__signature__", signature.replace(parameters=[*own, *extra]))  # noqa: B010
    run.__annotations__ = {parameter.name: parameter.annotation for parameter in [*own, *extra]}
    del run.__wrapped__  # typer would read the hints of what is wrapped
    return run
