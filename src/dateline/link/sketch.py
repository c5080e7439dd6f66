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
from functools import cache
from zlib import crc32

import numpy as np
import numpy.typing as npt

from dateline.lang import load

VERSION = 1
RUN = 4
"""Words that are hashed together."""
WINDOW = 4
"""Runs of which one is kept: about 0.4 hashes a word."""
MOST = 8000
"""Words that are looked at; an anthology beyond that is known by its beginning."""
HEAD = struct.Struct("<BBHI")
WORD = re.compile(r"\d+(?:[.,:/]\d+)*|[\u3040-\u30ff\u3400-\u9fff]|[^\W\d_]+")
CREDIT = 400
"""Code points at the head, and at the foot, in which an agency's credit is looked for."""
Hashes = npt.NDArray[np.uint32]
MIX = np.array([0x9E3779B97F4A7C15, 0xC2B2AE3D27D4EB4F, 0x165667B19E3779F9, 0x27D4EB2F165667C5], dtype=np.uint64)


@dataclass(frozen=True, slots=True)
class Sketch:
    """`runs` and `numbers` are sorted and hold no hash twice; `words` counts the words of the text."""

    words: int
    runs: Hashes
    numbers: Hashes
    agency: str | None


def sketch(text: str) -> bytes:
    """The sketch of a report's text, about 1.7 bytes a word."""
    words = words_of(text)
    hashed = np.fromiter(map(crc32, map(str.encode, words)), dtype=np.uint64, count=len(words))
    numbers = sorted({crc32(word.encode()) for word in words if word[0].isdigit()})[:0xFFFF]
    agency = (agency_of(text) or "").encode()[:255]
    return b"".join(
        (
            HEAD.pack(VERSION, len(agency), len(numbers), len(words)),
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
    if version != VERSION:
        raise ValueError(f"a sketch of version {version}, not {VERSION}")
    start = HEAD.size + credit
    numbers = np.frombuffer(data, dtype="<u4", count=count, offset=start)
    runs = np.frombuffer(data, dtype="<u4", offset=start + 4 * count)
    return Sketch(words, runs, numbers, data[HEAD.size : start].decode() or None)


# ---------------------------------------------------------------- credits


@cache
def credits() -> tuple[re.Pattern[str], dict[str, str]]:
    """The pattern of a credit in brackets, between slashes or after "Source:", and the one name of each agency."""
    data = load("en", "agency")
    names = {form.casefold(): name for name, forms in data["agencies"].items() for form in [name, *forms]}
    options = "|".join(re.escape(form) for form in sorted(names, key=lambda form: (-len(form), form)))
    lead = "|".join(data["lead"])
    return re.compile(
        rf"[(\[/]\s*(?P<a>{options})\s*[)\]/]|(?:^|[\n.|])\s*(?:{lead})\s*(?P<b>{options})\s*(?=$|[\n.,;|)])", re.I
    ), names


def agency_of(text: str) -> str | None:
    """The agency that the head or the foot of a text is credited to."""
    pattern, names = credits()
    for piece in (text[:CREDIT], text[max(CREDIT, len(text) - CREDIT) :]):
        hit = pattern.search(piece)
        if hit:
            return names[(hit["a"] or hit["b"]).casefold()]
    return None


def agency_named(source: str | None) -> str | None:
    """The agency that an outlet is: "Reuters" writes for itself."""
    return credits()[1].get((source or "").strip().casefold())
