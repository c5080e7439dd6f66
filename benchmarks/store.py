"""The same loads on every engine a record could be kept in: SQLite and PostgreSQL, which dateline has, and DuckDB.

    python benchmarks/store.py [--reports 2000] [--distinct 120] [--kills 5] [--engines sqlite,postgres,duckdb]

append    batches of 48 reports, as a build appends them, and single reports, each in a transaction of its own
judge     corrections, each in a transaction of its own
ask       filters and text search on the whole record
beside    another process asks while this one appends
crash     kill -9 of a process that appends: what it was told is kept must be there, and `verify` must find nothing
size      of all files

All engines get the same readings through the same `Store`; DuckDB is put under it here (`Duck`), and only here:
`pip install duckdb` first, or leave it out. PostgreSQL runs with its defaults, which wait for the disk, on a socket of
this machine. Times are medians of the wall clock; of appending, asking and correcting the engines have turns.
"""

from __future__ import annotations

import argparse
import contextlib
import pickle
import random
import re
import signal
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterable, Iterator, Sequence
from itertools import count, islice
from pathlib import Path
from typing import Any

ROOT = Path(__file__).resolve().parents[1]
sys.path.insert(0, str(ROOT))

from benchmarks.record import Mill, readings  # noqa: E402
from tests.store.server import DURABLE, programs, served  # noqa: E402

import dateline.store.store as room  # noqa: E402
from dateline.errors import DatelineError  # noqa: E402
from dateline.pipeline import Pipeline  # noqa: E402
from dateline.run.reading import recipe_of  # noqa: E402
from dateline.store.database import Database, open_database, printable  # noqa: E402
from dateline.store.schema import DERIVED, JOURNAL, VERSION  # noqa: E402
from dateline.store.store import Store  # noqa: E402
from dateline.types.reading import Reading  # noqa: E402
from dateline.types.view import Query  # noqa: E402

BATCH = 48
ALONE = 60
"""Reports that are appended one by one, and corrections."""
ASKED = 9
BESIDE = Query(kind=("event",), limit=20)
DUCK_WORDS = """
CREATE TABLE words (rowid INTEGER PRIMARY KEY, text TEXT NOT NULL);
CREATE MACRO words(wanted) AS TABLE SELECT w.rowid FROM words w
WHERE list_has_all(string_split(w.text, ' '), string_split(replace(wanted, '"', ''), ' '));
"""
"""Without its `fts` extension, which has to be downloaded, DuckDB reads every sentence."""


class Duck(Database):
    """DuckDB under a store. It has no triggers, so nothing guards the journal; each question is read whole."""

    def __init__(self, where: str, *, create: bool, read_only: bool) -> None:
        import duckdb

        self.where, self.read_only = where, read_only
        self.fault: type[Exception] = duckdb.Error
        try:
            self.link = duckdb.connect(where, read_only=read_only)
            if create and not self.one("SELECT count(*) FROM duckdb_tables() WHERE table_name = 'journal'")[0]:
                self.run((JOURNAL + DERIVED).replace(" WITHOUT ROWID", "") + DUCK_WORDS)
        except duckdb.Error as error:
            raise DatelineError(str(error).splitlines()[0]) from error

    @property
    def version(self) -> int:
        return VERSION

    def stamp(self, version: int) -> None: ...
    def scrub(self) -> None: ...

    @contextlib.contextmanager
    def transaction(self) -> Iterator[None]:
        self.link.execute("BEGIN")
        try:
            yield
            self.link.execute("COMMIT")
        except BaseException:
            with contextlib.suppress(self.fault):
                self.link.execute("ROLLBACK")
            raise

    snapshot = transaction

    def run(self, sql: str, values: Sequence[Any] = ()) -> None:
        self.link.execute(spoken(sql), list(values))

    def many(self, sql: str, rows: Iterable[Sequence[Any]]) -> None:
        """Rows to insert go a hundred in a statement: one by one they cost DuckDB several times as much."""
        found = re.search(r"VALUES (\([?, ]+\))", sql)
        source = iter(rows)
        while batch := list(islice(source, 100 if found else 1)):
            several = sql.replace(found[1], ", ".join([found[1]] * len(batch))) if found else sql
            self.link.execute(spoken(several), [printable(value) for row in batch for value in row])

    def one(self, sql: str, values: Sequence[Any] = ()) -> Any:
        return self.link.execute(spoken(sql), list(values)).fetchone()

    def rows(self, sql: str, values: Sequence[Any] = ()) -> Iterator[Any]:
        return iter(self.link.execute(spoken(sql), list(values)).fetchall())

    stream = rows

    def close(self) -> None:
        self.link.close()


