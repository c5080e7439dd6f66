"""The lossless form of a record as JSON Lines, and the way back.

Each line is an object with a `kind`, in this order:

    record      first: the schema, what the record says of itself, and whether it is an extract
    report      a report as it was read, before any judgement: text, blocks, statements, losses, what linking compares
    event, relation, figure     its statements as they stand now: the contract of codebook section 8, nothing added
    member      after each statement: its family, episode, review
    failure     a report that could not be read, in its place among the reports
    family, episode, actor      what was linked, with every link's reason
    judgement   what somebody decided, in the order of the record's journal

Reports, failures and judgements are all that a record is made of; the rest follows from them, is there for whoever
reads the file, and is passed over on the way back.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from itertools import groupby
from pathlib import Path
from typing import Any, BinaryIO

import orjson

from dateline.errors import DatelineError
from dateline.types.document import Document
from dateline.types.episode import Episode, Member
from dateline.types.judgement import Judgement
from dateline.types.reading import Reading
from dateline.types.view import Archive, View
from dateline.write.exporter import Counting
from dateline.write.pack import dumps, line_of, pack, row_of_line, unpack
from dateline.write.record import row_of

SCHEMA = "dateline-record/1"
RESTORED = {"report": Reading, "failure": Reading, "judgement": Judgement}
STATEMENTS = frozenset({"event", "relation", "figure"})
DERIVED = STATEMENTS | {"member", "family", "episode", "actor"}
EXPORT_ALL = "export the record with --format jsonl and no filter"


class JsonlExporter(Counting):
    """Everything, one JSON object a line, streaming."""

    name = "jsonl"
    extension = ".jsonl"
    binary = False

    def write(self, view: View, out: BinaryIO) -> None:
        for row in rows(view):
            out.write(dumps(row, line=True) if row["kind"] in STATEMENTS else line_of(row))
            self.counts[row["kind"]] += 1


class StatementsExporter(Counting):
    """The statements alone, as they stand now: the lines of the contract and no others."""

    name = "jsonl-statements"
    extension = ".jsonl"
    binary = False

    def write(self, view: View, out: BinaryIO) -> None:
        for document in view.documents():
            for statement in document.statements:
                out.write(dumps(row_of(document, statement), line=True))
                self.counts["statements"] += 1


@dataclass(frozen=True, slots=True)
class Belonging:
    """What a member line says beside the statement."""

    id: str
    family: str
    episode: str | None = None
    review: str | None = None
    agency: str | None = None


def rows(view: View) -> Iterator[dict[str, Any]]:
    """All lines of the archive as rows."""
    extract = not isinstance(view, Archive)
    yield {"kind": "record", "schema": SCHEMA, "extract": extract, "about": dict(sorted(view.about().items()))}
    groups = groupby(view.members(), key=lambda member: member.report.id)
    report, members = next(groups, (None, iter(())))
    for reading in readings(view):
        yield {"kind": "report" if reading.document else "failure", **pack(reading)}
        if reading.document and reading.key == report:
            for member in members:
                yield from member_rows(reading.document, member)
            report, members = next(groups, (None, iter(())))
    if report is not None:
        what = f"statements of report {report} stand outside the order of the reports"
        raise DatelineError(what, cure="run `dateline verify` on the record")
    for family in view.families():
        yield {"kind": "family", **pack(family)}
    for episode in view.episodes():
        yield episode_row(episode)
    for actor in view.actors():
        yield {"kind": "actor", "type": actor.kind, **{key: part for key, part in pack(actor).items() if key != "kind"}}
    for judgement in view.judgements():
        yield judgement_row(judgement)


def readings(view: View) -> Iterator[Reading]:
    """What the view was made from; of a mere extract the documents as they stand."""
    if isinstance(view, Archive):
        yield from view.readings()
        return
    recipe = view.about().get("recipe", "")
    for document in view.documents():
        report = document.report
        yield Reading(report.id, recipe, report.path, report.source, report.published, document)


def member_rows(document: Document, member: Member) -> Iterator[dict[str, Any]]:
    yield row_of(document, member.statement)
    belonging = Belonging(member.statement.id, member.family, member.episode, member.review, member.agency)
    yield {"kind": "member", **pack(belonging)}


def episode_row(episode: Episode) -> dict[str, Any]:
    return {
        "kind": "episode", "id": episode.id, "type": episode.type, "voices": episode.voices,
        "members": [member.statement.id for member in episode.members], "links": pack(episode.links),
    }  # fmt: skip


def judgement_row(judgement: Judgement) -> dict[str, Any]:
    """`kind` discriminates lines, so the kind of judgement is called `judgement`."""
    packed = pack(judgement)
    return {"kind": "judgement", "judgement": packed.pop("kind"), **packed}


def is_archive(path: Path) -> bool:
    """Whether a file begins as an archive does; False where it cannot be read."""
    try:
        with path.open("rb") as file:
            row = orjson.loads(file.readline(1 << 20))
    except (OSError, ValueError):
        return False
    return isinstance(row, dict) and row.get("kind") == "record" and str(row.get("schema", "")).startswith("dateline-")


def read_archive(lines: Iterable[bytes], where: str = "") -> Iterator[Reading | Judgement]:
    """The readings of an archive, then its judgements in their order.

    Raises DatelineError with the line's number at the first line that cannot be used, and for an extract, which
    does not hold all that its reports say.
    """
    for number, line in enumerate(lines, 1):
        at = f"{where or 'archive'}, line {number}"
        try:
            row = row_of_line(line)
            kind = row.pop("kind")
            if number == 1:
                check_head(kind, row, at)
            elif kind in RESTORED:
                if kind == "judgement":
                    row["kind"] = row.pop("judgement")
                yield unpack(RESTORED[kind], row)
            elif kind not in DERIVED:
                raise ValueError(f"a line of kind {kind!r} is not known")
        except (KeyError, ValueError, TypeError, IndexError, AttributeError) as error:
            raise DatelineError(f"cannot be restored: {error}", where=at, cure=EXPORT_ALL) from error


def check_head(kind: str, row: dict[str, Any], where: str) -> None:
    if kind != "record" or row.get("schema") != SCHEMA:
        raise DatelineError(f"is no archive of schema {SCHEMA}", where=where, cure=EXPORT_ALL)
    if row.get("extract"):
        raise DatelineError("is an extract and does not hold the whole of its reports", where=where, cure=EXPORT_ALL)


