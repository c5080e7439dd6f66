"""Taking a report, a source or a person out of a record: what is removed, and what keeps it from coming back.

A person is taken out by the ids that reports gave: every statement that names one of them goes, and every occurrence of
the names that reports used for it, and of its last name, becomes a bar of the same length, so that the offsets of all
other statements stay true. What is barred is kept as a hash only.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Collection, Iterable
from dataclasses import replace
from hashlib import sha256
from typing import Any

from dateline.store.codec import decoder, from_json, to_json
from dateline.store.row import fold, mentions_of
from dateline.types.document import Document
from dateline.types.reading import Reading

BAR = "█"
SHORTEST = 3
"""Letters of the shortest last name that is looked for by itself."""
ENTITY = {"id", "name", "kind", "country", "roles"}


def mark(words: str) -> str:
    """How a barred source or person is remembered."""
    return "sha256:" + sha256(fold(words).encode("utf-8", "surrogatepass")).hexdigest()


def names_in(document: Document, ids: Collection[str]) -> set[str]:
    """The forms of the names of those entities in the document's statements."""
    named = [m for s in document.statements for m in mentions_of(s) if m.entity and m.entity.id in ids]
    return {m.text for m in named if m.form == "name"} | {m.entity.name for m in named if m.entity}


def pattern_of(names: Iterable[str]) -> re.Pattern[str]:
    """Whole-word occurrences of the names and of their last words, in any case, with their accents and without."""
    whole = {" ".join(form.split()) for name in names if name.strip() for form in (name, unaccented(name))}
    last = {name.split()[-1] for name in whole if " " in name and len(name.split()[-1]) >= SHORTEST}
    forms = sorted(whole | last, key=lambda form: (-len(form), form))
    return re.compile(r"\b(?:" + "|".join(re.escape(form).replace(r"\ ", r"\s+") for form in forms) + r")\b", re.I)


def unaccented(words: str) -> str:
    """As ids of entities, and many a paper, spell it."""
    return "".join(c for c in unicodedata.normalize("NFKD", words) if not unicodedata.combining(c))


def without(reading: Reading, ids: Collection[str], names: Iterable[str]) -> Reading:
    """The reading with the person taken out; the same object where it does not name them."""
    document = reading.document
    names = set(names)
    if document is None or not names:
        return reading
    pattern = pattern_of(names)
    gone = {s.id for s in document.statements if any(m.entity and m.entity.id in ids for m in mentions_of(s))}
    if not gone and not pattern.search(document.text) and not pattern.search(document.report.title or ""):
        return reading
    kept = replace(document, statements=tuple(s for s in document.statements if s.id not in gone))
    document = barred(kept, pattern)
    candidates = tuple(
        replace(
            c, actors=tuple(a for a in c.actors if a not in ids and not pattern.search(a)),
            recipients=tuple(r for r in c.recipients if r not in ids and not pattern.search(r)),
            place_name=hidden(c.place_name, pattern) if c.place_name else None,
            words=tuple(w for w in c.words if not pattern.search(w)),
            topic=tuple(w for w in c.topic if not pattern.search(w)),
        )
        for c in reading.candidates if c.id not in gone
    )  # fmt: skip
    return replace(reading, document=document, candidates=candidates, where=hidden(reading.where, pattern))


def barred(document: Document, pattern: re.Pattern[str]) -> Document:
    """The document with every occurrence of the names as a bar of the same length, in whatever field it stands."""
    text = hidden(document.text, pattern)
    plain = walk(from_json(to_json(document)), text, pattern)
    plain["text"] = text
    made: Document = decoder(Document)(plain)
    return made


def hidden(words: str, pattern: re.Pattern[str]) -> str:
    return pattern.sub(lambda hit: BAR * len(hit[0]), words)


def walk(value: Any, text: str, pattern: re.Pattern[str]) -> Any:
    """JSON data with the words of spans taken from the barred text, other words barred, and entities of that name
    unresolved."""
    if isinstance(value, str):
        return hidden(value, pattern)
    if isinstance(value, list):
        return [walk(item, text, pattern) for item in value]
    if not isinstance(value, dict):
        return value
    if value.keys() >= ENTITY and pattern.search(value["name"]):
        return None
    made = {key: item if key == "text" else walk(item, text, pattern) for key, item in value.items()}
    if {"start", "end", "text"} <= value.keys() and isinstance(value["start"], int):
        made["text"] = text[value["start"] : value["end"]]
    return made
