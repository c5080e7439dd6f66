"""Figures: how many, of whom, doing or suffering what; as details of events, or as statements of their own."""

from __future__ import annotations

from dateline.frame.context import Context
from dateline.frame.frame import Frame
from dateline.ontology.lexicon import load_data
from dateline.types import Figure, Quantity

PEOPLE = frozenset(("person", "armed", "official", "civilian", "crowd", "actor"))
THINGS = frozenset(("weapon", "vehicle", "building"))
UP, DOWN = "growing", "falling"


def attach_figures(context: Context, events: list[Frame]) -> None:
    """Give every event the quantities that count its participants, its dead, its money."""
    for i, quantity in context.quantity_at.items():
        for frame, role in owners(context, events, i, quantity):
            frame.figures.append(as_figure(context, quantity, role, i))


def owners(context: Context, events: list[Frame], i: int, quantity: Quantity) -> list[tuple[Frame, str]]:
    """The event that the quantity at token i is a detail of, with the figure's role in it."""
    counted = quantity.unit_token if quantity.unit_token is not None else i
    sentence = context.tokens[i].sentence
    for frame in events:
        if context.tokens[frame.trigger].sentence != sentence:
            continue
        for trigger in frame.triggers:
            role = detail_role(context, frame, trigger, counted, quantity)
            if role:
                return [(frame, role)]
    return []


def detail_role(context: Context, frame: Frame, trigger: int, counted: int, quantity: Quantity) -> str | None:
    """What the counted thing is to the trigger: killed, arrested, participants, money ... or None."""
    roles = context.grammar.roles(trigger)
    lemma = context.tokens[trigger].lemma
    words = " ".join(context.tokens[k].lemma for k in frame.words)
    for role in roles:
        held = context.holders(roles[role])
        if counted not in held and counted not in roles[role] and not counts(context, counted, held):
            continue
        if quantity.kind == "money":
            return "money"
        if quantity.kind != "count":
            return None
        side = "object" if role in ("object", "of", "attribute") else "subject"
        return casualty_role(lemma, side) or casualty_role(words, side) or type_role(context, frame, side, counted)
    if quantity.kind == "money" and trigger in context.syntax.ancestors(counted):
        return "money"
    return None


def counts(context: Context, counted: int, held: list[int]) -> bool:
    """Whether the counted token leads down to one of the holders: "dozens" of "protesters"."""
    return context.counted(counted) in held


def casualty_role(lemma: str, side: str) -> str | None:
    """Figure role of what stands as subject or object of this predicate, by data/casualty.yaml."""
    found: str | None = casualty_table().get((lemma, side))
    return found


def casualty_table() -> dict[tuple[str, str], str]:
    table: dict[tuple[str, str], str] = {}
    for role, rows in load_data("casualty").items():
        for side in ("subject", "object"):
            for lemma in (rows or {}).get(side, ()):
                table[lemma, side] = role
    return table


def type_role(context: Context, frame: Frame, side: str, counted: int) -> str | None:
    """The role a count has by the type of its event, when the predicate itself says nothing."""
    if side == "object":
        by_mode = {"arrest": "arrested", "abduct": "abducted", "troops": "fighters", "militia": "fighters"}
        for mode in frame.modes:
            if mode in by_mode:
                return by_mode[mode]
        return "other"
    if frame.type == "PROTEST":
        return "participants"
    return "fighters" if "armed" in context.classes(counted) else "participants"


def as_figure(context: Context, quantity: Quantity, role: str, i: int) -> Figure:
    return Figure(quantity.span, role, quantity.low, quantity.high, quantity.hedge, quantity.unit)


# ---------------------------------------------------------------------- figures that stand for themselves


def find_figures(context: Context, events: list[Frame], relations: list[Frame]) -> list[Frame]:
    """Statements whose point is the number: counts no event owns, counts of those who are fighting, trends."""
    found = [frame for i, quantity in context.quantity_at.items() if (frame := own(context, events, i, quantity))]
    return [*found, *trends(context)]


def own(context: Context, events: list[Frame], i: int, quantity: Quantity) -> Frame | None:
    counted = quantity.unit_token if quantity.unit_token is not None else i
    block = context.syntax.sentences[context.tokens[i].sentence].block
    if quantity.kind != "count" or context.document.blocks[block].kind != "paragraph":
        return None
    counted = context.counted(counted)
    if not context.classes(counted) & (PEOPLE | THINGS) or not is_number(quantity):
        return None
    if any(frame.type != "ASSAULT" for frame, _ in owners(context, events, i, quantity)):
        return None
    if owners(context, events, i, quantity) and not is_fighting(context, counted):
        return None
    role = standing_role(context, counted)
    frame = Frame("figure", role, counted, (counted,), actors=[counted])
    frame.figures.append(as_figure(context, quantity, role, i))
    return frame


def is_number(quantity: Quantity) -> bool:
    """A count worth stating by itself: not "one man", "two sides", "several people"."""
    return quantity.low is not None and quantity.low > 2


def is_fighting(context: Context, i: int) -> bool:
    """Whether the counted people are the subject of an ongoing fight rather than the detail of one deed."""
    token = context.tokens[i]
    head = context.tokens[token.head]
    return token.dep == "nsubj" and head.lemma in ("fight", "battle") and head.tag == "VBG"


def standing_role(context: Context, i: int) -> str:
    """The role of a count by what is counted: fighters, displaced, killed, other."""
    lemma = context.tokens[i].lemma
    for role, rows in load_data("casualty").items():
        if lemma in (rows or {}).get("nouns", ()):
            return str(role)
    token = context.tokens[i]
    verb = context.tokens[token.head]
    if token.dep in ("nsubj", "nsubjpass") and verb.pos == "VERB":
        side = "object" if context.grammar.is_passive(verb.i) else "subject"
        role = casualty_role(verb.lemma, side)
        if role:
            return role
        if verb.lemma in ("fight", "battle"):
            return "fighters"
    return "fighters" if "armed" in context.classes(i) else "other"


def trends(context: Context) -> list[Frame]:
    """"the number of rebels is growing", "the death toll rose to 35"."""
    words = load_data("trend")
    direction = dict.fromkeys(words["growing"], UP) | dict.fromkeys(words["falling"], DOWN)
    found = []
    for token in context.tokens:
        trend = direction.get(token.lemma) if token.pos == "VERB" else None
        if trend is None:
            continue
        for subject in context.grammar.roles(token.i).get("subject", []) or context.grammar.roles(token.i).get("object", []):
            frame = trend_frame(context, token.i, subject, trend, words["measures"])
            if frame:
                found.append(frame)
    return found


def trend_frame(context: Context, verb: int, subject: int, trend: str, measures: list[str]) -> Frame | None:
    """A figure statement when the subject of a verb of change measures people or things."""
    lemma = context.tokens[subject].lemma
    if lemma not in measures:
        return None
    counted = context.counted(subject)
    role = standing_role(context, subject) if counted == subject else standing_role(context, counted)
    quantity = next(
        (context.quantity_at[k] for k in context.grammar.roles(verb).get("to", []) if k in context.quantity_at), None)
    span = context.syntax.span(verb, verb + 1) if quantity is None else quantity.span
    unit = None if counted == subject else context.tokens[counted].lemma
    frame = Frame("figure", role, verb, (verb,), actors=[] if counted == subject else [counted])
    low, high, hedge = (quantity.low, quantity.high, quantity.hedge) if quantity else (None, None, None)
    frame.figures.append(Figure(span, role, low, high, hedge, unit, trend))
    return frame
