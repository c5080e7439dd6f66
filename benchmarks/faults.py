"""Builds and corrections under faults: nothing acknowledged is lost, nothing is there twice, the end is the same.

    python benchmarks/faults.py [--kills 300] [--reports 300] [--corrections 500] [--seed 1]

kill      kill -9 of the build, or of it with its workers, at random points from its start to its end; then it goes on
full      a file may not grow beyond a limit, and a full disk where one can be mounted; then there is room again
readonly  a folder that may not be written, with a record in it and without
two       two builds into one record at once, one of them killed once
correct   8 processes of so many corrections each

After each: every acknowledged key is in the record, `verify` finds nothing, and the whole export is, byte for byte,
that of a build that nothing disturbed. A pipeline without a parser stands in, so that the faults fall on the record.
Prints a line for each; leaves with 1 when one fails.
"""

from __future__ import annotations

import argparse
import contextlib
import io
import os
import random
import resource
import signal
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Iterator
from pathlib import Path

ROOT = Path(__file__).resolve().parents[1]
sys.path.insert(0, str(ROOT))

from benchmarks.light import deliver, export, light  # noqa: E402

from dateline.errors import DatelineError  # noqa: E402
from dateline.run.build import Build, Building  # noqa: E402
from dateline.run.tally import Tally  # noqa: E402
from dateline.run.worker import Settings  # noqa: E402
from dateline.store.store import Store  # noqa: E402
from dateline.types.view import Query  # noqa: E402

PROCESSES = 8
BARED = ("setpriv", "--bounding-set", "-dac_override,-dac_read_search,-fowner")
"""Takes from root the right to write where nobody may."""


class Noted(Build):
    """A build that writes down every key once its append has returned."""

    def flush(self) -> None:
        keys = [reading.key for reading in self.batch]
        super().flush()
        with open(self.order.into + ".said", "a", encoding="ascii") as said:
            said.write("".join(f"{key}\n" for key in keys))


def order_of(source: Path, record: Path) -> Building:
    return Building([str(source)], str(record), workers=2, cores=2, settings=Settings(pipeline=light))


def build(source: str, record: str) -> int:
    """One build, as the command line carries it out."""
    try:
        Noted(order_of(Path(source), Path(record)), Tally(out=io.StringIO())).execute()
    except DatelineError as error:
        print(f"dateline: {error}", file=sys.stderr)
        return 2
    return 0


def correct(record: str, number: str, count: str) -> int:
    """Corrections by one process among others: comments on what all correct, rejections of what it alone does."""
    ids = Path(f"{record}.ids").read_text("ascii").split()
    with Store(record) as store, open(f"{record}.said{number}", "w", encoding="ascii") as said:
        for k in range(int(count)):
            at = f"2026-01-{k % 28 + 1:02}T{int(number):02}:{k // 60 % 60:02}:{k % 60:02}Z"
            own = ids[int(number) :: PROCESSES]
            kind, target = ("reject", own[k % len(own)]) if k % 7 == 0 else ("comment", ids[k % len(ids)])
            judged = store.judge(kind, "statement", [target], by=f"reader {number}", why=f"correction {k}", at=at)
            said.write(f"{judged.id}\n")
            said.flush()
    return 0


def start(*arguments: object, before: tuple[str, ...] = (), **options: object) -> subprocess.Popen[str]:
    """This file once more, in a process group of its own."""
    command = [*before, sys.executable, str(Path(__file__).resolve()), *map(str, arguments)]
    return subprocess.Popen(
        command, start_new_session=True, text=True, stdout=subprocess.DEVNULL, stderr=subprocess.PIPE,
        **options,  # type: ignore[call-overload]
    )  # fmt: skip


def fresh(folder: Path) -> Iterator[Path]:
    number = 0
    while True:
        number += 1
        yield folder / f"{number}.dateline"


