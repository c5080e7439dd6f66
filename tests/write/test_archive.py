"""The lossless form: what is written comes back as it was, and what comes back is written to the same bytes."""

from __future__ import annotations

import io
import json
from dataclasses import replace
from pathlib import Path

import orjson
import pytest
from hypothesis import given
from hypothesis import strategies as st

from dateline.errors import DatelineError
from dateline.types.document import Run
from dateline.types.judgement import Judgement
from dateline.types.reading import Candidate, Reading
from dateline.types.view import Archive, Query
from dateline.write.archive import JsonlExporter, StatementsExporter, is_archive, read_archive
from dateline.write.pack import line_of, pack, row_of_line, unpack
from dateline.write.schema import schema
from dateline.write.selection import Selection
from tests.write.build import agency, everything
from tests.write.memory import Memory, reading_of, record


def written(view: object) -> bytes:
    out = io.BytesIO()
    JsonlExporter().write(view, out)  # type: ignore[arg-type]
    return out.getvalue()


def restored(data: bytes) -> tuple[list[Reading], list[Judgement]]:
    items = list(read_archive(data.splitlines(keepends=True)))
    return [i for i in items if isinstance(i, Reading)], [i for i in items if isinstance(i, Judgement)]


@pytest.mark.parametrize("view", [record(), Memory(everything()), Memory([])], ids=["record", "hostile", "empty"])
def test_what_is_written_comes_back_and_gives_the_same_bytes(view: Memory) -> None:
    assert isinstance(view, Archive)
    data = written(view)
    readings, judgements = restored(data)
    assert readings == list(view.readings())
    assert judgements == view.given
    documents = [reading.document for reading in readings if reading.document]
    failures = [reading for reading in readings if reading.failure]
    assert written(Memory(documents, view.episode_of, failures, judgements, view.review)) == data


def test_every_line_is_plain_json_although_the_text_has_lone_surrogates() -> None:
    data = written(Memory(everything()))
    assert b"surrogates" in data
    for line in data.splitlines():
        assert isinstance(orjson.loads(line)["kind"], str)


def test_lines_say_what_they_are_and_statements_keep_to_the_contract() -> None:
    from jsonschema import Draft202012Validator

    lines = [json.loads(line) for line in written(record()).splitlines()]
    kinds = [line["kind"] for line in lines]
    assert kinds[0] == "record"
    assert kinds.index("failure") < kinds.index("family") < kinds.index("episode") < kinds.index("judgement")
    statements = [line for line in lines if line["kind"] in ("event", "relation", "figure")]
    validator = Draft202012Validator(schema())
    assert not [error for line in statements for error in validator.iter_errors(line)]
    assert [line["id"] for line in statements] == ["s1", "s2", "s3", "s5", "s6", "s7"]
    members = {line["id"]: line for line in lines if line["kind"] == "member"}
    assert members["s2"]["episode"] == "s1"
    assert members["s3"]["review"] == "edited"


def test_a_rejected_statement_is_no_line_and_yet_not_lost() -> None:
    data = written(record())
    readings, judgements = restored(data)
    assert any(reading.document and reading.document.statements[0].id == "s4" for reading in readings)
    assert "s4" not in [json.loads(line).get("id") for line in data.splitlines()]
    assert judgements[0].targets == ("s4",)


def test_statements_alone() -> None:
    out = io.BytesIO()
    exporter = StatementsExporter()
    exporter.write(record(), out)
    assert {json.loads(line)["kind"] for line in out.getvalue().splitlines()} == {"event", "relation"}
    assert exporter.counts["statements"] == 6


def test_an_extract_is_no_archive() -> None:
    data = written(Selection(record(), Query(type=("PROTEST",))))
    assert [json.loads(line)["kind"] for line in data.splitlines()].count("event") == 1
    with pytest.raises(DatelineError, match=r"line 1: is an extract.*no filter"):
        restored(data)


@pytest.mark.parametrize(
    ("line", "message"),
    [
        (b"{", "line 3"),
        (b"[]", "no JSON object"),
        (b'{"kind": "surprise"}', "'surprise' is not known"),
        (b'{"kind": "report", "key": 7, "recipe": "", "where": ""}', "7 is no str"),
        (b'{"kind": "report", "colour": "red"}', "colour"),
        (b'{"kind": "judgement"}', "cannot be restored"),
    ],
)
def test_a_broken_line_is_named(line: bytes, message: str) -> None:
    head, first = written(record()).splitlines()[:2]
    with pytest.raises(DatelineError, match=message):
        list(read_archive([head, first, line], "x.jsonl"))


def test_knows_an_archive_by_its_first_line(tmp_path: Path) -> None:
    (tmp_path / "a.jsonl").write_bytes(written(record()))
    (tmp_path / "b.jsonl").write_bytes(b'{"text": "Rebels attacked."}\n')
    (tmp_path / "c.jsonl").write_bytes(b"\xff")
    assert [is_archive(tmp_path / name) for name in ("a.jsonl", "b.jsonl", "c.jsonl", "none")] == [True] + [False] * 3


def test_packing_forgets_no_field() -> None:
    document = replace(agency(), origin=(Run(0, 4, 0, 5),))
    reading = reading_of(document)
    assert unpack(Reading, json.loads(json.dumps(pack(reading)))) == reading
    assert pack(reading)["document"]["origin"] == [[0, 4, 0, 5]]


LETTERS = st.text(alphabet=st.characters(codec=None, min_codepoint=0, max_codepoint=0x1FFFF), max_size=8)


@given(
    st.builds(
        Candidate, LETTERS, LETTERS, LETTERS, LETTERS, st.none() | LETTERS, st.integers(0, 2**40), LETTERS,
        start=st.none() | LETTERS, latitude=st.none() | st.floats(-90, 90), background=st.booleans(),
        actors=st.lists(LETTERS, max_size=3).map(tuple), words=st.lists(LETTERS, max_size=3).map(tuple),
        figures=st.lists(st.tuples(LETTERS, st.floats(0, 1e9), st.floats(0, 1e9)), max_size=2).map(tuple),
    )
)  # fmt: skip
def test_any_value_survives_its_line(candidate: Candidate) -> None:
    line = line_of({"kind": "x", "candidate": pack(candidate)})
    assert line.count(b"\n") == 1
    line.decode("utf-8")
    assert unpack(Candidate, row_of_line(line)["candidate"]) == candidate
