"""The reading room: delivered bytes -> Report -> Document. `open_documents` is the door to every format."""

from typing import Any

__all__ = ["open_documents"]


def __getattr__(name: str) -> Any:
    if name == "open_documents":
        from dateline.read.format import open_documents

        return open_documents
    raise AttributeError(f"module 'dateline.read' has no attribute {name!r}")
