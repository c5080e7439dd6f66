"""Places of one name: chosen by context, then by size, else left open."""

from __future__ import annotations

from dateline.places import Candidate, Context, choose, kilometres, lookup, take_apart


def chosen(name: str, context: Context | None = None) -> Candidate | None:
    return choose(name, lookup(name), context or Context())


def test_size_decides_where_it_is_clear() -> None:
    kazan = chosen("Kazan")
    assert kazan is not None and kazan.id == "geonames:551487" and kazan.precision == "city"


def test_size_does_not_decide_where_it_is_not() -> None:
    assert chosen("Springfield") is None


def test_a_country_named_beside_it_decides() -> None:
    small = chosen("Kazan", Context(within=("TUR",)))
    assert small is not None and small.country == "TUR"


def test_a_country_that_has_no_such_place_leaves_it_open() -> None:
    assert chosen("Kazan", Context(within=("FJI",))) is None


def test_what_follows_a_comma_may_be_the_next_of_a_list() -> None:
    kazan = chosen("Kazan", Context(beside=("FJI",)))
    assert kazan is not None and kazan.country == "RUS"


def test_a_province_is_not_a_city() -> None:
    province, city = chosen("Aleppo province"), chosen("Aleppo")
    assert province is not None and province.precision == "province"
    assert city is not None and city.precision == "city" and city.country == "SYR"


def test_a_small_town_that_is_also_a_word_needs_support() -> None:
    assert chosen("Clinton") is None


def test_places_nearby_decide() -> None:
    near = Context(near=((37.2, -93.3),))
    found = chosen("Springfield", near)
    assert found is not None and found.id == "geonames:4409896"


def test_words_and_abbreviations_are_not_looked_up() -> None:
    assert lookup("nice") == () and lookup("EU") == () and lookup("") == () and lookup("x" * 100_000) == ()


def test_the_english_name_of_a_foreign_city_is_a_main_name() -> None:
    geneva, odessa = chosen("Geneva"), chosen("Odessa")
    assert geneva is not None and geneva.country == "CHE"
    assert odessa is not None and odessa.country == "UKR"


def test_an_abbreviated_state_is_a_province() -> None:
    state = chosen("S.C.")
    assert state is not None and (state.country, state.precision) == ("USA", "province")


def test_names_are_taken_apart() -> None:
    assert take_apart("the city of Kazan").name == "Kazan"
    assert take_apart("Helmand province").wanted == "province"
    assert take_apart("Kazan, Russia").within == ("Russia",)


def test_distance_over_the_date_line() -> None:
    assert 200 < kilometres((0.0, 179.0), (0.0, -179.0)) < 250
