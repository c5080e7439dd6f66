"""Putting statements together: frames with their place, time, figures, chain, status and identity."""

from __future__ import annotations

from datetime import date, timedelta
from hashlib import sha256

from dateline.frame.chain import Chains
from dateline.frame.confidence import confidence_of
from dateline.frame.context import Context
from dateline.frame.event import find_events
from dateline.frame.figure import attach_figures, find_figures
from dateline.frame.frame import Frame
from dateline.frame.judge import judge
from dateline.frame.label import Labels, settle_labels
from dateline.frame.relation import FREE, find_relations, goal_mention
from dateline.frame.setting import place_of, time_of
from dateline.frame.status import Statuses
from dateline.frame.topic import contexts_of
from dateline.ontology.lexicon import event_types
from dateline.types import Document, Mention, Span, Statement, Time, Voice


class StatementStage:
    """Events, relations and figures of a document with everything that is said about them."""

    name = "statement"
    version = "5"
    needs = ("syntax", "mentions", "places", "attributions")
    gives = "statements"

    def __call__(self, document: Document) -> tuple[Statement, ...]:
        context = Context(document)
        events = find_events(context)
        relations = judge(context, find_relations(context), events)
        events, relations = part(context, events, relations)
        figures = judge(context, find_figures(context, events, relations), [*events, *relations])
        attach_figures(context, events)
        return Assembly(context).build([*events, *relations, *figures])


PLACED = frozenset(("fights_for", "based_in"))
"""Relations that hold somewhere; the others hold wherever their members are."""

PERFORMED = frozenset(("REQUEST", "AGREE", "REJECT", "THREATEN", "CONCEDE"))
"""Verbal acts that are done by saying so; their words are no report of what they ask, promise or refuse."""

STANDING = {"SUPPORT": "supports", "ACCUSE": "opposes", "REJECT": "opposes", "ASSAULT": "opposes"}
"""Event types and the relations that the same verbs state when they tell of an attitude and not of a deed."""


HISTORY = timedelta(days=60)
"""How long before publication something must have ended to be history brought in for context."""


def is_history(time: Time | None, published: str | None) -> bool:
    """Whether the event's own time ended well before the report was published."""
    if time is None or time.end is None or published is None:
        return False
    try:
        return date.fromisoformat(time.end) < date.fromisoformat(published[:10]) - HISTORY
    except (ValueError, OverflowError):
        return False


STATED = frozenset((("REQUEST", "leads"), ("COOPERATE", "member_of"), ("REQUEST", "supports")))
"""Events that yield to what the same verb states as a relation: "commanded a unit", "joined the alliance"."""


def is_lasting(context: Context, i: int) -> bool:
    """Whether a verb tells of a lasting attitude: "backs the rebels", "forces backed by the coalition"."""
    token = context.tokens[i]
    if token.tag in ("VBP", "VBZ"):
        return not context.grammar.has(i, "aux")
    return token.tag == "VBN" and token.dep in ("acl", "amod") and not context.grammar.has(i, "aux", "auxpass")


def part(context: Context, events: list[Frame], relations: list[Frame]) -> tuple[list[Frame], list[Frame]]:
    """One verb, one statement: "backs the rebels" is a relation, "backed the motion on Friday" an event."""
    standing = {f.trigger: f for f in relations if f.type in STANDING.values()}
    both = {f.trigger for f in events if f.trigger in standing and STANDING.get(f.type) == standing[f.trigger].type}
    lasting = {i for i in both if is_lasting(context, i)}
    kinds = {f.trigger: f.type for f in relations if f.actors and f.recipients}
    lasting |= {f.trigger for f in events if (f.type, kinds.get(f.trigger)) in STATED}
    lasting |= {f.trigger for f in events if f.heard and f.trigger in kinds}
    taken = {f.trigger for f in events} - lasting
    return (
        [f for f in events if f.trigger not in lasting],
        [f for f in relations if f.trigger not in taken or f.type not in (*STANDING.values(), "seeks")],
    )


