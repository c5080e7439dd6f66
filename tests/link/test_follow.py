"""Later sentences of a report that tell more of a happening reach its episode; others do not."""

from __future__ import annotations

import pytest

from dateline.link.candidate import candidates_of
from dateline.link.episode import episodes
from dateline.link.moment import sort_day
from dateline.pipeline import Pipeline
from dateline.read.text import document_of
from dateline.types.reading import Candidate, Group


@pytest.fixture(scope="module")
def pipeline() -> Pipeline:
    return Pipeline()


def read(pipeline: Pipeline, text: str) -> tuple[Candidate, ...]:
    return candidates_of(pipeline(document_of(text, title="", published="2022-08-23")))


def figures_of(group: Group, found: tuple[Candidate, ...]) -> set[tuple[str, float | None]]:
    members = [c for c in found if c.id in group.members]
    return {(role, low) for c in members for role, low, _ in c.figures}


def test_figures_of_later_sentences_reach_the_attack(pipeline: Pipeline) -> None:
    found = read(
        pipeline,
        "A suicide bomber attacked a mosque in Kabul on Friday. The blast killed at least 12 people. Five others were "
        "wounded. The death toll rose to 15 on Saturday.",
    )
    groups = list(episodes(sorted(found, key=lambda c: (sort_day(c), c.id)), {}))
    assert len(groups) == 1
    assert {("killed", 12.0), ("injured", 5.0), ("killed", 15.0)} <= figures_of(groups[0], found)
    assert {c.place_name for c in found} == {"Kabul"}
    assert {c.start for c in found} == {"2022-08-19"}


@pytest.mark.parametrize(
    "text",
    [
        "Rebels shelled Idlib on Monday. Gunmen killed two soldiers.",
        "Rebels shelled Idlib on Monday. The shelling of Homs killed two soldiers.",
        "Rebels shelled Idlib on Monday. More than 300,000 people have been killed since the war began.",
        "Rebels shelled Idlib on Monday, killing 4. The mayor warned of an attack. Police arrested two men.",
    ],
)
def test_another_happening_does_not_follow(pipeline: Pipeline, text: str) -> None:
    assert not any(c.follows for c in read(pipeline, text))


@pytest.mark.parametrize(
    "text",
    [
        "The death toll from Friday's car bombing at a market in Kabul rose to 46 on Sunday.",
        "Officials put the death toll from the bombing in Kabul at 46.",
        "At least 46 people died in Friday's bombing of a market in Kabul.",
    ],
)
def test_a_toll_reaches_the_attack_of_its_own_sentence(pipeline: Pipeline, text: str) -> None:
    found = read(pipeline, text)
    assert ("killed", 46.0) in {(role, low) for c in found for role, low, _ in c.figures}
    assert len(list(episodes(sorted(found, key=lambda c: (sort_day(c), c.id)), {}))) == 1


@pytest.mark.parametrize(
    "text",
    [
        "The death toll in Herat reached 46 as a bombing in Kabul wounded two soldiers.",
        "The death toll from Monday's flood in Herat rose to 46 while shelling killed two soldiers in Kabul.",
    ],
)
def test_a_toll_of_another_place_does_not_reach_it(pipeline: Pipeline, text: str) -> None:
    found = read(pipeline, text)
    toll = next(c for c in found if c.kind == "figure")
    assert toll.follows is None
