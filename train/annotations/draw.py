"""Draws the sentences to annotate: sample.jsonl (ids and offsets) and working files with the words, in three rounds.

    python train/annotations/draw.py ../shared/data WORK

A fixed number of sentences from each set (SHARES, then MORE from other documents), so that no region, year or outlet
fills the sample. Inside a set the order of the documents is random; from each in turn MOST sentences at most are drawn
at random, until the number is full. The third round (THIRD) is for training alone: other sentences of any documents
that are not for development. Seeded: the same data give the same sample. `context` reaches from two sentences before to
one after. The working files in WORK hold news text: never commit them.
"""

from __future__ import annotations

import json
import random
import re
import sys
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path
from typing import Any

from dateline.evaluate.annotated import part_of
from dateline.evaluate.raw import Raw, load_set
from dateline.find.syntax import SyntaxStage
from dateline.types import Document, Span, Syntax

SAMPLE = Path(__file__).parent / "sample.jsonl"
SEED = 20261123
BATCH = 60
SHARES = {
    "fakes_syria": 300, "reuters21578": 240, "news_clusters": 360, "event_location": 360, "conllpp": 300,
    "ecbplus": 180, "lgl": 150, "geowebnews": 150, "gvdb": 90, "casie": 90, "causal_news": 120, "re3d": 60,
}  # fmt: skip
"""Sentences of each set in the first round; 2,400 in all."""
MORE = {
    "fakes_syria": 270, "reuters21578": 150, "news_clusters": 34, "event_location": 210, "conllpp": 240,
    "ecbplus": 120, "lgl": 90, "geowebnews": 30, "gvdb": 90, "casie": 60, "causal_news": 90, "re3d": 30,
}  # fmt: skip
"""The same in the second, which goes on where the first stopped; 1,414 in all."""
THIRD = {
    "fakes_syria": 480, "reuters21578": 120, "news_clusters": 300, "event_location": 600, "conllpp": 60,
    "ecbplus": 150, "lgl": 60, "geowebnews": 150, "gvdb": 60, "casie": 60, "causal_news": 180, "re3d": 60,
    "polnear": 240,
}  # fmt: skip
"""The same in the third; 2,520 in all."""
MOST = {"news_clusters": 2, "re3d": 3}
"""Sentences of one document at most, 1 where nothing is said."""
ALONE = frozenset(("event_location", "causal_news"))
"""Sets of single sentences: the whole text is the sentence."""
WORDS = (6, 70)
LEAST = {"reuters21578": 5}
"""Sentences that a document must have: most wire stories of that set are tables of results."""
ADDRESS = re.compile(r"https?\s?:|www\s?\.|\.com\b|@")


def main(data: Path, work: Path) -> None:
    drawn = [list(draw(data, name)) for name in THIRD]
    rows = []
    for k in range(3):
        part = [row for rounds in drawn for row in rounds[k]]
        random.Random(SEED + k).shuffle(part)
        rows += part
    work.mkdir(parents=True, exist_ok=True)
    kept = []
    for number, (row, lines) in enumerate(rows, 1):
        kept.append(json.dumps({"sentence": number, "batch": (number - 1) // BATCH + 1, **row}, ensure_ascii=False))
        path = work / f"batch_{(number - 1) // BATCH + 1:02}.txt"
        with path.open("w" if number % BATCH == 1 else "a", encoding="utf-8") as out:
            out.write(f"# {number}   [{row['set']} {row['document'][:24]}]  {lines}\n")
    SAMPLE.write_text("\n".join(kept) + "\n", "utf-8")
    print(f"{len(rows)} sentences in {(len(rows) - 1) // BATCH + 1} batches; words in {work}, never to be committed")


def draw(data: Path, name: str) -> Iterator[list[tuple[dict[str, Any], str]]]:
    """(row of the sample, lines of the working file) for one set's share of each round."""
    pick = random.Random(f"{SEED} {name}")
    found = list(load_set(data, name).values())
    pick.shuffle(found)
    texts, seen = iter(found), set[str]()
    for share in (SHARES.get(name, 0), MORE.get(name, 0)):
        yield list(take(texts, name, share, seen, pick)) if share else []
    again = (raw for raw in found if part_of(name, raw.id) == "train")
    yield list(take(again, name, THIRD[name], seen, pick))


def take(
    texts: Iterator[Raw], name: str, left: int, seen: set[str], pick: random.Random
) -> Iterator[tuple[dict[str, Any], str]]:
    """The next `left` sentences; those in `seen` are passed over."""
    for raw in texts:
        document = parse(raw)
        spans = sentences(document, whole=name in ALONE)
        if len(spans) < LEAST.get(name, 1):
            continue
        fit = [k for k, span in enumerate(spans) if is_fit(document, span)]
        for k in sorted(pick.sample(fit, min(MOST.get(name, 1), len(fit), left))):
            words = " ".join(spans[k].text(document.text).split())
            if words.lower() in seen:
                continue
            seen.add(words.lower())
            left -= 1
            context = [spans[max(k - 2, 0)].start, spans[min(k + 1, len(spans) - 1)].end]
            row = {"set": name, "document": raw.id, "start": spans[k].start, "end": spans[k].end, "context": context}
            yield row, shown(document, raw, spans, k)
        if not left:
            return


def parse(raw: Raw) -> Document:
    document = raw.document()
    return replace(document, syntax=SyntaxStage()(document))


def sentences(document: Document, *, whole: bool) -> list[Span]:
    """The sentences without white space at their ends; one where the text is a sentence."""
    if whole:
        return [trim(document.text, Span(0, len(document.text)))]
    assert document.syntax is not None
    spans = [trim(document.text, Span(s.start, s.end)) for s in document.syntax.sentences]
    return [span for span in spans if len(span)]


def trim(text: str, span: Span) -> Span:
    words = text[span.start : span.end]
    return Span(span.start + len(words) - len(words.lstrip()), span.end - len(words) + len(words.rstrip()))


def is_fit(document: Document, span: Span) -> bool:
    """6 to 70 words with a verb, words in small letters, and no address: neither table nor heading nor menu."""
    syntax: Syntax | None = document.syntax
    assert syntax is not None
    tokens = [syntax.tokens[i] for i in syntax.within(span)]
    words = [t for t in tokens if any(c.isalpha() for c in t.text)]
    return (
        WORDS[0] <= len(words) <= WORDS[1]
        and any(t.pos in ("VERB", "AUX") for t in words)
        and sum(t.text[0].islower() for t in words) * 3 >= len(words)
        and not ADDRESS.search(span.text(document.text))
    )


def shown(document: Document, raw: Raw, spans: list[Span], k: int) -> str:
    """The sentence with its title, date, two sentences before it and one after."""

    def words(j: int) -> str:
        return " ".join(spans[j].text(document.text).split())

    title = " ".join(raw.title.split())[:120]
    lines = [f"published {document.report.published or 'unknown'}  title: {title or '-'}"]
    lines += [f"    < {words(j)}" for j in range(max(k - 2, 0), k)]
    lines.append(f"  >>> {words(k)}")
    lines += [f"    > {words(j)}" for j in range(k + 1, min(k + 2, len(spans)))]
    return "\n".join(lines) + "\n"


if __name__ == "__main__":
    main(Path(sys.argv[1]), Path(sys.argv[2]))
