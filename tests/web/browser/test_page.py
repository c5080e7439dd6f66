"""What the page shows and does, as somebody sees it who uses it."""

from __future__ import annotations

from pathlib import Path

import pytest

from dateline.run.record import Store
from dateline.types import Document
from dateline.types.judgement import Judgement
from dateline.types.view import Query
from tests.web.browser.conftest import FLOWS, Seen
from tests.web.browser.payload import payloads
from tests.web.browser.record import expected


@pytest.fixture
def store(seen: Seen, record: Path) -> Store:
    """The record after everybody went through it."""
    with Store(record, read_only=True) as store:
        yield store


def judgements(store: Store, target: str) -> list[Judgement]:
    """What was decided of it on the page; what the record was made with is the editor's."""
    return [made for made in store.judgements() if target in made.targets and made.by != "editor"]


@pytest.mark.parametrize("flow", FLOWS)
def test_every_flow_can_be_gone_through(flow: str, seen: Seen) -> None:
    assert "failed" not in seen[flow], seen[flow]
    expected = ("status of 409", "ERR_INTERNET_DISCONNECTED")
    assert not [words for words in seen[flow].get("errors", ()) if not any(known in words for known in expected)]


def test_marks_stand_on_the_right_words_in_any_writing(seen: Seen, documents: list[Document]) -> None:
    for document in documents:
        marked = set()
        for start, words, parts in seen["marks"]["reports"][document.report.id]:
            assert words == document.text[start : start + len(words)].translate({0x202E: 0xFFFD, 0x202C: 0xFFFD})
            marked |= {(part, at) for part in parts for at in range(start, start + len(words))}
        assert marked == expected(document), document.text


def test_text_and_record_light_each_other_up(seen: Seen) -> None:
    shown = seen["evidence"]
    assert shown["byText"] == ["a1"]
    assert {"shelled", "at least 40", "reported"} <= {words.strip() for words in shown["byCard"].split("|")}
    assert shown["byFocus"] == len(shown["byCard"].split("|"))


def test_the_chain_stands_in_order_and_each_figure_with_its_voice(seen: Seen) -> None:
    shown = seen["evidence"]
    assert shown["chain"] == ["a militia spokesman", "Norlandic news agencies", "Velish Wire"]
    assert shown["figures"] == ["at least 40 said by a militia spokesman"]
    assert "happened" in shown["status"]


def test_parts_are_told_apart_without_colour(seen: Seen) -> None:
    assert seen["evidence"]["lines"] == {"drawn": 9, "different": 9}


def test_one_key_tells_why(seen: Seen) -> None:
    for words in ("Sentence", "statement/1", "sha256", "What people decided"):
        assert words in seen["evidence"]["why"]


def test_the_filter_is_shared_and_stands_in_the_address(seen: Seen) -> None:
    shown = seen["filters"]
    assert shown["narrowed"] == {"heading": "1 statement", "url": "?type=PROTEST", "rows": 1}
    assert shown["shared"] == "?type=PROTEST" and "PROTEST" in shown["reloaded"][0]
    assert shown["searched"] == {"heading": "1 statement", "url": "?text=marched"}


def test_figures_that_differ_are_a_range_with_each_voice(seen: Seen) -> None:
    shown = seen["episode"]
    assert shown["ends"] == "killed: from 35 to 56" and shown["drawn"] == 3
    assert shown["values"] == ["41", "at least 35", "about 56"]
    assert all(voice.startswith("Renn") for voice in shown["voices"])


def test_everything_can_be_decided_by_keyboard(seen: Seen, store: Store) -> None:
    assert seen["keyboard"]["reviews"] == ["✓ accepted", "✗ rejected"]
    made = [judgement.kind for judgement in store.judgements() if judgement.by == "ann"][:7]
    assert made == ["accept", "reject", "undo", "undo", "comment", "split", "merge"]


