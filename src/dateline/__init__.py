"""dateline reads news reports and records what they say, who says so, and the words it came from."""

from typing import Any

import dateline.read as _room  # first, so that the function below keeps the name `read` # noqa: F401
from dateline.types import Document, Report, Statement

__version__ = "0.1.0"
__all__ = ["Document", "Pipeline", "Report", "Statement", "Store", "__version__", "read"]
LATER = {"Pipeline": "dateline.pipeline", "Store": "dateline.run.record"}


def read(source: Any, **options: Any) -> Document:
    """Read one report: a path, an address-less text, or bytes. See `dateline.run.one.read_one`."""
    from dateline.run.one import read_one

    return read_one(source, **options)


def __getattr__(name: str) -> Any:
    from importlib import import_module

    if name not in LATER:
        raise AttributeError(f"module 'dateline' has no attribute {name!r}")
    return getattr(import_module(LATER[name]), name)
