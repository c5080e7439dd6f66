"""1 -> 2: the words of the text search are our own, so that every engine finds the same; undone judgements are marked.

Version 1 was kept in SQLite only. It left the parting into words to FTS5, and `judged.stands` was always 1.
"""

from __future__ import annotations

from dateline.store.codec import decode
from dateline.store.database import Database
from dateline.store.sqlite import GUARDS, WORDS, split
from dateline.store.standing import settle
from dateline.store.token import searchable
from dateline.types.judgement import Judgement

DROPPED = ("DROP TRIGGER journal_stays", "DROP TRIGGER journal_keeps")
INDEX = "CREATE INDEX target_judgement ON target (judgement)"
BATCH = 1000
"""Sentences that are held at a time."""


def index_words_anew(database: Database) -> None:
    database.run("ALTER TABLE words RENAME TO words_before")
    for statement in (*DROPPED, *split(GUARDS), WORDS, INDEX):
        database.run(statement)
    last = 0
    sql = "SELECT rowid, text FROM words_before WHERE rowid > ? ORDER BY rowid LIMIT ?"
    while rows := list(database.rows(sql, (last, BATCH))):
        database.many("INSERT INTO words (rowid, text) VALUES (?, ?)", [(n, searchable(text)) for n, text in rows])
        last = rows[-1][0]
    database.run("DROP TABLE words_before")
    for (body,) in list(database.rows(
        "SELECT body FROM journal JOIN judged USING (seq) WHERE judged.kind = 'undo' AND body IS NOT NULL ORDER BY seq"
    )):  # fmt: skip
        settle(database, decode(Judgement, body).targets)
