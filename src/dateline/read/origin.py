"""Maps from one text into another, and from a text into bytes: pieces that are compared, joined and chained.

A map is a list of runs (start, end, source start, source end) in text order. In a linear run the n-th code point
comes from the n-th one of the source; any other run stands for its source as a whole (an entity, an escape).
"""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterable, Sequence

from dateline.read.limit import RUNS
from dateline.types import Run


def is_linear(run: Run) -> bool:
    return run.end - run.start == run.byte_end - run.byte_start


def chain(outer: Iterable[Run], inner: Sequence[Run]) -> list[Run]:
    """Runs from a text into B and from B into C (all in code points) -> runs from the text into C."""
    starts = [run.start for run in inner]
    chained: list[Run] = []
    for run in outer:
        k = max(bisect_right(starts, run.byte_start) - 1, 0)
        parts = []
        while k < len(inner) and inner[k].start < run.byte_end:
            if inner[k].end > run.byte_start:
                parts.append(inner[k])
            k += 1
        if not parts:
            continue
        if is_linear(run):
            chained.extend(clip(part, run) for part in parts)
        else:
            low, high = clip(parts[0], run), clip(parts[-1], run)
            chained.append(Run(run.start, run.end, low.byte_start, high.byte_end))
    return join(chained)


def clip(part: Run, run: Run) -> Run:
    """The piece of `part` (B into C) that the run (text into B) covers, as text into C."""
    start, end = max(part.start, run.byte_start), min(part.end, run.byte_end)
    shift = run.start - run.byte_start
    if is_linear(part):
        move = part.byte_start - part.start
        return Run(start + shift, end + shift, start + move, end + move)
    return Run(start + shift, end + shift, part.byte_start, part.byte_end)


def join(runs: Iterable[Run]) -> list[Run]:
    """Neighbouring linear runs made one; when there are too many runs, all neighbours up to a coarser map."""
    joined: list[Run] = []
    for run in runs:
        last = joined[-1] if joined else None
        if last and last.end == run.start and last.byte_end == run.byte_start and is_linear(last) and is_linear(run):
            joined[-1] = Run(last.start, run.end, last.byte_start, run.byte_end)
        else:
            joined.append(run)
    return joined if len(joined) <= RUNS else coarser(joined)


def coarser(runs: list[Run]) -> list[Run]:
    """The map with every few neighbours joined into one run each."""
    step = len(runs) // RUNS + 2
    groups = (runs[k : k + step] for k in range(0, len(runs), step))
    return [
        Run(g[0].start, g[-1].end, min(r.byte_start for r in g), max(r.byte_end for r in g))
        for g in groups
    ]  # fmt: skip


def to_bytes(runs: Sequence[Run], text: str, base: Sequence[Run], codec: str) -> tuple[Run, ...]:
    """Runs into a decoded text (code points) -> runs into its bytes; `base` maps that text to the bytes.

    A stretch of one base run is linear when its encoded length is that of its bytes.
    """
    locate = Locator(text, base, codec)
    found = []
    for run in split(runs, base):
        low, high = locate(run.byte_start), locate(run.byte_end, end=True)
        if low is not None and high is not None and low <= high:
            found.append(Run(run.start, run.end, low, high))
    return tuple(found)


def split(runs: Sequence[Run], base: Sequence[Run]) -> list[Run]:
    """Linear runs cut where the base map has an edge."""
    if len(base) < 2:
        return list(runs)
    starts = [run.start for run in base]
    pieces: list[Run] = []
    for run in runs:
        k = bisect_right(starts, run.byte_start)
        start, source = run.start, run.byte_start
        while is_linear(run) and k < len(base) and base[k].start < run.byte_end:
            edge = base[k].start
            pieces.append(Run(start, start + edge - source, source, edge))
            start, source, k = start + edge - source, edge, k + 1
        pieces.append(Run(start, run.end, source, run.byte_end))
    return [piece for piece in pieces if piece.end > piece.start]


class Locator:
    """Byte offset of a code point. Asked in rising order it encodes each stretch of the text once."""

    def __init__(self, text: str, base: Sequence[Run], codec: str) -> None:
        self.text, self.base, self.codec = text, base, codec
        self.starts = [run.start for run in base]
        self.run = -1
        self.at = self.byte = 0

    def __call__(self, offset: int, *, end: bool = False) -> int | None:
        """`end` asks for the offset as the end of what stands before it."""
        k = bisect_right(self.starts, offset - 1 if end else offset) - 1
        if k < 0 or offset > self.base[k].end:
            return None
        run = self.base[k]
        if run.end - run.start == 1 or not self.encodes(run):
            return run.byte_end if offset >= run.end else run.byte_start
        if k != self.run or offset < self.at:
            self.run, self.at, self.byte = k, run.start, run.byte_start
        self.byte += len(self.encode(self.at, offset))
        self.at = offset
        return self.byte

    def encodes(self, run: Run) -> bool:
        """Whether the run's text has as many bytes as the run: told by its length alone where that is enough."""
        length = run.byte_end - run.byte_start
        return length >= run.end - run.start

    def encode(self, start: int, end: int) -> bytes:
        errors = "surrogatepass" if self.codec.startswith("utf") else "replace"
        return self.text[start:end].encode(self.codec, errors)
