"""Actors of a record with their names and what joined them, for people and as data."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import Any, BinaryIO

from dateline.types.episode import Actor
from dateline.write.episode import link_row, link_words, number
from dateline.write.glyph import encodable
from dateline.write.table import INDENT, page_on


def print_actors(found: Iterable[tuple[Actor, int]], out: BinaryIO) -> None:
    """Each with the number of statements that it acts or is acted on in."""
    with page_on(out) as page:
        for actor, count in found:
            page.line(head(actor, count), style="bold")
            for line in lines(actor):
                page.line(line, INDENT)


def head(actor: Actor, count: int) -> str:
    """ "Hassan Abboud · person · SYR · REB · 2 statements"."""
    parts = (actor.name, actor.kind, actor.country, " ".join(actor.roles), number(count, "statement"))
    return " · ".join(filter(None, parts))


def lines(actor: Actor) -> Iterator[str]:
    others = [name for name in actor.names if name != actor.name]
    if others:
        yield f"called {'; '.join(others)}"
    yield f"id     {', '.join([actor.id, *(id_ for id_ in actor.entities if id_ != actor.id)])}"
    for link in actor.links:
        yield f"  {link_words(link, {})}"


def actor_row(actor: Actor, count: int) -> dict[str, Any]:
    return {
        "id": encodable(actor.id), "name": encodable(actor.name), "kind": actor.kind, "country": actor.country,
        "roles": list(actor.roles), "names": [encodable(name) for name in actor.names],
        "entities": [encodable(id_) for id_ in actor.entities], "statements": count,
        "links": [link_row(link) for link in actor.links],
    }  # fmt: skip
