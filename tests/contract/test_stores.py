"""What every store does, whatever engine holds it. One line of ENGINES each."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from dateline.errors import DatelineError
from dateline.store.store import Store
from dateline.store.token import phrases, searchable, tokens
from dateline.types.episode import Actor, Family
from dateline.types.judgement import Change
from dateline.types.reading import Reading
from dateline.types.view import Archive, Query
from dateline.write.export import EXPORTS
from dateline.write.target import export
from tests.write.memory import ARMY, REBELS, Memory, record

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


def test_judgements_that_have_lost_what_they_are_about_are_told(store: Store, memory: Memory) -> None:
    first = next(reading for reading in memory.readings() if reading.key == "r1")
    lost = store.judge("accept", "statement", ["s1"], by="Ada")
    store.judge("accept", "statement", ["s2"], by="Ada")
    store.judge("comment", "source", ["Norlandic Times"], by="Ada", why="a daily")
    undone = store.judge("reject", "statement", ["s1"], by="Ada")
    store.judge("undo", "judgement", [undone.id], by="Ada")
    assert not store.adrift()
    assert first.document
    store.append([replace(first, recipe="syntax/2", document=replace(first.document, statements=()))])
    assert [row["id"] for row in store.changes() if row["seq"] in store.adrift()] == [lost.id]


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


def test_an_actor_is_found_by_every_name_once_it_is_linked(store: Store) -> None:
    names = ("Velish army", "Northern Front", "Ada Renn")
    before = {name: ids(store, actor=(name,)) for name in names}
    assert all(before.values()) and before[names[0]] != before[names[1]]
    one = Actor(ARMY.id, names[0], "organisation", "VLS", (), names[:2], (REBELS.id, ARMY.id))
    store.relink([], [], [one])
    both = sorted({*before[names[0]], *before[names[1]]})
    for name in (*names[:2], "northern  front", ARMY.id, REBELS.id):
        assert sorted(ids(store, actor=(name,))) == both
    assert ids(store, actor=names[2:]) == before[names[2]]
    assert not list(store.verify())
    store.judge("edit", "statement", [both[0]], by="editor", changes=[Change("background", "true")])
    assert sorted(ids(store, actor=(REBELS.id,))) == both  # an edit of something else leaves it
    store.relink([], [], [])
    assert {name: ids(store, actor=(name,)) for name in names} == before


def test_a_name_of_two_actors_leads_to_neither(store: Store) -> None:
    plain = ids(store, actor=("Velish army",))
    found = [
        Actor(entity.id, "Velish army", "organisation", "VLS", (), ("Velish army", "x"), (entity.id,))
        for entity in (ARMY, REBELS)
    ]
    store.relink([], [], found)
    assert ids(store, actor=("Velish army",)) == plain


def test_names_like_one_that_nobody_has_are_told(store: Store) -> None:
    assert store.like("actor", "army") == ["the army", "velish army"]
    assert store.like("place", "orb") == ["orbec"]
    assert store.like("source", "times") == ["Norlandic Times"]
    assert store.like("actor", "100%_") == store.like("actor", "Velish army") == []


def test_links_are_of_one_moment(store: Store) -> None:
    assert store.stale
    head = store.head
    store.relink(store_families(store), [], [], head=head)
    assert not store.stale
    store.judge("accept", "statement", ["s1"], by="editor")
    assert store.stale
    assert [family.id for family in store.families()] == [f"r{n}" for n in range(1, 8)]


def store_families(store: Store) -> list[Family]:
    return [Family(row.id, (row.id,), row.id) for row in store.sketches()]


def test_everything_derived_follows_from_the_journal(store: Store) -> None:
    store.judge("edit", "statement", ["s3"], by="editor", changes=[Change("background", "true")])
    store.judge("edit", "statement", ["s1"], by="editor", changes=[Change("actors", "[]")])
    before = list(store.members()), list(store.candidates()), list(store.entity_uses())
    assert not list(store.verify())
    store.rebuild()
    assert (list(store.members()), list(store.candidates()), list(store.entity_uses())) == before


def test_adopted_judgements_keep_who_and_when(store: Store, memory: Memory) -> None:
    given = list(memory.judgements())
    assert store.adopt(given) == len(given)
    assert store.adopt(given) == 0
    assert list(store.judgements()) == given
    assert ids(store, review=("rejected",)) == ["s4"]


def test_two_writers_lose_nothing_of_each_other(where: str, store: Store) -> None:
    with Store(where) as other:
        for n in range(10):
            (store, other)[n % 2].judge("comment", "statement", ["s1"], by=f"reader {n}", why="seen")
        assert len(list(store.judgements())) == len(list(other.judgements())) == 10
        assert not list(store.verify())


def test_a_reader_is_not_held_up_by_a_writer(where: str, store: Store) -> None:
    with Store(where, read_only=True) as reader, store.database.transaction():
        store.database.run("DELETE FROM facet")
        assert len(list(reader.members())) == 7


def test_what_is_read_in_a_snapshot_is_of_one_moment(where: str, store: Store, memory: Memory) -> None:
    with Store(where, read_only=True) as reader, reader.database.snapshot():
        before = list(reader.members())
        store.judge("reject", "statement", ["s4"], by="editor")
        assert list(reader.members()) == before
        assert "s4" not in ids(store)


def test_nothing_of_a_failed_transaction_stays(store: Store) -> None:
    head = store.head
    with pytest.raises(ZeroDivisionError), store.database.transaction():
        store.journal.append("reading", "x", b"", "2024-01-01")
        raise ZeroDivisionError
    assert store.head == head
    assert store.judge("accept", "statement", ["s1"], by="editor").id


@pytest.mark.parametrize("sql", ["UPDATE journal SET body = NULL WHERE seq = 2", "DELETE FROM journal WHERE seq = 2"])
def test_the_journal_refuses_to_be_changed(store: Store, sql: str) -> None:
    with pytest.raises(DatelineError, match="add a judgement instead"):
        store.database.run(sql)
    assert not list(store.verify())


def test_a_newer_schema_is_refused_by_name(where: str, store: Store) -> None:
    store.database.stamp(99)
    for read_only in (False, True):
        with pytest.raises(DatelineError, match=r"is of schema 99.*install a newer dateline"):
            Store(where, read_only=read_only)


WORDS = st.text(st.sampled_from("abAB éßÄİçœ日'\"-_.,:*%\0\n\ud800٣x"), max_size=12)


@settings(max_examples=40, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(st.lists(WORDS, min_size=1, max_size=6), WORDS)
def test_search_finds_by_words_that_are_the_same_everywhere(where: str, texts: list[str], wanted: str) -> None:
    """Every word's parts one after the other, words in any order."""
    with Store(where, create=True) as store:
        database = store.database
        database.run("DELETE FROM words")
        rows = [(n, searchable(text)) for n, text in enumerate(texts, 1)]
        database.many("INSERT INTO words (rowid, text) VALUES (?, ?)", rows)
        parts = [f" {' '.join(tokens(word))} " for word in wanted.split() if tokens(word)]
        expected = [n for n, text in rows if parts and all(part in f" {text} " for part in parts)]
        asked = phrases(wanted)
        found = [n for (n,) in database.rows("SELECT rowid FROM words(?)", (asked,))] if asked else []
        assert sorted(found) == expected


