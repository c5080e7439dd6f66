"""Processes that work on one record: corrections, each written down once it is acknowledged, and a build."""

from __future__ import annotations

import io
import sys
from pathlib import Path

from benchmarks.light import light

from dateline.run.build import Build, Building
from dateline.run.tally import Tally
from dateline.run.worker import Settings
from dateline.store.store import Store


def correct(record: str, said: str, number: str, count: str) -> None:
    with Store(record) as store, Path(said).open("w", encoding="ascii") as told:
        for k in range(int(count)):
            kind, target = ("reject", f"s{k % 7 + 1}") if k % 3 == 0 else ("comment", f"s{k % 5 + 1}")
            made = store.judge(kind, "statement", [target], by=f"reader {number}", why=f"correction {k}")
            told.write(f"{made.id}\n")
            told.flush()


def build(record: str, source: str) -> None:
    Build(Building([source], record, workers=1, settings=Settings(pipeline=light)), Tally(out=io.StringIO())).execute()


if __name__ == "__main__":
    {"correct": correct, "build": build}[sys.argv[1]](*sys.argv[2:])
