"""Names of people, bodies and places: the parser's own, mended by rules that hold for any news text."""

from __future__ import annotations

from collections import Counter
from functools import cache
from typing import NamedTuple

from dateline.lang import load
from dateline.types import Syntax, Token

LABELS = frozenset({"PERSON", "ORG", "GPE", "LOC", "FAC", "NORP"})
OTHER = frozenset({"PRODUCT", "EVENT", "WORK_OF_ART", "LAW"})
"""Labels that small models give to names they do not know; such names are judged again."""
PLACES = frozenset({"GPE", "LOC", "FAC"})
MARKS = frozenset("'\"“”‘’«»()[],.;:–—-*•/&`") | {"'s", "’s", "'", "''", "``", "--", "..."}


class Named(NamedTuple):
    """Tokens `first` to `last` (exclusive) with an OntoNotes label."""

    first: int
    last: int
    label: str


@cache
def words(key: str) -> frozenset[str]:
    """One of the word lists of lang/en/actor.yaml."""
    return frozenset(load("en", "actor")[key].split())


def country_code(text: str) -> str | None:
    """ISO 3166 alpha-3 code when the text is a country's name, else None."""
    try:
        from dateline.places import country
    except ImportError:
        return None
    found = country(text)
    return found if isinstance(found, str) else None


def head_of(syntax: Syntax, first: int, last: int) -> int:
    """The token of the range that depends on one outside it; the last such when the parse is torn."""
    tokens = syntax.tokens
    best = last - 1
    for i in range(last - 1, first - 1, -1):
        token = tokens[i]
        if (token.head == i or not first <= token.head < last) and token.pos != "PUNCT":
            if token.dep not in ("compound", "amod", "nmod", "det", "punct", "case"):
                return i
            best = max(best, i) if best != last - 1 else i
    return best


