"""A whole build beside reading alone, and what a record of many reports costs: time, memory, questions.

    python benchmarks/record.py build [--reports 1000] [--slices 5] [--workers N]
    python benchmarks/record.py grow [--reports 100000] [--distinct 2000] [--write docs/benchmarks]

build  reads slices of real texts (../shared/data, or the examples where that is absent) in turn without a record and
       into one, then links; the ratio of the two is the throughput of the whole build relative to reading alone
grow   measures all but the reading. It reads `distinct` texts once and varies their readings: other ids, days and
       words (each exchanged for one of the same length), and every third is a reprint with another foot. Appends and
       links at a tenth, a quarter, a half and the whole; asks the record at the end; writes record.csv and record.svg

Processor seconds are of this process and its workers: on a machine with other work they tell more than the clock.
"""

from __future__ import annotations

import argparse
import csv
import io
import json
import os
import pickle
import random
import re
import resource
import statistics
import sys
import tempfile
import threading
import time
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field, replace
from datetime import date, timedelta
from hashlib import sha256
from itertools import islice
from pathlib import Path

ROOT = Path(__file__).resolve().parents[1]
sys.path.insert(0, str(ROOT))

from benchmarks.curve import draw  # noqa: E402

from dateline.link.sketch import sketch  # noqa: E402
from dateline.pipeline import Pipeline  # noqa: E402
from dateline.read.folder import deliveries  # noqa: E402
from dateline.run.build import BATCH, Build, Building  # noqa: E402
from dateline.run.link import Linked, link  # noqa: E402
from dateline.run.local import Crew  # noqa: E402
from dateline.run.reading import recipe_of  # noqa: E402
from dateline.run.tally import Tally  # noqa: E402
from dateline.run.worker import Settings  # noqa: E402
from dateline.store.store import Store  # noqa: E402
from dateline.types.reading import Candidate, Reading  # noqa: E402
from dateline.types.view import Query  # noqa: E402

SHARED = Path(os.environ.get("DATELINE_SHARED", ROOT.parent / "shared"))
WORDS = 60
"""Fewer make no report."""
WORD = re.compile(r"\b[a-z]{5,}\b")
SHARES = (0.1, 0.25, 0.5, 1.0)
QUERIES = {
    "type and country": Query(type=("ASSAULT",), country=("IRN",), limit=100),
    "actor and period": Query(actor=("Reagan",), since="1987-03-01", until="1987-12-31", limit=100),
    "source and status": Query(source=("Reuters 7",), status=("actual",), limit=100),
    "text": Query(text="oil tanker", limit=100),
    "text and type": Query(text="missile", type=("ASSAULT",), limit=100),
}


def real_texts() -> Iterator[dict[str, str]]:
    """Records with text, title, day and source."""
    for path in sorted((SHARED / "data" / "reuters21578" / "data" / "full").glob("*.json")):
        for item in json.loads(path.read_text("utf-8")):
            yield record(item.get("body"), item.get("title"), item.get("date"), "Reuters")
    for path in sorted((SHARED / "data" / "news_clusters" / "data").glob("*.json")):
        item = json.loads(path.read_text("utf-8"))
        yield record(item.get("text"), item.get("title"), item.get("date_publish"), item.get("source_domain"))


def record(text: str | None, title: str | None, day: str | None, source: str | None) -> dict[str, str]:
    given = {"text": text, "title": title, "published": day, "source": source}
    return {name: words for name, words in given.items() if words}


def corpus(count: int) -> list[dict[str, str]]:
    found = [item for item in real_texts() if len(item.get("text", "").split()) >= WORDS]
    if not found:
        found = [{"text": path.read_text("utf-8")} for path in sorted((ROOT / "examples").glob("*.txt"))]
    random.Random(1).shuffle(found)
    return [{**found[k % len(found)], "url": f"https://example.org/{k}"} for k in range(count)]


def write_slices(folder: Path, items: list[dict[str, str]], slices: int) -> list[Path]:
    paths = []
    for k in range(slices):
        paths.append(folder / f"{k:03}.jsonl")
        paths[-1].write_text("\n".join(map(json.dumps, items[k::slices])), "utf-8")
    return paths


@dataclass(slots=True)
class Clock:
    """Wall and processor seconds of what ran inside `with`."""

    wall: float = 0.0
    processor: float = 0.0
    began: tuple[float, float] = (0.0, 0.0)

    def __enter__(self) -> Clock:
        self.began = time.perf_counter(), processor_seconds()
        return self

    def __exit__(self, *error: object) -> None:
        self.wall += time.perf_counter() - self.began[0]
        self.processor += processor_seconds() - self.began[1]


def processor_seconds() -> float:
    """Of this process and of its workers that have ended."""
    used = [resource.getrusage(who) for who in (resource.RUSAGE_SELF, resource.RUSAGE_CHILDREN)]
    return sum(one.ru_utime + one.ru_stime for one in used)