def test_words_are_found_without_case_and_accents() -> None:
    assert tokens("The Élysée’s GROẞE Straße, no. 7") == ["the", "elysee", "s", "grosse", "strasse", "no", "7"]


@settings(max_examples=25, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(st.lists(st.tuples(st.sampled_from(["accept", "reject", "comment", "undo"]), st.integers(0, 99)), max_size=8))
def test_judgements_that_stand_are_those_that_walking_all_of_them_gives(
    store: Store, made: list[tuple[str, int]]
) -> None:
    before = [judgement.id for judgement in store.judgements()]
    for kind, number in made:
        if kind == "undo" and before:
            before.append(store.judge("undo", "judgement", [before[number % len(before)]], by="editor").id)
        elif kind != "undo":
            before.append(store.judge(kind, "statement", [f"s{number % 7 + 1}"], by="editor").id)
    walked: dict[str, list[str]] = {}
    for judgement in store.standing():
        for target in judgement.targets if judgement.subject == "statement" else ():
            walked.setdefault(target, []).append(judgement.id)
    looked_up = store.judging.on([f"s{n}" for n in range(1, 8)])
    assert {target: [judgement.id for judgement in on] for target, on in looked_up.items()} == walked
    assert not list(store.verify())


def linked(store: Store) -> Store:
    """With judgements of known times, and links."""
    changes = [Change("status", '"denied"')]
    store.judge("edit", "statement", ["s1"], by="ann", at="2026-01-01T00:00:00Z", changes=changes)
    store.judge("reject", "statement", ["s4"], by="ann", at="2026-01-02T00:00:00Z", why="a film")
    actors = [Actor(use.id, use.name, use.kind, use.country, (), (), (use.id,)) for use in store.entity_uses()]
    store.relink(store_families(store), [], actors)
    return store


@pytest.mark.parametrize("format", [entry.name for entry in EXPORTS])
def test_every_export_is_the_same_bytes(where: str, store: Store, tmp_path: Path, format: str) -> None:
    with Store(tmp_path / "reference.dateline", create=True) as reference:
        reference.append(list(store.readings()))
        written = []
        for name, exported in (("one", store), ("other", reference)):
            folder = tmp_path / name
            folder.mkdir()
            export(linked(exported), format, folder / "out", Query())
            written.append({path.name: path.read_bytes() for path in sorted(folder.iterdir())})
    assert written[0] == written[1] and "out" in written[0]


def test_only_reading_is_refused_to_write(where: str, store: Store) -> None:
    with Store(where, read_only=True) as reader:
        assert ids(reader) == ids(store)
        with pytest.raises(DatelineError, match="read only"):
            reader.append([Reading("x", "r", "x", failure="none")])


def test_a_check_looks_at_one_moment(where: str, store: Store, monkeypatch: pytest.MonkeyPatch) -> None:
    with Store(where) as other:
        for part in (other.journal, other.judging):
            monkeypatch.setattr(part, "faults", lambda: iter([f"{other.head}"]))
        checking = other.verify()
        before = next(checking)
        store.judge("reject", "statement", ["s4"], by="editor")
        assert list(checking) == [before] == [f"{other.head - 1}"]
