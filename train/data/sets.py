"""Annotated sets as training data: each set's own scheme as one kind of row, with the licence beside it.

    python -m train.data.sets ../shared/data OUT.jsonl [SET ...]

One JSON object a document. Offsets are code points of `text`; a layer that a set does not annotate is absent, and a
layer that is present is complete within `sentences`:

    set, document, part (train or dev), licence, text
    sentences     [[start, end], ...] the annotated stretches
    names         [[start, end, PER | ORG | LOC | MISC], ...]
    entities      [[start, end, kind], ...] by the set's own kinds, phrases as well as names
    voices        [{source, cue, content: [[start, end], ...]}, ...]
    triggers      [[start, end, type], ...] by the set's own types
    deeds         [{trigger, type or null, actors, recipients, place, time, unsure}, ...] of them (train/data/deeds.py)
    where         [[verb, places], ...] where what a verb tells of happened
    statements    [{type, trigger, actors, recipients, place, time, figures, status, aspect, background}, ...]
    factuality    [[start, end, -3..3], ...] of event words
    realis        [[start, end, Actual | Other | Generic], ...] of event words
    quad          one of five classes, of the whole text; sides: [[start, end, S | T], ...]
    plover        the PLOVER type of the whole text

OUT holds texts of others and is never committed. Only parts that may be trained on are read; of a set without a
split of its own, a fifth by the hash of the document is "dev" and is never trained on.
"""

from __future__ import annotations

import csv
import io
import json
import re
import sys
import zipfile
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

from train.data import deeds

from dateline.evaluate.annotated import Annotated, read_annotated
from dateline.evaluate.raw import wikievents_rows
from dateline.evaluate.tasks import cameo, casie_realis, conllpp, event_location, factuality, polnear, re3d
from dateline.find.casing import recased
from dateline.types import Statement

Row = dict[str, Any]
Reader = Callable[[Path], Iterator[Row]]
SENTENCE = re.compile(r"(?<=[.!?])[\"”’)]*\s+(?=[A-Z\"“‘(])")


def pairs(spans: Any) -> list[list[int]]:
    return [[span.start, span.end] for span in spans]


def annotations(data: Path) -> Iterator[Row]:
    """Our own sentences."""
    for one in ours(data):
        yield {
            "document": f"{one.set}/{one.id}", "part": one.part,
            "licence": "the project's own; texts see train/annotations",
            "text": recased(one.document), "sentences": pairs(one.sentences),
            "statements": [statement_row(statement) for statement in one.document.statements],
        }  # fmt: skip


def ours(data: Path, part: str | None = None) -> Iterator[Annotated]:
    """Our own annotations. Of those for training, what another benchmark holds back is left out."""
    held = {
        "event_location": event_location.held_texts(data / "event_location/labeled_text.jsonl.zip"),
        "casie": {path.stem for path in casie_realis.held_paths(data / "casie")},
    }
    for one in read_annotated(data, part=part):
        name = one.document.text if one.set == "event_location" else one.id
        if one.part == "dev" or not (name in held.get(one.set, ()) or (one.set == "re3d" and re3d.is_dev(one.id))):
            yield one


def statement_row(statement: Statement) -> Row:
    return {
        "kind": statement.kind, "type": statement.type, "trigger": [statement.trigger.start, statement.trigger.end],
        "actors": pairs(statement.actors), "recipients": pairs(statement.recipients),
        "place": pairs([statement.place] if statement.place else []),
        "time": pairs([statement.time.span] if statement.time else []),
        "figures": pairs(figure.span for figure in statement.figures),
        "status": statement.status, "aspect": statement.aspect, "background": statement.background,
    }  # fmt: skip


def conll(data: Path) -> Iterator[Row]:
    for part in ("train", "dev"):
        found = conllpp.documents(data / f"conllpp/conllpp_{part}.txt")
        for number, (text, blocks, gold) in enumerate(found):
            yield {
                "document": f"{part}-{number}", "part": part, "licence": "research only", "text": text,
                "sentences": pairs(block.span for block in blocks), "names": [list(span) for span in gold],
            }  # fmt: skip