class Harness:
    """`source` holds the reports, `whole` is the export of a build that nothing disturbed."""

    def __init__(self, folder: Path, reports: int, seed: int) -> None:
        self.folder, self.rng = folder, random.Random(seed)
        self.source = deliver(folder / "in", reports, seed)
        self.records = fresh(folder)
        record = next(self.records)
        began = time.monotonic()
        assert start("build", self.source, record).wait() == 0
        self.seconds = time.monotonic() - began
        self.whole = self.exported(record)
        self.record = record

    def exported(self, record: Path) -> list[str]:
        with Store(record) as store:
            return list(export(store))

    def check(self, record: Path) -> None:
        """AssertionError when something acknowledged is missing, something is there twice, or a byte is wrong."""
        said = Path(f"{record}.said")
        acknowledged = said.read_text("ascii").split() if said.exists() else []
        if not record.exists():
            assert not acknowledged
            return
        with Store(record, create=True) as store:  # a build that had no room from the first leaves an empty file
            missing = set(acknowledged) - store.known(self.recipe)
            assert not missing, f"{len(missing)} acknowledged reports are gone"
            ids = [document.report.id for document in store.documents()]
            assert len(ids) == len(set(ids)), "a report is there twice"
            faults = list(store.verify())
            assert not faults, faults[0]

    @property
    def recipe(self) -> str:
        return Build(order_of(self.source, self.record), Tally(out=io.StringIO())).recipe

    def finish(self, record: Path) -> None:
        """Give the command again; the record is then that of an undisturbed build."""
        done = start("build", self.source, record)
        words = done.communicate()[1]
        assert done.returncode == 0, words
        self.check(record)
        assert self.exported(record) == self.whole, "the export differs from that of an undisturbed build"

    def kill(self, kills: int) -> str:
        record, killed, ended = next(self.records), 0, 0
        while killed < kills:
            running = start("build", self.source, record)
            with contextlib.suppress(subprocess.TimeoutExpired):
                running.wait(self.rng.random() * self.seconds)
            if running.poll() is None:
                self.end(running, with_workers=killed % 2 == 0)
                killed += 1
                self.check(record)
            else:
                assert running.returncode == 0, running.stderr and running.stderr.read()
                self.finish(record)
                record, ended = next(self.records), ended + 1
            if running.stderr:
                running.stderr.close()
        self.finish(record)
        return f"{killed} kills over {ended + 1} records"

    def end(self, running: subprocess.Popen[str], *, with_workers: bool) -> None:
        if with_workers:
            os.killpg(running.pid, signal.SIGKILL)
        else:
            running.kill()
        running.wait()

    def full(self) -> str:
        size = self.record.stat().st_size
        told = []
        for share in (0.02, 0.3, 0.7):
            record = next(self.records)
            limit = max(int(size * share), 4096)
            running = start("build", self.source, record, preexec_fn=lambda limit=limit: allow(limit))
            told.append(self.refused(running))
            self.check(record)
            self.finish(record)
        with small_disk(self.folder / "disk", int(size * 0.5)) as disk:
            if disk:
                told.append(self.refused(start("build", self.source, disk / "r.dateline")))
                subprocess.run(["mount", "-o", f"remount,size={size * 8}", str(disk)], check=True)
                self.check(disk / "r.dateline")
                self.finish(disk / "r.dateline")
        return f"{len(told)} builds without room" + ("" if len(told) > 3 else " (no disk could be mounted)")

    def refused(self, running: subprocess.Popen[str]) -> str:
        """The one line that a build must leave with, and its exit code 2."""
        words = running.communicate()[1].strip()
        assert running.returncode == 2, f"exit code {running.returncode}: {words[-300:]}"
        assert words.startswith("dateline: ") and " - " in words and "\n" not in words, words[-300:]
        return words

    def readonly(self) -> str:
        folder = self.folder / "locked"
        folder.mkdir()
        self.folder.chmod(0o755)
        locked = folder / "r.dateline"
        subprocess.run(["cp", str(self.record), str(locked)], check=True)
        before = locked.read_bytes()
        (self.source / "late.txt").write_text("A late report: rebels attacked a mill near Arden.", "utf-8")
        locked.chmod(0o444)
        folder.chmod(0o555)
        try:
            for record in (locked, folder / "new.dateline"):
                self.refused(start("build", self.source, record, before=BARED if os.getuid() == 0 else ()))
        finally:
            (self.source / "late.txt").unlink()
            folder.chmod(0o755)
        assert locked.read_bytes() == before
        assert [path.name for path in folder.iterdir()] == ["r.dateline"], "something was left in the folder"
        return "2 builds refused, the record as it was"

    def two(self) -> str:
        record = next(self.records)
        first, second = start("build", self.source, record), start("build", self.source, record)
        with contextlib.suppress(subprocess.TimeoutExpired):
            first.wait(self.seconds * self.rng.uniform(0.3, 0.8))
        self.end(first, with_workers=True)
        first = start("build", self.source, record)
        for running in (first, second):
            words = running.communicate()[1]
            assert running.returncode == 0, words
        self.finish(record)
        return "2 builds at once, one killed once"

    def correct(self, count: int) -> str:
        record, serial = next(self.records), next(self.records)
        for path in (record, serial):
            self.finish(path)
            with Store(path) as store:  # before anybody rejects one
                ids = [member.statement.id for member in store.members(Query())]
            Path(f"{path}.ids").write_text("\n".join(ids), "ascii")
        running = [start("correct", record, number, count) for number in range(PROCESSES)]
        for process in running:
            words = process.communicate()[1]
            assert process.returncode == 0, words
        said = [line for n in range(PROCESSES) for line in Path(f"{record}.said{n}").read_text("ascii").split()]
        with Store(record) as store:
            kept = [judgement.id for judgement in store.judgements()]
        assert len(kept) == len(set(kept)) == PROCESSES * count, f"{len(kept)} judgements"
        assert set(said) == set(kept), "an acknowledged correction is gone"
        self.check(record)
        for number in range(PROCESSES):
            assert start("correct", serial, number, count).wait() == 0
        for path in (record, serial):
            assert start("build", self.source, path).wait() == 0  # links anew after the corrections
        assert settled(self.exported(record)) == settled(self.exported(serial)), "the order of the corrections shows"
        return f"{len(kept)} corrections by {PROCESSES} processes"


