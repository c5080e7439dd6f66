"""How a place name is spelt in the index: without case, marks, dots and apostrophes."""

from __future__ import annotations

import unicodedata

LETTERS = str.maketrans({
    "ø": "o", "ł": "l", "ı": "i", "đ": "d", "ð": "d", "þ": "th", "æ": "ae", "œ": "oe", "ə": "e", "ħ": "h",
    "'": None, "’": None, "‘": None, "`": None, "ʻ": None, "ʼ": None, "ʿ": None, "ʾ": None, "′": None, ".": None,
    "-": " ", "‐": " ", "‑": " ", "–": " ", "—": " ", "/": " ", ",": " ", "_": " ",
})  # fmt: skip
WHOLE_WORDS = {"st": "saint", "ste": "sainte", "mt": "mount", "ft": "fort"}


def normalise(name: str) -> str:
    """The index form of a name: "St.-Étienne" gives "saint etienne". Empty when nothing is left."""
    if name.isascii():
        plain = name.lower()
    else:
        plain = "".join(c for c in unicodedata.normalize("NFKD", name.casefold()) if not unicodedata.combining(c))
    words = plain.translate(LETTERS).split()
    return " ".join([WHOLE_WORDS.get(words[0], words[0]), *words[1:]]) if words else ""
