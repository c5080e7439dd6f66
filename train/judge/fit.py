"""Fits the weights of frame/judge.py and frame/confidence.py, and says how well they do on documents of the other part.

    DATELINE_PACK=EARLIER python -m train.judge.fit ../shared/data ROWS.pickle --batches 19,22,24,41-105
    python -m train.judge.fit ../shared/data --rows ROWS.pickle [MORE.pickle ...]

A reader knows the sentences that it was trained on too well. So the first call gathers what is proposed, with its
features, in training sentences that an *earlier* pack never saw, those of the named batches; the second fits on them
and writes ontology/data/label.yaml (status, aspect and background) and ontology/data/judge.yaml:

keep   whether a proposed frame is a statement of its kind and type
row    whether its type, actors and recipients are all right, fitted on the main events of the CAMEO development
       sentences too; its logit is then stretched and moved so that it tells the share of right rows under the pack in
       use, on the development part (five folds tell how well)

Logistic regression with an L2 penalty, by L-BFGS. docs/images/reliability.svg shows, by confidence, which share of the
rows is right.
"""

from __future__ import annotations

import argparse
import json
import pickle
import sys
from collections.abc import Iterator, Mapping, Sequence
from hashlib import sha256
from math import exp
from pathlib import Path
from typing import Any, NamedTuple

import numpy as np
from benchmarks.curve import draw

import dateline.frame.judge as judging
import dateline.frame.statement as framing
from dateline.evaluate.annotated import find_folder, read_annotated
from dateline.evaluate.score import calibration_error
from dateline.evaluate.tasks.annotations import Heads, key, pair
from dateline.evaluate.tasks.cameo import QUADS, is_dev, is_right, main_event, read_classes, read_spans, squeeze
from dateline.frame.context import Context
from dateline.frame.frame import Frame
from dateline.frame.label import Labels, label_traits
from dateline.frame.trait import total
from dateline.pipeline import Pipeline
from dateline.read.text import document_of
from dateline.teach.fit import fit_head, minimise
from dateline.types import Document, Statement

ROOT = Path(__file__).resolve().parents[2]
OUT = ROOT / "src/dateline/ontology/data/judge.yaml"
LABELS = OUT.with_name("label.yaml")
LABELS_HEAD = """# Weights by which status, aspect and background are told (frame/label.py), from train/judge/fit.py:
# field, label, feature.
"""
PLOT = ROOT / "docs/images/reliability.svg"
PENALTY, LABEL_PENALTY, FOLDS, LEAST = 10.0, 3.0, 5, 0.005
HEAD = """# Weights by which frames are judged (frame/judge.py) and rows believed (frame/confidence.py), written by
# train/judge/fit.py; the features are those of frame/trait.py.
"""


class Row(NamedTuple):
    """One proposed frame: the set and document it stands in, its features, whether its type is right, and its row; the
    features of its labels, and what they should be where the type is right."""

    set: str
    document: str
    traits: dict[str, float]
    typed: bool
    right: bool
    telling: dict[str, float]
    labels: Labels | None

    @property
    def fold(self) -> int:
        return int(sha256(self.document.encode()).hexdigest(), 16) % FOLDS


class Recorder:
    """Stands in for labels and confidence: numbers the frames, so that a statement's confidence names its features."""

    def __init__(self) -> None:
        self.traits: list[dict[str, float]] = []
        self.telling: list[dict[str, float]] = []

    def settle(self, context: Context, frame: Frame, pivot: int, said: Labels) -> Labels:
        self.telling.append(label_traits(context, frame, pivot, said))
        return said

    def number(self, context: Context, frame: Frame) -> float:
        self.traits.append(frame.traits)
        return float(len(self.traits) - 1)


def main(arguments: list[str]) -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("data", type=Path)
    parser.add_argument("out", type=Path, nargs="?")
    parser.add_argument("--batches", default="")
    parser.add_argument("--rows", type=Path, nargs="+")
    options = parser.parse_args(arguments)
    recorder = Recorder()
    framing.settle_labels, framing.confidence_of = recorder.settle, recorder.number
    if options.rows is None:
        judging.is_likely = lambda frame: True
        wanted = sentences_of(options.batches)
        options.out.write_bytes(pickle.dumps([*annotated(options.data, recorder, "train", wanted)]))
        return
    rows: list[Row] = [row for path in options.rows for row in pickle.loads(path.read_bytes())]
    told = [row for row in rows if row.labels]
    write_labels({name: fit_labels(told, name) for name in Labels._fields})
    keep = fit([row.traits for row in rows], [row.typed for row in rows])
    write({"keep": keep, "row": keep})
    judging.weights.cache_clear()
    known = [*annotated(options.data, recorder, "dev"), *cameo(options.data / "cameo", recorder)]
    row = settle(rows, known)
    write({"keep": keep, "row": row})


