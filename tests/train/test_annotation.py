"""The notation of train/annotations: quotations become offsets, and what cannot be placed is refused."""

from __future__ import annotations

import importlib.util
import sys
from pathlib import Path
from types import ModuleType
from typing import Any

import pytest

from dateline.types import Span


def load_compiler() -> ModuleType:
    path = Path(__file__).parents[2] / "train/annotations/compile.py"
    spec = importlib.util.spec_from_file_location("annotation_compile", path)
    assert spec and spec.loader
    sys.path.insert(0, str(path.parent))  # as when it is run: its own folder comes first
    module = importlib.util.module_from_spec(spec)
    sys.modules["annotation_compile"] = module
    spec.loader.exec_module(module)
    return module


COMPILER = load_compiler()
BEFORE = "The envoy landed in Harrow. "
SENTENCE = "On Friday he told the Orland Herald that rebels had killed 12 guards and that the rebels must leave Dorn."
TEXT = BEFORE + SENTENCE + " He left."


def compile_line(*lines: str) -> Any:
    start = len(BEFORE)
    row = {"sentence": 7, "set": "own", "document": "a", "start": start, "end": start + len(SENTENCE)}
    target = COMPILER.Target(row, TEXT, Span(start, start + len(SENTENCE)), Span(0, len(TEXT)))
    return COMPILER.compile_notes("\n".join(("# 7", *lines)), {7: target})


def words(span: list[int]) -> str:
    return TEXT[span[0] : span[1]]


def test_a_full_line_gives_offsets_of_every_part() -> None:
    done = compile_line(
        "ASSAULT firearms | t=killed | a=rebels@1 | r=guards | p=Dorn:NER | w=On Friday:2024-03-08"
        " | f=killed:12:12:-:guard:12 guards | v=he<The envoy>told>asserts | s=actual once | bg",
        "REQUEST yield | t=must leave | a=he<The envoy | r=rebels@2 | about=1",
    )
    assert done.faults == []
    attack, request = done.sentences[7]
    assert words(attack["trigger"]) == "killed" and attack["modes"] == ["firearms"] and attack["background"]
    assert attack["actors"][0]["span"][0] < request["recipients"][0]["span"][0]
    assert attack["time"]["start"] == attack["time"]["end"] == "2024-03-08"
    assert attack["place"]["country"] == "NER" and words(attack["place"]["span"]) == "Dorn"
    assert attack["figures"][0]["low"] == 12 and words(attack["figures"][0]["span"]) == "12 guards"
    (voice,) = attack["attribution"]
    assert words(voice["source"]["span"]) == "he" and words(voice["source"]["antecedent"]) == "The envoy"
    assert [words(span) for span in voice["content"]] == [
        "rebels had killed 12 guards and that the rebels must leave Dorn"
    ]  # neither "On Friday" nor the paper that was told
    assert request["about"] == 0 and not request["background"]


def test_content_can_be_named_by_its_first_and_last_words() -> None:
    done = compile_line("ASSAULT | t=killed | v=he>told>asserts>rebels had...12 guards + the rebels...leave Dorn")
    assert done.faults == []
    content = done.sentences[7][0]["attribution"][0]["content"]
    assert [words(span) for span in content] == ["rebels had killed 12 guards", "the rebels must leave Dorn"]


def test_an_outer_voice_holds_the_inner_one() -> None:
    done = compile_line("ASSAULT | t=killed | v=~guards>must>asserts; he>told>asserts")
    inner, outer = done.sentences[7][0]["attribution"]
    assert not inner["named"] and outer["named"]
    assert "guards" in " ".join(words(span) for span in outer["content"])
    assert not any(Span(*span).overlaps(Span(*inner["cue"])) for span in inner["content"])


def test_a_month_and_an_open_interval() -> None:
    done = compile_line("leads | t=told | w=Friday:2024-02 | a=<The envoy", "leads | t=told | w=Friday:2023-01-05..")
    month, open_end = (row["time"] for row in done.sentences[7])
    assert (month["start"], month["end"]) == ("2024-02-01", "2024-02-29")
    assert (open_end["start"], open_end["end"]) == ("2023-01-05", None)
    assert words(done.sentences[7][0]["actors"][0]["span"]) == "The envoy"


def test_a_sentence_without_a_statement_is_kept_empty() -> None:
    done = compile_line("-")
    assert done.faults == [] and done.sentences == {7: []}


@pytest.mark.parametrize(
    ("line", "told"),
    [
        ("ASSAULT | t=shelled", "does not stand in the sentence"),
        ("ASSAULT | t=killed | a=rebels", "say which with @1 ... @2"),
        ("ASSAULT | t=killed | a=rebel", "does not stand"),
        ("ASSAULT | t=killed | a=rebels@3", "only 2 times"),
        ("ASSAULT | a=guards", "no trigger"),
        ("ASSAULT shelling | t=killed", "has no mode 'shelling'"),
        ("BOMB | t=killed", "no event type"),
        ("FIGURE dead | t=guards", "no event type"),
        ("ASSAULT | t=killed | x=guards", "is none of"),
        ("ASSAULT | t=killed | t=told", "stands twice"),
        ("ASSAULT | t=killed | s=certain", "neither a status"),
        ("ASSAULT | t=killed | p=Dorn:XXX", "no ISO 3166"),
        ("ASSAULT | t=killed | w=On Friday:2024-13-01", "no date"),
        ("ASSAULT | t=killed | w=On Friday:2024-03-02..2024-03-01", "before it begins"),
        ("ASSAULT | t=killed | f=killed:12:12 guards", "a figure is"),
        ("ASSAULT | t=killed | f=killed:12:11:-:guard:12 guards", "above high"),
        ("ASSAULT | t=killed | v=he>told>says", "a voice is"),
        ("ASSAULT | t=killed | about=2", "cannot be about that"),
        ("ASSAULT | t=killed | a=he<The bishop", "sentence and its context"),
        ("", "neither a statement nor"),
    ],
)
def test_what_cannot_be_placed_is_refused(line: str, told: str) -> None:
    done = compile_line(line)
    assert len(done.faults) == 1 and told in done.faults[0][1]


def test_an_unknown_or_repeated_sentence_is_refused() -> None:
    assert "no sentence of the sample" in compile_line("-", "# 8", "-").faults[0][1]
    assert "was annotated above" in compile_line("-", "# 7", "-").faults[0][1]
