"""Records made by hand: readings appended and links stored, with no report read and nothing compared."""

from __future__ import annotations

from collections.abc import Iterable
from pathlib import Path

from dateline.run.record import Store
from dateline.types import Family, Group, Link
from dateline.types.document import Document
from tests.write.happening import blast
from tests.write.memory import reading_of

LINK = "same town and day"


def record(
    path: Path, documents: Iterable[Document], groups: Iterable[Group] = (), families: Iterable[Family] = ()
) -> Path:
    """A record of these documents with these links; a report without a family is one by itself."""
    documents, families = list(documents), list(families)
    held = {report for family in families for report in family.reports}
    alone = [Family(d.report.id, (d.report.id,), d.report.id) for d in documents if d.report.id not in held]
    with Store(path, create=True) as store:
        store.append([reading_of(document) for document in documents])
        store.relink([*families, *alone], groups, [])
    return path


def blast_record(path: Path) -> Path:
    """The blast of tests/write/happening.py: one text twice, the prosecutors, and an agency's customer."""
    pairs = blast()
    ids = [member.statement.id for _, member in pairs]
    reports = [member.report.id for _, member in pairs]
    links = tuple(Link(ids[0], other, 0.9, LINK, "link/1") for other in ids[1:])
    alike = Link(reports[0], reports[2], 0.98, "98 of 100 pieces alike", "link/1")
    twice = Family(reports[0], (reports[0], reports[2]), reports[0], (alike,))
    wired = Family(reports[3], (reports[3],), reports[3], (), "Norlandic News")
    return record(path, (document for document, _ in pairs), [Group(ids[0], tuple(ids), links)], [twice, wired])
