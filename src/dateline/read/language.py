"""Which language a report is in, and whether dateline reads it."""

from __future__ import annotations

import re
from dataclasses import replace
from functools import cache
from typing import Any

from dateline.lang import load
from dateline.read.block import LATIN, LETTER
from dateline.read.failure import Failure
from dateline.types import Document, Loss

READ = ("en",)
"""Languages that reports are read in, BCP 47."""
SAMPLE = 4000
FEW = 40
"""Letters below which a language cannot be told."""
WORD = re.compile(r"[^\W\d_]+(?:['’][a-z]+)?")
SURE = 0.8


def admit(document: Document, where: str) -> Document | Failure:
    """The document with its language settled, or why it cannot be read: no words, or not in a language we read.

    A declared language is kept when the words bear it out; where they don't, the words decide and a loss is noted.
    """
    words = sample(document)
    if not words.strip():
        return Failure(where, "holds no words to read", "check that the delivery is complete, or leave it out")
    declared = document.report.language
    found = tell(words)
    language = found or primary(declared) or "en"
    if language not in READ:
        return refuse(document, language, where)
    if declared and primary(declared) == language:
        return document
    losses = document.losses
    if declared:
        losses = (*losses, Loss("read", f"declared as {declared!r}, but its words are {name_of(language)}"))
    return replace(document, report=replace(document.report, language=language), losses=losses)


def refuse(document: Document, language: str, where: str) -> Failure:
    english = next((e.url for e in document.report.editions if primary(e.language) in READ and e.url), "")
    cure = (
        f"read its English edition, {english}"
        if english
        else "give an English edition or a translation, or leave it out"
    )
    return Failure(where, f"is in {name_of(language)} ({language}), which dateline does not read yet", cure)


def sample(document: Document) -> str:
    """The first few thousand characters of the paragraphs, or of everything read when there is no paragraph."""
    pieces: list[str] = []
    blocks = [b for b in document.blocks if b.kind == "paragraph"] or document.blocks
    length = 0
    for block in blocks:
        pieces.append(document.text[block.span.start : min(block.span.end, block.span.start + SAMPLE)])
        length += len(pieces[-1])
        if length > SAMPLE:
            break
    return "\n".join(pieces)


def tell(words: str) -> str | None:
    """The language of some words, None when there are too few to tell. Plain English needs no model."""
    letters = LETTER.findall(words)
    if len(letters) < FEW and words.isascii():
        return None
    latin = sum(1 for c in letters if LATIN.match(c))
    tokens = [token.lower() for token in WORD.findall(words[:2000])]
    common = set(load("en", "report")["function_words"])
    if latin > 0.5 * len(letters) and sum(t in common for t in tokens) >= 0.1 * len(tokens) and "the" in tokens:
        return "en"
    if not letters:
        return None
    return classified(words, mostly_latin=latin > 0.5 * len(letters), few=len(letters) < FEW)


def classified(words: str, *, mostly_latin: bool, few: bool) -> str | None:
    """What the language model says, when it is sure; English needs Latin letters."""
    label, probability = identifier().classify(words.encode("utf-8", "replace").decode())
    if label == "en":
        return "en" if mostly_latin else "und"
    if few and mostly_latin:
        return None
    return str(label) if probability >= SURE or not mostly_latin else None


@cache
def identifier() -> Any:
    from py3langid.langid import _load_identifier

    return _load_identifier(norm_probs=True)


def primary(tag: str | None) -> str | None:
    """The language of a tag: "en" for "en-GB" and "en_US"."""
    return re.split(r"[-_]", tag.strip().lower(), maxsplit=1)[0] or None if tag else None


def name_of(code: str) -> str:
    """A language's English name, or the code."""
    if code == "und":
        return "an unknown language"
    names = load("en", "report")["languages"].get(code)
    return str(names[-1]).capitalize() if names else "a language"
