"""ECB+ (Cybulska and Vossen 2014): its reports as documents, and the happenings or actors marked in them."""

from __future__ import annotations

import csv
import xml.etree.ElementTree as ET
from collections.abc import Iterator
from hashlib import sha256
from pathlib import Path
from typing import NamedTuple

from dateline.evaluate.raw import MARKS, join
from dateline.read.text import document_of
from dateline.types import Document, Span

ACTIONS = ("ACTION", "NEG_ACTION")
"""How the tags of happenings begin; the others mark participants, places and times."""
ACTORS = {"HUMAN_PART_PER": "person", "HUMAN_PART_ORG": "organisation"}
"""The tags of persons and bodies, with their kinds here."""
PARTS = 3
"""One topic in so many is held back."""


class Gold(NamedTuple):
    """A marked mention: its tokens from the first to the last, and the name of its chain, which is one across reports
    (`across`) or, for a mention that nothing is linked to, its own."""

    span: Span
    chain: str
    tag: str = ""
    across: bool = False


class Mention(NamedTuple):
    """A mention's address: its report's id and its span."""

    report: str
    span: Span


Clusters = list[list[Mention]]


class Told(NamedTuple):
    """A report of a topic, the sentences in which everything was marked, and the gold mentions in them."""

    topic: str
    document: Document
    lines: tuple[Span, ...]
    gold: tuple[Gold, ...]


def is_held(topic: str) -> bool:
    """Whether a topic is held back from tuning: by the hash of its name, a third of all topics."""
    return sha256(f"ecbplus {topic}".encode()).digest()[0] % PARTS == 0


def overlap(a: Span, b: Span) -> int:
    return max(0, min(a.end, b.end) - max(a.start, b.start))


def reports(folder: Path, tags: tuple[str, ...] = ACTIONS) -> Iterator[Told]:
    """The reports by topic, then name, with the marks whose tags begin so. Raises FileNotFoundError where the set is
    not there."""
    chosen = sentences(folder / "ECBplus_coreference_sentences.csv")
    for path in sorted((folder / "ECB+").glob("*/*.xml"), key=lambda p: (int(p.parent.name), p.name)):
        yield report(path, chosen.get(path.stem, frozenset()), tags)


def sentences(path: Path) -> dict[str, frozenset[str]]:
    """The numbers of the sentences that were annotated to the end, by report."""
    found: dict[str, set[str]] = {}
    with path.open(encoding="utf-8", newline="") as lines:
        for row in csv.DictReader(lines):
            found.setdefault(f"{row['Topic']}_{row['File']}", set()).add(row["Sentence Number"])
    return {name: frozenset(numbers) for name, numbers in found.items()}


def report(path: Path, chosen: frozenset[str], tags: tuple[str, ...]) -> Told:
    root = ET.parse(path).getroot()
    lines: dict[str, list[ET.Element]] = {}
    for token in root.iter("token"):
        lines.setdefault(token.get("sentence", ""), []).append(token)
    first = "".join(token.text or "" for token in lines.get("0", ()))
    url = first if first.startswith("http") else None
    if url:
        del lines["0"]
    text, spans = lay_out(lines)
    document = document_of(text, title="", url=url, path=path.name)
    looked = [
        Span(spans[line[0].get("t_id", "")].start, spans[line[-1].get("t_id", "")].end)
        for number, line in lines.items() if number in chosen
    ]  # fmt: skip
    gold = [g for g in marked(root, path, spans, tags) if any(s.start <= g.span.start < s.end for s in looked)]
    return Told(path.parent.name, document, tuple(looked), tuple(sorted(gold)))


def lay_out(lines: dict[str, list[ET.Element]]) -> tuple[str, dict[str, Span]]:
    """The text with a line for each sentence, and the span of each token in it."""
    text, spans = "", {}
    for tokens in lines.values():
        line, at = join(token.text or "" for token in tokens), 0
        for token in tokens:
            word = token.text or ""
            for mark, written in MARKS:
                word = word.replace(mark, written)
            start = line.find(word, at)
            if start < 0:
                start, word = at, line[at : at + 1]
            at = start + len(word)
            spans[token.get("t_id", "")] = Span(len(text) + start, len(text) + at)
        text += line + "\n"
    return text, spans


def marked(root: ET.Element, path: Path, spans: dict[str, Span], tags: tuple[str, ...]) -> Iterator[Gold]:
    """Mentions with such tags; one that is marked twice is given once."""
    markables = {m.get("m_id", ""): m for m in root.find("Markables") or ()}
    chain, across = {}, set()
    for relation in root.find("Relations") or ():
        target = markables[relation.find("target").get("m_id")]  # type: ignore[union-attr, index]
        # A chain that stays inside one report has a name that other reports use as well.
        name = target.get("instance_id") or f"{path.stem} {target.get('m_id')}"
        for source in relation.iter("source"):
            chain[source.get("m_id", "")] = name if relation.tag == "CROSS_DOC_COREF" else f"{path.stem} {name}"
            if relation.tag == "CROSS_DOC_COREF":
                across.add(source.get("m_id", ""))
    seen = set()
    for number, markable in markables.items():
        ids = [anchor.get("t_id", "") for anchor in markable.iter("token_anchor")]
        ids = [one for one in ids if one in spans]
        if not markable.tag.startswith(tags) or not ids or tuple(ids) in seen:
            continue
        seen.add(tuple(ids))
        span = Span(min(spans[one].start for one in ids), max(spans[one].end for one in ids))
        yield Gold(span, chain.get(number, f"{path.stem} {number}"), markable.tag, number in across)
