"""What the commands that ask a record have in common: which record, and where and how the answer goes."""

from __future__ import annotations

import os
import sys
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path
from typing import Annotated, Any, BinaryIO

import typer

from dateline.errors import DatelineError

RECORD = Annotated[str, typer.Argument(metavar="RECORD", help="File of the record, or postgresql://...")]
FORMAT = Annotated[
    str | None, typer.Option(metavar="NAME", help="table or json; default: table on a terminal or json.")
]


def file_of(out: Path | None) -> Path | None:
    """The file that --out names; None for standard output, by its usual name too."""
    return None if out == Path("-") else out


OUT = Annotated[
    Path | None, typer.Option(metavar="FILE", callback=file_of, help="Write here instead of standard output.")
]


@contextmanager
def output(path: Path | None, *, binary: bool = False, format: str = "") -> Iterator[BinaryIO]:
    """A file is written beside its name and takes it at the end; DatelineError where it cannot be written, or where a
    terminal cannot show the format."""
    if path is None:
        if binary and sys.stdout.isatty():
            raise DatelineError(f"a terminal cannot show {format}", cure="give --out FILE")
        yield sys.stdout.buffer
        sys.stdout.flush()
        return
    beside = path.with_name(f".{path.name}.{os.getpid()}")
    try:
        with beside.open("wb") as stream:
            yield stream
        beside.replace(path)
    except OSError as error:
        from dateline.write.target import cure_at

        what = f"cannot be written: {error.strerror}"
        raise DatelineError(what, where=str(path), cure=cure_at(path)) from error
    finally:
        with suppress(OSError):
            beside.unlink(missing_ok=True)


def is_table(format: str | None) -> bool:
    if format not in (None, "table", "json"):
        raise DatelineError(f"there is no format {format!r} here", cure="use table or json")
    return format == "table" or (format is None and sys.stdout.isatty())


def print_json(row: Any) -> None:
    """One JSON object on one line."""
    import orjson

    sys.stdout.buffer.write(orjson.dumps(row, option=orjson.OPT_APPEND_NEWLINE))
