"""Draws sentences to annotate onto the end of sample.jsonl (ids and offsets), and writes working files with the words.

    python train/annotations/draw.py ../shared/data WORK             # the words of all that was drawn
    python train/annotations/draw.py ../shared/data WORK --draw      # draws one more round first

What was drawn stays: which sentences fit depends on the parser, and that is improved. A round takes a fixed number of
sentences from each set, so that no region, year or outlet fills it. Inside a set the order of the documents is random;
from each in turn MOST sentences at most are drawn at random, until the number is full. The latest round is for training
alone: of documents that are not for development, SHARES of any sentences, and RARE of those with a word of public
affairs and one of the rarer types or of a status other than fact. `context` reaches from two sentences before to one
after. The working files in WORK hold news text: never commit them.
"""

from __future__ import annotations

import argparse
import json
import random
import re
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path
from typing import Any

from dateline.evaluate.annotated import part_of
from dateline.evaluate.raw import Raw, load_set
from dateline.find.casing import cased
from dateline.find.syntax import SyntaxStage
from dateline.types import Document, Span

Row = dict[str, Any]
SAMPLE = Path(__file__).parent / "sample.jsonl"
SEED = 20261123
BATCH = 60
SHARES = {
    "fakes_syria": 180, "reuters21578": 144, "news_clusters": 216, "event_location": 216, "conllpp": 180,
    "ecbplus": 108, "lgl": 90, "geowebnews": 90, "gvdb": 54, "casie": 54, "causal_news": 72, "re3d": 36,
}  # fmt: skip
"""Sentences of each set: of those of the development fifth, in like parts."""
RARE: dict[str, int] = {}
"""The same of those with the words for it; none in the latest round, most in the fourth."""
PUBLIC = re.compile(
    r"\b(?:government|minist(?:er|ry)|president|parliament|senat|congress|ambassador|envoy|diplomat|rebels?|militants?|"
    r"guerrillas?|troops|army|military|police|opposition|U\.?N\.?|United Nations|European Union|NATO|court|activists?|"
    r"prosecutors?|unions?|protesters|refugees|sanctions|war|peace)",
    re.I,
)
TURNED = re.compile(
    r"\b(?:agree|accord|treat(?:y|ies)|pact|sign(?:ed|s|ing)?\b|ratif|cooperat|joint|sanction|embargo|boycott|expel|"
    r"impos|bann|suspend|aid\b|assist|donat|relief|grant|support|back(?:s|ed|ing)\b|endors|prais|welcom|recogni|"
    r"condol|apolog|reject|refus|den(?:y|ied|ies)\b|veto|dismiss|rul(?:ed|ing) out|threat|warn|vow|ultimatum|demand|"
    r"urg|appeal|call(?:s|ed|ing)? (?:for|on)|propos|offer|conce|releas|lift|eas(?:e|ed|ing)\b|resign|withdr|"
    r"pull(?:s|ed|ing)? out|truce|cease-?fire|talks|negotiat|me(?:e)?t(?:s|ing)?\b|visit|mediat|host|would|could|may\b|"
    r"might|if\b|unless|alleg|suspect|accus|blam|plan|mobili[sz]|deploy|condemn|investigat|charg|not\b|never\b)",
    re.I,
)
MOST = {"news_clusters": 2, "re3d": 3}
"""Sentences of one document at most, 1 where nothing is said."""
ALONE = frozenset(("event_location", "causal_news", "cameo"))
"""Sets of single sentences: the whole text is the sentence."""
WORDS = (6, 70)
LEAST = {"reuters21578": 5}
"""Sentences that a document must have: most wire stories of that set are tables of results."""
ADDRESS = re.compile(r"https?\s?:|www\s?\.|\.com\b|@")


