"""The mean of the weights of two readers, one of which went on from the other (Wortsman and others 2022).

    python -m train.reader.mean ONE/reader.pt OTHER/reader.pt OUT

Here of the second training and the last: it keeps most of the names that the last learned again, and of the triggers
and roles that the last begins to forget.
"""

from __future__ import annotations

import sys
from pathlib import Path

import torch


def main(one: Path, other: Path, out: Path) -> None:
    a, b = (torch.load(path, map_location="cpu", weights_only=True) for path in (one, other))
    mixed = {name: (a["model"][name] + value) / 2 if value.is_floating_point() else value
             for name, value in b["model"].items()}  # fmt: skip
    out.mkdir(parents=True, exist_ok=True)
    torch.save({**b, "model": mixed, "step": a["step"] + b["step"]}, out / "reader.pt")


if __name__ == "__main__":
    main(*map(Path, sys.argv[1:4]))
