"""What is too much for memory while a record is linked, in files that vanish when nobody holds them any more."""

from __future__ import annotations

from array import array
from tempfile import TemporaryFile

import numpy as np
import numpy.typing as npt

Numbers = npt.NDArray[np.uint64]


class Shelf:
    """Pieces of bytes by number, as they were added. In memory: eight bytes a piece."""

    def __init__(self) -> None:
        self.file = TemporaryFile(prefix="dateline-")  # noqa: SIM115 (it is closed when the shelf is let go)
        self.ends = array("Q", [0])
        self.writing = True

    def __len__(self) -> int:
        return len(self.ends) - 1

    def add(self, piece: bytes) -> None:
        if not self.writing:
            self.file.seek(self.ends[-1])
            self.writing = True
        self.file.write(piece)
        self.ends.append(self.ends[-1] + len(piece))

    def __getitem__(self, number: int) -> bytes:
        self.writing = False
        self.file.seek(self.ends[number])
        return self.file.read(self.ends[number + 1] - self.ends[number])


class Parts:
    """Rows of numbers sorted out into parts, of which each is taken into memory by itself."""

    def __init__(self, count: int, columns: int) -> None:
        self.count, self.columns = count, columns
        self.shelf = Shelf()
        self.pieces: list[list[int]] = [[] for _ in range(count)]

    def add(self, rows: Numbers, parts: Numbers) -> None:
        """Rows, and the part that each belongs to."""
        order = np.argsort(parts, kind="stable")
        bounds = np.searchsorted(parts[order], np.arange(self.count + 1, dtype=np.uint64)).tolist()
        for part in range(self.count):
            if bounds[part] < bounds[part + 1]:
                self.pieces[part].append(len(self.shelf))
                self.shelf.add(rows[order[bounds[part] : bounds[part + 1]]].tobytes())

    def part(self, number: int) -> Numbers:
        """The rows of a part, those added first coming first."""
        whole = b"".join(map(self.shelf.__getitem__, self.pieces[number]))
        return np.frombuffer(whole, dtype=np.uint64).reshape(-1, self.columns)
