"""Processes that correct one record at once; each writes down what was acknowledged."""

from __future__ import annotations

import sys
from pathlib import Path

from dateline.store.store import Store


def correct(record: str, said: str, number: str, count: str) -> None:
    with Store(record) as store, Path(said).open("w", encoding="ascii") as told:
        for k in range(int(count)):
            kind, target = ("reject", f"s{k % 7 + 1}") if k % 3 == 0 else ("comment", f"s{k % 5 + 1}")
            made = store.judge(kind, "statement", [target], by=f"reader {number}", why=f"correction {k}")
            told.write(f"{made.id}\n")
            told.flush()


if __name__ == "__main__":
    correct(*sys.argv[1:])
