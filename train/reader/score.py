"""Quick scores of a reader on windows of the development parts, to watch a training by."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from typing import Any

import torch
from train.reader.batch import keys, pair_logits, tensors
from train.reader.model import FLAT, Reader, mean_of

Row = dict[str, Any]
SKIP = -100


def spans(tags: list[int], kinds: tuple[str, ...]) -> set[tuple[int, int, str]]:
    """(first, last exclusive, kind) of BIO labels; an I without a B opens a span."""
    found, start, kind = set(), 0, ""
    for k, tag in enumerate([*tags, 0]):
        name = kinds[tag] if tag > 0 else "O"
        if kind and (name[0] != "I" or name[2:] != kind):
            found.add((start, k, kind))
            kind = ""
        if name != "O" and not kind:
            start, kind = k, name[2:] or "cue"
    return found


def f1(tp: float, got: float, gold: float) -> str:
    p, r = tp / max(got, 1), tp / max(gold, 1)
    return f"P {p:.3f} R {r:.3f} F1 {2 * p * r / max(p + r, 1e-9):.3f} ({int(gold)})"


def batches(rows: list[Row]) -> Iterator[list[Row]]:
    """Windows of one set with the same layers, of like length, sixteen at a time."""
    groups: dict[tuple[str, bool, bool], list[Row]] = {}
    for row in rows:
        groups.setdefault((row["set"], "quad" in row, "sides" in row), []).append(row)
    for _, group in sorted(groups.items()):
        mine = sorted(group, key=lambda row: len(row["ids"]))
        for k in range(0, len(mine), 16):
            yield mine[k : k + 16]


@torch.no_grad()
def score(model: Reader, rows: list[Row]) -> Iterator[str]:
    """One line a layer."""
    model.eval()
    counts: dict[str, list[float]] = {}
    right: dict[str, Counter[bool]] = {}
    for group in batches(rows):
        batch(model, group, counts, right)
    model.train()
    for name, (tp, got, gold) in sorted(counts.items()):
        yield f"{name:22} {f1(tp, got, gold)}"
    for name, told in sorted(right.items()):
        yield f"{name:22} accuracy {told[True] / max(told.total(), 1):.3f} ({told.total()})"


def batch(model: Reader, rows: list[Row], counts: dict[str, list[float]], right: dict[str, Counter[bool]]) -> None:
    ids, shapes, mask, owner, count = tensors(rows)
    hidden = model.encode(ids, shapes, mask).float()
    words = model.words(hidden, owner, count)

    def add(name: str, tp: float, got: float, gold: float) -> None:
        have = counts.setdefault(name, [0.0, 0.0, 0.0])
        for k, value in enumerate((tp, got, gold)):
            have[k] += value

    for name in FLAT:
        if name in rows[0]:
            out = model.flat[name](words).argmax(-1).tolist()
            for row, tags in zip(rows, out, strict=True):
                gold = row[name]
                mine = [t if g != SKIP else 0 for t, g in zip(tags, gold, strict=False)]
                gold = [max(g, 0) for g in gold]
                if name == "types":
                    add(
                        "types: word",
                        sum(a == b > 0 for a, b in zip(mine, gold, strict=True)),
                        sum(a > 0 for a in mine),
                        sum(b > 0 for b in gold),
                    )
                else:
                    kinds = {"cues": ("O", "B-cue", "I-cue")}.get(name, FLAT[name])
                    a, b = spans(mine, kinds), spans(gold, kinds)
                    add(name, len(a & b), len(a), len(b))
    for name, layer in (("voice", "voices"), ("role", "statements")):
        all_ = [(r, one) for r, row in enumerate(rows) for one in row.get(layer, ())]
        if all_:
            out = pair_logits(model, name, words, rows, [(r, one[0]) for r, one in all_]).argmax(-1).tolist()
            kinds = (
                ("O", "source", "content")
                if name == "voice"
                else ("O", "actors", "recipients", "place", "time", "figures")
            )
            for (_, one), tags in zip(all_, out, strict=True):
                for k, kind in enumerate(kinds[1:], 1):
                    a = {i for i, (t, g) in enumerate(zip(tags, one[-1], strict=False)) if t == k and g != SKIP}
                    b = {i for i, g in enumerate(one[-1]) if g == k}
                    add(f"{name}: {kind} words", len(a & b), len(a), len(b))
    for k, name in enumerate(("status", "aspect", "background")):
        all_ = [(r, one) for r, row in enumerate(rows) for one in row.get("statements", ())]
        if all_:
            out = model.at[name](keys(words, [(r, one[0]) for r, one in all_])).argmax(-1).tolist()
            right.setdefault(name, Counter()).update(a == one[k + 1] for a, (_, one) in zip(out, all_, strict=True))
    real = [(r, one) for r, row in enumerate(rows) for one in row.get("realis", ())]
    if real:
        out = model.at["realis"](keys(words, [(r, one[0]) for r, one in real])).argmax(-1).tolist()
        right.setdefault("realis", Counter()).update(a == one[1] for a, (_, one) in zip(out, real, strict=True))
    told = [(r, one) for r, row in enumerate(rows) for one in row.get("factuality", ())]
    if told:
        out = model.at["factuality"](keys(words, [(r, one[0]) for r, one in told]))
        three = lambda v: (v >= 1.5) - (v <= -1.5)  # noqa: E731
        right.setdefault(f"factuality {rows[0]['set']}", Counter()).update(
            three(float(o[one[1]])) == three(one[2]) for o, (_, one) in zip(out, told, strict=True)
        )
    for name in ("quad", "plover"):
        if name in rows[0]:
            out = model.whole[name](mean_of(hidden, owner)).argmax(-1).tolist()
            right.setdefault(name, Counter()).update(a == row[name] for a, row in zip(out, rows, strict=True))
