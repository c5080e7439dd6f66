"""Fits the weights by which the trained reader and the rules are weighed, and says how well they do on documents of the
other part.

    DATELINE_PACK=EARLIER python -m train.judge.fit ../shared/data READ.pickle --batches 19,22,24,41-105
    python -m train.judge.fit ../shared/data --read READ.pickle [MORE.pickle ...]

A reader knows the sentences that it was trained on too well. So the first call reads the training documents of the
named batches with an *earlier* pack that never saw them, up to what is framed; the second frames them, fits, and writes
to ontology/data/:

seat.yaml    by which somebody stands on a side of an event (frame/seat.py)
label.yaml   status, aspect and background (frame/label.py)
judge.yaml   keep: whether a proposed frame is a statement of its kind and type (frame/judge.py); row: whether its type,
             actors and recipients are all right (frame/confidence.py), fitted on the events of the CAMEO development
             sentences too; its logit is then stretched and moved so that it tells the share of right rows
             under the pack in use, on the development part (five folds tell how well)

The sides come first, since what is judged depends on them. Logistic regression with an L2 penalty, by L-BFGS.
docs/images/reliability.svg shows, by confidence, which share of the rows is right.
"""

from __future__ import annotations

import argparse
import json
import pickle
import sys
from collections.abc import Iterable, Iterator, Mapping, Sequence
from hashlib import sha256
from math import exp
from pathlib import Path
from typing import Any, NamedTuple

import numpy as np
from benchmarks.curve import draw
from train.data.sets import ours

import dateline.frame.event as finding
import dateline.frame.judge as judging
import dateline.frame.seat as seating
import dateline.frame.statement as framing
from dateline.evaluate.annotated import Annotated, find_folder
from dateline.evaluate.score import calibration_error
from dateline.evaluate.tasks.annotations import Heads, key, pair
from dateline.evaluate.tasks.cameo import (
    QUADS,
    class_told,
    is_dev,
    is_right,
    main_event,
    read_classes,
    read_spans,
    squeeze,
)
from dateline.frame.context import Context
from dateline.frame.frame import Frame
from dateline.frame.label import Labels, label_traits
from dateline.frame.trait import total
from dateline.ontology.lexicon import load_data
from dateline.pipeline import Pipeline
from dateline.read.text import document_of
from dateline.teach.fit import fit_head, minimise
from dateline.types import Document, Mention, Span, Statement, Time

ROOT = Path(__file__).resolve().parents[2]
DATA = ROOT / "src/dateline/ontology/data"
HEADS = {
    "seat": """\
# Weights by which somebody stands on a side of an event (frame/seat.py), from train/judge/fit.py:
# side, feature.
""",
    "label": """\
# Weights by which status, aspect and background are told (frame/label.py), from train/judge/fit.py:
# field, label, feature.
""",
    "judge": """\
# Weights by which frames are judged (frame/judge.py) and rows believed (frame/confidence.py), written by
# train/judge/fit.py; the features are those of frame/trait.py.
""",
}
PLOT = ROOT / "docs/images/reliability.svg"
PENALTY, SEAT_PENALTY, LABEL_PENALTY, FOLDS, LEAST = 10.0, 5.0, 3.0, 5, 0.005


class Row(NamedTuple):
    """One proposed frame: the set and document it stands in, its features, whether its type is right, and its row; the
    features of its labels, and what they should be where the type is right; then too, for whoever may stand on a side,
    (side, features, whether rightly)."""

    set: str
    document: str
    traits: dict[str, float]
    typed: bool
    right: bool
    telling: dict[str, float]
    labels: Labels | None
    chairs: list[tuple[str, dict[str, float], bool]]

    @property
    def fold(self) -> int:
        return int(sha256(self.document.encode()).hexdigest(), 16) % FOLDS


class Recorder:
    """Stands in for what is weighed: numbers the frames, so that a statement's confidence names its features. Until
    `seated` the rules' sides stand."""

    def __init__(self) -> None:
        self.seated = False
        self.traits: list[dict[str, float]] = []
        self.telling: list[dict[str, float]] = []
        self.chairs: list[list[tuple[str, Mention, dict[str, float]]]] = []
        self._of: dict[int, list[tuple[str, Mention, dict[str, float]]]] = {}

    def seat(self, context: Context, frame: Frame) -> None:
        found = seating.chairs(context, frame)
        self._of[id(frame)] = [(side, context.mention(k), traits) for side, k, traits in found]
        if self.seated:
            seating.seat(context, frame)

    def settle(self, context: Context, frame: Frame, pivot: int, said: Labels, time: Time | None) -> Labels:
        self.telling.append(label_traits(context, frame, pivot, said, time))
        return said

    def number(self, context: Context, frame: Frame) -> float:
        self.traits.append(frame.traits)
        self.chairs.append(self._of.get(id(frame), []) if frame.kind == "event" else [])
        return float(len(self.traits) - 1)


def main(arguments: list[str]) -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("data", type=Path)
    parser.add_argument("out", type=Path, nargs="?")
    parser.add_argument("--batches", default="")
    parser.add_argument("--read", type=Path, nargs="+")
    options = parser.parse_args(arguments)
    if options.read is None:
        with options.out.open("wb") as file:
            for one in read(options.data, "train", sentences_of(options.batches)):
                pickle.dump(one, file)
        return
    recorder = Recorder()
    framing.settle_labels, framing.confidence_of, finding.seat = recorder.settle, recorder.number, recorder.seat
    likely, judging.is_likely = judging.is_likely, lambda frame: True
    chairs = [chair for row in annotated(unpickled(options.read), recorder) for chair in row.chairs]
    write("seat", {side: fit_side(chairs, side) for side in seating.SIDES})
    recorder.seated = True
    rows = [*annotated(unpickled(options.read), recorder)]
    told = [row for row in rows if row.labels]
    write("label", {name: fit_labels(told, name) for name in Labels._fields})
    keep = fit([row.traits for row in rows], [row.typed for row in rows])
    write("judge", {"keep": keep, "row": keep})
    judging.is_likely = likely
    known = [*annotated(read(options.data, "dev"), recorder), *cameo(options.data / "cameo", recorder)]
    row = settle(rows, known)
    write("judge", {"keep": keep, "row": row})


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