class NameFinder:
    """Finds the names of one document; call `find()` once."""

    def __init__(self, syntax: Syntax) -> None:
        self.syntax = syntax
        self.tokens = syntax.tokens
        self.taken: set[int] = set()
        self.shouting = {s.i for s in syntax.sentences if is_shouted(syntax.tokens[s.first : s.last])}

    def find(self) -> list[Named]:
        """Names in text order, without overlaps."""
        found: list[Named] = []
        for name in self.syntax.names:
            if name.label in LABELS or name.label in OTHER:
                for first, last in self.pieces(name.first, name.last):
                    label = self.relabel(first, last, name.label)
                    if label:
                        found.append(Named(first, last, label))
                        self.taken.update(range(first, last))
            else:
                self.taken.update(range(name.first, name.last))
        found += self.missed(found)
        return sorted(agree(self.tokens, found))

    # ------------------------------------------------------------ borders

    def pieces(self, first: int, last: int) -> list[tuple[int, int]]:
        """The range trimmed and grown to the borders of the name; empty when nothing is left of it."""
        tokens = self.tokens
        first, last = self.trim(first, last)
        if first >= last or not any(t.text[:1].isupper() for t in tokens[first:last]):
            return []
        first, last = self.grow(first, last)
        first = self.drop_titles(first, last)
        return [(first, last)] if not self.taken.intersection(range(first, last)) else []

    def trim(self, first: int, last: int) -> tuple[int, int]:
        tokens = self.tokens
        while first < last and (tokens[first].tag in ("DT", "PRP$", "CD", "IN", "POS") or tokens[first].text in MARKS):
            first += 1
        while first < last and (
            tokens[last - 1].tag == "POS" or tokens[last - 1].text in MARKS or tokens[last - 1].tag in ("DT", "IN")
        ):
            last -= 1
        return first, last

    def grow(self, first: int, last: int) -> tuple[int, int]:
        """Over hyphens and particles, and over capitalised words that belong to the same noun."""
        tokens = self.tokens
        sentence = self.syntax.sentences[tokens[first].sentence]
        low, high = sentence.first, sentence.last
        particles = words("particles")
        while (
            first - 2 >= low
            and tokens[first - 1].text == "-"
            and glued(tokens, first - 1)
            and (tokens[first - 2].text[:1].isupper() or tokens[first - 2].lower in particles)
        ):
            first -= 2
        while (
            last + 1 < high
            and tokens[last].text == "-"
            and glued(tokens, last)
            and (tokens[last + 1].text[:1].isupper())
        ):
            last += 2
        while (
            last < high
            and tokens[last].pos == "PROPN"
            and tokens[last].text[:1].isupper()
            and (tokens[last - 1].head == last or tokens[last].head in range(first, last))
            and not self.is_title(last)
            and tokens[last].text not in MARKS
            and tokens[last].dep != "appos"
            and tokens[last].name in ("", tokens[last - 1].name)
        ):
            last += 1
        return first, last

    def is_title(self, i: int) -> bool:
        return self.tokens[i].lower in words("titles")

    def drop_titles(self, first: int, last: int) -> int:
        """The first token after leading titles, as long as a name is left."""
        k = first
        for i in range(first, last - 1):
            if self.is_title(i):
                k = i + 1
            elif i == k and self.tokens[i].pos != "PROPN":
                break
        rest = self.tokens[k:last]
        ok = (
            rest
            and rest[0].text[:1].isupper()
            and not any(
                t.lower in words("organisation") or t.lower in words("facility") or t.lower == "of" for t in rest
            )
        )
        return k if ok else first

    # ------------------------------------------------------------ labels

    def relabel(self, first: int, last: int, label: str) -> str | None:
        """The label that the words and their surroundings give, else the parser's; None for no name."""
        tokens = self.tokens
        text = tokens[last - 1]
        if last - first == 1 and (text.lower in words("never") or not text.text[0].isalpha()):
            return None
        strong = self.by_words(first, last) or self.by_context(first, last, label)
        if strong:
            return strong
        if label in OTHER:
            return None
        return label

    def by_words(self, first: int, last: int) -> str | None:
        """A label that the name's own words decide."""
        tokens = self.tokens
        lower = [t.lower for t in tokens[first:last]]
        key = lower[lower.index("of") - 1] if "of" in lower[1:] else lower[-1]
        whole = " ".join(lower)
        if country_code(whole):
            return "GPE"
        if len(lower) > 1 and tokens[first].sentence not in self.shouting:
            if key in words("organisation"):
                return "ORG"
            if key in words("facility"):
                return "FAC"
            if key in words("place") and key not in ("state", "republic", "kingdom", "city"):
                return "LOC"
        return None

    def by_context(self, first: int, last: int, label: str) -> str | None:
        """A label that the words around the name decide."""
        tokens = self.tokens
        before = tokens[first - 1] if first and tokens[first - 1].sentence == tokens[first].sentence else None
        head = tokens[head_of(self.syntax, first, last)]
        one = last - first == 1
        if (
            before is not None
            and before.lower in words("titles")
            and before.text[:1].isupper()
            and head.dep not in ("compound", "poss")
            and label != "NORP"
            and before.lower not in ("foreign", "interior", "general", "field")
        ):
            return "PERSON"
        if (
            one
            and label == "PERSON"
            and head.text.isupper()
            and 2 <= len(head.text) <= 6
            and head.sentence not in self.shouting
        ):
            return "ORG"
        return None

    # ------------------------------------------------------------ names the parser missed

    def missed(self, found: list[Named]) -> list[Named]:
        """Runs of proper nouns that no name covers and that something in the sentence vouches for."""
        tokens = self.tokens
        known = {text_of(tokens, n.first, n.last): n.label for n in found}
        more: list[Named] = []
        i = 0
        while i < len(tokens):
            last = self.run(i)
            if last == i:
                i += 1
                continue
            first = self.drop_titles(i, last)
            label = known.get(text_of(tokens, first, last)) or self.judge(first, last)
            if label:
                more.append(Named(first, last, label))
                self.taken.update(range(first, last))
            i = last
        return more

    def run(self, i: int) -> int:
        """End of the run of unclaimed proper nouns that begins at token i (i itself when there is none)."""
        tokens = self.tokens
        sentence = tokens[i].sentence
        if sentence in self.shouting:
            return i
        last = i
        while last < len(tokens) and tokens[last].sentence == sentence and last not in self.taken:
            token = tokens[last]
            if (token.tag in ("NNP", "NNPS") and token.text[:1].isupper() and token.lower not in words("never")) or (
                last > i
                and token.text == "-"
                and last + 1 < len(tokens)
                and glued(tokens, last)
                and tokens[last + 1].text[:1].isupper()
            ):
                last += 1
            else:
                break
        return last

    def judge(self, first: int, last: int) -> str | None:
        """A label for an unclaimed run, or None when nothing vouches for it."""
        tokens = self.tokens
        if all(self.is_title(i) for i in range(first, last)):
            return None
        label = self.by_words(first, last) or self.by_context(first, last, "")
        if label:
            return label
        head = tokens[head_of(self.syntax, first, last)]
        above = tokens[head.head]
        initial = first == self.syntax.sentences[head.sentence].first
        if last - first == 1 and initial and head.text.istitle():
            return None
        if head.text.isupper() and 2 <= len(head.text) <= 6 and head.text.isalpha():
            return "ORG"
        if head.dep == "pobj" and above.lower in words("prepositions"):
            return "GPE"
        if head.dep == "nsubj" and above.lemma in words("speech"):
            return "PERSON"
        if head.dep == "appos" and last - first > 1:
            return "PERSON"
        return None


def glued(tokens: tuple[Token, ...], i: int) -> bool:
    """Whether the token touches both neighbours."""
    return tokens[i - 1].end == tokens[i].start and i + 1 < len(tokens) and tokens[i].end == tokens[i + 1].start


def is_shouted(tokens: tuple[Token, ...]) -> bool:
    """Whether most of a sentence is in capitals, which then say nothing."""
    letters = [t.text for t in tokens if t.text.isalpha() and len(t.text) > 1]
    return len(letters) > 2 and sum(t.isupper() for t in letters) > 0.6 * len(letters)


def text_of(tokens: tuple[Token, ...], first: int, last: int) -> str:
    return " ".join(t.text for t in tokens[first:last])


def agree(tokens: tuple[Token, ...], found: list[Named]) -> list[Named]:
    """The same words have the same label throughout a document; a person's last name is a person."""
    votes: dict[str, Counter[str]] = {}
    surnames: set[str] = set()
    for name in found:
        votes.setdefault(text_of(tokens, name.first, name.last), Counter())[name.label] += 1
        if name.label == "PERSON" and name.last - name.first > 1:
            surnames.add(tokens[name.last - 1].text)
    better = []
    for name in found:
        text = text_of(tokens, name.first, name.last)
        label = votes[text].most_common(1)[0][0]
        if text in surnames and label in ("ORG", "GPE", "NORP") and votes[text]["GPE"] < 2:
            label = "PERSON"
        better.append(Named(name.first, name.last, label))
    return better
