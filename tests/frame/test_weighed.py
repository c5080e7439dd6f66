"""Frames weighed by hints: dropped, added, retyped; and unchanged without hints."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace

import pytest

from dateline.frame.statement import StatementStage
from dateline.frame.status import doubt
from dateline.pipeline import Pipeline
from dateline.read.text import document_of
from dateline.types import Document, EventHint, Hints

ACTUAL = {"actual": 1.0}


CLASSES = ("neutral", "verbal_cooperation", "material_cooperation", "verbal_conflict", "material_conflict")


def read(
    text: str, factuality: tuple[float, float] = (3.0, 3.0), class_: str = "", /, **words: EventHint
) -> Document:
    """The document framed with hints at the first token of each form, all of one factuality; words not named are no
    triggers. Each sentence is surely of the class, where one is given."""
    document = Pipeline().until("attribution")(document_of(text, published="2024-05-16"))
    assert document.syntax is not None
    tokens = document.syntax.tokens
    events = {next(t.i for t in tokens if t.text == word): hint for word, hint in words.items()}
    quads = tuple({name: 0.96 if name == class_ else 0.01 for name in CLASSES} for _ in document.syntax.sentences)
    told = Hints("made", events=events, factuality=(factuality,) * len(tokens), quads=quads if class_ else ())
    document = replace(document, hints=told)
    return replace(document, statements=StatementStage()(document))


def hint(type_: str, chance: float, status: Mapping[str, float] = ACTUAL, **roles: int) -> EventHint:
    found = {side: ((token, 0.95),) for side, token in roles.items()}
    return EventHint({type_: chance}, status, {"once": 1.0}, 0.0, found)


def types(document: Document) -> list[str]:
    return [statement.type for statement in document.statements]


TEXT = "Rebels shelled the town of Kidal on Friday."


def test_what_the_reader_takes_for_no_trigger_goes() -> None:
    text = "The minister denounced plans of all sorts on Friday."
    assert types(read(text, denounced=hint("ACCUSE", 0.9))) == ["ACCUSE"]
    assert types(read(text, (3.0, 3.0), "neutral")) == []


def test_what_the_rules_find_both_sides_of_stays() -> None:
    assert types(read(TEXT)) == ["ASSAULT"]


def test_what_it_takes_for_one_stays() -> None:
    assert types(read(TEXT, shelled=hint("ASSAULT", 0.9))) == ["ASSAULT"]


def test_a_sure_reader_adds_what_no_list_has() -> None:
    text = "Rebels blarneyed the town of Kidal on Friday."
    assert types(read(text, blarneyed=hint("ASSAULT", 0.95))) == ["ASSAULT"]
    assert types(read(text, blarneyed=hint("ASSAULT", 0.1))) == []


def test_a_sure_reader_gives_another_type_where_the_list_is_in_doubt() -> None:
    text = "Rebels attacked the town of Kidal on Friday."
    assert types(read(text, attacked=hint("ACCUSE", 0.95))) == ["ACCUSE"]
    assert "ACCUSE" not in types(read(TEXT, shelled=hint("ACCUSE", 0.95)))


def test_the_class_of_the_sentence_decides_between_types_of_a_word() -> None:
    text = "Rebels blarneyed the town of Kidal on Friday."
    doubtful = EventHint({"AGREE": 0.5, "ASSAULT": 0.4}, ACTUAL, {"once": 1.0}, 0.0, {})
    assert "ASSAULT" not in types(read(text, blarneyed=doubtful))
    assert types(read(text, (3.0, 3.0), "material_conflict", blarneyed=doubtful)) == ["ASSAULT"]
    assert types(read(text, (3.0, 3.0), "verbal_cooperation", blarneyed=doubtful)) == ["AGREE"]


def test_a_sentence_surely_of_a_class_has_an_event_of_it() -> None:
    text = "Rebels blarneyed the town of Kidal on Friday."
    faint = hint("ASSAULT", 0.2)
    assert types(read(text, (3.0, 3.0), "neutral", blarneyed=faint)) == []
    assert types(read(text, (3.0, 3.0), "material_conflict", blarneyed=faint)) == ["ASSAULT"]


def test_a_name_is_no_event_however_sure_the_reader() -> None:
    text = "Rebels met villagers near Kidal on Friday."
    assert "ASSAULT" not in types(read(text, (3.0, 3.0), "material_conflict", Kidal=hint("ASSAULT", 0.95)))


def test_words_for_an_assault_that_the_reader_hears_in_another() -> None:
    text = "Rebels shelled the town of Kidal on Friday, and doctors have counted eleven people who were killed."
    assert types(read(text, shelled=hint("ASSAULT", 0.9), killed=hint("ASSAULT", 0.9))) == ["ASSAULT", "ASSAULT"]
    assert types(read(text, shelled=hint("ASSAULT", 0.9))) == ["ASSAULT"]
    assert types(read(text, shelled=hint("ASSAULT", 0.4), killed=hint("ASSAULT", 0.4))) == ["ASSAULT", "ASSAULT"]


def test_a_place_and_a_day_that_no_rule_ties_are_tied_by_the_reader() -> None:
    text = "On Friday all was calm and the markets around Kidal were busy until rebels attacked the army."
    (alone,) = read(text, attacked=hint("ASSAULT", 0.9)).statements
    assert (alone.place, alone.time) == (None, None)
    (seen,) = read(text, attacked=hint("ASSAULT", 0.9, place=9, time=1)).statements
    assert seen.place is not None and seen.place.name == "Kidal"
    assert seen.time is not None and seen.time.start == "2024-05-10"
    (missed,) = read(text, attacked=hint("ASSAULT", 0.9, place=7)).statements
    assert missed.place is None, "markets are no place that was found"


@pytest.mark.parametrize(
    ("factuality", "open_", "status"),
    [
        ((2.9, 2.0), ACTUAL, "actual"),
        ((0.9, 0.1), {"future": 0.6, "possible": 0.3, "denied": 0.1}, "future"),
        ((0.9, 0.1), ACTUAL, "possible"),
        ((-2.4, -0.5), {"future": 0.6}, "denied"),
        ((2.9, -0.5), {"future": 0.6}, "actual"),
    ],
)
def test_a_fact_that_readers_would_doubt(
    factuality: tuple[float, float], open_: Mapping[str, float], status: str
) -> None:
    assert doubt("actual", factuality, hint("ASSAULT", 0.9, open_)) == status


def test_without_hints_the_rules_decide() -> None:
    document = replace(Pipeline().until("attribution")(document_of(TEXT, published="2024-05-16")), hints=None)
    assert types(replace(document, statements=StatementStage()(document))) == ["ASSAULT"]
