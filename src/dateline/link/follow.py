"""Which statements of a report tell more of another: "The blast killed 12. Five others were wounded."

Only what the words show is taken: a definite noun for the happening ("the blast", "this attack"), a count of those
killed or injured, or a verb of harm without a doer of its own. A count belongs to what its own sentence tells ("the
death toll from the bombing rose to 46"), else like the others to an earlier one. Two happenings that contradict one
another in the same sentence leave it open which is meant, and then none is.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from dateline.link.compare import far, number, specific
from dateline.types.document import Document
from dateline.types.mention import Mention
from dateline.types.span import Span
from dateline.types.statement import Statement
from dateline.types.values import Time

FAR = 4
"""Sentences back in which the other is looked for."""
HURT = {"killed": "ASSAULT", "injured": "ASSAULT"}
"""Figures that a happening of some type leaves behind."""
DEFINITE = frozenset({"the", "this", "that", "these", "those"})
BLASTS = frozenset({"explosives", "suicide-attack", "aerial", "drone", "heavy-weapons", "destroy"})
"""Ways of attack of which a later sentence may tell by one another's words: a raid is "the blast" in the next."""
AHEAD = frozenset({"future", "requested", "hypothetical"})


def follow(document: Document, statements: Sequence[Statement]) -> Iterator[tuple[Statement, Statement]]:
    """Pairs (statement, the one that it tells more of), in text order of the first, figures behind the events of
    their sentence."""
    if document.syntax is None:
        return
    line = {s.id: at.i if (at := document.syntax.sentence_at(s.trigger.start)) else -1 for s in statements}
    order = sorted(statements, key=lambda s: (line[s.id], s.kind == "figure", s.trigger.start, s.id))
    for place, s in enumerate(order):
        if not refers(document, s):
            continue
        near = [a for a in order[:place] if reaches(back := line[s.id] - line[a.id], s) and fits(a, s, here=not back)]
        near = [a for a in near if set(a.modes) & set(s.modes)] or near
        last = [a for a in near if line[a.id] == line[near[-1].id]] if near else []
        told = [a for a in order if line[a.id] == line[s.id] and of_type(a, s)] if s.kind == "figure" else []
        if last and all(same_ground(a, b) for a in (*last, *told) for b in (*last, s)):
            yield s, last[0]


def reaches(back: int, s: Statement) -> bool:
    """Whether another, so many sentences back, can be meant; in its own sentence only by a count."""
    return 0 < back <= FAR or (back == 0 and s.kind == "figure")


WARS = frozenset({"war", "wars", "conflict", "conflicts", "insurgency", "uprising", "violence", "unrest"})
"""Nouns for what goes on for long: "the war" means no attack of the sentence before."""
TOTAL = 5000.0
"""Dead or hurt from which a count is that of a whole war and not of one happening in it."""


def refers(document: Document, s: Statement) -> bool:
    """Whether a statement's words point back at something told before."""
    if any(f.role in HURT and number(f.low, f.high) >= TOTAL for f in s.figures):
        return False
    if s.kind == "figure":
        return s.type in HURT
    return is_definite(document, s.trigger) or (any(f.role in HURT for f in s.figures) and not own_doer(document, s))


def own_doer(document: Document, s: Statement) -> bool:
    """Whether somebody does it: "gunmen killed two" is news, "the blast killed two" and "two were killed" go on."""
    return any(m.entity is not None and not is_definite(document, m.span) for m in s.actors)


def is_definite(document: Document, span: Span) -> bool:
    """Whether a noun stands with "the" or "this", and is not one of several ("the weakest offer")."""
    assert document.syntax is not None
    tokens, children = document.syntax.tokens, document.syntax.children
    inside = document.syntax.within(span)
    nouns = [i for i in inside if tokens[i].pos == "NOUN"]
    return any(
        tokens[child].lower in DEFINITE and not any(tokens[other].tag == "JJS" for other in children[i])
        for i in nouns if tokens[i].lower not in WARS for child in children[i]
    )  # fmt: skip


def of_type(a: Statement, s: Statement) -> bool:
    """Whether it is an event of the type of the other, or of that which leaves such a figure behind."""
    return a.kind == "event" and a.type == (HURT[s.type] if s.kind == "figure" else s.type)


def fits(a: Statement, s: Statement, *, here: bool) -> bool:
    """Whether another statement can be what is meant: of the same type, as real, nowhere else, not another time. What
    stands `here`, in one sentence, is history together."""
    if not of_type(a, s):
        return False
    if (a.background != s.background and not here) or (a.status in AHEAD) != (s.status in AHEAD):
        return False
    if a.modes and s.modes and one_way(a).isdisjoint(one_way(s)):
        return False
    if any(x.role == y.role and far(x.low, x.high, y.low, y.high) for x in a.figures for y in s.figures):
        return False
    return same_ground(a, s) and not any(others(x, y) for x, y in ((a.actors, s.actors), (a.recipients, s.recipients)))


def one_way(s: Statement) -> frozenset[str]:
    """Its modes, all that end in a blast being one."""
    return frozenset("blast" if mode in BLASTS else mode for mode in s.modes)


def others(a: Sequence[Mention], b: Sequence[Mention]) -> bool:
    """Whether both name somebody, and nobody in common."""
    left, right = ({m.entity.id for m in side if m.entity and specific(m.entity.id)} for side in (a, b))
    return bool(left and right and left.isdisjoint(right))


def same_ground(a: Statement, b: Statement) -> bool:
    """Whether times and places do not contradict one another; a figure's time is that of the count."""
    if a.kind == b.kind and a.time and b.time and not overlap(a.time, b.time):
        return False
    p, q = a.place, b.place
    return p is None or q is None or p.gazetteer_id == q.gazetteer_id or None in (p.gazetteer_id, q.gazetteer_id)


def overlap(x: Time, y: Time) -> bool:
    """Whether two stated times share a day, as far as their ends are known."""
    if x.start is None or y.start is None:
        return True
    return x.start <= (y.end or x.start) and y.start <= (x.end or y.start)