def wikineural(data: Path) -> Iterator[Row]:
    """Silver names of Wikipedia, every other sentence, in texts of five."""
    chunks = (data / "wikineural/en/val.conllu").read_text("utf-8").strip().split("\n\n")[::2]
    for number in range(0, len(chunks), 5):
        text, names, sentences = "", [], []
        for chunk in chunks[number : number + 5]:
            begun = len(text)
            for line in chunk.splitlines():
                _, word, tag = line.split("\t")
                text += "" if len(text) == begun else " "
                if tag.startswith("B-"):
                    names.append([len(text), len(text) + len(word), tag[2:]])
                elif tag.startswith("I-") and names:
                    names[-1][1] = len(text) + len(word)
                text += word
            sentences.append([begun, len(text)])
            text += "\n"
        yield {
            "document": f"val-{number}", "part": "train", "licence": "CC BY-NC-SA 4.0", "text": text,
            "sentences": sentences, "names": names,
        }  # fmt: skip


def re3d_(data: Path) -> Iterator[Row]:
    for folder in re3d.FOLDERS:
        found: dict[str, list[list[Any]]] = {}
        for row in re3d.rows(data / "re3d" / folder / "entities.json"):
            found.setdefault(row["documentId"], []).append([row["begin"], row["end"], row["type"]])
        for row in re3d.rows(data / "re3d" / folder / "documents.json"):
            yield {
                "document": row["_id"], "part": "dev" if re3d.is_dev(row["_id"]) else "train",
                "licence": "OGL v3, US public domain, CC BY-SA 3.0",
                "text": row["text"], "sentences": pairs(block.span for block in re3d.blocks_of(row["text"])),
                "entities": sorted(found.get(row["_id"], [])),
            }  # fmt: skip


def polnear_(data: Path) -> Iterator[Row]:
    for part in ("train", "dev"):
        for name, text, gold in polnear.annotated(data / "polnear" / part, None):
            voices = [{k: pairs(getattr(one, k)) for k in ("source", "cue", "content")} for one in gold]
            yield {
                "document": name, "part": part, "licence": "none stated", "text": text, "sentences": split(text),
                "voices": voices,
            }  # fmt: skip


def split(text: str) -> list[list[int]]:
    """Sentences near enough for windows: a line, cut behind full stops that a capital follows."""
    spans, at = [], 0
    for line in text.split("\n"):
        start = at
        for match in SENTENCE.finditer(line):
            spans.append([start, at + match.start()])
            start = at + match.end()
        spans.append([start, at + len(line)])
        at += len(line) + 1
    return [span for span in spans if text[span[0] : span[1]].strip()]


def wikievents(data: Path) -> Iterator[Row]:
    """Coarse KAIROS types of triggers, and their participants."""
    for raw in wikievents_rows(data / "wikievents"):
        text, spans = deeds.tokens_of(raw["tokens"])
        triggers = []
        for event in raw["event_mentions"]:
            first, last = event["trigger"]["start_idx"], event["trigger"]["end_idx"]
            kind = ".".join(event["event_type"].split(".")[:2])
            triggers.append([spans[first][0], spans[max(last - 1, first)][1], kind])
        sentences = split(text)
        yield {
            "document": raw["docid"], "part": "train", "licence": "MIT; texts none stated", "text": text,
            "sentences": sentences, "triggers": sorted(triggers), "deeds": deeds.wikievents(raw, spans, sentences),
        }  # fmt: skip


def casie(data: Path) -> Iterator[Row]:
    held = {path.stem for path in casie_realis.held_paths(data / "casie")}
    held |= {one.id for one in read_annotated(data, part="dev") if one.set == "casie"}
    for path in casie_realis.all_paths(data / "casie"):
        raw = json.loads(path.read_text("utf-8"))
        nuggets = [event for hopper in raw["cyberevent"]["hopper"] for event in hopper["events"]]
        spans = [(e["nugget"]["startOffset"], e["nugget"]["endOffset"], e) for e in nuggets]
        sentences = split(raw["content"])
        yield {
            "document": path.stem, "part": "dev" if path.stem in held else "train", "licence": "none stated",
            "text": raw["content"], "sentences": sentences, "deeds": deeds.casie(nuggets, raw["content"], sentences),
            "realis": sorted([a, b, event["realis"]] for a, b, event in spans),
            "triggers": sorted([a, b, f"{event['type']}.{event.get('subtype', '')}"] for a, b, event in spans),
        }  # fmt: skip


