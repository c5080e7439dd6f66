"""A worker process: takes jobs from a pipe, reads their reports one by one, and says at each step where it is."""

from __future__ import annotations

import contextlib
import os
import signal
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field, replace
from multiprocessing.connection import Connection

from dateline.errors import DatelineError
from dateline.pipeline import Pipeline
from dateline.read.delivery import Delivery
from dateline.read.failure import Failure
from dateline.run.reading import Keys, Known, reading_of
from dateline.types import Document
from dateline.types.reading import Reading

Item = Document | Failure
Product = Document | Failure | Reading | Known
"""What comes of a report: `Item` where documents are asked for, readings where a record is built."""
MIB = 1 << 20
OUT_OF_MEMORY = 75
"""Exit code of a worker that reached its limit."""


@dataclass(frozen=True, slots=True)
class Settings:
    """What holds for every report of a run. `seconds` and `memory` (bytes) are the most that one may take;
    `pipeline` is a function at the top of a module, None for the default recipe. With a `recipe` each report becomes
    a Reading under that name, and those whose keys are in `known` are passed over."""

    seconds: float = 10.0
    memory: int = 1024 * MIB
    published: str | None = None
    pipeline: Callable[[], Pipeline] | None = None
    recipe: str | None = None
    known: Keys = field(default_factory=Keys)


@dataclass(frozen=True, slots=True)
class Opened:
    """Unread documents of a delivery that was opened elsewhere."""

    documents: tuple[Document, ...]

    def __iter__(self) -> Iterator[Item]:
        return iter(self.documents)


@dataclass(frozen=True, slots=True)
class Job:
    """The reports of a delivery from number `skip` on whose number is `stripe` modulo `stripes`."""

    delivery: Delivery | Opened
    stripe: int = 0
    stripes: int = 1
    skip: int = 0


def work(pipe: Connection, settings: Settings) -> None:
    """The life of a worker. Sends ("ready",) or ("broken", why), then for each job ("passed", n),
    ("opened", n, report), ("item", n, product), and last ("end", count). The pipe's end is the worker's end."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)  # the parent hears Ctrl-C and ends its workers itself
    for name in ("OMP_NUM_THREADS", "OPENBLAS_NUM_THREADS", "MKL_NUM_THREADS"):
        os.environ.setdefault(name, "1")  # one core a worker
    from dateline.run.one import default_pipeline

    with contextlib.suppress(EOFError, BrokenPipeError, ConnectionResetError):
        try:
            pipeline = (settings.pipeline or default_pipeline)()
            warm(pipeline)
        except Exception as error:
            said = isinstance(error, DatelineError)
            pipe.send(("broken", str(error) if said else f"{type(error).__name__}: {error} - install dateline anew"))
            return
        allow(settings.memory)
        pipe.send(("ready",))
        try:
            while (job := pipe.recv()) is not None:
                read_job(job, pipe, pipeline, settings)
        except MemoryError:
            os._exit(OUT_OF_MEMORY)


def warm(pipeline: Pipeline) -> None:
    """Load what readers and stages load on first use, so that no report is charged for it."""
    from dateline.read.format import open_documents

    for document in open_documents(Delivery("warm.txt", data=b"The council met in Paris on Monday.\n")):
        if isinstance(document, Document):
            pipeline(document)


def allow(memory: int) -> None:
    """Let this process take so many bytes beyond what it holds now; beyond them Python raises MemoryError."""
    with contextlib.suppress(ImportError, OSError, ValueError):
        import resource

        with open("/proc/self/statm", encoding="ascii") as numbers:
            held = int(numbers.read().split()[0]) * resource.getpagesize()
        hard = resource.getrlimit(resource.RLIMIT_AS)[1]
        resource.setrlimit(resource.RLIMIT_AS, (held + memory, hard))


def read_job(job: Job, pipe: Connection, pipeline: Pipeline, settings: Settings) -> None:
    from dateline.read.format import open_documents
    from dateline.run.one import state

    count = 0
    for number, item in enumerate(job.delivery if isinstance(job.delivery, Opened) else open_documents(job.delivery)):
        count = number + 1
        if number < job.skip or number % job.stripes != job.stripe:
            pipe.send(("passed", number))
            continue
        if isinstance(item, Document) and item.report.id in settings.known:
            pipe.send(("item", number, Known(item.report.id, item.report.size)))
            continue
        product: Product = item
        if isinstance(item, Document):
            item = state(item, settings.published)
            pipe.send(("opened", number, item.report))
            product = read_document(item, pipeline, settings)
        pipe.send(("item", number, product))
    pipe.send(("end", count))


def read_document(document: Document, pipeline: Pipeline, settings: Settings) -> Product:
    """What was read, or why it could not be."""
    from dateline.run.one import finish

    where = document.report.path or document.report.id
    try:
        read = finish(pipeline(document))
        return slim(read) if settings.recipe is None else reading_of(read, slim(read), settings.recipe)
    except MemoryError:
        raise  # there is none left to say so with: `work` ends the process
    except Exception as error:  # a stage met what it does not expect: the rest of the batch must go on
        words = f"{type(error).__name__}: {str(error)[:160]}"
        return Failure(where, f"could not be read: {words}", "leave it out and report this line")


STOPPED = "split it, or raise --limit-seconds or --limit-memory"


def too_much(memory: int) -> str:
    return f"needed more than {memory // MIB} MB and was stopped"


def too_long(seconds: float) -> str:
    return f"took more than {seconds:g} s and was stopped"


def slim(document: Document) -> Document:
    """The document with the layers that writers use; the others would only be carried from process to process."""
    return replace(
        document, origin=(), syntax=None, hints=None, quotations=(), times=(), quantities=(), mentions=(), places=(),
        attributions=(),
    )  # fmt: skip
