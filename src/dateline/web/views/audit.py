"""Who did what and when, for those who administer the server."""

from __future__ import annotations

from typing import Annotated

from fastapi import Query as Given

from dateline.web.ask import Data
from dateline.web.audit import Audit


def show_audit(audit: Audit, limit: Annotated[int, Given(ge=0, le=10_000)] = 200) -> Data:
    """Who did what and when.

    The last lines of the log, the newest first.
    """
    return {"rows": audit.last(limit) if limit else []}