def factuality_(data: Path) -> Iterator[Row]:
    for name in factuality.SETS:
        for part in ("train", "dev"):
            found = factuality.documents(data / "factuality" / name / f"{part}.jsonl", None)
            for number, (document, targets) in enumerate(found):
                yield {
                    "set": name, "document": f"{part}-{number}", "part": part, "text": document.text,
                    "licence": "none stated" if name == "UW" else "MIT", "sentences": [[0, len(document.text)]],
                    "factuality": [[t.span.start, t.span.end, t.label] for t in targets],
                }  # fmt: skip


def cameo_(data: Path) -> Iterator[Row]:
    quads: dict[str, str] = {}
    for number, (text, label) in enumerate(cameo.read_classes(data / "cameo/class_train.tsv")):
        quads[cameo.squeeze(text)] = cameo.QUADS[label]
        yield {
            "document": f"class-{number}", "part": "dev" if cameo.is_dev(text) else "train",
            "licence": "GPL-3.0 repository",
            "text": text, "sentences": [[0, len(text)]], "quad": cameo.QUADS[label],
        }  # fmt: skip
    for number, (text, spans) in enumerate(cameo.read_spans(data / "cameo/ner_train.txt")):
        yield {
            "document": f"ner-{number}", "part": "dev" if cameo.is_dev(text) else "train",
            "licence": "GPL-3.0 repository",
            "text": text, "sentences": [[0, len(text)]],
            "sides": [[span.start, span.end, kind] for kind, span in spans],
            **({"quad": quads[cameo.squeeze(text)]} if cameo.squeeze(text) in quads else {}),
        }  # fmt: skip


def plover_synthetic(data: Path) -> Iterator[Row]:
    """The first sentences of stories that a program wrote to a type; for training only."""
    archive = zipfile.ZipFile(next((data / "plover_synthetic").glob("gpt_synthetic_events*.zip")))
    rows = csv.DictReader(io.TextIOWrapper(archive.open(archive.namelist()[0]), "utf-8"))
    for number, row in enumerate(rows):
        text = row["text"].strip()
        if len(text) > 60:
            spans = split(text)[:2]
            yield {
                "document": str(number), "part": "train", "licence": "none stated; machine-written",
                "text": text[: spans[-1][1]], "sentences": spans, "plover": row["label"],
            }  # fmt: skip


SETS: dict[str, Reader] = {
    "annotations": annotations,
    "conllpp": conll,
    "wikineural": wikineural,
    "re3d": re3d_,
    "polnear": polnear_,
    "wikievents": wikievents,
    "casie": casie,
    "rams": deeds.rams,
    "geneva": deeds.geneva,
    "event_location": deeds.places_of_verbs,
    "factuality": factuality_,
    "cameo": cameo_,
    "plover_synthetic": plover_synthetic,
}


def read_sets(data: Path, names: list[str]) -> Iterator[Row]:
    """The rows of the named sets in order, `Span`s as pairs."""
    for name in names or list(SETS):
        for row in SETS[name](data):
            yield {"set": name, **row}


def main(data: Path, out: Path, names: list[str]) -> None:
    counts: dict[tuple[str, str], int] = {}
    with out.open("w", encoding="utf-8") as lines:
        for row in read_sets(data, names):
            lines.write(json.dumps(row, ensure_ascii=False) + "\n")
            key = row["set"], row["part"]
            counts[key] = counts.get(key, 0) + 1
    for (name, part), count in sorted(counts.items()):
        print(f"{name:18} {part:6} {count:6} documents")


if __name__ == "__main__":
    main(Path(sys.argv[1]), Path(sys.argv[2]), sys.argv[3:])
