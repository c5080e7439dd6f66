"""Fits the weights of frame/confidence.py on the CAMEO sentences that are not the development fifth.

    python train/confidence/fit.py ../shared/data/cameo

A row is right when class, actors and recipients of the main event are all right (codebook section 7). Logistic
regression by gradient descent with an L2 penalty, written to ontology/data/confidence.yaml. The sentences are not
shipped; the weights say only how much each feature counts.
"""

from __future__ import annotations

import sys
from math import exp, log
from pathlib import Path

from dateline.evaluate.tasks.cameo import QUADS, is_dev, is_right, main_event, read_classes, read_spans, squeeze
from dateline.frame.confidence import features_of
from dateline.frame.context import Context
from dateline.frame.event import find_events
from dateline.pipeline import Pipeline
from dateline.read.text import document_of

OUT = Path(__file__).resolve().parents[2] / "src/dateline/ontology/data/confidence.yaml"
ROUNDS, RATE, PENALTY = 3000, 0.5, 0.01
BY_HAND = {"kind relation": (10, 13), "kind figure": (7, 10)}
"""(right, read) rows of news articles, read against the codebook: too few to fit, enough not to guess."""
HEAD = "# Weights of frame/confidence.py, written by train/confidence/fit.py.\n"


def main(folder: Path) -> None:
    rows = list(collect(folder))
    weights = fit(rows) | {name: log(right / (read - right)) for name, (right, read) in BY_HAND.items()}
    lines = [f'"{name}": {weight:.3f}' for name, weight in sorted(weights.items()) if abs(weight) >= 0.01]
    OUT.write_text(HEAD + "\n".join(lines) + "\n")
    print(f"{len(rows)} rows, {sum(ok for _, ok in rows)} right, {len(lines)} weights")


def collect(folder: Path):  # type: ignore[no-untyped-def]
    """(features of the main event's frame, whether its row is right) for each training sentence."""
    pipeline = Pipeline()
    labels = {squeeze(text): QUADS[label] for text, label in read_classes(folder / "class_train.tsv")}
    for text, spans in read_spans(folder / "ner_train.txt"):
        if is_dev(text) or squeeze(text) not in labels:
            continue
        document = pipeline(document_of(text))
        event = main_event(document)
        if event is None:
            continue
        context = Context(document)
        same = (f for f in find_events(context) if f.type == event.type)
        frame = next((f for f in same if event.trigger.covers(context.syntax.span(f.trigger, f.trigger + 1))), None)
        if frame is not None:
            yield features_of(context, frame), is_right(document, event, labels[squeeze(text)], spans)


def fit(rows: list[tuple[list[str], bool]]) -> dict[str, float]:
    weights: dict[str, float] = {}
    for _ in range(ROUNDS):
        slope: dict[str, float] = {}
        for features, ok in rows:
            error = ok - 1 / (1 + exp(-sum(weights.get(f, 0.0) for f in features)))
            for f in features:
                slope[f] = slope.get(f, 0.0) + error
        for f, value in slope.items():
            weights[f] = weights.get(f, 0.0) + RATE * (value / len(rows) - PENALTY * weights.get(f, 0.0))
    return weights


if __name__ == "__main__":
    main(Path(sys.argv[1]))
