"""What tells bearers of one name apart, and what does not."""

from __future__ import annotations

from dateline.link.actor import actors
from dateline.types.reading import EntityUse
from tests.link.test_actor import joined, use


def body(name: str, country: str | None = None) -> EntityUse:
    return use(name, "organisation", country)


def test_initials_that_several_have_tell_them_apart() -> None:
    assert joined(use("Mara H. Dolen"), use("Mara W. Dolen"), use("Mara Dolen")) == set()
    assert len(joined(use("Mara H. Dolen"), use("Mara Dolen"))) == 1


def test_father_and_son_are_two() -> None:
    assert joined(use("Mark Dolen Sr."), use("Mark Dolen Jr."), use("Mark Dolen")) == set()
    found = joined(use("Mark Dolen Sr."), use("Mark Dolen Jr."), use("Mark Dolen"), use("W. Mark Dolen"))
    assert found == {("person:mark-dolen", "person:w.-mark-dolen")}


def test_a_middle_name_written_out_in_one_report() -> None:
    found = joined(use("Fred C. Dolen"), use("Fred Cheney Dolen"))
    assert found == {("person:fred-c.-dolen", "person:fred-cheney-dolen")}
    assert joined(use("Fred C. Dolen"), use("Fred Cheney Dolen"), use("Fred Carl Dolen")) == set()
    assert joined(use("Fred Dolen"), use("Fred Cheney Dolen")) == set()


def test_a_common_noun_is_no_name() -> None:
    small = EntityUse("person:drug-dealer", "Drug dealer", "person", None, (), (("drug dealer", 3), ("Drug dealer", 1)))
    assert joined(small, use("Major drug dealer")) == set()


def test_a_state_body_without_its_country_may_be_another_states() -> None:
    with_country = EntityUse("org:tun:x", "Interior Ministry", "organisation", "TUN", (), (("Interior Ministry", 2),))
    assert [len(actor.entities) for actor in actors([with_country, body("Interior Ministry")])] == [1, 1]
    assert len(joined(body("Ports and Roads Commission"), body("Tunisian Ports and Roads Commission", "TUN"))) == 1


def test_the_kind_of_company() -> None:
    assert len(joined(body("Dolen Motor"), body("Dolen Motor Corp"))) == 1
    assert joined(body("Dolen Motor Inc"), body("Dolen Motor Corp"), body("Dolen Motor")) == set()
    assert joined(body("Dolen"), body("Dolen Plc")) == set()
