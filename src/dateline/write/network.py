"""Who acted on whom: the actors of a record as nodes, what they did to one another as edges.

An edge is a happening (an episode) with one actor and one recipient, however many reports tell of it; or a relation
between the two, however many reports state it. Its times are those that reports state: each differing interval is kept.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field
from itertools import product

from dateline.types.episode import Actor, Member
from dateline.types.mention import Mention
from dateline.types.view import View

UNRESOLVED = "participants that are no known actor: no node"
ALONE = "statements without both an actor and a recipient: no edge"


@dataclass(slots=True)
class Edge:
    """`spells` are (start, end) ISO dates with None for an open end, sorted; empty where no time is stated."""

    id: str
    source: str
    target: str
    kind: str
    types: set[str] = field(default_factory=set)
    statuses: set[str] = field(default_factory=set)
    spells: set[tuple[str | None, str | None]] = field(default_factory=set)
    reports: set[str] = field(default_factory=set)
    families: set[tuple[str, str]] = field(default_factory=set)
    published: set[str] = field(default_factory=set)
    background: bool = True

    def add(self, member: Member) -> None:
        statement, time = member.statement, member.statement.time
        self.types.add(statement.type)
        self.statuses.add(statement.status)
        self.background = self.background and statement.background
        self.reports.add(member.report.id)
        self.families.add(("agency", member.agency) if member.agency else ("family", member.family))
        if member.report.published:
            self.published.add(member.report.published)
        if time and (time.start or time.end):
            self.spells.add((time.start, time.end))

    def attributes(self) -> dict[str, str | int | bool | None]:
        """What is said of the edge, in a fixed order; lists are joined by ";"."""
        return {
            "kind": self.kind, "type": ";".join(sorted(self.types)), "status": ";".join(sorted(self.statuses)),
            "background": self.background, "reports": len(self.reports), "voices": len(self.families),
            "first_published": min(self.published, default=None), "last_published": max(self.published, default=None),
            "times": ";".join(f"{start or ''}/{end or ''}" for start, end in self.ordered_spells()) or None,
        }  # fmt: skip

    def ordered_spells(self) -> list[tuple[str | None, str | None]]:
        return sorted(self.spells, key=lambda spell: (spell[0] or "", spell[1] or ""))


@dataclass(slots=True)
class Network:
    """Nodes are the actors that an edge touches, by id; edges stand in the order of the record."""

    nodes: list[Actor]
    edges: list[Edge]
    left_out: dict[str, int]


def network_of(view: View) -> Network:
    """The network of the view's events and relations. It is held in memory: some hundred bytes an edge."""
    actors = {entity: actor for actor in view.actors() for entity in actor.entities}
    edges: dict[tuple[str, str, str], Edge] = {}
    left_out = {UNRESOLVED: 0, ALONE: 0}
    for member in view.members():
        statement = member.statement
        if statement.kind == "figure":
            continue
        sides = [known(side, actors, left_out) for side in (statement.actors, statement.recipients)]
        if not all(sides):
            left_out[ALONE] += 1
        happening = member.episode or (statement.type if statement.kind == "relation" else statement.id)
        for source, target in product(*sides):
            key = (happening, source, target)
            edge = edges.get(key)
            if edge is None:
                edge = edges[key] = Edge(f"e{len(edges)}", source, target, statement.kind)
            edge.add(member)
    used = {end for edge in edges.values() for end in (edge.source, edge.target)}
    nodes = sorted({actor.id: actor for actor in actors.values() if actor.id in used}.values(), key=lambda a: a.id)
    return Network(nodes, list(edges.values()), left_out)


def known(mentions: Iterable[Mention], actors: dict[str, Actor], left_out: dict[str, int]) -> list[str]:
    """Ids of the actors that are mentioned, each once."""
    found: dict[str, None] = {}
    for mention in mentions:
        actor = actors.get(mention.entity.id) if mention.entity else None
        if actor is None:
            left_out[UNRESOLVED] += 1
        else:
            found.setdefault(actor.id)
    return list(found)


def node_attributes(actor: Actor) -> dict[str, str | None]:
    return {
        "kind": actor.kind, "country": actor.country, "roles": ";".join(actor.roles) or None,
        "names": ";".join(name.replace(";", ",") for name in actor.names) or None,
    }  # fmt: skip