def spoken(sql: str) -> str:
    """`at` is a word of DuckDB's own."""
    return re.sub(r"\bat\b", '"at"', sql)


def choose(where: str | Path, *, create: bool, read_only: bool, **more: Any) -> Database:
    if str(where).endswith(".duckdb"):
        return Duck(str(where), create=create, read_only=read_only)
    return open_database(where, create=create, read_only=read_only, **more)


room.open_database = choose  # for this program alone: the store knows two engines


class Trial:
    """One engine: `fresh()` gives the name of a record that is not there yet; `told` collects rows of the table."""

    def __init__(self, name: str, fresh: Iterator[str]) -> None:
        self.name, self.fresh = name, fresh
        self.where = next(fresh)
        self.told: dict[str, str | float] = {}

    def beside(self, made: list[Reading]) -> None:
        with Store(next_record := next(self.fresh), create=True) as store:
            store.append(made[:BATCH])
            reader = child("ask", next_record)
            assert reader.stdin and reader.stdout
            if (line := reader.stdout.readline()) == "ready\n":
                reader.stdin.write("go\n")
                reader.stdin.flush()
                batches = (made[k : k + BATCH] for k in range(BATCH, len(made), BATCH))
                taken = [1000 * timed(store.append, batch) / len(batch) for batch in batches]
                self.told["append beside a reader, ms a report"] = median(taken)
                middle, longest = map(float, reader.communicate("\n")[0].split())
                self.told["question beside a writer, ms"] = middle
                self.told["the longest of them, ms"] = longest
            else:
                reader.communicate()
                assert line, "the reader said nothing"
                self.told["question beside a writer, ms"] = f"refused: {line.strip()[:47]}"

    def crash(self, packed: Path, kills: int, rng: random.Random) -> None:
        lost, faults, told = 0, 0, 0
        opened = []
        for _ in range(kills):
            record = next(self.fresh)
            writer = child("write", record, packed)
            assert writer.stdout
            assert writer.stdout.readline(), "the writer said nothing"
            time.sleep(rng.uniform(0.1, 0.8))
            writer.kill()
            said = writer.communicate()[0].split()
            began = time.perf_counter()
            with Store(record, create=True) as store:
                opened.append(1000 * (time.perf_counter() - began))
                kept = store.known(store.about()["recipe"])
                lost, told = lost + len(set(said) - kept), told + len(said)
                faults += len(list(store.verify()))
        self.told["kill -9: acknowledged, lost, faults"] = f"{told}, {lost}, {faults}"
        self.told["opening after a kill, ms"] = median(opened)


def fill(trials: list[Trial], made: list[Reading]) -> None:
    """Every batch to one engine after the other, so that other work on the machine falls on all of them."""
    batches = [made[k : k + BATCH] for k in range(0, len(made) - ALONE, BATCH)]
    batches[-1] = batches[-1][: len(made) - ALONE - BATCH * (len(batches) - 1)]
    batches += [[reading] for reading in made[-ALONE:]]
    names = {BATCH: "append, ms a report in batches of 48", 1: "append, ms a report alone"}
    with contextlib.ExitStack() as stack:
        stores = [stack.enter_context(Store(trial.where, create=True)) for trial in trials]
        taken: list[dict[int, list[float]]] = [{BATCH: [], 1: []} for _ in trials]
        for batch in batches:
            for store, times in zip(stores, taken, strict=True):
                times.setdefault(len(batch), []).append(1000 * timed(store.append, batch) / len(batch))
    for trial, times in zip(trials, taken, strict=True):
        trial.told |= {name: median(times[size]) for size, name in names.items()}


