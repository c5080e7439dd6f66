"""PLOVER contexts: what field of politics a statement belongs to, by the words of its sentence and its own entry."""

from __future__ import annotations

from functools import lru_cache

from dateline.frame.context import Context
from dateline.frame.frame import Frame
from dateline.ontology.lexicon import load_data

ENOUGH = 1
"""Context words a sentence needs before the context is recorded."""


def contexts_of(context: Context, frame: Frame) -> tuple[str, ...]:
    """The contexts of a frame in the order of the ontology file."""
    own = set(frame.contexts)
    own.update(sentence_contexts(context, context.tokens[frame.trigger].sentence))
    return tuple(name for name in load_data("contexts") if name in own)


def sentence_contexts(context: Context, sentence: int) -> frozenset[str]:
    """Contexts whose words stand in the sentence, worked out once for all its statements."""
    known = context.topics.get(sentence)
    if known is None:
        known = context.topics[sentence] = _find(context, sentence)
    return known


def _find(context: Context, sentence: int) -> frozenset[str]:
    single, phrases = words_by_context()
    where = context.syntax.sentences[sentence]
    lemmas = [token.lemma for token in context.tokens[where.first : where.last]]
    found: set[str] = set()
    for k, lemma in enumerate(lemmas):
        found.update(single.get(lemma, ()))
        for phrase, names in phrases.get(lemma, ()):
            if tuple(lemmas[k : k + len(phrase)]) == phrase:
                found.update(names)
    return frozenset(found)


@lru_cache(maxsize=1)
def words_by_context() -> tuple[dict[str, list[str]], dict[str, list[tuple[tuple[str, ...], list[str]]]]]:
    """Context names by single lemma, and by phrase under the phrase's first lemma."""
    single: dict[str, list[str]] = {}
    phrases: dict[str, list[tuple[tuple[str, ...], list[str]]]] = {}
    for name, data in load_data("contexts").items():
        for word in data["words"]:
            parts = tuple(str(word).split())
            if len(parts) == 1:
                single.setdefault(parts[0], []).append(name)
            else:
                phrases.setdefault(parts[0], []).append((parts, [name]))
    return single, phrases
