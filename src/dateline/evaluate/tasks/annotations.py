"""All fields of codebook section 7 on real sentences of train/annotations, their development fifth.

Whole articles are read; only what stands in the annotated sentences is compared. Every statement of such a sentence
is annotated, so what is found beyond them is wrong. `score` compares any two readings of the same sentences: it
measures the agreement of two annotators as well.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from pathlib import Path
from typing import Any

from dateline.evaluate.annotated import Annotated, read_annotated
from dateline.evaluate.score import Result, assign, calibration_error, macro_f1, share
from dateline.evaluate.voice import tally
from dateline.pipeline import Pipeline
from dateline.types import Document, Mention, Span, Statement, Syntax, Voice

LABELS = ("status", "aspect", "background")
ROWS = ("detection: kind and type", "detection with mode", "row: type, actors, recipients")
Same = Callable[[Mention | None, Mention | None], bool]


def run(data: Path, limit: int | None) -> Result:
    """Scores the default recipe on the documents of the development part."""
    tally = Tally("annotations")
    pipeline = Pipeline()
    for gold in [*read_annotated(data, part="dev")][:limit]:
        tally.add(gold, pipeline(gold.document))
        tally.result.close()
    return tally.finish()


class Tally:
    """Counts over documents; the cases are sentences."""

    def __init__(self, task: str) -> None:
        self.result = Result(task)
        self.labels: dict[str, list[tuple[str, str]]] = {name: [] for name in LABELS}
        self.rows: list[tuple[float, bool]] = []
        self.chains: list[bool] = []

    def add(self, gold: Annotated, found: Document) -> None:
        """Compare a reading of the document with the annotated one; `found` has its syntax."""
        assert found.syntax is not None
        heads = Heads(found.syntax)
        for span in gold.sentences:
            self.result.cases += 1
            expected = [s for s in gold.document.statements if span.covers(s.trigger)]
            got = [s for s in found.statements if span.start <= s.trigger.start < span.end]
            self.compare(expected, got, heads.same, f"{gold.set}/{gold.id}", span.text(found.text))

    def compare(self, gold: list[Statement], got: list[Statement], same: Same, where: str, words: str) -> None:
        """One sentence: pair, then count every field of the pairs and of what has no partner."""
        pairs = pair(gold, got, same)
        partner = {i: got[j] for i, j in pairs if key(gold[i]) == key(got[j])}
        alone = [s for j, s in enumerate(got) if not any(s is p for p in partner.values())]
        for name in ROWS:
            tally(self.result, name, 0, len(got), len(gold))
        for i, one in enumerate(gold):
            other = partner.get(i)
            self.fields(one, other, same)
            if other is None:
                seen = next((got[j] for a, j in pairs if a == i), None)
                kind = "wrong type" if seen else "missed"
                self.result.miss(f"{kind}: {one.type}", where, one.type, seen.type if seen else "", words)
        for other in alone:
            self.fields(None, other, same)
            self.rows.append((other.confidence, False))
            self.result.miss(f"spurious: {other.type}", where, "", other.type, words)

    def fields(self, gold: Statement | None, got: Statement | None, same: Same) -> None:
        """Every field of one pair, or of a statement that has no partner."""
        count = self.result.count
        actors = self.mentions("actors", gold, got, same)
        recipients = self.mentions("recipients", gold, got, same)
        self.voices(gold, got, same)
        for name in ("place: country", "time: exact interval", "figures: role and numbers"):
            count(name).add(values(gold, name), values(got, name))
        if gold is None or got is None:
            return
        for name, hit in zip(ROWS, (True, set(gold.modes) == set(got.modes), actors and recipients), strict=True):
            tally(self.result, name, int(hit), 0, 0)
        self.rows.append((got.confidence, actors and recipients))
        self.chains.append(same_chain(gold.attribution, got.attribution, same))
        for name in LABELS:
            self.labels[name].append((str(getattr(gold, name)), str(getattr(got, name))))

    def mentions(self, field: str, gold: Statement | None, got: Statement | None, same: Same) -> bool:
        """Count the heads of one side; whether all are right and none is too many."""
        expected: Sequence[Mention] = getattr(gold, field) if gold else ()
        found: Sequence[Mention] = getattr(got, field) if got else ()
        return self.matched(f"{field}: heads", expected, found, same)

    def voices(self, gold: Statement | None, got: Statement | None, same: Same) -> None:
        expected = [v.source for v in gold.attribution] if gold else []
        found = [v.source for v in got.attribution] if got else []
        self.matched("attribution: source heads", expected, found, same)

    def matched(self, name: str, gold: Sequence[Any], got: Sequence[Any], same: Same) -> bool:
        hit = len(assign([[float(same(a, b)) for b in got] for a in gold]))
        tally(self.result, name, hit, len(got), len(gold))
        return hit == len(gold) == len(got)

    def finish(self) -> Result:
        """The result with the figures that need all pairs."""
        self.result.measure("chain exact, on detected", self.chains, share)
        for name, pairs in self.labels.items():
            self.result.measure(f"{name} accuracy, on detected", [a == b for a, b in pairs], share)
            self.result.measure(f"{name} macro-F1, on detected", pairs, macro_f1)
        self.result.figures["expected calibration error of rows"] = calibration_error(self.rows)
        return self.result


class Heads:
    """Whether two mentions have the same head, by the parse of the text."""

    def __init__(self, syntax: Syntax) -> None:
        self.syntax = syntax

    def same(self, gold: Mention | None, got: Mention | None) -> bool:
        """Each holds the head of the other; or they meet where they refer back to. None is the same as None only."""
        if gold is None or got is None:
            return gold is got
        if gold.span.overlaps(got.span):
            mine, its = self.head(gold.span), self.head(got.span)
            return its in self.syntax.within(gold.span) and mine in self.syntax.within(got.span)
        back = [span for span in (gold.antecedent, gold.span) if span]
        return any(a.overlaps(b) for a in back for b in (got.antecedent, got.span) if b)

    def head(self, span: Span) -> int:
        """The token that no other of the span is above; the first where several are."""
        inside = self.syntax.within(span)
        tokens = self.syntax.tokens
        return next((i for i in inside if tokens[i].head == i or tokens[i].head not in inside), UNFOUND)


UNFOUND = -1


def key(statement: Statement) -> tuple[str, str]:
    return statement.kind, statement.type


def pair(gold: list[Statement], got: list[Statement], same: Same) -> list[tuple[int, int]]:
    """One to one by greatest overlap: type first, then trigger, then participants."""
    return assign([[overlap(a, b, same) for b in got] for a in gold])


def overlap(gold: Statement, got: Statement, same: Same) -> float:
    typed, met = key(gold) == key(got), gold.trigger.overlaps(got.trigger)
    if not typed and not met:
        return 0.0
    shared = sum(
        any(same(m, n) for n in getattr(got, field)) for field in ("actors", "recipients") for m in getattr(gold, field)
    )
    return 8.0 * typed + 2.0 * met + min(shared, 4) / 4


def same_chain(gold: tuple[Voice, ...], got: tuple[Voice, ...], same: Same) -> bool:
    return len(gold) == len(got) and all(same(a.source, b.source) for a, b in zip(gold, got, strict=True))


def values(statement: Statement | None, name: str) -> list[Any]:
    """What is compared by value: countries, resolved intervals, (role, low, high) of figures."""
    if statement is None:
        return []
    if name.startswith("place"):
        return [statement.place.country] if statement.place and statement.place.country else []
    if name.startswith("time"):
        time = statement.time
        return [(time.start, time.end)] if time and (time.start or time.end) else []
    return [(f.role, f.low, f.high) for f in statement.figures]
