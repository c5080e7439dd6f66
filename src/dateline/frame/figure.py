"""Figures: how many, of whom, doing or suffering what; as details of events, or as statements of their own."""

from __future__ import annotations

from dateline.frame.context import Context, noun_classes
from dateline.frame.frame import Frame
from dateline.lang import load
from dateline.ontology.lexicon import load_data
from dateline.types import Figure, Quantity

PEOPLE = frozenset(("person", "armed", "official", "civilian", "crowd"))
THINGS = frozenset(("weapon", "vehicle", "building"))
UP, DOWN = "growing", "falling"


def attach_figures(context: Context, events: list[Frame]) -> None:
    """Give every event the quantities that count its participants, its dead, its money."""
    for i, quantity in context.quantity_at.items():
        for frame, role in owners(context, events, i, quantity):
            if role == "other" and is_idle(context, quantity):
                continue
            frame.figures.append(as_figure(context, quantity, role, i))


PARTIES = frozenset((
    "side", "party", "country", "nation", "government", "state", "neighbour", "neighbor", "ally", "leader", "man",
    "woman", "one", "other", "minister", "president", "group", "faction", "company", "time",
))  # fmt: skip
"""Nouns whose count only names who is spoken of: "the two sides", "three ministers"."""


def is_idle(context: Context, quantity: Quantity) -> bool:
    """Whether a number that says nothing of harm, people or money tells nothing: "several targets", "the two sides"."""
    return quantity.low is None or (quantity.low <= 3 and (quantity.unit or "other") in PARTIES)


def owners(context: Context, events: list[Frame], i: int, quantity: Quantity) -> list[tuple[Frame, str]]:
    """The event that the quantity at token i is a detail of, with the figure's role in it."""
    counted = quantity.unit_token if quantity.unit_token is not None else i
    sentence = context.tokens[i].sentence
    above = {k: steps for steps, k in enumerate((counted, *context.syntax.ancestors(counted)))}
    near = [frame for frame in events if context.tokens[frame.trigger].sentence == sentence]
    for frame in sorted(near, key=lambda f: min(above.get(t, len(above)) for t in f.triggers)):
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
    if not context.classes(counted) & PEOPLE:
        return "other"
    if frame.type == "PROTEST":
        return "participants"
    return "fighters" if "armed" in context.classes(counted) else "participants"


OPEN_ABOVE = frozenset(("at least", "more than"))
OPEN_BELOW = frozenset(("at most", "up to", "less than"))


def as_figure(context: Context, quantity: Quantity, role: str, i: int) -> Figure:
    """The quantity as a detail of an event."""
    low, high = bounds(quantity)
    return Figure(quantity.span, role, low, high, quantity.hedge, quantity.unit)


def bounds(quantity: Quantity) -> tuple[float | None, float | None]:
    """Low and high as far as they are known: of "at least 40" nobody says the upper one."""
    low, high = quantity.low, quantity.high
    if low != high:
        return low, high
    return (None if quantity.hedge in OPEN_BELOW else low), (None if quantity.hedge in OPEN_ABOVE else high)


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
    people = counted in context.mention_at and context.classes(counted) & PEOPLE
    things = noun_classes(context.tokens[counted]) & (PEOPLE | THINGS)
    if not people and not things and not is_casualty(context, counted):
        return None
    if not is_number(quantity) or not has_verb(context, counted):
        return None
    if any(frame.type != "ASSAULT" for frame, _ in owners(context, events, i, quantity)):
        return None
    if owners(context, events, i, quantity) and not is_fighting(context, counted):
        return None
    role = standing_role(context, counted)
    if role == "other" and not is_plight(context, counted, quantity):
        return None
    if role == "fighters" and is_passing(context, counted):
        return None
    frame = Frame("figure", role, counted, (counted,), actors=[counted])
    frame.figures.append(as_figure(context, quantity, role, i))
    return frame


PLIGHT = frozenset((
    "need", "require", "remain", "live", "lack", "face", "starve", "trap", "strand", "stay", "besiege", "affect",
    "depend", "rely", "suffer", "shelter", "vanish", "disappear", "cut", "register", "hide", "wait", "endanger",
))  # fmt: skip
"""Verbs by which a number of people is itself the news: "two million people need food"."""
MANY = 20


def is_plight(context: Context, i: int, quantity: Quantity) -> bool:
    """Whether people, and not a few, are counted by what they are in; other counts are details of no statement."""
    token = context.tokens[i]
    verb = context.tokens[token.head]
    counted = bool(context.classes(i) & PEOPLE) and token.dep in ("nsubj", "nsubjpass")
    return counted and verb.lemma in PLIGHT and (quantity.low or 0) >= MANY


