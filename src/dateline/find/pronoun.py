"""Pronouns that stand for somebody, and words like "some" and "both" that stand alone."""

from __future__ import annotations

from functools import lru_cache

from dateline.lang import load
from dateline.types import Mention, Syntax, Token

ALONE = frozenset({"nsubj", "nsubjpass", "dobj", "pobj", "dative", "conj", "attr"})


@lru_cache(maxsize=1)
def table() -> dict[str, str]:
    """What each pronoun is: m, f (persons), neuter, plural, first, first_plural, relative."""
    data = load("en", "actor")["pronouns"]
    found: dict[str, str] = dict(data["person"])
    for kind in ("neuter", "plural", "first", "first_plural", "relative"):
        found.update(dict.fromkeys(data[kind].split(), kind))
    return found


@lru_cache(maxsize=1)
def loners() -> frozenset[str]:
    return frozenset(load("en", "actor")["pronouns"]["heads"].split())


def find_pronouns(syntax: Syntax, text: str, taken: set[int]) -> list[Mention]:
    """Pronoun mentions, in text order; `taken` are the tokens inside names."""
    found = []
    for token in syntax.tokens:
        if token.i not in taken and is_pronoun(syntax, token):
            kind = (
                "person" if table().get(token.lower) in ("m", "f", "first") or token.lower in ("who", "whom") else None
            )
            found.append(Mention(token.start, token.end, text[token.start : token.end], token.i, kind, "pronoun"))
    return found


def is_pronoun(syntax: Syntax, token: Token) -> bool:
    kind = table().get(token.lower)
    if kind == "relative":
        return token.tag in ("WP", "WDT", "WP$") and any(syntax.tokens[k].dep == "relcl" for k in _up(syntax, token.i))
    if kind is not None:
        return token.tag in ("PRP", "PRP$") and token.dep != "expl" and not is_empty_it(syntax, token)
    return (
        token.lower in loners()
        and token.dep in ALONE
        and token.pos in ("PRON", "DET", "ADJ", "NOUN", "NUM")
        and not any(syntax.tokens[k].pos == "NOUN" for k in syntax.children[token.i])
    )


def is_empty_it(syntax: Syntax, token: Token) -> bool:
    """ "It is clear that", "it seems": a subject that stands for a clause."""
    if token.lower != "it" or token.dep not in ("nsubj", "nsubjpass"):
        return False
    verb = syntax.tokens[token.head]
    if verb.lemma in ("seem", "appear", "rain", "snow", "happen", "emerge", "transpire", "turn"):
        return True
    deps = {syntax.tokens[k].dep: k for k in syntax.children[token.head]}
    if verb.lemma == "be":
        return ("acomp" in deps or "attr" in deps) and bool(deps.keys() & {"ccomp", "xcomp", "csubj", "advcl", "relcl"})
    return token.dep == "nsubjpass" and "ccomp" in deps


def _up(syntax: Syntax, i: int) -> list[int]:
    """The few nearest tokens above."""
    found = []
    for k in syntax.ancestors(i):
        found.append(k)
        if len(found) == 4:
            break
    return found
