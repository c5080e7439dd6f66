"""Whole reading beside the bare spaCy pipeline on the same text, in one run.

    python benchmarks/speed.py [FOLDER] [--reports 60] [--rounds 5]

Without a folder the example reports are read over and over. The two are timed in turn, A B A B, and the ratio
of each pair is what counts: absolute figures wander with the machine. Prints medians; writes nothing.
"""

from __future__ import annotations

import argparse
import statistics
import subprocess
import sys
import time
from collections.abc import Callable
from pathlib import Path

from dateline.find.syntax import PLAIN, is_read, load_parser
from dateline.pipeline import Pipeline
from dateline.read.text import document_of
from dateline.types import Document

EXAMPLES = Path(__file__).resolve().parents[1] / "examples"


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("folder", nargs="?", type=Path, default=EXAMPLES)
    parser.add_argument("--reports", type=int, default=60)
    parser.add_argument("--rounds", type=int, default=5)
    options = parser.parse_args()
    documents = load(options.folder, options.reports)
    words = sum(len(d.text.split()) for d in documents)
    pipeline = Pipeline()
    [pipeline(document) for document in documents[:8]]
    ratios, rates = [], []
    for _ in range(options.rounds):
        bare = clock(lambda: parse(documents))
        whole = clock(lambda: [pipeline(document) for document in documents])
        ratios.append(whole / bare)
        rates.append(len(documents) / whole)
    print(f"{len(documents)} reports, {words} words, one process, {options.rounds} rounds")
    print(f"whole reading / bare parse: median {statistics.median(ratios):.2f} ({min(ratios):.2f}-{max(ratios):.2f})")
    print(f"whole reading: median {statistics.median(rates):.1f} reports a second")
    print(f"cold start to first statement: {cold_start():.2f} s")


def load(folder: Path, count: int) -> list[Document]:
    texts = [p.read_text("utf-8", "replace") for p in sorted(folder.rglob("*.txt"))] or [""]
    return [document_of(texts[k % len(texts)], published="2024-05-16") for k in range(count)]


def parse(documents: list[Document]) -> None:
    """The parser alone, fed block by block as the syntax stage feeds it."""
    for document in documents:
        texts = [document.text[b.span.start : b.span.end].translate(PLAIN) for b in document.blocks if is_read(b)]
        for _ in load_parser().pipe(texts, batch_size=64):
            pass


def clock(work: Callable[[], object]) -> float:
    start = time.perf_counter()
    work()
    return time.perf_counter() - start


def cold_start() -> float:
    """Seconds from starting Python to the first statement of the first example, median of three."""
    command = [sys.executable, "-m", "dateline", "read", str(EXAMPLES / "agency.txt"), "--format", "jsonl"]
    return statistics.median(clock(lambda: subprocess.run(command, capture_output=True, check=False)) for _ in range(3))


if __name__ == "__main__":
    main()