def main(data: Path, work: Path, *, draws: bool) -> None:
    rows = [json.loads(line) for line in SAMPLE.read_text("utf-8").splitlines()]
    if draws:
        rows += draw_round(data, rows)
    work.mkdir(parents=True, exist_ok=True)
    batches: dict[int, list[str]] = {}
    for number, row in enumerate(rows):
        row |= {"sentence": number + 1, "batch": number // BATCH + 1}
        batches.setdefault(row["batch"], []).append(shown(load_set(data, row["set"])[row["document"]], row))
    for number, texts in batches.items():
        (work / f"batch_{number:02}.txt").write_text("\n".join(texts), "utf-8")
    if draws:
        order = ("sentence", "batch", "set", "document", "start", "end", "context")
        lines = [json.dumps({key: row[key] for key in order}, ensure_ascii=False) for row in rows]
        SAMPLE.write_text("\n".join(lines) + "\n", "utf-8")
    print(f"{len(rows)} sentences in {len(batches)} batches; words in {work}, never to be committed")


def draw_round(data: Path, known: list[Row]) -> list[Row]:
    """The rows of one more round, in random order."""
    seen: dict[str, set[str]] = {}
    for row in known:
        text = load_set(data, row["set"])[row["document"]].text
        seen.setdefault(row["set"], set()).add(plain(text[row["start"] : row["end"]]))
    rows = []
    for name in sorted({*SHARES, *RARE}):
        pick = random.Random(f"{SEED} {len(known)} {name}")
        texts = [raw for raw in load_set(data, name).values() if part_of(name, raw.id) == "train"]
        for share, rare in ((SHARES.get(name, 0), False), (RARE.get(name, 0), True)):
            pick.shuffle(texts)
            rows += take(texts, name, share, seen.setdefault(name, set()), pick, rare=rare)
    random.Random(SEED + len(known)).shuffle(rows)
    return rows


def take(texts: list[Raw], name: str, left: int, seen: set[str], pick: random.Random, *, rare: bool) -> Iterator[Row]:
    """The next `left` sentences; those in `seen` are passed over, and, if `rare`, those without the words for it."""
    for raw in texts if left else ():
        document = parse(raw)
        spans = sentences(document, whole=name in ALONE)
        if len(spans) < LEAST.get(name, 1):
            continue
        fit = [k for k, span in enumerate(spans) if is_fit(document, span) and (not rare or is_rare(document, span))]
        for k in sorted(pick.sample(fit, min(MOST.get(name, 1), len(fit), left))):
            words = plain(spans[k].text(document.text))
            if words in seen:
                continue
            seen.add(words)
            left -= 1
            context = [spans[max(k - 2, 0)].start, spans[min(k + 1, len(spans) - 1)].end]
            yield {"set": name, "document": raw.id, "start": spans[k].start, "end": spans[k].end, "context": context}
        if not left:
            return


def plain(text: str) -> str:
    return " ".join(text.lower().split())


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
    syntax = cased(document)
    assert syntax is not None
    tokens = [syntax.tokens[i] for i in syntax.within(span)]
    words = [t for t in tokens if any(c.isalpha() for c in t.text)]
    return (
        WORDS[0] <= len(words) <= WORDS[1]
        and any(t.pos in ("VERB", "AUX") for t in words)
        and sum(t.text[0].islower() for t in words) * 3 >= len(words)
        and not ADDRESS.search(span.text(document.text))
    )


def is_rare(document: Document, span: Span) -> bool:
    words = span.text(document.text)
    return bool(PUBLIC.search(words) and TURNED.search(words))


def shown(raw: Raw, row: Row) -> str:
    """The sentence with its title, its date, and the text around it."""

    def words(start: int, end: int) -> str:
        return " ".join(raw.text[start:end].split())

    title, day = " ".join(raw.title.split())[:120], raw.document().report.published
    before, behind = words(row["context"][0], row["start"]), words(row["end"], row["context"][1])
    place = f"[{row['set']} {row['document'][:24]}]"
    lines = [f"# {row['sentence']}   {place}  published {day or 'unknown'}  title: {title or '-'}"]
    lines += [f"    < {before}"] * bool(before)
    lines.append(f"  >>> {words(row['start'], row['end'])}")
    lines += [f"    > {behind}"] * bool(behind)
    return "\n".join(lines) + "\n"


if __name__ == "__main__":
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("data", type=Path)
    parser.add_argument("work", type=Path)
    parser.add_argument("--draw", action="store_true", help="draw one more round")
    options = parser.parse_args()
    main(options.data, options.work, draws=options.draw)
