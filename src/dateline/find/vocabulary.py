"""Which words are common: by the parser's own dictionaries, for text whose capitals do not say it.

The dictionaries of the lemmatiser have verbs, adjectives, adverbs and nouns in small letters, well-known names among
the nouns; the words that the parser was trained on are known in the casing that they had there.
"""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from functools import cache, lru_cache
from typing import NamedTuple

from dateline.lang import load
from dateline.lang.noun_class import classes_of
from dateline.ontology.lexicon import load_events

SUFFIX = 3
"""Letters of the word ends that the parser has among the words it has seen."""


class Dictionary(NamedTuple):
    """`words` by part of speech, the triggers and the nouns of lang/en/classes.yaml among them; their irregular
    `forms`, the `endings` of regular ones with what stands in their place; `seen` words as the parser's training
    texts have them, and words of `grammar`."""

    words: Mapping[str, frozenset[str]]
    forms: Mapping[str, Mapping[str, Sequence[str]]]
    endings: Mapping[str, Sequence[tuple[str, str]]]
    seen: frozenset[str]
    grammar: frozenset[str]


@cache
def listed(key: str) -> frozenset[str]:
    """One of the word lists of lang/en/casing.yaml."""
    return frozenset(load("en", "casing")[key].split())


@lru_cache(maxsize=1)
def dictionary() -> Dictionary:
    """Read from the parser's package, once a process that meets text in capitals: a tenth of a second."""
    from spacy.lang.en.stop_words import STOP_WORDS
    from spacy.lookups import Lookups
    from spacy.util import get_package_path

    from dateline.find.syntax import MODEL

    package = next(get_package_path(MODEL).glob(f"{MODEL}-*"))
    tables = Lookups().from_disk(package / "lemmatizer" / "lookups")
    index, forms, rules = (tables.get_table(f"lemma_{name}") for name in ("index", "exc", "rules"))
    parts = ("noun", "verb", "adj", "adv")
    own = {"noun": [words.split() for words in load("en", "classes").values()]}
    for entry in load_events().entries:
        own.setdefault(entry.pos, []).append([entry.trigger])
    return Dictionary(
        {part: frozenset(index[part]).union(*own.get(part, ())) for part in parts},
        {part: forms[part] for part in parts},
        {part: [(old, new) for old, new in rules.get(part, ()) if old] for part in parts},
        frozenset(json.loads((package / "vocab" / "strings.json").read_text("utf-8"))),
        frozenset(STOP_WORDS).union(load("en", "units")["measures"]),
    )


@cache
def bases(word: str, part: str) -> tuple[str, ...]:
    """The dictionary forms that a word in small letters may be of, as that part of speech."""
    known = dictionary()
    words = known.words[part]
    found = [word] if word in words else []
    found += known.forms[part].get(word, ())
    for old, new in known.endings[part]:
        base = word[: len(word) - len(old)] + new
        if word.endswith(old) and len(base) > 1 and len(word) > 3 and base in words and base != word:
            found.append(base)
    return tuple(found)


def is_grammar(word: str) -> bool:
    """Whether a word in small letters is one of those that hold sentences together ("of", "they", "will"), or a unit
    of measure."""
    return word in dictionary().grammar


@cache
def is_word(word: str) -> bool:
    """Whether a word in small letters has a use that no name has: in grammar, as a verb, adjective or adverb, or as a
    noun that has a class here."""
    if is_grammar(word) or any(bases(word, part) for part in ("verb", "adj", "adv")):
        return True
    return any(classes_of(noun) for noun in (word, *bases(word, "noun")))


@cache
def is_common(word: str) -> bool:
    """Whether a word in small letters is surely no name: a word, or a noun by its ending or its plural, which the
    parser's training texts have."""
    known, nouns = dictionary(), bases(word, "noun")
    if is_word(word):
        return True
    if nouns and (word.endswith(tuple(listed("abstract"))) or (word not in nouns and not is_seen_as_name(word))):
        return True
    return word in nouns and any(len(s) > SUFFIX and s in known.seen and not is_seen_as_name(s) for s in plurals(word))


def plurals(noun: str) -> tuple[str, ...]:
    return (noun + "s", noun + "es", noun[:-1] + "ies" if noun.endswith("y") else noun + "s")


@cache
def is_noun(word: str) -> bool:
    """Whether the dictionary has a word in small letters as a noun, which may be a well-known name."""
    return bool(bases(word, "noun"))


def is_inflected(word: str) -> bool:
    """Whether a word in small letters is a verb or describes, or is another form of a noun than its plain one."""
    return any(bases(word, part) for part in ("verb", "adj", "adv")) or bool({*bases(word, "noun")} - {word})


@cache
def is_formed(word: str) -> bool:
    """Whether a word that is in no dictionary is made of a common one ("nongovernmental"), or was only ever seen in
    small letters by the parser ("ceasefire")."""
    seen = dictionary().seen
    if len(word) > 4 and word[:2] != "mc" and word in seen and not is_seen_as_name(word) and word.upper() not in seen:
        return True
    return any(word.startswith(p) and len(word) - len(p) > 3 and is_common(word[len(p) :]) for p in listed("prefixes"))


@cache
def is_seen_as_name(word: str) -> bool:
    return word[:1].upper() + word[1:] in dictionary().seen


@cache
def is_seen_as_acronym(word: str) -> bool:
    return word.upper() in dictionary().seen and not is_seen_as_name(word)
