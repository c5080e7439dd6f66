"""Events of other sets with their participants, in the codebook's terms (deeds.yaml).

A deed is {trigger, type or None, actors, recipients, place, time, unsure}: spans in the text, those of roles without
a counterpart under `unsure`. Only participants in the trigger's own sentence are told: elsewhere the sets differ.
"""

from __future__ import annotations

import json
import re
from bisect import bisect_right
from collections.abc import Iterable, Iterator, Sequence
from functools import cache
from pathlib import Path
from typing import Any

import yaml

from dateline.evaluate.annotated import read_annotated
from dateline.evaluate.tasks import event_location

Row = dict[str, Any]
PARTS = ("actors", "recipients", "place", "time")
MARKED = 3
"""Words of a CASIE event at most that are its trigger; longer ones are clauses."""
SLOT = re.compile(r"^evt\d+arg\d+")
LONG = 8
"""Words of a participant from which on its clauses are thought to be in it: then it is unsure."""


@cache
def schemes() -> Row:
    found: Row = yaml.safe_load((Path(__file__).parent / "deeds.yaml").read_text("utf-8"))
    return found


def kairos(name: str) -> Row | None:
    """What the longest listed beginning of a type of WikiEvents or RAMS says of it."""
    fit = [key for key in schemes()["kairos"] if name.lower().startswith(key)]
    return schemes()["kairos"][max(fit, key=len)] if fit else None


def deed(scheme: Row, trigger: Sequence[int], arguments: Iterable[tuple[str, list[int], int]]) -> Row:
    """`arguments` are (role, span, number of words)."""
    roles = {role: part for part in ("actors", "recipients") for role in scheme.get(part, ())}
    roles |= {role: part for part in ("place", "time") for role in schemes()[part]}
    found: Row = {"trigger": list(trigger), "type": scheme.get("type"), **{part: [] for part in (*PARTS, "unsure")}}
    for role, span, size in arguments:
        if role not in schemes()["none"]:
            found[roles.get(role, "unsure") if size <= LONG else "unsure"].append(span)
    return found


def single(deeds: list[Row], starts: Sequence[int]) -> list[Row]:
    """The deeds without type where several of one type share a sentence: the codebook takes the most telling word."""
    count: dict[tuple[int, str | None], int] = {}
    for one in deeds:
        key = bisect_right(starts, one["trigger"][0]), one["type"]
        count[key] = count.get(key, 0) + 1
    return [
        one if count[bisect_right(starts, one["trigger"][0]), one["type"]] == 1 else {**one, "type": None}
        for one in deeds
    ]


def tokens_of(words: Sequence[str]) -> tuple[str, list[list[int]]]:
    """The words joined by spaces, and the span of each."""
    spans, at = [], 0
    for word in words:
        spans.append([at, at + len(word)])
        at += len(word) + 1
    return " ".join(words), spans


def wikievents(raw: Row, spans: list[list[int]], sentences: list[list[int]]) -> list[Row]:
    """Arguments have no offsets: the nearest words like theirs in the trigger's sentence are taken for them."""
    starts = [start for start, _ in sentences]
    found = []
    for event in raw["event_mentions"]:
        scheme = kairos(event["event_type"])
        if scheme is None:
            continue
        first, last = event["trigger"]["start_idx"], max(event["trigger"]["end_idx"] - 1, event["trigger"]["start_idx"])
        start, end = sentences[max(bisect_right(starts, spans[first][0]) - 1, 0)]
        inside = [k for k, span in enumerate(spans) if start <= span[0] < end]
        arguments = []
        for argument in event["arguments"]:
            words = argument["text"].split()
            at = [k for k in inside if raw["tokens"][k : k + len(words)] == words]
            if at and words:
                best = min(at, key=lambda k: abs(k - first))
                span = [spans[best][0], spans[best + len(words) - 1][1]]
                arguments.append((argument["role"].lower(), span, len(words)))
        found.append(deed(scheme, [spans[first][0], spans[last][1]], arguments))
    return single(found, starts)


