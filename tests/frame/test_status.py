"""Status, aspect and background of the word in braces, in reports published on 7 June 2013."""

from __future__ import annotations

import pytest

from dateline.frame.status import compose, status_of
from dateline.pipeline import Pipeline
from dateline.read.text import document_of
from dateline.types import Span

READ = Pipeline().until("quantity")


def judge(marked: str) -> tuple[str, str, bool]:
    start, end = marked.index("{"), marked.index("}") - 1
    document = READ(document_of(marked.replace("{", "").replace("}", ""), published="2013-06-07", title=""))
    assert document.syntax is not None
    return status_of(document, document.syntax.within(Span(start, end))[0])


@pytest.mark.parametrize(
    ("marked", "status"),
    [
        ("Rebels {bombed} the town on Thursday.", "actual"),
        ("Troops managed to {capture} the bridge.", "actual"),
        ("He regretted {ordering} the strike.", "actual"),
        ("The court forced the party to {disband}.", "actual"),
        ("The group plans to {attack} the capital.", "future"),
        ("The president agreed to {withdraw} troops.", "future"),
        ("Rebels threatened to {attack} the airport.", "future"),
        ("Talks will be {held} on Sunday.", "future"),
        ("The summit is to be {held} in June.", "future"),
        ("The ministers {meet} on Sunday.", "future"),
        ("Ahead of the {elections} the army deployed troops.", "future"),
        ("They sent troops in order to {protect} the border.", "future"),
        ("They called on fighters to {unite}.", "requested"),
        ("They demanded the {release} of the prisoners.", "requested"),
        ("They were ordered to {leave}.", "requested"),
        ("{Release} the prisoners!", "requested"),
        ("Police suspect him of {planting} the bomb.", "possible"),
        ("The rebels allegedly {killed} ten men.", "possible"),
        ("The two leaders may {meet} next week.", "possible"),
        ("Fears of an {attack} are growing.", "possible"),
        ("Officials warned of a possible {attack}.", "possible"),
        ("In an attempt to {free} the hostages, troops stormed the house.", "possible"),
        ("Did the army {shell} the town?", "possible"),
        ("They would {meet} if the truce held.", "hypothetical"),
        ("If the rebels {attack}, the army will respond.", "hypothetical"),
        ("Unless the rebels {withdraw}, the army will attack.", "hypothetical"),
        ("He denied {ordering} the attack.", "denied"),
        ("He refused to {meet} the envoy.", "denied"),
        ("The army failed to {capture} the bridge.", "denied"),
        ("There is no evidence that they {used} gas.", "denied"),
        ("They left without {firing} a shot.", "denied"),
        ("Neither side {attacked} the camp.", "denied"),
        ("Nobody was {killed}.", "denied"),
        ("The army averted an {attack} on the base.", "denied"),
        ("Police prevented protesters from {marching}.", "denied"),
    ],
)
def test_status(marked: str, status: str) -> None:
    assert judge(marked)[0] == status


@pytest.mark.parametrize(
    ("marked", "aspect"),
    [
        ("Rebels {bombed} the town on Thursday.", "once"),
        ("Some 200 Russians are {fighting} in the north.", "ongoing"),
        ("The army continues to {shell} the town.", "ongoing"),
        ("Insurgents {attack} the police almost daily.", "habitual"),
        ("The police regularly {arrest} activists.", "habitual"),
        ("Protesters {march} every Friday.", "habitual"),
        ("The ministers {meet} on Sunday.", "once"),
    ],
)
def test_aspect(marked: str, aspect: str) -> None:
    assert judge(marked)[1] == aspect


@pytest.mark.parametrize(
    ("marked", "background"),
    [
        ("Rebels {seized} the town on Thursday.", False),
        ("Rebels {seized} the town last week.", False),
        ("The ministry said rebels had {shelled} the town.", False),
        ("The minister, who was {killed} in March, led the talks.", True),
        ("The army {invaded} the region in 2010.", True),
        ("Rebels {seized} the town three years ago.", True),
        ("Rebels {seized} the town last year.", True),
        ("The 2006 {war} killed thousands.", True),
        ("Hundreds had {fled} the city in May.", True),
    ],
)
def test_background(marked: str, background: bool) -> None:
    assert judge(marked)[2] == background


def test_a_denied_denial_asserts() -> None:
    assert compose("denied", "denied") == "actual"
    assert compose("future", "denied") == "denied"
    assert compose("requested", "future") == "requested"
