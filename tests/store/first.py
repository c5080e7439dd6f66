"""A record as version 1 of the tables kept it, made by code: the search index as FTS5 parts words, and every judgement
marked as standing."""

from __future__ import annotations

import sqlite3
from pathlib import Path

from dateline.store.sqlite import APPLICATION
from dateline.store.store import Store

SAME = (
    "journal", "meta", "barred", "reading", "sentence", "statement", "facet", "candidate", "form", "target", "grouped",
)  # fmt: skip
"""Tables whose rows are those of version 2."""
TABLES = """
CREATE TABLE journal (seq INTEGER PRIMARY KEY, kind TEXT NOT NULL, key TEXT NOT NULL, at TEXT NOT NULL,
    digest TEXT NOT NULL, hash TEXT NOT NULL, removed INTEGER, body BLOB);
CREATE INDEX journal_key ON journal (key);
CREATE TABLE meta (name TEXT PRIMARY KEY, value TEXT NOT NULL);
CREATE TABLE barred (subject TEXT NOT NULL, mark TEXT NOT NULL, PRIMARY KEY (subject, mark));
CREATE TRIGGER journal_stays BEFORE UPDATE ON journal
WHEN NOT (OLD.removed IS NULL AND NEW.removed IS NOT NULL AND NEW.body IS NULL AND OLD.seq = NEW.seq
          AND OLD.kind = NEW.kind AND OLD.key = NEW.key AND OLD.digest = NEW.digest AND OLD.hash = NEW.hash)
BEGIN SELECT RAISE(ABORT, 'the journal of a record is never changed'); END;
CREATE TRIGGER journal_keeps BEFORE DELETE ON journal
BEGIN SELECT RAISE(ABORT, 'the journal of a record is never shortened'); END;
CREATE TABLE reading (key TEXT PRIMARY KEY, seq INTEGER NOT NULL, recipe TEXT NOT NULL, place TEXT NOT NULL,
    source TEXT, published TEXT, day TEXT NOT NULL, failure TEXT, statements INTEGER NOT NULL, length INTEGER NOT NULL,
    sketch BLOB NOT NULL, family TEXT, agency TEXT);
CREATE INDEX reading_day ON reading (day, key);
CREATE INDEX reading_place ON reading (place);
CREATE TABLE sentence (n INTEGER PRIMARY KEY, report TEXT NOT NULL, start INTEGER NOT NULL, UNIQUE (report, start));
CREATE TABLE statement (n INTEGER PRIMARY KEY, id TEXT NOT NULL, report TEXT NOT NULL, position INTEGER NOT NULL,
    day TEXT NOT NULL, sentence INTEGER NOT NULL, kind TEXT NOT NULL, type TEXT NOT NULL, status TEXT NOT NULL,
    background INTEGER NOT NULL, first TEXT, last TEXT, confidence REAL NOT NULL, source TEXT, review TEXT,
    episode TEXT);
CREATE INDEX statement_id ON statement (id);
CREATE INDEX statement_order ON statement (day, report, position);
CREATE INDEX statement_report ON statement (report);
CREATE INDEX statement_sentence ON statement (sentence);
CREATE INDEX statement_type ON statement (type, day, report, position);
CREATE INDEX statement_episode ON statement (episode);
CREATE TABLE facet (field TEXT NOT NULL, value TEXT NOT NULL, statement INTEGER NOT NULL,
    PRIMARY KEY (field, value, statement)) WITHOUT ROWID;
CREATE INDEX facet_statement ON facet (statement);
CREATE TABLE candidate (id TEXT NOT NULL, report TEXT NOT NULL, day TEXT NOT NULL, body BLOB NOT NULL,
    PRIMARY KEY (id, report));
CREATE INDEX candidate_day ON candidate (day, id);
CREATE INDEX candidate_report ON candidate (report);
CREATE TABLE form (report TEXT NOT NULL, entity TEXT NOT NULL, form TEXT NOT NULL, mentions INTEGER NOT NULL,
    body TEXT NOT NULL, PRIMARY KEY (report, entity, form)) WITHOUT ROWID;
CREATE INDEX form_entity ON form (entity);
CREATE TABLE judged (seq INTEGER PRIMARY KEY, id TEXT NOT NULL UNIQUE, kind TEXT NOT NULL, stands INTEGER NOT NULL);
CREATE TABLE target (id TEXT NOT NULL, judgement TEXT NOT NULL, PRIMARY KEY (id, judgement)) WITHOUT ROWID;
CREATE TABLE grouped (kind TEXT NOT NULL, n INTEGER NOT NULL, id TEXT NOT NULL, body BLOB NOT NULL,
    PRIMARY KEY (kind, n));
CREATE INDEX grouped_id ON grouped (kind, id);
CREATE VIRTUAL TABLE words USING fts5 (text, tokenize = 'unicode61 remove_diacritics 2');
"""


def as_first(record: Path, old: Path) -> Path:
    """What the record holds, in a file of version 1."""
    link = sqlite3.connect(old, isolation_level=None)
    link.executescript(TABLES)
    link.execute("ATTACH ? AS now", (str(record),))
    link.execute("BEGIN")
    for table in SAME:
        link.execute(f"INSERT INTO main.{table} SELECT * FROM now.{table}")
    link.execute("INSERT INTO main.judged SELECT seq, id, kind, 1 FROM now.judged")
    with Store(record, read_only=True) as store:
        texts = {document.report.id: document for document in store.documents()}
        for n, report, start in store.database.rows("SELECT n, report, start FROM sentence"):
            spans = (s.sentence for s in texts[report].statements if s.sentence.start == start)
            if span := next(spans, None):
                link.execute("INSERT INTO words (rowid, text) VALUES (?, ?)", (n, span.text(texts[report].text)))
    link.execute("COMMIT")
    link.execute("DETACH now")
    link.execute(f"PRAGMA application_id = {APPLICATION}")
    link.execute("PRAGMA user_version = 1")
    link.execute("PRAGMA journal_mode = WAL")
    link.close()
    return old
