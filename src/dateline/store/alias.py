"""By which names and ids the filter on actors finds an actor: all that reports call it, once they are linked.

`meta` leads from a name to the id of the actor; the facet `joined` leads from there to the statements that name it by
another id than its own. Both are made by linking and go with it.
"""

from __future__ import annotations

from collections.abc import Iterable

from dateline.store.codec import from_json
from dateline.store.database import Database
from dateline.store.row import fold
from dateline.types.episode import Actor

JOINED = "joined"
NAME = "actor "
"""What the names of `meta` begin with that are names of actors."""
OFTEN = 2
"""Mentions from which a form is a name of somebody, and no slip of the reading."""
LEADS = (
    "INSERT INTO meta (name, value) VALUES (?, ?) ON CONFLICT (name) DO UPDATE "
    "SET value = CASE WHEN meta.value = excluded.value THEN meta.value ELSE '' END"
)
FORGET = (f"DELETE FROM meta WHERE name LIKE '{NAME}%'", f"DELETE FROM facet WHERE field = '{JOINED}'")


def key(words: str) -> str:
    return NAME + fold(words)


def note(database: Database, actors: Iterable[Actor]) -> None:
    """Every name of every actor that has several; one that is a name of two leads to neither."""
    for sql in FORGET:
        database.run(sql)
    for actor in actors:
        if len(actor.names) == len(actor.entities) == 1:
            continue
        id_ = fold(actor.id)
        database.many(LEADS, [(key(name), id_) for name in names(database, actor).union(actor.entities)])
        sql = (
            f"INSERT INTO facet (field, value, statement) SELECT DISTINCT '{JOINED}', CAST(? AS TEXT), statement "
            "FROM facet WHERE field = 'actor' AND value = ?"
        )
        for entity in actor.entities:
            if entity != actor.id:
                database.run(f"{sql} ON CONFLICT DO NOTHING", (id_, fold(entity)))


def names(database: Database, actor: Actor) -> set[str]:
    """What its entities are called, and the forms that reports use again; of a person the whole names, for a last name
    is of many."""
    marks = ", ".join("?" * len(actor.entities))
    forms = f"SELECT form FROM form WHERE entity IN ({marks}) GROUP BY form HAVING sum(mentions) >= {OFTEN}"
    bodies = f"SELECT DISTINCT body FROM form WHERE entity IN ({marks})"
    found = {form for (form,) in database.rows(forms, actor.entities)}
    found |= {from_json(body.encode())["name"] for (body,) in database.rows(bodies, actor.entities)}
    return {name for name in found if actor.kind != "person" or " " in name.strip()}
