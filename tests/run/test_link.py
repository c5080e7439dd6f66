"""Linking says what it left open."""

from __future__ import annotations

import io
from dataclasses import replace
from pathlib import Path

import pytest

from dateline.errors import DatelineError
from dateline.link import shelf
from dateline.read.text import document_of
from dateline.run.link import Linked, link
from dateline.run.tally import Tally
from dateline.store.store import Store
from dateline.types.reading import Candidate, Reading
from tests.link.test_attach import HISTORY, OTHER
from tests.link.test_episode import ONE


def reading(candidate: Candidate) -> Reading:
    document = document_of(f"Report {candidate.report}.", title="", published=candidate.published)
    report = replace(document.report, id=candidate.report)
    return Reading(
        candidate.report, "recipe", candidate.report, document=replace(document, report=report), candidates=(candidate,)
    )


def test_a_mention_that_fits_two_episodes_is_told(tmp_path: Path) -> None:
    with Store(str(tmp_path / "r.dateline"), create=True) as store:
        store.append([reading(ONE), reading(OTHER)])
        assert "several" not in str(link(store, Tally(out=io.StringIO())))
        store.append([reading(HISTORY)])
        linked = link(store, Tally(out=io.StringIO()))
    assert linked.undecided == 1 and linked.uncompared == 0
    assert "1 undated mentions fit several episodes" in str(linked)


def test_what_was_not_compared_is_told() -> None:
    assert "compared" not in str(Linked(done=True, reports=2))
    assert "3 statements were not compared" in str(Linked(done=True, reports=2, uncompared=3))


def test_a_full_disk_is_said_with_its_cure(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def full(**named: str) -> None:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(shelf, "TemporaryFile", full)
    with Store(str(tmp_path / "r.dateline"), create=True) as store:
        store.append([reading(ONE)])
        with pytest.raises(DatelineError, match=r"No space left .* TMPDIR"):
            link(store, Tally(out=io.StringIO()))
        assert store.stale
