"""Who does it to whom, beyond subject and object: gapped and counted victims, owners, charges, company."""

from __future__ import annotations

import pytest

from tests.frame.sentence import check_row, find, gold_of, heads, read

ROWS = [
    "[Vandals|actor] [desecrated|ASSAULT] [three graves|recipient] in Riga.",
    "[Helicopters|actor] [shelled|ASSAULT] [the valley|recipient] at dawn.",
    "[The army|actor] continued its [offensive|ASSAULT] against [the rebels|recipient] on Monday.",
    "The [assassination|ASSAULT] of [the mayor|recipient] shocked the town.",
    "[The army|actor] [captured|ASSAULT] [the town|recipient] from [the rebels|recipient] on Friday.",
    "[The singer|recipient], along with [her driver|recipient], was [arrested|COERCE] by [police|actor].",
    "Led by [the mayor|actor], [the villagers|actor] [marched|PROTEST] through the valley.",
]


@pytest.mark.parametrize("marked", ROWS)
def test_row(marked: str) -> None:
    check_row(marked)


SIDES = [
    ("The mayor's murder shocked the town.", "ASSAULT", set(), {"mayor"}),
    ("The trader was charged with the murder of two women.", "ASSAULT", {"trader"}, {"women"}),
    ("The soldier was found guilty of killing two women.", "ASSAULT", {"soldier"}, {"women"}),
    ("Thousands of people have died in Syria's conflict.", "ASSAULT", set(), {"people"}),
    ("Ten rebels were killed in clashes with the army.", "ASSAULT", {"rebels", "army"}, {"rebels"}),
    ("A bomber detonated his vest in Hilla.", "ASSAULT", {"bomber"}, set()),
]


@pytest.mark.parametrize(("text", "type_", "actors", "recipients"), SIDES)
def test_sides(text: str, type_: str, actors: set[str], recipients: set[str]) -> None:
    document = read(text)
    (event,) = find(document, type_)
    assert heads(document, event.actors) == actors
    assert heads(document, event.recipients) == recipients


def test_a_verb_of_harm_shares_the_passive_before_it() -> None:
    gold = gold_of("[Four civilians|recipient] were killed and [dozens|recipient] wounded in Gao.")
    document = read(gold.text)
    (event,) = find(document, "ASSAULT")
    assert heads(document, event.recipients) == {"civilians", "dozens"} and not event.actors


def test_what_a_crowd_blocks_is_nobody() -> None:
    document = read("Farmers blocked the road with tractors on Monday.")
    assert all(not event.recipients for event in find(document, "PROTEST"))
