"""Mentions of actors: names, descriptions and pronouns, not yet resolved to anybody."""

from __future__ import annotations

import re
from collections.abc import Collection
from dataclasses import replace

from dateline.find.casing import cased
from dateline.find.group import GroupFinder
from dateline.find.known import known_as
from dateline.find.name import NameFinder
from dateline.find.pronoun import find_pronouns
from dateline.find.run import Named, head_of, text_of
from dateline.lang.noun_class import classes_of
from dateline.types import Document, Mention, Span, Syntax, Token

KINDS = {"PERSON": "person", "ORG": "organisation", "GPE": "place", "LOC": "place", "FAC": "place", "NORP": "group"}

ASIDE = re.compile(r"\s?[,—–(-]\s?(?:(?:the|a|an)\s)?\Z")
"""What stands between a name and a description of its bearer."""


class ActorStage:
    """Gives every mention of somebody, or of a named place, in text order, without entities. Descriptions
    that stand beside a person's name ("Foreign Minister X", "its leader, X") have that name as antecedent."""

    name = "actor"
    version = "2"
    needs = ("syntax",)
    gives = "mentions"

    def __call__(self, document: Document) -> tuple[Mention, ...]:
        syntax = cased(document)
        if syntax is None or not syntax.tokens:
            return ()
        text = document.text
        inside: dict[int, int] = {}
        names: list[Mention] = []
        for name in NameFinder(syntax, trusted=document.hints is not None).find():
            head = head_of(syntax, name.first, name.last)
            kind = kind_of_name(syntax, name, head)
            if kind is None:
                continue
            inside.update(dict.fromkeys(range(name.first, name.last), head))
            span = syntax.span(name.first, name.last)
            names.append(Mention(span.start, span.end, text[span.start : span.end], head, kind, "name"))
        groups = [own_words(syntax, text, group, inside) for group in GroupFinder(syntax, inside).find(text)]
        pronouns = find_pronouns(syntax, text, set(inside))
        groups = tie_to_names(syntax, text, groups, names)
        return tuple(sorted((*names, *groups, *pronouns), key=lambda m: (m.start, -m.end)))


def own_words(syntax: Syntax, text: str, group: Mention, inside: Collection[int]) -> Mention:
    """The description without words before it that hang on the noun it modifies: of "a major police raid", "police"."""
    tokens = syntax.tokens
    over = tokens[group.head].head
    if tokens[group.head].dep not in ("compound", "nmod", "amod") or over in inside:
        return group
    words = [i for i in syntax.within(group.span) if i <= group.head]
    while len(words) > 1 and tokens[words[0]].head == over and is_general(tokens[words[0]]):
        words.pop(0)
    start = tokens[words[0]].start
    return replace(group, start=start, text=text[start : group.end])


def is_general(token: Token) -> bool:
    """Whether a word says nothing of who acts: a mere adjective, neither a nationality nor a noun."""
    plain = token.text.islower() and "-" not in token.text and not token.name
    return plain and token.dep == "amod" and token.pos in ("ADJ", "VERB")


def kind_of_name(syntax: Syntax, name: Named, head: int) -> str | None:
    """The mention kind of a name; None when it is a nationality that only says whose an actor is."""
    if name.label == "NORP":
        return _kind_of_people(syntax, head)
    if name.label == "GPE" and known_as(text_of(syntax.tokens, name.first, name.last)) == "country":
        return "country"
    return KINDS[name.label]


def _kind_of_people(syntax: Syntax, head: int) -> str | None:
    """ "Kurds" are a group, "a Palestinian" a person; "Russian" before "strikes" stands for the country, and
    before "troops" for nobody: it is part of their description."""
    token = syntax.tokens[head]
    if token.dep in ("amod", "compound", "nmod"):
        above = syntax.tokens[token.head]
        classes = classes_of(above.lemma)
        return None if "actor" in classes or "place" in classes or above.pos == "PROPN" else "country"
    if token.pos == "ADJ" and token.dep not in ("nsubj", "nsubjpass", "dobj", "pobj", "conj", "agent"):
        return None
    if token.tag in ("NNS", "NNPS") or token.lower.endswith(("ish", "ese", "ch")):
        return "group"
    alone = any(syntax.tokens[k].lower in ("a", "an", "one", "another") for k in syntax.children[head])
    return "person" if alone else "group"


def tie_to_names(syntax: Syntax, text: str, groups: list[Mention], names: list[Mention]) -> list[Mention]:
    """Descriptions with the name beside them as antecedent: title, apposition, or mere adjacency."""
    tokens = syntax.tokens
    by_head = {m.head: m for m in names}
    by_end = {m.end: m for m in names}
    by_start = {m.start: m for m in names if m.kind == "person"}
    tied = []
    for group in groups:
        token = tokens[group.head]
        name = None
        if token.dep in ("compound", "nmod") and token.head in by_head and token.head > token.i:
            name = by_head[token.head]
        elif token.dep == "appos":
            name = by_head.get(token.head)
        if name is None:
            near = (by_head.get(k) for k in syntax.children[token.i] if tokens[k].dep == "appos" and k > token.i)
            name = next((m for m in near if m is not None and fits(group, m)), None)
        if name is None and group.kind == "person":
            name = by_start.get(group.end + 1)
        if name is None and token.dep != "conj" and (match := ASIDE.search(text, group.start - 12, group.start)):
            closed = text[group.end : group.end + 2].lstrip()[:1] in (",", ".", "—", "–", "-", ")", ";")
            name = by_end.get(match.start()) if closed else None
        tied.append(replace(group, antecedent=Span(name.start, name.end)) if name and fits(group, name) else group)
    return tied


def fits(group: Mention, name: Mention) -> bool:
    """Whether a description and a name can stand for the same."""
    if group.kind == "person":
        return name.kind == "person"
    if group.kind in ("organisation", "group"):
        return name.kind in ("organisation", "group")
    return group.kind == name.kind or (group.kind == "country" and name.kind == "place")
