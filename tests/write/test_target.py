"""Files of an export and the data sheets beside them: whole or not there, and with their hash."""

from __future__ import annotations

import io
import json
from hashlib import sha256
from pathlib import Path
from typing import BinaryIO

import pytest

from dateline.errors import DatelineError
from dateline.types.view import Query, View
from dateline.write.csv import CsvExporter
from dateline.write.export import EXPORTS, exporter_of
from dateline.write.target import export, write_export
from tests.write.memory import record


class Failing(CsvExporter):
    def write(self, view: View, out: BinaryIO) -> None:
        out.write(b"half a row")
        raise OSError(28, "No space left on device")


@pytest.mark.parametrize("line", EXPORTS, ids=lambda line: line.name)
def test_every_format_has_its_file_and_data_sheets(line: object, tmp_path: Path) -> None:
    name, extension = line[0], line[1]  # type: ignore[index]
    out = tmp_path / f"x{extension}"
    sheet = export(record(), name, out)
    data = out.read_bytes()
    assert sheet["file"] == {"sha256": sha256(data).hexdigest(), "bytes": len(data)}
    assert json.loads(Path(f"{out}.datasheet.json").read_text("utf-8")) == sheet
    assert Path(f"{out}.datasheet.md").read_text("utf-8").startswith(f"# Data sheet: {name}\n")
    assert len(list(tmp_path.iterdir())) == 3
    assert export(record(), name, out) == sheet


def test_standard_output_has_a_data_sheet_where_one_is_asked_for(tmp_path: Path) -> None:
    out = io.BytesIO()
    query = Query(type=("PROTEST",))
    write_export(record(), exporter_of("jsonl-statements"), query, out, tmp_path / "s.json")
    assert [json.loads(line)["id"] for line in out.getvalue().splitlines()] == ["s3"]
    assert json.loads((tmp_path / "s.json").read_text("utf-8"))["filters"] == {"type": ["PROTEST"]}
    assert (tmp_path / "s.md").exists()
    write_export(record(), exporter_of("csv"), query, io.BytesIO())
    assert len(list(tmp_path.iterdir())) == 2


def test_a_full_disk_leaves_the_old_file_and_no_other(tmp_path: Path) -> None:
    out = tmp_path / "x.csv"
    out.write_bytes(b"old")
    with pytest.raises(DatelineError, match="No space left on device - give another path"):
        write_export(record(), Failing(), Query(), out)
    assert out.read_bytes() == b"old"
    assert [path.name for path in tmp_path.iterdir()] == ["x.csv"]


def test_a_path_that_cannot_be_written_names_its_cure(tmp_path: Path) -> None:
    with pytest.raises(DatelineError, match="cannot be written"):
        export(record(), "csv", tmp_path / "none" / "x.csv")
