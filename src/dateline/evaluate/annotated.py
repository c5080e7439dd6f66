"""The annotations of train/annotations joined with the raw texts: documents with the statements people read in them."""

from __future__ import annotations

import json
import os
from collections.abc import Iterator
from dataclasses import dataclass, replace
from hashlib import sha256
from pathlib import Path
from typing import Any

from dateline.errors import DatelineError
from dateline.evaluate.raw import find_raw
from dateline.types import Document, Figure, Mention, Place, Span, Statement, Time, Voice

BESIDE = Path(__file__).resolve().parents[3] / "train/annotations"
"""Where the annotations lie in a checkout; DATELINE_ANNOTATIONS names another folder."""
DEV = 5
"""One document in so many is for development: never train on it."""
UNPARSED = -1
"""Head of a mention whose sentence was not parsed."""
PRONOUNS = frozenset(
    ("he", "she", "it", "they", "him", "her", "them", "his", "its", "their", "i", "we", "us", "our", "who", "whom",
     "which", "that", "this", "these", "those", "himself", "themselves")
)  # fmt: skip
Row = dict[str, Any]


@dataclass(frozen=True, slots=True)
class Annotated:
    """A document whose `statements` are those of the annotated `sentences`, all of them and no others."""

    set: str
    id: str
    document: Document
    sentences: tuple[Span, ...]

    @property
    def part(self) -> str:
        return part_of(self.set, self.id)


def part_of(name: str, document: str) -> str:
    """ "dev" for a fifth of the documents, else "train"; by the hash of the name, so that new ones change nothing."""
    return "train" if int(sha256(f"{name}/{document}".encode()).hexdigest(), 16) % DEV else "dev"


def find_folder() -> Path:
    """The folder of annotations. Raises DatelineError where there is none, as in an installed wheel."""
    folder = Path(os.environ.get("DATELINE_ANNOTATIONS") or BESIDE)
    if not (folder / "pass1").is_dir():
        cure = "run from a checkout, or name the folder in DATELINE_ANNOTATIONS"
        raise DatelineError("no annotations (pass1/) here", where=str(folder), cure=cure)
    return folder


def read_annotated(data: Path, passed: str = "pass1", *, part: str | None = None) -> Iterator[Annotated]:
    """The annotated documents of one pass, by set and id; `data` is the folder of all raw sets, `part` train or dev."""
    rows: dict[tuple[str, str], list[Row]] = {}
    for path in sorted((find_folder() / passed).glob("*.jsonl")):
        for line in path.read_text("utf-8").splitlines():
            row = json.loads(line)
            rows.setdefault((row["set"], row["document"]), []).append(row)
    for (name, number), sentences in sorted(rows.items()):
        if part in (None, part_of(name, number)):
            (raw,) = find_raw(data, name, [number])
            sentences.sort(key=lambda row: row["start"])
            document = raw.document()
            gold = tuple(s for row in sentences for s in statements_of(document.text, row))
            spans = tuple(Span(row["start"], row["end"]) for row in sentences)
            yield Annotated(name, number, replace(document, statements=gold), spans)


def statements_of(text: str, row: Row) -> Iterator[Statement]:
    """The statements of one annotated sentence."""
    prefix = f"{row['set']}/{row['document']}/{row['start']}"
    for k, raw in enumerate(row["statements"]):
        yield Statement(
            id=f"{prefix}/{k}", kind=raw["kind"], type=raw["type"], modes=tuple(raw["modes"]),
            trigger=Span(*raw["trigger"]), sentence=Span(row["start"], row["end"]),
            actors=tuple(mention_of(text, m) for m in raw["actors"]),
            recipients=tuple(mention_of(text, m) for m in raw["recipients"]),
            place=place_of(text, raw["place"]) if raw["place"] else None,
            time=time_of(raw["time"]) if raw["time"] else None,
            figures=tuple(Figure(**{**f, "span": Span(*f["span"])}) for f in raw["figures"]),
            attribution=tuple(voice_of(text, v) for v in raw["attribution"]),
            status=raw["status"], aspect=raw["aspect"], background=raw["background"],
            about=None if raw["about"] is None else f"{prefix}/{raw['about']}", confidence=1.0, by="reviewer",
        )  # fmt: skip


def mention_of(text: str, raw: Row) -> Mention:
    """The mention without kind and entity, which are not annotated."""
    start, end = raw["span"]
    words = text[start:end]
    form = "pronoun" if words.lower() in PRONOUNS else "name" if words[:1].isupper() else "nominal"
    back = Span(*raw["antecedent"]) if raw["antecedent"] else None
    return Mention(start, end, words, UNPARSED, None, form, antecedent=back)


def place_of(text: str, raw: Row) -> Place:
    start, end = raw["span"]
    return Place(start, end, text[start:end], None, country=raw["country"])


def time_of(raw: Row) -> Time:
    """A time without value (both ends None) where the annotator could not know it."""
    start, end = raw["start"], raw["end"]
    grain = "day" if start and start == end else None
    if start and end and start[8:] == "01" and start[:4] == end[:4] and end[8:] >= "28":
        grain = "month" if start[:7] == end[:7] else "year" if (start[5:], end[5:]) == ("01-01", "12-31") else None
    return Time(Span(*raw["span"]), start, end, grain)


def voice_of(text: str, raw: Row) -> Voice:
    source = mention_of(text, raw["source"]) if raw["source"] else None
    content = tuple(Span(*span) for span in raw["content"])
    return Voice(source, Span(*raw["cue"]), content, raw["stance"], raw["named"])
