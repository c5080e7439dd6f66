"""From rows of train.data.sets to windows with labels, one pickle.

    python -m train.reader.data SETS.jsonl TOKENIZER.json OUT.pickle

Words are those of the runtime's parser, sentences those of the set. A layer that a set does not annotate is absent
from its windows; words outside the annotated stretches are context, with the label SKIP.
"""

from __future__ import annotations

import json
import pickle
import sys
from bisect import bisect_left
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import Any

import spacy
from train.data.sets import split
from train.reader import labels

from dateline.find.syntax import PLAIN
from dateline.models.pack import load_pieces
from dateline.models.window import Window, cut

Row = dict[str, Any]
SKIP = -100
BEFORE, BEHIND = 3, 2
"""Sentences of context kept around an annotated one where the text is not annotated throughout."""


class Words:
    """The words of a text with their offsets."""

    def __init__(self, text: str, spans: Sequence[Sequence[int]], nlp: Any) -> None:
        self.text, self.starts, self.ends, self.words = text, [], [], []
        self.sentences: list[tuple[int, int]] = []
        for start, end in spans:
            first = len(self.words)
            for token in nlp(text[start:end].translate(PLAIN)):
                if not token.is_space:
                    self.starts.append(start + token.idx)
                    self.ends.append(start + token.idx + len(token))
                    self.words.append(text[self.starts[-1] : self.ends[-1]])
            if len(self.words) > first:
                self.sentences.append((first, len(self.words)))

    def within(self, start: int, end: int) -> range:
        """The words that overlap the stretch."""
        first = bisect_left(self.ends, start + 1)
        return range(first, max(first, bisect_left(self.starts, end)))


def read(row: Row, nlp: Any) -> tuple[Words, list[bool]]:
    """The words of a row and which of them are annotated; far context is left out."""
    spans = row["sentences"]
    if row["set"] == "annotations":
        cuts = [s for s in split(row["text"]) if not any(s[0] < b and a < s[1] for a, b in spans)]
        spans = sorted([*cuts, *spans])
        near = [k for k, s in enumerate(spans) if s in row["sentences"]]
        spans = [s for k, s in enumerate(spans) if any(n - BEFORE <= k <= n + BEHIND for n in near)]
    words = Words(row["text"], spans, nlp)
    known = [False] * len(words.words)
    for start, end in row["sentences"]:
        for k in words.within(start, end):
            known[k] = True
    return words, known


def bio(words: Words, known: list[bool], spans: list[list[Any]], names: tuple[str, ...]) -> list[int]:
    """A label for every word; of overlapping spans the longest."""
    tags = [0 if k else SKIP for k in known]
    for start, end, kind in sorted(spans, key=lambda s: s[1] - s[0]):
        if f"B-{kind}" in names:
            inside = words.within(start, end)
            for k in inside:
                tags[k] = names.index(f"{'B' if k == inside[0] else 'I'}-{kind}")
    return tags


def marks(words: Words, known: list[bool], parts: dict[str, list[list[int]]], names: tuple[str, ...]) -> list[int]:
    """A label for every word: the part whose spans hold it, the first named before the later."""
    tags = [0 if k else SKIP for k in known]
    for name in reversed(names[1:]):
        for span in parts.get(name, []):
            for k in words.within(*span):
                if tags[k] != SKIP:
                    tags[k] = names.index(name)
    return tags


def label(row: Row, words: Words, known: list[bool], found: dict[str, int]) -> Row:
    """The layers of a whole text; `found` numbers trigger types of the sets by their own names."""
    layers: Row = {}
    if "names" in row:
        layers["names"] = bio(words, known, row["names"], labels.NAMES)
    if "entities" in row:
        layers["entities"] = bio(words, known, row["entities"], labels.ENTITIES)
    if "sides" in row:
        layers["sides"] = bio(words, known, row["sides"], labels.SIDES)
    if "voices" in row:
        tags = [0 if k else SKIP for k in known]
        layers["voices"] = []
        for voice in row["voices"]:
            cue = sorted({k for span in voice["cue"] for k in words.within(*span)})
            for k in cue:
                tags[k] = 2 if k - 1 in cue else 1
            if cue:
                layers["voices"].append((cue, marks(words, known, voice, labels.VOICE)))
        layers["cues"] = tags
    if "triggers" in row:
        tags = [0 if k else SKIP for k in known]
        for start, end, kind in row["triggers"]:
            number = found.setdefault(f"{row['set']}:{kind}", len(found) + 1)
            for k in words.within(start, end):
                tags[k] = number
        layers["foreign"] = tags
    if "statements" in row:
        tags = [0 if k else SKIP for k in known]
        layers["statements"] = []
        for one in reversed(row["statements"]):
            trigger = list(words.within(*one["trigger"]))
            kind = "FIGURE" if one["kind"] == "figure" else one["type"]
            for k in trigger:
                tags[k] = labels.TRIGGERS.index(kind)
            if trigger:
                sentence = next(s for s in row["sentences"] if s[0] <= one["trigger"][0] < s[1])
                here = [known[k] and sentence[0] <= words.starts[k] < sentence[1] for k in range(len(known))]
                told = (
                    labels.STATUS.index(one["status"]), labels.ASPECT.index(one["aspect"]), int(one["background"]),
                )  # fmt: skip
                layers["statements"].append((trigger, *told, marks(words, here, one, labels.ROLES)))
        layers["types"] = tags
    if "deeds" in row:
        layers["deeds"] = [told for one in row["deeds"] if (told := deed(row, words, known, one))]
    if "where" in row:
        layers["where"] = [
            (at, marks(words, known, {"where": where}, ("O", "where")))
            for verb, where in row["where"]
            if (at := list(words.within(*verb)))
        ]
    if "factuality" in row:
        which = labels.FACTUALITY.index(row["set"])
        layers["factuality"] = [(list(words.within(a, b)), which, value) for a, b, value in row["factuality"]]
    if "realis" in row:
        layers["realis"] = [
            (list(words.within(a, b)), labels.REALIS.index(kind))
            for a, b, kind in row["realis"]
            if kind in labels.REALIS
        ]
    return layers