@dataclass(slots=True)
class Watch:
    """Resident megabytes of this process and of each child over time: rows of (seconds, process, megabytes)."""

    rows: list[tuple[float, str, float]] = field(default_factory=list)
    ended: threading.Event = field(default_factory=threading.Event)

    def __enter__(self) -> Watch:
        threading.Thread(target=self.look, daemon=True).start()
        return self

    def __exit__(self, *error: object) -> None:
        self.ended.set()

    def look(self) -> None:
        began = time.perf_counter()
        while not self.ended.wait(1.0):
            for name, pid in (("parent", os.getpid()), *(("worker", child) for child in children())):
                self.rows.append((time.perf_counter() - began, name, resident(pid)))

    def told(self, name: str) -> str:
        """First and last tenth of what a kind of process held, and the most."""
        held = [megabytes for _, process, megabytes in self.rows if process == name and megabytes > 100]
        if len(held) < 10:
            return f"{name}: too short to tell"
        tenth = len(held) // 10
        early, late = statistics.median(held[tenth : 2 * tenth]), statistics.median(held[-tenth:])
        return f"{name}: {early:.0f} MB early, {late:.0f} MB late, {max(held):.0f} MB at most"


def children() -> list[int]:
    told = Path(f"/proc/self/task/{os.getpid()}/children")
    return [int(pid) for pid in told.read_text("ascii").split()] if told.exists() else []


def resident(pid: int) -> float:
    try:
        return int(Path(f"/proc/{pid}/statm").read_text("ascii").split()[1]) * resource.getpagesize() / 2**20
    except OSError:
        return 0.0


def build(reports: int, slices: int, workers: int | None) -> None:
    items = corpus(reports)
    alone, whole = Clock(), Clock()
    with tempfile.TemporaryDirectory(prefix="dateline-record-") as folder:
        into = str(Path(folder) / "r.dateline")
        statements = 0
        with Watch() as watch:
            for path in write_slices(Path(folder), items, slices):
                with alone:
                    for _ in Crew(Settings(), workers).read(deliveries([path])):
                        pass
                with whole:
                    run = Unlinked(Building([str(path)], into, workers=workers), Tally(out=io.StringIO()))
                    run.execute()
                statements += run.tally.statements
                print(f"{path.name}: alone {alone.processor:.1f} s, into a record {whole.processor:.1f} s", flush=True)
            linking = Clock()
            with linking, Store(into) as store:
                linked = link(store, Tally(out=io.StringIO()))
        print(f"{reports} reports, {statements} statements; {linked}")
        for name in ("wall", "processor"):
            read, built, last = (1000 * getattr(clock, name) / reports for clock in (alone, whole, linking))
            print(
                f"{name}: reading {read:.1f} ms a report, into a record {built:.1f}, linking {last:.2f}; "
                f"throughput of the whole {100 * read / (built + last):.1f} %"
            )
        print(f"{watch.told('parent')}; {watch.told('worker')}; {size_of(into) / reports / 1024:.1f} KB a report")


class Unlinked(Build):
    """A build of one slice of many: linking waits for the last."""

    def link(self) -> Linked:
        return Linked()


def size_of(record: str) -> int:
    return sum(path.stat().st_size for path in Path(record).parent.glob(Path(record).name + "*"))


def readings(distinct: int, recipe: str) -> list[Reading]:
    """Of real texts, read once."""
    with tempfile.TemporaryDirectory() as folder:
        write_slices(Path(folder), corpus(distinct), 4)
        crew = Crew(Settings(recipe=recipe))
        made = [outcome.item for outcome in crew.read(deliveries([folder]))]
    return [item for item in made if isinstance(item, Reading) and item.document]


class Mill:
    """Many readings from few. Reading `number` is that of text number % distinct in its generation, number // distinct:
    each has words of its own, so that no two generations are of one family, and days of its own."""

    def __init__(self, base: list[Reading]) -> None:
        self.base = [(reading, pickle.dumps(reading)) for reading in base]
        found = {word for reading in base if reading.document for word in WORD.findall(reading.document.text)}
        self.by_length: dict[int, list[str]] = {}
        for word in sorted(found):
            self.by_length.setdefault(len(word), []).append(word)
        self.generation, self.exchange = 0, dict[str, str]()

    def __call__(self, number: int) -> Reading:
        generation, place = divmod(number, len(self.base))
        if generation != self.generation:
            self.turn(generation)
        reprint = place % 3 == 2
        model, packed = self.base[place - reprint]
        key = sha256(f"{number}".encode()).hexdigest()[:16]
        reading: Reading = pickle.loads(packed.replace(model.key.encode(), key.encode()))
        document = reading.document
        assert document is not None
        text = self.words(document.text) + (f"\nThe Gazette {number} brought this report." if reprint else "")
        published = shifted(reading.published, 30 * generation + reprint)
        report = replace(document.report, published=published, source=f"{reading.source} {number % 40}")
        candidates = tuple(self.candidate(candidate, published, 30 * generation) for candidate in reading.candidates)
        return replace(
            reading, document=replace(document, text=text, report=report), sketch=sketch(text), published=published,
            source=report.source, candidates=candidates,
        )  # fmt: skip

    def candidate(self, given: Candidate, published: str | None, days: int) -> Candidate:
        return replace(
            given, published=published, start=shifted(given.start, days), end=shifted(given.end, days),
            words=self.all(given.words), topic=self.all(given.topic),
        )  # fmt: skip

    def turn(self, generation: int) -> None:
        self.generation, self.exchange = generation, {}
        for words in self.by_length.values():
            others = words.copy()
            random.Random(generation).shuffle(others)
            self.exchange.update(zip(words, others, strict=True))

    def words(self, text: str) -> str:
        exchange = self.exchange
        return WORD.sub(lambda hit: exchange.get(hit[0], hit[0]), text)

    def all(self, words: tuple[str, ...]) -> tuple[str, ...]:
        return tuple(sorted(self.exchange.get(word, word) for word in words))


