"""What every store does, whatever engine holds it. One line of ENGINES each."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

import pytest

from dateline.errors import DatelineError
from dateline.store.store import Store
from dateline.types.judgement import Change
from dateline.types.reading import Reading
from dateline.types.view import Archive, Query
from tests.write.memory import Memory, record

ENGINES: dict[str, Callable[[pytest.FixtureRequest], str]] = {
    "sqlite": lambda request: str(request.getfixturevalue("tmp_path") / "x.dateline"),
    "postgres": lambda request: request.getfixturevalue("server").fresh(),  # type: ignore[no-any-return]
}


@pytest.fixture(params=ENGINES)
def where(request: pytest.FixtureRequest) -> str:
    return ENGINES[request.param](request)


@pytest.fixture
def memory() -> Memory:
    return record()


@pytest.fixture
def store(where: str, memory: Memory) -> Store:
    with Store(where, create=True) as store:
        store.append(list(memory.readings()))
        yield store


def ids(store: Store, **filters: object) -> list[str]:
    return [member.statement.id for member in store.members(Query(**filters))]  # type: ignore[arg-type]


def test_it_is_an_archive_that_gives_back_what_it_was_given(store: Store, memory: Memory) -> None:
    assert isinstance(store, Archive)
    assert list(store.readings()) == list(memory.readings())
    assert [d.report.id for d in store.documents()] == [f"r{n}" for n in range(1, 8)]


def test_order_of_arrival_does_not_show(store: Store, memory: Memory, tmp_path: Path) -> None:
    with Store(tmp_path / "other.dateline", create=True) as other:
        for reading in reversed(list(memory.readings())):
            other.append([reading])
        assert list(other.members()) == list(store.members())
        assert list(other.readings()) == list(store.readings())


def test_a_known_reading_is_passed_over_and_a_new_recipe_takes_its_place(store: Store, memory: Memory) -> None:
    readings = list(memory.readings())
    assert store.append(readings) == 0
    assert store.known(readings[0].recipe) == {reading.key for reading in readings}
    assert store.failed(readings[0].recipe) == {"r8"}
    document = readings[0].document
    assert document is not None
    again = replace(readings[0], recipe="syntax/2", document=replace(document, statements=()), candidates=())
    assert store.append([again]) == 1
    assert "s1" not in ids(store) and store.recipe("r1") == "syntax/2"
    assert not list(store.verify())


def test_a_failure_is_tried_again_only_when_asked_for(store: Store, memory: Memory) -> None:
    failed = next(reading for reading in memory.readings() if reading.failure)
    mended = replace(next(iter(memory.readings())), key=failed.key, failure=None)
    assert store.append([mended]) == 0
    assert store.append([mended], again=True) == 1


@pytest.mark.parametrize(
    ("filters", "found"),
    [
        ({"type": ("PROTEST",)}, ["s3"]),
        ({"kind": ("relation",)}, ["s5"]),
        ({"mode": ("heavy-weapons",), "status": ("future",)}, ["s6"]),
        ({"actor": ("velish ARMY",), "mode": ("firearms",), "source": ("velish wire",)}, ["s7"]),
        ({"country": ("VLS",), "since": "2024-05-20"}, ["s6"]),
        ({"place": ("orbec",), "until": "2024-05-13"}, ["s3"]),
        ({"text": "shelled rebels"}, ["s1"]),
        ({"text": '" OR 1=1 --'}, []),
        ({"text": "..."}, []),
        ({"actor": ("x') OR 1=1 --",)}, []),
        ({"report": ("r4",)}, ["s4"]),
    ],
)
def test_filters_all_hold(store: Store, filters: dict[str, object], found: list[str]) -> None:
    assert ids(store, **filters) == found
    assert store.count(Query(**filters)) == len(found)  # type: ignore[arg-type]


def test_a_page_is_a_part_of_the_whole(store: Store) -> None:
    whole = ids(store)
    assert ids(store, limit=2, offset=3) == whole[3:5]
    assert store.count(Query(limit=2)) == len(whole)


def test_judgements_are_seen_and_undone(store: Store) -> None:
    before = list(store.members())
    rejected = store.judge("reject", "statement", ["s4"], by="editor", why="misread")
    edited = store.judge("edit", "statement", ["s1"], by="editor", changes=[Change("status", '"denied"')])
    assert "s4" not in ids(store) and ids(store, review=("rejected",)) == ["s4"]
    assert ids(store, status=("denied",)) == ["s1"]
    (one,) = store.members(Query(review=("edited",)))
    assert (one.statement.status, one.statement.by) == ("denied", "editor")
    for judgement in (rejected, edited):
        store.judge("undo", "judgement", [judgement.id], by="editor")
    assert list(store.members()) == before
    assert [j.kind for j in store.judgements()] == ["reject", "edit", "undo", "undo"]
    assert not store.standing() and not list(store.verify())


@pytest.mark.parametrize(
    ("kind", "subject", "targets", "changes", "message"),
    [
        ("praise", "statement", ["s1"], (), "use one of accept"),
        ("accept", "statement", ["none"], (), "there is no statement"),
        ("merge", "statement", ["s1"], (), "needs two targets"),
        ("edit", "statement", ["s1"], (), "give one id and the changes"),
        ("edit", "statement", ["s1"], [Change("id", '"x"')], "cannot be edited"),
        ("edit", "statement", ["s1"], [Change("status", '"sure"')], "use one of actual"),
        ("edit", "statement", ["s1"], [Change("type", '"BOMB"')], "use one of"),
        ("edit", "statement", ["s1"], [Change("actors", '[{"start": 5, "end": 99999}]')], "no such value"),
        ("undo", "judgement", ["none"], (), "there is no judgement"),
    ],
)
def test_what_cannot_be_judged_changes_nothing(
    store: Store, kind: str, subject: str, targets: list[str], changes: list[Change], message: str
) -> None:
    head, before = store.head, list(store.members())
    with pytest.raises(DatelineError, match=message):
        store.judge(kind, subject, targets, by="editor", changes=changes)
    assert (store.head, list(store.members())) == (head, before)


def test_a_report_and_a_source_are_taken_out_for_good(store: Store, memory: Memory) -> None:
    store.judge("redact", "report", ["r1"], by="editor", why="asked for")
    store.judge("redact", "source", ["Norlandic Times"], by="editor")
    assert {"s1", "s2"}.isdisjoint(ids(store)) and store.document("r1") is None
    assert store.append(list(memory.readings())) == 0
    removed = [change for change in store.changes() if change["change"] == "removed"]
    assert [change["id"] for change in removed] == ["r1", "r2"]
    assert not list(store.verify())


def test_a_person_is_taken_out_of_text_statements_and_file(where: str, store: Store) -> None:
    assert "Renn" in "".join(document.text for document in store.documents())
    store.judge("redact", "entity", ["person:ada-renn"], by="editor")
    assert {"s2", "s5"}.isdisjoint(ids(store))
    assert not any("Renn" in document.text for document in store.documents())
    assert not any("renn" in str(use) for use in store.entity_uses())
    assert not any("ada-renn" in str(judgement) for judgement in store.judgements())
    assert not list(store.verify())


def test_links_are_of_one_moment(store: Store) -> None:
    assert store.stale
    head = store.head
    store.relink(store_families(store), [], [], head=head)
    assert not store.stale
    store.judge("accept", "statement", ["s1"], by="editor")
    assert store.stale
    assert [family.id for family in store.families()] == [f"r{n}" for n in range(1, 8)]


def store_families(store: Store) -> list[object]:
    from dateline.types.episode import Family

    return [Family(row.id, (row.id,), row.id) for row in store.sketches()]


def test_everything_derived_follows_from_the_journal(store: Store) -> None:
    store.judge("edit", "statement", ["s3"], by="editor", changes=[Change("background", "true")])
    before = list(store.members()), list(store.candidates()), list(store.entity_uses())
    store.rebuild()
    assert (list(store.members()), list(store.candidates()), list(store.entity_uses())) == before


def test_adopted_judgements_keep_who_and_when(store: Store, memory: Memory) -> None:
    given = list(memory.judgements())
    assert store.adopt(given) == len(given)
    assert store.adopt(given) == 0
    assert list(store.judgements()) == given
    assert ids(store, review=("rejected",)) == ["s4"]


def test_only_reading_is_refused_to_write(where: str, store: Store) -> None:
    with Store(where, read_only=True) as reader:
        assert ids(reader) == ids(store)
        with pytest.raises(DatelineError, match="read only"):
            reader.append([Reading("x", "r", "x", failure="none")])
