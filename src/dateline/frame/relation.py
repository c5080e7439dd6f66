"""Relations: what holds between two actors, or between an actor and a post, a place, a label or a goal."""

from __future__ import annotations

from dateline.frame.context import Context
from dateline.frame.fit import can_act
from dateline.frame.frame import Frame
from dateline.frame.participant import first_filled, phrase_roles
from dateline.frame.trigger import find_triggers
from dateline.ontology.lexicon import Entry, load_relations
from dateline.types import Mention

FREE = frozenset(("seeks", "identified_as", "office_of", "also_known_as", "opposes", "based_in"))
"""Relations whose second member may be a goal, a label, a post or a place instead of somebody who acts."""


NEAR = 40
"""Code points between an office and the name right behind it: "minister of state for housing X"."""

OF_PERSONS = frozenset(("leads", "office_of"))
"""Relations whose first member is a person."""


def is_person(context: Context, i: int) -> bool:
    mention = context.mention_at.get(i)
    if mention is not None and (
        mention.kind in ("organisation", "country", "place") or (mention.form == "name" and mention.kind == "group")
    ):
        return False
    return "organisation" not in context.classes(i)


def find_relations(context: Context) -> list[Frame]:
    """The relation frames of a document, both members filled; what lacks one is no relation."""
    frames = find_triggers(context, load_relations(), "relation")
    described = descriptions(context)
    for frame in frames:
        fill(context, frame, described)
    return [frame for frame in unique(frames) if frame.actors and frame.recipients]


def descriptions(context: Context) -> dict[int, int]:
    """Head tokens of the descriptions in a sentence ("the head of the FSB", "its leader") -> of the name meant."""
    found: dict[int, int] = {}
    heads = {(m.start, m.end): m.head for m in context.document.mentions}
    for mention in context.document.mentions:
        if mention.form != "nominal" or mention.antecedent is None:
            continue
        name = heads.get((mention.antecedent.start, mention.antecedent.end))
        if name is not None and context.tokens[name].sentence == context.tokens[mention.head].sentence:
            found[mention.head] = name
    return found


def fill(context: Context, frame: Frame, described: dict[int, int]) -> None:
    entry, i = frame.entry, frame.trigger
    assert entry is not None
    roles = phrase_roles(context, frame, i)
    named = [described[i]] if i in described else named_by(context, i)
    if entry.pos == "noun":
        together, body = run_together(context, roles)
        if together:
            frame.actors, frame.recipients = together, body
            return
    if entry.pos == "noun" and named:
        frame.actors = named
    else:
        frame.actors = first_filled(context, roles, entry.actor, frame, recipient=False)
    if frame.type in OF_PERSONS:
        frame.actors = [k for k in frame.actors if is_person(context, k)]
    frame.recipients = [k for k in second(context, frame, entry, roles) if k not in frame.actors]
    settle_office(context, frame)
    if frame.type == "office_of" and entry.pos == "noun" and is_title(context, i, frame.actors):
        frame.actors = []


def is_title(context: Context, i: int, bearers: list[int]) -> bool:
    """Whether the office at token i only stands before the name ("Foreign Minister X said"): that is a form of
    address, kept as the role of whoever bears it, and states nothing."""
    for bearer in bearers:
        mention = context.mention_at.get(bearer)
        start = mention.start if mention else context.tokens[bearer].start
        between = context.document.text[context.tokens[i].end : start]
        if context.tokens[i].start < start and "," not in between and len(between) < NEAR:
            return True
    return False


def settle_office(context: Context, frame: Frame) -> None:
    """Who heads a country holds its office; who "leads" mere kinds of people ("student leader") leads nothing named."""
    if frame.type != "leads" or frame.entry is None or frame.entry.pos != "noun":
        return
    countries = [k for k in frame.recipients if is_country(context, k)]
    if countries:
        frame.type, frame.recipients = "office_of", countries
    else:
        frame.recipients = [k for k in frame.recipients if is_side(context, k) or "organisation" in context.classes(k)]


def is_country(context: Context, i: int) -> bool:
    mention = context.mention_at.get(i)
    if mention is not None and mention.entity is not None:
        return mention.entity.kind == "country"
    return context.tokens[i].name in ("GPE", "NORP") and context.tokens[i].pos in ("ADJ", "PROPN")


def second(context: Context, frame: Frame, entry: Entry, roles: dict[str, list[int]]) -> list[int]:
    """The second member: somebody who acts, or for the FREE relations whatever stands there."""
    for role in entry.recipient:
        tokens = context.holders(roles.get(role, []))
        fit = tokens if frame.type in FREE else [k for k in tokens if can_act(context, k)]
        fit = [k for k in fit if k not in frame.words and k not in frame.actors]
        if frame.type == "fights_for":
            fit = [k for k in fit if is_side(context, k)]
        if fit:
            return fit
        if role == "clause" and frame.type == "seeks":
            clauses = context.grammar.kids(frame.trigger, "xcomp", "ccomp")
            if clauses:
                return clauses[:1]
    return []


def is_side(context: Context, i: int) -> bool:
    """Somebody one can fight for: a name, a country, an armed body; not "the establishment of a state"."""
    mention = context.mention_at.get(i)
    return (mention is not None and mention.form == "name") or bool(
        context.classes(i) & {"armed", "country", "pronoun"}
    )


def named_by(context: Context, i: int) -> list[int]:
    """The person that a title or description at token i is put beside: "President X", "X, leader of Y"."""
    token = context.tokens[i]
    for k in context.grammar.kids(i, "appos"):
        if context.tokens[k].name == "PERSON":
            return [k]
    head = context.tokens[token.head]
    if token.dep in ("compound", "nmod") and head.name == "PERSON":
        return [head.i]
    if token.dep == "appos" and (head.name in ("PERSON", "ORG", "GPE", "NORP") or context.acts(head.i)):
        return [head.i]
    return []


def run_together(context: Context, roles: dict[str, list[int]]) -> tuple[list[int], list[int]]:
    """ "the head of the FSB Alexander Bortnikov" without a comma: the parser takes body and person for one name."""
    for i in roles.get("of", []):
        if context.tokens[i].name != "PERSON":
            continue
        first, _ = context.syntax.subtree(i)
        body = [k for k in range(first, i) if k in context.mention_at and context.mention_at[k].kind != "person"]
        if body:
            return [i], body[-1:]
    return [], []


def unique(frames: list[Frame]) -> list[Frame]:
    """One relation once a sentence, however many words say it."""
    seen: set[tuple[str, tuple[int, ...], tuple[int, ...]]] = set()
    found = []
    for frame in frames:
        key = (frame.type, tuple(frame.actors), tuple(frame.recipients))
        if key not in seen:
            seen.add(key)
            found.append(frame)
    return found


def goal_mention(context: Context, i: int) -> Mention:
    """The whole clause or noun phrase at token i as a mention without an entity: a goal, a label."""
    first, last = context.syntax.subtree(i)
    for k in range(i + 1, last):
        token = context.tokens[k]
        if token.tag in ("WDT", "WP", "WP$") or (
            token.head == i and token.dep in ("relcl", "appos", "conj", "cc", "punct", "parataxis")
        ):
            last = k
            break
    while last - 1 > i and context.tokens[last - 1].pos in ("PUNCT", "CCONJ"):
        last -= 1
    span = context.syntax.span(first, last)
    return Mention(span.start, span.end, span.text(context.document.text), i, None, "nominal")
