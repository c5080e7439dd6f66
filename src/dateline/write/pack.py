"""Our own types as JSON and back, without loss: one rule for every dataclass, so that no field can be forgotten."""

from __future__ import annotations

import base64
import re
from collections.abc import Callable, Iterator
from dataclasses import MISSING, Field, fields, is_dataclass
from functools import cache
from types import UnionType
from typing import Any, Union, get_args, get_origin, get_type_hints

import orjson

from dateline.write.glyph import UNKNOWN

SURROGATE = re.compile("[\ud800-\udfff]")
LOST = "surrogates"
"""Key of a line's list of [path, [[offset, code], ...]]: the halves of UTF-16 pairs that UTF-8 cannot hold, and that
stand as U+FFFD in the line's strings."""

Json = Any


def pack(value: Any) -> Json:
    """JSON-ready data. A dataclass is an object of those fields that differ from their defaults, or a list where it
    holds nothing but whole numbers (spans, runs); a tuple is a list, bytes are base64."""
    if is_dataclass(value) and not isinstance(value, type):
        parts = layout(type(value))
        if all(part.whole for part in parts):
            return [getattr(value, part.name) for part in parts]
        given = ((part, getattr(value, part.name)) for part in parts)
        return {part.name: pack(item) for part, item in given if not part.is_default(item)}
    if isinstance(value, tuple):
        return [pack(item) for item in value]
    return base64.b64encode(value).decode("ascii") if isinstance(value, bytes) else value


def unpack(kind: Any, data: Json) -> Any:
    """The value of that type which `pack` made the data of; ValueError, TypeError or KeyError where it cannot be."""
    if get_origin(kind) in (Union, UnionType):
        return None if data is None else unpack(next(one for one in get_args(kind) if one is not type(None)), data)
    if get_origin(kind) is tuple:
        return unpack_tuple(get_args(kind), data)
    if isinstance(kind, type) and is_dataclass(kind):
        known = {part.name: part for part in layout(kind)}
        if isinstance(data, list):
            return kind(*data)
        return kind(**{name: unpack(known[name].hint, item) for name, item in data.items()})
    if kind is bytes:
        return base64.b64decode(data)
    if not isinstance(data, (int, float) if kind is float else kind):
        raise TypeError(f"{data!r} is no {kind.__name__}")
    return data


def unpack_tuple(kinds: tuple[Any, ...], data: list[Json]) -> tuple[Any, ...]:
    if kinds[-1] is Ellipsis:
        return tuple(unpack(kinds[0], item) for item in data)
    return tuple(unpack(kind, item) for kind, item in zip(kinds, data, strict=True))


class Part:
    """A field of a dataclass: its name, its resolved type, and whether a value is its default."""

    __slots__ = ("default", "hint", "make", "name", "whole")

    def __init__(self, field: Field[Any], hint: Any) -> None:
        self.name, self.hint, self.default = field.name, hint, field.default
        self.make: Callable[[], Any] | None = None if field.default_factory is MISSING else field.default_factory
        self.whole = hint is int and field.default is MISSING

    def is_default(self, value: Any) -> bool:
        if self.make is not None:
            return bool(value == self.make())
        return self.default is not MISSING and type(value) is type(self.default) and bool(value == self.default)


@cache
def layout(kind: type) -> tuple[Part, ...]:
    hints = get_type_hints(kind)
    return tuple(Part(field, hints[field.name]) for field in fields(kind))


def dumps(row: Json, *, line: bool = False) -> bytes:
    """UTF-8 JSON; lone surrogates are U+FFFD."""
    option = orjson.OPT_APPEND_NEWLINE if line else None
    try:
        return orjson.dumps(row, option=option)
    except orjson.JSONEncodeError:
        return orjson.dumps(mended(row), option=option)


def line_of(row: dict[str, Json]) -> bytes:
    """The row as one line of UTF-8 JSON; lone surrogates are noted under LOST and stand as U+FFFD."""
    try:
        return orjson.dumps(row, option=orjson.OPT_APPEND_NEWLINE)
    except orjson.JSONEncodeError:
        lost = [[list(path), [[hit.start(), ord(hit[0])] for hit in SURROGATE.finditer(text)]]
                for path, text in strings(row) if SURROGATE.search(text)]  # fmt: skip
        return dumps({**row, LOST: lost}, line=True)


def row_of_line(line: bytes) -> dict[str, Json]:
    """The row of a line, lone surrogates put back; ValueError where the line is no JSON object."""
    row = orjson.loads(line)
    if not isinstance(row, dict):
        raise ValueError("is no JSON object")
    for path, hits in row.pop(LOST, None) or ():
        *way, last = path
        holder: Any = row
        for step in way:
            holder = holder[step]
        letters = list(holder[last])
        for at, code in hits:
            letters[at] = chr(code)
        holder[last] = "".join(letters)
    return row


def strings(value: Json, path: tuple[str | int, ...] = ()) -> Iterator[tuple[tuple[str | int, ...], str]]:
    """Every string in the data with the keys and indexes that lead to it."""
    if isinstance(value, str):
        yield path, value
    elif isinstance(value, dict):
        for key, item in value.items():
            yield from strings(item, (*path, key))
    elif isinstance(value, list):
        for k, item in enumerate(value):
            yield from strings(item, (*path, k))


def mended(value: Json) -> Json:
    """The data with every lone surrogate as U+FFFD."""
    if isinstance(value, str):
        return SURROGATE.sub(UNKNOWN, value)
    if isinstance(value, dict):
        return {key: mended(item) for key, item in value.items()}
    return [mended(item) for item in value] if isinstance(value, list) else value
