"""The trained reader as two stages: what it makes of the words, and its names in place of the parser's."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Set
from pathlib import Path

from dateline.find.casing import cased
from dateline.find.known import known_as, population
from dateline.find.label import label_times
from dateline.find.repair import repair
from dateline.find.run import text_of
from dateline.find.syntax import children_of
from dateline.lang.noun_class import classes_of
from dateline.ontology.role import known_actor
from dateline.types import Document, Hints, Name, Syntax
from dateline.types.hint import NameHint

KINDS = {"PER": "PERSON", "ORG": "ORG"}


class HintStage:
    """Gives the hints of a trained pack; nothing where there is no pack or no text."""

    name = "hint"
    needs = ("syntax",)
    gives = "hints"

    def __init__(self, folder: Path) -> None:
        from dateline.models.pack import load_card

        self.folder = folder
        self.version = str(load_card(folder)["name"])

    def __call__(self, document: Document) -> Hints | None:
        from dateline.models.pack import load_pack
        from dateline.models.reader import Reader

        syntax = cased(document)
        if syntax is None or not syntax.tokens:
            return None
        words = [token.text for token in syntax.tokens]
        return Reader(load_pack(self.folder))(words, [(s.first, s.last) for s in syntax.sentences])


class NameStage:
    """Gives the syntax again, with the reader's names where the parser had its own."""

    name = "name"
    version = "2"
    needs = ("syntax", "hints")
    gives = "syntax"

    def __call__(self, document: Document) -> Syntax | None:
        syntax, hints = document.syntax, document.hints
        if syntax is None or hints is None:
            return syntax
        read = cased(document) or syntax
        taken = {k for hint in hints.names for k in range(hint.first, hint.last)}
        whole = (with_body(read, without_noun(read, hint), taken) for hint in hints.names)
        kept = [name for name in whole if not is_word(read, name)]
        found = [Name(n.first, n.last, label_of(read, n)) for n in kept]
        found += overlooked(read, {k for n in kept for k in range(n.first, n.last)})
        labels = label_times(read.tokens) | {k: n.label for n in found for k in range(n.first, n.last)}
        tokens = [token._replace(name=labels.get(token.i, "")) for token in syntax.tokens]
        times = [Name(k, last, label) for k, last, label in spans(labels) if label in ("DATE", "CARDINAL")]
        return Syntax(tuple(repair(tokens)), syntax.sentences, children_of(tokens), tuple(sorted((*times, *found))))


def overlooked(syntax: Syntax, taken: Set[int]) -> Iterator[Name]:
    """Well-known actors of one word that the reader has no name for ("the Houthi spokesman")."""
    for token in syntax.tokens:
        alone = token.pos == "PROPN" and not {token.i - 1, token.i, token.i + 1} & taken
        if alone and known_actor(token.text):
            yield Name(token.i, token.i + 1, "ORG")


def spans(labels: Mapping[int, str]) -> Iterator[tuple[int, int, str]]:
    """(first, last exclusive, label) of tokens in a row with one label."""
    first = -1
    for k in sorted(labels):
        if first < 0 or labels.get(k - 1) != labels[k]:
            first = k
        if labels.get(k + 1) != labels[k]:
            yield first, k + 1, labels[k]


def is_word(syntax: Syntax, hint: NameHint) -> bool:
    """Whether a name of the reader's is rather words: none of them with a capital or a digit ("defence minister"), or
    one word of no certain kind that stands for people anyway ("Islamists") or begins a sentence ("Rebels attacked"),
    where a capital says nothing."""
    tokens = syntax.tokens[hint.first : hint.last]
    if not any(c.isupper() or c.isdigit() for token in tokens for c in token.text):
        return True
    word = tokens[0]
    if hint.kind != "MISC" or len(tokens) > 1 or known_as(word.text) is not None:
        return False
    begins = syntax.sentences[word.sentence].first == hint.first and word.text[1:].islower()
    return begins or (word.tag in ("NNS", "NNPS") and "actor" in classes_of(word.lower.removesuffix("s")))


def without_noun(syntax: Syntax, hint: NameHint) -> NameHint:
    """The name of a people without the common noun behind it: "French" of "French president"."""
    last, tokens = hint.last, syntax.tokens
    while last - hint.first > 1 and tokens[last - 1].pos == "NOUN" and tokens[last - 1].text.islower():
        last -= 1
    people = last < hint.last and known_as(text_of(tokens, hint.first, last)) == "people"
    return hint._replace(last=last, kind="MISC") if people else hint


def with_body(syntax: Syntax, hint: NameHint, taken: Set[int]) -> NameHint:
    """A name that the reader is unsure of with the capitalised noun of a body behind it: the "Brigade" of "Azalai
    Brigade"."""
    if hint.score >= UNSURE or hint.last in taken or hint.last >= len(syntax.tokens):
        return hint
    behind = syntax.tokens[hint.last]
    body = behind.text[:1].isupper() and classes_of(behind.lower) & BODIES
    return hint._replace(last=hint.last + 1, kind="ORG") if body else hint


BODIES = frozenset(("organisation", "armed"))
UNSURE, TOWN = 0.75, 50_000
"""Probability under which the reader's word for a person is doubted, and inhabitants of a place of that name."""


def is_town(words: str, hint: NameHint) -> bool:
    """Whether a name of one word, of which the reader is not sure that it is a person's, is that of a large town."""
    lone = hint.last - hint.first == 1 and hint.kind in ("PER", "MISC") and hint.score < UNSURE
    return lone and known_as(words) is None and population(words) >= TOWN


def label_of(syntax: Syntax, hint: NameHint) -> str:
    """The parser's label for a name of the reader's, which knows four kinds."""
    words = text_of(syntax.tokens, hint.first, hint.last)
    if hint.kind == "LOC" or is_town(words, hint):
        return "LOC" if known_as(words) == "region" else "GPE"
    if hint.kind in KINDS:
        return KINDS[hint.kind]
    if known_actor(words):
        return "ORG"
    adjective = hint.last - hint.first == 1 and syntax.tokens[hint.first].pos == "ADJ"
    return "NORP" if adjective or known_as(words) == "people" else "EVENT"
