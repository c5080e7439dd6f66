"""Working notes -> committed annotations: every quotation becomes offsets, every label is checked.

    python train/annotations/compile.py ../shared/data NOTES OUT.jsonl

README.md beside this file describes the notation. One JSON line a sentence comes out, in the order of the sample,
without a word of the text. Nothing is written while a single line cannot be placed: the errors are printed with
their line numbers, and the exit code is 1.
"""

from __future__ import annotations

import json
import re
import sys
from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path

from notation import Fault, Row, Target, statement

from dateline.evaluate.raw import find_raw
from dateline.types import Span

SAMPLE = Path(__file__).parent / "sample.jsonl"


@dataclass(slots=True)
class Compiled:
    """Sentence number -> its statements, and (line number, what is wrong) for what could not be placed."""

    sentences: dict[int, list[Row]] = field(default_factory=dict)
    faults: list[tuple[int, str]] = field(default_factory=list)


def compile_notes(notes: str, targets: Mapping[int, Target]) -> Compiled:
    """All statements of the notes; a line with a fault gives none."""
    done = Compiled()
    target: Target | None = None
    for number, raw in enumerate(notes.splitlines(), 1):
        line = raw.strip()
        if not line or line.startswith("//"):
            continue
        try:
            if line.startswith("#"):
                target = open_sentence(line, targets, done)
            elif target is None:
                raise Fault("a statement stands before the first `# number`")
            elif line == "-":
                add_none(target, done)
            else:
                done.sentences[target.row["sentence"]].append(statement(line, target) | {"line": number})
        except Fault as fault:
            done.faults.append((number, f"{fault}    in: {line[:80]}"))
            if target is not None and not line.startswith("#"):
                done.sentences[target.row["sentence"]].append({})
    close(done)
    return done


def open_sentence(line: str, targets: Mapping[int, Target], done: Compiled) -> Target:
    hit = re.match(r"#\s*(\d+)", line)
    if not hit or int(hit[1]) not in targets:
        raise Fault("no sentence of the sample has this number")
    if int(hit[1]) in done.sentences:
        raise Fault(f"sentence {hit[1]} was annotated above")
    done.sentences[int(hit[1])] = []
    return targets[int(hit[1])]


def add_none(target: Target, done: Compiled) -> None:
    if done.sentences[target.row["sentence"]]:
        raise Fault("`-` says that there is no statement, but one stands above")
    done.sentences[target.row["sentence"]] = [{}]


def close(done: Compiled) -> None:
    """Check what only a whole sentence shows: that it says something or `-`, and that `about` names a statement."""
    for number, rows in done.sentences.items():
        if not rows:
            done.faults.append((0, f"sentence {number} has neither a statement nor `-`"))
        for k, row in enumerate(rows, 1):
            line, about = row.pop("line", 0), row.get("about")
            if about is not None and not (1 <= about <= len(rows) and about != k):
                done.faults.append((line, f"about={about}, but statement {k} of {len(rows)} cannot be about that"))
            elif about is not None:
                row["about"] = about - 1
        rows[:] = [row for row in rows if row]


def read_targets(data: Path, numbers: set[int]) -> dict[int, Target]:
    """The drawn sentences of these numbers with their texts."""
    rows = [json.loads(line) for line in SAMPLE.read_text("utf-8").splitlines()]
    targets = {}
    for row in rows:
        if row["sentence"] in numbers:
            (raw,) = find_raw(data, row["set"], [row["document"]])
            kept = {key: row[key] for key in ("sentence", "set", "document", "start", "end")}
            targets[row["sentence"]] = Target(kept, raw.text, Span(row["start"], row["end"]), Span(*row["context"]))
    return targets


def main(data: Path, notes: Path, out: Path) -> int:
    text = notes.read_text("utf-8")
    numbers = {int(n) for n in re.findall(r"^\s*#\s*(\d+)", text, re.M)}
    targets = read_targets(data, numbers)
    done = compile_notes(text, targets)
    for line, what in sorted(done.faults):
        print(f"{notes}:{line}: {what}", file=sys.stderr)
    if done.faults:
        print(f"{len(done.faults)} faults: nothing was written", file=sys.stderr)
        return 1
    rows = [targets[n].row | {"statements": done.sentences[n]} for n in sorted(done.sentences)]
    lines = [json.dumps(row, ensure_ascii=False) for row in rows]
    out.parent.mkdir(parents=True, exist_ok=True)
    out.write_text("\n".join(lines) + "\n", "utf-8")
    total = sum(map(len, done.sentences.values()))
    print(f"{len(done.sentences)} sentences, {total} statements -> {out}")
    return 0


if __name__ == "__main__":
    sys.exit(main(Path(sys.argv[1]), Path(sys.argv[2]), Path(sys.argv[3])))
