"""Resident memory of one process over many reports: it must not grow.

    python benchmarks/memory.py [--reports 10000]

Reads the example reports over and over, each time with a different first word so that no two are the same text,
and prints the resident set at ten points.
"""

from __future__ import annotations

import argparse
from pathlib import Path

from dateline.pipeline import Pipeline
from dateline.read.text import document_of

EXAMPLES = Path(__file__).resolve().parents[1] / "examples"


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--reports", type=int, default=10_000)
    options = parser.parse_args()
    texts = [p.read_text("utf-8") for p in sorted(EXAMPLES.glob("*.txt"))]
    pipeline = Pipeline()
    step = max(options.reports // 10, 1)
    for k in range(options.reports):
        pipeline(document_of(f"Report {k} of Qar{k}ab town. {texts[k % len(texts)]}", published="2024-05-16"))
        if k % step == step - 1:
            print(f"{k + 1:6d} reports  {resident():.0f} MB", flush=True)


def resident() -> float:
    """Resident set of this process in MB (Linux)."""
    pages = int(Path("/proc/self/statm").read_text().split()[1])
    return pages * 4096 / 1e6


if __name__ == "__main__":
    main()
