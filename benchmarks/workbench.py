"""What the workbench's server answers on a record of many statements, and how soon.

    python benchmarks/workbench.py make RECORD [--statements 100000] [--distinct 400]
    python benchmarks/workbench.py ask RECORD [--rounds 7]

make   fills a record with readings of real texts, varied as in benchmarks/record.py, each with own ids, and links
ask    asks every route in this process, without a network: the first answer, the median of the next ones without a
       browser's cache, and the size; a filter is another one each round, so that nothing is answered from memory.
       On a machine with other work the processor's milliseconds tell more than the clock's

The aims: the first page of statements within 500 ms, facets and a filter within 400 ms, a report within 200 ms.
"""

from __future__ import annotations

import argparse
import io
import pickle
import random
import statistics
import sys
import tempfile
import time
from collections.abc import Callable, Iterator
from hashlib import sha256
from itertools import count
from pathlib import Path
from typing import Any

ROOT = Path(__file__).resolve().parents[1]
sys.path.insert(0, str(ROOT))

from benchmarks.record import BATCH, Mill, readings  # noqa: E402

from dateline.pipeline import Pipeline  # noqa: E402
from dateline.run.link import link  # noqa: E402
from dateline.run.reading import recipe_of  # noqa: E402
from dateline.run.tally import Tally  # noqa: E402
from dateline.store.store import Store  # noqa: E402
from dateline.types.reading import Reading  # noqa: E402

AIMS = {"/statements": 500, "/facets": 400, "/reports/{id}": 200}
"""Milliseconds."""
TYPES = ("ASSAULT", "CONSULT", "ACCUSE", "REQUEST", "AGREE", "THREATEN", "AID", "SANCTION", "PROTEST", "COERCE")
Params = dict[str, Any]


def own(reading: Reading, number: int) -> Reading:
    """The reading with ids of statements that no other reading has."""
    packed = pickle.dumps(reading)
    for statement in reading.document.statements if reading.document else ():
        id_ = sha256(f"{number} {statement.id}".encode()).hexdigest()[:16]
        packed = packed.replace(statement.id.encode(), id_.encode())
    made: Reading = pickle.loads(packed)
    return made


def make(record: Path, statements: int, distinct: int) -> None:
    mill = Mill(readings(distinct, recipe_of(Pipeline())))
    began, held = time.perf_counter(), 0
    with Store(record, create=True) as store:
        batch: list[Reading] = []
        for number in count():
            batch.append(own(mill(number), number))
            document = batch[-1].document
            held += len(document.statements) if document else 0
            if len(batch) >= BATCH or held >= statements:
                store.append(batch)
                batch.clear()
            if held >= statements:
                break
        print(f"{number + 1} reports, {held} statements in {time.perf_counter() - began:.0f} s", flush=True)
        linked = link(store, Tally(out=io.StringIO()))
    print(f"{linked}; {record.stat().st_size >> 20} MB; {time.perf_counter() - began:.0f} s in all")


class Client:
    """Asks the application in this process as a reviewer."""

    def __init__(self, record: Path) -> None:
        from fastapi.testclient import TestClient

        from dateline.cli.served import tools
        from dateline.web.access import one_time
        from dateline.web.app import create_app, warm
        from dateline.web.audit import Audit
        from dateline.web.record import Record
        from dateline.web.served import Served

        self.record = Record(str(record), tools())
        access, folder = one_time("bench"), tempfile.mkdtemp()
        served = Served(self.record, access, Audit(Path(folder, "audit.jsonl")))
        self.client = TestClient(create_app(served), base_url="http://localhost")
        began = time.perf_counter()
        warm(self.record)
        print(f"made ready in {time.perf_counter() - began:.1f} s")
        self.client.get("/enter", params={"link": access.link}, follow_redirects=False)

    def ask(self, path: str, params: Params) -> tuple[float, float, int, Any]:
        """Milliseconds by the clock and of the processor, bytes, and the data."""
        began, used = time.perf_counter(), time.process_time()
        answer = self.client.get(f"/api{path}", params=params)
        taken, used = 1000 * (time.perf_counter() - began), 1000 * (time.process_time() - used)
        assert answer.status_code == 200, (path, params, answer.text[:300])
        data = answer.json() if answer.headers["content-type"] == "application/json" else None
        return taken, used, len(answer.content), data


