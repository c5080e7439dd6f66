"""Quantities: the gold stands in the sentence, [words|low|high|hedge|unit|kind]."""

from __future__ import annotations

import re
from dataclasses import replace

import pytest

from dateline.find.date import DateStage
from dateline.find.quantity import QuantityStage
from dateline.find.syntax import SyntaxStage
from dateline.types import Block, Document, Quantity, Report, Span

MARKED = re.compile(r"\[([^|\]]+)\|([^\]]*)\]")


def find(text: str) -> tuple[Quantity, ...]:
    document = Document(Report("x", ""), text, (Block(Span(0, len(text))),))
    document = replace(document, syntax=SyntaxStage()(document))
    document = replace(document, times=DateStage()(document))
    return QuantityStage()(document)


def described(text: str, q: Quantity) -> tuple[str, str]:
    numbers = ["" if n is None else f"{n:.12g}" for n in (q.low, q.high)]
    return q.span.text(text), "|".join([*numbers, q.hedge or "", q.unit or "", q.kind])


@pytest.mark.parametrize(
    "marked",
    [
        "[Some 200|200|200|about|miner|count] miners stayed underground.",
        "[At least 41|41|41|at least|people|count] people were killed.",
        "[As many as 500|500|500|up to|fighter|count] Northern fighters crossed the river.",
        "[No more than 20|20|20|at most|tank|count] tanks were seen.",
        "[Nearly 3,000|3000|3000|about|rifle|count] rifles were handed over.",
        "[Fewer than 100|100|100|less than|troop|count] troops remained.",
        "[Between 30 and 40|30|40||soldier|count] soldiers died.",
        "[Dozens|24|99|about|protester|count] of protesters gathered.",
        "[Tens of thousands|20000|99999|about|villager|count] of villagers fled.",
        "[Several hundred|200|999|about|rebel|count] rebels surrendered.",
        "[Several||||bridge|count] bridges were damaged.",
        "[Two hundred and six|206|206||man|count] men voted.",
        "[Two and a half million|2500000|2500000||people|count] people were displaced.",
        "The fund received [$2.3bn|2300000000|2300000000||USD|money].",
        "The fund received [$5-10 million|5000000|10000000||USD|money].",
        "[About 20 percent|20|20|about|%|percent] of voters stayed at home.",
        "A [34|34|34||year|age]-year-old teacher was shot.",
        "The [third|3|3||attack|ordinal] attack failed.",
        "The blast killed [41|41|41|||count].",
    ],
)
def test_words_numbers_hedge_and_unit(marked: str) -> None:
    text = MARKED.sub(r"\1", marked)
    assert [described(text, q) for q in find(text)] == MARKED.findall(marked)


@pytest.mark.parametrize(
    "text",
    [
        "Resolution 1973 was adopted.",
        "The two-day visit began at 4:30 p.m. on June 6, 2013.",
        "The five-member council met.",
        "The assembly voted 52-48 against it.",
        "Nobody reached the village in 1995.",
    ],
)
def test_what_looks_like_a_figure_and_is_none(text: str) -> None:
    assert find(text) == ()


def test_a_rise_is_no_range() -> None:
    assert all(q.low == q.high for q in find("The toll rose from 41 to 56."))


def test_the_counted_noun_is_given_as_a_token() -> None:
    text = "Hundreds of thousands of refugees crossed."
    (found,) = find(text)
    document = Document(Report("x", ""), text, (Block(Span(0, len(text))),))
    assert found.unit_token is not None
    assert SyntaxStage()(document).tokens[found.unit_token].text == "refugees"


@pytest.mark.parametrize("piece", ["7", "9,", "hundred ", "2-", "$ ", "half a ", "1 000 ", "several "])
def test_hostile_runs_are_read_to_the_end(piece: str) -> None:
    text = piece * (5000 // len(piece))
    assert all(0 <= q.span.start < q.span.end <= len(text) for q in find(text))
