from __future__ import annotations

from typing import NamedTuple

import pytest

from dateline.lang import load
from dateline.lang.noun_class import ACTOR, classes_of, classes_of_name, is_a


class Word(NamedTuple):
    lemma: str
    pos: str = "NOUN"


@pytest.mark.parametrize(
    ("lemma", "cls"),
    [
        ("rebel", "armed"), ("minister", "official"), ("villager", "civilian"), ("protester", "crowd"),
        ("ministry", "organisation"), ("province", "place"), ("hospital", "building"), ("mortar", "weapon"),
        ("truck", "vehicle"), ("treaty", "document"), ("ultimatum", "demand"), ("wheat", "goods"),
        ("ransom", "money"), ("summit", "talks"), ("decade", "time"), ("fear", "abstract"), ("goalkeeper", "sport"),
        ("share", "market"), ("vice-governor", "official"),
    ],
)  # fmt: skip
def test_classes(lemma: str, cls: str) -> None:
    assert cls in classes_of(lemma)


def test_actor_is_the_union_of_its_classes() -> None:
    for name, lemmas in load("en", "classes").items():
        for lemma in lemmas.split()[:50]:
            assert ("actor" in classes_of(lemma)) or name not in ACTOR


@pytest.mark.parametrize("lemma", ["", "xyzzy", "quickly-done"])
def test_unknown_words_have_no_class(lemma: str) -> None:
    assert classes_of(lemma) == frozenset()


def test_lemmas_are_single_lower_case_words_listed_once_a_class() -> None:
    for name, lemmas in load("en", "classes").items():
        listed = lemmas.split()
        assert len(listed) == len(set(listed)), name
        assert all(lemma == lemma.lower() for lemma in listed), name


def test_a_name_goes_by_its_label() -> None:
    assert is_a(Word("wolf", "PROPN"), "PERSON", "@person")
    assert not is_a(Word("bank", "PROPN"), "PERSON", "organisation")
    assert is_a(Word("bank"), "", "@organisation")
    assert "country" in classes_of_name("GPE")
    assert classes_of_name("CARDINAL") == frozenset()
