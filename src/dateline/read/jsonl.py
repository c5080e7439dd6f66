"""JSON, one object a line or one file -> Documents, with every character of the text led back through its escapes."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from json.decoder import scanstring  # type: ignore[attr-defined]
from typing import Any, BinaryIO

from dateline.errors import ReadError
from dateline.read.delivery import Delivery
from dateline.read.encoding import decode
from dateline.read.failure import Failure
from dateline.read.limit import ARRAY, CONTAINERS, MIB, RECORD, RUNS
from dateline.read.origin import Locator, join
from dateline.read.record import Ids, Row, build, card_of, find_columns, need_text
from dateline.types import Document, Run

SPACE = re.compile(r"[ \t\r\n]*")
ESCAPE = re.compile(r"\\(?:u[dD][89abAB][0-9a-fA-F]{2}\\u[dD][c-fC-F][0-9a-fA-F]{2}|u[0-9a-fA-F]{4}|.)", re.DOTALL)
OPENS_LINE = re.compile(r'\s*\{\s*["}]')
OPENS_FILE = re.compile(r'\s*(?:\{\s*["}]|\[\s*[{\]])')
CURE = "mend the line or take it out"
Value = tuple[Any, int, int]


def is_jsonl(head: str) -> bool:
    """Objects one a line; an object that is written over several lines is a JSON file."""
    lines = head.lstrip().split("\n")
    if not OPENS_LINE.match(lines[0]):
        return False
    return len(lines) == 1 or is_object(lines[0]) or any(re.match(r'\{\s*"', line) for line in lines[1:])


def is_object(line: str) -> bool:
    try:
        json.loads(line)
    except (ValueError, RecursionError):
        return False
    return True


def is_json(head: str) -> bool:
    return bool(OPENS_FILE.match(head))


def read_jsonl(delivery: Delivery) -> Iterator[Document | Failure]:
    """One document or failure a line; only one line is held at a time."""
    ids = Ids()
    with delivery.open() as stream:
        for number, line in lines_of(stream):
            where = f"{delivery.name}:{number}"
            if line is None:
                yield Failure(where, f"the line is longer than the {RECORD // MIB} MB that a record may have", CURE)
            elif line.strip():
                yield from map(ids, guarded(delivery, line, where))


def lines_of(stream: BinaryIO) -> Iterator[tuple[int, bytes | None]]:
    """(number, line without its end); None for a line that is too long, which is passed over in pieces."""
    number = 0
    while line := stream.readline(RECORD + 2):
        number += 1
        if len(line) > RECORD + 1:
            while line and not line.endswith(b"\n"):
                line = stream.readline(MIB)
            yield number, None
        else:
            yield number, line.rstrip(b"\r\n").removeprefix(b"\xef\xbb\xbf" if number == 1 else b"")


def guarded(delivery: Delivery, data: bytes, where: str) -> Iterator[Document | Failure]:
    """The documents of one record's bytes; what is wrong with it becomes a failure."""
    try:
        source, encoding, base = decode(data, delivery.charset)
        values, end = members(source, 0)
        if source[end:].strip():
            raise ValueError(f"something follows the object at column {end + 1}")
        nested = next((v for v in values.values() if is_list(v)), None) if not has_text(values, delivery) else None
        if nested:
            yield from elements(delivery, data, nested[1], where)
        else:
            yield document(delivery, Row(data, source, base, encoding, where, "jsonl"), values)
    except (ValueError, IndexError, RecursionError) as error:
        yield Failure(where, f"not valid JSON: {say(error)}", CURE)
    except ReadError as error:
        yield Failure.of(error, where)


def say(error: Exception) -> str:
    if isinstance(error, json.JSONDecodeError):
        return f"{error.msg} at column {error.colno}"
    if isinstance(error, RecursionError):
        return "it nests too deep"
    return "it ends too soon" if isinstance(error, IndexError | StopIteration) else str(error)[:120]


def has_text(values: dict[str, Value], delivery: Delivery) -> bool:
    return bool(delivery.columns) or bool(find_columns(values, {})["text"])


def is_list(value: Value) -> bool:
    return isinstance(value[0], list) and bool(value[0]) and all(isinstance(v, dict) for v in value[0])


