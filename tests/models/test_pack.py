"""A pack is loaded whole, or refused with the cure."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from dateline.errors import DatelineError
from dateline.models.pack import FILES, PROTOCOL, SHIPPED, find_pack, load_card


def folder(tmp_path: Path, protocol: int) -> Path:
    for name in FILES:
        (tmp_path / name).write_text("{}", "utf-8")
    (tmp_path / "card.json").write_text(json.dumps({"protocol": protocol, "name": "made"}), "utf-8")
    return tmp_path


def test_a_pack_of_another_protocol_is_refused_by_name(tmp_path: Path) -> None:
    with pytest.raises(
        DatelineError, match=f"speaks protocol {PROTOCOL + 1}, this version {PROTOCOL}.*DATELINE_PACK=none"
    ):
        load_card(folder(tmp_path, PROTOCOL + 1))


@pytest.mark.parametrize("name", FILES)
def test_a_pack_that_lacks_a_file_says_which(tmp_path: Path, name: str) -> None:
    whole = folder(tmp_path, PROTOCOL)
    assert load_card(whole)["name"] == "made"
    (whole / name).unlink()
    with pytest.raises(DatelineError, match=f"has no {name}"):
        load_card(whole)


def test_the_variable_names_a_pack_or_none(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.setenv("DATELINE_PACK", "none")
    assert find_pack() is None
    monkeypatch.setenv("DATELINE_PACK", str(tmp_path))
    assert find_pack() == tmp_path
    monkeypatch.delenv("DATELINE_PACK")
    assert find_pack() == (SHIPPED if (SHIPPED / "card.json").is_file() else None)
