"""Voices that the trained reader hears, joined with those that the rules find.

The reader knows words of saying that no list holds and sources that the parse hides; the rules know stances and exact
borders. Which of the two decides what was chosen on the development part of PolNeAR (docs/quality.md).
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import replace

from dateline.frame.content import Contents
from dateline.frame.context import Context
from dateline.frame.speaker import Speakers
from dateline.ontology.lexicon import load_events
from dateline.types import Mention, Span, Voice, VoiceHint

HEARD = {True: 0.6, False: 0.85}
"""Least probability of a cue that the rules do not have, with attitudes and without: what the reader was taught on
counts attitudes, and a chain of voices is worse with one too many."""
UNSOURCED = {True: 0.8, False: 0.92}
"""The same where the reader finds no source either."""
FIRM = frozenset(("claims-responsibility", "denies"))
"""Stances that the words of their cues leave no doubt of."""
NOBODY = frozenset(("nobody", "no one", "none", "no group"))
APART = 0.5
"""Share of the shorter's words in common under which two contents are not the same."""
SHORT = 3
"""Words of a stretch of content that stands beside a longer one and is left out when it has fewer."""


class Ear:
    """Joins the voices of one document."""

    def __init__(self, context: Context, speakers: Speakers, contents: Contents, *, attitudes: bool) -> None:
        self.attitudes = attitudes
        self.context = context
        self.tokens = context.tokens
        self.speakers = speakers
        self.contents = contents

    def join(self, voices: Sequence[Voice], hints: Sequence[VoiceHint]) -> list[Voice]:
        """The rules' voices that the reader hears too, mended, and those that only it hears."""
        found: list[Voice] = []
        at: dict[int, VoiceHint] = {k: hint for hint in hints for k in hint.cue}
        used: set[int] = set()
        for voice in voices:
            inside = self.context.syntax.within(voice.cue)
            hint = next((at[k] for k in inside if k in at), None)
            if hint is None:
                if self.is_sure(voice, voices):
                    found.append(voice)
                continue
            used.update(hint.cue)
            found.append(self.mend(voice, hint))
        for hint in hints:
            if used.isdisjoint(hint.cue) and (heard := self.hear(hint)) is not None:
                found.append(heard)
        return found

    def is_sure(self, voice: Voice, voices: Sequence[Voice]) -> bool:
        """Whether the rules are believed though the reader hears nothing: cues that are no word, and voices inside or
        around another, which what the reader was taught on does not have ("..., X said, agencies reported")."""
        tokens = [self.tokens[k] for k in self.context.syntax.within(voice.cue)]
        if not any(t.pos in ("VERB", "AUX", "NOUN") for t in tokens) or voice.stance in FIRM or self.is_quoting(voice):
            return True
        others = [v for v in voices if v is not voice]
        return any(span.covers(v.cue) for v in others for span in voice.content) or any(
            span.covers(voice.cue) for v in others for span in v.content
        )

    def mend(self, voice: Voice, hint: VoiceHint) -> Voice:
        """The rules' voice, with what the reader hears said where the two have hardly a word in common."""
        spans = self.spans(hint.content)
        ours, theirs = (self.words_of(content) for content in (voice.content, spans))
        apart = len(ours & theirs) < APART * min(len(ours), len(theirs))
        firm = voice.stance in FIRM or self.is_quoting(voice)
        return replace(voice, content=spans) if theirs and apart and not firm else voice

    def is_quoting(self, voice: Voice) -> bool:
        """ "X quoted Y", "citing Y": the cue of one voice that stands beside another's."""
        inside = self.context.syntax.within(voice.cue)
        return any(self.tokens[k].lemma in self.speakers.words.quoting for k in inside)

    def words_of(self, spans: Iterable[Span]) -> set[int]:
        return {k for span in spans for k in self.context.syntax.within(span)}

    def hear(self, hint: VoiceHint) -> Voice | None:
        """A voice of the reader's own, None where it is not sure enough or hears nothing said."""
        source = self.source(hint)
        spans = self.spans(hint.content)
        if not spans or hint.score < (HEARD if source is not None else UNSOURCED)[self.attitudes]:
            return None
        unsaid = any(self.context.grammar.is_denied(k) for k in hint.cue)
        if not self.attitudes and (unsaid or self.is_deed(hint) or (source and source.text.lower() in NOBODY)):
            return None
        first, last = hint.cue[0], self.run_end(hint.cue)
        cue = Span(self.tokens[first].start, self.tokens[last - 1].end)
        named = source is not None and self.speakers.is_named(source)
        return Voice(source, cue, spans, self.stance(hint) or "asserts", named)

    def is_deed(self, hint: VoiceHint) -> bool:
        """Whether the cue is no word of saying but one of doing ("condemned", "ordered"): its clause is an event."""
        verbs = (self.tokens[k] for k in hint.cue if self.tokens[k].pos == "VERB")
        return self.stance(hint) is None and any(load_events().senses("verb", token.lemma) for token in verbs)

    def stance(self, hint: VoiceHint) -> str | None:
        """The stance that the lists give one of the cue's words, None where they have none of them."""
        words = self.speakers.words
        tables = (words.verbs, words.infinitives, words.objects, words.complements, words.nouns, words.adjectives)
        for k in hint.cue:
            for table in tables:
                if self.tokens[k].lemma in table:
                    return str(table[self.tokens[k].lemma])
        return None

    def run_end(self, cue: Sequence[int]) -> int:
        """Behind the last of the cue's words that follow one another from its first."""
        last = cue[0] + 1
        while last in cue:
            last += 1
        return last

    def source(self, hint: VoiceHint) -> Mention | None:
        """The mention at the head of the source's words."""
        if not hint.source:
            return None
        near = [k for k in hint.source if self.tokens[k].pos not in ("PUNCT", "SPACE")] or list(hint.source)
        head = next((k for k in near if self.tokens[k].head not in near or self.tokens[k].head == k), near[0])
        if self.tokens[head].pos in ("VERB", "ADP", "DET", "ADV"):
            named = [k for k in near if k in self.context.mention_at]
            head = named[0] if named else head
        return self.speakers.mention(head)

    def spans(self, words: Iterable[int]) -> tuple[Span, ...]:
        """The stretches of content, marks between them closed, scraps beside a longer one left out."""
        runs: list[list[int]] = []
        for k in words:
            between = self.tokens[runs[-1][1] : k] if runs else ()
            if runs and k - runs[-1][1] <= 2 and all(t.pos in ("PUNCT", "SPACE") for t in between):
                runs[-1][1] = k + 1
            else:
                runs.append([k, k + 1])
        longest = max((b - a for a, b in runs), default=0)
        kept = [(a, b) for a, b in runs if b - a >= SHORT or b - a == longest]
        return tuple(span for a, b in kept if (span := self.contents.trim(a, b)) is not None)