def shifted(day: str | None, days: int) -> str | None:
    try:
        return (date.fromisoformat(day) + timedelta(days)).isoformat() if day else day
    except (ValueError, OverflowError):
        return day


@dataclass(slots=True)
class Point:
    """The record at a size: processor milliseconds a report for appending since the last point and for linking all;
    megabytes held by this process and on the disk."""

    reports: int
    append_ms: float
    link_ms: float
    resident_mb: float
    peak_mb: float
    disk_mb: float


def grow(reports: int, distinct: int, write: Path | None) -> None:
    recipe = recipe_of(Pipeline())
    base = readings(distinct, recipe)
    mill = Mill(base)
    print(f"{len(base)} real texts read; {reports} readings made of them", flush=True)
    points: list[Point] = []
    with tempfile.TemporaryDirectory(prefix="dateline-record-") as folder:
        into = str(Path(folder) / "r.dateline")
        with Store(into, create=True) as store:
            done = 0
            for share in SHARES:
                points.append(extend(store, into, (mill(k) for k in range(done, int(share * reports))), done))
                done = points[-1].reports
                print(points[-1], flush=True)
            asked = {name: latency(store, query) for name, query in QUERIES.items()}
    for name, (milliseconds, found) in asked.items():
        print(f"{name}: {milliseconds:.1f} ms, {found} found")
    first, last = points[0], points[-1]
    ratio = (last.append_ms + last.link_ms) / (first.append_ms + first.link_ms)
    print(f"append and link alone at {last.reports} cost {ratio:.2f} times what they do at {first.reports}, a report")
    if write:
        save(points, write)


def extend(store: Store, into: str, coming: Iterable[Reading], done: int) -> Point:
    appending, linking, count = Clock(), Clock(), 0
    rows = iter(coming)
    while batch := list(islice(rows, BATCH)):
        count += len(batch)
        with appending:
            store.append(batch)
    with linking:
        link(store, Tally(out=io.StringIO()))
    reports = done + count
    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
    return Point(
        reports, round(1000 * appending.processor / count, 3), round(1000 * linking.processor / reports, 3),
        round(resident(os.getpid())), round(peak), round(size_of(into) / 2**20),
    )  # fmt: skip


def latency(store: Store, query: Query) -> tuple[float, int]:
    """Median milliseconds of nine askings after one to warm up, and the number of answers."""
    found, taken = sum(1 for _ in store.members(query)), []
    for _ in range(9):
        began = time.perf_counter()
        list(store.members(query))
        taken.append(1000 * (time.perf_counter() - began))
    return statistics.median(taken), found


def save(points: list[Point], folder: Path) -> None:
    folder.mkdir(parents=True, exist_ok=True)
    names = list(Point.__slots__)
    with (folder / "record.csv").open("w", encoding="utf-8", newline="") as out:
        rows = csv.writer(out, lineterminator="\n")
        rows.writerow(names)
        rows.writerows([getattr(point, name) for name in names] for point in points)
    curves = {
        "append": [(point.reports, point.append_ms) for point in points],
        "link": [(point.reports, point.link_ms) for point in points],
    }
    (folder / "record.svg").write_text(draw(curves, "reports in the record", "processor ms a report"), "utf-8")


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    commands = parser.add_subparsers(required=True, dest="command")
    whole = commands.add_parser("build")
    whole.add_argument("--reports", type=int, default=1000)
    whole.add_argument("--slices", type=int, default=5)
    whole.add_argument("--workers", type=int)
    large = commands.add_parser("grow")
    large.add_argument("--reports", type=int, default=100_000)
    large.add_argument("--distinct", type=int, default=2000)
    large.add_argument("--write", type=Path)
    options = parser.parse_args()
    if options.command == "build":
        build(options.reports, options.slices, options.workers)
    else:
        grow(options.reports, options.distinct, options.write)


if __name__ == "__main__":
    main()
