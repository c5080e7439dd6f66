"""Many reports on the cores of this machine: in input order, each within its limits, none able to stop the rest."""

from __future__ import annotations

import os
import time
from collections import deque
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass, field, replace
from multiprocessing import get_context
from multiprocessing.connection import Connection, wait
from pathlib import Path
from typing import Any, NamedTuple, cast

from dateline.errors import DatelineError, PipelineError
from dateline.read.delivery import Delivery
from dateline.read.failure import Failure
from dateline.read.folder import deliveries
from dateline.read.format import choose
from dateline.run.one import day
from dateline.run.reading import Known
from dateline.run.worker import OUT_OF_MEMORY, STOPPED, Item, Job, Opened, Product, Settings, too_long, too_much, work
from dateline.types import Report

AHEAD = 4
"""Deliveries a worker that are begun before the first of them is done."""
HELD = 64
"""Read reports of one part that wait for their turn before its worker is made to wait."""
LARGE = 256 << 10
"""Bytes from which a delivery of many reports is shared out among the workers."""
SINGLE = ("html", "text")
"""Formats whose deliveries hold one report."""
DONE = -1
STRIPES = 8
"""Most workers that share one delivery: each has to step over the others' reports."""
WARMING = 120.0
"""Seconds a worker may take to load its models."""
TRIES = 3
"""Workers that must die of a report before it fails: a worker can be killed for what others do."""


Source = Delivery | Opened | Failure | Known
"""What a crew is given; the last two are passed on in their turn."""


class Outcome(NamedTuple):
    """Report `number` of delivery `delivery` (both from 0): read, or why not; `report` once it was opened."""

    delivery: int
    number: int
    item: Product
    report: Report | None = None


def read_many(
    sources: Iterable[str | Path | bytes], *, workers: int | None = None, settings: Settings | None = None,
    columns: Mapping[str, str] | None = None, published: str | None = None,
) -> Iterator[Item]:  # fmt: skip
    """The document or the failure of every report of the sources (paths, folders, "-", bytes), in order.

    Runs in worker processes, one a core unless `workers` says fewer, so a script that calls this needs the usual
    `if __name__ == "__main__":`. The same input gives the same documents for any number of workers.
    """
    settings = replace(settings or Settings(), published=day(published) or (settings.published if settings else None))
    like = Delivery("", columns=columns or {})
    found = (d for source in sources for d in delivered(source, like))
    return (cast(Item, outcome.item) for outcome in Crew(settings, workers).read(found))


def count_cores() -> int:
    """Cores that this process may use."""
    return len(os.sched_getaffinity(0)) if hasattr(os, "sched_getaffinity") else os.cpu_count() or 1


def holds_many(delivery: Delivery) -> bool:
    """Whether its format is one of many reports; what cannot be opened is left for a worker to say."""
    try:
        return choose(delivery, delivery.head()).name not in SINGLE
    except (DatelineError, OSError, ValueError):
        return False


def delivered(source: str | Path | bytes, like: Delivery) -> Iterator[Delivery | Failure]:
    if isinstance(source, bytes):
        yield replace(like, name="<bytes>", data=source)
    else:
        yield from deliveries([source], like=like)


@dataclass(slots=True)
class Part:
    """A job with what has come of it. `at` is the number of the report in hand, `opened` what is known of it once it
    is open, `deaths` how many workers died of it; `end` the number of reports in the delivery once known."""

    job: Job
    items: dict[int, tuple[Product, Report | None]] = field(default_factory=dict)
    at: int = 0
    opened: Report | None = None
    deaths: int = 0
    end: int | None = None
    last: Failure | Known | None = None

    @property
    def name(self) -> str:
        """Of the delivery."""
        given = self.job.delivery
        return given.name if isinstance(given, Delivery) else given.documents[0].report.path


@dataclass(slots=True)
class Group:
    """A delivery in its parts; `at` is the number of the next report to hand out."""

    number: int
    parts: list[Part]
    at: int = 0
    done: bool = False

    def ready(self) -> Iterator[Outcome]:
        """The outcomes whose turn has come; sets `done` after the last."""
        while not self.done:
            part = self.parts[self.at % len(self.parts)]
            if self.at in part.items:
                yield Outcome(self.number, self.at, *part.items.pop(self.at))
                self.at += 1
            elif part.end is not None and self.at >= part.end:
                self.done = True
                if part.last:
                    yield Outcome(self.number, self.at, part.last)
            else:
                return


@dataclass(slots=True)
class Worker:
    process: Any
    pipe: Connection
    part: Part | None = None
    ready: bool = False
    since: float = 0.0


