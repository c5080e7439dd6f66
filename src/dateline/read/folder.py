"""Paths -> deliveries: files, folders with everything below them, and "-" for standard input."""

from __future__ import annotations

import os
import sys
import tempfile
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from pathlib import Path
from shutil import copyfileobj

from dateline.read.delivery import Delivery
from dateline.read.failure import Failure
from dateline.read.limit import MIB

STDIN = "-"


@dataclass(slots=True)
class Skipped:
    """Files passed over because their names, or their folders', begin with a dot."""

    hidden: int = 0


def deliveries(
    paths: Iterable[str | Path], *, like: Delivery | None = None, skipped: Skipped | None = None
) -> Iterator[Delivery | Failure]:
    """A delivery for each file, in a stable order. `like` gives charset, columns and language to all of them."""
    like = like or Delivery("")
    skipped = skipped if skipped is not None else Skipped()
    for path in paths:
        if str(path) == STDIN:
            yield standard_input(like)
        elif Path(path).is_dir():
            yield from folder(Path(path), like, skipped)
        else:
            yield one(Path(path), like)


def one(path: Path, like: Delivery) -> Delivery | Failure:
    """The delivery of a file, or why there is none."""
    name = str(path)
    try:
        if not path.exists():
            if path.is_symlink():
                return Failure(name, "is a link to a file that does not exist", "mend the link or leave it out")
            return Failure(name, "does not exist", "check the path")
        if not path.is_file():
            return Failure(name, "is no regular file", "give files, folders or - for standard input")
    except (OSError, ValueError) as error:
        return Failure(name, f"cannot be looked at: {error}", "check the path and the permissions")
    if not os.access(path, os.R_OK):
        return Failure(name, "may not be read", "change its permissions or leave it out")
    return replace(like, name=name, file=path)


def folder(path: Path, like: Delivery, skipped: Skipped) -> Iterator[Delivery | Failure]:
    """Every visible file below the folder, sorted by path; one failure when there is none."""
    found = False
    failures: list[OSError] = []
    for base, folders, files in os.walk(path, onerror=failures.append):
        skipped.hidden += sum(name.startswith(".") for name in files)
        folders[:] = sorted(name for name in folders if not name.startswith("."))
        for name in sorted(files):
            if not name.startswith("."):
                found = True
                yield one(Path(base) / name, like)
    for error in failures:
        yield Failure(str(error.filename or path), f"cannot be listed: {error.strerror}", "check the permissions")
    if not found and not failures:
        yield Failure(str(path), "holds no file to read", "give a folder with reports in it")


def standard_input(like: Delivery) -> Delivery:
    """What is piped in: kept in memory up to a megabyte, in a temporary file beyond."""
    stream = sys.stdin.buffer
    data = stream.read(MIB + 1)
    if len(data) <= MIB:
        return replace(like, name="<stdin>", data=data)
    # It lives as long as the delivery that holds it.
    spool = tempfile.NamedTemporaryFile(prefix="dateline-")  # noqa: SIM115
    spool.write(data)
    copyfileobj(stream, spool)
    spool.flush()
    return replace(like, name="<stdin>", file=Path(spool.name), keep=spool)
