"""One suite over every stage of the default recipe: it keeps its promises whatever the text holds."""

from __future__ import annotations

import copy
from collections.abc import Iterator
from dataclasses import fields, is_dataclass, replace
from functools import cache, lru_cache
from itertools import chain
from typing import Any

import pytest

from dateline.pipeline import LAYERS, Pipeline, Stage, default_stages
from dateline.read.text import document_of
from dateline.types import Block, Document, Hints, Report, Span, Syntax

STORY = (
    "Army leaves hill town\n\n"
    "KAZAN, June 6 (Volga Wire) - Some 300 fighters shelled the port of Gao on Tuesday, killing at least 12 soldiers, "
    "the head of the border guard, Mara Dolen, said Thursday, Interpress reported.\n\n"
    "“We will not stop,” she said. “Nobody told us to.” Her ministry denied that it had paid $2.5 million to the "
    "rebels and urged Norway to release three of its officers.\n\n"
    "In 2009, police in Karachi arrested a leader of the Free Orland Front, an ally of the army."
)
PIECES = {
    "combining marks": "The re\u0301bels\u0327 \u0301\u0301\u0301 attacked G\u0308ao on M\u0301onday.",
    "mark first": "\u0301Rebels shelled the town, he said.",
    "many marks": "Rebels a" + "\u0301" * 400 + " shelled the town.",
    "bidi override": "\u202eRebels shelled the town\u202c, police said.",
    "bidi isolates": "\u2066Rebels\u2069 shelled \u2067the town\u2069 on Friday.",
    "bidi unbalanced": "\u202b\u202b\u2067Rebels \u202cshelled\u2069\u2069 the town.",
    "arabic": "Rebels of \u062c\u0628\u0647\u0629 shelled the town, \u0642\u0627\u0644 police said.",
    "emoji": "Rebels 💣 shelled the 🏙 on Friday 👍🏽, police 👮‍♀️ said.",
    "emoji family": "👩‍👩‍👧‍👦 attacked 👩‍👩‍👧‍👦.",
    "flags": "🇲🇱 attacked 🇳🇪, the 🇫🇷 minister said.",
    "NUL": "Rebels\x00 shelled\x00the town\x00.\x00",
    "controls": "Rebels\x01 \x1bshelled\x07 the\x7f town\x08.",
    "CRLF": "Rebels shelled the town.\r\n\r\nPolice arrested two men.\r\n",
    "CR": "Rebels shelled the town.\r\rPolice arrested two men.\r",
    "line separators": "Rebels shelled\u2028the town.\u2029Police\x85 arrested\v two\f men.",
    "high surrogate": "Rebels \ud800shelled the \ud83d town.",
    "low surrogate": "\udfffRebels shelled the town, he said \udca9.",
    "surrogates in a quotation": "“We \ud800\ud800 will \udc00 go,” the general said.",
    "byte order marks": "\ufeffRebels\ufeff shelled the town.",
    "replacement": "Rebels \ufffd\ufffd shelled the \ufffdtown.",
    "highest": "Rebels \U0010ffff shelled the town.",
    "zero width": "Reb\u200bels shel\u200dled the\u2060 town.",
    "spaces": "Rebels\u00a0shelled\u3000the\u2009town  \t  on   Friday.",
    "full width": "Ｒｅｂｅｌｓ shelled ２００ towns.",
    "ligatures and case": "ﬁghters İn ıSTANBUL attacked the STRAßE ǆ.",
    "only marks": "“”‘’\"'«»„“”",
    "open quotations": "“Rebels “shelled ‘the “town, he said. “And “more",
    "closed quotations": "Rebels” shelled’ the” town, he said.”",
    "nested quotations": "“He said ‘she said “they said ‘go’”’,” Dolen said.",
    "brackets": "((([[[{{{Rebels shelled the town)]}",
    "dashes": "— Rebels — - – shelled —— the-town--on-Friday —",
    "full stops": "Rebels... shelled. The. Town. . . .... U.S. a.m. No. 5",
    "numbers": "12,000,000,000.5.5.5 1e999 0x41 ٣٤ ½ 10^400 shelled -5 of +7 towns in 99/99/9999.",
    "huge number": "9" * 400 + " rebels shelled the town and paid $" + "8" * 400 + ".",
    "dates": "On 31 February 0000, 29 February 2023 and Monday the 45th of Junuary 99999, rebels attacked the town.",
    "one letter": "a",
    "one mark": ".",
    "blank": " \n\t\u00a0 ",
    "markup": "<p>Rebels <b>shelled</b> the town &amp; fled.</p><script>alert(1)</script>",
    "formula": "=HYPERLINK(\"x\") +1 @SUM rebels shelled the town.",
    "template": "{{rebels}} shelled ${town} %s %(x)s {0} \\N{DASH} in \\u0041.",
    "capitals": "REBELS SHELLED THE TOWN, POLICE SAID ON FRIDAY.",
    "one word often": "said " * 300,
    "names often": "Ana Petrova, " * 80 + "met.",
    "pronouns": "He said she said they said it said who said that which said I said we said.",
    "long word": "Rebels shelled " + "x" * 5_000 + ".",
    "no stops": "rebels and police and " * 150,
}  # fmt: skip
FURNITURE = Document(
    report=Report(id="furniture", sha256=""), text="Read more\nPolice arrested two men",
    blocks=(Block(Span(0, 9), "furniture"), Block(Span(10, 33), "furniture")),
)  # fmt: skip
DOCUMENTS = {
    "story": document_of(STORY, published="2013-06-06"), "empty": document_of(""), "furniture": FURNITURE,
    "no blocks": Document(report=Report(id="bare", sha256=""), text="Rebels shelled the town."),
    "pieces": document_of("\n\n".join(PIECES.values()), published="2024-05-16"),
} | {name: document_of(text, published="2024-05-16") for name, text in PIECES.items()}  # fmt: skip
STAGES = [stage.name for stage in default_stages()]
every_stage = pytest.mark.parametrize("name", STAGES)


