"""Where a page ended, as one word that the next question brings back."""

from __future__ import annotations

import json
from collections.abc import Sequence
from typing import Any

from dateline.errors import DatelineError


def cursor(values: Sequence[Any]) -> str:
    return json.dumps(list(values), ensure_ascii=False, separators=(",", ":"))


def values_of(words: str, kinds: Sequence[type]) -> list[Any]:
    """The values of a cursor; DatelineError where it has others than of these kinds."""
    try:
        values = json.loads(words)
    except (ValueError, RecursionError):
        values = None
    if isinstance(values, list) and len(values) == len(kinds) and all(map(fits, values, kinds)):
        return values
    raise DatelineError("after is no cursor of this list", cure="take it from the answer before, or begin anew")


def fits(value: Any, kind: type) -> bool:
    return isinstance(value, (int, float) if kind is float else kind) and not isinstance(value, bool)
