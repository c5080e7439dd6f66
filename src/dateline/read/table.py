"""CSV and TSV -> Documents, row by row, with every character of the text led back through doubled quotes."""

from __future__ import annotations

import csv
import re
from collections.abc import Iterator
from dataclasses import dataclass, replace
from typing import BinaryIO

from dateline.errors import ReadError
from dateline.read.delivery import Delivery
from dateline.read.encoding import decide, decode
from dateline.read.failure import Failure
from dateline.read.jsonl import lines_of
from dateline.read.limit import MIB, RECORD, RUNS
from dateline.read.origin import join
from dateline.read.published import in_order, month_comes_first
from dateline.read.record import NAMES, Ids, Row, bare, build, card_of, find_columns, need_text
from dateline.types import Document, Encoding, Run

DELIMITERS = ",\t;|"
HEADER = re.compile(r"[^\r\n]{1,4000}")
CURE = "mend the row or take it out"


def is_table(head: str, delivery: Delivery) -> bool:
    """A first line of column names that we know, or that the mapping names, or that the file's name bears out."""
    first = HEADER.match(head.lstrip("\ufeff\r\n"))
    if not first:
        return False
    names = header_of(first[0])
    if len(names) < 2:
        return bool(delivery.columns) and names == list(delivery.columns.values())
    if any(len(name) > 60 or name.endswith(".") for name in names):
        return False
    if any(bare(name) in NAMES["text"] for name in names) and same_width(head, len(names)):
        return True
    named = delivery.name.lower().endswith((".csv", ".tsv")) or "csv" in (delivery.media_type or "")
    return bool(delivery.columns) or named


def same_width(head: str, width: int) -> bool:
    """Whether the row behind the column names has as many cells; prose with commas has not, line by line."""
    lines = head.lstrip("\ufeff\r\n").splitlines(keepends=True)
    reader = csv.reader(lines[1:], delimiter=delimiter_of(lines[0]))
    try:
        return len(next((row for row in reader if row), [])) == width
    except csv.Error:  # a cell longer than the csv module's own limit: nothing but a table has quoted cells so long
        return True


def delimiter_of(line: str) -> str:
    return max(DELIMITERS, key=lambda d: (line.count(d), -DELIMITERS.index(d)))


def header_of(line: str) -> list[str]:
    return [name.strip() for name in next(csv.reader([line], delimiter=delimiter_of(line)), [])]


class Lines:
    """The decoded lines of a stream for csv.reader, and the bytes of those that make up the current row."""

    def __init__(self, stream: BinaryIO, encoding: Encoding) -> None:
        self.source, self.encoding = lines_of(stream), encoding
        self.held: list[bytes] = []
        self.first = 0
        self.size = 0

    def __iter__(self) -> Iterator[str]:
        for number, line in self.source:
            self.first = self.first or number
            self.size += len(line or b"")
            if line is None or self.size > RECORD:
                raise ReadError(
                    f"the row is longer than the {RECORD // MIB} MB that a record may have, "
                    "or a quotation mark is never closed"
                )
            self.held.append(line)
            yield line.decode(self.encoding.name, "replace") + "\n"

    def take(self) -> tuple[bytes, int]:
        """The bytes and the first line number of the row that was just read."""
        row, first = b"\n".join(self.held), self.first
        self.held, self.first, self.size = [], 0, 0
        return row, first


def read_table(delivery: Delivery) -> Iterator[Document | Failure]:
    """One document or failure a row; only one row is held at a time."""
    csv.field_size_limit(max(csv.field_size_limit(), RECORD))
    head = delivery.head()
    _, codec, decided = decide(head[: head.rfind(b"\n") + 1] or head, delivery.charset)
    if codec.startswith(("utf-16", "utf-32")):
        raise ReadError(f"is a table in {codec.upper()}", where=delivery.name, cure="save it as UTF-8")
    with delivery.open() as stream:
        lines = Lines(stream, Encoding(codec, decided))
        yield from map(Ids(), rows(delivery, lines))


@dataclass(frozen=True, slots=True)
class Shape:
    """What holds for every row: the column names, which field each may hold, the delimiter, the codec, and whether
    numeric dates begin with the month (None where the table does not show it)."""

    names: list[str]
    columns: dict[str, list[str]]
    delimiter: str
    encoding: Encoding
    month_first: bool | None


