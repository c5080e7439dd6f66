"""Events: predicates with their participants, several words for one happening merged into one."""

from __future__ import annotations

from dateline.frame.carrier import occurrences
from dateline.frame.content_link import link_content
from dateline.frame.context import Context
from dateline.frame.cue import cue_words
from dateline.frame.frame import Frame
from dateline.frame.genre import played_sentences
from dateline.frame.happening import NOUN_HEADS, merge, merge_heard, settle_triggers, yield_to_noun
from dateline.frame.judge import judge
from dateline.frame.mode import add_content_mode, add_instruments
from dateline.frame.participant import can_act, fill
from dateline.frame.seat import seat
from dateline.frame.trigger import find_triggers
from dateline.frame.weighed import question
from dateline.ontology.lexicon import load_events

YIELDING = {
    "CONCEDE": "yield",
    "RETREAT": "yield",
    "AGREE": "yield",
    "AID": "assist",
    "COOPERATE": "assist",
    "CONSULT": "meet",
}
"""Types that become a refusal under "will not", with the refusal's mode."""


def find_events(context: Context) -> list[Frame]:
    """The event frames of a document, participants filled, in text order of their triggers."""
    played = played_sentences(context.syntax)
    frames = [
        frame for frame in find_triggers(context, load_events(), "event")
        if context.tokens[frame.trigger].sentence not in played
        and (not is_doer(context, frame) or question(context, frame, "names a doer"))
    ]  # fmt: skip
    at = {frame.trigger: frame for frame in frames}
    for frame in frames:
        link_content(context, frame, at)
    merge(context, frames, at)
    merge_heard(context, frames)
    settle_triggers(context, frames, at)
    for frame in frames:
        yield_to_noun(context, frame, at)
    for frame in frames:
        if not frame.dropped:
            fill(context, frame)
            add_instruments(context, frame)
            add_content_mode(frame)
    for frame in frames:
        if not frame.dropped:
            refuse(context, frame)
            borrow_from_content(context, frame)
    for frame in frames:
        if not frame.dropped and not is_supported(context, frame) and not question(context, frame, "no participant"):
            frame.dropped = "no participant"
    for frame in frames:
        if not frame.dropped and is_chant(context, frame, at):
            frame.dropped = "demand of a protest"
    for frame in frames:
        if not frame.dropped:
            seat(context, frame)
    return judge(context, [frame for frame in frames if not frame.dropped])


def refuse(context: Context, frame: Frame) -> None:
    """Whoever says they "will not" yield, help or agree refuses it: that is REJECT, not a concession denied."""
    token = context.tokens[frame.trigger]
    below = [context.tokens[k] for k in context.syntax.children[frame.trigger]]
    will = any(t.dep == "aux" and t.lower in ("will", "wo", "would") for t in below)
    if will and token.pos == "VERB" and any(t.dep == "neg" for t in below) and frame.type in YIELDING:
        frame.modes = [YIELDING[frame.type]]
        frame.type, frame.refused = "REJECT", True


def borrow_from_content(context: Context, frame: Frame) -> None:
    """Who is asked, or has an offer refused, is who would do it; who is promised, threatened or refused something is
    whom it would be done to."""
    about = frame.about
    if about is None or about.dropped or about.recipients:
        return
    theirs = about.type == "REQUEST" or (about.type == "REJECT" and set(frame.actors).isdisjoint(about.actors))
    given = frame.actors if theirs else frame.recipients
    about.recipients = [k for k in given if can_act(context, k) and k not in about.actors]


def is_doer(context: Context, frame: Frame) -> bool:
    """A noun for whoever does it ("the bomber", "protesters") is a participant, not the happening."""
    token = context.tokens[frame.trigger]
    classes = context.classes(frame.trigger)
    return token.pos in NOUN_HEADS and "person" in classes and "abstract" not in classes


def is_chant(context: Context, frame: Frame, at: dict[int, Frame]) -> bool:
    """What a protest is for ("marched to demand", "to protest", "demanding") is no request beside it."""
    token = context.tokens[frame.trigger]
    if frame.type not in ("REQUEST", "ACCUSE") or token.pos != "VERB":
        return False
    bare = token.tag in ("VBG", "VB") and not context.grammar.has(frame.trigger, "nsubj")
    if not bare or token.dep not in ("advcl", "xcomp", "acl", "conj"):
        return False
    over = [token.head, *context.grammar.kids(token.head, "dobj", "nsubj", "nsubjpass")]
    if token.dep == "conj" and context.tokens[token.head].head != token.head:
        over.append(context.tokens[token.head].head)
    return any(k in at and not at[k].dropped and at[k].type == "PROTEST" for k in over)


MENTIONED = frozenset(("ASSAULT", "PROTEST"))
"""Types whose nouns tell of a happening by being spoken of: "the scene of the attack"."""


def is_spoken_of(context: Context, frame: Frame) -> bool:
    """A deed named as known, or in the plural: "the attack", "Friday's riots"."""
    token = context.tokens[frame.trigger]
    if frame.type not in MENTIONED or frame.entry is None or frame.entry.weak or token.pos != "NOUN":
        return False
    below = {context.tokens[k].lower for k in context.syntax.children[frame.trigger]}
    return bool(below & {"the", "this", "that", "these", "those"})


def is_supported(context: Context, frame: Frame) -> bool:
    """A noun, or a weak verb, is an event only with somebody in it."""
    entry = frame.entry
    assert entry is not None
    if frame.actors or frame.recipients or len(frame.also) > 0:
        return not entry.weak or any(can_act(context, k) for k in (*frame.actors, *frame.recipients))
    if entry.pos == "noun" and (is_set(context, frame) or is_spoken_of(context, frame)):
        return True
    if frame.type == "AID" and "with" in entry.words and not frame.actors:
        return False  # "armed with guns"
    return not entry.weak and (entry.pos == "verb" or carried(context, frame.trigger))


def is_set(context: Context, frame: Frame) -> bool:
    """Whether an event noun has a place or a day of its own ("Saturday's attack in Jalalabad"), or is the subject of
    a clause that has ("rallies were held in Oslo")."""
    token = context.tokens[frame.trigger]
    root = frame.trigger
    link = context.tokens[token.head]
    if (
        token.dep == "pobj"
        and link.lower in ("at", "in", "during", "after", "to")
        and (context.tokens[link.head].lemma in cue_words().verbs)
    ):
        return False  # "told a forum in Kazan": where it was said, not what was said
    if token.dep in ("nsubj", "nsubjpass") and (
        context.tokens[token.head].lemma in occurrences() or context.grammar.carrier(frame.trigger) is not None
    ):
        root = token.head
    below = range(*context.syntax.subtree(root))
    return any(item in below for item in (*context.time_at, *context.place_at))


def carried(context: Context, i: int) -> bool:
    """Whether an event noun stands where it is said to happen: carried by a verb, or the subject of one."""
    token = context.tokens[i]
    if context.grammar.carrier(i) is not None:
        return True
    return token.dep in ("nsubj", "nsubjpass") and context.tokens[token.head].lemma in occurrences()
