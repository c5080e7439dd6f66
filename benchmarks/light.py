"""What the fault harness and the tests of builds share: a pipeline without a parser, small reports, a whole export."""

from __future__ import annotations

import json
import random
import re
import time
from collections.abc import Iterator
from pathlib import Path

from dateline.pipeline import Pipeline
from dateline.types import Document, Span, Statement
from dateline.types.view import View

TYPES = {"attacked": "ASSAULT", "arrested": "COERCE", "protested": "PROTEST"}
TOWNS = ("Arden", "Belmora", "Caster", "Dunholm", "Eskvale", "Farrow")
WORK = 0.004
"""Seconds that reading a report takes beside finding its verbs."""


class LightStage:
    """One statement for each of three verbs; takes about as long for its size as the parser does."""

    name = "statement"
    version = "light"
    needs: tuple[str, ...] = ("blocks",)
    gives = "statements"

    def __call__(self, document: Document) -> tuple[Statement, ...]:
        time.sleep(WORK)
        whole = Span(0, len(document.text))
        return tuple(
            Statement(f"{document.report.id}-{hit.start()}", "event", TYPES[hit[0]], Span(*hit.span()), whole)
            for hit in re.finditer("|".join(TYPES), document.text)
        )


def light() -> Pipeline:
    return Pipeline([LightStage()])


def story(number: int, town: str, verb: str) -> str:
    return (
        f"Rebels {verb} people near {town} on the {number % 27 + 1}th day of the march, the town's mayor said.\n\n"
        f"The road was closed for {number} hours, and shops in {town} stayed shut, according to a trader there. "
        f"Nobody could say who had given the order numbered {number}."
    )


def deliver(folder: Path, count: int, seed: int = 1) -> Path:
    """`count` reports: half of them files, half lines of one file, some of them twice, broken or empty."""
    rng = random.Random(seed)
    folder.mkdir(parents=True, exist_ok=True)
    lines = []
    for k in range(count):
        text = story(k - (k % 9 == 8), rng.choice(TOWNS), rng.choice(sorted(TYPES)))
        day = f"2024-{k % 12 + 1:02}-{k % 28 + 1:02}"
        if k % 2:
            lines.append(json.dumps({"text": text, "published": day, "source": f"paper-{k % 5}"}))
        else:
            (folder / f"{k:05}.txt").write_text(f"Title: Report {k}\nDate: {day}\n\n{text}", "utf-8")
    lines[1::40] = ["{broken"] * len(lines[1::40])
    (folder / "more.jsonl").write_text("\n".join([*lines, lines[0]]), "utf-8")
    (folder / "empty.txt").write_text("", "utf-8")
    return folder


def export(view: View) -> Iterator[str]:
    """Everything that a view shows, a line each, in its order."""
    for name in ("documents", "families", "episodes", "actors", "judgements", "coverage"):
        yield from (f"{name} {item!r}" for item in getattr(view, name)())
    yield from (f"about {key} {value}" for key, value in sorted(view.about().items()))
