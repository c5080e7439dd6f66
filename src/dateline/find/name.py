"""Names of people, bodies and places: the parser's own, mended by rules that hold for any news text."""

from __future__ import annotations

from dateline.find.consensus import agree, cut, cut_headlines, headlines_of, lengthen
from dateline.find.known import KNOWN, bodies, known_as, population, words
from dateline.find.run import (
    Named,
    glued,
    has_age,
    head_of,
    is_described,
    is_initial,
    is_shouted,
    text_of,
)
from dateline.ontology.role import known_actor
from dateline.types import Syntax

LABELS = frozenset({"PERSON", "ORG", "GPE", "LOC", "FAC", "NORP"})
OTHER = frozenset({"PRODUCT", "EVENT", "WORK_OF_ART", "LAW"})
"""Labels that small models give to names they do not know; such names are judged again."""
PLACES = frozenset({"GPE", "LOC", "FAC"})
MEDIA = frozenset({"news", "newspaper", "television", "tv", "radio", "magazine", "agency"})
"""Words after a name that make it a body's: "the X news agency"."""
MARKS = frozenset("'\"“”‘’«»()[],.;:–—-*•/&`") | {"'s", "’s", "'", "''", "``", "--", "..."}


TOWN = 20_000
"""Inhabitants from which a place's name is rather the place than anything else of that name."""
EDGE = frozenset({"DT", "PRP$", "CD", "IN", "POS", "TO", "CC"})