def settled(lines: list[str]) -> tuple[list[str], list[str]]:
    """An export with its judgements sorted: the journal keeps the order in which they came, and nothing else may."""
    judged = [line.startswith("judgements ") for line in lines]
    return [x for x, is_one in zip(lines, judged, strict=True) if not is_one], sorted(
        x for x, is_one in zip(lines, judged, strict=True) if is_one
    )


def allow(size: int) -> None:
    """Let this process's files grow to `size` bytes; beyond it a write fails as on a full disk."""
    signal.signal(signal.SIGXFSZ, signal.SIG_IGN)
    resource.setrlimit(resource.RLIMIT_FSIZE, (size, size))


@contextlib.contextmanager
def small_disk(folder: Path, size: int) -> Iterator[Path | None]:
    """A file system of `size` bytes; None where this user may not mount one."""
    folder.mkdir()
    command = ["mount", "-t", "tmpfs", "-o", f"size={size}", "tmpfs", str(folder)]
    mounted = os.getuid() == 0 and subprocess.run(command, capture_output=True, check=False).returncode == 0
    try:
        yield folder if mounted else None
    finally:
        if mounted:
            subprocess.run(["umount", "--lazy", str(folder)], check=False)


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--kills", type=int, default=300)
    parser.add_argument("--reports", type=int, default=300)
    parser.add_argument("--corrections", type=int, default=500)
    parser.add_argument("--seed", type=int, default=1)
    options = parser.parse_args()
    with tempfile.TemporaryDirectory(prefix="dateline-faults-") as folder:
        harness = Harness(Path(folder), options.reports, options.seed)
        print(f"undisturbed: {options.reports} reports in {harness.seconds:.1f} s, seed {options.seed}", flush=True)
        trials: dict[str, Callable[[], str]] = {
            "kill": lambda: harness.kill(options.kills), "full": harness.full, "readonly": harness.readonly,
            "two": harness.two, "correct": lambda: harness.correct(options.corrections),
        }  # fmt: skip
        return max([try_out(name, trial) for name, trial in trials.items()])


def try_out(name: str, trial: Callable[[], str]) -> int:
    began = time.monotonic()
    try:
        told, failed = trial(), 0
    except AssertionError as error:
        told, failed = f"FAILED: {error}", 1
    print(f"{name}: {told} ({time.monotonic() - began:.0f} s)", flush=True)
    return failed


if __name__ == "__main__":
    if len(sys.argv) > 1 and sys.argv[1] in ("build", "correct"):
        sys.exit({"build": build, "correct": correct}[sys.argv[1]](*sys.argv[2:]))
    sys.exit(main())
