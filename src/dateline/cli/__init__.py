"""The command line: one thin file for each command."""

from __future__ import annotations


def main() -> None:
    """Entry point of `dateline`."""
    from dateline.cli.app import run

    run()