class NameFinder:
    """Finds the names of one document; call `find()` once. `trusted` names are the trained reader's: their borders
    and kinds stand, and none is looked for beside them."""

    def __init__(self, syntax: Syntax, *, trusted: bool = False) -> None:
        self.trusted = trusted
        self.syntax = syntax
        self.tokens = syntax.tokens
        self.taken: set[int] = set()
        self.headlines = headlines_of(syntax)
        self.shouting = {s.i for s in syntax.sentences if is_shouted(syntax.tokens[s.first : s.last])}

    def find(self) -> list[Named]:
        """Names in text order, without overlaps."""
        if self.trusted:
            found = self.famous()
            found += self.as_given()
            found += self.missed(found)
            return agree(self.syntax, found)
        found = self.famous()
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
        return cut_headlines(self.syntax, agree(self.syntax, lengthen(self.syntax, found)))

    def as_given(self) -> list[Named]:
        """The names as they are, without articles and what only opens a sentence at their beginning; what is neither
        person, body nor place is judged by its words and, where it is one word, by the gazetteer and by what stands
        around it."""
        found = []
        for first, last, label in self.syntax.names:
            first += last - first > 1 and self.tokens[first].lower in ("the", "a", "an")
            first += last - first > 1 and self.tokens[first].lower in words("opening")
            kind = self.relabel(first, last, label) if label in LABELS or label in OTHER else None
            if kind is None and label in OTHER and last - first == 1:
                if population(self.tokens[first].text) < TOWN:
                    continue
                kind = "GPE"
            if kind and self.taken.isdisjoint(range(first, last)):
                found.append(Named(first, last, kind))
            self.taken.update(range(first, last))
        return found

    def famous(self) -> list[Named]:
        """Names of well-known bodies, whatever the parser makes of them."""
        tokens = self.tokens
        found: list[Named] = []
        for token in tokens:
            if token.lower not in bodies() or token.i in self.taken:
                continue
            for parts in bodies().get(token.lower, ()):
                last = token.i + len(parts)
                if not self.taken.isdisjoint(range(token.i, last)):
                    continue
                words_here = tokens[token.i : last]
                if tuple(t.lower for t in words_here) == parts and self.stands_alone(token.i, last):
                    found.append(Named(token.i, last, "ORG"))
                    self.taken.update(range(token.i, last))
                    break
        return found

    def stands_alone(self, first: int, last: int) -> bool:
        """Whether the words are the whole of a name: capitalised (an acronym in capitals), and not a part of a
        longer name of the parser's."""
        tokens = self.tokens
        if last - first == 1 and len(tokens[first].text) <= 4 and not tokens[first].text.isupper():
            return tokens[first].lower in ("fars", "tass")
        if not tokens[last - 1].text[:1].isupper():
            return False
        after = tokens[last] if last < len(tokens) else None
        longer = after is not None and after.tag in ("NNP", "NNPS") and after.name == "ORG" == tokens[last - 1].name
        if longer or first == 0 or tokens[first - 1].tag != "NNP":
            return not longer
        before = tokens[first - 1]
        return before.name != "ORG" and (before.dep != "compound" or not first <= before.head < last)

    # ------------------------------------------------------------ borders

    def pieces(self, first: int, last: int) -> list[tuple[int, int]]:
        """The range trimmed and grown to the borders of the name; empty when nothing is left of it."""
        tokens = self.tokens
        first, last = self.trim(first, last)
        if first >= last or not any(t.text[:1].isupper() for t in tokens[first:last]):
            return []
        first, last = self.grow(first, last)
        first = self.drop_titles(first, last)
        while last - first > 1 and tokens[last - 1].lower in words("trailing"):
            last -= 1
        if self.taken.intersection(range(first, last)):
            return []
        k = self.seam(first, last)
        return [(first, k), (k, last)] if k else [(first, last)]

    def seam(self, first: int, last: int) -> int | None:
        """Where a region's name runs on into a person's ("the Middle East Jane Roe")."""
        for k in range(first + 1, last - 1):
            if k - first < 4 and known_as(text_of(self.tokens, first, k)) in ("region", "country"):
                rest = self.tokens[k:last]
                if not any(t.lower in words("organisation") or t.lower in words("place") for t in rest):
                    return k
        return None

    def trim(self, first: int, last: int) -> tuple[int, int]:
        """Without articles, marks, numbers and lower-case words at either end."""
        tokens = self.tokens
        while first < last and (tokens[first].tag in EDGE or tokens[first].text in MARKS):
            first += 1
        opens = first == self.syntax.sentences[tokens[first].sentence].first if first < last else False
        if opens and last - first > 1 and tokens[first].lower in words("prepositions") | words("opening"):
            first += 1
        while first < last and (tokens[last - 1].tag in EDGE or not tokens[last - 1].text[0].isupper()):
            if tokens[last - 1].text[0].isdigit() and last - first > 1 and glued(tokens, last - 2):
                break
            last -= 1
        return first, last

    def grow(self, first: int, last: int) -> tuple[int, int]:
        """Over hyphens and particles, and over capitalised words that belong to the same noun."""
        tokens = self.tokens
        sentence = self.syntax.sentences[tokens[first].sentence]
        while first - 2 >= sentence.first and self.hyphen_joins(first - 1):
            first -= 2
        while first > sentence.first and self.is_forename(first - 1, first, last):
            first -= 1
        while last + 1 < sentence.last and self.hyphen_joins(last) and tokens[last + 1].text[:1].isupper():
            last += 2
        while last < sentence.last and self.runs_on(first, last):
            last += 1
        return first, last

    def hyphen_joins(self, i: int) -> bool:
        """Whether token i is a hyphen after a capitalised word or a particle, without blanks."""
        tokens = self.tokens
        before = tokens[i - 1]
        joined = before.text[:1].isupper() or before.lower in words("particles")
        return tokens[i].text == "-" and joined and glued(tokens, i)

    def is_forename(self, i: int, first: int, last: int) -> bool:
        """Whether token i, before the name, is a part of it that the parser left out."""
        token = self.tokens[i]
        return (
            token.tag == "NNP"
            and token.name == ""
            and token.dep == "compound"
            and first <= token.head < last
            and token.text.istitle()
            and not self.is_title(i)
            and token.lower not in words("never")
            and token.lower not in words("prepositions")
            and known_as(token.text) is None
        )

    def runs_on(self, first: int, last: int) -> bool:
        """Whether the token after the name is a part of it that the parser left out."""
        token, end = self.tokens[last], self.tokens[last - 1]
        return (
            token.pos == "PROPN"
            and token.text[:1].isupper()
            and (end.head == last or first <= token.head < last)
            and not self.is_title(last)
            and token.text not in MARKS
            and token.dep != "appos"
            and token.name in ("", end.name)
        )

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
        if text.lower == "state" and last - first == 1 and first > 1 and tokens[first - 1].lower == "of":
            return None
        strong = self.by_words(first, last) or self.by_context(first, last, label)
        if strong:
            return strong
        if label in OTHER:
            return None
        if label in PLACES and last - first == 1 and text.tag == "JJ" and text.text.istitle():
            return "NORP"
        return label

    def by_words(self, first: int, last: int) -> str | None:
        """A label that the name's own words decide."""
        tokens = self.tokens
        lower = [t.lower for t in tokens[first:last]]
        key = lower[lower.index("of") - 1] if "of" in lower[1:] else lower[-1]
        whole = known_as(text_of(tokens, first, last))
        if whole:
            return KNOWN[whole]
        if len(lower) > 1 and tokens[first].sentence not in self.shouting:
            if key in words("organisation"):
                return "ORG"
            if key in words("facility"):
                return "FAC"
            if key in words("place") and key not in ("state", "republic", "kingdom", "city"):
                return "LOC"
        if len(lower) > 1 and is_initial(tokens[first].text) and known_as(tokens[first].text) is None:
            return "PERSON" if lower[0] not in bodies() else None
        return None

    def by_context(self, first: int, last: int, label: str) -> str | None:
        """A label that the words around the name decide."""
        tokens = self.tokens
        before = tokens[first - 1] if first and tokens[first - 1].sentence == tokens[first].sentence else None
        head = tokens[head_of(self.syntax, first, last)]
        one = last - first == 1
        if last < len(tokens) and tokens[last].lower in MEDIA and label not in ("NORP", "GPE"):
            return "ORG"
        if one and head.lower in words("organisation") and label == "PERSON":
            return "ORG"
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
        """Runs of proper nouns that no name covers and that something in the document vouches for."""
        tokens = self.tokens
        known: dict[str, str] = {}
        for name in found:
            known.setdefault(text_of(tokens, name.first, name.last).lower(), name.label)
            if name.label == "PERSON":
                known.setdefault(tokens[name.last - 1].lower, "PERSON")
        more: list[Named] = []
        i = 0
        while i < len(tokens):
            last = self.run(i)
            if last == i:
                i += 1
                continue
            first = self.drop_titles(i, last)
            label = known.get(text_of(tokens, first, last).lower())
            if label is None and tokens[i].sentence in self.headlines:
                first, end, label = cut(tokens, Named(first, last, ""), known)
                last = end if label else last
            elif label is None and tokens[i].sentence not in self.shouting:
                label = self.judge(first, last)
            if label:
                more.append(Named(first, last, label))
                self.taken.update(range(first, last))
            i = last
        return more

    def run(self, i: int) -> int:
        """End of the run of unclaimed proper nouns that begins at token i (i itself when there is none)."""
        tokens = self.tokens
        sentence = tokens[i].sentence
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
        if label or known_actor(text_of(tokens, first, last)):
            return label or "ORG"
        head = tokens[head_of(self.syntax, first, last)]
        above = tokens[head.head]
        if has_age(tokens, last) or is_described(self.syntax, head.i):
            return "PERSON"
        if head.dep == "nsubj" and above.lemma in words("speech") and not head.text.isupper():
            return "PERSON"
        initial = first == self.syntax.sentences[head.sentence].first
        if last - first == 1 and initial and head.text.istitle():
            return None
        if head.text.isupper() and 2 <= len(head.text) <= 6 and head.text.isalpha():
            return "ORG"
        if head.dep == "pobj" and above.lower in words("prepositions"):
            return "GPE"
        if head.dep == "appos" and last - first > 1:
            return "PERSON"
        return None
