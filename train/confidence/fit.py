"""Fits the weights of frame/confidence.py, and says how well they are calibrated on rows they were not fitted on.

    python -m train.confidence.fit ../shared/data

Rows are statements of the default recipe in the annotated sentences of the development fifth, which the trained
reader never saw, and the main events of the CAMEO development sentences. A row is right when type (of CAMEO: class),
actors and recipients all are. Logistic regression by gradient descent with an L2 penalty; the calibration is that of
five folds by document, each scored with weights fitted on the other four. Written to ontology/data/confidence.yaml;
docs/images/reliability.svg shows, by confidence, which share of the held-out rows is right.
"""

from __future__ import annotations

import sys
from collections.abc import Iterator
from hashlib import sha256
from math import exp
from pathlib import Path
from typing import Any, NamedTuple

from benchmarks.curve import draw

import dateline.frame.statement as framing
from dateline.evaluate.annotated import read_annotated
from dateline.evaluate.score import calibration_error
from dateline.evaluate.tasks.annotations import Heads, key, pair
from dateline.evaluate.tasks.cameo import QUADS, is_dev, is_right, main_event, read_classes, read_spans, squeeze
from dateline.frame.confidence import features_of
from dateline.frame.context import Context
from dateline.frame.frame import Frame
from dateline.pipeline import Pipeline
from dateline.read.text import document_of
from dateline.types import Document, Statement

ROOT = Path(__file__).resolve().parents[2]
OUT = ROOT / "src/dateline/ontology/data/confidence.yaml"
PLOT = ROOT / "docs/images/reliability.svg"
ROUNDS, RATE, PENALTY, FOLDS = 3000, 0.5, 0.01, 5
HEAD = "# Weights of frame/confidence.py, written by train/confidence/fit.py.\n"


class Row(NamedTuple):
    """One statement: the set and document it stands in, its features, and whether it is right."""

    set: str
    document: str
    features: list[str]
    right: bool

    @property
    def fold(self) -> int:
        return int(sha256(self.document.encode()).hexdigest(), 16) % FOLDS


class Recorder:
    """Stands in for the confidence: numbers the frames, so that a statement's confidence names its features."""

    def __init__(self) -> None:
        self.features: list[list[str]] = []

    def __call__(self, context: Context, frame: Frame) -> float:
        self.features.append(features_of(context, frame))
        return float(len(self.features) - 1)


def main(data: Path) -> None:
    recorder = Recorder()
    framing.confidence_of = recorder
    rows = [*annotated(data, recorder), *cameo(data / "cameo", recorder)]
    scored: list[tuple[Row, float]] = []
    for fold in range(FOLDS):
        weights = fit([row for row in rows if row.fold != fold])
        scored += [(row, chance(weights, row.features)) for row in rows if row.fold == fold]
    for name in sorted({row.set for row in rows}):
        mine = [(p, row.right) for row, p in scored if row.set == name]
        right = sum(ok for _, ok in mine)
        error = calibration_error(mine)
        print(f"{name}: {len(mine)} rows, {right} right, calibration error {error:.3f} of held-out folds")
    every = [(p, row.right) for row, p in scored]
    print(f"all: {len(every)} rows, calibration error {calibration_error(every):.3f} of held-out folds")
    curves = {"as told": [(0.0, 0.0), (1.0, 1.0)], "right": reliability(every)}
    PLOT.write_text(draw(curves, "confidence (mean of a tenth of the scale)", "share of rows that are right"), "utf-8")
    weights = fit(rows)
    lines = [f'"{name}": {weight:.3f}' for name, weight in sorted(weights.items()) if abs(weight) >= 0.01]
    OUT.write_text(HEAD + "\n".join(lines) + "\n")


def reliability(rows: list[tuple[float, bool]], bins: int = 10) -> list[tuple[float, float]]:
    """(mean confidence, share right) of each tenth of the scale that holds at least twenty rows."""
    found = []
    for b in range(bins):
        inside = [(p, ok) for p, ok in rows if int(p * bins) == b]
        if len(inside) >= 20:
            found.append(tuple(round(sum(column) / len(inside), 2) for column in zip(*inside, strict=True)))
    return found


def annotated(data: Path, recorder: Recorder) -> Iterator[Row]:
    """Every statement that is found in an annotated sentence."""
    pipeline = Pipeline()
    for gold in read_annotated(data, part="dev"):
        document = pipeline(gold.document)
        assert document.syntax is not None
        same = Heads(document.syntax).same
        for span in gold.sentences:
            expected = [s for s in gold.document.statements if span.covers(s.trigger)]
            got = [s for s in document.statements if span.start <= s.trigger.start < span.end]
            partner = {j: expected[i] for i, j in pair(expected, got, same) if key(expected[i]) == key(got[j])}
            for j, one in enumerate(got):
                right = j in partner and all(alike(partner[j], one, side, same) for side in ("actors", "recipients"))
                yield Row("annotations", gold.id, recorder.features[int(one.confidence)], right)


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
                yield Row("cameo", text, recorder.features[int(event.confidence)], right)


def chance(weights: dict[str, float], features: list[str]) -> float:
    return 1 / (1 + exp(-sum(weights.get(name, 0.0) for name in features)))


def fit(rows: list[Row]) -> dict[str, float]:
    weights: dict[str, float] = {}
    for _ in range(ROUNDS):
        slope: dict[str, float] = {}
        for row in rows:
            error = row.right - chance(weights, row.features)
            for name in row.features:
                slope[name] = slope.get(name, 0.0) + error
        for name, value in slope.items():
            weights[name] = weights.get(name, 0.0) + RATE * (value / len(rows) - PENALTY * weights.get(name, 0.0))
    return weights


if __name__ == "__main__":
    main(Path(sys.argv[1]))
