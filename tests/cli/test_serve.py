"""`dateline serve`: what it refuses to do, and a server that is started, asked and ended."""

from __future__ import annotations

import os
import re
import signal
import socket
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import httpx2
import pytest

from dateline.cli.served import Order, access_of, address_of, hosts_of, is_loopback, is_record, record_of, run
from dateline.errors import DatelineError
from tests.run.recorded import blast_record

EXAMPLES = Path(__file__).resolve().parents[2] / "examples"


def order(*sources: str, **given: Any) -> Order:
    return Order(list(sources), given.pop("host", "127.0.0.1"), given.pop("port", 0), **given)


def secret(path: Path, words: str) -> Path:
    path.write_text(words, "utf-8")
    path.chmod(0o600)
    return path


@pytest.mark.parametrize("host", ["0.0.0.0", "::", "192.168.1.7", "desk.example"])
def test_beyond_this_machine_it_refuses_to_start_without_a_secret(tmp_path: Path, host: str) -> None:
    record = blast_record(tmp_path / "r.dateline")
    with pytest.raises(DatelineError) as error:
        run(order(str(record), host=host), sys.stderr)
    assert "--password-file" in error.value.cure and "--tokens" in error.value.cure
    assert not (tmp_path / "r.dateline.audit.jsonl").exists()


def test_with_a_secret_there_is_no_link(tmp_path: Path) -> None:
    password = secret(tmp_path / "p", "correct horse battery")
    tokens = secret(tmp_path / "t", "read eve plain-token-0123456")
    for given in ({"password_file": password}, {"tokens": tokens}, {"password_file": password, "tokens": tokens}):
        access = access_of(order("r.dateline", host="0.0.0.0", **given))
        assert access.link is None and access.guarded
        assert access.enter("") is None
    assert access_of(order("r.dateline")).link


@pytest.mark.parametrize(
    ("host", "loopback"),
    [("127.0.0.1", True), ("127.8.8.8", True), ("localhost", True), ("::1", True), ("0.0.0.0", False), ("::", False),
     ("10.0.0.1", False), ("localhost.evil.example", False), ("", False)],
)  # fmt: skip
def test_loopback_is_what_nobody_else_reaches(host: str, loopback: bool) -> None:
    assert is_loopback(host) is loopback
    assert hosts_of(order("r", host=host)).open is not loopback


def test_names_that_are_given_are_answered_to() -> None:
    hosts = hosts_of(order("r", host="0.0.0.0", names=("Desk.Example",)))
    assert hosts.holds("desk.example:80") and not hosts.holds("evil.example")


def test_the_address_is_one_to_open(tmp_path: Path) -> None:
    access = access_of(order("r"))
    assert address_of(order("r"), 8640, access) == f"http://127.0.0.1:8640/enter?link={access.link}"
    assert address_of(order("r", host="::1"), 1, access).startswith("http://[::1]:1/")
    tls = order("r", host="0.0.0.0", names=("desk.example",), certificate=tmp_path, key=tmp_path)
    guarded = access_of(order("r", tokens=secret(tmp_path / "t", "read eve plain-token-0123456")))
    assert address_of(tls, 443, guarded) == "https://desk.example:443/"


def test_a_certificate_needs_its_key(tmp_path: Path) -> None:
    with pytest.raises(DatelineError, match="go together"):
        access_of(order("r", certificate=tmp_path))


def test_records_are_told_from_reports(tmp_path: Path) -> None:
    record = blast_record(tmp_path / "news")
    page = secret(tmp_path / "page.html", "<p>The army shelled Orbec.")
    assert is_record(str(record)) and is_record("postgresql://host/news") and is_record(str(tmp_path / "no.dateline"))
    assert not is_record(str(page)) and not is_record(str(tmp_path)) and not is_record("https://news.example/1")
    with pytest.raises(DatelineError, match="is a record among reports"), record_of(order(str(page), str(record)),
                                                                                   sys.stderr):  # fmt: skip
        pass


@pytest.mark.parametrize("name", ["no.dateline", "empty.txt"])
def test_what_cannot_be_served_is_said_before_anything_listens(tmp_path: Path, name: str) -> None:
    (tmp_path / "empty.txt").write_text("")
    with pytest.raises(DatelineError) as error:
        run(order(str(tmp_path / name)), sys.stderr)
    assert error.value.cure


def test_a_port_that_is_taken_is_named(tmp_path: Path) -> None:
    record = blast_record(tmp_path / "r.dateline")
    with socket.create_server(("127.0.0.1", 0)) as taken, pytest.raises(DatelineError) as error:
        run(order(str(record), port=taken.getsockname()[1]), sys.stderr)
    assert "--port" in error.value.cure


@contextmanager
def started(*words: str) -> Iterator[tuple[str, subprocess.Popen[str]]]:
    command = [sys.executable, "-m", "dateline", "serve", *words, "--port", "0", "--by", "ann"]
    with subprocess.Popen(command, stderr=subprocess.PIPE, text=True, env={**os.environ, "NO_COLOR": "1"}) as server:
        try:
            assert server.stderr is not None
            seen = ""
            while not (found := re.search(r"http://\S+", seen)):
                line = server.stderr.readline()
                assert line, seen
                seen += line
            yield found[0], server
        finally:
            server.kill()


def test_a_report_is_read_served_and_forgotten() -> None:
    with started(str(sorted(EXAMPLES.glob("*.txt"))[0])) as (link, server), httpx2.Client() as client:
        base = link.partition("/enter")[0]
        entered = client.get(link)
        assert entered.status_code in (303, 200, 503)
        session = client.get(f"{base}/api/session").json()
        assert (session["name"], session["role"], session["record"]["reports"]) == ("ann", "admin", 1)
        page = client.get(f"{base}/api/statements").json()
        assert page["total"] == session["record"]["statements"] > 0
        made = client.post(
            f"{base}/api/judgements", headers={"X-CSRF-Token": session["csrf"]},
            json={"action": "accept", "targets": [page["rows"][0]["id"]], "base": 0},
        )  # fmt: skip
        assert made.status_code == 200
        with client.stream("GET", f"{base}/api/events") as events:
            assert next(line for line in events.iter_lines() if line.startswith("event")) == "event: change"
            server.send_signal(signal.SIGINT)
            assert server.wait(20) in (0, 130)
        assert server.stderr is not None
        assert "Traceback" not in server.stderr.read()
