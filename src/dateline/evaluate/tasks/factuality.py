"""Status against the factuality of event words: UW (news) and UDS-IH2 (web text), labels from -3 to 3.

From 1.5 up is what we call actual, from -1.5 down denied, and the rest uncertain, which our future, requested,
possible and hypothetical are. The numeric figures give each of our statuses one number (see NUMBERS).
"""

from __future__ import annotations

import json
from collections.abc import Iterator
from pathlib import Path
from typing import NamedTuple

from dateline.evaluate.score import Result, macro_f1, share
from dateline.frame.status import Statuses
from dateline.pipeline import Pipeline
from dateline.types import Block, Document, Report, Span

NUMBERS = {
    "UW": {"actual": 2.7, "future": 1.8, "requested": 1.6, "possible": 1.4, "hypothetical": 1.2, "denied": -0.8},
    "UDS_IH2": {
        "actual": 1.8,
        "future": -0.9,
        "requested": -1.3,
        "possible": -0.3,
        "hypothetical": -0.5,
        "denied": -0.2,
    },
}
"""Means of the labels of each status over training and development parts together, so that MAE and r are not held
out. The two sets mean different things: a planned meeting that is sure to be held is near 3 in UW, and below 0 in
UDS-IH2, which asks whether it has happened."""
SETS = ("UW", "UDS_IH2")


class Target(NamedTuple):
    """An event word and its label."""

    span: Span
    label: float


def run(data: Path, limit: int | None) -> Result:
    """Accuracy and macro-F1 over three classes, mean absolute error and Pearson's r, on the development parts."""
    result = Result("factuality")
    for name in SETS:
        score(result, name, data / name / "dev.jsonl", limit)
    result.notes.append("Published, not checked, test parts: UW MAE 0.35-0.42, r 0.83-0.90; UDS-IH2 MAE 0.87, r 0.78.")
    return result


def score(result: Result, name: str, path: Path, limit: int | None) -> None:
    read = Pipeline().until("quantity")
    pairs: list[tuple[str, str]] = []
    numbers: list[tuple[float, float]] = []
    for document, targets in documents(path, limit):
        document = read(document)
        statuses = Statuses(document)
        for target in targets:
            tokens = document.syntax.within(target.span) if document.syntax else range(0)
            found = statuses.of(tokens[0])[0] if tokens else "actual"
            expected, got = class_of(target.label), merged(found)
            pairs.append((expected, got))
            numbers.append((target.label, NUMBERS[name][found]))
            if expected != got:
                word = target.span.text(document.text)
                kind = f"{name}: {expected} called {found}"
                result.miss(kind, document.report.id, f"{word} {target.label:.1f}", found, document.text)
    result.cases += len(pairs)
    result.measure(f"{name} accuracy", [a == b for a, b in pairs], share)
    result.figures[f"{name} always actual"] = share([a == "actual" for a, _ in pairs])
    result.measure(f"{name} macro-F1", pairs, macro_f1)
    result.figures[f"{name} MAE"] = sum(abs(a - b) for a, b in numbers) / max(len(numbers), 1)
    result.figures[f"{name} Pearson r"] = correlation(numbers)
    happened = [(a == "actual", b == "actual") for a, b in pairs]
    result.figures[f"{name} happened or not, accuracy"] = sum(a == b for a, b in happened) / max(len(pairs), 1)
    for label in ("actual", "uncertain", "denied"):
        result.count(f"{name} {label}").add(
            [k for k, (a, _) in enumerate(pairs) if a == label], [k for k, (_, b) in enumerate(pairs) if b == label]
        )


def documents(path: Path, limit: int | None) -> Iterator[tuple[Document, list[Target]]]:
    """One document a sentence, its tokens joined with spaces."""
    for number, line in enumerate(path.read_text(encoding="utf-8").splitlines()):
        if limit is not None and number >= limit:
            break
        row = json.loads(line)
        starts = [0]
        for word in row["text"].split(" "):
            starts.append(starts[-1] + len(word) + 1)
        spans = [Span(starts[t["span1"][0]], starts[t["span1"][1]] - 1) for t in row["targets"]]
        text = row["text"]
        targets = [Target(span, t["label"]) for span, t in zip(spans, row["targets"], strict=True)]
        yield Document(Report(f"{path.parent.name}-{number}", ""), text, (Block(Span(0, len(text))),)), targets


def class_of(label: float) -> str:
    return "actual" if label >= 1.5 else "denied" if label <= -1.5 else "uncertain"


def merged(status: str) -> str:
    return status if status in ("actual", "denied") else "uncertain"


def correlation(pairs: list[tuple[float, float]]) -> float:
    """Pearson's r; 0 where one side does not vary."""
    n = len(pairs) or 1
    mean_a, mean_b = sum(a for a, _ in pairs) / n, sum(b for _, b in pairs) / n
    shared = sum((a - mean_a) * (b - mean_b) for a, b in pairs)
    spread = (sum((a - mean_a) ** 2 for a, _ in pairs) * sum((b - mean_b) ** 2 for _, b in pairs)) ** 0.5
    return float(shared / spread) if spread else 0.0
