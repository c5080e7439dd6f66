"""Our types as bytes and back without loss: compressed JSON, decoded by one constructor compiled for each class."""

from __future__ import annotations

import base64
import json
import zlib
from collections.abc import Callable
from dataclasses import asdict, fields, is_dataclass
from functools import cache
from types import UnionType
from typing import Any, TypeVar, Union, cast, get_args, get_origin, get_type_hints

import orjson

T = TypeVar("T")
Decode = Callable[[Any], Any]
LEVEL = 1
"""Of compression: the higher ones cost more time than their bytes are worth."""


def encode(value: Any) -> bytes:
    """The compressed JSON of a dataclass; lone surrogates survive."""
    return zlib.compress(to_json(value), LEVEL)


def decode(kind: type[T], body: bytes) -> T:
    """The value of that class. Raises ValueError, KeyError or TypeError for bytes that are none."""
    try:
        raw = zlib.decompress(body)
    except zlib.error as error:
        raise ValueError(f"is not compressed JSON: {error}") from error
    value: T = decoder(cast(Any, kind))(from_json(raw))
    return value


def to_json(value: Any) -> bytes:
    try:
        return orjson.dumps(value, default=as_text)
    except TypeError:  # orjson takes no lone surrogates; the standard library writes them as escapes
        plain = asdict(value) if is_dataclass(value) and not isinstance(value, type) else value
        return json.dumps(plain, default=as_text).encode("ascii")


def from_json(raw: bytes) -> Any:
    try:
        return orjson.loads(raw)
    except orjson.JSONDecodeError:
        return json.loads(raw)


def as_text(value: Any) -> str:
    if isinstance(value, bytes):
        return base64.b64encode(value).decode("ascii")
    raise TypeError(f"{type(value).__name__} cannot be written")


@cache
def decoder(kind: Any) -> Decode:
    """What makes a value of a type from JSON data; fields that the data lacks have their defaults."""
    origin, inner = get_origin(kind), get_args(kind)
    if origin in (Union, UnionType):
        one = decoder(next(part for part in inner if part is not type(None)))
        return lambda data: None if data is None else one(data)
    if origin is tuple:
        return decode_tuple(inner)
    if isinstance(kind, type) and is_dataclass(kind):
        return decode_object(kind)
    if kind is bytes:
        return base64.b64decode
    return unchanged


def unchanged(data: Any) -> Any:
    return data


def decode_tuple(inner: tuple[Any, ...]) -> Decode:
    if inner[-1] is Ellipsis:
        each = decoder(inner[0])
        return tuple if each is unchanged else lambda data: tuple(map(each, data))
    parts = [decoder(part) for part in inner]
    return lambda data: tuple(part(item) for part, item in zip(parts, data, strict=True))


def decode_object(kind: type) -> Decode:
    hints = get_type_hints(kind)
    names = [field.name for field in fields(kind)]
    parts = [(name, decoder(hints[name])) for name in names]

    def build(data: dict[str, Any]) -> Any:
        try:
            return kind(*[data[name] if part is unchanged else part(data[name]) for name, part in parts])
        except KeyError:
            return kind(**{name: part(data[name]) for name, part in parts if name in data})

    return build
