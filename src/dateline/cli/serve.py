"""`dateline serve`."""

from __future__ import annotations

import sys
from pathlib import Path
from typing import Annotated

import typer

LOOPBACK = "127.0.0.1"


def serve(
    sources: Annotated[
        list[str], typer.Argument(metavar="RECORD|REPORT...", help="A record, or reports to read and show.")
    ],
    host: Annotated[str, typer.Option(metavar="ADDRESS", help="Where to listen; 0.0.0.0: everywhere.")] = LOOPBACK,
    port: Annotated[int, typer.Option(min=0, max=65535, metavar="N", help="0: any free one.")] = 8640,
    password_file: Annotated[
        Path | None, typer.Option(metavar="FILE", help="One line: the password of the reviewers.")
    ] = None,
    tokens: Annotated[
        Path | None, typer.Option(metavar="FILE", help="Lines of: ROLE NAME TOKEN; roles are read, review, admin.")
    ] = None,
    allow_host: Annotated[
        list[str] | None, typer.Option(metavar="NAME", help="A name that browsers reach the server by.")
    ] = None,
    by: Annotated[
        str | None, typer.Option(metavar="NAME", help="Who decides; default: the name you are logged in by.")
    ] = None,
    audit: Annotated[
        Path | None, typer.Option(metavar="FILE", help="The audit log; default: beside the record.")
    ] = None,
    certificate: Annotated[Path | None, typer.Option(metavar="FILE", help="TLS certificate (PEM).")] = None,
    key: Annotated[Path | None, typer.Option(metavar="FILE", help="Its key (PEM).")] = None,
    published: Annotated[str | None, typer.Option(metavar="DATE", help="Publication date of reports to read.")] = None,
    open_browser: Annotated[bool, typer.Option("--open", help="Open the page in the browser.")] = False,
) -> None:
    """Show a record in the browser: see, question and correct it. Ctrl-C ends it.

    Reports are read into a record that lasts as long as the server. Without more it listens on this machine only and
    prints a link that works once; elsewhere it needs --password-file or --tokens, or it does not start.
    """
    from dateline.cli.served import Order, run

    run(Order(
        sources, host, port, password_file, tokens, tuple(allow_host or ()), by, audit, certificate, key, published,
        open_browser,
    ), sys.stderr)  # fmt: skip
