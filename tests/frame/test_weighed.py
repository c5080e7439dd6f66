"""Frames weighed by hints: dropped, added, retyped, seated; and unchanged without hints."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace

from dateline.frame.statement import StatementStage
from dateline.pipeline import Pipeline
from dateline.read.text import document_of
from dateline.types import Document, EventHint, Hints

ACTUAL = {"actual": 1.0}


def read(text: str, **words: EventHint) -> Document:
    """The document framed with hints at the first token of each form; words not named are no triggers."""
    document = Pipeline().until("attribution")(document_of(text, published="2024-05-16"))
    assert document.syntax is not None
    tokens = document.syntax.tokens
    events = {next(t.i for t in tokens if t.text == word): hint for word, hint in words.items()}
    document = replace(document, hints=Hints("made", events=events))
    return replace(document, statements=StatementStage()(document))


def hint(type_: str, chance: float, status: Mapping[str, float] = ACTUAL, **roles: int) -> EventHint:
    found = {side: ((token, 0.95),) for side, token in roles.items()}
    return EventHint({type_: chance}, status, {"once": 1.0}, 0.0, found)


def types(document: Document) -> list[str]:
    return [statement.type for statement in document.statements]


TEXT = "Rebels shelled the town of Kidal on Friday."


def test_what_the_reader_takes_for_no_trigger_goes() -> None:
    assert types(read(TEXT)) == []


def test_what_it_takes_for_one_stays() -> None:
    assert types(read(TEXT, shelled=hint("ASSAULT", 0.9))) == ["ASSAULT"]


def test_a_sure_reader_adds_what_no_list_has() -> None:
    text = "Rebels blarneyed the town of Kidal on Friday."
    assert types(read(text, blarneyed=hint("ASSAULT", 0.95))) == ["ASSAULT"]
    assert types(read(text, blarneyed=hint("ASSAULT", 0.4))) == []


def test_a_sure_reader_gives_another_type() -> None:
    assert types(read(TEXT, shelled=hint("PROTEST", 0.95))) == ["PROTEST"]


def test_an_empty_side_is_filled_with_whom_the_reader_sees() -> None:
    text = "In the army's camp outside Kidal, the shelling on Friday went on for hours against the guards."
    document = read(text, shelling=hint("ASSAULT", 0.9, actors=2))
    (statement,) = document.statements
    assert [mention.text for mention in statement.actors] == ["army"]


def test_a_sure_reader_decides_the_status() -> None:
    document = read(TEXT, shelled=hint("ASSAULT", 0.9, {"denied": 0.97, "actual": 0.03}))
    assert [statement.status for statement in document.statements] == ["denied"]


def test_without_hints_the_rules_decide() -> None:
    document = Pipeline().until("attribution")(document_of(TEXT, published="2024-05-16"))
    assert types(replace(document, hints=None, statements=StatementStage()(replace(document, hints=None)))) == ["ASSAULT"]
