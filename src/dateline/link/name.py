"""Names made comparable: without diacritics, articles and the habits of one transliteration."""

from __future__ import annotations

import re
import unicodedata
from functools import lru_cache

LETTERS = str.maketrans({"ı": "i", "ł": "l", "ø": "o", "đ": "d", "ð": "d", "þ": "th", "ß": "ss", "æ": "ae", "œ": "oe"})
ARTICLE = re.compile(r"\b(?:al|el|ad|ed|an|en|ar|er|as|es|ash|esh|at|et|az|ez|ul)[\s'’`-]+(?=\w)")
PARTICLES = frozenset(
    {"bin", "ben", "ibn", "bint", "abd", "de", "da", "van", "von", "der", "la", "le", "di", "del", "y", "ul"}
)
SOUNDS = (
    ("sch", "sh"), ("tch", "ch"), ("tsch", "ch"), ("kh", "h"), ("gh", "g"), ("dh", "d"), ("th", "t"), ("ph", "f"),
    ("ou", "u"), ("oo", "u"), ("ee", "i"), ("ei", "i"), ("ey", "i"), ("ay", "ai"), ("iy", "i"), ("yy", "y"),
    ("ij", "i"), ("w", "v"), ("q", "k"), ("ck", "k"), ("x", "ks"), ("j", "i"), ("y", "i"), ("e", "a"), ("o", "u"),
)  # fmt: skip
"""Spellings that transliterations of one sound have, each with the one that is kept; applied in this order."""
DOUBLE = re.compile(r"(.)\1+")
WORD = re.compile(r"[^\W\d_]+")


@lru_cache(maxsize=65536)
def fold(name: str) -> str:
    """Small letters without diacritics and marks; other scripts stay as they are."""
    plain = unicodedata.normalize("NFKD", name.casefold().translate(LETTERS))
    return "".join(c for c in plain if not unicodedata.combining(c))


@lru_cache(maxsize=65536)
def parts(name: str) -> tuple[str, ...]:
    """The words of a name, folded, without Arabic articles: "al-Assad" and "El Assad" give "assad"."""
    words = WORD.findall(ARTICLE.sub("", re.sub(r"[’'`]", "", fold(name)).replace("-", "- ")).replace("- ", " "))
    return tuple(word for word in words if len(word) > 1 and word not in PARTICLES) or tuple(words)


@lru_cache(maxsize=65536)
def sound(word: str) -> str:
    """A word as it sounds, roughly: Qaddafi, Gaddafi, Kadhafi differ in one letter, Mohamed and Muhammad in none."""
    for spelling, kept in SOUNDS:
        word = word.replace(spelling, kept)
    return DOUBLE.sub(r"\1", word)


def key(name: str) -> str:
    """Names with one key are spellings of one name; the order of the words is kept."""
    return " ".join(map(sound, parts(name)))


def initials(name: str) -> str:
    """The acronym that a long name gives: "Free Syrian Army" fsa; small joining words are left out."""
    words = re.findall(r"[^\W\d_]+", name)
    return "".join(word[0] for word in words if word[0].isupper()).casefold() if len(words) > 1 else ""


def is_acronym(name: str) -> bool:
    letters = name.replace(".", "")
    return 2 <= len(letters) <= 8 and letters.isupper() and letters.isalpha()
