"""One suite over every exporter in the table: whatever a record holds, the file is whole, the same each time, and
holds as many things as the record does."""

from __future__ import annotations

import csv
import io
import json
import sqlite3
import tempfile
import xml.etree.ElementTree as tree
from dataclasses import replace
from pathlib import Path

import pyarrow.parquet
import pytest

from dateline.errors import DatelineError
from dateline.types import Document, Entity
from dateline.types.judgement import Change, Judgement
from dateline.types.view import Query, View
from dateline.write.datasheet import as_json, as_markdown, sheet_of
from dateline.write.export import EXPORTS, exporter_of
from dateline.write.exporter import Exporter
from dateline.write.selection import narrowed
from tests.write.build import everything
from tests.write.memory import Memory, record, story

NAMES = [line.name for line in EXPORTS]
PROFILES = ["polecat", "acled", "ucdp", "gdelt"]
LONG = "n" * 1_000_000
NASTY = (
    "=cmd|' /C calc'!A0",
    '"><script>alert(1)</script>&amp;<![CDATA[ ]]>',
    "a\x00b\x07\x1b[31m\x0b\x0c\x85\u2028\u2029\ufffe\uffff",
    "\u202egpj.exe\u202c\u2066\u200f",
    "half \ud83d pair \udc00",
    "one\r\ntwo\nthree\rfour\tfive",
    'six; "seven", eight\\',
    "'; DROP TABLE statements; --",
    "\U0001f469\u200d\U0001f469\u200d\U0001f467 e\u0301 \u0627\u0644\u062c\u064a\u0634",
    LONG,
)


def nasty(words: str, k: int) -> Document:
    """A shelling of which every field that a report or an editor can fill is made of the words."""
    who, whom = (Entity(f"{part}:{words}", words, "organisation", "SYR", (words[:9],)) for part in ("a", "b"))
    place = (f"geonames:{words[:20]}", words, "SYR", 36.2, 37.1, "city")
    made = story(
        "[Army|who] [shelled|t] [men|whom] in [Orbec|place] on [Tuesday|when], killing [dozens|dead].", k, who=who,
        whom=whom, place=place, killed=(24, 99, None), modes=("heavy-weapons",),
    )  # fmt: skip
    url = f"https://x.example/{words}"
    report = replace(made.report, title=words, source=words, url=url, path=words, language=words)
    statement = replace(
        made.statements[0], contexts=(words,), by=words, figures=(replace(made.statements[0].figures[0], unit=words),)
    )
    text = made.text.replace("Orbec", words[: len("Orbec")].ljust(len("Orbec"), "."))
    return replace(made, report=report, text=text, statements=(statement,))


def hostile() -> Memory:
    documents = [*everything(), *(nasty(words, k) for k, words in enumerate(NASTY, 20))]
    judgements = [
        Judgement(f"j{k}", "comment", "statement", (f"s{k}",), words, "2024-06-01T10:00:00Z", words,
                  (Change("status", words),))
        for k, words in enumerate(NASTY, 20)
    ]  # fmt: skip
    episode_of = {f"s{k}": f"s{k}" for k, _ in enumerate(NASTY, 20)}
    view = Memory(documents, episode_of, [], judgements)
    # Ids of hand-made statements repeat from report to report; a record's never do.
    view.read = [
        replace(d, statements=tuple(replace(s, id=f"{d.report.id}-{s.id}" if s.id[0] in "ab" else s.id)
                                    for s in d.statements), report=replace(d.report, id=d.report.id or f"id{k}"))
        for k, d in enumerate(unique(view.read))
    ]  # fmt: skip
    return view


def unique(documents: list[Document]) -> list[Document]:
    return list({document.report.id: document for document in documents}.values())


def written(name: str, view: View) -> tuple[bytes, Exporter]:
    out, exporter = io.BytesIO(), exporter_of(name)
    exporter.write(view, out)
    assert not out.closed
    return out.getvalue(), exporter


def count_of(name: str, data: bytes) -> int:
    """How many things a file holds, by a reader that knows its format."""
    if name in ("jsonl", "jsonl-statements"):
        kinds = [json.loads(line)["kind"] for line in data.split(b"\n") if line]
        return sum(kind in ("event", "relation", "figure") for kind in kinds)
    if name in ("csv", "csv-spreadsheet", *PROFILES):
        delimiter = "\t" if name in ("polecat", "gdelt") else ","
        limit = csv.field_size_limit(10**8)
        try:
            rows = list(csv.reader(io.StringIO(data.decode("utf-8-sig"), newline=""), delimiter=delimiter))
        finally:
            csv.field_size_limit(limit)  # it holds for the whole process, and readers are tested after this
        assert len({len(row) for row in rows}) == 1
        return len(rows) - 1
    if name == "parquet":
        return pyarrow.parquet.read_table(io.BytesIO(data)).num_rows
    if name == "sqlite":
        with tempfile.NamedTemporaryFile() as file:
            Path(file.name).write_bytes(data)
            base = sqlite3.connect(file.name)
            assert base.execute("PRAGMA integrity_check").fetchone() == ("ok",)
            return int(base.execute("SELECT count(*) FROM statements").fetchone()[0])
    if name in ("gexf", "graphml"):
        root = tree.fromstring(data)
        return len([element for element in root.iter() if element.tag.endswith("}edge")])
    if name == "ftm":
        return sum(json.loads(line)["schema"] == "Event" for line in data.split(b"\n") if line)
    return len(json.loads(data)["features" if name == "geojson" else "items"])


