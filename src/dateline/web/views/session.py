"""Who asks: the session as it is, its opening and its end."""

from __future__ import annotations

from typing import Annotated

from pydantic import BaseModel, Field

from dateline.web.ask import Ask, Data
from dateline.web.door import Door, Opened


class Entry(BaseModel):
    """A token, or a password with the name that judgements are to be signed with."""

    password: Annotated[str, Field(max_length=1000)] = ""
    token: Annotated[str, Field(max_length=1000)] = ""
    name: Annotated[str, Field(max_length=100)] = ""


class Sight(BaseModel):
    blind: bool


def show_session(ask: Ask) -> Data:
    """Who asks, and of which record.

    `csrf` goes into the header X-CSRF-Token of whatever changes something.
    """
    session, store = ask.session, ask.store
    count = store.database.one
    about = store.about()
    return {
        "role": session.role, "name": session.name, "csrf": session.csrf, "blind": session.blind,
        "record": {
            "name": ask.record.name, "reports": int(about["reports"]), "failed": int(about["failed"]),
            "statements": int(about["statements"]), "version": about["record"],
            "episodes": int(count("SELECT count(DISTINCT episode) FROM statement")[0]),
            "changed": ask.record.stand(store).changed, "linking": ask.record.linker.busy,
        },
    }  # fmt: skip


def set_session(ask: Ask, sight: Sight) -> Data:
    """Read blind, or not.

    While blind, the judgements of others are hidden from every answer.
    """
    ask.session.blind = sight.blind
    return show_session(ask)


def login(door: Door, entry: Entry) -> Opened:
    """Open a session by password or token.

    Sets its cookie. 401 for a wrong secret, 429 after too many of them.
    """
    return door.login(entry.password, entry.token, entry.name)


def logout(door: Door) -> Opened:
    """End the session."""
    return door.logout()