def ask(trials: list[Trial]) -> None:
    """Every question once to warm up, then nine times, the engines in turn."""
    with contextlib.ExitStack() as stack:
        stores = [stack.enter_context(Store(trial.where, read_only=True)) for trial in trials]
        for name, query in questions(trials[0].where).items():
            found = [answer(store, query) for store in stores]
            assert len(set(found)) == 1, f"{name}: the engines find {found}"
            taken = [[1000 * timed(answer, store, query) for store in stores] for _ in range(ASKED)]
            for trial, times in zip(trials, zip(*taken, strict=True), strict=True):
                trial.told[f"{name}: {found[0]} found, ms"] = median(times)


def answer(store: Store, query: Query) -> int:
    return store.count(query) if query.limit is None else sum(1 for _ in store.members(query))


def judge(trials: list[Trial]) -> None:
    with contextlib.ExitStack() as stack:
        stores = [stack.enter_context(Store(trial.where)) for trial in trials]
        ids = [member.statement.id for member in stores[0].members(Query(limit=ALONE))]
        given = {"by": "reader"}
        taken = [[1000 * timed(store.judge, "reject", "statement", [id_], **given) for store in stores] for id_ in ids]
    for trial, times in zip(trials, zip(*taken, strict=True), strict=True):
        trial.told["correct, ms"] = median(times)


def questions(where: str) -> dict[str, Query]:
    """Of what is common in the record; the words are of the sentence in its middle."""
    with Store(where, read_only=True) as store:
        one = store.database.one
        most = "GROUP BY 1 ORDER BY count(*) DESC, 1 LIMIT 1"
        (country,) = one(f"SELECT value FROM facet WHERE field = 'country' {most}")
        there = "n IN (SELECT statement FROM facet WHERE field = 'country' AND value = ?)"
        (type_,) = one(f"SELECT type FROM statement WHERE kind = 'event' AND {there} {most}", (country,))
        (actor,) = one(f"SELECT value FROM facet WHERE field = 'actor' {most}")
        (source,) = one(f"SELECT source FROM statement WHERE source IS NOT NULL {most}")
        (words,) = one("SELECT text FROM words WHERE rowid = (SELECT max(n) / 2 FROM sentence)")
    long = sorted(words.split(), key=lambda word: (-len(word), word))
    return {
        "type and country": Query(type=(type_,), country=(country,), limit=100),
        "actor and period": Query(actor=(actor,), since="1987-01-01", until="1989-12-31", limit=100),
        "source": Query(source=(source,), status=("actual",), limit=100),
        "one word": Query(text=long[0], limit=100),
        "two words": Query(text=" ".join(long[1:3]), limit=100),
        "word and type": Query(text=long[1], type=(type_,), limit=100),
        "count of a type": Query(type=(type_,)),
    }


def median(values: Iterable[float]) -> float:
    return round(statistics.median(values), 2)


def timed(call: Any, *given: Any, **named: Any) -> float:
    began = time.perf_counter()
    call(*given, **named)
    return time.perf_counter() - began


def child(*arguments: object) -> subprocess.Popen[str]:
    command = [sys.executable, str(Path(__file__).resolve()), *map(str, arguments)]
    pipe = subprocess.PIPE
    return subprocess.Popen(command, text=True, stdin=pipe, stdout=pipe)


def ask_beside(where: str) -> None:
    """Ask from the first line of standard input to the next."""
    import select

    try:
        store = Store(where, read_only=True)
    except DatelineError as error:
        print(error, flush=True)
        return
    print("ready", flush=True)
    sys.stdin.readline()
    taken = []
    while not select.select([sys.stdin], [], [], 0)[0]:
        taken.append(1000 * timed(lambda: list(store.members(BESIDE))))
        time.sleep(0.005)
    print(median(taken), round(max(taken), 2), flush=True)


