"""Tying what somebody asks for, promises, threatens or refuses to the verbal act that says so."""

from __future__ import annotations

from dateline.frame.context import Context
from dateline.frame.frame import Frame


def link_content(context: Context, frame: Frame, at: dict[int, Frame]) -> None:
    """Tie the acts that somebody asks for, promises, threatens or refuses to the verbal act."""
    if frame.entry is None or frame.entry.content is None:
        return
    first, last = context.syntax.subtree(frame.trigger)
    roots = content_roots(context, frame)
    for i in range(first, last):
        inner = at.get(i)
        if inner is None or inner is frame:
            continue
        if i in frame.words and inner.type == frame.type:
            inner.dropped = "part of the phrase"
            continue
        if any(i == root or root in context.syntax.ancestors(i) for root in roots) and (
            inner.about is None or inner.about.trigger in context.syntax.ancestors(frame.trigger)
        ):
            inner.about = frame


def content_roots(context: Context, frame: Frame) -> list[int]:
    """Heads of the clauses and nouns that say what is asked, promised, threatened or refused."""
    grammar, tokens = context.grammar, context.tokens
    roots = [k for k in grammar.kids(frame.trigger, "ccomp", "xcomp", "acl") if tokens[k].pos != "ADP"]
    for word in {frame.trigger, *frame.words}:
        for p in grammar.kids(word, "prep"):
            if tokens[p].lower in ("for", "of", "to", "from", "with", "against", "on", "in", "over", "about"):
                roots += [k for k in grammar.kids(p, "pobj", "pcomp") if not context.acts(k)]
        if tokens[word].lower in ("for", "of", "from", "to"):
            roots += [k for k in grammar.kids(word, "pobj", "pcomp") if not context.acts(k)]
    for k in grammar.roles(frame.trigger).get("object", []):
        if not context.acts(k):
            roots.append(k)
        for p in grammar.kids(k, "prep"):
            roots += [m for m in grammar.kids(p, "pcomp") if tokens[p].lower in ("of", "for", "from", "against")]
    if not any(tokens[k].pos == "VERB" for k in roots):
        roots += strayed_infinitives(context, frame)
    return roots


def strayed_infinitives(context: Context, frame: Frame) -> list[int]:
    """Infinitives the parser hung as an adverbial on the verb, or inside whoever is asked ("called on men
    fighting abroad to return")."""
    _, last = context.syntax.subtree(frame.trigger)
    tokens = context.tokens
    return [
        i for i in range(frame.trigger + 1, last)
        if tokens[i].dep == "advcl" and tokens[i].tag == "VB"
        and any(tokens[k].tag == "TO" for k in context.syntax.children[i])
    ][:1]  # fmt: skip
