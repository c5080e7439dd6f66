"""Words as the text search knows them, the same whatever engine holds the record.

Case, accents and other non-spacing marks do not count; what is neither letter nor digit parts words. Both the sentences
and what is looked for go through here, so that two engines cannot differ in what they find.
"""

from __future__ import annotations

import re
import unicodedata

LONGEST = 100
"""Characters of a word that count: an index entry has a limit in every engine."""
ASCII = re.compile(r"[0-9a-z]+")
WORD = re.compile(r"[^\W_]+")


def tokens(text: str) -> list[str]:
    """The words of a text in its order."""
    if text.isascii():
        found = ASCII.findall(text.lower())
    else:
        plain = unicodedata.normalize("NFKD", text.casefold())
        found = WORD.findall("".join(c for c in plain if unicodedata.category(c) != "Mn"))
    return [token[:LONGEST] for token in found]


def searchable(text: str) -> str:
    """A text as it is kept for the search."""
    return " ".join(tokens(text))


def phrases(text: str) -> str:
    """What is looked for, as `words(?)` takes it: of every word its parts in their order, between quotation marks.
    Empty where there is nothing to look for."""
    found = (" ".join(tokens(word)) for word in text.split())
    return " ".join(f'"{phrase}"' for phrase in found if phrase)