@lru_cache(maxsize=1)
def stages() -> dict[str, Stage]:
    return {stage.name: stage for stage in Pipeline().stages}


@cache
def given(case: str) -> dict[str, Document]:
    """The document that each stage is given, by the stage's name; "" is what the last one left."""
    document, found = DOCUMENTS[case], {}
    for name, stage in stages().items():
        found[name] = document
        document = replace(document, **{stage.gives: stage(document)})
    return found | {"": document}


def parts(value: Any) -> Iterator[Any]:
    """The value and everything in it that is a dataclass or a named tuple."""
    if is_dataclass(value):
        yield value
        for item in fields(value):
            yield from parts(getattr(value, item.name))
    elif isinstance(value, tuple):
        if hasattr(value, "_fields"):
            yield value
        yield from chain.from_iterable(parts(item) for item in value)


def assert_inside(layer: Any, document: Document) -> None:
    """Every span lies in the text, and every `text` beside a span is the text there."""
    text = document.text
    for part in parts(layer):
        start, end = getattr(part, "start", None), getattr(part, "end", None)
        if isinstance(start, int) and isinstance(end, int):
            assert 0 <= start <= end <= len(text), part
            if isinstance(words := getattr(part, "text", None), str):
                assert words == text[start:end], part


def assert_indices(layer: Any, document: Document) -> None:
    """Token and sentence numbers point at something."""
    if isinstance(layer, Syntax):
        known = range(len(layer.tokens))
        assert all(token.head in known and token.i == k for k, token in enumerate(layer.tokens))
        assert all(0 <= s.first < s.last <= len(layer.tokens) for s in layer.sentences)
        return
    assert document.syntax is not None
    for part in parts(layer):
        if type(part).__name__ == "Mention":
            head = document.syntax.tokens[part.head]
            assert part.start <= head.start and head.end <= part.end, part


@every_stage
def test_says_what_it_is(name: str) -> None:
    stage = stages()[name]
    assert isinstance(stage, Stage)
    assert stage.name and stage.version and " " not in stage.name + stage.version
    assert isinstance(stage.needs, tuple) and set(stage.needs) <= LAYERS | {"blocks", "report", "text"}
    assert stage.gives in LAYERS


def test_no_two_stages_have_one_name() -> None:
    assert len(set(STAGES)) == len(STAGES)


@every_stage
def test_gives_its_layer_and_changes_nothing(name: str) -> None:
    document, stage = given("story")[name], stages()[name]
    before = copy.deepcopy(document)
    layer = stage(document)
    assert document == before
    assert isinstance(layer, {"syntax": Syntax, "hints": Hints}.get(stage.gives, tuple))


@every_stage
@pytest.mark.parametrize("case", ["story", "pieces"])
def test_same_document_same_layer(name: str, case: str) -> None:
    document, stage = given(case)[name], stages()[name]
    assert stage(document) == stage(document)


@pytest.mark.parametrize("case", DOCUMENTS)
def test_every_span_is_in_the_text(case: str) -> None:
    for name, document in given(case).items():
        if name:
            stage = stages()[name]
            layer = getattr(next_of(case, name), stage.gives)
            assert_inside(layer, document)
            assert_indices(layer, document)


def next_of(case: str, name: str) -> Document:
    """The document right behind the named stage."""
    names = [*STAGES, ""]
    return given(case)[names[names.index(name) + 1]]


def test_the_story_has_something_in_every_layer() -> None:
    """Otherwise the tests above would look at nothing."""
    last = given("story")[""]
    for layer in {stage.gives for stage in stages().values()} - {"losses"}:
        assert getattr(last, layer), layer


@pytest.mark.parametrize("case", ["empty", "furniture", "no blocks", "blank"])
def test_nothing_to_read_gives_nothing(case: str) -> None:
    assert given(case)[""].statements == ()
