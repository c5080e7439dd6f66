"""Which words of a text all in capitals keep one in ordinary casing.

By what is known of them (countries, peoples, places, bodies, months), by what the document says of them (acronyms in
brackets, the casing of its other paragraphs), by the words beside them (titles, names), and where no dictionary has
them. The word lists are in lang/en/casing.yaml.
"""

from __future__ import annotations

import re
from functools import cache, lru_cache
from itertools import pairwise
from typing import NamedTuple

from dateline.find.acronym import SMALL, initials
from dateline.find.known import bodies, known_as, population, words
from dateline.find.vocabulary import (
    is_common,
    is_formed,
    is_grammar,
    is_inflected,
    is_noun,
    is_seen_as_acronym,
    is_seen_as_name,
    is_word,
    listed,
)
from dateline.lang import load
from dateline.lang.noun_class import classes_of
from dateline.ontology.role import known_actor

TOWN = 1_000
"""Inhabitants from which a place makes a name of a word that may be one; few plain nouns name one so large."""
LONGEST = 5
"""Words of the longest name that is looked up."""
WORD = re.compile(r"(?:[^\W\d_]\.){2,}|[^\W\d_]+(?:['’][^\W\d_]+)*")
VOWELS = "AEIOUÀ-ÖØ-Ý"
VOWEL = re.compile(f"[{VOWELS}Y]")
SPOKEN = re.compile(rf"(?:[^{VOWELS}]{{1,2}}[{VOWELS}]){{2}}\Z")
OPENS = re.compile(r"""[.!?][)"'”’\]]*\s+[("'“‘\[]*\Z|[,:]\s+["“]\Z""")
"""What stands between two words of which the second begins a sentence."""


class Word(NamedTuple):
    """A word at [start, end) of the text; `gap` is what stands before it."""

    start: int
    end: int
    text: str
    lower: str
    gap: str


def split(text: str) -> list[Word]:
    found, end = [], 0
    for match in WORD.finditer(text):
        found.append(Word(*match.span(), match.group(), small(match.group()), text[end : match.start()]))
        end = match.end()
    return found


def small(text: str) -> str:
    """In small letters, as long as before."""
    lower = text.lower()
    return lower if len(lower) == len(text) else "".join(c.lower() if len(c.lower()) == 1 else c for c in text)


def capital(word: str) -> str:
    """With the capitals of a name: "Moreno's", "O'Brien", "McGrath"."""
    word = small(word)
    for k in [0, *(m.end() for m in re.finditer(r"^(?:[odl]['’]|mc(?=\w{3}))", word))]:
        word = word[:k] + word[k : k + 1].upper() + word[k + 1 :]
    return word


def bare(word: str) -> str:
    """Without a possessive ending."""
    return word[:-2] if word[-2:].lower() in ("'s", "’s") else word.rstrip("'’")


@cache
def calendar() -> frozenset[str]:
    """Months and days of the week, written out and shortened."""
    data = load("en", "calendar")
    return frozenset(str(name).rstrip(".?") for key in ("months", "weekdays") for forms in data[key] for name in forms)


@lru_cache(maxsize=4096)
def is_name(word: str) -> bool:
    """Whether general knowledge has a single word as a name before it has it as a word."""
    known, lower = known_as(word), small(word)
    if lower in listed("homonyms") or lower == "us":
        return False
    if known in ("country", "people", "capital") or (known and lower.endswith(("an", "ic"))):
        return True
    written = known_actor(word) is not None and known_actor(word.title()) is None  # only as an acronym
    if is_word(lower) or (is_common(lower) and not written):
        return False
    if known is not None or known_actor(word) is not None or (lower,) in bodies().get(lower, ()):
        return True
    return population(word) >= TOWN


