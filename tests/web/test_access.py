"""Who comes in, how far, and how often one may try."""

from __future__ import annotations

from pathlib import Path

import pytest

from dateline.errors import DatelineError
from dateline.web.access import IDLE, LONGEST, Access, Account, digest_of, one_time, with_password, with_tokens
from dateline.web.limit import IN_ALL, TRIES, WINDOW, Limit
from tests.web.conftest import fill
from tests.web.server import TOKENS, Clock, Server, serving

OPEN = ("/api/openapi.json", "/")
"""What needs no session."""


def secret(path: Path, words: str) -> Path:
    path.write_text(words, "utf-8")
    path.chmod(0o600)
    return path


def test_a_link_works_once(tmp_path: Path) -> None:
    access = one_time("ann")
    link = access.link or ""
    with serving(fill(tmp_path / "r.dateline"), access=access) as server:
        first, second = server.anybody(), server.anybody()
        assert first.get("/api/session").status_code == 401
        ahead = first.get("/enter", params={"link": link}, headers={"Sec-Purpose": "prefetch"}, follow_redirects=False)
        assert ahead.status_code == 204
        answer = first.get("/enter", params={"link": link}, follow_redirects=False)
        assert (answer.status_code, answer.headers["location"]) == (303, "/")
        cookie = answer.headers["set-cookie"].lower()
        assert "httponly" in cookie and "samesite=strict" in cookie and "path=/" in cookie
        assert first.get("/api/session").json()["role"] == "admin"
        refused = second.get("/enter", params={"link": link}, follow_redirects=False)
        assert refused.status_code == 403
        assert "start it again" in refused.json()["cure"]
        assert second.get("/api/session").status_code == 401
        again = first.get("/enter", params={"link": link}, follow_redirects=False)
        assert again.status_code == 303  # who is in already only goes to the page


def test_a_link_is_not_in_the_log(tmp_path: Path) -> None:
    access = one_time("ann")
    link = access.link or ""
    with serving(fill(tmp_path / "r.dateline"), access=access) as server:
        server.anybody().get("/enter", params={"link": link})
        assert [row["what"] for row in server.log] == ["link"]
        assert link not in server.served.audit.path.read_text("ascii")


def test_every_route_needs_a_session(asked: Server) -> None:
    client = asked.anybody()
    paths = asked.app.openapi()["paths"]
    for path, methods in paths.items():
        for method in methods:
            answer = client.request(method.upper(), path.replace("{id}", "s1"), json={})
            if path in ("/api/login", "/api/logout"):
                continue
            assert answer.status_code in (401, 422), (method, path)
            assert answer.status_code == 401 or method == "post"
    assert all(client.get(path).status_code in (200, 503) for path in OPEN)


@pytest.mark.parametrize(
    ("name", "path", "status"),
    [("eve", "/judgements", 403), ("eve", "/judgements/x/undo", 403), ("ann", "/judgements/x/undo", 404)],
)
def test_roles_bound_what_one_may_change(server: Server, name: str, path: str, status: int) -> None:
    browser = server.client(name)
    body = {"action": "accept", "targets": ["s1"]} if path == "/judgements" else {}
    answer = browser.send(path, body)
    assert answer.status_code == status, answer.text


def test_the_log_is_for_administrators(server: Server) -> None:
    assert server.client("ann").ask("/audit").status_code == 403
    rows = server.client("root").get("/audit")["rows"]
    assert rows[0]["who"] == "root" and rows[0]["what"] == "login" and rows[0]["at"].endswith("Z")


def test_agreement_is_for_reviewers(server: Server) -> None:
    assert server.client("eve").ask("/agreement").status_code == 403
    assert server.client("ann").ask("/agreement").status_code == 200


def test_a_token_may_come_with_each_question_and_needs_no_csrf(server: Server) -> None:
    client = server.anybody()
    headers = {"Authorization": f"Bearer {TOKENS['ann']}"}
    assert client.get("/api/session", headers=headers).json()["name"] == "ann"
    answer = client.post("/api/judgements", headers=headers, json={"action": "accept", "targets": ["s1"]})
    assert answer.status_code == 200
    assert client.get("/api/session", headers={"Authorization": "Bearer wrong"}).status_code == 401


def test_what_changes_something_needs_the_token_of_the_page(server: Server) -> None:
    ann = server.client("ann")
    body = {"action": "accept", "targets": ["s1"]}
    for headers in ({}, {"X-CSRF-Token": "guessed"}, {"X-CSRF-Token": server.client("ben").csrf}):
        answer = ann.send("/judgements", body, headers)
        assert answer.status_code == 403
        assert "X-CSRF-Token" in answer.json()["error"]
    assert ann.send("/session", {"blind": True}, {}).status_code == 403
    assert ann.get("/statements/s1")["record"]["review"] is None


