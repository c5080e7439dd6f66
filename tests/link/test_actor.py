"""Actors: spellings and acronyms join; surnames, offices and countries alone never do."""

from __future__ import annotations

from dateline.link.actor import actors
from dateline.types.reading import EntityUse


def use(name: str, kind: str = "person", country: str | None = None, **forms: int) -> EntityUse:
    slug = f"{kind}:{name.lower().replace(' ', '-')}"
    return EntityUse(slug, name, kind, country, (), ((name, 2), *((form, count) for form, count in forms.items())))


def joined(*uses: EntityUse) -> set[tuple[str, ...]]:
    assert list(actors(uses)) == list(actors(uses[::-1]))
    return {actor.entities for actor in actors(uses) if len(actor.entities) > 1}


def test_spellings_of_one_full_name() -> None:
    found = joined(use("Mohamed al-Harrani"), use("Muhammad Harrani"))
    assert found == {("person:mohamed-al-harrani", "person:muhammad-harrani")}


def test_nobody_is_merged_on_a_surname_or_an_office() -> None:
    assert joined(use("Harrani"), use("Mohamed al-Harrani"), use("Samir Harrani")) == set()
    assert joined(use("Prime Minister"), use("prime minister")) == set()


def test_countries_and_kinds_that_conflict_keep_apart() -> None:
    assert joined(use("Omar Belkacem", country="DZA"), use("Omar Belkasem", country="TUN")) == set()
    assert joined(use("Green Path"), use("Green Path", "organisation")) == set()


def test_an_acronym_that_a_report_gives_beside_the_long_form() -> None:
    found = joined(use("Northern Relief Front", "organisation", NRF=1), use("NRF", "organisation"))
    assert found == {("organisation:northern-relief-front", "organisation:nrf")}


def test_a_title_is_no_name() -> None:
    found = joined(use("Rep. Samir Harrani"), use("Samir Harrani"))
    assert found == {("person:rep.-samir-harrani", "person:samir-harrani")}
    assert joined(use("Mr. Harrani"), use("Mr Harani"), use("Samir Harrani")) == set()


def test_a_long_form_that_breaks_off_has_no_acronym() -> None:
    assert joined(use("Northern Press and", "organisation", NP=1), use("NP", "organisation")) == set()
