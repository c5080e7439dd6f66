"""One label for one name throughout a document, from what all its contexts say."""

from __future__ import annotations

from collections import Counter

from dateline.find.known import known_as, population, words
from dateline.find.run import Named, has_age, head_of, is_described, is_headline, text_of
from dateline.types import Syntax, Token

LOCATIVE = frozenset({"in", "at", "near", "around", "outside", "across", "toward", "towards", "into", "through"})
"""Prepositions after which a name is a place more often than not."""

LONG = 12
"""Words of the longest name that is taken apart, and rivals that one first word may have: guards against text
that is nothing but names."""


class Evidence:
    """What a document's contexts say of each name, so that the same words get the same label throughout."""

    def __init__(self, syntax: Syntax, found: list[Named]) -> None:
        self.syntax = syntax
        self.tokens = syntax.tokens
        self.labels: dict[str, Counter[str]] = {}
        self.person: Counter[str] = Counter()
        self.place: Counter[str] = Counter()
        self.surnames: set[str] = set()
        self.at = {i: name.label for name in found for i in range(name.first, name.last)}
        for name in found:
            text = text_of(self.tokens, name.first, name.last)
            self.labels.setdefault(text, Counter())[name.label] += 1
            self.weigh(name, text)

    def weigh(self, name: Named, text: str) -> None:
        tokens = self.tokens
        before = tokens[name.first - 1] if name.first else None
        head = tokens[head_of(self.syntax, name.first, name.last)]
        above = tokens[head.head]
        if before is not None and before.lower in words("titles") and before.text[:1].isupper():
            self.person[text] += 2
        if before is not None and before.lower in LOCATIVE:
            self.place[text] += 2
        beside = [head.head] if head.dep == "conj" else []
        beside += [k for k in self.syntax.children[head.i] if tokens[k].dep == "conj"]
        if any(self.at.get(k) in ("GPE", "LOC") for k in beside):
            self.place[text] += 2
        if before is not None and before.tag == "DT":
            self.place[text] += 1
        elif head.dep == "nsubj" and above.lemma in words("speech"):
            self.person[text] += 1
        if has_age(tokens, name.last) or is_described(self.syntax, head.i):
            self.person[text] += 2

    def label(self, name: Named) -> str:
        text = text_of(self.tokens, name.first, name.last)
        votes = self.labels[text]
        label = votes.most_common(1)[0][0]
        if known_as(text):
            return label
        one = name.last - name.first == 1
        if label in ("ORG", "NORP", "PERSON") and text not in self.surnames and not text.isupper():
            placed = self.place[text] > 1 and not self.person[text]
            if (placed or (one and label == "NORP")) and population(text) > (1000 if placed else 100_000):
                return "GPE"
        if label in ("PERSON", "NORP"):
            return label
        if one and text in self.surnames and (not self.place[text] or votes["GPE"] < 2 or not population(text)):
            return "PERSON"
        few = name.last - name.first < 4 and self.tokens[name.last - 1].lower not in words("organisation")
        if one or label == "GPE" or (label == "ORG" and few):
            enough = 1 if label == "GPE" and not population(text) else 2
            if self.person[text] >= enough and not self.place[text] and not text.isupper():
                return "PERSON"
        return label


def agree(syntax: Syntax, found: list[Named]) -> list[Named]:
    """The names with the labels that the document as a whole gives them."""
    evidence = Evidence(syntax, found)
    labels = {name: evidence.label(name) for name in found if name.last - name.first > 1}
    for name, label in labels.items():
        if label == "PERSON":
            evidence.surnames.add(syntax.tokens[name.last - 1].text)
    return [Named(n.first, n.last, labels.get(n) or evidence.label(n)) for n in found]


def lengthen(syntax: Syntax, found: list[Named]) -> list[Named]:
    """Names of which the parser saw only the beginning, drawn out to a longer name that the document has."""
    tokens = syntax.tokens
    longer: dict[str, list[tuple[tuple[str, ...], str]]] = {}
    for name in found:
        if name.last - name.first > 1:
            texts = tuple(t.text for t in tokens[name.first : name.last])
            rivals = longer.setdefault(texts[0], [])
            if len(rivals) < LONG and (texts, name.label) not in rivals:
                rivals.append((texts, name.label))
    grown = []
    end = 0
    for name in sorted(found):
        if name.first < end:
            continue
        for texts, label in longer.get(tokens[name.first].text, ()):
            last = name.first + len(texts)
            if last > name.last and tuple(t.text for t in tokens[name.first : last]) == texts:
                name = Named(name.first, last, label)
        end = name.last
        grown.append(name)
    return grown


def headlines_of(syntax: Syntax) -> set[int]:
    """Numbers of the sentences whose capitals mark no names."""
    return {s.i for s in syntax.sentences if is_headline(syntax.tokens[s.first : s.last])}


def cut_headlines(syntax: Syntax, found: list[Named]) -> list[Named]:
    """Names in headlines cut to the part that the running text knows: "Kerovia Fighting" to "Kerovia"."""
    tokens = syntax.tokens
    headlines = headlines_of(syntax)
    if not headlines:
        return found
    plain = [n for n in found if tokens[n.first].sentence not in headlines]
    known = {text_of(tokens, n.first, n.last).lower(): n.label for n in plain}
    known |= {tokens[n.last - 1].lower: n.label for n in plain if n.label == "PERSON"}
    return [cut(tokens, n, known) if tokens[n.first].sentence in headlines else n for n in found]


def cut(tokens: tuple[Token, ...], name: Named, known: dict[str, str]) -> Named:
    """The longest part of a name that is known, with its known label; the name itself when none is."""
    for size in range(min(name.last - name.first, LONG), 0, -1):
        for first in range(name.first, name.last - size + 1):
            label = known.get(text_of(tokens, first, first + size).lower())
            if label:
                return Named(first, first + size, label)
    return name
