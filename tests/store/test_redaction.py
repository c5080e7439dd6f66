"""What a redaction of a person takes out of a reading: also what only linking sees."""

from __future__ import annotations

from dataclasses import replace

import pytest

from dateline.store.redaction import BAR, pattern_of, without
from tests.write.memory import record


def test_ids_that_hold_the_name_go_from_what_linking_compares() -> None:
    reading = next(reading for reading in record().readings() if reading.key == "r2")
    candidate = replace(
        reading.candidates[0], id="other", actors=("person:r2:renn", "org:velia:army"), place_name="Renn Square",
        words=("renn", "visit"), topic=("renn",),
    )  # fmt: skip
    left = without(replace(reading, candidates=(candidate,)), {"person:ada-renn"}, {"Ada Renn"})
    (kept,) = left.candidates
    assert kept.actors == ("org:velia:army",) and kept.place_name == f"{BAR * 4} Square"
    assert "renn" not in str(left).casefold()


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("Señor José Muñoz said", True), ("Jose Munoz said", True), ("MUNOZ", True), ("person:r1:munoz", True),
        ("Munozes said", False), ("Jose said", False),
    ],
)  # fmt: skip
def test_a_name_is_found_with_its_accents_and_without(text: str, found: bool) -> None:
    assert bool(pattern_of(["José Muñoz"]).search(text)) is found