def members(source: str, at: int) -> tuple[dict[str, Value], int]:
    """Key -> (value, where it starts, where it ends) of the object at source[at:], and where the object ends."""
    decoder = json.JSONDecoder(strict=False)
    values: dict[str, Value] = {}
    at = behind_space(source, at)
    if source[at] != "{":
        raise ValueError(f"no object at column {at + 1}")
    at = behind_space(source, at + 1)
    while source[at] != "}":
        if source[at] != '"':
            raise ValueError(f"no key in quotation marks at column {at + 1}")
        key, at = scanstring(source, at + 1, False)
        at = behind_space(source, at)
        if source[at] != ":":
            raise ValueError(f"no colon after a key at column {at + 1}")
        start = behind_space(source, at + 1)
        value, end = decoder.raw_decode(source, start)
        values[key] = (value, start, end)
        at = behind_space(source, end)
        if source[at] == ",":
            at = behind_space(source, at + 1)
        elif source[at] != "}":
            raise ValueError(f"no comma after a value at column {at + 1}")
    return values, at + 1


def behind_space(source: str, at: int) -> int:
    hit = SPACE.match(source, at)
    return hit.end() if hit else at


def document(delivery: Delivery, row: Row, values: dict[str, Value]) -> Document | Failure:
    """The document of one object; ReadError when it holds no text."""
    from dataclasses import replace

    columns = find_columns(values, delivery.columns)
    need_text(columns, list(values))
    key = next((c for c in columns["text"] if isinstance(values[c][0], str) and values[c][0].strip()), None)
    if key is None:
        raise ReadError(
            f"its text, {columns['text'][0]!r}, is empty",
            where=row.where,
            cure="take the record out, or deliver it with its text",
        )
    text, start, end = values[key]
    card = card_of({name: value for name, (value, _, _) in values.items()}, columns)
    return build(
        row,
        text,
        string_map(row.source, start, end, len(text)),
        replace(card, language=delivery.language or card.language),
    )


def string_map(source: str, start: int, end: int, length: int) -> list[Run]:
    """Runs from the value of the string literal source[start:end] into the source; each escape has its own."""
    if source.count("\\", start, end) > RUNS:
        return [Run(0, length, start, end)]
    runs: list[Run] = []
    at, last = 0, start + 1
    for hit in ESCAPE.finditer(source, last, end - 1):
        if hit.start() > last:
            runs.append(Run(at, at + hit.start() - last, last, hit.start()))
            at += hit.start() - last
        runs.append(Run(at, at + 1, hit.start(), hit.end()))
        at, last = at + 1, hit.end()
    if end - 1 > last:
        runs.append(Run(at, at + end - 1 - last, last, end - 1))
    return join(runs)


def read_json(delivery: Delivery) -> Iterator[Document | Failure]:
    """A file that is one object or one list of objects."""
    data = delivery.read(ARRAY)
    if data.count(b"[") + data.count(b"{") > CONTAINERS:
        raise ReadError(
            f"has more than {CONTAINERS:,} lists and objects", where=delivery.name, cure="deliver it as JSONL"
        )
    start = len(data) - len(data.lstrip(b" \t\r\n\xef\xbb\xbf"))
    if data[start : start + 1] == b"[":
        yield from map(Ids(), elements(delivery, data, data_offset(data, delivery), delivery.name))
    else:
        yield from map(Ids(), guarded(delivery, data, delivery.name))


def data_offset(data: bytes, delivery: Delivery) -> int:
    return decode(data, delivery.charset)[0].index("[")


def elements(delivery: Delivery, data: bytes, at: int, where: str) -> Iterator[Document | Failure]:
    """The documents of the list at character `at`; what follows a broken element cannot be found and is one failure."""
    source, encoding, base = decode(data, delivery.charset)
    locate = Locator(source, base, encoding.name)
    number, at = 0, behind_space(source, at + 1)
    try:
        while source[at] != "]":
            number += 1
            values, end = members(source, at)
            low, high = locate(at), locate(end, end=True)
            yield from guarded(delivery, data[low or 0 : high], f"{where}#{number}")
            at = behind_space(source, end)
            at = behind_space(source, at + 1) if source[at] == "," else at
            del values
    except (ValueError, IndexError, RecursionError) as error:
        yield Failure(
            f"{where}#{number}", f"not valid JSON: {say(error)}; the records after it were not read", "mend the file"
        )