class Assembly:
    """Turns the frames of one document into statements in document order."""

    def __init__(self, context: Context) -> None:
        self.context = context
        self.chains = Chains(context.document)
        self.statuses = Statuses(context.document)
        self.cues = frozenset(i for voice in context.document.attributions for i in context.syntax.within(voice.cue))

    def build(self, frames: list[Frame]) -> tuple[Statement, ...]:
        frames = sorted(frames, key=lambda f: (f.trigger, f.kind, f.type))
        ids = {id(frame): self.identify(frame) for frame in frames}
        return tuple(self.statement(frame, ids) for frame in frames)

    def statement(self, frame: Frame, ids: dict[int, str]) -> Statement:
        context = self.context
        trigger = self.trigger_span(frame)
        sentence = context.syntax.sentences[context.tokens[frame.trigger].sentence]
        pivot = self.pivot(frame)
        status, aspect, background = self.statuses.of(pivot)
        time = time_of(context, frame, self.cues)
        background = background or is_history(time, context.document.report.published)
        if aspect == "once":
            aspect = next((a for a in map(self.statuses.aspect, frame.also) if a != "once"), aspect)
        status = "actual" if frame.refused else self.content_status(frame, status)
        if frame.kind == "relation" or (aspect == "habitual" and self.is_attitude(frame)):
            aspect = "ongoing"
        status, aspect, background = settle_labels(
            context, frame, pivot, Labels(status, aspect, background), time
        )
        chain = self.less_performer(frame, (*self.own_voice(frame), *self.chains.of(trigger)))
        return Statement(
            id=ids[id(frame)], kind=frame.kind, type=frame.type, trigger=trigger,
            sentence=Span(sentence.start, sentence.end), modes=tuple(frame.modes),
            contexts=contexts_of(context, frame),
            actors=self.mentions(frame, frame.actors), recipients=self.mentions(frame, frame.recipients),
            place=place_of(context, frame, self.cues) if frame.kind != "relation" or frame.type in PLACED else None,
            time=time,
            figures=tuple(frame.figures), attribution=chain, status=status, aspect=aspect, background=background,
            about=ids.get(id(frame.about)) if frame.about else None,
            confidence=confidence_of(context, frame), by=f"{StatementStage.name}/{StatementStage.version}",
        )  # fmt: skip

    def own_voice(self, frame: Frame) -> tuple[Voice, ...]:
        """Whoever gives the number with the trigger itself: "officials put the toll at 35"."""
        if frame.speaker is None:
            return ()
        source = self.context.mention(frame.speaker)
        cue = self.context.tokens[frame.trigger]
        named = source.form == "name" or source.antecedent is not None or source.kind == "organisation"
        return (Voice(source, Span(cue.start, cue.end), (frame.figures[0].span,), "asserts", named),)

    def less_performer(self, frame: Frame, chain: tuple[Voice, ...]) -> tuple[Voice, ...]:
        """The chain without whoever asks, promises, refuses or threatens with this: their act is a statement, and
        what they ask for is told by whoever tells of it. An accuser says what the accused did."""
        about = frame.about
        if about is None or about.type not in PERFORMED:
            return chain
        words = [self.context.tokens[i] for i in {*about.triggers, *about.words}]
        return tuple(v for v in chain if not any(v.cue.start <= w.start < v.cue.end for w in words))

    def has_no(self, frame: Frame) -> bool:
        """ "showed no interest", "made no offer": the phrase's own noun is denied."""
        syntax = self.context.syntax
        below = (self.context.tokens[k] for word in frame.words if word != frame.trigger for k in syntax.children[word])
        return any(token.dep == "det" and token.lower == "no" for token in below)

    def pivot(self, frame: Frame) -> int:
        """The word whose tense and modality the frame shares: for a counted noun, the verb it is an argument of."""
        token = self.context.tokens[frame.trigger]
        if frame.kind == "figure" and token.dep in ("nsubj", "nsubjpass", "dobj"):
            return token.head
        return frame.trigger

    def is_attitude(self, frame: Frame) -> bool:
        """A verbal act in the simple present ("Police suspect him") is an attitude, if no word of habit says more."""
        quad = event_types()[frame.type].quad if frame.kind == "event" else ""
        marked = any(
            self.statuses.says_habit(context_token)
            for context_token in (self.context.tokens[k] for k in self.context.syntax.children[frame.trigger])
        )
        return quad.startswith("verbal") and not marked

    def content_status(self, frame: Frame, status: str) -> str:
        """What is asked for, promised or threatened has the status that the verbal act gives it."""
        if self.has_no(frame):
            return "denied"
        given = frame.about.entry.status if frame.about is not None and frame.about.entry is not None else None
        return given if given and status in ("actual", "future", "requested") else status

    def trigger_span(self, frame: Frame) -> Span:
        """The trigger with the words that make it another word, when they stand beside it."""
        tokens, words = self.context.tokens, set(frame.words)
        first = last = frame.trigger
        while first - 1 in words:
            first -= 1
        while last + 1 in words:
            last += 1
        return Span(tokens[first].start, tokens[last].end)

    def mentions(self, frame: Frame, tokens: list[int]) -> tuple[Mention, ...]:
        context = self.context
        if frame.kind == "relation" and frame.type in FREE and tokens is frame.recipients:
            return tuple(context.mention_at.get(i) or goal_mention(context, i) for i in tokens)
        return tuple(context.mention(i) for i in tokens)

    def identify(self, frame: Frame) -> str:
        """A content hash: the same report and the same words give the same id on every machine."""
        trigger = self.trigger_span(frame)
        parts = [self.context.document.report.sha256, frame.kind, frame.type, trigger.start, trigger.end]
        for tokens in (frame.actors, frame.recipients):
            parts.append(",".join(str(self.context.tokens[i].start) for i in tokens))
        return sha256("|".join(map(str, parts)).encode()).hexdigest()[:16]
