"""The workbench's answers are the same from a record in PostgreSQL: its views ask in SQL of their own."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import pytest
from fastapi.testclient import TestClient

from dateline.cli.served import tools
from dateline.store.store import Store
from dateline.types import Family, Link
from dateline.types.judgement import Change
from dateline.types.reading import Group
from dateline.web.access import Access, Account, digest_of
from dateline.web.app import create_app
from dateline.web.audit import Audit
from dateline.web.limit import Limit
from dateline.web.record import Record
from dateline.web.routes import ROUTES, STREAMED, Line
from dateline.web.served import Served
from tests.store.server import Server
from tests.write.memory import record

TOKEN = "token-of-ann-0123456789"
NOT_OF_THE_RECORD = {"/session", "/events", "/audit", "/vocabulary"}
IDS = {"/statements/{id}": "s1", "/statements/{id}/why": "s1", "/reports/{id}": "r1", "/episodes/{id}": "s1"}
FILTERS: tuple[dict[str, object], ...] = (
    {}, {"type": "ASSAULT"}, {"text": "shelled"}, {"since": "2024-05-01", "status": "actual"}, {"review": "unjudged"},
)  # fmt: skip
SORTS = ("published", "-published", "time", "-type", "source", "-confidence")


def filled(where: str) -> str:
    memory = record()
    with Store(where, create=True) as store:
        store.append(list(memory.readings()))
        changes = [Change("status", '"denied"')]
        store.judge("edit", "statement", ["s3"], by="ben", at="2026-01-01T00:00:00Z", changes=changes)
        store.judge("reject", "statement", ["s4"], by="ann", at="2026-01-02T00:00:00Z", why="a film")
        families = [Family(document.report.id, (document.report.id,), document.report.id) for document in memory.read]
        groups = [Group("s1", ("s1", "s2"), (Link("s1", "s2", 0.9, "same", "link/1"),)), Group("s3", ("s3",))]
        store.relink(families, groups, list(memory.actors()))
    return where


@pytest.fixture(scope="module")
def clients(server: Server, tmp_path_factory: pytest.TempPathFactory) -> Iterator[list[TestClient]]:
    """A browser of each record."""
    folder, made = tmp_path_factory.mktemp("served"), []
    for name, where in (("file", str(folder / "news.dateline")), ("server", server.fresh())):
        access = Access(tokens=(Account("ann", "review", digest_of(TOKEN)),))
        audit, limit = Audit(folder / f"{name}.audit"), Limit(lambda: 0.0)
        served = Served(Record(filled(where), tools()), access, audit, limit=limit)
        client = TestClient(create_app(served), base_url="http://localhost:8640", raise_server_exceptions=False)
        assert client.post("/api/login", json={"token": TOKEN}).status_code == 200
        made.append(client)
    yield made
    for client in made:
        client.close()


def timeless(data: Any) -> Any:
    """Without the times at which the journals were written."""
    if isinstance(data, list):
        return [timeless(item) for item in data]
    return {key: timeless(item) for key, item in data.items() if key != "at"} if isinstance(data, dict) else data


ASKED = [line for line in ROUTES if line.method == "GET" and line.path not in NOT_OF_THE_RECORD]


@pytest.mark.parametrize("line", ASKED, ids=[line.path for line in ASKED])
def test_every_route_answers_the_same(clients: list[TestClient], line: Line) -> None:
    path, how = line.path, line.how
    params = FILTERS if "{" not in path else ({},)
    sorted_too = [{"sort": sort, "limit": 3} for sort in SORTS] if path == "/statements" else []
    for given in (*params, *sorted_too):
        url = "/api" + path.replace("{id}", IDS.get(path, ""))
        said = [client.get(url, params=given) for client in clients]
        assert said[0].status_code == said[1].status_code == 200, said[1].text
        told = [answer.text if how == STREAMED else timeless(answer.json()) for answer in said]
        assert told[0] == told[1]
