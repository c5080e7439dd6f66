"""What a redaction tells before it is done."""

from __future__ import annotations

from pathlib import Path

from dateline.run.record import Store
from dateline.run.redaction import plan
from dateline.types.episode import Actor
from tests.write.memory import record


def test_decisions_on_others_that_name_the_person_are_told(tmp_path: Path) -> None:
    with Store(tmp_path / "x.dateline", create=True) as store:
        store.append(list(record().readings()))
        renn = Actor("person:ada-renn", "Ada Renn", "person", "VLS", (), ("Ada Renn",), ("person:ada-renn",))
        store.relink([], [], [renn])
        store.judge("reject", "statement", ["s1"], by="ann", why="the office of Renn denies it")
        store.judge("reject", "statement", ["s3"], by="ann", why="a film")
        store.judge("reject", "statement", ["s2"], by="ann", why="Renn did not say so")  # goes with its statement
        told = str(plan(store, "person", "Ada Renn"))
    assert told == (
        "person Ada Renn: 2 statements of 2 reports would be taken out; 1 judgement on others with the name in their "
        "words would stay"
    )