@lru_cache(maxsize=4096)
def shape_of(word: str) -> str:
    """ "small", "upper" or "name" of a word by itself; "noun" and "short" where a name beside it decides."""
    lower = small(word)
    if "." in word:
        return "small" if lower.replace(".", "") in ("am", "pm") else "upper"
    if lower in listed("small") | listed("shortened") or is_grammar(lower):
        return "small"
    if len(word) < 5 and is_seen_as_acronym(lower) and not is_inflected(lower):
        return "upper"
    if is_name(word):
        short = len(word) < 5 and not is_seen_as_name(lower)
        if known_as(word) is None:
            spelt = known_actor(word.title()) is None or (len(word) < 6 and not is_seen_as_name(lower))
            short = known_actor(word) is not None and spelt
        return "upper" if short or not VOWEL.search(word) else "name"
    if is_common(lower):
        return "small"
    if len(word) > 1 and not VOWEL.search(word):
        return "upper"
    if is_noun(lower):
        if is_seen_as_acronym(lower) and len(word) <= 5:
            return "upper"
        return "noun" if len(word) > 3 or is_seen_as_name(lower) else "short"
    if len(word) <= 4 and not is_seen_as_name(lower):
        return "short"
    return "small" if is_formed(lower) else "name"


class Caser:
    """Gives the casing of one block. `usual` is how the document writes words elsewhere, `short` its acronyms."""

    def __init__(self, text: str, usual: dict[str, str], short: frozenset[str]) -> None:
        self.text = text
        self.usual = usual
        self.words = split(text)
        self.shapes = [self.alone(word, short) for word in self.words]

    def join(self) -> frozenset[str]:
        """Looks at words beside each other; gives those that may be names and are."""
        alone = [*self.shapes]
        self.join_known()
        self.spell_out()
        self.join_particles()
        self.call_by_name()
        self.draw_in()
        pairs = zip(self.words, alone, self.shapes, strict=True)
        return frozenset(small(bare(w.text)) for w, before, after in pairs if before == "noun" and after == "name")

    def written(self, named: frozenset[str]) -> str:
        """The text re-cased; words that are names anywhere in the document are so here."""
        for k, word in enumerate(self.words):
            if self.shapes[k] == "noun" and small(bare(word.text)) in named:
                self.shapes[k] = "name"
        self.dress_titles()
        letters = list(small(self.text))
        for k, (word, shape) in enumerate(zip(self.words, self.shapes, strict=True)):
            letters[word.start : word.end] = self.form(k, word, shape)
        return "".join(letters)

    def form(self, k: int, word: Word, shape: str) -> str:
        if shape == "usual":
            form = self.usual[word.lower]
        elif shape == "upper":
            end = len(bare(word.text))
            form = word.text[:end].upper() + word.lower[end:]
        else:
            form = capital(word.text) if shape == "name" else word.lower
        return form[:1].upper() + form[1:] if self.opens(k) or form == "i" or form[:2] in ("i'", "i’") else form

    def opens(self, k: int) -> bool:
        """Whether a word begins a sentence."""
        if k == 0:
            return True
        before = self.words[k - 1]
        broken = before.lower in listed("shortened") or (len(before.text) == 1 and before.lower not in ("a", "i"))
        return bool(OPENS.search(self.words[k].gap)) and not (broken and self.words[k].gap.startswith("."))

    # ------------------------------------------------------------ words by themselves

    def alone(self, word: Word, short: frozenset[str]) -> str:
        if self.usual.get(word.lower, "").lower() == word.lower and len(word.text) > 1:
            return "usual"
        plain = bare(word.text)
        if plain in short or (plain == "US" and self.is_country(word)):
            return "upper"
        if word.lower in ("al", "el") and self.text[word.end : word.end + 1] == "-":
            return "small"
        touches = self.text[word.start - 1 : word.start]
        if touches.isdigit():
            return "small"
        if len(plain) == 1:
            dotted = self.text[word.end : word.end + 1] == "." or self.text[word.end : word.end + 1].isdigit()
            return "name" if dotted and word.lower != "a" else "small"
        if small(plain) in calendar():
            sure = small(plain) not in ("may", "march", "sun", "sat", "mar", "dec") and len(plain) > 3
            return "name" if sure or self.is_month(word) else "small"
        return shape_of(plain.upper())

    def is_country(self, word: Word) -> bool:
        """Whether "US" is the country: behind an article or beside a hyphen, or before a noun that stands for
        somebody or that no verb comes before ("TOLD US LIES")."""
        *_, before, beside = ("", *self.text[max(word.start - 12, 0) : word.start].split(" "))
        if beside.strip() or before == "THE" or self.text[word.end : word.end + 1] in tuple("-/'’"):
            return True
        after = WORD.match(self.text, word.end + 1)
        noun = small(after.group()) if after else ""
        linked = not before or not before.isalpha() or is_grammar(small(before))
        return bool(noun) and not is_grammar(noun) and (linked or "actor" in classes_of(noun))

    def is_month(self, word: Word) -> bool:
        """Whether "MAY" or "MARCH" stands beside a number or after a word of time."""
        before = self.text[max(word.start - 12, 0) : word.start].split()[-1:]
        after = self.text[word.end : word.end + 6].strip(" .\n")[:1]
        return after.isdigit() or any(part[-1:].isdigit() or small(part) in listed("timed") for part in before)

    def gapped(self, first: int, last: int) -> bool:
        """Whether only blanks and hyphens stand between words first to last (exclusive), or the stop of an initial."""
        return all(
            word.gap and (not word.gap.strip(" -\n\t") or (word.gap.strip() == "." and len(before.text) == 1))
            for before, word in pairwise(self.words[first:last])
        )

    # ------------------------------------------------------------ names of several words

    def join_known(self) -> None:
        """Names of several words that general knowledge has, and places of which one word may be a name."""
        k = 0
        while k < len(self.words):
            size = next((n for n in range(min(LONGEST, len(self.words) - k), 1, -1) if self.is_known(k, k + n)), 1)
            if size > 1:
                self.name(k, k + size)
            k += size

    def is_known(self, first: int, last: int) -> bool:
        if self.words[first].lower in SMALL or self.words[last - 1].lower in SMALL or not self.gapped(first, last):
            return False
        phrase = bare(re.sub(r"\s+", " ", self.text[self.words[first].start : self.words[last - 1].end]))
        parts = tuple(small(phrase).split())
        if known_as(phrase) is not None or known_actor(phrase) is not None or parts in bodies().get(parts[0], ()):
            return True
        shapes = self.shapes[first:last]
        if last - first > 3 or not {"name", "noun"} & {*shapes} or {*shapes} == {"name"} or shapes[-1] == "small":
            return False
        return population(phrase) > 0 and shapes[0] != "small"

    def name(self, first: int, last: int) -> None:
        for k in range(first, last):
            if self.shapes[k] in ("small", "noun", "short") and self.words[k].lower not in SMALL:
                self.shapes[k] = "name"

    def spell_out(self) -> None:
        """The long form beside an acronym in brackets: "THE NATIONAL LIBERATION FRONT (NLF)"."""
        for k, (word, shape) in enumerate(zip(self.words, self.shapes, strict=True)):
            if shape == "upper" and word.gap.rstrip().endswith("(") and self.text[word.end : word.end + 1] in ")]":
                first = self.long_form(k)
                if first < k:
                    self.name(first, k)

    def long_form(self, k: int) -> int:
        """The first word of the name that stands before the bracket at word k; k when there is none."""
        first = k
        while first and k - first < 9 and (first == k or self.gapped(first - 1, first + 1)):
            first -= 1
            if first == k - 1 and self.words[k].gap.strip() not in ("(", "["):
                return k
            phrase = " ".join(word.lower for word in self.words[first:k])
            if self.words[first].lower not in SMALL and self.words[k].text in initials(phrase):
                return first
            if self.words[first].lower in ("the", "a", "an"):
                inside = [word.lower for word in self.words[first + 1 : k]]
                key = inside[inside.index("of") - 1] if "of" in inside[1:] else inside[-1] if inside else ""
                return first + 1 if len(inside) > 1 and key in words("organisation") else k
        return k

    def join_particles(self) -> None:
        """ "LA PRENSA", "SAN MIGUEL"; small words between names stay small."""
        for k, (word, after) in enumerate(pairwise(self.words)):
            link = after.lower in listed("links")
            if word.lower in listed("articles") and self.gapped(k, k + 2) and (link or after.lower not in SMALL):
                self.shapes[k : k + 2] = ["name", "link" if link else "name"]
        for k in range(1, len(self.words) - 1):
            inside = self.shapes[k - 1] in ("name", "link") and self.gapped(k - 1, k + 2)
            if self.words[k].lower in listed("links") and inside:
                follows = self.words[k + 1].lower in listed("links") or self.shapes[k + 1] in ("name", "noun")
                self.shapes[k] = "link" if follows else self.shapes[k]
                if follows and self.shapes[k + 1] == "noun":
                    self.shapes[k + 1] = "name"

    def call_by_name(self) -> None:
        """Forenames that are words as well, before a surname: "BILL MORENO"."""
        for k in range(len(self.words) - 2, -1, -1):
            if self.words[k].lower in listed("forenames") and self.gapped(k, k + 2):
                surname = self.shapes[k + 1] in ("name", "noun", "short") and known_as(self.words[k + 1].text) is None
                led = k and self.words[k - 1].lower in listed("determiners") and self.gapped(k - 1, k + 1)
                if surname and not led:
                    self.shapes[k] = "name"

    def draw_in(self) -> None:
        """Words that may be names are so beside a name that is no people's or country's, or after a title; short ones
        that no dictionary has are acronyms elsewhere, unless they can be spoken."""
        for order in (range(len(self.words)), range(len(self.words) - 1, -1, -1)):
            for k in order:
                if self.shapes[k] not in ("noun", "short"):
                    continue
                near = [j for j in (k - 1, k + 1) if 0 <= j < len(self.words) and self.gapped(min(j, k), max(j, k) + 1)]
                person = any(self.shapes[j] == "name" and known_as(self.words[j].text) is None for j in near)
                titled = k - 1 in near and self.words[k - 1].lower in words("titles")
                if person or titled:
                    self.shapes[k] = "name"
        for k, shape in enumerate(self.shapes):
            if shape == "short":
                self.shapes[k] = "name" if SPOKEN.match(bare(self.words[k].text)) else "upper"

    def dress_titles(self) -> None:
        """Titles before the name of a person ("President Moreno", "Gen. Okarte"), and behind a name what is a part of
        it ("Oxford Street")."""
        for k in range(1, len(self.words)):
            before, word = self.words[k - 1], self.words[k]
            part = word.lower in listed("parts") and known_as(before.text) not in ("people", "country")
            if part and self.shapes[k - 1 : k + 1] == ["name", "small"] and self.gapped(k - 1, k + 1):
                self.shapes[k] = "name"
        for k in range(len(self.words) - 2, -1, -1):
            word, after = self.words[k], self.words[k + 1]
            if word.lower in listed("address") and after.gap.strip() in ("", "."):
                self.shapes[k] = "name"
            if self.shapes[k] != "small" or self.shapes[k + 1] != "name":
                continue
            broken = word.lower in listed("shortened") and after.gap.strip() in ("", ".")
            title = word.lower in words("titles") or word.lower in listed("ranks")
            formal = title and self.gapped(k, k + 2) and known_as(after.text) is None
            bears = k == 0 or self.shapes[k - 1] != "small" or bool(word.gap.strip()) or self.is_dressed(k - 1)
            if broken or (formal and bears):
                self.shapes[k] = "name"

    def is_dressed(self, k: int) -> bool:
        """Whether a word is a title itself, or no noun that describes the title ("rebel leader")."""
        lower = self.words[k].lower
        return lower in words("titles") | listed("ranks") or not is_noun(lower)
