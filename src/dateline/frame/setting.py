"""Where and when a frame happened: the places and times that hang on its own words."""

from __future__ import annotations

from collections import Counter
from collections.abc import Container
from dataclasses import replace

from dateline import places
from dateline.frame.carrier import occurrences
from dateline.frame.context import Context
from dateline.frame.frame import Frame
from dateline.frame.weighed import bounds, hint_at
from dateline.lang import load
from dateline.types import Place, Time

FAR = 99
AT_RECIPIENT = frozenset(("ASSAULT", "COERCE", "MOBILIZE", "RETREAT", "AID", "CONSULT"))
"""Types that happen at the place they are done to: a town shelled, a capital visited."""
MOVING = frozenset(("RETREAT", "MOBILIZE", "AID"))
"""Types whose place may be where somebody goes to or comes from."""
ELSEWHERE = frozenset(("JRN", "IGO"))
"""Roles of those who need not be in the country they are counted to."""
CLAUSAL = frozenset(("ccomp", "xcomp", "advcl", "relcl", "acl", "conj", "pcomp", "ROOT", "parataxis", "dep"))


def place_of(context: Context, frame: Frame, cues: frozenset[int]) -> Place | None:
    """The nearest place that a locative phrase ties to the frame; narrower wins at equal distance."""
    best: tuple[int, int, int, int] | None = None
    for i, place in context.place_at.items():
        if not same_sentence(context, i, frame) or not is_locative(context, i, frame):
            continue
        steps = distance(context, i, frame, cues)
        if steps < FAR:
            key = (steps // 3, breadth(place), steps, i)
            best = min(best, key) if best else key
    found = context.place_at[best[-1]] if best else unlisted_place(context, frame) or struck_place(context, frame)
    if found is None and frame.kind == "event":
        heard = seen_in(context, frame, "place", context.place_at)
        found = context.place_at[heard] if heard is not None else None
    found = found or described_place(context, frame)
    return in_country(context, found, context.tokens[frame.trigger].sentence) if found else None


def unlisted_place(context: Context, frame: Frame) -> Place | None:
    """A name behind "in", "at" or "near" that no gazetteer has: a place all the same, and left unresolved."""
    for trigger in (*frame.triggers, *frame.words):
        for role in ("in", "at", "near", "outside", "inside", "around"):
            for i in context.grammar.roles(trigger).get(role, []):
                name = place_name(context, i)
                if name is not None and name not in context.time_at and not is_target(context, name, frame):
                    mention = context.mention(name)
                    return Place(mention.start, mention.end, mention.text, None)
    return None


def described_place(context: Context, frame: Frame) -> Place | None:
    """A town, street or building that is only described, where nothing is named: "in the village", "at a school"."""
    if frame.kind != "event":
        return None
    carrier = context.grammar.carrier(frame.trigger)
    for word in dict.fromkeys((*frame.triggers, *frame.words, *([carrier[0]] if carrier else []))):
        for role in ("in", "at", "near", "outside", "inside"):
            for i in context.grammar.roles(word).get(role, []):
                scene = context.classes(i) & {"place", "building"} and not context.classes(i) & {"armed", "time"}
                told = context.grammar.has(i, "det", "amod", "compound", "poss", "nummod")  # not "in court"
                if scene and told and context.tokens[i].pos == "NOUN" and i not in context.time_at:
                    mention = context.mention(i)
                    return Place(mention.start, mention.end, mention.text, None)
    struck = frame.recipients if frame.type in AT_RECIPIENT else []
    lands = (i for i in struck if "place" in context.classes(i) and context.tokens[i].tag == "NN")
    return next((Place(m.start, m.end, m.text, None) for m in map(context.mention, lands)), None)


def is_target(context: Context, i: int, frame: Frame) -> bool:
    """Somebody fired "at" is no place."""
    mention = context.mention_at.get(i)
    return i in frame.recipients and mention is not None and mention.kind == "person"


def struck_place(context: Context, frame: Frame) -> Place | None:
    """The named place or building that was attacked, seized or visited, when nothing else says where."""
    if frame.type not in AT_RECIPIENT:
        return None
    for i in frame.recipients:
        mention = context.mention_at.get(i)
        if mention is not None and context.classes(i) & {"place", "building"} and "country" not in context.classes(i):
            named = any(context.tokens[k].pos == "PROPN" for k in context.syntax.within(mention.span))
            if named:
                return context.place_at.get(i) or Place(mention.start, mention.end, mention.text, None)
    return None


def in_country(context: Context, place: Place, sentence: int) -> Place:
    """The place with the country that the text leaves it in: the only one of the sentence's places, else the one
    that most of the report's places lie in. The place itself stays unresolved."""
    if place.country is not None or place.precision is not None:
        return place
    beside = {
        p.country for i, p in context.place_at.items()
        if p.country and context.tokens[i].sentence == sentence and context.tokens[i].dep in ("pobj", "poss", "appos")
        and context.tokens[context.tokens[i].head].lower not in ("to", "for", "from")  # "a flight to Panama"
    }  # fmt: skip
    inside = country_named(place.text)
    country = inside or (next(iter(beside)) if len(beside) == 1 else None)
    return replace(place, country=country or context.home or told_country(context, sentence))


def country_named(words: str) -> str | None:
    """The country whose part the words name: "northern Syria"."""
    first, _, rest = words.partition(" ")
    found = places.country(rest) if first.lower() in load("en", "grammar")["parts"] else None
    return found.code if found is not None else None


def told_country(context: Context, sentence: int) -> str | None:
    """The one country that whoever is named in the sentence belongs to, else the one that most of the report's do;
    who is cited, and the press, may be anywhere."""
    counts: Counter[str] = Counter()
    here: set[str] = set()
    cited = {voice.source.span for voice in context.document.attributions if voice.source is not None}
    for i, mention in context.mention_at.items():
        if mention.entity is None or mention.span in cited or not ELSEWHERE.isdisjoint(mention.entity.roles):
            continue
        if mention.entity.country:
            counts[mention.entity.country] += 1
            if context.tokens[i].sentence == sentence:
                here.add(mention.entity.country)
    if len(here) == 1:
        return next(iter(here))
    country, most = counts.most_common(1)[0] if counts else (None, 0)
    return country if most >= 2 and most > counts.total() / 2 else None


def place_name(context: Context, i: int) -> int | None:
    """The token that names a place at token i: itself, or the name of a "district", "village" ..."""
    token = context.tokens[i]
    if token.pos == "PROPN" and token.text[:1].isupper() and token.name not in ("DATE", "TIME", "ORG", "NORP", "EVENT"):
        mention = context.mention_at.get(i)
        return i if mention is None or mention.kind in (None, "place", "person") else None
    if token.pos == "NOUN" and "place" in context.classes(i):
        inner = context.grammar.kids(i, "compound") + context.grammar.roles(i).get("of", [])
        return next((k for k in inner if context.tokens[k].pos == "PROPN"), None)
    return None


def time_of(context: Context, frame: Frame, cues: frozenset[int]) -> Time | None:
    """The nearest time expression tied to the frame; the time of speaking is not the time of the deed."""
    best: tuple[int, int] | None = None
    for i, time in context.time_at.items():
        if same_sentence(context, i, frame) and time.kind == "date":
            steps = distance(context, i, frame, cues)
            if steps < FAR:
                best = min(best, (steps, i)) if best else (steps, i)
    if best is None and (heard := seen_in(context, frame, "time", context.time_at)) is not None:
        return since(context, heard, frame) if context.time_at[heard].kind == "date" else None
    return since(context, best[1], frame) if best else None


def since(context: Context, i: int, frame: Frame) -> Time:
    """The time at token i, with no end where it only says since when: "killed since the war broke out in 2011"."""
    time = context.time_at[i]
    above = [i, *context.syntax.ancestors(i)]
    for k in above[: next((n for n, k in enumerate(above) if k in frame.triggers), len(above))]:
        if says_since(context, k):
            first, last = context.syntax.subtree(k)
            return time if first <= frame.trigger < last else replace(time, end=None)
    return time


def says_since(context: Context, i: int) -> bool:
    """Whether token i is "since", or the verb of a clause that it opens."""
    return any(context.tokens[k].lower == "since" for k in (i, *context.grammar.kids(i, "mark", "prep")))


def seen_in(context: Context, frame: Frame, role: str, among: Container[int]) -> int | None:
    """The token of a place or time that the trained reader sees most surely in this role, where it does."""
    hint = hint_at(context, frame.trigger)
    seen = [(p, i) for i, p in hint.roles.get(role, ()) if i in among] if hint else []
    p, i = max(seen, default=(0.0, 0))
    return i if p >= bounds()["set"][role] else None


def same_sentence(context: Context, i: int, frame: Frame) -> bool:
    return context.tokens[i].sentence == context.tokens[frame.trigger].sentence


def breadth(place: Place) -> int:
    order = ("exact", "district", "city", "province", "region", "country")
    return order.index(place.precision) if place.precision in order else order.index("city")


def is_locative(context: Context, i: int, frame: Frame) -> bool:
    """Whether the place at token i stands in a phrase that locates: "in X", "near the X border", "bombed X"."""
    tokens = context.tokens
    at_recipient = frame.type in AT_RECIPIENT
    if i in frame.recipients and at_recipient:
        return True
    if tokens[i].dep in ("compound", "nmod", "amod", "poss") and tokens[i].head in frame.triggers:
        place = context.place_at[i]
        if tokens[tokens[i].head].lemma in load("en", "grammar")["own_land"] and i not in frame.actors:
            return True  # "Syria's conflict"
        return place.precision != "country" and not (tokens[i].dep == "poss" and i in frame.actors)
    k = i
    for _ in range(4):
        token = tokens[k]
        head = tokens[token.head]
        if token.dep == "pobj":
            words = load("en", "grammar")
            if head.lower == "of" and "place" in context.classes(head.head):
                k = head.head  # "the state of Hidalgo"
                if at_recipient and k in frame.recipients:
                    return True
                continue
            return head.lower in words["locative"] or (frame.type in MOVING and head.lower in words["directional"])
        if token.dep in ("compound", "nmod", "appos", "conj", "poss", "amod"):
            if token.dep == "poss" and context.acts(head.i):
                return False
            k = head.i
            if at_recipient and k in frame.recipients and context.classes(k) & {"place", "building"}:
                return True  # "struck the Kadir district"
            continue
        return token.dep in ("npadvmod", "advmod")
    return False


def distance(context: Context, i: int, frame: Frame, cues: frozenset[int]) -> int:
    """Steps up the tree from token i to the frame's words or their clause; FAR when another clause claims it."""
    targets = set(frame.triggers) | set(frame.words)
    carrier = context.grammar.carrier(frame.trigger)
    if carrier is not None:
        targets.add(carrier[0])
    token = context.tokens[frame.trigger]
    if token.dep in ("nsubj", "nsubjpass") and context.tokens[token.head].lemma in occurrences():
        targets.add(token.head)  # "fighting erupted in Sudan"
    clause = clause_of(context, frame.trigger)
    barriers = load("en", "grammar")["barriers"]
    adverbial = context.tokens[i].dep not in ("dobj", "nsubj", "nsubjpass", "attr")
    for steps, k in enumerate(context.syntax.ancestors(i), 1):
        if k in targets:
            return steps
        token = context.tokens[k]
        if k in cues:
            return FAR
        leaves = token.lower == "from" and token.head in targets  # "kidnapped from a school in X" was in X
        if steps > 1 and token.dep == "prep" and token.lower in barriers and not leaves:
            return FAR
        if k == clause:
            return steps + 5
        if token.pos in ("VERB", "AUX"):
            return steps + 8 if adverbial and joined(context, i, k, targets) else FAR
        adverbial = adverbial and token.dep not in ("dobj", "nsubj", "nsubjpass", "attr")
    return FAR


def clause_of(context: Context, i: int) -> int:
    """The verb of the clause that token i stands in (i itself for a verb)."""
    token = context.tokens[i]
    while token.pos not in ("VERB", "AUX") and token.head != token.i:
        token = context.tokens[token.head]
    return token.i


def joined(context: Context, i: int, verb: int, targets: set[int]) -> bool:
    """Whether the verb shares its adverbial at token i with one of the frame's words: "began to shell X on Friday",
    "attacked and burned X on Friday", but not "caught X in Goma and tried him"."""
    above = context.tokens[verb]
    settled = context.grammar.has(verb, "dobj") or context.grammar.is_passive(verb)  # not "met in Riga and discussed"
    for target in targets:
        token = context.tokens[target]
        if token.head == verb and token.dep == "xcomp":
            return True
        if above.head == target and says_since(context, verb):
            return True  # "killed since the war broke out in 2011"
        if (
            token.head == verb
            and (token.dep == "advcl" or (token.dep == "conj" and not (verb < i < target and settled)))
            and not context.grammar.has(target, "nsubj", "nsubjpass")
        ):
            return True
        if (
            above.head == target
            and above.dep in ("xcomp", "conj")
            and not context.grammar.has(verb, "nsubj", "nsubjpass")
        ):
            return True
    return False
