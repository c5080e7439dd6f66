"""What was added to the record: the journal as pages, and changes as they happen."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator
from itertools import islice
from typing import Annotated

from fastapi import Query as Given

from dateline.store.query import day_of
from dateline.web.ask import Ask, Data
from dateline.web.listen import Listening

PAUSE, SIGN = 0.5, 15.0
"""Seconds between two looks, and between two signs of life where nothing happens."""


def list_changes(
    ask: Ask, since: Annotated[str | None, Given(description="First day: 2024, 2024-05, 2024-05-16.")] = None,
    after: Annotated[int, Given(ge=0, description="Number of the last change that is known.")] = 0,
    limit: Annotated[int, Given(ge=0, le=1000)] = 200,
) -> Data:  # fmt: skip
    """The journal in its order.

    Reports read, judgements, what was taken out. `after` is null once all were given.
    """
    day = day_of("since", since, last=False) if since else None
    rows = list(islice(ask.store.changes(day, after), limit + 1))
    if ask.blind:
        shown = [row for row in rows[:limit] if row["change"] != "judgement" or row["by"] == ask.session.name]
    else:
        shown = rows[:limit]
    return {"rows": shown, "after": rows[limit - 1]["seq"] if len(rows) > limit > 0 else None}


async def listen(listening: Listening) -> AsyncIterator[str]:
    """Changes as they happen.

    `change` {changed, judgements, linking} whenever the record changed, `trouble` {error, cure, reason} when it cannot
    be read; the first event tells where it stands.
    """
    quiet, told = 0.0, ""
    while listening.welcome:
        heard = await asyncio.to_thread(listening.look)
        if heard is not None and heard != told:
            told, quiet = heard, 0.0
            yield heard
        elif quiet >= SIGN:
            quiet = 0.0
            yield ": still here\n\n"
        await asyncio.sleep(PAUSE)
        quiet += PAUSE