def test_everything_can_be_decided_by_mouse(seen: Seen, store: Store) -> None:
    assert [words.split(":")[0] for words in seen["mouse"]["told"]] == [
        "Rejected", "Taken back", "Comment added.", "Split off from its episode.", "Merged.",
    ]  # fmt: skip
    assert [judgement.kind for judgement in judgements(store, "s2")][-4:] == ["reject", "comment", "split", "merge"]
    merge = judgements(store, "s2")[-1]
    assert [judgement.kind for judgement in judgements(store, merge.id)] == ["undo"]


def test_words_are_chosen_by_keyboard_and_an_edit_outlives_the_page(seen: Seen, store: Store) -> None:
    assert seen["edit"]["before"] == ["people"] and "".join(seen["edit"]["after"]) == "shot people"
    statement = store.one("s6")[1].statement
    assert [mention.text for mention in statement.recipients] == ["shot people"] and statement.status == "possible"


def test_words_are_chosen_by_mouse(seen: Seen, store: Store) -> None:
    assert seen["dragging"]["chosen"] == "People marched"
    assert [mention.text for mention in store.one("s4")[1].statement.actors] == ["People marched"]


def test_a_decision_outlives_a_lost_connection(seen: Seen, store: Store) -> None:
    shown = seen["offline"]
    assert shown["stored"] == [1] and "kept in this browser" in shown["kept"]
    assert "The connection to dateline is lost." in shown["banner"]
    assert [judgement.kind for judgement in judgements(store, "s5")] == ["accept"]


def test_nobody_overwrites_what_somebody_else_decided(seen: Seen, store: Store) -> None:
    theirs, yours = seen["conflict"]["sides"]
    assert "Accept by ann" in theirs and "Reject" in yours
    assert [judgement.kind for judgement in judgements(store, "a3")] == ["accept"]


def test_others_see_a_judgement_as_it_is_made(seen: Seen) -> None:
    assert seen["live"]["before"] == 0 and seen["live"]["after"] == ["✓ accepted"]


def test_a_second_reader_sees_nothing_of_the_first_until_both_are_compared(seen: Seen, store: Store) -> None:
    assert seen["blind"]["seen"] == 0
    assert seen["blind"]["verdict"][:3] == ["verdict", "1", "0"]
    assert {judgement.by for judgement in judgements(store, "s21")} == {"ann", "ben"}
    assert [m.statement.id for m in store.members(Query(review=("accepted",), report=("r21",)))] == ["s21"]


def test_who_may_only_read_is_told_so(seen: Seen) -> None:
    assert "not the right" in seen["login"]["refused"]
    assert seen["login"]["buttons"] == 0 and "may read but not judge" in seen["login"]["notice"]


def test_a_record_that_went_away_is_told_and_comes_back(seen: Seen) -> None:
    assert "The record cannot be read" in seen["gone"]["banner"] and "no such record" in seen["gone"]["banner"]
    assert "episode" in seen["gone"]["after"].lower()


def test_no_view_has_a_fault_that_bars_anybody(seen: Seen) -> None:
    assert [row for row in seen["accessibility"]["found"] if row["impact"] in ("serious", "critical")] == []


def test_at_twice_the_size_nothing_runs_off_the_side(seen: Seen) -> None:
    assert {path: wide for path, wide in seen["zoomed"]["wide"].items() if wide > 0} == {}


def test_at_twice_the_size_the_rows_come_before_the_filters(seen: Seen) -> None:
    assert seen["zoomed"]["first"] < 0 and seen["zoomed"]["folded"]


def test_no_payload_runs_in_any_view(attacked: Seen) -> None:
    shown = attacked["injection"]
    assert "failed" not in shown, shown
    assert shown["ran"] == [] and shown["errors"] == []
    assert len(set(payloads())) >= 100 and shown["seen"] == len(payloads())
    assert shown["shown"]["/statements?sort=-published"] > 100 and shown["shown"]["/episodes"] > 100
    assert set(shown["links"]) == {"http:"}


def test_a_payload_that_ran_would_be_noticed(attacked: Seen) -> None:
    assert attacked["injection"]["control"] >= 40