def sentences_of(batches: str) -> set[tuple[str, str, int]]:
    """(set, document, start) of the sentences of batches such as "19,41-105"."""
    found = set()
    for part in batches.split(","):
        first, _, last = part.partition("-")
        for number in range(int(first), int(last or first) + 1):
            for line in (find_folder() / f"pass1/batch_{number:02}.jsonl").read_text("utf-8").splitlines():
                row = json.loads(line)
                found.add((row["set"], row["document"], row["start"]))
    return found


def annotated(
    data: Path, recorder: Recorder, part: str, wanted: set[tuple[str, str, int]] | None = None
) -> Iterator[Row]:
    """Every frame that is proposed in an annotated sentence of the part (of the `wanted` ones)."""
    pipeline = Pipeline()
    for gold in read_annotated(data, part=part):
        spans = [s for s in gold.sentences if wanted is None or (gold.set, gold.id, s.start) in wanted]
        if not spans:
            continue
        document = pipeline(gold.document)
        assert document.syntax is not None
        same = Heads(document.syntax).same
        for span in spans:
            expected = [s for s in gold.document.statements if span.covers(s.trigger)]
            got = [s for s in document.statements if span.start <= s.trigger.start < span.end]
            partner = {j: expected[i] for i, j in pair(expected, got, same) if key(expected[i]) == key(got[j])}
            for j, one in enumerate(got):
                right = j in partner and all(alike(partner[j], one, side, same) for side in ("actors", "recipients"))
                number, told = int(one.confidence), partner.get(j)
                labels = Labels(told.status, told.aspect, told.background) if told else None
                traits, telling = recorder.traits[number], recorder.telling[number]
                yield Row("annotations", gold.id, traits, j in partner, right, telling, labels)


def alike(gold: Statement, found: Statement, side: str, same: Any) -> bool:
    """Whether one side has the same heads, none missing and none too many."""
    a, b = getattr(gold, side), getattr(found, side)
    return len(a) == len(b) and all(any(same(m, n) for n in b) for m in a)


def cameo(folder: Path, recorder: Recorder) -> Iterator[Row]:
    """The main event of each development sentence that has both a class and sides."""
    pipeline = Pipeline()
    labels = {squeeze(text): QUADS[label] for text, label in read_classes(folder / "class_train.tsv")}
    for text, spans in read_spans(folder / "ner_train.txt"):
        if is_dev(text) and squeeze(text) in labels:
            document: Document = pipeline(document_of(text))
            event = main_event(document)
            if event is not None:
                right = is_right(document, event, labels[squeeze(text)], spans)
                yield Row("cameo", text, recorder.traits[int(event.confidence)], True, right, {}, None)


def fit(traits: Sequence[Mapping[str, float]], right: Sequence[bool], penalty: float = PENALTY) -> dict[str, float]:
    """Weights by name; all are pulled to nothing but that of `base`."""
    names = sorted({name for one in traits for name in one})
    column = {name: k for k, name in enumerate(names)}
    x = np.zeros((len(traits), len(names)))
    for number, one in enumerate(traits):
        for name, value in one.items():
            x[number, column[name]] = value
    y = np.array(right, dtype=float)
    pull = np.array([0.0 if name == "base" else penalty for name in names])

    def loss(w: Any) -> tuple[float, Any]:
        logits = x @ w
        value = float((np.logaddexp(0.0, logits) - y * logits).sum() + 0.5 * (pull * w * w).sum())
        return value, x.T @ (1 / (1 + np.exp(-logits)) - y) + pull * w

    return dict(zip(names, minimise(loss, np.zeros(len(names))).tolist(), strict=True))


