"""Steps from one version of a record's tables to the next. Each is a function of the open database.

The journal's entries are never touched: a step changes derived tables, indexes and triggers only.
"""

from __future__ import annotations

from collections.abc import Callable

from dateline.store.database import Database, StoreError
from dateline.store.migrations.search import index_words_anew
from dateline.store.schema import VERSION

STEPS: dict[int, Callable[[Database], None]] = {1: index_words_anew}
"""By the version that a step starts from."""


def migrate(database: Database, version: int) -> None:
    """Bring the tables to the present version, all steps in one transaction: stopped, the record is as it was."""
    if database.read_only:
        what = f"is of schema {version} and has to be brought to {VERSION} first"
        raise StoreError(what, where=database.where, cure="open it once to write, as with `dateline correct`")
    with database.transaction():
        for start in range(database.version, VERSION):  # another process may have done it while this one waited
            if start not in STEPS:
                what = f"is of schema {start}, which nobody knows"
                raise StoreError(what, where=database.where, cure="build it anew")
            STEPS[start](database)
        database.stamp(VERSION)