def write_alone(where: str, packed: str) -> None:
    """Append reports one by one, and say each once it is acknowledged."""
    made = pickle.loads(Path(packed).read_bytes())
    with Store(where, create=True) as store:
        print("ready", flush=True)
        for reading in made:
            store.append([reading])
            print(reading.key, flush=True)
    signal.pause()


def addresses(name: str, folder: Path, stack: contextlib.ExitStack) -> Iterator[str] | None:
    """Names of new records in an engine; None where it is not installed."""
    if name == "postgres":
        bin = programs()
        server = stack.enter_context(served(bin, DURABLE)) if bin else None
        return (server.fresh() for _ in count()) if server else None
    with contextlib.suppress(ImportError):
        if name == "duckdb":
            import duckdb  # noqa: F401
        return (str(folder / f"{n}.{name}") for n in count())
    return None


def size_of(where: str) -> float:
    """Megabytes."""
    if where.startswith("postgresql:"):
        with Store(where) as store:
            store.database.run("CHECKPOINT")
            relations = "FROM pg_class WHERE relkind = 'r' AND relnamespace = current_schema()::regnamespace"
            (size,) = store.database.one(f"SELECT sum(pg_total_relation_size(oid)) {relations}")
            return round(float(size) / 2**20, 1)
    return round(sum(path.stat().st_size for path in Path(where).parent.glob(Path(where).name + "*")) / 2**20, 1)


def compare(trials: list[Trial], made: list[Reading], kills: int, rng: random.Random, folder: Path) -> None:
    packed = folder / "readings"
    packed.write_bytes(pickle.dumps(made[:400]))
    fill(trials, made)
    for trial in trials:
        trial.told["megabytes"] = size_of(trial.where)
    ask(trials)
    judge(trials)
    for trial in trials:
        trial.beside(made[: len(made) // 3])
    for trial in trials:
        trial.crash(packed, kills, rng)


def show(trials: list[Trial]) -> None:
    """A row for each load: what every engine took, and how many times the first one's."""
    names = list(dict.fromkeys(name for trial in trials for name in trial.told))
    print(f"| load | {' | '.join(trial.name for trial in trials)} |\n|---|{'---|' * len(trials)}")
    for name in names:
        first = trials[0].told.get(name)
        cells = []
        for trial in trials:
            value = trial.told.get(name, "-")
            ratio = trial is not trials[0] and isinstance(value, float) and isinstance(first, float) and first > 0
            cells.append(f"{value} ({value / first:.2g}x)" if ratio else f"{value}")  # type: ignore[operator]
        print(f"| {name} | {' | '.join(cells)} |")


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--reports", type=int, default=2000)
    parser.add_argument("--distinct", type=int, default=120)
    parser.add_argument("--kills", type=int, default=5)
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--engines", default="sqlite,postgres,duckdb")
    options = parser.parse_args()
    mill = Mill(readings(options.distinct, recipe_of(Pipeline())))
    made = [mill(number) for number in range(options.reports)]
    print(f"{len(made)} readings of {len(mill.base)} real texts", flush=True)
    with tempfile.TemporaryDirectory(prefix="dateline-store-") as name, contextlib.ExitStack() as stack:
        trials = []
        for engine in options.engines.split(","):
            fresh = addresses(engine, Path(name), stack)
            if fresh is None:
                print(f"{engine} is not installed, and is left out", flush=True)
            else:
                trials.append(Trial(engine, fresh))
        compare(trials, made, options.kills, random.Random(options.seed), Path(name))
        show(trials)


if __name__ == "__main__":
    if len(sys.argv) > 1 and sys.argv[1] in ("ask", "write"):
        {"ask": ask_beside, "write": write_alone}[sys.argv[1]](*sys.argv[2:])
    else:
        main()
