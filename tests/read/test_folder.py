"""Paths, folders and standard input."""

from __future__ import annotations

import io
import os
import sys
from pathlib import Path
from types import SimpleNamespace

import pytest

from dateline.read.delivery import Delivery
from dateline.read.failure import Failure
from dateline.read.folder import Skipped, deliveries
from dateline.read.format import open_documents
from dateline.types import Document
from tests.read.delivered import BODY


def test_folder_is_read_to_its_depth_sorted_without_hidden_files(tmp_path: Path) -> None:
    for name in ("b.txt", "a/z.txt", ".hidden", ".git/config", "a/.note"):
        path = tmp_path / name
        path.parent.mkdir(exist_ok=True)
        path.write_text(BODY)
    skipped = Skipped()
    found = list(deliveries([tmp_path], skipped=skipped))
    assert [d.name for d in found if isinstance(d, Delivery)] == [str(tmp_path / "b.txt"), str(tmp_path / "a/z.txt")]
    assert skipped.hidden == 2


def test_missing_path_broken_link_and_empty_folder(tmp_path: Path) -> None:
    (tmp_path / "link").symlink_to(tmp_path / "nowhere")
    (tmp_path / "empty").mkdir()
    found = list(deliveries([tmp_path / "missing", tmp_path / "link", tmp_path / "empty"]))
    assert [str(item).split(": ")[1].split(" - ")[0] for item in found] == [
        "does not exist", "is a link to a file that does not exist", "holds no file to read",
    ]  # fmt: skip


@pytest.mark.skipif(os.geteuid() == 0, reason="root may read everything")
def test_file_that_may_not_be_read(tmp_path: Path) -> None:
    path = tmp_path / "secret.txt"
    path.write_text(BODY)
    path.chmod(0)
    (failure,) = deliveries([path])
    assert isinstance(failure, Failure) and failure.what == "may not be read"


def test_pipe_is_no_report(tmp_path: Path) -> None:
    os.mkfifo(tmp_path / "pipe")
    (failure,) = deliveries([tmp_path / "pipe"])
    assert isinstance(failure, Failure) and "regular file" in failure.what


def test_file_that_goes_away_is_a_failure(tmp_path: Path) -> None:
    path = tmp_path / "a.txt"
    path.write_text(BODY)
    (delivery,) = deliveries([path])
    path.unlink()
    assert isinstance(delivery, Delivery)
    (failure,) = open_documents(delivery)
    assert isinstance(failure, Failure) and "cannot be opened" in failure.what


@pytest.mark.parametrize("times", [1, 20_000])
def test_standard_input(monkeypatch: pytest.MonkeyPatch, times: int) -> None:
    data = (BODY + "\n").encode() * times
    monkeypatch.setattr(sys, "stdin", SimpleNamespace(buffer=io.BytesIO(data)))
    (delivery,) = deliveries(["-"], like=Delivery("", columns={"text": "body"}))
    assert isinstance(delivery, Delivery)
    assert (delivery.name, delivery.size, delivery.columns) == ("<stdin>", len(data), {"text": "body"})
    (document,) = open_documents(delivery)
    assert isinstance(document, Document) and document.report.size == len(data)
