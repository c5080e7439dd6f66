"""GEXF 1.3 and GraphML, read back with networkx; GEXF also against the rules of its schema."""

from __future__ import annotations

import io
import xml.etree.ElementTree as tree

import networkx
import pytest

from dateline.types import Entity
from dateline.write.export import exporter_of
from dateline.write.network import ALONE, UNRESOLVED, network_of
from tests.write.memory import ARMY, MINISTER, PEOPLE, REBELS, SHELLED, Memory, record, story

GEXF = "{http://gexf.net/1.3}"


def written(name: str, view: Memory) -> bytes:
    out = io.BytesIO()
    exporter_of(name).write(view, out)
    return out.getvalue()


def test_gexf_as_networkx_reads_it() -> None:
    graph = networkx.read_gexf(io.BytesIO(written("gexf", record())), version="1.3")
    assert graph.is_directed()
    assert set(graph.nodes) == {ARMY.id, REBELS.id, PEOPLE.id, MINISTER.id}
    assert graph.nodes[ARMY.id]["label"] == "Velish army"
    edges = {(source, target): data for source, target, data in graph.edges(data=True)}
    assert set(edges) == {(ARMY.id, REBELS.id), (ARMY.id, PEOPLE.id), (MINISTER.id, ARMY.id)}
    shelled = edges[ARMY.id, REBELS.id]
    assert (shelled["type"], shelled["status"], shelled["reports"]) == ("ASSAULT", "actual", 1)


def test_gexf_says_when() -> None:
    root = tree.fromstring(written("gexf", record()))
    graph = root.find(f"{GEXF}graph")
    assert graph is not None
    assert root.attrib["version"] == "1.3"
    assert (graph.attrib["mode"], graph.attrib["timeformat"]) == ("dynamic", "date")
    times = {}
    for edge in graph.iter(f"{GEXF}edge"):
        times[edge.attrib["source"], edge.attrib["target"]] = [spell.attrib for spell in edge.iter(f"{GEXF}spell")]
    assert times[ARMY.id, REBELS.id] == [{"start": "2024-05-14", "end": "2024-05-14"}]
    assert times[MINISTER.id, ARMY.id] == [], "no report says since when, so no time is made up"


def test_gexf_refers_only_to_what_it_declares() -> None:
    root = tree.fromstring(written("gexf", record()))
    declared = {element.attrib["id"] for element in root.iter(f"{GEXF}attribute")}
    nodes = {element.attrib["id"] for element in root.iter(f"{GEXF}node")}
    assert {element.attrib["for"] for element in root.iter(f"{GEXF}attvalue")} <= declared
    for edge in root.iter(f"{GEXF}edge"):
        assert {edge.attrib["source"], edge.attrib["target"]} <= nodes
    ids = [edge.attrib["id"] for edge in root.iter(f"{GEXF}edge")]
    assert len(ids) == len(set(ids))


def test_two_things_between_two_actors_are_two_edges() -> None:
    view = Memory([story(SHELLED, 1), story(SHELLED, 2, day="2024-05-15")], {"s1": "s1", "s2": "s2"})
    data = written("gexf", view)
    assert networkx.read_gexf(io.BytesIO(data), version="1.3").number_of_edges(ARMY.id, REBELS.id) == 2
    kinds = [edge.attrib["kind"] for edge in tree.fromstring(data).iter(f"{GEXF}edge")]
    assert kinds == ["ASSAULT 1", "ASSAULT 2"], "Gephi joins edges of one kind"


def test_reprints_are_one_edge_and_differing_times_are_both_kept() -> None:
    view = Memory([story(SHELLED, 1), story(SHELLED, 2, day="2024-05-15")], {"s1": "s1", "s2": "s1"})
    [edge] = network_of(view).edges
    assert edge.attributes()["reports"] == 2
    assert edge.ordered_spells() == [("2024-05-14", "2024-05-14"), ("2024-05-15", "2024-05-15")]


def test_a_relation_is_one_edge_however_often_it_is_stated() -> None:
    words = "[Renn|who] [heads|t] [the army|whom]."
    said = [story(words, k, type_="leads", kind="relation", who=MINISTER, whom=ARMY, place=None) for k in (1, 2)]
    [edge] = network_of(Memory(said)).edges
    assert (edge.kind, edge.attributes()["reports"], edge.attributes()["voices"]) == ("relation", 2, 2)


def test_who_is_not_known_has_no_node_and_is_counted() -> None:
    network = network_of(Memory([story(SHELLED, 1, whom=None)]))
    assert (network.nodes, network.edges) == ([], [])
    assert network.left_out == {UNRESOLVED: 1, ALONE: 1}


def test_graphml_as_networkx_reads_it() -> None:
    graph = networkx.read_graphml(io.BytesIO(written("graphml", record())))
    assert graph.is_directed()
    assert graph.nodes[REBELS.id] == {"label": "Northern Front", "kind": "group", "country": "VLS", "roles": "REB",
                                      "names": "Northern Front"}  # fmt: skip
    [data] = graph.get_edge_data(ARMY.id, REBELS.id).values() if graph.is_multigraph() else [
        graph.get_edge_data(ARMY.id, REBELS.id)
    ]
    assert (data["type"], data["reports"], data["background"]) == ("ASSAULT", 1, False)
    assert data["times"] == "2024-05-14/2024-05-14"


@pytest.mark.parametrize("name", ["gexf", "graphml"])
def test_names_come_back_as_they_are(name: str) -> None:
    words = "A <b> & \"c\" 'd'\ttab\rreturn\nline \u202e \U0001f525"
    who = Entity("x:" + words, words, "organisation", "VLS", ("MIL",))
    data = io.BytesIO(written(name, Memory([story(SHELLED, 1, who=who)])))
    graph = networkx.read_gexf(data, version="1.3") if name == "gexf" else networkx.read_graphml(data)
    assert graph.nodes["x:" + words]["label"] == words
