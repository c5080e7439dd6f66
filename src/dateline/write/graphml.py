"""GraphML: the network of `network.py` for programs that know no GEXF; times are an attribute of the edge."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import BinaryIO

from dateline.types.view import View
from dateline.write.exporter import Counting
from dateline.write.gexf import EDGE, NODE, Value, quoted
from dateline.write.glyph import for_xml
from dateline.write.network import Network, network_of, node_attributes

KINDS = {"string": "string", "boolean": "boolean", "integer": "int"}


class GraphmlExporter(Counting):
    """A directed graph with several edges between two nodes where several things happened."""

    name = "graphml"
    extension = ".graphml"
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
        '<graphml xmlns="http://graphml.graphdrawing.org/xmlns" xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance" '
        'xsi:schemaLocation="http://graphml.graphdrawing.org/xmlns '
        'http://graphml.graphdrawing.org/xmlns/1.0/graphml.xsd">'
    )
    for target, kinds in (("node", {"label": "string", **NODE}), ("edge", EDGE)):
        for name, kind in kinds.items():
            yield f'<key id="{target[0]}_{name}" for="{target}" attr.name="{name}" attr.type="{KINDS[kind]}"/>'
    yield '<graph id="record" edgedefault="directed">'
    for actor in network.nodes:
        attributes = {"label": actor.name, **node_attributes(actor)}
        yield f"<node id={quoted(actor.id)}>{data('n', attributes)}</node>"
    for edge in network.edges:
        ends = f"source={quoted(edge.source)} target={quoted(edge.target)}"
        yield f"<edge id={quoted(edge.id)} {ends}>{data('e', edge.attributes())}</edge>"
    yield "</graph>"
    yield "</graphml>"


def data(letter: str, given: Mapping[str, Value]) -> str:
    return "".join(
        f'<data key="{letter}_{name}">{escaped(value)}</data>' for name, value in given.items() if value is not None
    )


def escaped(value: Value) -> str:
    """Any value as XML text; a carriage return as a reference, or a parser would make it a line feed."""
    text = for_xml(str(value).lower() if isinstance(value, bool) else str(value))
    return text.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;").replace("\r", "&#13;")
