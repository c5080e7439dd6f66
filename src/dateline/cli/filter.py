"""The options that choose among statements, the same for every command that asks a record."""

from __future__ import annotations

import inspect
import re
from calendar import monthrange
from collections.abc import Callable, Iterable
from functools import wraps
from typing import Annotated, Any

import typer

from dateline.errors import DatelineError
from dateline.types.view import Query

KINDS = ("event", "relation", "figure")
REVIEWS = ("accepted", "edited", "rejected")
DAY = re.compile(r"(-?\d{4,})(?:-(\d\d)(?:-(\d\d))?)?$")

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
    ("review", several("accepted, edited or rejected; default: all but the rejected.", "REVIEW"), None),
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


def query_of(**given: Any) -> Query:
    """The query of the options as typed; DatelineError for a value that can never hold."""
    from dateline.ontology.lexicon import RELATIONS, TYPES, event_types
    from dateline.types.statement import STATUSES
    from dateline.write.schema import FIGURE_ROLES

    known_modes = sorted({mode for type_ in event_types().values() for mode in type_.modes})
    chosen: dict[str, Any] = {
        **{name: tuple(value) if isinstance(value, list) else value for name, value in given.items()},
        "kind": among("kind", given.get("kind"), KINDS),
        "type": among("type", given.get("type"), (*TYPES, *RELATIONS, *FIGURE_ROLES, "figure")),
        "mode": among("mode", given.get("mode"), known_modes),
        "status": among("status", given.get("status"), STATUSES),
        "review": among("review", given.get("review"), REVIEWS),
        "country": tuple(map(code_of, given.get("country") or ())),
        "since": day_of("since", given.get("since"), last=False),
        "until": day_of("until", given.get("until"), last=True),
    }
    for name in ("actor", "place", "source", "report", "episode"):
        chosen[name] = tuple(given.get(name) or ())
    query = Query(**chosen)
    if query.since and query.until and query.since > query.until:
        raise DatelineError(f"--since {query.since} is after --until {query.until}", cure="exchange the two")
    return query


def among(name: str, values: Iterable[str] | None, known: Iterable[str]) -> tuple[str, ...]:
    """The values as they are spelt in the table, whatever their case."""
    table = {value.casefold(): value for value in known}
    for value in values or ():
        if value.casefold() not in table:
            raise DatelineError(f"--{name} {value!r} is not known", cure=f"use one of {', '.join(table.values())}")
    return tuple(table[value.casefold()] for value in values or ())


def code_of(words: str) -> str:
    """ISO alpha-3 of a country given by code or name."""
    from dateline.places.country import country, country_of

    found = country_of(words.upper()) or country(words)
    if found is None or found.code is None:
        raise DatelineError(f"--country {words!r} is no country", cure="give its English name or ISO alpha-3 code")
    return found.code


def day_of(name: str, words: str | None, *, last: bool) -> str | None:
    """The first or last day of a year, month or day."""
    if words is None:
        return None
    found = DAY.match(words)
    if not found:
        raise DatelineError(f"--{name} {words!r} is no date", cure="write it as 2024, 2024-05 or 2024-05-16")
    year, month, day = found[1], int(found[2] or (12 if last else 1)), found[3]
    most = monthrange(int(year) % 400 + 2000, month)[1] if 1 <= month <= 12 else 0
    number = int(day) if day else most if last else 1
    if not 1 <= number <= most:
        raise DatelineError(f"--{name} {words!r} is no day of the calendar", cure="check month and day")
    return f"{year}-{month:02}-{number:02}"
