"""What is refused before it reaches a route, and what every answer carries."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from dateline.web.guard import LARGEST, Hosts
from tests.web.conftest import fill
from tests.web.server import BASE, Browser, Server, serving

WISH = {"action": "accept", "targets": ["s1"]}


@pytest.mark.parametrize("host", ["localhost", "localhost:8640", "127.0.0.1:1", "127.9.9.9", "[::1]:8640", "LOCALHOST"])
def test_this_machine_is_answered(asked: Server, host: str) -> None:
    answer = asked.anybody().get("/api/session", headers={"Host": host})
    assert answer.status_code == 401


@pytest.mark.parametrize(
    "host", ["evil.example", "evil.example:8640", "localhost.evil.example", "192.168.1.7", "", "localhost@evil.example",
             "[::ffff:8.8.8.8]", "127.0.0.1.evil.example"],
)  # fmt: skip
def test_another_name_for_this_machine_is_refused(asked: Server, host: str) -> None:
    answer = asked.anybody().get("/api/session", headers={"Host": host})
    assert answer.status_code == 403
    assert "--allow-host" in answer.json()["cure"]


def test_beyond_loopback_numbers_and_given_names_are_answered(tmp_path: Path) -> None:
    with serving(fill(tmp_path / "r.dateline"), hosts=Hosts(frozenset({"desk.example"}), open=True)) as server:
        client = server.anybody()
        for host, status in (("192.168.1.7:8640", 401), ("desk.example", 401), ("evil.example", 403)):
            assert client.get("/api/session", headers={"Host": host}).status_code == status


@pytest.mark.parametrize("origin", ["https://evil.example", "http://localhost:3000", "null", "http://localhost"])
def test_a_page_elsewhere_cannot_change_anything(server: Server, origin: str) -> None:
    ann = server.client("ann")
    answer = ann.send("/judgements", WISH, {"X-CSRF-Token": ann.csrf, "Origin": origin})
    assert answer.status_code == 403
    login = server.anybody().post("/api/login", json={"token": "x"}, headers={"Origin": origin})
    assert login.status_code == 403
    assert any(row["what"].startswith("refused: a page of another site") for row in server.log)


def test_our_own_page_can(server: Server) -> None:
    ann = server.client("ann")
    assert ann.send("/judgements", WISH, {"X-CSRF-Token": ann.csrf, "Origin": BASE}).status_code == 200


def test_a_browser_that_says_cross_site_is_believed(server: Server) -> None:
    ann = server.client("ann")
    for site, status in (("cross-site", 403), ("same-site", 403), ("same-origin", 200)):
        headers = {"X-CSRF-Token": ann.csrf, "Sec-Fetch-Site": site}
        assert ann.send("/judgements", {**WISH, "action": "comment", "why": "seen"}, headers).status_code == status


@pytest.mark.parametrize("path", ["/", "/episodes", "/api/session", "/api/nothing", "/api/openapi.json", "/assets/no"])
def test_every_answer_says_what_the_page_may_load(asked: Server, path: str) -> None:
    headers = asked.anybody().get(path).headers
    policy = headers["content-security-policy"]
    assert policy.startswith("default-src 'none'")
    assert "http" not in policy and "unsafe" not in policy and "*" not in policy
    assert headers["x-content-type-options"] == "nosniff"
    assert headers["x-frame-options"] == "DENY"
    assert headers["referrer-policy"] == "no-referrer"
    assert "access-control-allow-origin" not in headers


def test_too_much_is_refused_whether_or_not_it_says_so(server: Server) -> None:
    ann = server.client("ann")
    body = b'{"action": "comment", "targets": ["s1"], "why": "' + b"x" * LARGEST + b'"}'
    headers = {"X-CSRF-Token": ann.csrf, "Content-Type": "application/json"}

    def pieces() -> Iterator[bytes]:
        yield from (body[k : k + 65536] for k in range(0, len(body), 65536))

    for content in (body, pieces()):
        answer = ann.client.post("/api/judgements", content=content, headers=headers)
        assert answer.status_code == 413, answer.text


@pytest.mark.parametrize("path", ["/../app.py", "/assets/../../app.py", "/%2e%2e/app.py", "/..%2fapp.py", "/a%00b"])
def test_no_file_outside_the_page_is_given(asked: Server, path: str) -> None:
    answer = asked.anybody().get(path)
    assert "create_app" not in answer.text


def test_an_unknown_route_says_where_the_known_ones_are(eve: Browser) -> None:
    for answer in (eve.ask("/nothing"), eve.client.delete("/api/statements", headers={"X-CSRF-Token": eve.csrf})):
        assert answer.status_code in (404, 405)
        assert "openapi.json" in answer.json()["cure"]
