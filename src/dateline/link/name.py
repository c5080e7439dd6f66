"""Names made comparable: without diacritics, articles and the habits of one transliteration."""

from __future__ import annotations

import re
import unicodedata
from functools import cache, lru_cache

from dateline.lang import load

LETTERS = str.maketrans({"ı": "i", "ł": "l", "ø": "o", "đ": "d", "ð": "d", "þ": "th", "ß": "ss", "æ": "ae", "œ": "oe"})
ARTICLE = re.compile(r"\b(?:(?:al|el|ul)[\s'’`-]+|(?:ad|ed|an|en|ar|er|as|es|ash|esh|at|et|az|ez)-\s?)(?=\w)")
"""The Arabic article. Where it takes the sound of the next word it needs a hyphen: "ash-Shaar", but "Ed Shaw"."""
SERVANT = frozenset({"abd", "abdel", "abdul", "abdal", "abdil", "abdol", "abdoul", "abdur"})
"""The first half of names such as Abdul Rahman, which is one name in two words."""
IN_ONE = re.compile(r"^abd(?:ou|[aeiou])(?:ll?|r(?=r))?(?=\w)")
KUNYA = frozenset({"abu", "abou", "umm"})
YOUNGER = {"jr": "jr", "junior": "jr", "sr": "sr", "senior": "sr", "ii": "ii", "iii": "iii", "iv": "iv"}
PARTICLES = frozenset({"bin", "ben", "ibn", "bint", "abd", "y", "ul"})
"""Words that one report writes and another leaves out; "Le Gras" is never "Gras"."""
SOUNDS = (
    ("tsch", "ch"), ("sch", "sh"), ("tch", "ch"), ("kh", "h"), ("gh", "g"), ("dh", "d"), ("th", "t"), ("ph", "f"),
    ("ou", "u"), ("oo", "u"), ("ee", "i"), ("ei", "i"), ("ey", "i"), ("ay", "ai"), ("iy", "i"), ("yy", "y"),
    ("ij", "i"), ("w", "v"), ("q", "k"), ("ck", "k"), ("x", "ks"), ("j", "i"), ("y", "i"), ("o", "u"),
)  # fmt: skip
"""Spellings that transliterations of one sound have, each with the one that is kept; applied in this order."""
LATER = re.compile(r"(?<=[aeiu])e|(?<=[aeiu][^aeiu])e|(?<=[aeiu][^aeiu]{2})e|(?<=[aeiu][^aeiu]{3})e")
"""An e after another vowel of its word, which is as often an a."""
BRIEF = 3
"""Letters of a word that is not compared by sound."""
ENDS = ((re.compile(r"^ye"), "e"), (re.compile(r"(?<=[aeiou])h$"), ""))
"""What is written or left out at the beginning and the end: Yevgeny and Evgeny, Abdulla and Abdullah."""
JOINING = frozenset({"and", "of", "for", "the", "in", "on"})
FIRMS = {
    "inc": "inc", "incorporated": "inc", "corp": "corp", "corporation": "corp", "ltd": "ltd", "limited": "ltd",
    "plc": "plc", "llc": "llc", "gmbh": "gmbh", "co": "co",
}  # fmt: skip
"""What kind of company it is, behind its name, with the form that is kept."""
SHORT = 4
"""Letters up to which a word of a body's name is often an acronym, and not compared by sound."""
BRITISH = (("isation", "ization"), ("centre", "center"), ("defence", "defense"), ("labour", "labor"))
DOTTED = re.compile(r"\b(?:\w\s?\.\s?){2,}")
DOUBLE = re.compile(r"(.)\1+")
WORD = re.compile(r"[^\W\d_]+")


@lru_cache(maxsize=65536)
def fold(name: str) -> str:
    """Small letters without diacritics and marks; other scripts stay as they are."""
    plain = unicodedata.normalize("NFKD", name.casefold().translate(LETTERS))
    return "".join(c for c in plain if not unicodedata.combining(c))


@cache
def titles() -> frozenset[str]:
    return frozenset(word.rstrip(".") for word in load("en", "actor")["titles"].split())


@lru_cache(maxsize=65536)
def words_of(name: str) -> tuple[str, ...]:
    """The words of a person's name, folded, without the titles before it and Arabic articles."""
    line = ARTICLE.sub("", re.sub(r"[’'`]", "", fold(name)).replace("-", "- ")).replace("- ", " ")
    words = WORD.findall(line)
    while len(words) > 1 and words[0] in titles():
        del words[0]
    return tuple(words)


