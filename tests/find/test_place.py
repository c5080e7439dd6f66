"""Places of a report: resolved by what stands beside them and by one another."""

from __future__ import annotations

from dataclasses import replace

from dateline.find.place import PlaceStage
from dateline.find.syntax import SyntaxStage
from dateline.types import Block, Dateline, Document, Mention, Place, Report, Span


def resolve(marked: str) -> list[Place]:
    """The places of a text whose place names stand in [brackets]."""
    text, spans, start = "", [], 0
    for c in marked:
        if c == "[":
            start = len(text)
        elif c == "]":
            spans.append(Span(start, len(text)))
        else:
            text += c
    document = Document(Report(id="x", sha256=""), text, blocks=(Block(Span(0, len(text))),))
    mentions = tuple(Mention(s.start, s.end, s.text(text), 0, "place", "name") for s in spans)
    document = replace(document, syntax=SyntaxStage()(document), mentions=mentions)
    places = list(PlaceStage()(document))
    assert [place.span for place in places] == spans
    return places


def test_a_country_is_never_a_point() -> None:
    (place,) = resolve("The minister flew to [Norway].")
    assert (place.country, place.precision, place.latitude) == ("NOR", "country", None)


def test_a_city_has_coordinates() -> None:
    (place,) = resolve("A bomb went off in [Kazan].")
    assert place.gazetteer_id == "geonames:551487" and place.precision == "city"
    assert place.latitude is not None and abs(place.latitude - 55.8) < 0.1


def test_what_follows_the_comma_decides() -> None:
    first, _ = resolve("Fire destroyed a school in [Springfield], [Illinois].")
    assert first.gazetteer_id == "geonames:4250542"


def test_the_noun_phrase_decides() -> None:
    (place,) = resolve("The explosion hit the Turkish town of [Kazan].")
    assert place.country == "TUR"


def test_a_list_is_no_apposition() -> None:
    first, second = resolve("He visited [Kazan], [Ottawa] and others.")
    assert (first.country, second.country) == ("RUS", "CAN")


def test_one_name_is_one_place() -> None:
    places = resolve("Police closed roads in [Springfield], [Illinois]. Later [Springfield] was calm.")
    assert places[0].gazetteer_id == places[2].gazetteer_id


def test_a_province_is_said_to_be_one() -> None:
    (place,) = resolve("Clashes went on in [Helmand] province.")
    assert (place.country, place.precision) == ("AFG", "province")


def test_georgia_the_state_and_the_country() -> None:
    _, state, _ = resolve("A judge in [Atlanta], [Georgia], sent the case to [Texas].")
    (country,) = resolve("The parliament of [Georgia] met in Tbilisi.")
    assert (state.country, state.precision) == ("USA", "province")
    assert (country.country, country.precision) == ("GEO", "country")


def test_an_unknown_place_stays_open_and_keeps_its_words() -> None:
    unknown, known = resolve("They walked from [Qwyxtown] to [Oslo].")
    assert (unknown.text, unknown.entity, unknown.gazetteer_id, unknown.latitude) == ("Qwyxtown", None, None, None)
    assert known.country == "NOR"


def test_a_region_is_a_region() -> None:
    (place,) = resolve("Talks on the [Middle East] resumed.")
    assert (place.precision, place.latitude, place.country) == ("region", None, None)


def test_the_dateline_is_resolved_as_well() -> None:
    text = "OSLO, May 3 - Ministers met."
    document = Document(
        Report(id="x", sha256=""), text, (Block(Span(14, len(text))),), Dateline(Span(0, 13), Span(0, 4))
    )
    (place,) = PlaceStage()(replace(document, syntax=SyntaxStage()(document)))
    assert (place.text, place.country) == ("OSLO", "NOR")
