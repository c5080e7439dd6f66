"""A trained pack: encoder, heads, tokenizer and card in one folder; loaded whole, or refused by name.

card.json        protocol, name, labels of each head, temperatures, scores, data and their licences
encoder.onnx     (ids, shapes, mask) of windows -> vectors of subwords, int8
heads.npz        weights of the heads, by name
tokenizer.json   the encoder's WordPiece vocabulary
"""

from __future__ import annotations

import json
import os
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path
from typing import Any

from dateline.errors import DatelineError

PROTOCOL = 1
"""Of the folder and of what the heads mean. A pack of another protocol is refused."""
SHIPPED = Path(__file__).parent / "reader"
FILES = ("card.json", "encoder.onnx", "heads.npz", "tokenizer.json")
REMEMBERED = 200_000
"""Words whose subwords are kept in memory, about 30 MB."""


@dataclass(frozen=True)
class Pack:
    """Everything a reader needs at run time. `heads` are arrays by name, `session` runs the encoder,
    `threads` holds back those of the linear algebra."""

    name: str
    card: dict[str, Any]
    heads: dict[str, Any]
    session: Any
    threads: Any
    pieces: Callable[[str], Sequence[int]]
    ends: tuple[int, int]


def find_pack() -> Path | None:
    """The folder in DATELINE_PACK, else the shipped one; None where there is none, or where the variable is "none"."""
    named = os.environ.get("DATELINE_PACK")
    if named:
        return None if named == "none" else Path(named)
    return SHIPPED if (SHIPPED / "card.json").is_file() else None


def load_card(folder: Path) -> dict[str, Any]:
    """The card alone. Raises DatelineError where a file of the pack is missing or the protocol is another."""
    for name in FILES:
        if not (folder / name).is_file():
            cure = "give the whole folder of a pack, or DATELINE_PACK=none to read by rules alone"
            raise DatelineError(f"the trained pack has no {name}", where=str(folder), cure=cure)
    card: dict[str, Any] = json.loads((folder / "card.json").read_text("utf-8"))
    if card.get("protocol") != PROTOCOL:
        what = f"the trained pack speaks protocol {card.get('protocol')}, this version {PROTOCOL}"
        cure = "take a pack made for this version (train/reader/export.py), or set DATELINE_PACK=none"
        raise DatelineError(what, where=str(folder), cure=cure)
    return card


@lru_cache(maxsize=2)
def load_pack(folder: Path) -> Pack:
    """The pack of a folder. Raises DatelineError as `load_card` does."""
    card = load_card(folder)
    import numpy as np
    import onnxruntime
    from threadpoolctl import ThreadpoolController

    options = onnxruntime.SessionOptions()
    options.intra_op_num_threads = options.inter_op_num_threads = 1  # the reports are spread over processes instead
    options.log_severity_level = 3
    session = onnxruntime.InferenceSession(str(folder / "encoder.onnx"), options, providers=["CPUExecutionProvider"])
    with np.load(folder / "heads.npz") as arrays:
        heads = {name: arrays[name].astype(np.float32) for name in arrays.files}
    pieces, ends = load_pieces((folder / "tokenizer.json").read_bytes())
    return Pack(card["name"], card, heads, session, ThreadpoolController(), pieces, ends)


def load_pieces(tokenizer: bytes) -> tuple[Callable[[str], Sequence[int]], tuple[int, int]]:
    """The subword ids of a word, remembered; and the ids that open and close a window."""
    from tokenizers import Tokenizer

    model = Tokenizer.from_str(tokenizer.decode("utf-8"))
    model.no_truncation()
    model.no_padding()
    unknown, opening, closing = (int(model.token_to_id(word) or 0) for word in ("[UNK]", "[CLS]", "[SEP]"))
    known: dict[str, list[int]] = {}

    def pieces(word: str) -> list[int]:
        found = known.get(word)
        if found is None:
            plain = word.encode("utf-8", "replace").decode("utf-8")  # a lone surrogate has no subwords
            found = list(model.encode(plain, add_special_tokens=False).ids) or [unknown]
            if len(known) < REMEMBERED:
                known[word] = found
        return found

    return pieces, (opening, closing)
