"""The formats that a record is exported in, one line each."""

from __future__ import annotations

from importlib import import_module
from typing import NamedTuple, cast

from dateline.errors import DatelineError
from dateline.write.exporter import Exporter


class Export(NamedTuple):
    name: str
    extension: str
    module: str
    exporter: str
    what: str


EXPORTS: tuple[Export, ...] = (
    Export("jsonl", ".jsonl", "archive", "JsonlExporter", "everything, without loss; `dateline build` reads it back"),
    Export("jsonl-statements", ".jsonl", "archive", "StatementsExporter", "the statements alone, by the contract"),
    Export("csv", ".csv", "csv", "CsvExporter", "flat columns, one statement a row"),
    Export("csv-spreadsheet", ".csv", "csv", "SpreadsheetExporter", "the same with no cell that a spreadsheet runs"),
    Export("parquet", ".parquet", "parquet", "ParquetExporter", "the flat columns, typed"),
    Export("sqlite", ".sqlite", "sqlite", "SqliteExporter", "tables and views to look at, for DB Browser and R"),
    Export("geojson", ".geojson", "geojson", "GeojsonExporter", "statements on a map, as precise as is known"),
    Export("gexf", ".gexf", "gexf", "GexfExporter", "who acted on whom and when, for Gephi (GEXF 1.3)"),
    Export("graphml", ".graphml", "graphml", "GraphmlExporter", "the same network for programs that know no GEXF"),
    Export("polecat", ".tsv", "polecat", "PolecatExporter", "one happening a row, POLECAT's column names"),
    Export("acled", ".csv", "acled", "AcledExporter", "one happening a row, ACLED's column names"),
    Export("ucdp", ".csv", "ucdp", "UcdpExporter", "one lethal happening a row, UCDP GED's column names"),
    Export("gdelt", ".tsv", "gdelt", "GdeltExporter", "one happening a row, GDELT 2.0's column names"),
    Export("ftm", ".ftm.json", "ftm", "FtmExporter", "FollowTheMoney entities, one a line"),
    Export("webanno", ".jsonld", "webanno", "WebannoExporter", "W3C Web Annotations of the reports"),
)


def exporter_of(name: str) -> Exporter:
    """A new exporter of that name; imported here so that the others' libraries stay unloaded."""
    for line in EXPORTS:
        if line.name == name:
            return cast(Exporter, getattr(import_module(f"dateline.write.{line.module}"), line.exporter)())
    names = ", ".join(line.name for line in EXPORTS)
    raise DatelineError(f"no export format is called {name!r}", cure=f"use one of {names}")
