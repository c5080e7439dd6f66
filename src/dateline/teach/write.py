"""A taught pack on disk: the base's files with other heads and another card, put in place whole or not at all."""

from __future__ import annotations

import io
import json
import os
import shutil
from collections.abc import Iterable, Mapping
from hashlib import sha256
from pathlib import Path
from typing import Any

import numpy as np

from dateline.errors import DatelineError
from dateline.models.pack import load_pack
from dateline.teach.head import Head

HEADS, CARD = "heads.npz", "card.json"


def check_folder(folder: Path) -> bool:
    """Whether a pack stands there already. Raises DatelineError where something else does."""
    if folder.is_dir() and (folder / CARD).is_file():
        return True
    if folder.exists() and (not folder.is_dir() or any(folder.iterdir())):
        raise DatelineError("is no pack and not empty", where=str(folder), cure="give --into a new folder")
    return False


def write_pack(base: Path, into: Path, heads: Iterable[Head], told: Mapping[str, Any]) -> str:
    """Write the pack; its name comes back. `told` is what the card says besides. The same heads give the same bytes."""
    arrays = changed(base, heads)
    card = json.loads((base / CARD).read_text("utf-8"))
    name = f"{card['name'].partition('+')[0]}+{digest(arrays)}"
    for head in heads:
        card["labels"][head.name.partition(".")[2]] = list(head.labels)
    card |= {"name": name, "base": card["name"], **told}
    packed = io.BytesIO()
    np.savez_compressed(packed, **arrays)
    files = {HEADS: packed.getvalue(), CARD: (json.dumps(card, indent=1, ensure_ascii=False) + "\n").encode()}
    try:
        put(base, into, files)
    except OSError as error:
        what = f"cannot be written: {error.strerror}"
        raise DatelineError(what, where=str(into), cure="give another --into") from error
    load_pack.cache_clear()  # it remembers by folder
    return name


def changed(base: Path, heads: Iterable[Head]) -> dict[str, Any]:
    """All arrays of the base, those of the heads anew, each of the kind that it was."""
    with np.load(base / HEADS) as found:
        arrays = {name: found[name] for name in found.files}
    for head in heads:
        for part, value in (("weight", head.matrix[:, :-1]), ("bias", head.matrix[:, -1])):
            name = f"{head.name}.{part}"
            arrays[name] = np.ascontiguousarray(value).astype(arrays[name].dtype)
    return arrays


def digest(arrays: Mapping[str, Any]) -> str:
    """Eight digits that tell one pack's heads from another's: the name goes into the recipe of what is read with it."""
    found = sha256()
    for name in sorted(arrays):
        found.update(name.encode() + arrays[name].tobytes())
    return found.hexdigest()[:8]


def put(base: Path, into: Path, files: Mapping[str, bytes]) -> None:
    """Make the folder beside its place, then exchange."""
    into.parent.mkdir(parents=True, exist_ok=True)
    beside, old = (into.with_name(f".{into.name}.{os.getpid()}.{part}") for part in ("new", "old"))
    try:
        shutil.copytree(base, beside, ignore=shutil.ignore_patterns(*files, "__pycache__"))
        for name, data in files.items():
            (beside / name).write_bytes(data)
        if into.exists():
            into.rename(old)
        beside.rename(into)
    finally:
        if old.exists() and not into.exists():
            old.rename(into)
        for left in (beside, old):
            shutil.rmtree(left, ignore_errors=True)
