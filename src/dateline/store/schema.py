"""The tables of a record. The journal and what it removed are the record; every other table can be rebuilt from it.

Written in what SQLite and PostgreSQL have in common. What they do not - types, triggers, the text search - stands at
the head of `sqlite.py` and `postgres.py`.
"""

from __future__ import annotations

VERSION = 2
"""Of the tables. A change is a step in `migrations/` that leads from the version before."""

JOURNAL = """
CREATE TABLE journal (
    seq INTEGER PRIMARY KEY,
    kind TEXT NOT NULL,
    key TEXT NOT NULL,
    at TEXT NOT NULL,
    digest TEXT NOT NULL,
    hash TEXT NOT NULL,
    removed INTEGER,
    body BLOB
);
CREATE INDEX journal_key ON journal (key);
CREATE TABLE meta (name TEXT PRIMARY KEY, value TEXT NOT NULL);
CREATE TABLE barred (subject TEXT NOT NULL, mark TEXT NOT NULL, PRIMARY KEY (subject, mark));
"""
"""`digest` is the SHA-256 of the body, `hash` that of the entry chained to the one before; `removed` is the number of
the entry (a redaction) that took the body out."""

DERIVED = """
CREATE TABLE reading (
    key TEXT PRIMARY KEY, seq INTEGER NOT NULL, recipe TEXT NOT NULL, place TEXT NOT NULL, source TEXT,
    published TEXT, day TEXT NOT NULL, failure TEXT, statements INTEGER NOT NULL, length INTEGER NOT NULL,
    sketch BLOB NOT NULL, family TEXT, agency TEXT
);
CREATE INDEX reading_day ON reading (day, key);
CREATE INDEX reading_place ON reading (place);
CREATE TABLE sentence (n INTEGER PRIMARY KEY, report TEXT NOT NULL, start INTEGER NOT NULL, UNIQUE (report, start));
CREATE TABLE statement (
    n INTEGER PRIMARY KEY, id TEXT NOT NULL, report TEXT NOT NULL, position INTEGER NOT NULL, day TEXT NOT NULL,
    sentence INTEGER NOT NULL, kind TEXT NOT NULL, type TEXT NOT NULL, status TEXT NOT NULL,
    background INTEGER NOT NULL, first TEXT, last TEXT, confidence DOUBLE PRECISION NOT NULL, source TEXT, review TEXT,
    episode TEXT
);
CREATE INDEX statement_id ON statement (id);
CREATE INDEX statement_order ON statement (day, report, position);
CREATE INDEX statement_report ON statement (report);
CREATE INDEX statement_sentence ON statement (sentence);
CREATE INDEX statement_type ON statement (type, day, report, position);
CREATE INDEX statement_episode ON statement (episode);
CREATE TABLE facet (
    field TEXT NOT NULL, value TEXT NOT NULL, statement INTEGER NOT NULL, PRIMARY KEY (field, value, statement)
) WITHOUT ROWID;
CREATE INDEX facet_statement ON facet (statement);
CREATE TABLE candidate (
    id TEXT NOT NULL, report TEXT NOT NULL, day TEXT NOT NULL, body BLOB NOT NULL, PRIMARY KEY (id, report)
);
CREATE INDEX candidate_day ON candidate (day, id);
CREATE INDEX candidate_report ON candidate (report);
CREATE TABLE form (
    report TEXT NOT NULL, entity TEXT NOT NULL, form TEXT NOT NULL, mentions INTEGER NOT NULL, body TEXT NOT NULL,
    PRIMARY KEY (report, entity, form)
) WITHOUT ROWID;
CREATE INDEX form_entity ON form (entity);
CREATE TABLE judged (seq INTEGER PRIMARY KEY, id TEXT NOT NULL UNIQUE, kind TEXT NOT NULL, stands INTEGER NOT NULL);
CREATE TABLE target (id TEXT NOT NULL, judgement TEXT NOT NULL, PRIMARY KEY (id, judgement)) WITHOUT ROWID;
CREATE INDEX target_judgement ON target (judgement);
CREATE TABLE grouped (
    kind TEXT NOT NULL, n INTEGER NOT NULL, id TEXT NOT NULL, body BLOB NOT NULL, PRIMARY KEY (kind, n)
);
CREATE INDEX grouped_id ON grouped (kind, id);
"""
"""`stands` is 0 for a judgement that another one undoes. Beside these every engine has `words (rowid, text)`, the words
of each sentence by its number, and `words(phrases)`, which gives the rows that hold all of them (`token.phrases`)."""

TABLES = (
    "reading", "sentence", "statement", "facet", "candidate", "form", "judged", "target", "grouped", "words",
)  # fmt: skip
"""What `rebuild` empties and fills again."""
