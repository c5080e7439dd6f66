"""The page as it was built: its files as they are, and its first file for every address that is one of its views."""

from __future__ import annotations

import mimetypes
from pathlib import Path

from starlette.responses import FileResponse, PlainTextResponse, Response

from dateline.web.answer import refusal

STATIC = Path(__file__).parent / "static"
FOREVER = "public, max-age=31536000, immutable"
"""Of files whose names change with what is in them."""
UNBUILT = """The workbench's page is not part of this installation of dateline.

Install it anew with Node.js 20 and npm on the path (pip install --force-reinstall dateline, or in a checkout
pip install -e .), or go on without it: the API answers under /api, and /api/openapi.json describes it.
"""
MEDIA = {".js": "text/javascript", ".mjs": "text/javascript", ".css": "text/css", ".svg": "image/svg+xml",
         ".json": "application/json", ".woff2": "font/woff2", ".html": "text/html"}  # fmt: skip


def is_built(static: Path = STATIC) -> bool:
    return (static / "index.html").is_file()


def shell(path: str, static: Path = STATIC) -> Response:
    """The file of a path, or the page itself."""
    if path.startswith("api/") or path == "api":
        return refusal(404, "there is no such route", "see /api/openapi.json for those that there are")
    file = file_of(path, static)
    if file is not None:
        kept = FOREVER if path.startswith("assets/") else "no-cache"
        return FileResponse(file, media_type=media_of(file), headers={"Cache-Control": kept})
    if path.startswith("assets/"):
        return refusal(404, "there is no such file", "load the page again")
    if not is_built(static):
        return PlainTextResponse(UNBUILT, 503, {"Cache-Control": "no-store"})
    return FileResponse(static / "index.html", media_type="text/html", headers={"Cache-Control": "no-cache"})


def file_of(path: str, static: Path) -> Path | None:
    """The built file of that name; never one outside the folder."""
    if not path or "\0" in path or "\\" in path:
        return None
    found = (static / path).resolve()
    return found if found.is_relative_to(static.resolve()) and found.is_file() else None


def media_of(file: Path) -> str:
    return MEDIA.get(file.suffix) or mimetypes.guess_type(file.name)[0] or "application/octet-stream"
