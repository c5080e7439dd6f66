"""Drafts lang/en/classes.yaml from WordNet's noun hyponyms and the hand lists in seeds.yaml.

    python train/lexicon/draft_classes.py /usr/share/wordnet > src/dateline/lang/en/classes.yaml

A lemma joins a class when its first sense (or a second one that occurs in WordNet's tagged texts) stands
below one of the class's root synsets and below none of its barred ones. Names (capitalised in WordNet)
are left out. The hand lists add and take away.
"""

from __future__ import annotations

import re
import sys
from functools import cache
from pathlib import Path
from textwrap import fill, indent

import yaml

WORD = re.compile(r"^[a-z][a-z-]{2,}$")


class WordNet:
    """Nouns of a WordNet 3 dictionary folder: senses of a lemma, and what stands below a synset."""

    def __init__(self, folder: Path) -> None:
        self.senses: dict[str, tuple[list[str], int]] = {}
        for line in (folder / "index.noun").read_text().splitlines():
            if not line.startswith(" "):
                part = line.split()
                at = 4 + int(part[3])
                self.senses[part[0]] = (part[at + 2 :], int(part[at + 1]))
        self.above: dict[str, list[str]] = {}
        self.common: set[str] = set()
        for line in (folder / "data.noun").read_text().splitlines():
            if not line.startswith(" "):
                part = line.split("|")[0].split()
                self.above[part[0]] = [part[k + 1] for k, sign in enumerate(part) if sign == "@"]
                self.common.update(word for word in part[4 : 4 + 2 * int(part[3], 16) : 2] if word.islower())

    def synset(self, name: str) -> str:
        """`soldier#1` is the first sense of soldier."""
        lemma, number = name.split("#")
        return self.senses[lemma][0][int(number) - 1]

    @cache  # noqa: B019 - one object a run
    def upward(self, synset: str) -> frozenset[str]:
        """The synset and everything above it; instances (names) have nothing above."""
        return frozenset({synset}).union(*(self.upward(s) for s in self.above.get(synset, [])))

    def below(self, roots: list[str], barred: list[str], depth: int = 2) -> set[str]:
        wanted = {self.synset(name) for name in roots}
        unwanted = {self.synset(name) for name in barred}
        return {
            lemma
            for lemma, (synsets, tagged) in self.senses.items()
            if lemma in self.common and WORD.match(lemma)
            for k, synset in enumerate(synsets[:depth])
            if (k == 0 or k < tagged) and self.upward(synset) & wanted and not self.upward(synset) & unwanted
        }


def draft(wordnet: WordNet, seeds: dict[str, dict[str, object]]) -> dict[str, list[str]]:
    classes: dict[str, list[str]] = {}
    for name, seed in seeds.items():
        listed = {key: str(seed.get(key) or "").split() for key in ("roots", "bar", "add", "drop")}
        lemmas = wordnet.below(listed["roots"], listed["bar"], int(str(seed.get("depth", 2))))
        if seed.get("tagged"):
            lemmas = {lemma for lemma in lemmas if wordnet.senses[lemma][1]}
        classes[name] = sorted((lemmas | set(listed["add"])) - set(listed["drop"]))
    return classes


HEAD = """\
# Which nouns name what: lemmas (lower case, singular) by class, for the ontology's conditions and for finding
# actors. A lemma may stand in several classes. Each class is one run of words, which loads many times faster
# than a list. Drafted with WordNet 3.0 (see NOTICE) by train/lexicon/draft_classes.py from seeds.yaml beside
# it; change the seeds, then draft again.
"""

if __name__ == "__main__":
    seeds = yaml.safe_load((Path(__file__).parent / "seeds.yaml").read_text())
    print(HEAD, end="")
    for name, lemmas in draft(WordNet(Path(sys.argv[1])), seeds).items():
        words = fill(" ".join(lemmas), 108, break_on_hyphens=False)
        print(f"{name}: >-\n{indent(words, '  ')}")