Read = tuple[Annotated, list[Span], Document]


def read(data: Path, part: str, wanted: set[tuple[str, str, int]] | None = None) -> Iterator[Read]:
    """Annotated documents of the part, their (wanted) sentences, and what is read of them before it is framed."""
    pipeline = Pipeline().without("loss").without("statement")
    for gold in ours(data, part):
        spans = [s for s in gold.sentences if wanted is None or (gold.set, gold.id, s.start) in wanted]
        if spans:
            yield gold, spans, pipeline(gold.document)


def unpickled(paths: Sequence[Path]) -> Iterator[Read]:
    for path in paths:
        with path.open("rb") as file:
            while file.peek(1):
                yield pickle.load(file)


def annotated(documents: Iterable[Read], recorder: Recorder) -> Iterator[Row]:
    """Every frame that is proposed in an annotated sentence."""
    stage = framing.StatementStage()
    for gold, spans, document in documents:
        assert document.syntax is not None
        statements = stage(document)
        same = Heads(document.syntax).same
        for span in spans:
            expected = [s for s in gold.document.statements if span.covers(s.trigger)]
            got = [s for s in statements if span.start <= s.trigger.start < span.end]
            partner = {j: expected[i] for i, j in pair(expected, got, same) if key(expected[i]) == key(got[j])}
            for j, one in enumerate(got):
                told, number = partner.get(j), int(one.confidence)
                right = told is not None and all(alike(told, one, side, same) for side in seating.SIDES)
                labels = Labels(told.status, told.aspect, told.background) if told else None
                chairs = [
                    (side, traits, any(same(mention, k) for mention in getattr(told, side)))
                    for side, k, traits in recorder.chairs[number]
                ] if told else []  # fmt: skip
                traits, telling = recorder.traits[number], recorder.telling[number]
                yield Row("annotations", gold.id, traits, j in partner, right, telling, labels, chairs)


def alike(gold: Statement, found: Statement, side: str, same: Any) -> bool:
    """Whether one side has the same heads, none missing and none too many."""
    a, b = getattr(gold, side), getattr(found, side)
    return len(a) == len(b) and all(any(same(m, n) for n in b) for m in a)


def cameo(folder: Path, recorder: Recorder) -> Iterator[Row]:
    """The events of each development sentence that has both a class and sides: the main one, and those beside it."""
    pipeline = Pipeline()
    labels = {squeeze(text): QUADS[label] for text, label in read_classes(folder / "class_train.tsv")}
    for text, spans in read_spans(folder / "ner_train.txt"):
        if is_dev(text) and squeeze(text) in labels:
            document: Document = pipeline(document_of(text))
            main, quad = main_event(document), labels[squeeze(text)]
            for event in document.statements:
                if event.kind == "event":
                    right = is_right(document, event, quad, spans) and class_told(document, event) == quad
                    traits = recorder.traits[int(event.confidence)]
                    yield Row(MAIN if event is main else BESIDE, text, traits, True, right, {}, None, [])


MAIN, BESIDE = "cameo", "cameo, beside"
"""A coder of CAMEO names one event a sentence. The others are no mistakes, but less to be believed than that one: they
teach what makes a right row, and are left out where its share is told."""


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


def fit_side(chairs: Sequence[tuple[str, dict[str, float], bool]], side: str) -> dict[str, float]:
    mine = [(traits, right) for of, traits, right in chairs if of == side]
    return fit([traits for traits, _ in mine], [right for _, right in mine], SEAT_PENALTY)


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
        scored += [(row, told(stretch, wide, row)) for row in known if row.fold == fold and row.set != BESIDE]
    for name in sorted({row.set for row, _ in scored}):
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
    """Weights of a right row: of the training rows, and of the events of CAMEO, which are sentences of another kind, as
    often as makes them a fifth."""
    others = [row for row in known if row.set in (MAIN, BESIDE)]
    both = [*rows, *others * (len(rows) // (4 * len(others) or 1))]
    return fit([row.traits for row in both], [row.right for row in both])


def line(wide: Mapping[str, float], rows: Sequence[Row]) -> dict[str, float]:
    mine = [row for row in rows if row.set != BESIDE]
    features = [{"base": 1.0, "logit": total(wide, row.traits)} for row in mine]
    return fit(features, [row.right for row in mine], penalty=0.0)


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


def write(name: str, weights: Mapping[str, Any]) -> None:
    (DATA / f"{name}.yaml").write_text(HEADS[name] + "\n".join(lines_of(weights)) + "\n", "utf-8")
    load_data.cache_clear()  # what is framed from here on is weighed by them


def lines_of(weights: Mapping[str, Any], indent: str = "") -> Iterator[str]:
    """YAML of nested weights, without those near nothing."""
    for name, value in weights.items():
        key = f'{indent}"{name}"' if indent else name
        if isinstance(value, Mapping):
            yield f"{key}:"
            yield from lines_of(value, f"{indent}  ")
        elif abs(value) >= LEAST:
            yield f"{key}: {value:.3f}"


if __name__ == "__main__":
    main(sys.argv[1:])
