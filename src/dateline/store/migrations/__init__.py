"""Steps from one version of a record's tables to the next. Each is a function of the open database.

The journal is never touched: a step changes derived tables only, and where in doubt lets them be rebuilt from it.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from dateline.store.database import Database

STEPS: dict[int, Callable[[Database], None]] = {}
"""By the version that a step starts from. Version 1 is the first, so there is none yet."""


def migrate(database: Database, version: int) -> None:
    """Bring the tables to the present version, all steps in one transaction."""
    from dateline.store.database import StoreError
    from dateline.store.schema import VERSION

    if database.read_only:
        what = f"is of schema {version} and has to be brought to {VERSION} first"
        raise StoreError(what, where=database.where, cure="open it once without read_only")
    with database.transaction():
        for start in range(version, VERSION):
            if start not in STEPS:
                what = f"is of schema {start}, which nobody knows"
                raise StoreError(what, where=database.where, cure="build it anew")
            STEPS[start](database)
        database.run(f"PRAGMA user_version = {VERSION}")
