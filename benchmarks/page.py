"""How long somebody waits for the page: first view, a filter, a report, over a record that is given.

    python benchmarks/page.py RECORD [--turns 5]

Drives headless Chromium as tests/web/browser does, and prints the milliseconds of each turn and their median. The
record is only read. On a machine with other work the waits are longer: say what else ran.
"""

from __future__ import annotations

import argparse
import statistics
import sys
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parents[1]))

from tests.web.browser.conftest import browser, drive, lacking


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("record", type=Path)
    parser.add_argument("--turns", type=int, default=5)
    asked = parser.parse_args()
    if reason := lacking():
        sys.exit(reason)
    seen = drive(browser() or "", asked.record, {"scenarios": ["speed"], "needs": {"speed": {"turns": asked.turns}}})
    if "failed" in seen["speed"]:
        sys.exit(seen["speed"]["failed"])
    for name, waits in seen["speed"]["waits"].items():
        print(f"{name:<10} median {statistics.median(waits):5.0f} ms   {' '.join(map(str, waits))}")


if __name__ == "__main__":
    main()
