"""A record asked from Python: tables, episodes, reasons, ids by their beginnings."""

from __future__ import annotations

from pathlib import Path

import pyarrow
import pytest

import dateline
from dateline.errors import DatelineError
from dateline.types.view import Query
from dateline.write.belonging import NAMES
from tests.run.recorded import LINK, blast_record
from tests.write.happening import blast

IDS = [member.statement.id for _, member in blast()]


@pytest.fixture(scope="module")
def path(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return blast_record(tmp_path_factory.mktemp("record") / "blast.dateline")


@pytest.fixture
def store(path: Path) -> dateline.Store:
    with dateline.Store(path, read_only=True) as store:
        yield store


def test_a_table_of_flat_columns(store: dateline.Store) -> None:
    table = store.find(type="ASSAULT")
    assert isinstance(table, pyarrow.Table)
    assert table.column_names == NAMES
    assert table["statement_id"].to_pylist() == IDS
    assert table["episode"].to_pylist() == [IDS[0]] * 4
    assert table["agency"].to_pylist() == [None, None, None, "Norlandic News"]
    assert table["family"][0] == table["family"][2] != table["family"][1]
    assert table.to_pandas()["fatalities_low"].tolist() == [41, 35, 41, 35]


def test_filters_take_words_lists_and_none(store: dateline.Store) -> None:
    assert len(store.find()) == len(store.find(type=None)) == 4
    assert store.find(source=["Orbec Times", "Echo Two"], limit=1)["source_name"].to_pylist() == ["Orbec Times"]
    assert store.find(text="prosecutors")["statement_id"].to_pylist() == [IDS[1], IDS[3]]
    assert store.find(status="denied").schema == store.find().schema


@pytest.mark.parametrize(
    ("filters", "message"),
    [
        ({"type": "BOMB"}, "use one of AGREE"),
        ({"country": "Malii"}, "perhaps Mali"),
        ({"colour": "red"}, "use one of kind"),
        ({"status": "sure"}, "use one of actual"),
        ({"since": "soon"}, "write it as"),
    ],
)
def test_what_can_never_hold_is_refused(store: dateline.Store, filters: dict[str, str], message: str) -> None:
    with pytest.raises(DatelineError, match=message):
        store.find(**filters)


def test_an_episode_by_its_id_or_any_statement_in_it(store: dateline.Store) -> None:
    whole = store.episode(IDS[0])
    assert [member.statement.id for member in whole.members] == IDS
    assert whole.voices == 3
    assert store.episode(IDS[3][:5]) == whole


def test_why_holds_the_chain_the_links_and_the_recipe(store: dateline.Store) -> None:
    why = store.why(IDS[1][:6])
    assert why.found and why.found[1].statement.id == IDS[1]
    assert why.found[1].statement.attribution
    assert why.recipe == "syntax/1 statement/1"
    assert [(link.right, link.reason) for link in why.links] == [(IDS[1], LINK)]
    assert why.traced.missing.startswith("the delivered file is no longer")
    assert why.judgements == ()


def test_ids_by_their_beginning(store: dateline.Store) -> None:
    with pytest.raises(DatelineError, match="`dateline find` shows the ids"):
        store.why("nothing-such")
    with pytest.raises(DatelineError, match="there is no"):
        store.why("zz")
    report = blast()[0][1].report.id
    assert store.named(report[:8], "report") == ("report", report)


def test_an_ambiguous_beginning_lists_what_it_may_be(store: dateline.Store) -> None:
    with pytest.raises(DatelineError, match="begins more than one id") as error:
        store.named("")
    assert IDS[0] in str(error.value) or "more" in str(error.value)


def test_documents_stand_beside_their_members(store: dateline.Store) -> None:
    for document, member in store.found(Query()):
        assert member.sentence == member.statement.sentence.text(document.text)
        assert document.report == member.report
