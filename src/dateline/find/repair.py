"""Mending the parse where news is written as treebanks are not: who speaks at the end of a sentence.

The parser takes the speaker of ", the head of the service said Thursday, agencies reported" for an apposition to
the noun before the comma, and hangs the day on the later verb. Each repair moves one token and keeps the tree a tree.
"""

from __future__ import annotations

from dateline.types import Token

FINITE = frozenset(("VBD", "VBZ", "VBP"))
SUBJECTS = frozenset(("nsubj", "nsubjpass", "csubj", "expl"))


def repair(tokens: list[Token]) -> list[Token]:
    """The tokens with speakers made subjects of their verbs; `head` and `dep` may differ, nothing else."""
    children: list[list[int]] = [[] for _ in tokens]
    for token in tokens:
        if token.head != token.i:
            children[token.head].append(token.i)
    for i in range(len(tokens)):
        if tokens[i].dep == "appos":
            lift_person(tokens, children, i)
    for i, token in enumerate(tokens):
        if tokens[i].dep == "appos":
            make_subject(tokens, children, i)
        elif token.dep == "npadvmod" and token.name == "DATE":
            pull_day(tokens, children, i)
    return tokens


def move(tokens: list[Token], children: list[list[int]], i: int, head: int, dep: str) -> None:
    """Hang token i on another head, unless that head stands below it."""
    k = head
    while True:
        if k == i:
            return
        if tokens[k].head == k:
            break
        k = tokens[k].head
    children[tokens[i].head].remove(i)
    children[head].append(i)
    tokens[i] = tokens[i]._replace(head=head, dep=dep)


def end_of(tokens: list[Token], children: list[list[int]], i: int) -> int:
    """Index behind the last token under token i."""
    last, stack = i, [i]
    while stack:
        k = stack.pop()
        last = max(last, k)
        stack.extend(children[k])
    return last + 1


def lift_person(tokens: list[Token], children: list[list[int]], i: int) -> None:
    """ "the governor of Kunduz, Omar Safi": the person stands beside the governor, not the town."""
    town = tokens[i].head
    if tokens[i].name != "PERSON" or tokens[town].name not in ("GPE", "LOC", "ORG", "NORP"):
        return
    link = tokens[town].head
    if tokens[town].dep == "pobj" and tokens[link].lower == "of" and tokens[tokens[link].head].pos == "NOUN":
        move(tokens, children, i, tokens[link].head, "appos")


def make_subject(tokens: list[Token], children: list[list[int]], i: int) -> None:
    """An apposition that runs straight into a finite verb without a subject is that verb's subject."""
    head = tokens[i].head
    if head >= i or not any(tokens[k].text == "," for k in range(head + 1, i)):
        return
    end = end_of(tokens, children, i)
    if (
        end < len(tokens)
        and tokens[end].text in (",", "-", "–", "—")
        and any(tokens[k].dep == "appos" for k in children[i])
    ):
        end += 1
    if end >= len(tokens) or tokens[end].sentence != tokens[i].sentence:
        return
    verb = tokens[end]
    if (
        verb.pos == "VERB"
        and verb.tag in FINITE
        and not any(tokens[k].dep in SUBJECTS for k in children[end])
        and verb.dep not in ("relcl", "acl", "conj")
    ):
        move(tokens, children, i, end, "nsubj")


def pull_day(tokens: list[Token], children: list[list[int]], i: int) -> None:
    """ "said Thursday, agencies reported": the day belongs to the verb it follows."""
    before = tokens[i - 1] if i else tokens[i]
    if tokens[i].head > i and before.pos == "VERB" and before.sentence == tokens[i].sentence:
        move(tokens, children, i, before.i, "npadvmod")
