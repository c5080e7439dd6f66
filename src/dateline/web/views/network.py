"""Who is said to have acted on whom. Nobody is ranked: nodes carry no count, and what is drawn is chosen by date."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from itertools import product
from typing import Any

from dateline.ontology.lexicon import RELATIONS, event_types
from dateline.store.store import Store
from dateline.types.mention import Entity
from dateline.types.view import Query
from dateline.web.digest import Chosen, Digest
from dateline.web.views.map import country_name

MOST = 250
"""Edges that are sent where nobody asks for another number: a drawing of more cannot be read."""
SHOWN = 20
"""Ids of statements that an edge brings along."""


@dataclass(slots=True)
class Edge:
    """Everything of one type that one actor is said to have done to another."""

    statements: list[tuple[str, str]] = field(default_factory=list)
    """(day of publication, id)"""
    episodes: set[str] = field(default_factory=set)
    reports: set[str] = field(default_factory=set)
    statuses: set[str] = field(default_factory=set)
    latest: str = ""

    def add(self, chosen: Chosen) -> None:
        self.statements.append((chosen.day, chosen.id))
        self.reports.add(chosen.report)
        self.statuses.add(chosen.status)
        self.latest = max(self.latest, chosen.day)
        if chosen.episode:
            self.episodes.add(chosen.episode)


def show_network(store: Store, digest: Digest, query: Query, *, limit: int = MOST) -> dict[str, Any]:
    """`nodes` by name and `edges`, of which those with the latest reports are kept where there are more than `limit`.

    `left_out` counts statements that make no edge, with the reason; `edges_total` and `nodes_total` what there is.
    """
    edges, entities, left_out, total = collect(store, digest, query)
    kept = sorted(edges, key=lambda key: (edges[key].latest, key), reverse=True)[: max(0, limit)]
    drawn = {end for source, target, _ in kept for end in (source, target)}
    nodes = sorted((entities[id_] for id_ in drawn), key=lambda entity: (entity.name.casefold(), entity.id))
    return {
        "total": total, "nodes_total": len({end for a, b, _ in edges for end in (a, b)}), "edges_total": len(edges),
        "nodes": [node(entity) for entity in nodes],
        "edges": [edge(key, edges[key]) for key in sorted(kept)],
        "left_out": [{"reason": reason, "count": count} for reason, count in left_out.items() if count],
        "chosen": "latest reports first",
    }  # fmt: skip


def collect(
    store: Store, digest: Digest, query: Query
) -> tuple[dict[tuple[str, str, str], Edge], dict[str, Entity], dict[str, int], int]:
    """Edges by (from, to, type), their actors, what makes no edge, and the number of statements."""
    edges: dict[tuple[str, str, str], Edge] = {}
    entities: dict[str, Entity] = {}
    left_out = {"a number, not an act": 0, "nobody, or nobody known, on one of the sides": 0}
    total = 0
    known: dict[str, str] = {}
    for chosen in digest.chosen(store, query):
        total += 1
        if chosen.kind == "figure":
            left_out["a number, not an act"] += 1
            continue
        if not (chosen.row.actors and chosen.row.recipients):
            left_out["nobody, or nobody known, on one of the sides"] += 1
            continue
        sides = [
            dict.fromkeys(named(digest, id_, known, entities) for id_ in side)
            for side in (chosen.row.actors, chosen.row.recipients)
        ]
        for source, target in product(*sides):
            edges.setdefault((source, target, chosen.type), Edge()).add(chosen)
    return edges, entities, left_out, total


def named(digest: Digest, id_: str, known: dict[str, str], entities: dict[str, Entity]) -> str:
    """The actor across reports that an entity of one report is."""
    if id_ not in known:
        actor, entity = digest.entity(id_)
        known[id_] = actor
        entities.setdefault(actor, entity)
    return known[id_]


def node(entity: Entity) -> dict[str, Any]:
    return {
        "id": entity.id, "name": entity.name, "kind": entity.kind, "iso3": entity.country,
        "country": country_name(entity.country), "roles": list(entity.roles),
    }  # fmt: skip


def edge(key: tuple[str, str, str], held: Edge) -> dict[str, Any]:
    """`statements` are those of the latest reports, at most SHOWN; `count` is how many there are."""
    source, target, type_ = key
    latest = sorted(held.statements, reverse=True)[:SHOWN]
    return {
        "from": source, "to": target, "type": type_, "class": class_of(type_), "count": len(held.statements),
        "episodes": len(held.episodes), "reports": len(held.reports), "status": sorted(held.statuses),
        "latest": held.latest or None, "statements": [id_ for _, id_ in latest],
    }  # fmt: skip


def class_of(type_: str) -> str:
    """verbal_cooperation, material_cooperation, verbal_conflict, material_conflict, relation, or other: of a type that
    somebody taught without a class, or that the pack in use does not know."""
    if type_ in RELATIONS:
        return "relation"
    types: Mapping[str, Any] = event_types()
    return (types[type_].quad if type_ in types else "") or "other"
