"""Where an export goes: its file, which takes its name only when it is whole, and the data sheets beside it."""

from __future__ import annotations

import os
from collections.abc import Callable
from contextlib import suppress
from hashlib import sha256
from pathlib import Path
from typing import Any, BinaryIO, cast

from dateline.errors import DatelineError
from dateline.types.view import EVERYTHING, Query, View
from dateline.write.datasheet import Sheet, as_json, as_markdown, sheet_of
from dateline.write.export import exporter_of
from dateline.write.exporter import Exporter
from dateline.write.selection import narrowed

BESIDE = ".datasheet.json"


def export(view: View, format: str, out: Path, query: Query = EVERYTHING) -> Sheet:
    """Write the view to a file, with FILE.datasheet.json and FILE.datasheet.md beside it; returns the data sheet."""
    return write_export(view, exporter_of(format), query, out)


def write_export(
    view: View, exporter: Exporter, query: Query, out: Path | BinaryIO, datasheet: Path | None = None
) -> Sheet:
    """Write what the query chooses of the view. The data sheets go to `datasheet` and the same name in .md, and are
    left out where neither that nor a path is given. Raises DatelineError where a file cannot be written."""
    chosen = narrowed(view, query)
    if isinstance(out, Path):
        hashed = to_file(out, lambda file: exporter.write(chosen, file))
        datasheet = datasheet or out.with_name(out.name + BESIDE)
    else:
        hashed = Hashed(out)
        exporter.write(chosen, cast(BinaryIO, hashed))
    sheet = sheet_of(view, exporter, query, hashed.digest.hexdigest(), hashed.size)
    if datasheet:
        to_file(datasheet, lambda file: file.write(as_json(sheet)))
        readable = datasheet.name.removesuffix(".json") + ".md"
        to_file(datasheet.with_name(readable), lambda file: file.write(as_markdown(sheet)))
    return sheet


class Hashed:
    """A file that only goes forward, and knows the hash and the size of what went through it."""

    def __init__(self, out: BinaryIO) -> None:
        self.out, self.digest, self.size = out, sha256(), 0

    def write(self, data: bytes) -> int:
        self.out.write(data)
        self.digest.update(data)
        self.size += len(data)
        return len(data)

    def __getattr__(self, name: str) -> Any:
        return getattr(self.out, name)


def to_file(path: Path, write: Callable[[BinaryIO], object]) -> Hashed:
    """Write beside the path and move there: whoever looks sees the old file or the whole new one."""
    beside = path.with_name(f".{path.name}.{os.getpid()}")
    try:
        with beside.open("wb") as file:
            hashed = Hashed(file)
            write(cast(BinaryIO, hashed))
        beside.replace(path)
    except OSError as error:
        what = f"cannot be written: {error.strerror or error}"
        raise DatelineError(what, where=str(path), cure=cure_at(path)) from error
    finally:
        with suppress(OSError):
            beside.unlink(missing_ok=True)
    return hashed


def cure_at(path: Path) -> str:
    """What to do where a file could not be written."""
    if not path.parent.is_dir():
        return "make its folder first"
    return "give another path, or make room there"
