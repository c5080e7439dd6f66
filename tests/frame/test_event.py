"""Who does what to whom, through the constructions that news is written in."""

from __future__ import annotations

import pytest

from tests.frame.sentence import check_row, find, gold_of, heads, read

ROWS = [
    "[Rebels|actor] [shelled|ASSAULT] [the town|recipient] on Friday.",
    "[The town|recipient] was [shelled|ASSAULT] by [rebels|actor].",
    "The [shelling|ASSAULT] of [the town|recipient] by [rebels|actor] went on all night.",
    "[Rebels|actor], who had been quiet for weeks, [attacked|ASSAULT] [soldiers|recipient] near the river.",
    "[The army|actor] launched an [attack|ASSAULT] on [the rebels|recipient] at dawn.",
    "[Police|actor] [arrested|COERCE] [two journalists|recipient] in Lagos.",
    "[Two journalists|recipient] were [detained|COERCE] in Lagos.",
    "[Sudan|actor] and [Chad|actor] [accused|ACCUSE] [Libya|recipient] of arming the fighters.",
    "[Turkish|actor] [strikes|ASSAULT] on [Kurdish fighters|recipient] continued.",
    "[The president|actor] [condemned|ACCUSE] [the militia|recipient].",
    "[The foreign minister|actor] [met|CONSULT] [his Indian counterpart|recipient] in Delhi.",
    "[Norway|actor] [expelled|SANCTION] [three Russian diplomats|recipient].",
    "[The militants|actor] [released|RETREAT] [the hostages|recipient] on Sunday.",
    "[Teachers|actor] [protested|PROTEST] against [the government|recipient] in Nairobi.",
    "[Germany|actor] [urged|REQUEST] [both sides|recipient] to stop fighting.",
    "[The court|actor] [sentenced|SANCTION] [the mayor|recipient] to four years in prison.",
    "[France|actor] [sent|MOBILIZE] 400 troops to the border.",
    "[Egypt|actor] [rejected|REJECT] the proposal.",
    "[The general|actor] [threatened|THREATEN] to bomb the capital.",
]


@pytest.mark.parametrize("marked", ROWS)
def test_row(marked: str) -> None:
    check_row(marked)


def test_control_gives_the_infinitive_its_subject() -> None:
    document = read("Rebels agreed to withdraw from the port, and the army urged them to release the sailors.")
    assert heads(document, find(document, "RETREAT")[0].actors) == {"Rebels"}
    assert all(s.status != "actual" for s in find(document, "RETREAT"))


def test_one_happening_is_one_event() -> None:
    document = read("The attack, a car bombing, killed 40 soldiers in Gao.")
    events = find(document, "ASSAULT")
    assert [s.trigger.text(document.text) for s in events] == ["car bombing"] or len(events) == 1
    assert [(f.role, f.low) for f in events[0].figures] == [("killed", 40)]
    assert "explosives" in events[0].modes


def test_two_happenings_are_two_events() -> None:
    document = read("Police arrested the minister and protesters burned his house.")
    assert {s.type for s in document.statements if s.kind == "event"} == {"COERCE", "ASSAULT"} or {
        s.type for s in document.statements if s.kind == "event"
    } == {"COERCE", "PROTEST"}


def test_what_is_asked_for_is_linked_and_not_actual() -> None:
    document = read("The United Nations demanded the release of the prisoners.")
    request = find(document, "REQUEST")[0]
    release = find(document, "RETREAT")[0]
    assert (request.status, release.status, release.about) == ("actual", "requested", request.id)


ONE_DEED = [
    "[Three men|recipient] were killed when [rebels|actor] [shelled|ASSAULT] [the post|recipient].",
    "[Rebels|actor] [attacked|ASSAULT] [the post|recipient] with rockets, killing [three men|recipient].",
    "[Four villagers|recipient] died in a [bomb attack|ASSAULT] on the market.",
]


