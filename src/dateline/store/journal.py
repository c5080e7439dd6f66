"""The journal: entries chained by their hashes, so that no byte of what was recorded can change unseen.

An entry's hash covers the hash of the entry before, its kind, key and time, and the digest of its body. The body itself
may be taken out by a redaction and the chain still holds.
"""

from __future__ import annotations

from collections.abc import Iterator
from datetime import UTC, datetime
from hashlib import sha256
from typing import NamedTuple

from dateline.store.database import Database

READING, JUDGEMENT = "reading", "judgement"
ROOT = "0" * 64
"""What the first entry is chained to."""


class Entry(NamedTuple):
    seq: int
    kind: str
    key: str
    at: str
    digest: str
    hash: str
    removed: int | None
    body: bytes | None


COLUMNS = ", ".join(Entry._fields)


def now() -> str:
    """This instant, ISO 8601 in UTC."""
    return datetime.now(UTC).strftime("%Y-%m-%dT%H:%M:%SZ")


def chained(before: str, kind: str, key: str, at: str, digest: str) -> str:
    parts = (before, kind, key, at, digest)
    return sha256("\0".join(parts).encode("utf-8", "surrogatepass")).hexdigest()


class Journal:
    """Appends to and walks through the journal of one database."""

    def __init__(self, database: Database) -> None:
        self.database = database

    @property
    def head(self) -> int:
        """The number of the last entry, 0 where there is none."""
        return int(self.database.one("SELECT coalesce(max(seq), 0) FROM journal")[0])

    def append(self, kind: str, key: str, body: bytes, at: str) -> int:
        """Add an entry inside a transaction; its number."""
        last = self.database.one("SELECT seq, hash FROM journal ORDER BY seq DESC LIMIT 1") or (0, ROOT)
        digest = sha256(body).hexdigest()
        entry = (last[0] + 1, kind, key, at, digest, chained(last[1], kind, key, at, digest), None, body)
        self.database.run(f"INSERT INTO journal ({COLUMNS}) VALUES (?, ?, ?, ?, ?, ?, ?, ?)", entry)
        return int(entry[0])

    def remove(self, seqs: list[int], by: int) -> None:
        """Take bodies out on behalf of the entry `by`."""
        self.database.many(
            "UPDATE journal SET body = NULL, removed = ? WHERE seq = ? AND removed IS NULL", [(by, seq) for seq in seqs]
        )

    def entries(self, kind: str | None = None, since: str | None = None, after: int | None = None) -> Iterator[Entry]:
        """Entries in order, of a kind, from a day on and behind an entry where given."""
        where = [("kind = ?", kind), ("at >= ?", since), ("seq > ?", after)]
        held: list[tuple[str, object]] = [(clause, value) for clause, value in where if value is not None]
        clause = f" WHERE {' AND '.join(c for c, _ in held)}" if held else ""
        sql = f"SELECT {COLUMNS} FROM journal{clause} ORDER BY seq"
        return map(Entry._make, self.database.stream(sql, [value for _, value in held]))

    def body(self, seq: int) -> bytes | None:
        row = self.database.one("SELECT body FROM journal WHERE seq = ?", (seq,))
        return row[0] if row else None

    def faults(self) -> Iterator[str]:
        """One line for each entry that is not what it was when it was written."""
        before, expected = ROOT, 1
        redactions = {
            seq for seq, key in self.database.rows("SELECT seq, key FROM journal WHERE kind = ?", (JUDGEMENT,))
            if key.startswith("redact:")
        }  # fmt: skip
        for entry in self.entries():
            if entry.seq != expected:
                yield f"entry {expected} of the journal is missing"
            name = f"entry {entry.seq} of the journal ({entry.kind} {entry.key})"
            if chained(before, entry.kind, entry.key, entry.at, entry.digest) != entry.hash:
                yield f"{name} breaks the chain"
            if entry.body is None and entry.removed not in redactions:
                yield f"{name} has lost its body without a redaction"
            if entry.body is not None and sha256(entry.body).hexdigest() != entry.digest:
                yield f"{name} was changed"
            before, expected = entry.hash, entry.seq + 1
