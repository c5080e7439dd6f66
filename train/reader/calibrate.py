"""What a trained reader is worth: temperatures and scores on the development windows, for its card.

    python -m train.reader.calibrate OUT/reader.pt WINDOWS.pickle

Writes OUT/scores.json: `temperature` (head -> the one number that, dividing its logits, gives the development labels
the highest likelihood; Guo and others 2017), `scores` (one line a layer), `data` (set -> documents and licence),
`seed` and `steps`. train/reader/export.py puts it on the card.
"""

from __future__ import annotations

import json
import pickle
import sys
from collections.abc import Iterator
from pathlib import Path

import torch
from torch import Tensor
from torch.nn import functional as F
from train.reader.batch import keys, pad, tensors
from train.reader.export import load
from train.reader.model import Reader, mean_of
from train.reader.score import SKIP, Row, batches, score

GRID = [0.5 * 1.04**k for k in range(60)]
"""0.5 to 5 in steps of 4 %."""
WHOLE, EVERY = ("annotations", "cameo", "re3d"), 4
"""Sets of which all windows are asked; of the others one in so many is enough."""
FLAT = ("names", "cues", "types")
AT = ("status", "aspect", "background")


@torch.no_grad()
def answers(model: Reader, rows: list[Row]) -> Iterator[tuple[str, Tensor, Tensor]]:
    """(head, logits, labels) of windows of one kind."""
    ids, shapes, mask, owner, count = tensors(rows)
    hidden = model.encode(ids, shapes, mask).float()
    words = model.words(hidden, owner, count)
    for name in FLAT:
        if name in rows[0]:
            gold = pad([list(row[name]) for row in rows], SKIP, count).flatten()
            kept = gold != SKIP
            yield f"flat.{name}", model.flat[name](words).flatten(0, 1)[kept], gold[kept]
    all_ = [(r, one) for r, row in enumerate(rows) for one in row.get("statements", ())]
    for k, name in enumerate(AT if all_ else ()):
        found = keys(words, [(r, one[0]) for r, one in all_])
        gold = torch.tensor([one[k + 1] for _, one in all_])
        yield f"at.{name}", model.at[name](found)[gold >= 0], gold[gold >= 0]
    if "quad" in rows[0]:
        yield "whole.quad", model.whole["quad"](mean_of(hidden, owner)), torch.tensor([row["quad"] for row in rows])


def temperatures(model: Reader, rows: list[Row]) -> dict[str, float]:
    """By head, to two places."""
    found: dict[str, list[tuple[Tensor, Tensor]]] = {}
    for group in batches(rows):
        for head, logits, gold in answers(model, group):
            found.setdefault(head, []).append((logits, gold))
    best = {}
    for head, parts in sorted(found.items()):
        logits, gold = (torch.cat(column) for column in zip(*parts, strict=True))
        best[head] = round(min(GRID, key=lambda t: float(F.cross_entropy(logits / t, gold))), 2)
    return best


def main(source: Path, windows: Path) -> None:
    saved = torch.load(source, map_location="cpu", weights_only=True)
    with windows.open("rb") as file:
        read = pickle.load(file)
    model = load(source)
    dev = [row for k, row in enumerate(read["rows"]) if row["part"] == "dev" and (row["set"] in WHOLE or not k % EVERY)]
    told = {
        "seed": saved["seed"], "steps": saved["step"], "data": read["sources"],
        "temperature": temperatures(model, dev), "scores": list(score(model, dev)),
    }  # fmt: skip
    source.with_name("scores.json").write_text(json.dumps(told, indent=1, ensure_ascii=False) + "\n", "utf-8")
    print(json.dumps(told["temperature"]), *told["scores"], sep="\n")


if __name__ == "__main__":
    main(*map(Path, sys.argv[1:3]))
