"""The page in headless Chromium: a record, a server of it, and what was seen. Each record is driven through once."""

from __future__ import annotations

import json
import os
import re
import shutil
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import pytest

from dateline.types import Document
from tests.web.browser.payload import payloads
from tests.web.browser.record import hostile, make, ordinary

HERE = Path(__file__).parent
WEB = HERE.parents[2] / "src" / "dateline" / "web"
READERS = {"ann": "review", "ben": "review", "eve": "read"}
TOKENS = {name: "-".join([name] * 6) for name in READERS}
PATIENCE = 300
"""Seconds after which a run of the browser is given up."""
Seen = dict[str, Any]

FLOWS: dict[str, dict[str, Any]] = {
    "marks": {}, "evidence": {"report": "agency", "statement": "a1"}, "episode": {"episode": "s1"}, "filters": {},
    "accessibility": {"views": ["/reports/agency", "/episodes/s1"]},
    "zoomed": {"views": ["/reports/agency", "/episodes/s1"]},
    "keyboard": {}, "mouse": {"filter": "report=r2&report=r3"}, "edit": {"filter": "status=denied"},
    "dragging": {"filter": "type=PROTEST", "from": "People", "to": "marched"},
    "offline": {"filter": "status=future"}, "conflict": {"filter": "report=agency&type=CONSULT"},
    "live": {"filter": "report=agency&type=RETREAT"}, "login": {}, "blind": {"filter": "report=r21"}, "gone": {},
}  # fmt: skip
"""What somebody does, in an order in which nothing spoils what comes after; `record` is what each needs to know."""


def browser() -> str | None:
    return next(filter(None, map(shutil.which, ("chromium", "chromium-browser", "google-chrome"))), None)


def lacking() -> str:
    if not shutil.which("node"):
        return "Node.js is not installed"
    if not browser():
        return "Chromium is not installed"
    if (
        not (WEB / "static" / "index.html").is_file()
        or not (WEB / "page" / "node_modules" / "playwright-core").is_dir()
    ):
        return "the page is not built: pip install -e '.[dev]' builds it where npm is"
    return ""


@pytest.fixture(scope="session")
def chromium() -> str:
    if reason := lacking():
        pytest.skip(reason)
    return browser() or ""


@contextmanager
def served(record: Path) -> Iterator[str]:
    """The address of a server of the record, which ends with the block."""
    tokens = record.with_suffix(".tokens")
    tokens.write_text("".join(f"{role} {name} {TOKENS[name]}\n" for name, role in READERS.items()), "utf-8")
    tokens.chmod(0o600)
    command = [sys.executable, "-m", "dateline", "serve", str(record), "--port", "0", "--tokens", str(tokens)]
    with subprocess.Popen(command, stderr=subprocess.PIPE, text=True, env={**os.environ, "NO_COLOR": "1"}) as server:
        try:
            assert server.stderr is not None
            line = server.stderr.readline()
            found = re.search(r"http://[\d.]+:\d+", line)
            assert found, line + server.stderr.read()
            yield found[0]
        finally:
            server.terminate()


def drive(chromium: str, record: Path, plan: dict[str, Any]) -> Seen:
    with served(record) as base:
        whole = {"base": base, "chromium": chromium, "record": str(record), "readers": TOKENS, **plan}
        whole["shots"] = os.environ.get("DATELINE_SHOTS")
        command = ["node", str(HERE / "drive.mjs"), str(WEB / "page")]
        done = subprocess.run(command, input=json.dumps(whole), text=True, capture_output=True, timeout=PATIENCE)
    assert done.returncode == 0, done.stderr
    seen: Seen = json.loads(done.stdout)
    return seen


@pytest.fixture(scope="session")
def documents() -> list[Document]:
    return ordinary()


@pytest.fixture(scope="session")
def record(documents: list[Document], tmp_path_factory: pytest.TempPathFactory) -> Path:
    return make(tmp_path_factory.mktemp("page") / "ordinary.dateline", documents)


@pytest.fixture(scope="session")
def seen(chromium: str, record: Path, documents: list[Document]) -> Seen:
    """What was seen of an ordinary record, by flow."""
    needs = {**FLOWS, "marks": {"reports": [document.report.id for document in documents]}}
    return drive(chromium, record, {"scenarios": list(FLOWS), "needs": needs})


@pytest.fixture(scope="session")
def attacked(chromium: str, tmp_path_factory: pytest.TempPathFactory) -> Seen:
    """What was seen of a record that is full of scripts."""
    documents = hostile()
    path = make(tmp_path_factory.mktemp("hostile") / "hostile.dateline", documents)
    first = documents[0]
    needs = {
        "payloads": payloads(), "reports": [document.report.id for document in documents],
        "views": ["/statements?sort=-published", f"/episodes/{first.statements[0].id}"],
    }  # fmt: skip
    return drive(chromium, path, {"scenarios": ["injection"], "needs": {"injection": needs}})
