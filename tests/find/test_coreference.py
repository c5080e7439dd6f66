"""Whom pronouns, surnames, acronyms and descriptions mean. In each text `<words>` is resolved to `[words]`;
with no brackets in the text it must stay unresolved."""

from __future__ import annotations

import re
from dataclasses import replace

import pytest

from dateline.find.actor import ActorStage
from dateline.find.coreference import CoreferenceStage
from dateline.find.syntax import SyntaxStage
from dateline.types import Block, Document, Quotation, Report, Span

MARK = re.compile(r"\[([^\]]+)\]|<([^>]+)>")


def resolve(text: str, quotations: tuple[Quotation, ...] = ()) -> Document:
    document = Document(Report("x", ""), text, (Block(Span(0, len(text))),), quotations=quotations)
    for stage in (SyntaxStage(), ActorStage(), CoreferenceStage()):
        document = replace(document, **{stage.gives: stage(document)})
    return document


def take_gold(marked: str) -> tuple[str, Span | None, Span]:
    text, at = "", 0
    antecedent: Span | None = None
    anaphor = Span(0, 0)
    for match in MARK.finditer(marked):
        text += marked[at : match.start()]
        words = match.group(1) or match.group(2)
        span = Span(len(text), len(text) + len(words))
        if match.group(1):
            antecedent = span
        else:
            anaphor = span
        text, at = text + words, match.end()
    return text + marked[at:], antecedent, anaphor


@pytest.mark.parametrize(
    "marked",
    [
        "[Ana Petrova] arrived on Monday. <Petrova> is to meet the king.",
        "[Ana Petrova] arrived on Monday. <She> is to meet the king.",
        "Mr. [Tomas Reyes] met Mrs. Ana Petrova before <he> flew home.",
        "Mr. Tomas Reyes met Mrs. [Ana Petrova] before <she> flew home.",
        "[Russia] sees almost daily attacks by insurgents in <its> south.",
        "[Russia] opposes the plan and <it> is urging talks.",
        "The [Free Kerovian Army] (FKA) shelled the base. The <FKA> denied this.",
        "[Hamas] fired rockets on Sunday. The <group> said nothing.",
        "[France] recalled an envoy. The <country> has no plans to send another.",
        "[Soldiers] beat the men, and <they> burned houses.",
        "[Rebels] <who> fled the city were caught.",
        "[Tomas Reyes] was jailed in May. The <man> had robbed a bank, and Reyes admitted it.",
    ],
)
def test_resolved(marked: str) -> None:
    text, antecedent, anaphor = take_gold(marked)
    found = {m.span: m for m in resolve(text).mentions}
    assert anaphor in found
    got = found[anaphor].antecedent
    assert got == antecedent, f"{got.text(text) if got else None!r}"


@pytest.mark.parametrize(
    "marked",
    [
        "<He> said nothing about the plan.",
        "The law is new and <it> is weak.",
        "Ana Petrova told a rally that <I> was a good word.",
        "Mrs. Ana Petrova left. <He> was not told.",
    ],
)
def test_left_open(marked: str) -> None:
    text, _, anaphor = take_gold(marked)
    found = [m for m in resolve(text).mentions if m.span == anaphor]
    assert all(m.antecedent is None for m in found)


def test_the_speaker_of_a_quotation_is_its_first_person() -> None:
    text = '"I will fight and we will win," General Tomas Reyes told troops.'
    quoted = Span(1, text.index('" General'))
    found = {m.text: m for m in resolve(text, (Quotation(quoted, (quoted,)),)).mentions}
    for word in ("I", "we"):
        antecedent = found[word].antecedent
        assert antecedent is not None
        assert antecedent.text(text) == "Tomas Reyes"


def test_without_syntax_mentions_pass_through() -> None:
    assert CoreferenceStage()(Document(Report("x", ""), "")) == ()
