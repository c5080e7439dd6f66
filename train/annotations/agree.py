"""Agreement of two passes over the same sentences, field by field.

    python train/annotations/agree.py ../shared/data [FIRST SECOND]

The first pass (pass1) is taken as expected, the second (pass2) as found: F1 is the same either way round. Only
sentences that both passes hold are compared.
"""

from __future__ import annotations

import sys
from dataclasses import replace
from pathlib import Path

from dateline.evaluate.annotated import read_annotated
from dateline.evaluate.report import as_lines
from dateline.evaluate.score import Result
from dateline.evaluate.tasks.annotations import Tally
from dateline.find.syntax import SyntaxStage


def main(data: Path, first: str, second: str) -> Result:
    """Counts over the shared sentences; the syntax is there for the heads of mentions only."""
    others = {(one.set, one.id): one for one in read_annotated(data, second)}
    tally = Tally(f"{first} and {second}")
    for one in read_annotated(data, first):
        other = others.get((one.set, one.id))
        shared = tuple(span for span in one.sentences if other and span in other.sentences)
        if other and shared:
            found = replace(other.document, syntax=SyntaxStage()(one.document))
            tally.add(replace(one, sentences=shared), found)
    result = tally.finish()
    del result.figures["expected calibration error of rows"]
    return result


if __name__ == "__main__":
    names = sys.argv[2:4] if len(sys.argv) > 3 else ["pass1", "pass2"]
    print("\n".join(as_lines(main(Path(sys.argv[1]), *names), errors=True)))
