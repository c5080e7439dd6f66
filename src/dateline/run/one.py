"""Reading one report in this process, and what every reading ends with."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace
from functools import lru_cache
from pathlib import Path

from dateline.errors import ReadError
from dateline.pipeline import Pipeline
from dateline.read.delivery import Delivery
from dateline.read.failure import Failure
from dateline.read.folder import deliveries
from dateline.read.format import open_documents
from dateline.read.language import admit
from dateline.read.text import document_of
from dateline.types import Document, Loss, Span

SURROGATE = re.compile("[\ud800-\udfff]")
Source = str | Path | bytes


def read_one(
    source: Source, *, pipeline: Pipeline | None = None, published: str | None = None, title: str | None = None
) -> Document:
    """The document of one report with all layers.

    `source` is a path, the bytes of a file of any format, or a string: the name of an existing file, otherwise plain
    text. `published` (a date) and `title` take the place of what the report says. Raises ReadError when there is not
    exactly one report.
    """
    document = state(open_one(source), day(published), title)
    return finish((pipeline or default_pipeline())(document))


def open_one(source: Source) -> Document:
    """The unread document of a source; ReadError where there is none or more than one."""
    if isinstance(source, str) and not is_file(source):
        return sole(iter([admit(document_of(text_of(source), language=None), "<text>")]), "<text>")
    delivery = Delivery("<bytes>", data=source) if isinstance(source, bytes) else delivery_of(Path(source))
    return sole(open_documents(delivery), delivery.name)


def text_of(source: str) -> str:
    """The string, which is no file's name, as a text; ReadError when it can only be a name."""
    if not re.search(r"\s", source.strip()):
        cure = "check the path; a text has more than one word"
        raise ReadError("there is no such file", where=source[:200] or "''", cure=cure)
    return source


def delivery_of(path: Path) -> Delivery:
    if path.is_dir():
        raise ReadError("is a folder", where=str(path), cure="use dateline.run.local.read_many for folders")
    found = next(deliveries([path]))
    if isinstance(found, Failure):
        raise error_of(found)
    return found


def is_file(name: str) -> bool:
    """Whether a string names something that exists; a long text is no name."""
    try:
        return 0 < len(name) < 4096 and Path(name).exists()
    except (OSError, ValueError):
        return False


def sole(items: Iterator[Document | Failure], name: str) -> Document:
    """The only document among the items."""
    first = next(items, None)
    if first is None:
        raise ReadError("holds no report", where=name, cure="check that the delivery is complete")
    if isinstance(first, Failure):
        raise error_of(first)
    if next(items, None) is not None:
        raise ReadError("holds more than one report", where=name, cure="use dateline.run.local.read_many")
    return first


def error_of(failure: Failure) -> ReadError:
    return ReadError(failure.what, where=failure.where, cure=failure.cure)


def day(published: str | None) -> str | None:
    """The ISO date of a publication date as somebody wrote it; ReadError when it is none."""
    from dateline.read.published import parse_published

    if published is None:
        return None
    parsed = parse_published(published)
    if parsed is None:
        raise ReadError(f"{published!r} is no date", cure="write it as 2024-05-16")
    return parsed


def state(document: Document, published: str | None, title: str | None = None) -> Document:
    """The document with the date (ISO) and title that the caller states, where there are any."""
    report = document.report
    return replace(
        document, report=replace(report, published=published or report.published, title=title or report.title)
    )


def finish(document: Document) -> Document:
    """The read document with a note of what no output can hold."""
    found = [] if document.text.isascii() else [hit.start() for hit in SURROGATE.finditer(document.text)]
    if not found:
        return document
    reason = f"{len(found)} lone surrogate{'s' * (len(found) > 1)} written as U+FFFD"
    return replace(document, losses=(*document.losses, Loss("write", reason, Span(found[0], found[0] + 1))))


@lru_cache(maxsize=1)
def default_pipeline() -> Pipeline:
    """The default recipe, built once a process."""
    return Pipeline()