def test_logout_ends_the_session(server: Server) -> None:
    ann = server.client("ann")
    assert ann.post("/logout", {}) == {"ended": True}
    assert ann.ask("/session").status_code == 401
    assert ann.send("/logout", {}).json() == {"ended": False}


@pytest.mark.parametrize(("used", "seconds"), [(False, IDLE + 1), (True, LONGEST + 1)])
def test_sessions_end(server: Server, used: bool, seconds: float) -> None:
    ann = server.client("ann")
    steps = 40 if used else 1
    for _ in range(steps - 1):
        server.clock.now += seconds / steps
        assert ann.ask("/session").status_code == 200
    server.clock.now += seconds / steps
    assert ann.ask("/session").status_code == 401


def test_wrong_secrets_are_counted_and_then_one_waits(server: Server) -> None:
    client = server.anybody()
    for _ in range(TRIES):
        assert client.post("/api/login", json={"token": "guess"}).status_code == 401
    refused = client.post("/api/login", json={"token": TOKENS["ann"]})
    assert refused.status_code == 429
    assert 0 < int(refused.headers["retry-after"]) <= WINDOW + 1
    assert client.get("/enter", params={"link": "x"}).status_code == 429
    server.clock.now += WINDOW
    assert client.post("/api/login", json={"token": TOKENS["ann"]}).status_code == 200
    assert [row["what"] for row in server.log] == ["login refused"] * TRIES + ["login"]
    assert "guess" not in server.served.audit.path.read_text("ascii")


def test_many_addresses_share_one_limit() -> None:
    clock = Clock()
    limit = Limit(clock)
    for number in range(IN_ALL):
        assert limit.wait(f"10.0.0.{number}") == 0
        limit.fail(f"10.0.0.{number}")
    assert limit.wait("10.9.9.9") > 0
    clock.now += WINDOW
    assert limit.wait("10.9.9.9") == 0


def test_a_password_lets_reviewers_in_under_their_names(tmp_path: Path) -> None:
    access = Access(password=with_password(secret(tmp_path / "p", "correct horse battery\n")))
    with serving(fill(tmp_path / "r.dateline"), access=access) as server:
        client = server.anybody()
        assert client.post("/api/login", json={"password": "wrong horse"}).status_code == 401
        assert client.post("/api/login", json={"token": "correct horse battery"}).status_code == 401
        body = {"password": "correct horse battery", "name": " dora\n"}
        assert client.post("/api/login", json=body).status_code == 200
        session = client.get("/api/session").json()
        assert (session["name"], session["role"]) == ("dora", "review")


def test_tokens_are_read_plain_or_hashed(tmp_path: Path) -> None:
    hashed = "sha256:" + digest_of("another-long-token")
    lines = f"# who may come in\nread eve plain-token-0123456\n\nadmin root {hashed}\n"
    accounts = with_tokens(secret(tmp_path / "t", lines))
    assert [(account.name, account.role) for account in accounts] == [("eve", "read"), ("root", "admin")]
    assert accounts[0].fits("plain-token-0123456") and accounts[1].fits("another-long-token")
    assert not accounts[0].fits("another-long-token")


@pytest.mark.parametrize(
    ("lines", "says"),
    [("", "ROLE NAME TOKEN"), ("owner ann 0123456789abcdef", "read, review, admin"), ("read ann short", "16"),
     ("read ann", "ROLE NAME TOKEN"), ("read ann sha256:12", "64"),
     ("read ann 0123456789abcdef\nadmin bob 0123456789abcdef", "of their own")],
)  # fmt: skip
def test_a_file_of_tokens_that_cannot_be_is_refused(tmp_path: Path, lines: str, says: str) -> None:
    with pytest.raises(DatelineError) as error:
        with_tokens(secret(tmp_path / "t", lines))
    assert says in error.value.cure


@pytest.mark.parametrize("words", ["", "short", "two words that are long\nand a second line"])
def test_a_password_file_has_one_long_line(tmp_path: Path, words: str) -> None:
    with pytest.raises(DatelineError, match="password file"):
        with_password(secret(tmp_path / "p", words))


def test_a_file_of_secrets_that_everybody_reads_is_refused(tmp_path: Path) -> None:
    path = secret(tmp_path / "t", "read eve plain-token-0123456")
    path.chmod(0o644)
    with pytest.raises(DatelineError) as error:
        with_tokens(path)
    assert error.value.cure == f"run: chmod 600 {path}"


def test_accounts_differ_in_more_than_a_prefix() -> None:
    account = Account("ann", "review", digest_of("0123456789abcdef"))
    assert not account.fits("0123456789abcde")
    assert not account.fits("0123456789abcdef\0")
