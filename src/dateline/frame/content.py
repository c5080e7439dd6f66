"""What was said: the words before, behind and around a cue, cut where another voice or the cue itself begins."""

from __future__ import annotations

from bisect import bisect_left
from itertools import takewhile

from dateline.frame.context import Context
from dateline.frame.cue import CueWords
from dateline.frame.tail import FINITE, MARKS, OPENERS, VERBAL, Tails, sentence_end
from dateline.types import Span, Token
from dateline.types.syntax import Sentence

OPENING, CLOSING = "\"“„«‹'‘”", "\"”“»›’'"
OWN = ("nsubj", "nsubjpass", "csubj", "mark")
"""What makes a complement a clause of its own."""
STATED = frozenset(("ccomp", "ROOT", "parataxis", "nsubj", "dep", "xcomp"))
"""What the verb of the words said before a cue may be to it."""
SUBORDINATE = frozenset((
    "who", "which", "while", "as", "after", "when", "whose", "where", "and", "but", "before", "because", "since",
    "though", "although", "with", "without", "in", "during",
))  # fmt: skip
REASONS = frozenset((
    "because", "if", "since", "that", "than", "so", "until", "unless", "as", "although", "though", "whether", "by",
    "for", "to",
))  # fmt: skip
LISTENED = frozenset((
    "tell", "remind", "assure", "reassure", "inform", "ask", "warn", "advise", "brief", "notify", "caution", "text",
))  # fmt: skip
"""Verbs whose object is who listens."""

NEAR = 90
"""Code points between a cue and the quotation that it introduces."""


