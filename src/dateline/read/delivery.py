"""A delivery: bytes in memory or in a file, with what its sender says about them."""

from __future__ import annotations

import io
from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import BinaryIO

from dateline.errors import ReadError
from dateline.read.limit import HEAD, MIB


@dataclass(frozen=True, slots=True)
class Delivery:
    """`name` stands in messages and in Report.path. Either `data` holds the bytes or `file` is where they are.

    `charset` and `media_type` are declared (by HTTP, say) and weighed against the bytes. `columns` maps a field
    (text, title, published, source, language, url) to the name of a column or key. `keep` holds what must live
    as long as the delivery, such as a temporary file.
    """

    name: str
    data: bytes | None = None
    file: Path | None = None
    charset: str | None = None
    media_type: str | None = None
    columns: Mapping[str, str] = field(default_factory=dict)
    language: str | None = None
    keep: object = None

    @property
    def size(self) -> int:
        if self.data is not None:
            return len(self.data)
        return self.file.stat().st_size if self.file else 0

    def open(self) -> BinaryIO:
        """A stream over the bytes; raises OSError."""
        if self.data is not None or self.file is None:
            return io.BytesIO(self.data or b"")
        return self.file.open("rb")

    def head(self) -> bytes:
        """The first HEAD bytes."""
        with self.open() as stream:
            return stream.read(HEAD)

    def read(self, limit: int) -> bytes:
        """All bytes; ReadError when there are more than `limit`."""
        if self.data is not None and len(self.data) <= limit:
            return self.data
        with self.open() as stream:
            data = stream.read(limit + 1)
        if len(data) > limit:
            raise ReadError(
                f"holds {max(self.size, len(data)) / MIB:.0f} MB, "
                f"more than the {limit // MIB} MB that one such report may have",
                where=self.name, cure="split it into reports, or deliver it as JSONL with one report a line",
            )  # fmt: skip
        return data