def expected(name: str, view: View) -> int:
    """How many things the view says there are."""
    members = list(view.members())
    if name in PROFILES:
        wanted = {"polecat": None, "acled": ("ASSAULT", "PROTEST"), "ucdp": ("ASSAULT",), "gdelt": None}[name]
        return sum(
            any(m.statement.status == "actual" and (wanted is None or m.statement.type in wanted) for m in e.members)
            for e in view.episodes()
        )
    if name in ("gexf", "graphml"):
        linked = [m for m in members if any(a.entity for a in m.statement.actors)]
        linked = [m for m in linked if any(a.entity for a in m.statement.recipients)]
        return len({m.episode or m.statement.id for m in linked})
    if name == "ftm":
        return len({m.episode or m.statement.id for m in members if m.statement.kind == "event"})
    return len(members)


@pytest.fixture(scope="module")
def views() -> dict[str, Memory]:
    return {"record": record(), "hostile": hostile(), "empty": Memory([])}


@pytest.mark.parametrize("name", NAMES)
def test_says_what_the_table_says(name: str) -> None:
    exporter, line = exporter_of(name), next(line for line in EXPORTS if line.name == name)
    assert isinstance(exporter, Exporter)
    assert (exporter.name, exporter.extension) == (name, line.extension)


@pytest.mark.parametrize("kind", ["record", "hostile", "empty"])
@pytest.mark.parametrize("name", NAMES)
def test_whole_and_with_as_many_things_as_the_record(name: str, kind: str, views: dict[str, Memory]) -> None:
    data, exporter = written(name, views[kind])
    assert count_of(name, data) == expected(name, views[kind])
    if not exporter.binary:
        data.decode("utf-8")
    if kind != "empty":
        assert sum(exporter.counts.values()) > 0


@pytest.mark.parametrize("name", NAMES)
def test_the_same_record_gives_the_same_bytes(name: str, views: dict[str, Memory]) -> None:
    for kind in ("record", "hostile"):
        assert written(name, views[kind])[0] == written(name, views[kind])[0]


@pytest.mark.parametrize("name", NAMES)
def test_reports_read_in_another_order_give_the_same_bytes(name: str, views: dict[str, Memory]) -> None:
    one = views["record"]
    other = Memory(reversed(one.read), one.episode_of, one.failures, one.given, one.review)
    assert written(name, one)[0] == written(name, other)[0]


@pytest.mark.parametrize("name", NAMES)
def test_only_what_is_chosen(name: str, views: dict[str, Memory]) -> None:
    query = Query(type=("PROTEST",))
    chosen = narrowed(views["record"], query)
    data, exporter = written(name, chosen)
    assert count_of(name, data) == expected(name, chosen) <= 1
    sheet = sheet_of(views["record"], exporter, query)
    assert sheet["filters"] == {"type": ["PROTEST"]}


@pytest.mark.parametrize("name", NAMES)
def test_every_export_has_a_data_sheet(name: str, views: dict[str, Memory]) -> None:
    for view in views.values():
        _, exporter = written(name, view)
        sheet = sheet_of(view, exporter, Query())
        assert json.loads(as_json(sheet)) == sheet
        assert sheet["reports"]["read"] == len(view.read)
        assert sheet["reports"]["failed"] == len(view.failures)
        assert as_markdown(sheet).decode("utf-8").startswith(f"# Data sheet: {name}\n")
    assert sheet_of(views["record"], exporter, Query())["left_out"].items() >= {
        "rejected statements": 1, "redacted: report": 1,
    }.items()  # fmt: skip


@pytest.mark.parametrize("name", PROFILES)
def test_profiles_say_whose_data_they_are_not(name: str, views: dict[str, Memory]) -> None:
    data, exporter = written(name, views["empty"])
    assert f"made_by_dateline_not_data_of_{name}" in data.decode()
    assert exporter.notice.startswith("Not data of")


def test_unknown_format_names_the_known_ones() -> None:
    with pytest.raises(DatelineError, match="use one of jsonl, jsonl-statements, csv"):
        exporter_of("xlsx")




def test_every_format_and_column_is_described() -> None:
    from dateline.write.belonging import BELONGING
    from dateline.write.sqlite import TABLES, VIEWS

    page = (Path(__file__).resolve().parents[2] / "docs" / "export.md").read_text("utf-8")
    assert all(f"| `{name}` |" in page for name in NAMES)
    assert all(f"`{name}`" in page for name in [*(column.name for column in BELONGING), *TABLES, *VIEWS])
