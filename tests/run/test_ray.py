"""The same work on a Ray cluster of several nodes on this machine, some of whose workers are killed meanwhile."""

from __future__ import annotations

import io
import json
import os
import signal
import subprocess
import sys
import threading
import time
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import benchmarks.light
import pytest

from dateline.errors import DatelineError
from dateline.read.folder import deliveries
from dateline.run.build import RUNNERS, Build, Building
from dateline.run.local import Crew, Outcome
from dateline.run.tally import Tally
from dateline.run.worker import MIB, Settings
from dateline.store.store import Store
from tests.run.fake import obedient
from tests.run.test_local import STORY, deliver

ray = pytest.importorskip("ray")
ROOT = Path(__file__).resolve().parents[2]
SETTINGS = Settings(pipeline=obedient)


@pytest.fixture(scope="module")
def nodes() -> Iterator[Any]:
    """A cluster of three nodes with a core each."""
    from ray.cluster_utils import Cluster

    small = {"num_cpus": 1, "object_store_memory": 80 * MIB}
    cluster = Cluster(initialize_head=True, head_node_args=small)
    for _ in range(2):
        cluster.add_node(**small)
    ray.init(
        address=cluster.address, log_to_driver=False, logging_level="ERROR",
        runtime_env={"env_vars": {"PYTHONPATH": os.pathsep.join([str(ROOT), os.environ.get("PYTHONPATH", "")])}},
    )  # fmt: skip
    yield cluster
    ray.shutdown()
    cluster.shutdown()


def outcomes(folder: Path, settings: Settings, *, on_ray: bool) -> list[Outcome]:
    from dateline.run.ray import Cluster

    reader = Cluster(settings) if on_ray else Crew(settings, 2)
    return list(reader.read(deliveries([folder])))


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    orders = {3: "SLEEP 60", 5: "STUMBLE", 7: "DIE"}
    texts = {f"{k:02}.txt": STORY.format(k) + f" {orders.get(k, '')}" for k in range(20)}
    lines = [json.dumps({"text": STORY.format(f"row {k}")}) for k in range(30)]
    lines[4] = "{broken"
    return deliver(tmp_path, {**texts, "x.jsonl": "\n".join(lines), "y.txt": "", "z.bin": "\x00\x01\x02" * 50})


@pytest.mark.usefixtures("nodes")
def test_outcomes_are_those_of_the_local_runner(folder: Path) -> None:
    settings = Settings(seconds=2.0, pipeline=obedient)
    local = outcomes(folder, settings, on_ray=False)
    assert len(local) == 52
    assert outcomes(folder, settings, on_ray=True) == local


def children() -> list[int]:
    """Ray's workers on this machine that run a task now."""
    found = subprocess.run(["ps", "-eo", "pid,args"], capture_output=True, text=True, check=True).stdout
    return [int(line.split()[0]) for line in found.splitlines() if "ray::read_chunk" in line and "ps -eo" not in line]


@pytest.mark.usefixtures("nodes")
def test_killed_workers_cost_nothing(tmp_path: Path) -> None:
    deliver(tmp_path, {f"{k:02}.txt": STORY.format(k) + " SLEEP 0.05" for k in range(90)})
    local = outcomes(tmp_path, SETTINGS, on_ray=False)
    killed: list[int] = []
    done = threading.Event()

    def kill() -> None:
        while not done.is_set() and len(killed) < 4:
            time.sleep(0.4)
            for pid in children()[:1]:
                os.kill(pid, signal.SIGKILL)
                killed.append(pid)

    thread = threading.Thread(target=kill)
    thread.start()
    try:
        assert outcomes(tmp_path, SETTINGS, on_ray=True) == local
    finally:
        done.set()
        thread.join()
    assert len(killed) >= 2


def test_a_node_that_goes_away_costs_nothing(tmp_path: Path, nodes: Any) -> None:
    deliver(tmp_path, {f"{k:02}.txt": STORY.format(k) + " SLEEP 0.05" for k in range(60)})
    local = outcomes(tmp_path, SETTINGS, on_ray=False)
    extra = nodes.add_node(num_cpus=2, object_store_memory=80 * MIB)
    thread = threading.Timer(2.0, lambda: nodes.remove_node(extra, allow_graceful=False))
    thread.start()
    try:
        assert outcomes(tmp_path, SETTINGS, on_ray=True) == local
    finally:
        thread.join()


def test_without_ray_the_error_says_what_to_install() -> None:
    code = (
        "import sys; sys.modules['ray'] = None\n"
        "from dateline.run.ray import Cluster\nfrom dateline.run.worker import Settings\nCluster(Settings())"
    )
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=False)
    assert done.stderr.rstrip().endswith("Ray is not installed - pip install 'dateline[ray]', or leave --runner out")


@pytest.mark.usefixtures("nodes")
def test_nodes_with_another_version_are_refused(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    deliver(tmp_path, {"a.txt": STORY})
    monkeypatch.setattr("dateline.run.ray.__version__", "0.0.0")
    with pytest.raises(DatelineError, match=r"the driver 0\.0\.0"):
        outcomes(tmp_path, SETTINGS, on_ray=True)


@pytest.mark.usefixtures("nodes")
def test_a_build_gives_the_record_of_the_local_runner(tmp_path: Path) -> None:
    reports = str(benchmarks.light.deliver(tmp_path / "in", 60))
    settings = Settings(pipeline=benchmarks.light.light)
    exports = [exported(Building([reports], str(tmp_path / name), settings=settings, runner=name)) for name in RUNNERS]
    assert len(exports[0]) > 100
    assert exports[0] == exports[1]


@pytest.mark.usefixtures("nodes")
def test_a_build_with_the_real_stages_gives_the_record_of_the_local_runner(tmp_path: Path) -> None:
    reports = str(ROOT / "examples")
    settings = Settings(seconds=60.0)
    exports = [
        exported(Building([reports], str(tmp_path / name), settings=settings, runner=name, workers=2))
        for name in RUNNERS
    ]
    assert sum(line.startswith("documents") for line in exports[0]) == 8
    assert exports[0] == exports[1]


def exported(order: Building) -> list[str]:
    Build(order, Tally(out=io.StringIO())).execute()
    with Store(order.into) as store:
        return list(benchmarks.light.export(store))
