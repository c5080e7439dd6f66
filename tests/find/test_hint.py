"""The reader's names in place of the parser's."""

from __future__ import annotations

from dataclasses import replace

import pytest

from dateline.find.hint import NameStage
from dateline.find.syntax import SyntaxStage
from dateline.read.text import document_of
from dateline.types import Document, Hints, NameHint

TEXT = "Colonel Tarek Benali told the Sahel Post on Friday that three Malians left Gao with French soldiers."


@pytest.fixture(scope="module")
def document() -> Document:
    document = document_of(TEXT)
    return replace(document, syntax=SyntaxStage()(document))


def names(document: Document, *hints: tuple[str, str]) -> dict[str, str]:
    """The names of the text, with their labels, when the reader sees these words as of these kinds."""
    assert document.syntax is not None
    tokens = [token.text for token in document.syntax.tokens]
    found = []
    for words, kind in hints:
        parts = words.split()
        first = next(k for k in range(len(tokens)) if tokens[k : k + len(parts)] == parts)
        found.append(NameHint(first, first + len(parts), kind, 0.9))
    syntax = NameStage()(replace(document, hints=Hints("made", tuple(found))))
    assert syntax is not None
    return {syntax.span(n.first, n.last).text(TEXT): n.label for n in syntax.names}


def test_the_reader_decides_what_is_a_name_and_of_what_kind(document: Document) -> None:
    found = names(document, ("Tarek Benali", "PER"), ("Sahel Post", "ORG"), ("Gao", "LOC"), ("Malians", "MISC"))
    assert {words: found[words] for words in ("Tarek Benali", "Sahel Post", "Gao", "Malians")} == {
        "Tarek Benali": "PERSON", "Sahel Post": "ORG", "Gao": "GPE", "Malians": "NORP",
    }  # fmt: skip


def test_dates_stay_the_parsers(document: Document) -> None:
    assert names(document)["Friday"] == "DATE"


def test_what_the_reader_does_not_see_is_no_name(document: Document) -> None:
    assert set(names(document, ("Gao", "LOC")).values()) <= {"GPE", "DATE", "CARDINAL"}


def test_words_without_a_capital_are_no_name(document: Document) -> None:
    assert "told the" not in names(document, ("told the", "ORG"))


def test_the_noun_behind_a_people_is_no_part_of_its_name(document: Document) -> None:
    assert names(document, ("French soldiers", "ORG")).get("French") == "NORP"


def test_tokens_carry_the_new_labels(document: Document) -> None:
    assert document.syntax is not None
    first = next(token.i for token in document.syntax.tokens if token.text == "Gao")
    syntax = NameStage()(replace(document, hints=Hints("made", (NameHint(first, first + 1, "PER", 0.9),))))
    assert syntax is not None and syntax.tokens[first].name == "PERSON"


def test_without_hints_nothing_changes(document: Document) -> None:
    assert NameStage()(document) is document.syntax
