"""Who is meant by a bare office, from reports as they are read to what `why` tells."""

from __future__ import annotations

import io
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest

import dateline
from dateline.run.record import Store
from dateline.types.document import Document
from dateline.types.office import Bearer
from dateline.write.office import bearer_lines, print_roster, roster_data
from dateline.write.why import as_data, print_why

TEXTS = {
    "2021-03-04": "French President Jean Morel arrested 12 rebels near Bamako, officials said.",
    "2021-03-06": "Paul Girard, the former president of France, criticised Mali.",
    "2021-03-20": "The French president promised aid to Mali.",
    "2021-03-21": "Ukraine's defence minister, Oleh Hrytsenko, said that troops had shelled the town.",
    "2021-03-25": "Ukraine's defence minister threatened Russia.",
    "2021-06-20": "The French president promised aid to Chad.",
}


@pytest.fixture(scope="module")
def reports() -> list[Document]:
    return [dateline.read(text, published=day) for day, text in TEXTS.items()]


@pytest.fixture(params=["sqlite", "postgres"])
def store(request: pytest.FixtureRequest, tmp_path: Path, reports: list[Document]) -> Iterator[Store]:
    where = request.getfixturevalue("server").fresh() if request.param == "postgres" else str(tmp_path / "x.dateline")
    with Store(where, create=True) as store:
        store.add(reports)
        yield store


def told(store: Store, day: str) -> Bearer:
    """What `why` tells of the bare office in the report of a day; the same for all its statements."""
    ids = [member.statement.id for member in store.members() if member.report.published == day]
    found = [bearer for id_ in ids for bearer in store.why(id_).bearers]
    assert found and all(bearer == found[0] for bearer in found)
    return found[0]


def test_a_bare_office_is_shown_with_the_one_holder_of_those_days(store: Store) -> None:
    bearer = told(store, "2021-03-25")
    assert bearer.holder and bearer.holder.name == "Oleh Hrytsenko" and bearer.holder.days == ("2021-03-21",)
    assert "the nearest 4 days away" in bearer.reason
    for id_ in bearer.holder.statements:
        assert store.one(id_)[1].report.published == "2021-03-21"
    assert told(store, "2021-06-20").reason == "no report within 30 days names a holder"


def test_what_was_read_stays_and_nobody_is_merged(store: Store) -> None:
    told(store, "2021-03-25")
    (member,) = (m for m in store.members() if m.report.published == "2021-03-25")
    assert [m.entity.id for m in member.statement.actors if m.entity] == ["person:ukraines-defence-minister"]
    assert all(len(actor.entities) == 1 for actor in store.actors())


def test_a_former_holder_leaves_it_open_until_somebody_rejects_the_evidence_or_splits(store: Store) -> None:
    bearer = told(store, "2021-03-20")
    assert bearer.holder is None and "Jean Morel and Paul Girard" in bearer.reason
    (girard,) = (tenure for tenure in bearer.tenures if tenure.name == "Paul Girard")
    assert (girard.days, girard.past) == ((), ("2021-03-06",))
    made = store.judge("split", "entity", ["person:french-president", "person:paul-girard"], by="ann")
    assert (again := told(store, "2021-03-20").holder) and again.name == "Jean Morel"
    store.judge("undo", "judgement", [made.id], by="ann")
    assert told(store, "2021-03-20").holder is None
    store.judge("reject", "statement", list(girard.statements), by="ann")
    assert (again := told(store, "2021-03-20").holder) and again.name == "Jean Morel"


def test_why_prints_it_as_an_inference_and_gives_it_as_data(store: Store) -> None:
    id_ = next(m.statement.id for m in store.members() if m.report.published == "2021-03-25")
    out = io.BytesIO()
    print_why(store.why(id_), out)
    words = " ".join(out.getvalue().decode().split())
    assert "“Ukraine's defence minister”: Oleh Hrytsenko (inferred, the report does not say so)" in words
    some, many = (tuple(f"e{n}" for n in range(count)) for count in (5, 7))
    bearer = told(store, "2021-03-25")
    assert bearer.holder
    for ids, end in ((some, "e0, e1, e2, e3, e4"), (many, "e0, e1, e2, e3, e4 and 2 more")):
        tenures = (replace(bearer.holder, statements=ids),)
        assert list(bearer_lines(replace(bearer, tenures=tenures)))[-1].endswith(end)
    (row,) = as_data(store.why(id_))["offices"]
    assert (row["country"], row["title"], row["holder"]) == ("UKR", "defence minister", "person:oleh-hrytsenko")


MORE = (
    ("2021-03-05", "French President Luc Arnaud arrested 3 rebels near Gao, officials said."),
    ("2021-03-07", "Ukraine's deputy defence minister, Ostap Melnyk, said that troops had shelled the town."),
    (None, "French President Nina Roux arrested 4 rebels near Gao, officials said."),
)


