"""Where and when: what is only described, whose country an unlisted place is in, and what began some time ago."""

from __future__ import annotations

from tests.frame.sentence import find, read


def place_in(text: str) -> tuple[str | None, str | None]:
    (event,) = find(read(text), "ASSAULT")
    return (event.place.text, event.place.country) if event.place else (None, None)


def test_a_described_place_is_a_place() -> None:
    assert place_in("Gunmen killed two Kenyan teachers in a village.") == ("village", "KEN")


def test_a_bare_noun_is_none() -> None:
    assert place_in("Gunmen killed two teachers in town.") == (None, None)


def test_the_words_of_a_place_may_name_its_country() -> None:
    assert place_in("Jordan said that warplanes had bombed the rebels in southern Syria.")[1] == "SYR"


def test_the_country_before_a_war_is_where_it_is_fought() -> None:
    assert place_in("Thousands of people have died in the Syrian war.")[1] == "SYR"


def test_what_began_since_a_day_has_no_end() -> None:
    document = read("Rebels have killed 40 people since the war broke out in March 2021.")
    times = {(s.time.start, s.time.end) for s in find(document, "ASSAULT") if s.time and s.figures}
    assert times == {("2021-03-01", None)}


def test_a_verb_joined_by_and_has_its_own_place() -> None:
    document = read("Police arrested the smuggler in Kenya and freed him.")
    (release,) = [s for s in document.statements if s.trigger.text(document.text) == "freed"]
    assert release.place is None
