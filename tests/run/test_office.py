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
from dateline.write.why import as_data, bearer_lines, print_why

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
