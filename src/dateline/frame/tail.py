"""The clause of speaking itself (", X said Thursday,"): its beginning and end, and whether it closes what was said."""

from __future__ import annotations

from dateline.frame.context import Context
from dateline.frame.cue import CueWords
from dateline.types import Token

VERBAL = ("VERB", "AUX")
FINITE = frozenset(("VBD", "VBZ", "VBP", "MD"))
MARKS = frozenset(('"', "“", "”", "``", "''", "«", "»", "„"))
OPENERS = MARKS | frozenset((",", ":", ";", "'", "’", "‘", "-", "--", "—", "–", "…", "...", "?", "!"))


NAMING = frozenset(("PROPN", "PRON", "NOUN", "ADJ", "DET"))
LONGEST_NAME = 8
"""Words in the longest speaker taken for one without the parser's word for it."""


class Tails:
    """Clauses of speaking of one document, by the index of their verb."""

    def __init__(self, context: Context, words: CueWords) -> None:
        self.context = context
        self.syntax = context.syntax
        self.tokens = context.tokens
        self.grammar = context.grammar
        self.words = words
        self._tails: dict[int, bool] = {}

    def is_tail(self, v: int) -> bool:
        """A speech verb with a speaker of its own that closes or interrupts what was said: ", X said Thursday"."""
        if v not in self._tails:
            self._tails[v] = False
            self._tails[v] = self._find_tail(self.tokens[v])
        return self._tails[v]

    def _find_tail(self, verb: Token) -> bool:
        if verb.lemma not in self.words.verbs or verb.pos not in VERBAL or verb.tag not in FINITE | {"VBN"}:
            return False
        if verb.tag == "VBN" and not self.grammar.has(verb.i, "aux"):
            return False
        subjects = self.grammar.kids(verb.i, "nsubj")
        if (
            not subjects
            or self.tokens[subjects[0]].tag in ("WDT", "WP")
            or self.grammar.has(verb.i, "mark", "dobj", "xcomp")
        ):
            return False
        start = self.clause_start(verb.i)
        if start == 0 or self.tokens[start - 1].text not in OPENERS or self.tokens[start - 1].sentence != verb.sentence:
            return False
        return not any(k > verb.i and not self.is_tail(k) for k in self.grammar.kids(verb.i, "ccomp"))

    def far_subjects(self, v: int) -> list[int]:
        """Subjects that the parser gave a verb beside its own: "Voters, X suggested, worry" (Voters)."""
        subjects = self.grammar.kids(v, "nsubj", "nsubjpass")
        return [k for k in subjects if k < v and any(abs(v - other) < v - k for other in subjects)]

    def bare_start(self, v: int) -> int:
        """Start of a name right before a verb that the parser left without subject: ",” Mara Dolen notes"."""
        first = v
        while first and v - first < LONGEST_NAME and self.tokens[first - 1].pos in NAMING:
            first -= 1
        return first if first and self.tokens[first - 1].text in MARKS else v

    def clause_start(self, v: int) -> int:
        """First token of the clause of speaking: the speaker or the verb with what stands right before it."""
        start, far = v, self.far_subjects(v)
        if not self.grammar.has(v, "nsubj", "nsubjpass"):
            start = self.bare_start(v)
        for k in self.grammar.kids(v, "nsubj", "nsubjpass", "aux", "auxpass", "neg", "expl", "advmod"):
            if k < v and k not in far:
                first = self.syntax.subtree(k)[0]
                if self.tokens[k].dep == "advmod" and k != v - 1:
                    continue
                marks = [j for j in range(first, k) if self.tokens[j].text in MARKS]
                start = min(start, marks[-1] + 1 if marks else first)
        return start

    def clause_end(self, v: int, last: int) -> int:
        """Index behind the clause of speaking: speaker, listeners, day and place, up to the next comma or mark."""
        end = v + 1
        for k in self.grammar.kids(v, "nsubj", "nsubjpass"):
            if k > v:
                end = max(end, self.syntax.subtree(k)[1])
        while end < last and self.tokens[end].text not in OPENERS and self.tokens[end].text != ".":
            end += 1
        return min(end, last)

    def closes(self, v: int) -> bool:
        """Whether a speaker's tail ends what was said, and is not put in the middle of it."""
        last = sentence_end(self.tokens, v)
        end = self.clause_end(v, last)
        return (
            end >= last - 3
            or self.tokens[end + 1].tag in ("VBG", "VBN")
            or any(self.is_tail(k) for k in range(end, last))
        )

    def is_finite(self, v: int) -> bool:
        return self.tokens[v].tag in FINITE or self.grammar.has(v, "aux", "auxpass")


def sentence_end(tokens: tuple[Token, ...], i: int) -> int:
    """Index behind the last token of the sentence of token i."""
    k = i + 1
    while k < len(tokens) and tokens[k].sentence == tokens[i].sentence:
        k += 1
    return k
