"""CSV and Parquet, read back with the libraries their users use."""

from __future__ import annotations

import csv
import io
from pathlib import Path

import pandas
import pyarrow.parquet
import pytest

from dateline.types import Document
from dateline.write.csv import CsvWriter
from dateline.write.flat import COLUMNS
from dateline.write.parquet import GROUP, ParquetWriter
from tests.write.build import agency, everything, hostile, short

DOCS = Path(__file__).resolve().parents[2] / "docs" / "write.md"
NAMES = [column.name for column in COLUMNS]


def as_csv(documents: list[Document]) -> bytes:
    out = io.BytesIO()
    CsvWriter().write(documents, out)
    return out.getvalue()


def as_parquet(documents: list[Document]) -> pyarrow.Table:
    out = io.BytesIO()
    ParquetWriter().write(documents, out)
    return pyarrow.parquet.read_table(io.BytesIO(out.getvalue()))


def test_same_columns_and_cells_in_both() -> None:
    rows = list(csv.DictReader(io.StringIO(as_csv(everything()).decode(), newline="")))
    table = as_parquet(everything()).to_pylist()
    assert [list(row) for row in rows] == [NAMES] * len(table)
    for row, typed in zip(rows, table, strict=True):
        for column in COLUMNS:
            if column.kind == "string":
                assert row[column.name] == (typed[column.name] or "")
            elif column.kind == "boolean":
                assert row[column.name] == str(typed[column.name]).lower()
            else:
                assert (float(row[column.name]) if row[column.name] else None) == typed[column.name]


def test_pandas_reads_the_csv() -> None:
    frame = pandas.read_csv(io.BytesIO(as_csv([agency()])))
    assert list(frame.columns) == NAMES
    first = frame.iloc[0]
    assert first["actors"] == "Velish army;The Velish army"
    assert first["actor_roles"] == "MIL GOV;MIL GOV"
    assert first["sources"] == "a militia spokesman > Norlandic news agencies"
    assert (first["fatalities_low"], first["latitude"], bool(first["background"])) == (40, 48.25, True)
    assert pandas.isna(first["fatalities_high"])


def test_no_column_is_nested() -> None:
    for field in as_parquet(everything()).schema:
        assert field.type in (pyarrow.string(), pyarrow.int64(), pyarrow.float64(), pyarrow.bool_())


def test_lists_of_one_family_have_one_length() -> None:
    for row in as_parquet(everything()).to_pylist():
        for one in ("actor", "recipient"):
            lists = [row[name] for name in NAMES if name.startswith(one)]
            counts = {len(cell.split(";")) for cell in lists if cell is not None}
            assert len(counts) <= 1


def test_a_separator_inside_an_item_does_not_split_it() -> None:
    row = as_parquet([short("[[A; B|army] [hit|t1] [C|whom].|s1]")]).to_pylist()[0]
    assert row["actors"] == "A, B"


def test_quotes_line_ends_and_formulas_come_back_as_they_were() -> None:
    text = '[[=1+1\r\n"x",|army] [hit\rhard|t1] [+C|whom].|s1]'
    document = short(text)
    row = next(csv.DictReader(io.StringIO(as_csv([document]).decode(), newline="")))
    assert row["sentence"] == document.text
    assert row["actors"] == '=1+1\r\n"x",'


def test_groups_hold_all_rows() -> None:
    documents = [hostile()[0]] * (GROUP + 3)
    assert as_parquet(documents).num_rows == GROUP + 3


@pytest.mark.parametrize("column", COLUMNS, ids=NAMES)
def test_every_column_is_documented(column) -> None:  # type: ignore[no-untyped-def]
    line = f"| `{column.name}` | {column.kind} | {column.meaning} |"
    assert line in DOCS.read_text("utf-8"), f"add to docs/write.md: {line}"
