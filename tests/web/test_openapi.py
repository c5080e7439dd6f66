"""The API's own description: valid, complete, and true of what is answered."""

from __future__ import annotations

import json
from collections.abc import Iterator
from typing import Any

import pytest
from jsonschema import Draft202012Validator

from dateline.web.routes import ROUTES
from dateline.write.schema import schema
from tests.web.server import Browser, Server

ASKED = (
    "/session", "/statements", "/statements/s1", "/statements/s2/why", "/facets", "/reports", "/reports/r1",
    "/episodes", "/episodes/s1", "/map", "/timeline", "/network", "/coverage", "/queue", "/judgements", "/changes",
    "/agreement", "/vocabulary", "/audit",
)  # fmt: skip


@pytest.fixture(scope="module")
def described(asked: Server) -> Any:
    return asked.anybody().get("/api/openapi.json").json()


def walk(data: Any) -> Iterator[dict[str, Any]]:
    if isinstance(data, dict):
        yield data
        for value in data.values():
            yield from walk(value)
    elif isinstance(data, list):
        for value in data:
            yield from walk(value)


def checked(described: Any, path: str, method: str = "get", status: str = "200") -> Draft202012Validator:
    content = described["paths"][f"/api{path}"][method]["responses"][status]["content"]
    return Draft202012Validator({**content["application/json"]["schema"], "components": described["components"]})


def test_it_is_openapi(described: Any) -> None:
    assert described["openapi"].startswith("3.1")
    for name, found in described["components"]["schemas"].items():
        Draft202012Validator.check_schema(found)
        assert name
    for node in walk(described):
        if "$ref" in node:
            place: Any = described
            for step in node["$ref"].removeprefix("#/").split("/"):
                place = place[step]


def test_every_route_is_described_and_nothing_else(described: Any) -> None:
    listed = {(f"/api{line.path}", line.method.lower()) for line in ROUTES}
    found = {(path, method) for path, methods in described["paths"].items() for method in methods}
    assert found == listed
    ids = [route["operationId"] for methods in described["paths"].values() for route in methods.values()]
    assert len(ids) == len(set(ids))
    for line in ROUTES:
        assert line.says.endswith(".") and len(line.says) < 120, line.path


def test_every_filter_is_described(described: Any) -> None:
    from dateline.store.query import NAMES

    for path in ("/api/statements", "/api/facets", "/api/map", "/api/queue", "/api/episodes"):
        names = {parameter["name"] for parameter in described["paths"][path]["get"]["parameters"]}
        assert set(NAMES) - {"limit", "offset"} <= names, path


@pytest.mark.parametrize("path", ASKED)
def test_what_is_answered_is_what_is_described(server: Server, described: Any, path: str) -> None:
    root, ben = server.client("root"), server.client("ben")
    for id_ in ("s1", "s3"):
        root.judge("edit", id_, values={"status": "denied"})
        ben.judge("accept", id_, base=root.get(f"/statements/{id_}")["record"]["version"])
    template = next(line.path for line in ROUTES if fits(line.path, path))
    checked(described, template).validate(root.get(path))


def fits(template: str, path: str) -> bool:
    parts, given = template.split("/"), path.split("/")
    return len(parts) == len(given) and all(a == b or a == "{id}" for a, b in zip(parts, given, strict=True))


def test_every_answer_in_json_is_checked() -> None:
    described = {line.path for line in ROUTES if line.method == "GET" and line.shape is not None}
    assert described == {next(line.path for line in ROUTES if fits(line.path, path)) for path in ASKED}


def test_decisions_and_errors_are_as_described(server: Server, described: Any) -> None:
    ann = server.client("ann")
    made = ann.judge("accept", "s1")
    checked(described, "/judgements", "post").validate(made)
    undone = ann.post(f"/judgements/{made['judgement']['id']}/undo", {})
    checked(described, "/judgements/{id}/undo", "post").validate(undone)
    for answer in (ann.ask("/statements", type="x"), ann.ask("/statements/x"), ann.ask("/audit"),
                   ann.ask("/statements", limit="x"), server.anybody().get("/api/statements"),
                   ann.send("/judgements", {"action": "reject", "targets": ["s1"]})):  # fmt: skip
        checked(described, "/statements", "get", "400").validate(answer.json())
        assert answer.status_code >= 400


def test_a_statement_is_the_published_contract(eve: Browser) -> None:
    contract = Draft202012Validator(schema())
    lines = [json.loads(line) for line in eve.ask("/statements.jsonl").text.splitlines()]
    for row in (*lines, eve.get("/statements/s1"), *eve.get("/reports/r2")["statements"]):
        row.pop("record")
        contract.validate(row)


def test_every_route_stands_on_its_page() -> None:
    from pathlib import Path

    page = (Path(__file__).resolve().parents[2] / "docs" / "api.md").read_text("utf-8")
    for line in ROUTES:
        assert f"`{line.method} {line.path}`" in page, f"docs/api.md: {line.method} {line.path}"
