"""The benchmarks, one line each: name, module, folder under --data, what is scored.

A task module has `run(data: Path, limit: int | None) -> Result`; `data` is the benchmark's own folder.
"""

from __future__ import annotations

from typing import NamedTuple


class Task(NamedTuple):
    name: str
    module: str
    folder: str
    scores: str


TASKS: tuple[Task, ...] = (
    Task("polnear", "polnear", "polnear", "attribution: source, cue, content"),
    Task("annotations", "annotations", "data", "all fields of statements in real sentences of many sets"),
    Task("cameo", "cameo", "cameo", "events of single sentences: quad class, actors, recipients, rows, calibration"),
    Task("wikievents", "wikievents", "wikievents", "events of whole articles: types by sentence, participants"),
    Task("muc", "muc", "muc", "attacks in wires all in capitals: types, perpetrators, targets by report"),
    Task("event_location", "event_location", "event_location", "which place belongs to a given verb"),
    Task("conllpp", "conllpp", "conllpp", "names of persons, organisations and places, news wire"),
    Task("re3d", "re3d", "re3d", "persons, organisations and places, reports on a war"),
    Task("wikievents_coref", "wikievents_coref", "wikievents", "coreference of mentions, antecedents of pronouns"),
    Task("tempeval3", "tempeval3", "tempeval3", "dates, durations and recurrences: spans and values"),
    Task("factuality", "factuality", "factuality", "status of event words: actual, denied or uncertain"),
    Task("casie_realis", "casie_realis", "casie", "status and aspect of cyber events: Actual, Other, Generic"),
    Task("lgl", "lgl", "geoparsing", "places: the right one within 161 km, local news"),
    Task("geowebnews", "geowebnews", "geoparsing", "places: the right one within 161 km, world news"),
    Task("reprints", "reprints", "reuters21578", "text families: pairs of reprints among made and real ones"),
    Task("ecbplus", "ecbplus", "ecbplus", "happenings across reports: MUC, B-cubed, CEAF-e, calibration of links"),
    Task("actors", "actors", "ecbplus", "persons and bodies across reports: MUC, B-cubed, CEAF-e, pairs of names"),
    Task("news_clusters", "news_clusters", "news_clusters", "reports of one event of the news meet in episodes"),
)
