"""In the data files "on", "off", "no" and "yes" are English words; only `true` and `false` are booleans."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

import dateline
from dateline.errors import KnowledgeError
from dateline.lang import read_yaml

HOUSE = Path(dateline.__file__).parent
FILES = sorted(HOUSE.rglob("*.yaml"))
FLAGS = frozenset(("symmetric", "needs_object", "weak"))


def leaves(value: Any, key: object = None) -> Iterator[tuple[object, Any]]:
    """(key it stands under, value) of every scalar, keys of mappings included."""
    if isinstance(value, dict):
        for name, inner in value.items():
            yield "key", name
            yield from leaves(inner, name)
    elif isinstance(value, list):
        for inner in value:
            yield from leaves(inner, key)
    else:
        yield key, value


def test_english_words_stay_words(tmp_path: Path) -> None:
    path = tmp_path / "words.yaml"
    path.write_text("words: [on, off, no, yes, y, n, On, NO, true]\nno: off\nflag: false\n", "utf-8")
    words = ["on", "off", "no", "yes", "y", "n", "On", "NO", True]
    assert read_yaml(path) == {"words": words, "no": "off", "flag": False}


def test_there_are_files() -> None:
    assert len(FILES) > 20


@pytest.mark.parametrize("path", FILES, ids=lambda path: path.stem)
def test_no_word_became_something_else(path: Path) -> None:
    for key, value in leaves(read_yaml(path)):
        assert not isinstance(value, bool) or key in FLAGS, (key, value)
        assert key != "key" or isinstance(value, str | int), value


def test_missing_and_malformed_files_name_the_cure(tmp_path: Path) -> None:
    with pytest.raises(KnowledgeError, match="reinstall"):
        read_yaml(tmp_path / "none.yaml")
    (tmp_path / "bad.yaml").write_text("a: [b", "utf-8")
    with pytest.raises(KnowledgeError, match="mend the file"):
        read_yaml(tmp_path / "bad.yaml")
