"""Many reports on a Ray cluster: the same outcomes in the same order as `Crew` gives, whatever node or worker is lost.

The driver takes deliveries of many reports apart and sends out small chunks with their bytes, so the nodes share no
disk. Each Ray worker reads its chunks through a crew of one process, so a report has the same limits and the same
failures everywhere; a chunk whose worker or node is lost goes to another.
"""

from __future__ import annotations

import os
from collections import deque
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, field, replace
from typing import Any

from dateline import __version__
from dateline.errors import DatelineError
from dateline.read.delivery import Delivery
from dateline.read.failure import Failure
from dateline.read.format import open_documents
from dateline.read.limit import TEXT
from dateline.run.local import Crew, Outcome, Source, holds_many
from dateline.run.reading import Keys, Known
from dateline.run.worker import Opened, Product, Settings
from dateline.types import Report

CHUNK = 8
"""Reports that travel together."""
HEAVY = 1 << 20
"""Bytes after which a chunk is full."""
AHEAD = 4
"""Chunks under way for each core of the cluster."""
RETRIES = 20
"""Workers or nodes a chunk may lose: reports that are too much end the crew's process, not the worker."""
TICK = 0.2

Made = list[tuple[int, Product, Report | None]]
CREWS: list[Crew] = []


@dataclass(slots=True)
class Chunk:
    """Outcomes in order: those already known, and for the others (None) the places of `pieces` that will fill them."""

    outcomes: list[Outcome | tuple[int, int]] = field(default_factory=list)
    pieces: list[Delivery | Opened] = field(default_factory=list)
    weight: int = 0
    made: Any = None

    def put(self, delivery: int, number: int, piece: Source) -> None:
        if isinstance(piece, Failure | Known):
            self.outcomes.append(Outcome(delivery, number, piece))
            return
        self.outcomes.append((delivery, number))
        self.pieces.append(piece)
        self.weight += piece.size if isinstance(piece, Delivery) else sum(len(d.text) for d in piece.documents)

    @property
    def full(self) -> bool:
        return len(self.pieces) >= CHUNK or self.weight >= HEAVY or len(self.outcomes) >= 8 * CHUNK


class Cluster:
    """The cluster at RAY_ADDRESS, the one this process is connected to, or a new one on this machine.

    `workers` is the most that read at once; all cores of the cluster unless it says fewer.
    """

    def __init__(self, settings: Settings, workers: int | None = None) -> None:
        self.ray = need_ray()
        self.settings = settings
        self.idle: Callable[[], None] = lambda: None
        if not self.ray.is_initialized():
            self.ray.init(address=os.environ.get("RAY_ADDRESS"), log_to_driver=False, logging_level="ERROR")
        self.workers = workers
        self.task = self.ray.remote(max_retries=RETRIES)(read_chunk)

    @property
    def most(self) -> int:
        """Chunks under way at once; a cluster may grow and shrink meanwhile."""
        cores = int(self.ray.cluster_resources().get("CPU", 1)) or 1
        return self.workers if self.workers and self.workers < cores else AHEAD * cores

    def read(self, found: Iterable[Source]) -> Iterator[Outcome]:
        """The outcomes of all deliveries in order."""
        settings = self.ray.put(replace(self.settings, known=Keys()))
        underway: deque[Chunk] = deque()
        coming = self.chunks(found)
        try:
            while True:
                while len(underway) < self.most and (chunk := next(coming, None)):
                    if chunk.pieces:
                        chunk.made = self.task.remote(chunk.pieces, settings, __version__)
                    underway.append(chunk)
                if not underway:
                    return
                yield from self.finish(underway.popleft())
        finally:
            for chunk in underway:
                if chunk.made is not None:
                    self.ray.cancel(chunk.made)

    def finish(self, chunk: Chunk) -> Iterator[Outcome]:
        """The outcomes of a chunk once they are all there."""
        made: Iterator[Made] = iter(())
        if chunk.made is not None:
            while not self.ray.wait([chunk.made], timeout=TICK)[0]:
                self.idle()
            made = iter(self.fetch(chunk.made))
        for outcome in chunk.outcomes:
            if isinstance(outcome, Outcome):
                yield outcome
            else:
                delivery, first = outcome
                yield from (Outcome(delivery, first + number, item, report) for number, item, report in next(made))

    def fetch(self, made: Any) -> list[Made]:
        try:
            return list(self.ray.get(made))
        except self.ray.exceptions.RayTaskError as error:
            cause = error.cause if isinstance(error.cause, DatelineError) else error
            raise DatelineError(f"a Ray worker could not read: {cause}") from error
        except self.ray.exceptions.RayError as error:
            what = f"Ray gave up a chunk of reports: {type(error).__name__}"
            raise DatelineError(what, cure="look at the cluster's nodes, then give the same command again") from error

    def chunks(self, found: Iterable[Source]) -> Iterator[Chunk]:
        chunk = Chunk()
        for delivery, source in enumerate(found):
            for number, piece in self.pieces(source):
                chunk.put(delivery, number, piece)
                if chunk.full:
                    yield chunk
                    chunk = Chunk()
        if chunk.outcomes:
            yield chunk

    def pieces(self, source: Source) -> Iterator[tuple[int, Source]]:
        """What is sent out, or passed on, of a delivery, with the number of its first report."""
        if not isinstance(source, Delivery):
            yield 0, source
        elif source.size <= TEXT and not holds_many(source) and (carried := carry(source)):
            yield 0, carried
        else:
            for number, item in enumerate(open_documents(source)):
                if isinstance(item, Failure):
                    yield number, item
                elif item.report.id in self.settings.known:
                    yield number, Known(item.report.id, item.report.size)
                else:
                    yield number, Opened((item,))


def carry(delivery: Delivery) -> Delivery | None:
    """The delivery with its bytes; None when they cannot be had."""
    try:
        return replace(delivery, data=delivery.read(TEXT), file=None, keep=None)
    except (DatelineError, OSError):
        return None


def read_chunk(pieces: list[Delivery | Opened], settings: Settings, version: str) -> list[Made]:
    """Runs on the cluster: what came of each piece."""
    if version != __version__:
        what = f"a node has dateline {__version__}, the driver {version}"
        raise DatelineError(what, cure="install the same version on every node")
    made: list[Made] = [[] for _ in pieces]
    for outcome in crew_of(settings).read(pieces):
        made[outcome.delivery].append((outcome.number, outcome.item, outcome.report))
    return made


def crew_of(settings: Settings) -> Crew:
    """The crew of this Ray worker, kept from chunk to chunk, for its models take seconds to load."""
    if not CREWS or CREWS[0].settings != settings:
        for crew in CREWS:
            crew.stop()
        CREWS[:] = [Crew(settings, 1, stays=True)]
    return CREWS[0]


def need_ray() -> Any:
    """The ray module; DatelineError when it is not installed."""
    try:
        import ray
    except ImportError as error:
        cure = "pip install 'dateline[ray]', or leave --runner out"
        raise DatelineError("Ray is not installed", cure=cure) from error
    return ray
