"""Write reports that reprint one another, with their true families, as JSON lines: id, title, text, source, published.

    python benchmarks/reprint.py 100000 --out reports.jsonl --truth truth.csv [--data ../shared/data] [--seed 1]

The making itself is `dateline.evaluate.reprint`, which the task `reprints` uses too.
"""

from __future__ import annotations

import argparse
import csv
import json
from pathlib import Path

from dateline.evaluate.reprint import Made, make, read_originals

__all__ = ["Made", "make", "read_originals"]


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("count", type=int)
    parser.add_argument("--out", type=Path, required=True)
    parser.add_argument("--truth", type=Path)
    parser.add_argument("--data", type=Path, help="folder of real reports; without it invented stories are used")
    parser.add_argument("--seed", type=int, default=1)
    given = parser.parse_args()
    reports = list(make(read_originals(given.data), given.count, given.seed))
    with given.out.open("w", encoding="utf-8") as out:
        for report in reports:
            row = {key: getattr(report, key) for key in ("id", "title", "text", "source", "published")}
            out.write(json.dumps(row, ensure_ascii=False) + "\n")
    if given.truth:
        with given.truth.open("w", encoding="utf-8", newline="") as out:
            writer = csv.writer(out)
            writer.writerow(("id", "family", "how"))
            writer.writerows((report.id, report.family, report.how) for report in reports)


if __name__ == "__main__":
    main()