class Contents(Tails):
    """Finds the content of cues in one document."""

    def __init__(self, context: Context, words: CueWords) -> None:
        super().__init__(context, words)
        self.quotations = [q for q in context.document.quotations if q.depth == 0]
        self._starts = [q.span.start for q in self.quotations]
        self._ends = {q.span.end: q for q in self.quotations}

    # ------------------------------------------------------------------ content behind the cue

    def behind(self, v: int, sentence: Sentence) -> Span | None:
        """The clause that the verb governs, when it stands behind the verb."""
        tokens = self.tokens
        for k in self.grammar.kids(v, "ccomp", "xcomp"):
            if k < v or self.is_tail(k) or (tokens[k].dep == "xcomp" and not self.grammar.has(k, *OWN)):
                continue
            if self.is_infinitive(k) and not self.grammar.has(k, "nsubj", "nsubjpass"):
                wh = any(tokens[m].tag in ("WRB", "WP", "WDT") for m in self.grammar.children[k])
                if not wh:
                    continue
            return self.clause(k, v, sentence)
        return self.that_behind(v, sentence)

    def that_behind(self, v: int, sentence: Sentence) -> Span | None:
        """ "said for the first time that C": a that-clause which the parser hung on a word between."""
        tokens = self.tokens
        for i in range(v + 1, min(v + 14, sentence.last)):
            if tokens[i].lower == "that" and tokens[i].dep == "mark":
                k = tokens[i].head
                return (
                    self.clause_from(i, k, v, sentence) if tokens[k].dep in ("relcl", "acl", "ccomp", "advcl") else None
                )
            if tokens[i].pos in VERBAL or tokens[i].text in OPENERS:
                return None
        return None

    def clause_from(self, first: int, k: int, v: int, sentence: Sentence) -> Span | None:
        return self.trim(first, self.cut(first, min(self.syntax.subtree(k)[1], sentence.last), v))

    def clause(self, k: int, v: int, sentence: Sentence) -> Span | None:
        """The words under a content root behind the cue v."""
        first, last = self.syntax.subtree(k)
        first = max(first, v + 1)
        last = self.reach(v, last)
        return self.trim(self.after_day(first, last), self.cut(first, min(last, sentence.last), v))

    def reach(self, v: int, last: int) -> int:
        """Reasons and conditions behind a reported clause belong to it, though the parser may hang them on the cue."""
        if self.tokens[last - 1].text in MARKS:
            return last
        for k in self.grammar.kids(v, "advcl", "prep", "dep"):
            first, end = self.syntax.subtree(k)
            if last <= first <= last + 1 and (
                self.tokens[k].dep == "prep" or any(self.tokens[m].lower in REASONS for m in self.grammar.children[k])
            ):
                last = end
        return self.with_conjunct(v, last)

    def with_conjunct(self, v: int, last: int) -> int:
        """ "says it would cost jobs but would help exporters": the second clause is said as well, though the parser
        may join it to the cue, when it has a modal that the cue lacks, or a subject and no comma before."""
        tokens, grammar = self.tokens, self.grammar
        for k in grammar.kids(v, "conj"):
            joint = next((j for j in grammar.kids(v, "cc") if last <= j < k), None)
            if joint is None or joint > last + 1 or tokens[k].lemma in self.words.governing:
                continue
            own = grammar.has(k, "nsubj", "nsubjpass")
            modal = any(tokens[m].tag == "MD" for m in grammar.children[k]) and not grammar.has(v, "aux")
            if (own and joint == last) or (modal and not own):
                return self.syntax.subtree(k)[1]
        return last

    def after_day(self, first: int, last: int) -> int:
        """ "said on Friday he met X": the day is the day of saying."""
        k = first
        if k < last and self.tokens[k].lower in ("on", "in", "at", "late", "early"):
            k += 1
        named = k
        while k < last and self.tokens[k].name in ("DATE", "TIME"):
            k += 1
        if k == named or k >= last or self.tokens[k].text in OPENERS:
            return first
        return k

    def cut(self, first: int, last: int, v: int) -> int:
        """Where content that starts at `first` ends: before a speaker's tail, or a participle that speaks on."""
        tokens = self.tokens
        for i in range(first, last):
            token = tokens[i]
            if token.pos not in VERBAL or i == v:
                continue
            if token.lemma in self.words.verbs and self.is_tail(i) and self.clause_start(i) > first and self.closes(i):
                return self.clause_start(i)
            if (
                token.tag == "VBG" and (tokens[i - 1].text == "," or tokens[i - 1].text in MARKS) and i - 1 > first
                and token.lemma in self.words.governing and token.dep in ("advcl", "conj", "acl", "dep")
            ):  # fmt: skip
                return i - 1
            if token.lower == "according":
                return i
            if self.speaks_on(token, v):
                return i - 1
        return last

    def speaks_on(self, token: Token, v: int) -> bool:
        """ "said that she had not slept and predicted that C": the second verb goes with the first, not with what
        was said, when its tense is that of the cue and not of the words before it."""
        before, over = self.tokens[token.i - 1], self.tokens[token.head]
        return (
            before.lower in ("and", "but") and token.dep == "conj" and token.tag == self.tokens[v].tag == "VBD"
            and token.lemma in self.words.governing and over.tag != "VBD" and over.i != v
            and self.grammar.has(token.i, "ccomp", "xcomp", "prep")
        )  # fmt: skip

    def quoted_behind(self, v: int, sentence: Sentence, *, near: int = NEAR) -> Span | None:
        """The quotation that the cue introduces ("X said: "C""), its marks included."""
        cue = self.tokens[v]
        at = bisect_left(self._starts, cue.end)
        if at >= len(self.quotations):
            return None
        quotation = self.quotations[at]
        start = quotation.span.start
        gap = self.context.document.text[cue.end : start]
        if len(gap) > near or (start > sentence.end and ":" not in gap) or "\n" in gap or "." in gap.rstrip(' "“'):
            return None
        between = takewhile(lambda token: token.start < start, self.tokens[v + 1 : v + NEAR])
        if any(token.pos in VERBAL and token.tag in FINITE for token in between):
            return None
        if quotation.partial and ":" not in gap and "," not in gap and len(gap) > 3:
            return None
        return self.marked(quotation.pieces[0])

    def marked(self, span: Span) -> Span:
        """A quotation with its marks."""
        return with_marks(self.context.document.text, span)

    # ------------------------------------------------------------------ content before and around the cue

    def around(self, v: int, sentence: Sentence) -> list[Span]:
        """ "C, X said" and "C, X said, C": the words before the clause of speaking, and those that go on behind it."""
        start = self.clause_start(v)
        subjects = self.grammar.kids(v, "nsubj", "nsubjpass")
        if not self.is_finite(v) or (subjects and self.tokens[subjects[0]].tag in ("WDT", "WP")):
            return []
        if self.is_first(start, sentence) and self.clause_end(v, sentence.last) >= sentence.last - 2:
            ended = self.ended_at(self.tokens[start].start)
            return [ended] if ended is not None else []
        if not subjects and start == v and self.tokens[v].dep in ("xcomp", "advcl", "acl"):
            return []
        if start <= sentence.first or self.tokens[start - 1].text not in OPENERS:
            return []
        if (
            self.tokens[v].lemma not in LISTENED
            and self.grammar.has(v, "dobj")
            and self.tokens[start - 1].text not in MARKS
        ):
            return []
        if not self.is_said(sentence.first, start, v):
            return []
        spans = [self.trim(sentence.first, start), self.rest(v, start, sentence)]
        return [s for s in spans if s is not None]

    def is_first(self, start: int, sentence: Sentence) -> bool:
        return all(t.text in MARKS for t in self.tokens[sentence.first : start])

    def ended_at(self, offset: int) -> Span | None:
        """The quotation that ends right before the offset, in the sentence before ("Who knows?" he said)."""
        for gap in range(1, 5):
            quotation = self._ends.get(offset - gap)
            if quotation is not None and not quotation.partial:
                return self.marked(quotation.pieces[-1])
        return None

    def is_said(self, first: int, last: int, v: int) -> bool:
        """Whether the tokens before a clause of speaking are what was said, and not when or why it was said."""
        tokens = self.tokens
        if any(t.text in MARKS for t in tokens[first:last]) or self.far_subjects(v):
            return True
        for token in tokens[first:last]:
            outer = not first <= token.head < last or token.head == token.i
            if token.pos in VERBAL and outer and (token.dep in STATED or tokens[v].dep == "parataxis"):
                return True
        return tokens[v].dep in ("parataxis", "ccomp") and first <= tokens[v].head < sentence_end(tokens, v)

    def rest(self, v: int, start: int, sentence: Sentence) -> Span | None:
        """What goes on behind an inserted speaker."""
        tokens = self.tokens
        end = self.clause_end(v, sentence.last)
        if end >= sentence.last - 2 or tokens[end].text not in OPENERS:
            return None
        after = end + 1
        if tokens[after].text in MARKS or tokens[end].text in MARKS:
            return self.trim(after, self.cut(after, sentence.last, v))
        following = [t for t in tokens[after : sentence.last] if t.pos in VERBAL]
        if (
            tokens[after].lower in ("and", "but")
            and following
            and following[0].dep == "conj"
            and (
                sentence.first <= following[0].head < start
                or (following[0].head == v and tokens[start - 1].text == ",")
            )
        ):
            return self.trim(after, self.cut(after, sentence.last, v))
        if tokens[after].lower in SUBORDINATE or not any(t.tag in FINITE for t in following):
            return None
        head = tokens[v].head
        if self.far_subjects(v):
            return self.trim(after, self.cut(after, sentence.last, v))
        goes_on = (head > end and head < sentence.last) or any(
            k > end and not self.is_tail(k) for k in self.grammar.kids(v, "ccomp")
        )
        if not goes_on or any(self.is_tail(i) for i in range(after, sentence.last)):
            return None
        return self.trim(after, self.cut(after, sentence.last, v))

    def is_behind_marks(self, v: int) -> bool:
        """Whether the clause of speaking follows right on a closed quotation, or parts a subject from its verb."""
        start = self.clause_start(v)
        if self.far_subjects(v) and self.tokens[start - 1].text in OPENERS:
            return True
        return (
            start > 1
            and self.tokens[start - 1].text in MARKS
            and self.tokens[start - 2].sentence == self.tokens[v].sentence
        )

    def as_said(self, v: int, sentence: Sentence) -> list[Span]:
        """ "As X noted, C": the rest of the sentence."""
        tokens = self.tokens
        marks = [k for k in self.grammar.kids(v, "mark", "advmod", "prep") if tokens[k].lower == "as" and k < v]
        if not marks or self.grammar.has(v, "dobj", "ccomp") or not self.grammar.has(v, "nsubj"):
            return []
        start, end = marks[0], self.clause_end(v, sentence.last)
        spans = (self.trim(sentence.first, start), self.trim(end, self.cut(end, sentence.last, v)))
        return [s for s in spans if s is not None and len(s) > 12]

    # ------------------------------------------------------------------ parts

    def is_infinitive(self, i: int) -> bool:
        return any(self.tokens[k].tag == "TO" for k in self.grammar.children[i])

    def under(self, k: int, v: int, sentence: Sentence, first: int | None = None) -> Span | None:
        """The words under token k that stand on its side of the cue, from `first` on where it is given."""
        left, right = self.syntax.subtree(k)
        if k > v:
            left = max(left, v + 1)
            right = self.cut(k, min(right, sentence.last), v)
            if self.tokens[k].pos in ("NOUN", "PROPN"):
                right = self.before_aside(k, right)
        elif self.tokens[k].dep not in ("nsubj", "nsubjpass"):
            right = min(right, self.clause_start(v))
        else:
            right = min([right, *(self.syntax.subtree(r)[0] for r in self.grammar.kids(k, "relcl") if r == v)])
        return self.trim(max(left if first is None else first, sentence.first), right)

    def before_aside(self, k: int, right: int) -> int:
        """Where ", who ..." begins: what is told of a thing in passing is not part of what was said of it."""
        for i in range(k + 1, right):
            if self.tokens[i].tag in ("WP", "WDT", "WP$") and self.tokens[i - 1].text == ",":
                return i - 1
        return right

    def trim(self, first: int, last: int) -> Span | None:
        """The tokens' text range without stray punctuation at its edges; quotation marks stay."""
        tokens = self.tokens
        while first < last and tokens[first].pos in ("PUNCT", "SPACE") and tokens[first].text not in MARKS:
            first += 1
        while last > first and tokens[last - 1].pos in ("PUNCT", "SPACE") and tokens[last - 1].text not in MARKS:
            last -= 1
        if last - first == 1 and tokens[first].text in MARKS:
            return None
        return self.closed(self.syntax.span(first, last)) if last > first else None

    def closed(self, span: Span) -> Span:
        """The span with the closing mark of a quotation that ends with it."""
        text = self.context.document.text
        for end in (span.end, span.end - 1):
            if end in self._ends and self._ends[end].span.start >= span.start:
                return Span(span.start, with_marks(text, Span(span.start, end)).end)
        return span


def with_marks(text: str, span: Span) -> Span:
    """The span of a quotation's words with the marks around them."""
    start, end = span.start, span.end
    if text[max(start - 2, 0) : start] in ("''", "``"):
        start -= 2
    elif start and text[start - 1] in OPENING:
        start -= 1
    if text[end : end + 2] == "''":
        end += 2
    elif text[end : end + 1] and text[end] in CLOSING:
        end += 1
    return Span(start, end)
