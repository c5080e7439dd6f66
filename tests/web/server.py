"""The application over a record made by hand, asked in this process."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from fastapi.testclient import TestClient
from httpx2 import Response

from dateline.cli.served import tools
from dateline.web.access import Access, Account, digest_of
from dateline.web.app import create_app
from dateline.web.audit import Audit
from dateline.web.guard import Hosts
from dateline.web.limit import Limit
from dateline.web.record import Record
from dateline.web.served import Served

TOKENS = {name: f"token-of-{name}-0123456789" for name in ("eve", "ann", "ben", "cyd", "root")}
ROLES = {"eve": "read", "ann": "review", "ben": "review", "cyd": "review", "root": "admin"}
BASE = "http://localhost:8640"


@dataclass
class Clock:
    """Seconds that pass only when told to."""

    now: float = 1000.0

    def __call__(self) -> float:
        return self.now


@dataclass
class Server:
    """A server of one record; `client(name)` is a browser in which somebody has logged in by token."""

    served: Served
    clock: Clock
    app: Any
    clients: list[TestClient] = field(default_factory=list)

    def anybody(self, base: str = BASE) -> TestClient:
        client = TestClient(self.app, base_url=base, raise_server_exceptions=False)
        self.clients.append(client)
        return client

    def client(self, name: str) -> Browser:
        client = self.anybody()
        answer = client.post("/api/login", json={"token": TOKENS[name]})
        assert answer.status_code == 200, answer.text
        return Browser(client, answer.json()["csrf"])

    @property
    def log(self) -> list[dict[str, Any]]:
        """The audit log, the oldest first."""
        return self.served.audit.last(1000)[::-1]


@dataclass
class Browser:
    """Somebody who is logged in. `get` and `post` give the data of a good answer."""

    client: TestClient
    csrf: str

    def ask(self, path: str, **params: Any) -> Response:
        return self.client.get(f"/api{path}", params=params)

    def get(self, path: str, **params: Any) -> Any:
        answer = self.ask(path, **params)
        assert answer.status_code == 200, answer.text
        return answer.json()

    def send(self, path: str, body: Any, headers: dict[str, str] | None = None) -> Response:
        given = {"X-CSRF-Token": self.csrf} if headers is None else headers
        return self.client.post(f"/api{path}", json=body, headers=given)

    def post(self, path: str, body: Any) -> Any:
        answer = self.send(path, body)
        assert answer.status_code == 200, answer.text
        return answer.json()

    def judge(self, action: str, *targets: str, **more: Any) -> Any:
        return self.post("/judgements", {"action": action, "targets": list(targets), **more})


@contextmanager
def serving(record: Path, *, hosts: Hosts | None = None, access: Access | None = None) -> Iterator[Server]:
    clock = Clock()
    if access is None:
        accounts = tuple(Account(name, ROLES[name], digest_of(token)) for name, token in TOKENS.items())
        access = Access(tokens=accounts)
    access.clock = clock
    served = Served(Record(str(record), tools()), access, Audit(record.with_suffix(".audit")), limit=Limit(clock))
    server = Server(served, clock, create_app(served, hosts))
    try:
        yield server
    finally:
        for client in server.clients:
            client.close()
        served.record.close()
