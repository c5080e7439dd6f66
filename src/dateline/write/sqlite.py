"""A plain SQLite file with readable tables and views, for DB Browser, R and DuckDB. It is no record of dateline's."""

from __future__ import annotations

import shutil
import sqlite3
from collections.abc import Iterable, Iterator
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any, BinaryIO

from dateline.types.document import Document
from dateline.types.mention import Mention
from dateline.types.statement import Statement
from dateline.types.view import View
from dateline.write.belonging import KINDS, NAMES, member_cells
from dateline.write.exporter import Counting, together
from dateline.write.flat import Cell
from dateline.write.glyph import encodable
from dateline.write.phrase import figure_words, voice_name

AFFINITY = {"string": "TEXT", "integer": "INTEGER", "number": "REAL", "boolean": "INTEGER"}
BATCH = 2000

TABLES = {
    "about": "key TEXT PRIMARY KEY, value TEXT",
    "reports": "id TEXT PRIMARY KEY, title TEXT, source TEXT, published TEXT, language TEXT, url TEXT, sha256 TEXT, "
               "text TEXT",
    "participants": "statement TEXT, part TEXT, position INTEGER, words TEXT, entity TEXT, name TEXT, kind TEXT, "
                    "country TEXT, roles TEXT",
    "figures": "statement TEXT, position INTEGER, role TEXT, low REAL, high REAL, hedge TEXT, unit TEXT, trend TEXT, "
               "words TEXT",
    "voices": "statement TEXT, position INTEGER, name TEXT, cue TEXT, stance TEXT, named INTEGER, said_start TEXT, "
              "said_end TEXT",
    "episodes": "id TEXT PRIMARY KEY, type TEXT, statements INTEGER, voices INTEGER",
    "links": "episode TEXT, earlier TEXT, later TEXT, confidence REAL, reason TEXT, made_by TEXT",
    "families": "id TEXT, report TEXT, fullest INTEGER, agency TEXT",
    "actors": "id TEXT PRIMARY KEY, name TEXT, kind TEXT, country TEXT, roles TEXT, names TEXT",
    "judgements": "id TEXT PRIMARY KEY, kind TEXT, subject TEXT, targets TEXT, made_by TEXT, made_at TEXT, why TEXT, "
                  "changes TEXT",
    "coverage": "source TEXT, day TEXT, read INTEGER, failed INTEGER, silent INTEGER",
    "losses": "report TEXT, stage TEXT, reason TEXT, words TEXT",
}  # fmt: skip
"""Tables and their columns; `statements`, the flat profile, is made of its own table of columns."""

VIEWS = {
    "news": "SELECT * FROM statements WHERE kind = 'event' AND status = 'actual' AND background = 0",
    "episode_figures":
        "SELECT s.episode, f.role, f.low, f.high, f.hedge, f.unit, f.words, s.sources, s.source_name, s.published, "
        "s.statement_id FROM figures f JOIN statements s ON s.statement_id = f.statement WHERE s.episode IS NOT NULL "
        "ORDER BY s.episode, f.role, s.published, s.statement_id",
    "who_whom":
        "SELECT a.name AS actor, b.name AS recipient, s.type, count(DISTINCT coalesce(s.episode, s.statement_id)) "
        "AS happenings, count(*) AS statements FROM statements s JOIN participants a ON a.statement = s.statement_id "
        "AND a.part = 'actor' JOIN participants b ON b.statement = s.statement_id AND b.part = 'recipient' "
        "WHERE s.kind = 'event' AND s.status = 'actual' GROUP BY a.name, b.name, s.type",
}  # fmt: skip
INDEXES = ("statements(episode)", "statements(report_id)", "statements(type)", "participants(statement)",
           "figures(statement)", "voices(statement)")  # fmt: skip