def rams(data: Path) -> Iterator[Row]:
    for line in (data / "rams/dev.jsonlines").read_text("utf-8").splitlines():
        raw = json.loads(line)
        words = [word for sentence in raw["sentences"] for word in sentence]
        text, spans = tokens_of(words)
        sentences, at = [], 0
        for sentence in raw["sentences"]:
            sentences.append([spans[at][0], spans[at + len(sentence) - 1][1]])
            at += len(sentence)
        (first, last, ((kind, _),)), *_ = raw["evt_triggers"]
        scheme = kairos(kind)
        if scheme is None:
            continue
        start, end = next(s for s in sentences if s[0] <= spans[first][0] < s[1])
        arguments = [
            (SLOT.sub("", role), [spans[a][0], spans[b][1]], b - a + 1)
            for _, (a, b), role in raw["gold_evt_links"]
            if start <= spans[a][0] < end
        ]
        yield {
            "document": raw["doc_key"], "part": "train", "licence": "CC BY-SA 4.0", "text": text,
            "sentences": sentences, "deeds": [deed(scheme, [spans[first][0], spans[last][1]], arguments)],
        }  # fmt: skip


def geneva(data: Path) -> Iterator[Row]:
    """Each sentence of the five samples once; all participants stand in it."""
    seen = set()
    for path in sorted((data / "geneva").glob("train-*.json")):
        for line in path.read_text("utf-8").splitlines():
            raw = json.loads(line)
            if raw["wnd_id"] in seen:
                continue
            seen.add(raw["wnd_id"])
            text, spans = tokens_of(raw["tokens"])
            at = {e["id"]: (e["start"], e["end"]) for e in raw["entity_mentions"]}
            found = []
            for event in raw["event_mentions"]:
                scheme = schemes()["geneva"].get(event["event_type"])
                if scheme is not None:
                    cut = [(a["role"], *at[a["entity_id"]]) for a in event["arguments"]]
                    arguments = [(role, [spans[a][0], spans[b - 1][1]], b - a) for role, a, b in cut]
                    a, b = event["trigger"]["start"], event["trigger"]["end"]
                    found.append(deed(scheme, [spans[a][0], spans[b - 1][1]], arguments))
            if found:
                yield {
                    "document": raw["wnd_id"], "part": "train", "licence": "CC BY 3.0", "text": text,
                    "sentences": [[0, len(text)]], "deeds": single(found, [0]),
                }  # fmt: skip


def casie(events: Iterable[Row], text: str, sentences: list[list[int]]) -> list[Row]:
    starts = [start for start, _ in sentences]
    found = []
    for event in events:
        scheme, nugget = schemes()["casie"].get(event["type"]), event["nugget"]
        if scheme is None:
            continue
        home = bisect_right(starts, nugget["startOffset"])
        arguments = []
        for argument in event.get("argument", ()):
            a, b = argument["startOffset"], argument["endOffset"]
            if bisect_right(starts, a) == home:
                arguments.append((argument["role"]["type"], [a, b], len(text[a:b].split())))
        span = [nugget["startOffset"], nugget["endOffset"]]
        short = len(text[span[0] : span[1]].split()) <= MARKED
        found.append(deed(scheme if short else {**scheme, "type": None}, span, arguments))
    return single(found, starts)


def places_of_verbs(data: Path) -> Iterator[Row]:
    """Sentences with one marked verb and where it happened; nothing is known of who took part. Those of either
    development part are left out."""
    kept = {one.document.text for one in read_annotated(data, part="dev") if one.set == "event_location"}
    for number, row in enumerate(event_location.read_rows(data / "event_location/labeled_text.jsonl.zip")):
        marked = [(s.get("label"), [s["start"], s["end"]]) for s in row.get("spans") or ()]
        verbs = [span for label, span in marked if label == "VERB"]
        where = [span for label, span in marked if label == "LOCATION"]
        text = row["text"]
        torn = any(len(text[a:b].strip()) < 3 for a, b in where)
        if len(verbs) == 1 and not torn and not event_location.is_dev(text) and text not in kept:
            yield {
                "document": str(number), "part": "train", "licence": "MIT; agency text", "text": text,
                "sentences": [[0, len(text)]], "where": [[verbs[0], where]],
            }  # fmt: skip
