"""One server over the record of tests/write/memory.py for those that only ask; one of its own for who judges."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from dateline.store.store import Store
from dateline.types import Family, Link
from dateline.types.reading import Group
from tests.run.recorded import blast_record
from tests.web.server import Browser, Server, serving
from tests.write.memory import record


def fill(path: Path) -> Path:
    """Seven reports and a failure; s1 and s2 tell of one shelling and differ; nothing is judged."""
    memory = record()
    with Store(path, create=True) as store:
        store.append(list(memory.readings()))
        families = [Family(document.report.id, (document.report.id,), document.report.id) for document in memory.read]
        link = Link("s1", "s2", 0.9, "same town and day", "link/1")
        groups = [Group("s1", ("s1", "s2"), (link,)), *(Group(id_, (id_,)) for id_ in ("s3", "s4", "s6", "s7"))]
        store.relink(families, groups, list(memory.actors()))
    return path


@pytest.fixture(scope="module")
def asked(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Server]:
    """A server that no test changes anything of."""
    with serving(fill(tmp_path_factory.mktemp("asked") / "news.dateline")) as server:
        yield server


@pytest.fixture(scope="module")
def eve(asked: Server) -> Browser:
    """Somebody who may read."""
    return asked.client("eve")


@pytest.fixture
def server(tmp_path: Path) -> Iterator[Server]:
    """A server of a record of its own."""
    with serving(fill(tmp_path / "news.dateline")) as server:
        yield server


@pytest.fixture
def ann(server: Server) -> Browser:
    return server.client("ann")


@pytest.fixture
def ben(server: Server) -> Browser:
    return server.client("ben")


@pytest.fixture
def blast(tmp_path: Path) -> Iterator[Server]:
    """A server of four reports of one blast."""
    with serving(blast_record(tmp_path / "blast.dateline")) as server:
        yield server