def is_passing(context: Context, i: int) -> bool:
    """Fighters counted only in passing, as part of others or where they were hit: "including four officers"."""
    token = context.tokens[i]
    link = context.tokens[token.head]
    if token.dep in ("appos", "conj") or link.lower in load("en", "grammar")["including"]:
        return True
    return token.dep in ("nsubjpass", "dobj") and link.lemma not in ("have", "number", "deploy", "station", "comprise")


def is_casualty(context: Context, i: int) -> bool:
    """Whether the counted noun is one by which the dead, the hurt or the held are counted: "38 bodies"."""
    lemma = context.tokens[i].lemma
    return any(lemma in (rows or {}).get("nouns", ()) for rows in load_data("casualty").values())


def has_verb(context: Context, i: int) -> bool:
    """Whether the sentence says anything: a table's rows do not."""
    sentence = context.syntax.sentences[context.tokens[i].sentence]
    return any(t.pos in ("VERB", "AUX") for t in context.tokens[sentence.first : sentence.last])


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
    lemmas = [context.tokens[i].lemma, *(context.tokens[k].lower for k in context.grammar.kids(i, "amod", "acl"))]
    for lemma in lemmas:
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
    """ "the number of rebels is growing", "the death toll rose to 35", "officials put the toll at 35"."""
    words = load_data("trend")
    direction = dict.fromkeys(words["growing"], UP) | dict.fromkeys(words["falling"], DOWN)
    measures, stating, standing = (frozenset(words[name]) for name in ("measures", "stating", "standing"))
    found = []
    for token in context.tokens:
        if token.pos not in ("VERB", "AUX") or not is_framed(context, token.i):
            continue
        roles = context.grammar.roles(token.i)
        subjects, objects = roles.get("subject", []), roles.get("object", [])
        given = token.lemma in stating
        stated = given or token.lemma in standing
        for i in objects if given else (*subjects, *objects):
            if context.tokens[i].lemma not in measures or not (stated or token.lemma in direction):
                continue
            frame = measure_frame(context, token.i, i, direction.get(token.lemma))
            if frame is not None:
                frame.speaker = next((k for k in subjects if given and k != i), None)
                found.append(frame)
    return found


def is_framed(context: Context, i: int) -> bool:
    sentence = context.syntax.sentences[context.tokens[i].sentence]
    return context.document.blocks[sentence.block].kind == "paragraph"


def measure_frame(context: Context, verb: int, measure: int, trend: str | None) -> Frame | None:
    """A figure statement for a noun that stands for a number; None when the verb gives neither number nor direction."""
    counted = context.counted(measure)
    roles = context.grammar.roles(verb)
    places = [k for role in ("to", "at", "as", "of", "attribute", "object") for k in roles.get(role, [])]
    hits = [context.quantity_at[k] for k in places if k in context.quantity_at]
    quantity = hits[0] if hits else number_below(context, verb)
    if quantity is None and trend is None:
        return None
    role = measure_role(context, measure, counted)
    span = quantity.span if quantity else context.syntax.span(verb, verb + 1)
    unit = None if counted == measure else context.tokens[counted].lemma
    frame = Frame("figure", role, verb, (verb,), actors=[] if counted == measure else [counted])
    low, high, hedge = (*bounds(quantity), quantity.hedge) if quantity else (None, None, None)
    frame.figures.append(Figure(span, role, low, high, hedge, unit, trend))
    return frame


def number_below(context: Context, verb: int) -> Quantity | None:
    """A quantity that hangs on a preposition of the verb: "at 35", "to more than 40"."""
    for p in context.grammar.kids(verb, "prep", "attr"):
        if context.tokens[p].lower in ("at", "to", "as") or context.tokens[p].dep == "attr":
            first, last = context.syntax.subtree(p)
            for k in range(first, last):
                if k in context.quantity_at and context.quantity_at[k].kind == "count":
                    return context.quantity_at[k]
            bare = next((k for k in range(first, last) if context.tokens[k].tag == "CD"), None)
            if bare is not None and bare not in context.time_at:
                return bare_number(context, bare)
    return None


def bare_number(context: Context, i: int) -> Quantity | None:
    """A number that counts nothing by itself ("at 35"), when it is written in digits."""
    digits = context.tokens[i].text.replace(",", "")
    if not digits.isdigit() or len(digits) > 12:
        return None
    return Quantity(context.syntax.span(i, i + 1), float(digits), float(digits), None, None, None)


def measure_role(context: Context, measure: int, counted: int) -> str:
    """ "the death toll" counts the killed, "the number of wounded" the injured."""
    modifiers = [context.tokens[k].lemma for k in context.grammar.kids(measure, "compound", "amod")]
    if any(m in ("injury", "injured", "wounded") for m in modifiers):
        return "injured"
    return standing_role(context, measure) if counted == measure else standing_role(context, counted)
