"""Reports into a record: what it does not hold yet is read, appended in batches, and linked at the end."""

from __future__ import annotations

import time
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass, field, replace
from typing import Protocol

from dateline.errors import DatelineError
from dateline.pipeline import Pipeline
from dateline.read.delivery import Delivery
from dateline.read.failure import Failure
from dateline.read.folder import STDIN, Skipped, deliveries
from dateline.read.limit import PAGE
from dateline.run.gauge import Gauge
from dateline.run.link import Linked, link
from dateline.run.local import Crew, Outcome, Source
from dateline.run.reading import Keys, Known, failed_reading, key_of, key_of_bytes, recipe_of
from dateline.run.restore import is_restored, restore
from dateline.run.tally import Tally, span
from dateline.run.worker import Settings
from dateline.types.reading import Reading

BATCH = 48
"""Most readings that wait to be appended."""
PAUSE = 1.0
"""Most seconds that a reading waits."""
RUNNERS = ("local", "ray")


class Reader(Protocol):
    """Reads many deliveries in order: `Crew` on this machine, `Cluster` on many."""

    idle: Callable[[], None]

    def read(self, found: Iterable[Source]) -> Iterator[Outcome]: ...


@dataclass(slots=True)
class Building:
    """What is asked for. `into` is a path; `retry` tries again what failed before;
    `cores` stands for those of this machine where given."""

    sources: list[str]
    into: str
    columns: Mapping[str, str] = field(default_factory=dict)
    workers: int | None = None
    settings: Settings = field(default_factory=Settings)
    runner: str = "local"
    retry: bool = False
    cores: int | None = None


class Build:
    """Carries out a building. Stopped at any point, the record holds every batch that was appended, and the same
    order goes on with the rest."""

    def __init__(self, order: Building, tally: Tally) -> None:
        self.order, self.tally = order, tally
        self.skipped = Skipped()
        self.like = Delivery("", columns=order.columns)
        self.given = list(deliveries([STDIN], like=self.like)) if STDIN in order.sources else []
        pipeline = (order.settings.pipeline or Pipeline)()
        self.recipe = recipe_of(pipeline, order.settings.published, order.columns)
        self.batch: list[Reading] = []
        self.appended = time.monotonic()
        self.open: dict[int, Delivery] = {}
        self.archives: dict[str, Delivery] = {}

    def execute(self) -> Linked:
        """Raises DatelineError for an order that cannot be carried out; KeyboardInterrupt once what is read is safe."""
        from dateline.store.store import Store

        with Store(self.order.into, create=True) as self.store:
            self.failed = self.store.failed(self.recipe)
            known = self.store.known(self.recipe)
            self.known = Keys(known - self.failed if self.order.retry else known)
            try:
                self.read(self.reader(replace(self.order.settings, recipe=self.recipe, known=self.known)))
            except KeyboardInterrupt:
                self.flush()
                raise
            finally:
                self.tally.clear()
            return self.link()

    def link(self) -> Linked:
        return link(self.store, self.tally)

    def reader(self, settings: Settings) -> Reader:
        if self.order.runner == "ray":
            from dateline.run.ray import Cluster

            return Cluster(settings, self.order.workers)
        if self.order.runner != "local":
            raise DatelineError(f"there is no runner {self.order.runner!r}", cure=f"use one of {', '.join(RUNNERS)}")
        return Crew(settings, self.order.workers, cores=self.order.cores)

    def read(self, reader: Reader) -> None:
        self.gauge = Gauge(sum(delivery.size for delivery in self.found() if isinstance(delivery, Delivery)))
        self.skipped.hidden = 0
        for archive in self.archives.values():
            restore(archive, self.store, self.tally)
        reader.idle = self.rest
        for outcome in reader.read(self.unknown()):
            self.take(outcome)
            self.rest()
        self.flush()
        self.tally.skipped = self.skipped.hidden

    def found(self) -> Iterator[Delivery | Failure]:
        """Every delivery to read, those to restore set aside; the sources are walked twice rather than held."""
        for source in self.order.sources:
            given = self.given if source == STDIN else deliveries([source], like=self.like, skipped=self.skipped)
            for delivery in given:
                if isinstance(delivery, Delivery) and (delivery.name in self.archives or is_restored(delivery)):
                    self.archives[delivery.name] = delivery
                else:
                    yield delivery

    def unknown(self) -> Iterator[Source]:
        """The deliveries; a file whose very bytes are a report that the record holds is passed over unopened."""
        for number, delivery in enumerate(self.found()):
            if isinstance(delivery, Failure):
                yield delivery
                continue
            self.gauge.expect(number, delivery.size)
            self.open[number] = delivery
            key = key_of_bytes(delivery) if len(self.known) and delivery.size <= PAGE else None
            yield Known(key, delivery.size) if key and key in self.known else delivery

    def take(self, outcome: Outcome) -> None:
        """Count an outcome and put its reading into the batch."""
        item = outcome.item
        for number in [number for number in self.open if number < outcome.delivery]:
            del self.open[number]
        self.gauge.take(outcome)
        if isinstance(item, Failure) and outcome.delivery in self.open:
            key = key_of(item, self.open[outcome.delivery], outcome.report)
            item = Known(key) if key in self.known else failed_reading(item, key, outcome.report, self.recipe)
        if isinstance(item, Known) and item.key in self.failed:
            self.tally.failed_before += 1
            return
        self.tally.add(item)
        if isinstance(item, Reading):
            self.batch.append(item)

    def rest(self) -> None:
        """What is due from time to time: the batch, the live line."""
        if len(self.batch) >= BATCH or (self.batch and time.monotonic() - self.appended >= PAUSE):
            self.flush()
        if self.tally.due:
            self.tally.draw(self.told())

    def flush(self) -> None:
        if self.batch:
            self.store.append(self.batch, again=self.order.retry)
            self.batch.clear()
        self.appended = time.monotonic()

    def told(self) -> list[str]:
        tally, gauge = self.tally, self.gauge
        parts = [f"{tally.read} read", f"{tally.failed} failed", f"{tally.statements} statements"]
        if tally.known:
            parts.insert(2, f"{tally.known} known already")
        if gauge.rate:
            parts.append(f"{gauge.rate:.1f} a second")
        if gauge.left is not None:
            parts.append(f"about {span(gauge.left)} of reading left")
        elif gauge.total:
            parts.append(f"{100 * gauge.done / gauge.total:.0f} % of the bytes")
        return parts
