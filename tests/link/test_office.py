"""Offices: what words name one, and who is meant by a bare one about a day."""

from __future__ import annotations

import pytest

from dateline.link.office import bearer, tenures
from dateline.link.title import read_title, title_before
from dateline.types.judgement import Judgement
from dateline.types.office import Bearer, Holding, Office

CHAIR = Office("FRA", "France", "president")
BARE = "person:french-president"


@pytest.mark.parametrize(
    ("words", "found"),
    [
        ("the French president", ("FRA", "president", False)),
        ("Ukraine's defense minister", ("UKR", "defence minister", False)),
        ("president of the United States", ("USA", "president", False)),
        ("US Secretary of State", ("USA", "secretary of state", False)),
        ("acting South Korean president", ("KOR", "president", False)),
        ("Iranian vice-president", ("IRN", "vice president", False)),
        ("ex-president of Chad", ("TCD", "president", True)),
        ("Germany's then-Chancellor", ("DEU", "chancellor", True)),
        ("NATO chief", ("org:nato", "leader", False)),
        ("former UN Secretary-General", ("org:united-nations", "secretary general", True)),
    ],
)
def test_words_that_name_an_office(words: str, found: tuple[str, str, bool]) -> None:
    title = read_title(words)
    assert title and (title[0].body, title[0].title, title[1]) == found


@pytest.mark.parametrize(
    "words",
    [
        "the president",
        "French minister",
        "French deputy foreign minister",
        "French president-elect",
        "France",
        "",
        "Hezbollah commander",
        "deputy leader of Hamas",
        "opposition leader",
        "Monday",
    ],
)
def test_words_that_name_none(words: str) -> None:
    assert read_title(words) is None


def test_the_title_is_what_stands_right_before_the_name() -> None:
    text = "On Monday former French President Jean Morel met Ali Hadi. French President, he said."
    text += " Deputy French President Luc Roy spoke."
    at = {name: title_before(text, text.index(name), 0) for name in ("Jean", "Ali", "he said", "Luc")}
    assert at == {"Jean": (CHAIR, True), "Ali": None, "he said": None, "Luc": None}


def named(name: str, day: str, number: int = 1, past: bool = False) -> Holding:
    slug = f"person:{name.lower().replace(' ', '-')}"
    return Holding(CHAIR, slug, name, "FRA", day, f"r{number}", f"f{number}", f"s{number}", past)


def meant(*found: Holding, judgements: tuple[Judgement, ...] = ()) -> Bearer:
    one, other = (
        bearer(BARE, "French president", CHAIR, "2021-03-10", tenures(rows, judgements), judgements)
        for rows in (found, found[::-1])
    )
    assert one == other, "the order of the evidence does not matter"
    return one


def test_the_one_holder_is_told_with_the_evidence() -> None:
    told = meant(named("Jean Morel", "2021-03-02", 1), named("Jean Morell", "2021-03-12", 2))
    assert told.holder and told.holder.entities == ("person:jean-morel", "person:jean-morell")
    assert (told.holder.first, told.holder.last, told.holder.texts) == ("2021-03-02", "2021-03-12", 2)
    assert told.holder.statements == ("s1", "s2") and told.by == "link/1"
    assert "2 reports (2 texts) name" in told.reason and "the nearest 2 days away" in told.reason


def test_two_holders_a_former_one_and_none_leave_it_open() -> None:
    assert meant(named("Jean Morel", "2021-03-02"), named("Paul Girard", "2021-03-09")).holder is None
    assert meant(named("Jean Morel", "2021-03-02"), named("Jean Morel", "2021-03-09", 2, past=True)).holder is None
    told = meant()
    assert told.holder is None and told.reason == "no report within 30 days names a holder"


def judged(kind: str, name: str) -> Judgement:
    return Judgement("j1", kind, "entity", (BARE, name), "ann", "2026-01-01T00:00:00Z", "checked")


def test_people_overrule_it() -> None:
    both = (named("Jean Morel", "2021-03-02"), named("Paul Girard", "2021-03-09", 2))
    split = meant(both[0], judgements=(judged("split", "person:jean-morel"),))
    assert split.holder is None and "not Jean Morel" in split.reason
    merged = meant(*both, judgements=(judged("merge", "person:paul-girard"),))
    assert merged.holder and merged.holder.name == "Paul Girard"
    assert (merged.by, merged.reason) == ("person", "ann: checked")