def shape_of(delivery: Delivery, line: str, encoding: Encoding) -> Shape:
    """The shape that the line of column names and the first rows show; ReadError when no column holds the text."""
    delimiter, names = delimiter_of(line), header_of(line)
    columns = find_columns(names, delivery.columns)
    need_text(columns, names)
    first_rows = csv.reader(
        delivery.head().decode(encoding.name, "replace").splitlines(keepends=True), delimiter=delimiter
    )
    dates = [names.index(column) for column in columns["published"]]
    try:
        values = [row[k] for row in first_rows for k in dates if k < len(row)]
    except csv.Error:
        values = []
    return Shape(names, columns, delimiter, encoding, month_comes_first(values))


def rows(delivery: Delivery, lines: Lines) -> Iterator[Document | Failure]:
    source = iter(lines)
    first = next((line for line in source if line.strip()), "")
    lines.take()
    try:
        shape = shape_of(delivery, first.rstrip("\n"), lines.encoding)
    except ReadError as error:
        yield Failure.of(error, delivery.name)
        return
    reader = csv.reader(source, delimiter=shape.delimiter)
    while True:
        try:
            cells = next(reader)
        except StopIteration:
            return
        except (csv.Error, ReadError) as error:
            where = f"{delivery.name}:{lines.take()[1]}"
            yield Failure(where, error.what if isinstance(error, ReadError) else f"not a row of a table: {error}", CURE)
            source = iter(lines)
            reader = csv.reader(source, delimiter=shape.delimiter)
            continue
        data, number = lines.take()
        if any(cell.strip() for cell in cells):
            yield read_row(delivery, shape, data, cells, f"{delivery.name}:{number}")


def read_row(delivery: Delivery, shape: Shape, data: bytes, cells: list[str], where: str) -> Document | Failure:
    """The document of one row; what is wrong with it becomes a failure."""
    values = dict(zip(shape.names, cells, strict=False))
    column = next((c for c in shape.columns["text"] if values.get(c, "").strip()), None)
    if column is None:
        return Failure(where, f"its text, column {shape.columns['text'][0]!r}, is empty", CURE)
    source, found, base = decode(data, shape.encoding.name)
    encoding = replace(shape.encoding, name=found.name, replaced=found.replaced)
    text, card = values[column], card_of(values, shape.columns)
    published = in_order(card.published, shape.month_first) if card.published else None
    card = replace(card, published=published, language=delivery.language or card.language)
    try:
        origin = cell_map(source, shape.names.index(column), shape.delimiter, text)
        return build(Row(data, source, base, encoding, where, "csv"), text, origin, card)
    except ReadError as error:
        return Failure.of(error, where)


def cell_map(source: str, number: int, delimiter: str, text: str) -> list[Run]:
    """Runs from a cell's value into its row; none when the row is quoted in a way of its own."""
    cell = re.compile(
        rf'(?:"(?P<quoted>(?:[^"]|"")*+)"|(?P<bare>[^{re.escape(delimiter)}\r\n]*))(?:{re.escape(delimiter)}|\r?\n?$)'
    )
    at = 0
    for _ in range(number):
        hit = cell.match(source, at)
        if not hit:
            return []
        at = hit.end()
    hit = cell.match(source, at)
    if not hit:
        return []
    group = "bare" if hit["quoted"] is None else "quoted"
    value, start = hit[group], hit.start(group)
    if group == "bare":
        return [Run(0, len(text), start, start + len(text))] if value == text else []
    if value.replace('""', '"') != text:
        return []
    return quoted_map(value, start, len(text))


def quoted_map(value: str, start: int, length: int) -> list[Run]:
    if value.count('""') > RUNS:
        return [Run(0, length, start, start + len(value))]
    runs: list[Run] = []
    at = last = 0
    for hit in re.finditer('""', value):
        if hit.start() > last:
            runs.append(Run(at, at + hit.start() - last, start + last, start + hit.start()))
            at += hit.start() - last
        runs.append(Run(at, at + 1, start + hit.start(), start + hit.end()))
        at, last = at + 1, hit.end()
    if len(value) > last:
        runs.append(Run(at, at + len(value) - last, start + last, start + len(value)))
    return join(runs)
