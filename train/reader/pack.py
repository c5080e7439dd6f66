"""The weights of a pack as a reader's again, to go on from: whole numbers of 8 bits times their scales."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import numpy as np
import onnx
import torch
from numpy.typing import NDArray
from onnx import numpy_helper
from torch import Tensor

Array = NDArray[np.float32]
PREFIX = "model."
"""Of the encoder's names in the graph: that of the module that was exported (train/reader/export.py)."""
STEPS = ("MatMulInteger", "Cast", "Mul", "Add")
"""From the product with a matrix to the sum with its bias, which has the layer's name."""


def weights_of(pack: Path) -> dict[str, Tensor]:
    """By the names of Reader's own; heads that no pack ships are absent. KeyError where the graph is another's."""
    found = {name: torch.from_numpy(values) for name, values in encoder(onnx.load(str(pack / "encoder.onnx")))}
    with np.load(pack / "heads.npz") as heads:
        found |= {name: torch.from_numpy(heads[name].astype(np.float32)) for name in heads}
    return found


def encoder(graph: onnx.ModelProto) -> Iterator[tuple[str, Array]]:
    values = {one.name: numpy_helper.to_array(one) for one in graph.graph.initializer}
    users: dict[str, list[onnx.NodeProto]] = {}
    for node in graph.graph.node:
        for name in node.input:
            users.setdefault(name, []).append(node)
    for name, value in values.items():
        if name.startswith(PREFIX) and not name.endswith(("_scale", "_zero_point", "_quantized")):
            yield name.removeprefix(PREFIX), value.astype(np.float32)
        elif name.endswith("_quantized"):
            whole = name.removesuffix("_quantized")
            real = (value.astype(np.float32) - values[f"{whole}_zero_point"]) * values[f"{whole}_scale"]
            if whole.startswith(PREFIX):
                yield whole.removeprefix(PREFIX), real.astype(np.float32)
            else:
                yield bias_behind(name, users).removeprefix(PREFIX).replace(".bias", ".weight"), real.T.copy()


def bias_behind(name: str, users: dict[str, list[onnx.NodeProto]]) -> str:
    """The name of the bias that is added to the product with a matrix."""
    for step in STEPS:
        node = next(node for node in users[name] if node.op_type == step)
        if step == STEPS[-1]:
            return next(one for one in node.input if one.endswith(".bias"))
        name = node.output[0]
    raise KeyError(name)