class Crew:
    """Worker processes, started as work comes in; one that is stopped or dies is replaced.

    `cores`, where given, stands for those that this process may use. A crew that `stays` keeps its workers after a
    reading that came to its end, for the next one; `stop` ends them. `idle` is called some times a second.
    """

    def __init__(
        self, settings: Settings, workers: int | None = None, *, cores: int | None = None, stays: bool = False,
        idle: Callable[[], None] = lambda: None,
    ) -> None:  # fmt: skip
        self.settings, self.stays, self.idle = settings, stays, idle
        cores = cores or count_cores()
        self.most = min(workers or cores, cores)
        self.workers: list[Worker] = []
        self.waiting: deque[Part] = deque()

    def read(self, found: Iterable[Source], skip: Mapping[int, int] | None = None) -> Iterator[Outcome]:
        """The outcomes of all deliveries in order. `skip` says how many reports of a delivery, by its number, are
        done already; DONE when all are."""
        coming = enumerate(found)
        groups: deque[Group] = deque()
        skip, ended = skip or {}, False
        try:
            while True:
                while len(groups) < AHEAD * self.most and (entry := next(coming, None)):
                    if skip.get(entry[0]) != DONE:
                        groups.append(self.group(*entry, skip.get(entry[0], 0)))
                if not groups:
                    ended = True
                    return
                yield from groups[0].ready()
                if groups[0].done:
                    groups.popleft()
                else:
                    self.step()
        finally:
            if not (ended and self.stays):
                self.stop()

    def group(self, number: int, delivery: Source, skip: int) -> Group:
        if isinstance(delivery, Failure | Known):
            return Group(number, [Part(Job(Delivery("")), end=skip, last=None if skip else delivery)], skip)
        large = isinstance(delivery, Delivery) and delivery.size >= LARGE and holds_many(delivery)
        stripes = min(self.most, STRIPES) if large else 1
        parts = [Part(Job(delivery, k, stripes, skip), at=skip) for k in range(stripes)]
        self.waiting.extend(parts)
        return Group(number, parts, skip)

    def step(self) -> None:
        """Give out work, hear what the workers say, and stop those that overstep."""
        self.idle()
        self.engage()
        heard = {w.pipe: w for w in self.workers if w.part is None or len(w.part.items) < HELD}
        for worker in self.workers:
            if worker.pipe not in heard:
                worker.since = time.monotonic()
        for pipe in wait(list(heard), timeout=0.1):
            self.hear(heard[pipe])  # type: ignore[index]
        for worker in list(self.workers):
            self.watch(worker)

    def engage(self) -> None:
        for worker in self.workers:
            if worker.ready and worker.part is None and self.waiting:
                self.hand(worker, self.waiting.popleft())
        loading = sum(not worker.ready for worker in self.workers)
        while len(self.waiting) > loading and len(self.workers) < self.most:
            self.workers.append(self.start())
            loading += 1

    def hand(self, worker: Worker, part: Part) -> None:
        """Give a part to a worker; when that has died in the meantime, the part goes back."""
        job = part.job
        try:
            bare = replace(job.delivery, keep=None) if isinstance(job.delivery, Delivery) else job.delivery
            worker.pipe.send(replace(job, delivery=bare))
        except OSError:
            self.waiting.appendleft(part)  # `hear` will find the pipe closed and let the worker go
        else:
            worker.part, worker.since = part, time.monotonic()

    def start(self) -> Worker:
        context = get_context("spawn")  # a fork would copy the locks of the threads of Arrow and of BLAS
        ours, theirs = context.Pipe()
        process = context.Process(target=work, args=(theirs, self.settings), daemon=True)
        process.start()
        theirs.close()
        return Worker(process, ours, since=time.monotonic())

    def hear(self, worker: Worker) -> None:
        """Take one message of a worker."""
        try:
            kind, *rest = worker.pipe.recv()
        except (EOFError, OSError):
            worker.process.join(5)
            code = worker.process.exitcode
            full = too_much(self.settings.memory)
            died = code != OUT_OF_MEMORY
            self.lose(worker, f"ended the process that read it (exit code {code})" if died else full, died)
            return
        if kind == "broken":
            raise PipelineError(f"the stages could not be loaded: {rest[0]}")
        worker.ready = True
        part = worker.part
        if part is None:
            return
        if kind == "opened":
            part.at, part.opened = rest
            return  # the clock runs on: opening counts as reading
        worker.since = time.monotonic()
        if kind == "end":
            part.end, worker.part = rest[0], None
            return
        if kind == "item":
            part.items[rest[0]] = rest[1], part.opened
        if rest[0] >= part.job.skip:  # what a second worker steps over says nothing about the report in hand
            part.at, part.opened, part.deaths = rest[0] + 1, None, 0

    def watch(self, worker: Worker) -> None:
        """Stop a worker whose report takes too long or too much; reports beyond are failures, loading is an error."""
        taken = time.monotonic() - worker.since
        if worker.part is None:
            if not worker.ready and taken > WARMING:
                worker.process.kill()
                self.lose(worker, "")
        elif taken > self.settings.seconds:
            worker.process.kill()
            self.lose(worker, too_long(self.settings.seconds))

    def lose(self, worker: Worker, reason: str, died: bool = False) -> None:
        """Let a worker go; the report in its hands fails, or is tried again when the worker died; the rest of its
        part goes to another."""
        self.workers.remove(worker)
        worker.pipe.close()
        worker.process.join(5)
        part = worker.part
        if part is None:
            if not worker.ready:
                raise PipelineError(
                    f"a worker process could not load the stages (exit code {worker.process.exitcode})",
                    cure="free some memory, or give fewer --workers",
                )
            return
        part.deaths += died
        if died and part.deaths < TRIES:
            self.resume(part)
        elif part.opened:
            part.items[part.at] = Failure(part.opened.path or part.name, reason, STOPPED), part.opened
            part.at, part.deaths = part.at + 1, 0
            self.resume(part)
        else:
            after = "; what follows it was not read" if part.at else ""
            part.end, part.last = part.at, Failure(part.name, reason + after, STOPPED)

    def resume(self, part: Part) -> None:
        part.opened = None
        part.job = replace(part.job, skip=part.at)
        self.waiting.appendleft(part)

    def stop(self) -> None:
        for worker in self.workers:
            worker.process.kill()
        for worker in self.workers:
            worker.process.join(5)
            worker.pipe.close()
        self.workers.clear()