@lru_cache(maxsize=65536)
def parts(name: str) -> tuple[str, ...]:
    """The words that are compared, without initials, particles and "Jr.": "Sen. John D. al-Assad Jr." gives "john",
    "assad". Abd and the name behind it are one."""
    found: list[str] = []
    for word in words_of(name):
        if found and found[-1] in SERVANT:
            found[-1] = "abd" + word.lstrip("l")
        elif (len(word) > 1 and word not in PARTICLES and word not in YOUNGER) or word in SERVANT:
            found.append(IN_ONE.sub("abd", word) if word not in SERVANT else word)
    return tuple(found) or words_of(name)


def has_two(name: str) -> bool:
    """Two names at least; "Mr. Harrani" has one, and so has "Abu Omar", as fathers and fighters are called."""
    return len([part for part in parts(name) if part not in KUNYA]) >= 2


@lru_cache(maxsize=65536)
def person_marks(name: str) -> tuple[str, str]:
    """What tells people of one name apart, where it is written: the initials, and "Jr." or "Sr."."""
    words = words_of(name)
    return "".join(word for word in words if len(word) == 1), next((YOUNGER[w] for w in words[1:] if w in YOUNGER), "")


@lru_cache(maxsize=65536)
def sound(word: str) -> str:
    """A word as it sounds, roughly: Qaddafi, Gaddafi, Kadhafi differ in one letter, Yusuf and Youssef in one. Short
    words are what they are: Li is not Lee."""
    if len(word) <= BRIEF:
        return word
    for ending, kept in ENDS:
        word = ending.sub(kept, word)
    for spelling, kept in SOUNDS:
        word = word.replace(spelling, kept)
    return DOUBLE.sub(r"\1", word)


@lru_cache(maxsize=65536)
def blurred(word: str) -> str:
    """The sound without what is often written either way: Mohamed and Muhammad, but not Ellen and Allan."""
    return DOUBLE.sub(r"\1", LATER.sub("a", sound(word)))


def key(name: str) -> str:
    """Persons' names with one key are spellings of one name; the order of the words is kept. Given names are compared
    loosely, the last one more strictly: many have the same given name, and Saleh is not Salah."""
    *given, last = parts(name) or ("",)
    return " ".join([*map(blurred, given), sound(last)])


@lru_cache(maxsize=65536)
def body_words(name: str) -> tuple[tuple[str, ...], str]:
    """The words of a body's name, folded, with "U.N." as one, and the kind of company behind them."""
    line = DOTTED.sub(lambda dotted: re.sub(r"[\s.]", "", dotted[0]) + " ", fold(name))
    words, firm = WORD.findall(ARTICLE.sub("", re.sub(r"[’'`]", "", line))), ""
    while len(words) > 1 and words[-1] in FIRMS:
        firm = FIRMS[words.pop()]
    return tuple(words), firm


def body_parts(name: str) -> tuple[str, ...]:
    """The words that are compared, without those that join them."""
    return tuple(word for word in body_words(name)[0] if word not in JOINING)


def is_cut(name: str) -> bool:
    """Whether a name breaks off: "Office of Management and"."""
    words, _ = body_words(name)
    return not words or words[0] in JOINING or words[-1] in JOINING


def american(word: str) -> str:
    for british, kept in BRITISH:
        word = word.replace(british, kept)
    return word


@lru_cache(maxsize=65536)
def body_key(name: str) -> str:
    """Bodies' names with one key are spellings of one name. Single and short words, acronyms and numbers are the same
    or not: Philips is not Phillips."""
    if is_acronym(name):
        return name.replace(".", "").casefold()
    words = body_parts(name)
    if len(words) > 1:
        words = tuple(word if len(word) <= SHORT else blurred(american(word)) for word in words)
    if len(words) > 2:
        words = tuple(word.removesuffix("s") if len(word) > SHORT else word for word in words)
    return " ".join([*words, *re.findall(r"\d+", name)])


def initials(name: str) -> str:
    """The acronym that a long name gives: "Free Syrian Army" fsa; small joining words are left out."""
    words = re.findall(r"[^\W\d_]+", name)
    return "".join(word[0] for word in words if word[0].isupper()).casefold() if len(words) > 1 else ""


def is_acronym(name: str) -> bool:
    letters = name.replace(".", "")
    return 2 <= len(letters) <= 8 and letters.isupper() and letters.isalpha()
