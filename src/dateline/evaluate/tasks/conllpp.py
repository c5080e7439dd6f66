"""Names of persons, organisations and places in news wire (CoNLL-2003 with corrections): exact spans.

Scored are our name mentions; the parser's own names stand beside them, less articles and possessive endings.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

from dateline.evaluate.score import Count, Result
from dateline.find.syntax import SyntaxStage
from dateline.pipeline import Pipeline
from dateline.types import Block, Document, Report, Span

Labelled = tuple[int, int, str]
OURS = {"person": "PER", "organisation": "ORG", "country": "LOC", "place": "LOC"}
PARSER = {"PERSON": "PER", "ORG": "ORG", "GPE": "LOC", "LOC": "LOC", "FAC": "LOC"}


def run(data: Path, limit: int | None) -> Result:
    """Precision, recall and F1 of exact spans by kind; MISC names are left out on both sides."""
    result = Result("conllpp")
    raw = Count()
    parse, find = SyntaxStage(), Pipeline().until("actor")
    for number, (text, blocks, gold) in enumerate(documents(data / "conllpp_dev.txt")):
        if limit is not None and number >= limit:
            break
        document = Document(Report(f"{number}", ""), text, blocks)
        raw.add([g for g in gold if g[2] != "MISC"], parser_names(replace(document, syntax=parse(document))))
        document = find(document)
        names = [m for m in document.mentions if m.form == "name" and m.kind in OURS]
        found = [(m.start, m.end, OURS[m.kind or ""]) for m in names]
        kept = [g for g in gold if g[2] != "MISC"]
        result.count("names").add(kept, found)
        for kind in ("PER", "ORG", "LOC"):
            result.count(kind).add([g for g in kept if g[2] == kind], [f for f in found if f[2] == kind])
        record(result, document, gold, found)
        result.cases += len(kept)
        result.close()
    result.figures["parser precision"] = raw.precision
    result.figures["parser recall"] = raw.recall
    result.figures["parser F1"] = raw.f1
    return result


def documents(path: Path) -> Iterator[tuple[str, tuple[Block, ...], list[Labelled]]]:
    """Text, a block for each sentence, and the labelled spans of each document of the file."""
    for part in path.read_text(encoding="utf-8").split("-DOCSTART-")[1:]:
        text, blocks, gold = "", [], []
        for sentence in part.strip().split("\n\n")[1:]:
            start = len(text)
            for line in sentence.splitlines():
                word, *_, tag = line.split(" ")
                text += "" if len(text) == start else " "
                if tag.startswith("B-"):
                    gold.append((len(text), len(text) + len(word), tag[2:]))
                elif tag.startswith("I-") and gold:
                    gold[-1] = (gold[-1][0], len(text) + len(word), gold[-1][2])
                text += word
            blocks.append(Block(Span(start, len(text))))
            text += "\n"
        yield text, tuple(blocks), gold


def parser_names(document: Document) -> list[Labelled]:
    """The parser's names of the kinds scored."""
    syntax = document.syntax
    found = []
    for name in syntax.names if syntax else ():
        if syntax and name.label in PARSER:
            first, last = name.first, name.last
            first += syntax.tokens[first].tag == "DT"
            last -= syntax.tokens[last - 1].tag == "POS"
            if first < last:
                span = syntax.span(first, last)
                found.append((span.start, span.end, PARSER[name.label]))
    return found


def record(result: Result, document: Document, gold: list[Labelled], found: list[Labelled]) -> None:
    """One error for each span that does not match: wrong label, wrong border, invented, or missed."""
    expected = {g[:2]: g[2] for g in gold}
    for start, end, label in found:
        right = expected.get((start, end))
        if right != label:
            near = next((g for g in gold if g[0] < end and start < g[1]), None)
            kind = f"{right} called {label}" if right else f"border {label}" if near else f"invented {label}"
            wanted = f"{document.text[near[0] : near[1]]} {near[2]}" if near else ""
            note(result, document, kind, start, wanted, f"{document.text[start:end]} {label}")
    for start, end, label in gold:
        if label != "MISC" and not any(start < f[1] and f[0] < end for f in found):
            note(result, document, f"missed {label}", start, document.text[start:end], "")


def note(result: Result, document: Document, kind: str, start: int, expected: str, found: str) -> None:
    left, right = document.text.rfind("\n", 0, start) + 1, document.text.find("\n", start)
    result.miss(kind, document.report.id, expected, found, document.text[left:right][:160])
