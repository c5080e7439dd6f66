"""Lessons among other sentences: what a word's vector is depends on what stands around it, and a report has many
sentences where a lesson often has one."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace

from dateline.read.text import document_of
from dateline.teach.bank import is_held, word_hash
from dateline.teach.lesson import Lesson
from dateline.teach.rehearsal import examples, phrases

SHORT = 400
"""Characters of a text that is given company; longer ones have their own."""
TEXTS = 2
"""Lessons of a made text, each behind a rehearsed sentence."""


def in_company(lessons: Sequence[Lesson]) -> list[Lesson]:
    """The lessons of short texts once more, in made texts, by the hash of their words."""
    by_text: dict[str, list[Lesson]] = {}
    for lesson in lessons:
        if len(lesson.document.text) <= SHORT:
            by_text.setdefault(lesson.document.text, []).append(lesson)
    texts = sorted(by_text, key=lambda text: (word_hash(text), text))
    others = [text for text, _, _ in (*examples(), *phrases()) if not is_held(text)]
    return [
        lesson for k in range(0, len(texts), TEXTS)
        for lesson in together([by_text[text] for text in texts[k : k + TEXTS]], others, k)
    ]  # fmt: skip


def together(groups: Sequence[Sequence[Lesson]], others: Sequence[str], k: int) -> Iterator[Lesson]:
    """Lessons of several texts in one document, with other sentences before each."""
    parts, starts, at = [], [], 0
    for number, group in enumerate(groups, k):
        company = others[word_hash(f"{number} {group[0].document.text}") % len(others)]
        starts.append(at + len(company) + 1)
        parts += [company, group[0].document.text]
        at += len(company) + len(group[0].document.text) + 2
    document = document_of(" ".join(parts), title="")
    for start, group in zip(starts, groups, strict=True):
        for lesson in group:
            yield replace(lesson, document=document, start=start + lesson.start, end=start + lesson.end)
