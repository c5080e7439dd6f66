"""The formats that are read, in one table, and the door through which every delivery goes."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass, replace
from hashlib import sha256

from dateline.errors import DatelineError, ReadError
from dateline.read import feed, jsonl, page, table
from dateline.read.delivery import Delivery
from dateline.read.encoding import decide, decode
from dateline.read.failure import Failure
from dateline.read.language import admit
from dateline.read.limit import TEXT
from dateline.read.text import Card, Delivered, compose
from dateline.types import Document

Items = Iterator[Document | Failure]

BINARY = (
    (b"%PDF-", "a PDF document"), (b"PK\x03\x04", "a ZIP archive (or a Word or Excel file)"), (b"\x89PNG",
    "a PNG image"),
    (b"\xff\xd8\xff", "a JPEG image"), (b"GIF8", "a GIF image"), (b"\x7fELF", "a program"), (b"MZ\x90", "a program"),
    (b"\x1f\x8b", "a gzip archive"), (b"BZh", "a bzip2 archive"), (b"\xfd7zXZ", "an xz archive"), (b"7z\xbc\xaf",
    "a 7-Zip archive"),
    (b"Rar!", "a RAR archive"), (b"\xd0\xcf\x11\xe0", "an old Word or Excel file"), (b"{\\rtf", "an RTF document"),
    (b"PAR1", "a Parquet file"),
    (b"SQLite format 3", "an SQLite database"), (b"ID3", "a sound file"), (b"OggS", "a sound file"), (b"RIFF",
    "a sound or film file"),
    (b"\x28\xb5\x2f\xfd", "a Zstandard archive"), (b"\xca\xfe\xba\xbe", "a program"),
)  # fmt: skip
CONTROL = re.compile(rb"[\x00-\x06\x0e-\x1a\x1c-\x1f\x7f]")


def read_text(delivery: Delivery) -> Items:
    """The whole delivery as one plain text."""
    data = delivery.read(TEXT)
    text, encoding, origin = decode(data, delivery.charset)
    delivered = Delivered(sha256(data).hexdigest(), len(data), encoding, origin, delivery.name)
    yield admit(compose(text, Card(language=delivery.language), delivered), delivery.name)


@dataclass(frozen=True, slots=True)
class Format:
    """`recognise` looks at the decoded first 64 KiB and at the delivery; `read` gives the documents."""

    name: str
    recognise: Callable[[str, Delivery], bool]
    read: Callable[[Delivery], Items]


FORMATS: tuple[Format, ...] = (
    Format("jsonl", lambda head, _: jsonl.is_jsonl(head), jsonl.read_jsonl),
    Format("json", lambda head, _: jsonl.is_json(head), jsonl.read_json),
    Format("html", lambda head, _: page.is_page(head), page.read_page),
    Format("feed", lambda head, _: feed.is_feed(head), feed.read_feed),
    Format("csv", table.is_table, table.read_table),
    Format("text", lambda head, _: True, read_text),
)
"""Asked from the top; the first that recognises the content reads it."""


def open_documents(delivery: Delivery) -> Items:
    """The documents of a delivery, and a Failure for each part that could not be read. Never raises for bad input."""
    try:
        head = delivery.head()
        if not head.strip(b" \t\r\n\v\f\x00\xef\xbb\xbf"):
            yield Failure(
                delivery.name,
                "is empty" if not delivery.size else "holds nothing but white space",
                "deliver the report again",
            )
            return
        yield from choose(delivery, head).read(delivery)
    except DatelineError as error:
        yield Failure.of(error, delivery.name)
    except OSError as error:
        yield Failure(
            delivery.name, f"cannot be opened: {error.strerror or error}", "check the path and the permissions"
        )
    except (MemoryError, RecursionError):
        yield Failure(delivery.name, "is too large or nests too deep to be read", "split it or leave it out")
    except Exception as error:  # a library met what it does not expect: the rest of the batch must go on
        yield Failure(
            delivery.name,
            f"could not be read: {type(error).__name__}: {str(error)[:160]}",
            "leave it out and report this line",
        )


def choose(delivery: Delivery, head: bytes) -> Format:
    """The format of the content; ReadError when it is no text at all."""
    kind = binary_kind(head)
    if kind:
        raise ReadError(f"is {kind}, not a text", where=delivery.name, cure="extract its text and deliver that")
    whole = len(head) == delivery.size
    cut = head if whole else head[: head.rfind(b"\n") + 1] or head
    text, _, _ = decode(cut, delivery.charset or page.declared_charset(head))
    return next(form for form in FORMATS if form.recognise(text, delivery))


def binary_kind(head: bytes) -> str | None:
    """What a binary file is, None for text. Some NULs are borne; a text full of control characters is none."""
    for mark, kind in BINARY:
        if head.startswith(mark):
            return kind
    if decide(head, None)[1].startswith(("utf-16", "utf-32")):
        return None
    return "binary data" if len(CONTROL.findall(head)) > 0.05 * len(head) else None


def read_as(name: str, delivery: Delivery) -> Items:
    """The documents of a delivery read in a named format, whatever it looks like."""
    form = next((form for form in FORMATS if form.name == name), None)
    if form is None:
        raise ReadError(f"there is no format {name!r}", cure=f"use one of {', '.join(f.name for f in FORMATS)}")
    yield from form.read(replace(delivery))
