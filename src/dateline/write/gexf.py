"""GEXF 1.3, dynamic: actors as nodes, what they did to one another as edges that last from start to end."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Mapping
from typing import BinaryIO
from xml.sax.saxutils import quoteattr

from dateline.types.view import View
from dateline.write.exporter import Counting
from dateline.write.glyph import for_xml
from dateline.write.network import Network, network_of, node_attributes

NODE = {"kind": "string", "country": "string", "roles": "string", "names": "string"}
EDGE = {
    "kind": "string", "type": "string", "status": "string", "background": "boolean", "reports": "integer",
    "voices": "integer", "first_published": "string", "last_published": "string", "times": "string",
}  # fmt: skip
DATE = re.compile(r"\d{4}-\d{2}-\d{2}$")

Value = str | int | bool | None


class GexfExporter(Counting):
    """A directed graph that may hold several edges between two nodes. An edge of which no report states the time
    has no spell, and `times` is empty: it is not known to have held at any time."""

    name = "gexf"
    extension = ".gexf"
    binary = False

    def write(self, view: View, out: BinaryIO) -> None:
        network = network_of(view)
        self.counts.update(nodes=len(network.nodes), edges=len(network.edges))
        self.left_out.update({reason: count for reason, count in network.left_out.items() if count})
        for line in lines(network):
            out.write(line.encode("utf-8") + b"\n")


def lines(network: Network) -> Iterable[str]:
    yield '<?xml version="1.0" encoding="UTF-8"?>'
    yield (
        '<gexf xmlns="http://gexf.net/1.3" xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance" '
        'xsi:schemaLocation="http://gexf.net/1.3 http://gexf.net/1.3/gexf.xsd" version="1.3">'
    )
    yield "<meta><creator>dateline</creator><description>Actors and what reports say of them</description></meta>"
    yield '<graph mode="dynamic" defaultedgetype="directed" timeformat="date" timerepresentation="interval">'
    yield from declared("node", NODE)
    yield from declared("edge", EDGE)
    yield "<nodes>"
    for actor in network.nodes:
        yield f"<node id={quoted(actor.id)} label={quoted(actor.name)}>"
        yield values(node_attributes(actor), NODE)
        yield "</node>"
    yield "</nodes>"
    yield "<edges>"
    parallel: Counter[tuple[str, str, Value]] = Counter()
    for edge in network.edges:
        attributes = edge.attributes()
        way = (edge.source, edge.target, attributes["type"])
        parallel[way] += 1
        ends = f"source={quoted(edge.source)} target={quoted(edge.target)}"
        # Gephi joins edges of one kind between the same nodes, and holds no more than some thousand kinds.
        kind = f"{attributes['type']} {parallel[way]}"
        yield f"<edge id={quoted(edge.id)} {ends} kind={quoted(kind)} label={quoted(attributes['type'])}>"
        yield values(attributes, EDGE)
        if spells := "".join(filter(None, map(spell, edge.ordered_spells()))):
            yield f"<spells>{spells}</spells>"
        yield "</edge>"
    yield "</edges>"
    yield "</graph>"
    yield "</gexf>"


def declared(name: str, kinds: Mapping[str, str]) -> Iterable[str]:
    yield f'<attributes class="{name}" mode="static">'
    for k, (title, kind) in enumerate(kinds.items()):
        yield f'<attribute id="{name[0]}{k}" title="{title}" type="{kind}"/>'
    yield "</attributes>"


def values(given: Mapping[str, Value], kinds: Mapping[str, str]) -> str:
    letter = "n" if kinds is NODE else "e"
    found = ((k, given[title]) for k, title in enumerate(kinds))
    inner = "".join(f'<attvalue for="{letter}{k}" value={quoted(v)}/>' for k, v in found if v is not None)
    return f"<attvalues>{inner}</attvalues>"


def spell(given: tuple[str | None, str | None]) -> str:
    """One interval, both ends included; "" where its years are none that an XML date of four digits can hold."""
    ends = [(name, day) for name, day in zip(("start", "end"), given, strict=True) if day and DATE.match(day)]
    return f"<spell {' '.join(f'{name}={quoted(day)}' for name, day in ends)}/>" if ends else ""


def quoted(value: Value) -> str:
    """Any value as an XML attribute with its quotation marks."""
    text = str(value).lower() if isinstance(value, bool) else str(value)
    return quoteattr(for_xml(text), {"\n": "&#10;", "\r": "&#13;", "\t": "&#9;"})
