"""Names made comparable: which spellings have one key, and which only look alike."""

from __future__ import annotations

import pytest

from dateline.link.name import body_key, has_two, is_cut, key, person_marks


@pytest.mark.parametrize(("left", "right"), [
    ("Mohamed al-Harrani", "Muhammad Harrani"),
    ("Omar ash-Shaar", "Omar al-Shaar"),
    ("Samir Abdel Rahman", "Samir Abdurrahman"),
    ("Samir Abd al-Rahman", "Samir Abdulrahman"),
    ("Abdulla Harrani", "Abdullah Harrani"),
    ("Yevgeny Dolin", "Evgenii Dolin"),
    ("Gen. Igor Dolin", "Igor Dolin"),
    ("Mara C. Dolen Jr.", "Mara Dolen"),
])  # fmt: skip
def test_spellings_of_one_person(left: str, right: str) -> None:
    assert key(left) == key(right)


@pytest.mark.parametrize(("left", "right"), [
    ("Abdul Rahman Harrani", "Abdul Rahim Harrani"),
    ("Ed Dolen", "Al Dolen"),
    ("Mara Dolen", "Mara Dole"),
    ("Gilbert Dress", "Gilbert Le Dras"),
    ("Omar Saleh", "Omar Salah"),
    ("Ellen Dolin", "Allan Dolin"),
    ("Mara Lee", "Mara Li"),
])  # fmt: skip
def test_persons_whose_names_look_alike(left: str, right: str) -> None:
    assert key(left) != key(right)


@pytest.mark.parametrize("name", ["Mr. Harrani", "Abu Omar", "Abdul Rahman", "President Harrani", "Harrani Jr."])
def test_one_name_is_not_a_full_one(name: str) -> None:
    assert not has_two(name)


def test_marks_are_initials_and_generation() -> None:
    assert person_marks("Mara H.W. Dolen Jr.") == ("hw", "jr")
    assert person_marks("Mara Dolen") == ("", "")


@pytest.mark.parametrize(("left", "right"), [
    ("Northern Defence Forces", "Northern Defense Force"),
    ("Dolen Motor Corp.", "Dolen Motor"),
    ("U.N. Council of Ports", "UN Council for Ports"),
    ("Jaish al-Fateh", "Jaysh Al Fateh"),
])  # fmt: skip
def test_spellings_of_one_body(left: str, right: str) -> None:
    assert body_key(left) == body_key(right)


@pytest.mark.parametrize(("left", "right"), [
    ("NEA", "NAA"),
    ("Dolips", "Dollips"),
    ("Brigade 93", "Brigade 39"),
    ("U.N. Council", "Council"),
    ("LA Courier", "Courier"),
    ("ES News", "News"),
])  # fmt: skip
def test_bodies_whose_names_look_alike(left: str, right: str) -> None:
    assert body_key(left) != body_key(right)


def test_a_name_that_breaks_off() -> None:
    assert is_cut("Office of Ports and") and not is_cut("Office of Ports")
