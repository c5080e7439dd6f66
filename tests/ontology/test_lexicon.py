"""The ontology's data say what the codebook asks for, use only what is declared, and their own examples are read."""

from __future__ import annotations

from collections.abc import Iterator
from functools import lru_cache
from typing import Any

import pytest

from dateline.lang import load
from dateline.ontology.lexicon import (
    RELATIONS,
    TYPES,
    content_modes,
    event_types,
    load_data,
    load_events,
    load_relations,
)
from dateline.pipeline import Pipeline
from dateline.read.text import document_of
from dateline.types import Document
from dateline.types.statement import STATUSES
from tests.frame.sentence import gold_of

QUADS = {
    "verbal_cooperation": "AGREE CONSULT SUPPORT CONCEDE",
    "material_cooperation": "COOPERATE AID RETREAT",
    "verbal_conflict": "REQUEST ACCUSE REJECT THREATEN",
    "material_conflict": "PROTEST SANCTION MOBILIZE COERCE ASSAULT",
}
MODES = {
    "CONSULT": "visit third-party multilateral phone",
    "RETREAT": "withdraw release return disarm ceasefire access resign",
    "REQUEST": "assist change yield meet",
    "ACCUSE": "disapprove investigate allege",
    "REJECT": "assist change yield meet",
    "THREATEN": "restrict ban arrest relations expel territory violence",
    "PROTEST": "demo riot strike hunger boycott obstruct vandalize",
    "SANCTION": "convict expel withdraw discontinue",
    "MOBILIZE": "troops weapons police militia",
    "COERCE": "seize restrict censor curfew martial-law arrest deport withhold misinformation cyber",
    "ASSAULT": "abduct beat torture sexual targeted destroy primitive firearms explosives suicide-attack aerial drone "
    "heavy-weapons crowd-control unconventional",
}
CONTEXTS = (
    "military intelligence executive legislative election political_institutions pro_democracy pro_autocracy economic "
    "legal reparations human_rights rights_freedoms repression human_security gender lgbt religion_ethnicity "
    "inequality diplomatic territory peacekeeping health asylum migration disasters natural_resource environment "
    "technology terrorism cbrn cyber misinformation crime corruption illegal_drugs trafficking"
)
CLOSED = (
    "leads member_of office_of part_of allied_with opposes fights_for supports seeks based_in also_known_as "
    "identified_as"
)
GIVEN = {"actor", "country"}
"""Classes that hold without a word list: any actor, and names of countries."""
CONTENT = {"clause"}
FAILING: dict[str, str] = {}
"""Examples that are not read yet, and why."""


def raw(name: str) -> dict[str, Any]:
    data: dict[str, Any] = load_data(f"plover/{name}")
    return data


def entries() -> Iterator[tuple[str, dict[str, Any]]]:
    """(where, entry as written) of every entry."""
    sources = [(name, raw(name)) for name in TYPES] + [(name, load_data("relations")[name]) for name in RELATIONS]
    for name, data in sources:
        yield from ((f"{name}, entry {k}", entry) for k, entry in enumerate(data["entries"], 1))


def each(value: Any) -> list[str]:
    return [value] if isinstance(value, str) else list(value or ())


def test_every_entry_loads() -> None:
    for lexicon, names in ((load_events(), TYPES), (load_relations(), RELATIONS)):
        for entry in lexicon.entries:
            assert entry in lexicon.senses(entry.pos, entry.trigger)
            assert all(word and word == word.strip().lower() for word in entry.words), entry
        if lexicon.entries:
            assert {entry.type for entry in lexicon.entries} == set(names)


def test_every_type_of_the_codebook_is_there_with_its_quad() -> None:
    listed = {name: quad for quad, names in QUADS.items() for name in names.split()}
    assert {name: kind.quad for name, kind in event_types().items()} == listed
    assert all(raw(name)["type"] == name for name in TYPES)


@pytest.mark.parametrize("name", TYPES)
def test_every_type_is_explained(name: str) -> None:
    kind = event_types()[name]
    assert kind.definition and kind.borders and kind.examples
    assert all(meaning for meaning in kind.modes.values())


@pytest.mark.parametrize("name", TYPES)
def test_modes_are_those_of_the_codebook(name: str) -> None:
    assert set(event_types()[name].modes) == set(MODES.get(name, "").split())


@pytest.mark.parametrize("name", TYPES)
def test_modes_in_use_are_declared(name: str) -> None:
    used = {mode for entry in load_events().entries if entry.type == name for mode in entry.modes}
    assert used | set(content_modes(name).values()) <= set(event_types()[name].modes)
    assert set(content_modes(name)) <= set(TYPES)


def test_contexts() -> None:
    assert set(load_data("contexts")) == set(CONTEXTS.split())
    for where, entry in entries():
        assert set(each(entry.get("contexts"))) <= set(CONTEXTS.split()), where


def test_relations_are_the_closed_list() -> None:
    assert set(RELATIONS) == set(CLOSED.split()) == set(load_data("relations"))
    assert all(load_data("relations")[name]["definition"] for name in RELATIONS)


def test_statuses_and_content() -> None:
    for where, entry in entries():
        assert entry.get("status") in (None, *STATUSES), where
        assert entry.get("content") in (None, *CONTENT), where
        assert entry.get("status") is None or entry.get("content"), f"{where}: a status of nothing"


def test_classes_exist() -> None:
    known = set(load("en", "classes")) | GIVEN
    for where, entry in entries():
        for key in ("object", "subject", "not_object", "not_subject"):
            named = {word.removeprefix("@") for word in each(entry.get(key)) if word.startswith("@")}
            assert named <= known, f"{where}: {key}"


def test_flags_are_true_or_false_and_words_are_words() -> None:
    for where, entry in entries():
        for key, value in entry.items():
            if key in ("symmetric", "needs_object", "weak"):
                assert isinstance(value, bool), f"{where}: {key}"
            else:
                assert all(isinstance(word, str) and word for word in each(value)), f"{where}: {key}"


@lru_cache(maxsize=1)
def pipeline() -> Pipeline:
    return Pipeline()


def read(text: str) -> Document:
    return pipeline()(document_of(text, published="2024-05-16", title=""))


EXAMPLES = [(name, example) for name, kind in event_types().items() for example in kind.examples]


@pytest.mark.parametrize(("name", "marked"), [
    pytest.param(*case, marks=pytest.mark.xfail(reason=FAILING[case[1]], strict=False) if case[1] in FAILING else ())
    for case in EXAMPLES
])  # fmt: skip
def test_example_is_read(name: str, marked: str) -> None:
    gold = gold_of(marked)
    document = read(gold.text)
    told = [(s.type, s.trigger.text(gold.text)) for s in document.statements]
    assert name in {kind for kind, _ in told}, (gold.text, told)


def test_examples_mark_who_and_what() -> None:
    for name, marked in EXAMPLES:
        marks = gold_of(marked).spans
        assert len(marks.get("trigger", [])) == 1, (name, marked)
        assert set(marks) <= {"trigger", "actor", "recipient"}, (name, marked)


def test_failing_examples_are_examples() -> None:
    assert set(FAILING) <= {marked for _, marked in EXAMPLES}