def fit_labels(rows: Sequence[Row], field: str) -> dict[str, dict[str, float]]:
    """Weights by label and feature, for one field of the labels."""
    gold = [label_of(row, field) for row in rows]
    labels, names = sorted(set(gold)), sorted({name for row in rows for name in row.telling})
    x = np.array([[row.telling.get(name, 0.0) for name in names] for row in rows], dtype=np.float32)
    targets = np.array([[float(one == label) for label in labels] for one in gold], dtype=np.float32)
    flat = np.zeros((len(labels), len(names) + 1))
    found = fit_head(x, targets, np.ones(len(rows), dtype=np.float32), flat, np.full(len(labels), LABEL_PENALTY), 1.0)
    return {label: dict(zip(names, row.tolist(), strict=False)) for label, row in zip(labels, found, strict=True)}


def label_of(row: Row, field: str) -> str:
    value = getattr(row.labels, field)
    return value if isinstance(value, str) else "yes" if value else "no"


def settle(rows: list[Row], known: list[Row]) -> dict[str, float]:
    """The weights of a right row, stretched and moved by two numbers fitted on rows of the development part; says how
    the same does on folds that it was not fitted on."""
    scored: list[tuple[Row, float]] = []
    for fold in range(FOLDS):
        rest = [row for row in known if row.fold != fold]
        wide = right_of(rows, rest)
        stretch = line(wide, rest)
        scored += [(row, told(stretch, wide, row)) for row in known if row.fold == fold]
    for name in sorted({row.set for row in known}):
        mine = [(p, row.right) for row, p in scored if row.set == name]
        print(f"{name}: {len(mine)} rows, {sum(ok for _, ok in mine)} right, "
              f"calibration error {calibration_error(mine):.3f} of held-out folds")  # fmt: skip
    every = [(p, row.right) for row, p in scored]
    print(f"all: {len(every)} rows, calibration error {calibration_error(every):.3f} of held-out folds")
    curves = {"as told": [(0.0, 0.0), (1.0, 1.0)], "right": reliability(every)}
    PLOT.write_text(draw(curves, "confidence (mean of a tenth of the scale)", "share of rows that are right"), "utf-8")
    wide = right_of(rows, known)
    stretch = line(wide, known)
    found = {name: weight * stretch["logit"] for name, weight in wide.items()}
    found["base"] += stretch["base"]
    return found


def right_of(rows: list[Row], known: list[Row]) -> dict[str, float]:
    """Weights of a right row: of the training rows, and of the main events of CAMEO, which are sentences of another
    kind, as often as makes them a fifth."""
    main = [row for row in known if row.set == "cameo"]
    both = [*rows, *main * (len(rows) // (4 * len(main) or 1))]
    return fit([row.traits for row in both], [row.right for row in both])


def line(wide: Mapping[str, float], rows: Sequence[Row]) -> dict[str, float]:
    features = [{"base": 1.0, "logit": total(wide, row.traits)} for row in rows]
    return fit(features, [row.right for row in rows], penalty=0.0)


def told(stretch: Mapping[str, float], wide: Mapping[str, float], row: Row) -> float:
    return 1 / (1 + exp(-stretch["base"] - stretch["logit"] * total(wide, row.traits)))


def reliability(rows: list[tuple[float, bool]], bins: int = 10) -> list[tuple[float, float]]:
    """(mean confidence, share right) of each tenth of the scale that holds at least twenty rows."""
    found = []
    for b in range(bins):
        inside = [(p, ok) for p, ok in rows if int(p * bins) == b]
        if len(inside) >= 20:
            found.append(tuple(round(sum(column) / len(inside), 2) for column in zip(*inside, strict=True)))
    return found


def weight_lines(weights: Mapping[str, float], indent: str) -> Iterator[str]:
    kept = ((feature, weight) for feature, weight in sorted(weights.items()) if abs(weight) >= LEAST)
    return (f'{indent}"{feature}": {weight:.3f}' for feature, weight in kept)


def write_labels(fields: Mapping[str, Mapping[str, Mapping[str, float]]]) -> None:
    lines = []
    for field, labels in fields.items():
        lines.append(f"{field}:")
        for label, weights in labels.items():
            lines += [f'  "{label}":', *weight_lines(weights, "    ")]
    LABELS.write_text(LABELS_HEAD + "\n".join(lines) + "\n", "utf-8")


def write(parts: Mapping[str, Mapping[str, float]]) -> None:
    lines = []
    for name, weights in parts.items():
        lines.append(f"{name}:")
        lines += weight_lines(weights, "  ")
    OUT.write_text(HEAD + "\n".join(lines) + "\n", "utf-8")


if __name__ == "__main__":
    main(sys.argv[1:])
