"""A report's text as a short row of numbers that finds its reprints: winnowed hashes of runs of words.

Of every WINDOW runs of RUN words the one with the smallest hash is kept (Schleimer, Wilkerson and Aiken 2003), so
that two texts with WINDOW + RUN - 1 words in common at one place have a hash in common wherever they begin or end.
Numbers stand beside them, because a daily market report repeats every word but those.
"""

from __future__ import annotations

import re
import struct
import unicodedata
from dataclasses import dataclass
from zlib import crc32

import numpy as np
import numpy.typing as npt

from dateline.link.credit import agency_of
from dateline.types.document import Document

VERSION = 3
"""Raised whenever a text gives another sketch."""
LAYOUT = 1
"""The way in which a sketch is packed."""
RUN = 4
"""Words that are hashed together."""
WINDOW = 4
"""Runs of which one is kept: about 0.4 hashes a word."""
MOST = 8000
"""Words that are looked at; an anthology beyond that is known by its beginning."""
HEAD = struct.Struct("<BBHI")
WORD = re.compile(r"\d+(?:[.,:/]\d+)*|[\u3040-\u30ff\u3400-\u9fff]|[^\W\d_]+")
Hashes = npt.NDArray[np.uint32]
MIX = np.array([0x9E3779B97F4A7C15, 0xC2B2AE3D27D4EB4F, 0x165667B19E3779F9, 0x27D4EB2F165667C5], dtype=np.uint64)


@dataclass(frozen=True, slots=True)
class Sketch:
    """`runs` and `numbers` are sorted and hold no hash twice; `words` counts the words of the text."""

    words: int
    runs: Hashes
    numbers: Hashes
    agency: str | None


def sketch_of(document: Document) -> bytes:
    """The sketch of a report: of its text without furniture, which is the site's, but a credit may stand there."""
    pieces, at = [], 0
    for block in document.blocks:
        if block.kind == "furniture":
            pieces.append(document.text[at : block.span.start])
            at = block.span.end
    return sketch("".join([*pieces, document.text[at:]]), credit_of(document))


def credit_of(document: Document) -> str | None:
    opening = document.dateline.agency if document.dateline else None
    return agency_of(document.text, " ".join(opening.text(document.text).split()) if opening else None)


def sketch(text: str, credit: str | None = None) -> bytes:
    """The sketch of a text, about 1.7 bytes a word; `credit` is the agency where it is known, else it is looked for."""
    words = words_of(text)
    hashed = np.fromiter(map(crc32, map(str.encode, words)), dtype=np.uint64, count=len(words))
    numbers = sorted({crc32(word.encode()) for word in words if word[0].isdigit()})[:0xFFFF]
    agency = (credit or agency_of(text) or "").encode()[:255]
    return b"".join(
        (
            HEAD.pack(LAYOUT, len(agency), len(numbers), len(words)),
            agency,
            np.array(numbers, dtype="<u4").tobytes(),
            winnow(hashed).astype("<u4").tobytes(),
        )
    )


def words_of(text: str) -> list[str]:
    folded = unicodedata.normalize("NFKC", text.encode("utf-8", "replace").decode()).casefold()
    return [word.replace(",", "") for word in WORD.findall(folded)[:MOST]]


def winnow(words: npt.NDArray[np.uint64]) -> Hashes:
    """The kept hashes, sorted; a text shorter than a run has one."""
    if not len(words):
        return np.empty(0, dtype=np.uint32)
    size = min(RUN, len(words))
    count = len(words) - size + 1
    mixed = np.zeros(count, dtype=np.uint64)
    for k in range(size):
        mixed = (mixed ^ words[k : k + count]) * MIX[k]
        mixed ^= mixed >> np.uint64(29)
    runs = (mixed >> np.uint64(32)).astype(np.uint32)
    width = min(WINDOW, count)
    least = runs[: count - width + 1]
    for k in range(1, width):
        least = np.minimum(least, runs[k : k + count - width + 1])
    return np.unique(least)


def read_sketch(data: bytes) -> Sketch:
    """What `sketch` wrote; ValueError when it is of another version."""
    if len(data) < HEAD.size:
        return Sketch(0, np.empty(0, np.uint32), np.empty(0, np.uint32), None)
    version, credit, count, words = HEAD.unpack_from(data)
    if version != LAYOUT:
        raise ValueError(f"a sketch packed in way {version}, not {LAYOUT}")
    start = HEAD.size + credit
    numbers = np.frombuffer(data, dtype="<u4", count=count, offset=start)
    runs = np.frombuffer(data, dtype="<u4", offset=start + 4 * count)
    return Sketch(words, runs, numbers, data[HEAD.size : start].decode() or None)
