"""Datelines: place [in square], date <in angle>, agency {in curly} brackets; | ends the dateline."""

from __future__ import annotations

import re

import pytest

from dateline.read.text import document_of
from dateline.types import Span

DATELINES = """\
[KAZAN], <June 6> ({Volga Wire}) - |The
[MOSCOW] ({AP}) — |The
[GENEVA], <3 March 2014> ({Reuters}) – |The
[Beirut, Lebanon] — |The
[CAIRO]: |The
({Reuters}) - |The
[BAGHDAD/ERBIL, Iraq], <Aug 4> ({Xinhua}) -- |The
[Nairobi] ({AFP}) - |The
[MOSCOW], <June 6> /{TASS}/. |The
[NEW YORK] ({AP}) -- |The
[MOSCOW]. <June 6> ({Interfax}) - |The
[WASHINGTON, D.C.] — |The
[N'DJAMENA], <Thursday, June 6> ({Reuters}) - |The
[São Paulo] ({AFP}) - |The
[ISTANBUL] ({Reuters}) -|The
[Mogadishu] — |At
({CNN}) |The
[SAN JUAN], <3 JAN 90> -- |The
[Nairobi], <9 May 2023>|""".splitlines()

SENTENCES = """\
Syria - a country in turmoil - has asked for help.
John Tamm (Republican) - the senator - said no.
Ukraine: what we know so far.
Moscow, June 6 was a quiet day for the minister.
Kenya, Ethiopia and Sudan signed the agreement.
UPDATE 1 - The bank said it would stop.
EU - Canada talks failed on Monday.
NATO said on Thursday it would leave.
Iran - Iraq war veterans marched on Monday.
The army (which is small) - said no.
In Moscow, June 6 (a Thursday) - they met.
May 5 - they came back.""".splitlines()


def unmark(marked: str) -> tuple[str, dict[str, Span]]:
    """The plain words and the spans that were marked in them."""
    names = {"[": "place", "<": "date", "{": "agency"}
    words, spans, opened = "", {}, {}
    for c in marked:
        if c in names:
            opened[names[c]] = len(words)
        elif c in "]>}":
            name = {"]": "place", ">": "date", "}": "agency"}[c]
            spans[name] = Span(opened[name], len(words))
        elif c == "|":
            spans["whole"] = Span(0, len(words))
        else:
            words += c
    return words, spans


@pytest.mark.parametrize("marked", DATELINES)
def test_dateline_is_read_and_kept_from_the_parser(marked: str) -> None:
    opening, spans = unmark(marked)
    text = opening + (
        " army said that it had left." if not marked.endswith("|") else "\nThe army said that it had left."
    )
    document = document_of(text)
    found = document.dateline
    assert found is not None
    assert (found.span, found.place, found.date, found.agency) == (
        spans["whole"], spans.get("place"), spans.get("date"), spans.get("agency"),
    )  # fmt: skip
    (block,) = document.blocks
    assert re.match(r"(?:The|At) army", block.span.text(text))


@pytest.mark.parametrize("sentence", SENTENCES)
def test_ordinary_opening_keeps_its_words(sentence: str) -> None:
    document = document_of(sentence)
    assert document.dateline is None
    assert document.blocks[0].span.text(sentence) == sentence


def test_year_of_the_dateline_gives_the_publication_date() -> None:
    assert document_of("GAO, March 14, 2024 (Sahel Wire) - The army left.").report.published == "2024-03-14"


def test_missing_year_comes_from_the_address_alone() -> None:
    story = "GAO, March 14 (Sahel Wire) - The army left."
    assert document_of(story).report.published is None
    assert document_of(story, url="https://wire.example/2024/03/15/army").report.published == "2024-03-14"


def test_delivered_date_goes_before_the_dateline() -> None:
    story = "GAO, March 14, 2024 (Sahel Wire) - The army left."
    assert document_of(story, published="2024-03-15").report.published == "2024-03-15"


def test_headline_glued_to_its_dateline() -> None:
    document = document_of("Army leaves river townGAO, March 14, 2024 (Sahel Wire) - The army left.")
    assert [(b.kind, b.span.text(document.text)) for b in document.blocks] == [
        ("title", "Army leaves river town"),
        ("paragraph", "The army left."),
    ]
    assert document.dateline is not None and document.dateline.span.start == len("Army leaves river town")
    assert document.report.title == "Army leaves river town"
