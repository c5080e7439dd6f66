"""What every exporter does, and the count that each keeps of what it wrote and what it left out."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from itertools import groupby
from typing import BinaryIO, Protocol, runtime_checkable

from dateline.errors import DatelineError
from dateline.types.document import Document
from dateline.types.episode import Member
from dateline.types.view import View


@runtime_checkable
class Exporter(Protocol):
    """Writes a view of a record to a binary file, which it leaves open.

    `extension` begins with a dot; `binary` is True for what no terminal can show. After `write`, `counts` says how
    many of what were written (rows, features, ...), `left_out` how many of what were not, each with its reason as
    the key; `notice` is what must be said of the file to whoever gets it, or "".
    """

    @property
    def name(self) -> str: ...
    @property
    def extension(self) -> str: ...
    @property
    def binary(self) -> bool: ...
    @property
    def notice(self) -> str: ...
    @property
    def counts(self) -> Counter[str]: ...
    @property
    def left_out(self) -> Counter[str]: ...

    def write(self, view: View, out: BinaryIO) -> None: ...


class Counting:
    """The two counts and the notice; exporters build on it."""

    notice = ""

    def __init__(self) -> None:
        self.counts: Counter[str] = Counter()
        self.left_out: Counter[str] = Counter()


def together(view: View) -> Iterator[tuple[Document, list[Member]]]:
    """Each document with its members, those in the order of its statements.

    Both come in the same canonical order, so that one report at a time is held. DatelineError where they do not.
    """
    groups = groupby(view.members(), key=lambda member: member.report.id)
    report, members = next(groups, (None, iter(())))
    for document in view.documents():
        if document.report.id != report:
            yield document, []
            continue
        place = {statement.id: k for k, statement in enumerate(document.statements)}
        yield document, sorted(members, key=lambda member: place[member.statement.id])
        report, members = next(groups, (None, iter(())))
    if report is not None:
        what = f"statements of report {report} stand outside the order of the reports"
        raise DatelineError(what, cure="run `dateline verify` on the record")