class SqliteExporter(Counting):
    """Everything that can be read by eye; built in a file beside it all, then copied, so that `out` may be a pipe."""

    name = "sqlite"
    extension = ".sqlite"
    binary = True

    def write(self, view: View, out: BinaryIO) -> None:
        with TemporaryDirectory() as folder:
            path = Path(folder) / "export.sqlite"
            self.fill(view, path)
            with path.open("rb") as file:
                shutil.copyfileobj(file, out, 1 << 20)

    def fill(self, view: View, path: Path) -> None:
        base = sqlite3.connect(path, isolation_level=None)
        try:
            base.executescript("PRAGMA page_size=4096; PRAGMA journal_mode=OFF; PRAGMA synchronous=OFF; BEGIN")
            columns = ", ".join(f'"{name}" {AFFINITY[kind]}' for name, kind in zip(NAMES, KINDS, strict=True))
            for table, words in {**TABLES, "statements": columns}.items():
                base.execute(f"CREATE TABLE {table} ({words})")
            self.put(base, "statements", member_cells(view))
            for table, rows in parts(view).items():
                self.put(base, table, rows)
            for document, _ in together(view):
                for table, found in rows_of(document).items():
                    self.put(base, table, found)
            for index in INDEXES:
                base.execute(f"CREATE INDEX {index.replace('(', '_').replace(')', '')} ON {index}")
            for name, words in VIEWS.items():
                base.execute(f"CREATE VIEW {name} AS {words}")
            base.execute("COMMIT")
        finally:
            base.close()

    def put(self, base: sqlite3.Connection, table: str, rows: Iterable[Iterable[Any]]) -> None:
        """Insert rows, all values as parameters."""
        group: list[list[Any]] = []
        for row in rows:
            group.append([encodable(cell) if isinstance(cell, str) else cell for cell in row])
            if len(group) == BATCH:
                self.insert(base, table, group)
                group = []
        self.insert(base, table, group)

    def insert(self, base: sqlite3.Connection, table: str, group: list[list[Any]]) -> None:
        if group:
            base.executemany(f"INSERT INTO {table} VALUES ({', '.join('?' * len(group[0]))})", group)
            self.counts[table] += len(group)


def parts(view: View) -> dict[str, Iterator[tuple[Cell, ...]]]:
    """Rows of the tables that come from the record as a whole."""
    return {
        "about": iter(sorted(view.about().items())),
        "episodes": ((e.id, e.type, len(e.members), e.voices) for e in view.episodes()),
        "links": (
            (e.id, link.left, link.right, link.confidence, link.reason, link.by)
            for e in view.episodes() for link in e.links
        ),
        "families": (
            (f.id, report, int(report == f.fullest), f.agency) for f in view.families() for report in f.reports
        ),
        "actors": ((a.id, a.name, a.kind, a.country, " ".join(a.roles), "; ".join(a.names)) for a in view.actors()),
        "judgements": (
            (j.id, j.kind, j.subject, "; ".join(j.targets), j.by, j.at, j.why,
             "; ".join(f"{change.field}={change.value}" for change in j.changes) or None)
            for j in view.judgements()
        ),
        "coverage": ((c.source, c.day, c.read, c.failed, c.silent) for c in view.coverage()),
    }  # fmt: skip


def rows_of(document: Document) -> dict[str, list[tuple[Cell, ...]]]:
    """Rows of the tables that come from one document."""
    report, text = document.report, document.text
    rows: dict[str, list[tuple[Cell, ...]]] = {
        "reports": [(report.id, report.title, report.source, report.published, report.language, report.url,
                     report.sha256, text)],
        "losses": [(report.id, loss.stage, loss.reason, loss.span.text(text) if loss.span else None)
                   for loss in document.losses],
        "participants": [], "figures": [], "voices": [],
    }  # fmt: skip
    for statement in document.statements:
        for part, mentions in (("actor", statement.actors), ("recipient", statement.recipients)):
            rows["participants"] += [participant(statement, part, k, m, text) for k, m in enumerate(mentions)]
        for k, f in enumerate(statement.figures):
            words = figure_words(document, f)
            rows["figures"].append((statement.id, k, f.role, f.low, f.high, f.hedge, f.unit, f.trend, words))
        for k, voice in enumerate(statement.attribution):
            said = voice.said_time
            ends = (said.start, said.end) if said else (None, None)
            name, cue = voice_name(document, voice), voice.cue.text(text)
            rows["voices"].append((statement.id, k, name, cue, voice.stance, int(voice.named), *ends))
    return rows


def participant(statement: Statement, part: str, k: int, mention: Mention, text: str) -> tuple[Cell, ...]:
    words, entity = mention.span.text(text), mention.entity
    if entity is None:
        return statement.id, part, k, words, None, None, mention.kind, None, None
    roles = " ".join(entity.roles)
    return statement.id, part, k, words, entity.id, entity.name, entity.kind, entity.country, roles
