"""All commands in one table, and how what goes wrong leaves the program: one line, no traceback."""

from __future__ import annotations

import os
import sys

import typer

from dateline.cli.actors import actors
from dateline.cli.build import build
from dateline.cli.changes import changes
from dateline.cli.correct import correct
from dateline.cli.episode import episode
from dateline.cli.evaluate import evaluate
from dateline.cli.export import export
from dateline.cli.find import find
from dateline.cli.offices import offices
from dateline.cli.read import read
from dateline.cli.redact import redact
from dateline.cli.schema import schema
from dateline.cli.serve import serve
from dateline.cli.stages import stages
from dateline.cli.train import train
from dateline.cli.types import types
from dateline.cli.verify import verify
from dateline.cli.why import why
from dateline.errors import DatelineError

USAGE = 2
INTERRUPTED = 130
BROKEN_PIPE = 141

app = typer.Typer(
    name="dateline", add_completion=False, no_args_is_help=True, pretty_exceptions_enable=False,
    rich_markup_mode=None,
    help="Reads news reports and records what they say, who says so, and the words it came from.",
)  # fmt: skip
for command in (
    read, build, serve, find, episode, why, actors, offices, export, correct, redact, changes, verify, evaluate, train,
    schema, types, stages,
):  # fmt: skip
    app.command()(command)


@app.callback(invoke_without_command=True)
def front(version: bool = typer.Option(False, "--version", help="Print the version and leave.")) -> None:
    if version:
        from dateline import __version__

        print(f"dateline {__version__}")
        raise typer.Exit


def run() -> None:
    """Run the command line and leave with its exit code."""
    try:
        app()
    except DatelineError as error:
        print(f"dateline: {error}", file=sys.stderr)
        sys.exit(USAGE)
    except KeyboardInterrupt:
        sys.exit(INTERRUPTED)
    except BrokenPipeError:
        # Whoever read the output has gone; Python would complain once more when it closes the stream.
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        sys.exit(BROKEN_PIPE)
    except SystemExit as end:
        # typer takes most of these for itself: it wraps the stream, and leaves with 1 as if something had been lost
        sys.exit(BROKEN_PIPE if type(sys.stdout).__name__ == "PacifyFlushWrapper" else end.code)