@pytest.fixture
def larger(store: Store) -> Store:
    store.add([dateline.read(text, published=day) for day, text in MORE])
    return store


def named(store: Store, words: str = "") -> list[tuple[str, str]]:
    return [(str(tenure.office), tenure.name) for tenure in store.offices(words).tenures]


def test_all_offices_with_their_holders_side_by_side_by_first_day(larger: Store) -> None:
    french = [("president of France", name) for name in ("Jean Morel", "Luc Arnaud", "Paul Girard")]
    assert named(larger) == [*french, ("defence minister of Ukraine", "Oleh Hrytsenko")]
    assert named(larger, "French president") == named(larger, "the president of France") == french
    (girard,) = (t for t in larger.offices("French president").tenures if t.name == "Paul Girard")
    assert (girard.days, girard.past, girard.first) == ((), ("2021-03-06",), "2021-03-06")


def test_offices_of_a_country_and_of_a_person(larger: Store) -> None:
    assert named(larger, "Ukraine") == [("defence minister of Ukraine", "Oleh Hrytsenko")]
    assert named(larger, "hrytsenko") == [("defence minister of Ukraine", "Oleh Hrytsenko")]
    assert named(larger, "Melnyk") == named(larger, "German chancellor") == []


def test_what_is_of_no_known_day_is_counted(larger: Store) -> None:
    (id_,) = larger.offices().undated
    assert "Nina Roux" in larger.one(id_)[0].text
    assert larger.offices("France").undated == larger.offices("Nina Roux").undated == (id_,)
    assert larger.offices("Ukraine").undated == ()


def test_a_rejected_statement_names_nobody(larger: Store) -> None:
    (arnaud,) = (t for t in larger.offices("Arnaud").tenures)
    larger.judge("reject", "statement", list(arnaud.statements), by="ann")
    assert named(larger, "Arnaud") == []


def test_offices_are_printed_with_what_the_days_are_and_what_is_left_out(larger: Store) -> None:
    out = io.BytesIO()
    print_roster(larger.offices(), out)
    words = " ".join(out.getvalue().decode().split())
    assert words.startswith(
        "president of France Jean Morel: named so 2021-03-04 to 2021-03-04 in 1 report (1 text) · statements "
    )
    assert words.endswith(
        "Days are those on which reports name somebody so, not those of taking and leaving office. "
        "left out: 1 statement that names a holder on no known day"
    )
    data = roster_data(larger.offices("Ukraine"))
    (row,) = data["offices"]
    assert (row["country"], row["title"], row["name"], row["days"]) == (
        "UKR", "defence minister", "Oleh Hrytsenko", ["2021-03-21"],
    )  # fmt: skip


HEADS = (
    ("2021-04-01", "Hezbollah leader Karim Asad arrested 12 rebels near Sidon, officials said."),
    ("2021-04-02", "Gunmen of the Azalai Brigade fled. The head of the Azalai Brigade, Ibrahim Sall, threatened Mali."),
    ("2021-04-03", "Former Azalai Brigade leader Moussa Keita criticised Mali."),
    ("2021-04-04", "Azalai Brigade commander Adama Diarra and deputy Azalai Brigade leader Issa Ba criticised Mali."),
    ("2021-04-09", "The Hezbollah leader condemned the raid."),
)  # fmt: skip


@pytest.fixture
def headed(store: Store) -> Store:
    store.add([dateline.read(text, published=day) for day, text in HEADS])
    return store


def test_heads_of_bodies_and_armed_groups(headed: Store) -> None:
    brigade = [("leader of Azalai Brigade", name) for name in ("Ibrahim Sall", "Moussa Keita")]
    assert named(headed, "Azalai Brigade") == named(headed, "azalai") == brigade
    (keita,) = headed.offices("Keita").tenures
    assert (keita.days, keita.past, keita.office.country) == ((), ("2021-04-03",), None)
    asad = ("leader of Hezbollah", "Karim Asad")
    assert named(headed, "leader of Hezbollah") == named(headed, "Hezbollah") == [asad]
    assert {*brigade, asad, ("president of France", "Jean Morel")} <= set(named(headed))
    (row,) = roster_data(headed.offices("Hezbollah"))["offices"]
    assert (row["country"], row["body"], row["of"], row["title"]) == (None, "org:hezbollah", "Hezbollah", "leader")


def test_who_is_meant_by_the_head_of_a_body(headed: Store) -> None:
    bearer = told(headed, "2021-04-09")
    assert bearer.holder and bearer.holder.name == "Karim Asad" and "leader of Hezbollah" in bearer.reason
