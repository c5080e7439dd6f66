"""Who a text has spoken of so far: what the mentions of one somebody say of it, taken together."""

from __future__ import annotations

from dataclasses import dataclass, field
from functools import lru_cache

from dateline.lang import load
from dateline.types import Mention, Syntax, Token

PLURAL = frozenset({"NNS", "NNPS"})
BODIES = frozenset({"organisation", "group", "country", "place"})


@dataclass(slots=True)
class Referent:
    """Somebody spoken of: `best` is the mention to point at, the fullest name where there is one."""

    best: Mention
    last: Mention
    kind: str | None
    sentence: int
    subject: bool
    plural: bool
    gender: str | None = None
    lemmas: set[str] = field(default_factory=set)
    count: int = 1

    @property
    def named(self) -> bool:
        return self.best.form == "name"

    def add(self, mention: Mention, token: Token, subject: bool) -> None:
        self.last, self.sentence, self.subject = mention, token.sentence, subject
        self.count += 1
        if mention.form != "pronoun":
            self.lemmas.add(token.lemma)
            better = mention.form == "name" and (
                not self.named or (len(mention.text) > len(self.best.text) and mention.kind == "person")
            )
            if better:
                self.best, self.kind = mention, mention.kind
        self.gender = self.gender or gender_of(token)


def referent_of(syntax: Syntax, mention: Mention) -> Referent:
    """A new referent for a mention that refers back to nobody."""
    token = syntax.tokens[mention.head]
    plural = (token.tag in PLURAL and mention.form != "name") or any(
        syntax.tokens[k].dep == "conj" for k in syntax.children[mention.head]
    )
    if mention.form == "name":
        plural = mention.kind == "group"
    made = Referent(
        mention, mention, mention.kind, token.sentence, is_subject(token), plural, gender_before(syntax, mention)
    )
    made.lemmas.add(token.lemma)
    return made


def is_subject(token: Token) -> bool:
    return token.dep in ("nsubj", "nsubjpass")


@lru_cache(maxsize=1)
def gendered() -> dict[str, str]:
    """Words that tell a person's sex as the text itself gives it: titles, kinship."""
    data = load("en", "actor")
    return dict.fromkeys(data["male"].split(), "m") | dict.fromkeys(data["female"].split(), "f")


def gender_of(token: Token) -> str | None:
    return gendered().get(token.lemma) or gendered().get(token.lower)


def gender_before(syntax: Syntax, mention: Mention) -> str | None:
    """From the head noun itself, or from a title directly before a name. Never guessed from the name."""
    found = gender_of(syntax.tokens[mention.head])
    if mention.form != "name":
        return found
    first = mention.head
    while first > 0 and syntax.tokens[first - 1].start >= mention.start:
        first -= 1
    return gender_of(syntax.tokens[first - 1]) if first > 0 and mention.kind == "person" else None
