"""What the open event coders get wrong, each with sentences of our own."""

from __future__ import annotations

from tests.frame.sentence import find, heads, read


def test_the_reported_attack_is_recorded_with_its_voice() -> None:
    document = read("Ghana claimed that militants had attacked Burkina Faso and seized Djibo.")
    attacks = [s for s in document.statements if s.type in ("ASSAULT", "COERCE")]
    assert attacks, "the content of the claim must be read"
    for statement in attacks:
        assert heads(document, statement.actors) == {"militants"}
        assert [heads(document, (v.source,)) for v in statement.attribution if v.source] == [{"Ghana"}]


def test_a_meeting_that_will_be_held_has_not_been_held() -> None:
    assert [s.status for s in find(read("The leaders will meet in Oslo on Friday."), "CONSULT")] == ["future"]
    conditional = read("The leaders would meet in Oslo if the fighting stopped.")
    assert [s.status for s in find(conditional, "CONSULT")] == ["hypothetical"]


def test_not_every_object_is_a_target() -> None:
    document = read("Gunmen carrying rifles attacked the village while the mayor signed the budget.")
    recipients = {m.text for s in find(document, "ASSAULT") for m in s.recipients}
    assert recipients == {"village"}
    assert not [s for s in document.statements if "budget" in {m.text for m in s.recipients}]


def test_pressure_is_pressure_in_every_voice() -> None:
    texts = ("Washington is pressuring Jakarta to open its markets.",
             "Jakarta is being pressured by Washington to open its markets.",
             "Jakarta faces pressure from Washington to open its markets.")  # fmt: skip
    types = []
    for text in texts:
        document = read(text)
        events = [s for s in document.statements if s.kind == "event" and "pressur" in s.trigger.text(document.text)]
        assert len(events) == 1, text
        assert heads(document, events[0].actors) == {"Washington"}, text
        assert heads(document, events[0].recipients) == {"Jakarta"}, text
        types.append(events[0].type)
    assert len(set(types)) == 1


def test_the_bureau_is_not_the_place() -> None:
    document = read("NAIROBI, May 14 (Reuters) - Gunmen attacked a convoy near Kismayo.")
    [attack] = find(document, "ASSAULT")
    assert attack.place is not None and attack.place.text == "Kismayo"
    unplaced = read("NAIROBI, May 14 (Reuters) - Gunmen attacked a convoy.")
    assert find(unplaced, "ASSAULT")[0].place is None


def test_what_is_no_sentence_gives_no_event() -> None:
    assert not read("Attack. Defence. 12 34 56 ### Protest index 7.3 N/A").statements


def test_sport_and_film_are_no_conflict() -> None:
    for text in (
        "Arsenal attacked from the start, and the striker shot twice in the second half of the match.",
        "In the film, directed by Ana Ruiz, rebels attack a castle and the hero kills the king.",
        "The coach criticised the referee after his team were beaten 3-1 in the cup final.",
    ):  # fmt: skip
        document = read(text)
        assert not [s for s in document.statements if s.kind == "event"], text


def test_history_is_background() -> None:
    document = read("In 1916, German troops attacked the French army at Verdun.")
    assert [s.background for s in find(document, "ASSAULT")] == [True]


def test_one_unknown_place_costs_only_itself() -> None:
    document = read("Gunmen attacked a convoy in Qxyzabad. Police arrested two men in Karachi.")
    assert len([s for s in document.statements if s.kind == "event"]) == 2
    [arrest] = find(document, "COERCE")
    assert arrest.place is not None and arrest.place.country == "PAK"


def test_an_actor_nobody_has_listed_is_still_an_actor() -> None:
    document = read("The newly formed Front for the Liberation of Zanskar attacked an army post.")
    [attack] = find(document, "ASSAULT")
    assert any("Zanskar" in m.text or "Front" in m.text for m in attack.actors)