@pytest.mark.parametrize("marked", ONE_DEED)
def test_an_outcome_belongs_to_its_deed(marked: str) -> None:
    gold = gold_of(marked)
    document = read(gold.text)
    (event,) = find(document, "ASSAULT")
    expected = {span.text(gold.text).split()[-1] for span in gold.spans["recipient"]}
    assert expected <= {text.split()[-1] for text in heads(document, event.recipients)}
    assert {f.role for f in event.figures} & {"killed"}


def test_those_killed_in_a_fight_are_a_side_of_it_only_when_armed() -> None:
    document = read("At least 28 militants were killed on Sunday during clashes with the Kurdish forces.")
    (event,) = find(document, "ASSAULT")
    assert {text.split()[-1] for text in heads(document, event.actors)} == {"militants", "forces"}
    document = read("The civil war has killed over 150,000 people.")
    assert find(document, "ASSAULT")[0].actors == ()


def test_a_hedge_leaves_a_bound_open() -> None:
    document = read("The shelling killed at least 22 villagers and wounded up to 60 soldiers.")
    figures = {(f.role, f.low, f.high) for s in find(document, "ASSAULT") for f in s.figures}
    assert figures == {("killed", 22, None), ("injured", None, 60)}


def test_a_town_before_the_event_is_its_place() -> None:
    document = read("The Aleppo bombing was condemned by the mayor of Paris.")
    (event,) = find(document, "ASSAULT")
    assert event.actors == () and event.place is not None and event.place.text == "Aleppo"


def test_an_unlisted_place_has_the_country_that_the_sentence_leaves_it_in() -> None:
    document = read("Rebels shelled the Zarqat district in Aleppo on Friday.")
    (event,) = find(document, "ASSAULT")
    assert event.place is not None and event.place.country == "SYR"


def test_whoever_asks_is_no_voice_of_what_is_asked() -> None:
    document = read("The envoy said that Norway had urged the rebels to release the hostages.")
    (release,) = find(document, "RETREAT")
    assert release.about and [v.source.text for v in release.attribution if v.source] == ["envoy"]


def test_a_form_of_address_states_no_office() -> None:
    assert not find(read("Defence Minister Andris Ozols met the rebels."), "office_of")


def test_what_a_protest_is_for_is_no_request_beside_it() -> None:
    document = read("Hundreds of teachers marched through Nairobi, demanding the release of their leader.")
    assert find(document, "PROTEST") and not find(document, "REQUEST")
    assert [s.status for s in find(document, "RETREAT")] == ["requested"]


def test_a_deed_spoken_of_as_known_is_recorded() -> None:
    document = read("The minister arrived at the scene of the attack.")
    assert [s.trigger.text(document.text) for s in find(document, "ASSAULT")] == ["attack"]


def test_people_counted_in_passing_are_no_figure() -> None:
    document = read("A savings bank has opened an office for 300 customers.")
    assert not [s for s in document.statements if s.kind == "figure"]
    document = read("The agency said that some 40,000 people were trapped in the valley.")
    assert [f.low for s in document.statements if s.kind == "figure" for f in s.figures] == [40_000]


def test_lasting_support_is_a_relation() -> None:
    document = read("Fighters backed by Norland entered the port of Gao.")
    assert find(document, "supports") and not find(document, "SUPPORT")


def test_a_relative_clause_tells_of_its_event() -> None:
    document = read("The blast that targeted a police patrol happened near Herat.")
    (event,) = find(document, "ASSAULT")
    assert [m.text for m in event.recipients] == ["police patrol"]


def test_found_murdered_is_one_murder() -> None:
    assert len(find(read("A teacher was found murdered in Quetta on Monday."), "ASSAULT")) == 1


def test_what_was_not_tried_is_denied() -> None:
    (event,) = find(read("The officials said the navy did not attempt to shoot down the missile."), "ASSAULT")
    assert event.status == "denied"
