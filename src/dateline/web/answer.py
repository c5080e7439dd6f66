"""What goes out: JSON, never anything that a browser takes for a page, and errors with their cure."""

from __future__ import annotations

from hashlib import sha256
from typing import Any

from starlette.responses import Response

from dateline.store.codec import to_json

KEPT = "private, no-cache"
"""A browser may keep it, and asks each time whether it still holds."""


class Json(Response):
    """JSON of plain data; lone surrogates, which a report may hold, are written as escapes."""

    media_type = "application/json"

    def render(self, content: Any) -> bytes:
        return to_json(content)


def refusal(status: int, what: str, cure: str, **more: Any) -> Json:
    """An error: what is wrong, what to do, and what else the page is told."""
    return Json({"error": what, "cure": cure, **more}, status, {"Cache-Control": "no-store"})


def tag_of(*parts: object) -> str:
    """An ETag of what an answer depends on. It is weak: the same data, not the same bytes."""
    return f'W/"{sha256(repr(parts).encode("utf-8", "surrogatepass")).hexdigest()[:32]}"'


def matches(given: str | None, tag: str) -> bool:
    """Whether an If-None-Match header names the tag."""
    if not given:
        return False
    held = [part.strip().removeprefix("W/") for part in given.split(",")]
    return held == ["*"] or tag.removeprefix("W/") in held