def filters(seed: int) -> Iterator[Params]:
    """Filters that nobody asked for before."""
    chance = random.Random(seed)
    while True:
        confidence = round(chance.random() / 1000, 7)
        yield {"type": chance.sample(TYPES, 2), "confidence": confidence}


def questions(client: Client) -> dict[str, Callable[[], tuple[str, Params]]]:
    page = client.ask("/statements", {"limit": 100})[3]["rows"]
    whole = client.ask("/statements", {"limit": 1000, "sort": "-confidence"})[3]["rows"]
    reports, ids = iter({row["report"] for row in whole}), iter([row["id"] for row in whole])
    varied, chance = filters(1), random.Random(2)
    episodes = iter([row["id"] for row in client.ask("/episodes", {"limit": 50})[3]["rows"]])
    assert page

    def free(path: str, **params: Any) -> Callable[[], tuple[str, Params]]:
        return lambda: (path, {**params, "confidence": round(chance.random() / 1e4, 8)})

    def chosen(path: str, **params: Any) -> Callable[[], tuple[str, Params]]:
        return lambda: (path, {**params, **next(varied)})

    return {
        "/session": lambda: ("/session", {}), "/statements": free("/statements", limit=100),
        "/statements, filtered": chosen("/statements", limit=100),
        "/statements, text": lambda: ("/statements", {"text": "oil", "confidence": chance.random() / 1e4}),
        "/statements, -confidence": free("/statements", sort="-confidence", limit=100),
        "/facets": free("/facets"), "/facets, filtered": chosen("/facets"), "/reports": free("/reports"),
        "/reports/{id}": lambda: (f"/reports/{next(reports)}", {}),
        "/statements/{id}": lambda: (f"/statements/{next(ids)}", {}),
        "/statements/{id}/why": lambda: (f"/statements/{next(ids)}/why", {}),
        "/episodes": free("/episodes"), "/episodes, -latest": free("/episodes", sort="-latest"),
        "/episodes/{id}": lambda: (f"/episodes/{next(episodes)}", {}),
        "/map": free("/map"), "/map, filtered": chosen("/map"), "/timeline": free("/timeline"),
        "/network": free("/network"), "/coverage": free("/coverage"),
        **{f"/queue, {order}": free("/queue", order=order)
           for order in ("uncertain", "conflicting", "casualty", "random")},
    }  # fmt: skip


def ask(record: Path, rounds: int) -> None:
    client = Client(record)
    print(f"{'question':28}{'first':>9}{'median':>9}{'most':>9}{'processor':>11}{'kB':>8}  aim")
    for name, question in questions(client).items():
        asked = [client.ask(*question())[:3] for _ in range(rounds + 1)]
        (first, *taken), (_, *used), sizes = zip(*asked, strict=True)
        middle, aim = statistics.median(taken), AIMS.get(name.partition(",")[0], 0)
        told = "" if not aim else f"{aim} ms" + (" MISSED" if statistics.median(used) > aim else "")
        print(
            f"{name:28}{first:9.0f}{middle:9.0f}{max(taken):9.0f}{statistics.median(used):11.0f}"
            f"{sizes[-1] / 1000:8.0f}  {told}", flush=True,
        )  # fmt: skip
    began, answer = time.perf_counter(), client.client.get("/api/statements.csv")
    took = time.perf_counter() - began
    print(f"/statements.csv: {answer.headers['x-row-count']} rows, {len(answer.content) >> 20} MB in {took:.1f} s")


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    commands = parser.add_subparsers(required=True, dest="command")
    making = commands.add_parser("make")
    making.add_argument("record", type=Path)
    making.add_argument("--statements", type=int, default=100_000)
    making.add_argument("--distinct", type=int, default=400)
    asking = commands.add_parser("ask")
    asking.add_argument("record", type=Path)
    asking.add_argument("--rounds", type=int, default=7)
    options = parser.parse_args()
    if options.command == "make":
        make(options.record, options.statements, options.distinct)
    else:
        ask(options.record, options.rounds)


if __name__ == "__main__":
    main()
