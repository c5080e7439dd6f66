"""JSON Lines: the public contract, one statement a line, in document order."""

from __future__ import annotations

from collections.abc import Iterable
from typing import BinaryIO

import orjson

from dateline.types import Document
from dateline.write.record import row_of


class JsonlWriter:
    """UTF-8, keys in the codebook's order; the same documents give the same bytes."""

    name = "jsonl"
    extension = ".jsonl"
    binary = False

    def write(self, documents: Iterable[Document], out: BinaryIO) -> None:
        for document in documents:
            for statement in document.statements:
                out.write(orjson.dumps(row_of(document, statement), option=orjson.OPT_APPEND_NEWLINE))