def deed(row: Row, words: Words, known: list[bool], one: Row) -> tuple[list[int], int, list[int]] | None:
    """(trigger, column of its type or SKIP, roles of the words of its sentence)."""
    trigger = list(words.within(*one["trigger"]))
    sentence = next((s for s in row["sentences"] if s[0] <= one["trigger"][0] < s[1]), None)
    if not trigger or sentence is None:
        return None
    here = [known[k] and sentence[0] <= words.starts[k] < sentence[1] for k in range(len(known))]
    roles = marks(words, here, one, labels.ROLES[:-1])
    for span in one["unsure"]:
        for k in words.within(*span):
            roles[k] = SKIP if roles[k] == 0 else roles[k]
    return trigger, labels.TRIGGERS.index(one["type"]) if one["type"] else SKIP, roles


WORDWISE = ("names", "entities", "sides", "cues", "foreign", "types")
PAIRED = ("voices", "statements", "deeds", "where")
TOLD = ("factuality", "realis")


def told_types(row: Row) -> list[int] | None:
    """Columns of the types of which the whole text tells one, by its class or its type."""
    if "plover" in row:
        return [labels.TRIGGERS.index(row["plover"])]
    return list(labels.IN_QUAD[row["quad"]]) if row.get("quad", "neutral") != "neutral" else None


def part_of(layers: Row, window: Window) -> Row:
    """The layers of one window, word numbers counted from its first word."""
    first, last = window.first, window.last
    found: Row = {name: layers[name][first:last] for name in WORDWISE if name in layers}
    for name in (*PAIRED, *TOLD):
        if name in layers:
            kept = []
            for one in layers[name]:
                at = [k - first for k in one[0] if first <= k < last]
                if at:
                    rest = (*one[1:-1], one[-1][first:last]) if name in PAIRED else one[1:]
                    kept.append((at, *rest))
            found[name] = kept
    return found


def windows(row: Row, nlp: Any, pieces: Any, ends: tuple[int, int], found: dict[str, int]) -> Iterator[Row]:
    words, known = read(row, nlp)
    layers = label(row, words, known, found)
    sentence_of = []
    for number, (first, last) in enumerate(words.sentences):
        sentence_of += [number] * (last - first)
    for window in cut(words.words, words.sentences, pieces, ends):
        one = part_of(layers, window)
        if row["set"] == "annotations" and not any(known[window.first : window.last]):
            continue
        if "quad" in row:
            one["quad"] = labels.QUAD.index(row["quad"])
        if (told := told_types(row)) is not None:
            one["told"] = told
        if "plover" in row:
            one["plover"] = labels.PLOVER.index(row["plover"])
        yield {
            "set": row["set"], "part": row["part"], "document": row["document"], "ids": window.ids,
            "shapes": window.shapes, "starts": window.starts,
            "sentence": sentence_of[window.first : window.last],
            "words": words.words[window.first : window.last], **one,
        }  # fmt: skip


def main(source: Path, tokenizer: Path, out: Path) -> None:
    nlp = spacy.blank("en")
    pieces, ends = load_pieces(tokenizer.read_bytes())
    found: dict[str, int] = {}
    rows: list[Row] = []
    sources: dict[str, dict[str, Any]] = {}
    for line in source.open(encoding="utf-8"):
        row = json.loads(line)
        rows += windows(row, nlp, pieces, ends, found)
        if row["part"] == "train":
            told = sources.setdefault(row["set"], {"documents": 0, "licence": row["licence"]})
            told["documents"] += 1
    with out.open("wb") as file:
        pickle.dump({"rows": rows, "foreign": found, "sources": sources}, file)
    sizes: dict[tuple[str, str], list[int]] = {}
    for row in rows:
        size = sizes.setdefault((row["set"], row["part"]), [0, 0])
        size[0] += 1
        size[1] += len(row["ids"])
    for key, (count, subwords) in sorted(sizes.items()):
        print(f"{key[0]:18} {key[1]:6} {count:6} windows {subwords:9} subwords")


if __name__ == "__main__":
    main(*map(Path, sys.argv[1:4]))
