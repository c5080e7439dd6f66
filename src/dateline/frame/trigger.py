"""Finding the predicates of a document: which token means which type, by the lexicon's conditions."""

from __future__ import annotations

from dateline.frame.context import Context
from dateline.frame.frame import Frame
from dateline.frame.weighed import POS as PROPOSED
from dateline.frame.weighed import answer_classes, better, proposed
from dateline.ontology.lexicon import Entry, Lexicon

POS = {**PROPOSED, "AUX": "verb"}
NOMINAL_SLOTS = frozenset(("nsubj", "nsubjpass", "csubj", "pobj", "pcomp"))
"""Where a gerund stands for the event as a noun would."""
MODIFIERS = frozenset(("compound", "amod", "nmod"))


def find_triggers(context: Context, lexicon: Lexicon, kind: str) -> list[Frame]:
    """One frame for each token that an entry of the lexicon holds for, in text order."""
    frames: list[Frame] = []
    blocks = context.document.blocks
    sentences = context.syntax.sentences
    framed = [blocks[s.block].kind == "paragraph" for s in sentences]
    dated = {i for time in context.document.times for i in context.syntax.within(time.span)}
    barred = {t.i for t in context.tokens if not framed[t.sentence] or (POS.get(t.pos) == "noun" and t.i in dated)}
    for token in context.tokens:
        pos = POS.get(token.pos)
        if pos is None or token.i in barred:
            continue  # "March 2011" is no march
        for lemma in lemmas_of(token.lemma, token.lower, token.tag):
            senses = lexicon.senses(pos, lemma)
            if token.pos == "AUX":
                senses = [entry for entry in senses if len(entry.words) > 1]  # "be under fire", never "be" alone
            frame = next(filter(None, (match(context, entry, token.i, kind) for entry in senses)), None)
            if frame is None and token.tag == "VBG" and token.dep in NOMINAL_SLOTS and is_deed(context, token.i):
                nouns = lexicon.senses("noun", token.lower)  # "fighting erupted", "accused of shelling X"
                frame = next(filter(None, (match(context, entry, token.i, kind) for entry in nouns)), None)
            if frame is not None:
                frames.append(resensed(context, frame, pos))
                break
        else:
            entry = proposed(context, token.i, pos, kind)
            if entry is not None:
                frames.append(Frame(kind, entry.type, token.i, (token.i,), entry, heard=True))
    return answer_classes(context, frames, barred) if kind == "event" else frames


def resensed(context: Context, frame: Frame, pos: str) -> Frame:
    """The frame, or one of the type that the trained reader is sure of."""
    entry = better(context, frame, pos)
    return frame if entry is None else Frame(frame.kind, entry.type, frame.trigger, frame.words, entry, heard=True)


def is_deed(context: Context, i: int) -> bool:
    """A gerund without an object, or with one that can be done something to: not "fighting the causes of migration"."""
    objects = context.grammar.roles(i).get("object", [])
    return not objects or any(context.acts(k) or context.classes(k) & {"place", "building", "vehicle"} for k in objects)


def lemmas_of(lemma: str, lower: str, tag: str) -> tuple[str, ...]:
    """The lemma, and what it should have been where the tagger took a plural noun for a name."""
    if tag == "NNPS" and lower.endswith("s") and lemma == lower:
        return lemma, lower[:-1]
    return (lemma,)


def match(context: Context, entry: Entry, i: int, kind: str) -> Frame | None:
    """A frame when the entry's words and conditions hold at token i, else None."""
    words = match_words(context, entry, i)
    if words is None:
        return None
    roles = context.grammar.roles(i)
    objects = [k for k in roles.get("object", []) if k not in words] or (
        roles.get("object", []) if len(entry.words) > 1 else []
    )
    subjects = roles.get("subject", [])
    if entry.object and not any(context.is_a(context.counted(k), entry.object) for k in objects):
        return None
    if entry.needs_object and not objects:
        return None
    if entry.subject and not any(context.is_a(context.counted(k), entry.subject) for k in subjects):
        return None
    if entry.not_object and any(context.is_a(context.counted(k), entry.not_object) for k in objects):
        return None
    if entry.not_subject and any(context.is_a(context.counted(k), entry.not_subject) for k in subjects):
        return None
    return Frame(kind, entry.type, i, words, entry, list(entry.modes), list(entry.contexts))


def match_words(context: Context, entry: Entry, i: int) -> tuple[int, ...] | None:
    """Token indices of the entry's words with the trigger at token i, or None."""
    if entry.prefix and not precedes(context, entry.prefix, i):
        return None
    found = [i]
    k = i
    while k > 0 and context.tokens[k - 1].start >= context.tokens[i].start - len(entry.prefix):
        k -= 1
        found.append(k)
    after = entry.words[entry.at + 1 :]
    for word in after:
        hit = _below(context, found, word)
        if hit is None:
            return None
        found.append(hit)
    return tuple(sorted(found))


def precedes(context: Context, prefix: str, i: int) -> bool:
    start, text = context.tokens[i].start, context.document.text
    first = start - len(prefix)
    return first >= 0 and text[first:start].lower() == prefix and not text[max(first - 1, 0) : first].isalnum()


def _below(context: Context, found: list[int], word: str) -> int | None:
    """A dependent of the words found so far, the latest first, whose lemma or form is the word."""
    tokens, children = context.tokens, context.syntax.children
    for parent in reversed(found):
        for k in sorted(children[parent], key=lambda k: k < parent):
            token = tokens[k]
            if (token.lemma == word or token.lower == word) and token.dep not in ("nsubj", "conj", "advcl", "relcl"):
                if token.dep == "ccomp" and any(tokens[m].dep in ("nsubj", "nsubjpass") for m in children[k]):
                    continue  # a clause of its own: "told X: we will not leave" orders nobody to leave
                return k
    return None
