"""CSV, the spreadsheet profile, Parquet and SQLite, each read back with what its users read it with."""

from __future__ import annotations

import csv
import io
import sqlite3
from pathlib import Path

import pandas
import pyarrow.parquet
import pytest
from hypothesis import given
from hypothesis import strategies as st

from dateline.types.view import View
from dateline.write.belonging import KINDS, NAMES
from dateline.write.csv import LONGEST, SpreadsheetExporter, defused
from dateline.write.export import exporter_of
from tests.write.memory import Memory, record, story

PAYLOADS = (
    "=1+1", "+1", "-1", "@SUM(1)", "=cmd|' /C calc'!A0", '=HYPERLINK("http://x.example","y")', "\t=1", "\r=1", "\n=1",
    " =1", "   +1", "\u00a0=1", "\ufeff=1", "\u200b=1", "\x00=1", '"=1"', "'=1", "`=1", "a;=1", "a,=1", "a\t=1", "a|=1",
    "a\n=1", 'a";"=1', "a;;=b;=c", "\uff1d1", "\uff0b1", "\uff0d1", "\uff20x", "\u22121", "-2+3+cmd|' /C calc'!A0",
    ";=1", ",@x", "(=1", "%=1", "=", "--", "\r\n-1", "x\r+1", "=\ud800",
)  # fmt: skip
PLAIN = ("Orbec", "a - b", "2024-05-14", "a=b", "3 - 4 killed", "name@x.example", "", "one; two", "a+b", "O'Neil")
STRIPPED = " \t\r\n\x00\ufeff\u200b\u00a0\"`(%"
STARTS = tuple("=+-@\uff1d\uff0b\uff0d\uff20\u2212")


def written(name: str, view: View) -> bytes:
    out = io.BytesIO()
    exporter_of(name).write(view, out)
    return out.getvalue()


def named(words: str) -> Memory:
    """A record whose report's source is the words, which some column holds as they are."""
    document = story("[The army|who] [shelled|t] [the rebels|whom] in [Orbec|place].", 1, source=words)
    return Memory([document], {"s1": "s1"})


def test_csv_as_pandas_reads_it() -> None:
    frame = pandas.read_csv(io.BytesIO(written("csv", record())), keep_default_na=False, na_values=[""])
    assert list(frame.columns) == NAMES
    assert frame["statement_id"].tolist() == ["s1", "s2", "s3", "s5", "s6", "s7"]
    assert frame["episode"].tolist()[:3] == ["s1", "s1", "s3"]
    assert frame["review"].tolist()[2] == "edited"
    assert frame["fatalities_low"].tolist()[:2] == [41, 35]
    assert frame["background"].dtype == bool


@pytest.mark.parametrize("words", [word for word in PAYLOADS if "\ud800" not in word and "\x00" not in word])
def test_plain_csv_is_untouched(words: str) -> None:
    [row] = csv.DictReader(io.StringIO(written("csv", named(words)).decode("utf-8"), newline=""))
    assert row["source_name"] == words


@pytest.mark.parametrize("delimiter", [",", ";", "\t", "|"])
@pytest.mark.parametrize("words", PAYLOADS)
def test_no_cell_of_the_spreadsheet_profile_is_a_formula(words: str, delimiter: str) -> None:
    """Whatever a locale takes for the separator, and whatever a program strips from the front of a cell."""
    data = written("csv-spreadsheet", named(words)).decode("utf-8-sig")
    for row in csv.reader(io.StringIO(data, newline=""), delimiter=delimiter):
        for cell in row:
            try:
                float(cell)
            except ValueError:
                assert not cell.lstrip(STRIPPED).startswith(STARTS), cell


@pytest.mark.parametrize("words", PLAIN)
def test_harmless_words_stay_as_they_are(words: str) -> None:
    assert defused(words) == words


@given(st.text(alphabet="=+-@;,|\t\r\n \"'ab\ufeff\uff1d", max_size=20))
def test_only_apostrophes_are_added_and_once(words: str) -> None:
    safe = defused(words)
    assert safe.replace("'", "") == words.replace("'", "")
    assert not safe.lstrip(STRIPPED).startswith(STARTS)
    for piece in safe.replace(";", "\n").replace(",", "\n").replace("|", "\n").replace("\t", "\n").splitlines():
        assert not piece.lstrip(STRIPPED).startswith(STARTS)


def test_spreadsheet_cells_are_cut_where_a_spreadsheet_would_break_off_and_it_is_counted() -> None:
    exporter, out = SpreadsheetExporter(), io.BytesIO()
    exporter.write(named("n" * (LONGEST + 5)), out)
    [row] = csv.DictReader(io.StringIO(out.getvalue().decode("utf-8-sig"), newline=""))
    assert row["source_name"] == "n" * LONGEST
    assert exporter.left_out == {"characters beyond the 32,000th of a cell": 5}


def test_numbers_stay_numbers_in_a_spreadsheet() -> None:
    place = ("geonames:1", "Orbec", "VLS", -48.25, -38.5, "city")
    view = Memory([story("[The army|who] [shelled|t] [the rebels|whom] in [Orbec|place].", 1, place=place)])
    frame = pandas.read_csv(io.BytesIO(written("csv-spreadsheet", view)))
    assert frame["latitude"].tolist() == [-48.25]


def test_parquet_has_the_types_of_its_columns() -> None:
    table = pyarrow.parquet.read_table(io.BytesIO(written("parquet", record())))
    assert table.column_names == NAMES
    kinds = {"string": "string", "integer": "int64", "number": "double", "boolean": "bool"}
    assert [str(field.type) for field in table.schema] == [kinds[kind] for kind in KINDS]
    assert table.to_pandas()["episode"].tolist()[:2] == ["s1", "s1"]


@pytest.fixture
def base(tmp_path: Path) -> sqlite3.Connection:
    path = tmp_path / "export.sqlite"
    path.write_bytes(written("sqlite", record()))
    return sqlite3.connect(path)


def test_sqlite_tables_hold_what_the_record_holds(base: sqlite3.Connection) -> None:
    counts = {
        table: base.execute(f"SELECT count(*) FROM {table}").fetchone()[0]
        for table in ("reports", "statements", "episodes", "links", "families", "judgements", "figures", "voices")
    }
    assert counts == {"reports": 7, "statements": 6, "episodes": 4, "links": 1, "families": 7, "judgements": 3,
                      "figures": 3, "voices": 1}  # fmt: skip
    assert base.execute("SELECT value FROM about WHERE key = 'codebook'").fetchone() == ("PLOVER 0.8",)
    assert base.execute("SELECT sum(read), sum(failed) FROM coverage").fetchone() == (7, 1)


def test_sqlite_views_answer_what_one_asks(base: sqlite3.Connection) -> None:
    figures = pandas.read_sql("SELECT * FROM episode_figures WHERE episode = 's1'", base)
    assert figures[["low", "source_name"]].values.tolist() == [[41.0, "Velish Wire"], [35.0, "Norlandic Times"]]
    whom = base.execute("SELECT actor, recipient, happenings, statements FROM who_whom ORDER BY recipient").fetchall()
    assert whom == [("Velish army", "Northern Front", 1, 1), ("Velish army", "civilians", 1, 1)]
    assert base.execute("SELECT count(*) FROM news").fetchone() == (4,)
