"""Changes made behind a record's back, and what `verify` says of each: the same in every database."""

from __future__ import annotations

CHANGES = [
    ("UPDATE journal SET body = NULL WHERE seq = 2", "lost its body without a redaction"),
    ("UPDATE journal SET at = '2001-01-01' WHERE seq = 3", "breaks the chain"),
    ("DELETE FROM journal WHERE seq = 2", "entry 2 of the journal is missing"),
    ("DELETE FROM statement WHERE id = 's3'", "report r3: its statements are not those that were read and judged"),
    ("UPDATE statement SET status = 'denied' WHERE id = 's1'", "report r1: its statements are not"),
    ("UPDATE statement SET review = 'rejected' WHERE id = 's1'", "report r1: its statements are not"),
    ("UPDATE reading SET source = 'Times' WHERE key = 'r1'", "report r1: what is told of it is not"),
    ("DELETE FROM reading WHERE key = 'r1'", "report r1: it was read, and is in no table"),
    ("DELETE FROM facet WHERE field = 'country'", "report r1: the filters do not hold its values"),
    ("DELETE FROM candidate WHERE id = 's1'", "report r1: what linking compares is not its statements"),
    ("UPDATE form SET body = '{' WHERE report = 'r1'", "report r1: the names are not those that it has"),
    ("UPDATE words SET text = 'nothing' WHERE rowid = 1", "the search index does not hold its sentences"),
]
"""(statement in SQL, part of the fault)"""
