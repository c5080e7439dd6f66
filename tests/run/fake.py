"""A pipeline of one stage that does what the report's words say, so that runs can be tested without a parser."""

from __future__ import annotations

import os
import re
import time

from dateline.pipeline import Pipeline
from dateline.types import Document, Span, Statement


class ObedientStage:
    """One statement for each "attacked". "SLEEP n" sleeps, "EAT" takes memory, "DIE" ends the process,
    "STUMBLE" raises."""

    name = "statement"
    version = "0"
    needs: tuple[str, ...] = ("blocks",)
    gives = "statements"

    def __call__(self, document: Document) -> tuple[Statement, ...]:
        if hit := re.search(r"SLEEP ([\d.]+)", document.text):
            time.sleep(float(hit[1]))
        if "EAT" in document.text:
            hoard = [bytearray(8 << 20) for _ in range(64)]
            del hoard
        if "DIE" in document.text:
            os._exit(9)
        if "STUMBLE" in document.text:
            raise KeyError("a stone")
        whole = Span(0, len(document.text))
        return tuple(
            Statement(f"{document.report.id}-{hit.start()}", "event", "ASSAULT", Span(*hit.span()), whole)
            for hit in re.finditer("attacked", document.text)
        )


def obedient() -> Pipeline:
    return Pipeline([ObedientStage()])


def broken() -> Pipeline:
    stage = ObedientStage()
    stage.needs = ("syntax",)
    return Pipeline([stage])
