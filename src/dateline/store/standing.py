"""Which judgements stand, and which judgements are on a thing: looked up, never walked."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from dateline.store.database import Database

MOST = 500
"""Ids in one question: SQLite takes a thousand values or more, by how it was built."""
UNDOERS = (
    "SELECT count(*) FROM target t JOIN judged u ON u.id = t.judgement "
    "WHERE t.id = ? AND u.kind = 'undo' AND u.stands = 1 AND u.seq > ?"
)

ADRIFT = """
SELECT DISTINCT j.seq FROM judged j JOIN target t ON t.judgement = j.id
WHERE j.stands = 1 AND j.kind NOT IN ('undo', 'redact')
AND NOT EXISTS (SELECT 1 FROM statement s WHERE s.id = t.id)
AND NOT EXISTS (SELECT 1 FROM reading r WHERE r.key = t.id)
AND NOT EXISTS (SELECT 1 FROM form f WHERE f.entity = t.id)
AND NOT EXISTS (SELECT 1 FROM judged other WHERE other.id = t.id)
AND NOT EXISTS (SELECT 1 FROM reading r WHERE r.source = t.id)
ORDER BY j.seq
"""
"""Judgements that stand, of something that the present readings do not hold: a report was read again under another
recipe, and what was decided is no longer said in it."""


def adrift(database: Database) -> list[int]:
    """Numbers in the journal of the judgements that have lost what they are about."""
    return [seq for (seq,) in database.rows(ADRIFT)]


def settle(database: Database, ids: Sequence[str]) -> None:
    """Mark whether each judgement stands, now that what undoes it has changed; and, where that is itself an undoing,
    those that it undoes."""
    for id_ in ids:
        row = database.one("SELECT seq, kind, stands FROM judged WHERE id = ?", (id_,))
        if row is None:
            continue
        seq, kind, stood = row
        stands = int(not database.one(UNDOERS, (id_, seq))[0])
        if stands != stood:
            database.run("UPDATE judged SET stands = ? WHERE id = ?", (stands, id_))
            if kind == "undo":
                settle(database, [other for (other,) in undone_by(database, id_)])


def undone_by(database: Database, id_: str) -> list[tuple[str]]:
    return list(database.rows("SELECT id FROM target WHERE judgement = ? ORDER BY id", (id_,)))


def entries_on(database: Database, ids: Sequence[str], *, standing: bool) -> Iterator[int]:
    """Numbers in the journal of the judgements on any of the ids, in order; with `standing` of those that hold."""
    found: set[int] = set()
    only = " AND j.stands = 1 AND j.kind <> 'undo'" if standing else ""
    for k in range(0, len(ids), MOST):
        part = ids[k : k + MOST]
        marks = ", ".join("?" * len(part))
        sql = f"SELECT j.seq FROM target t JOIN judged j ON j.id = t.judgement WHERE t.id IN ({marks}){only}"
        found.update(seq for (seq,) in database.rows(sql, part))
    return iter(sorted(found))
