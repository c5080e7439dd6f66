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
from dateline.types import Mention, Span, Voice, VoiceHint

HEARD = 0.6
"""Least probability of a cue that the rules do not have."""
UNSOURCED = 0.8
"""The same where the reader finds no source either."""
SHORT = 3
"""Words of a stretch of content that stands beside a longer one and is left out when it has fewer."""


class Ear:
    """Joins the voices of one document."""

    def __init__(self, context: Context, speakers: Speakers, contents: Contents) -> None:
        self.context = context
        self.tokens = context.tokens
        self.speakers = speakers
        self.contents = contents

    def join(self, voices: Sequence[Voice], hints: Sequence[VoiceHint]) -> list[Voice]:
        """The rules' voices, mended and completed by the reader's."""
        found: list[Voice] = []
        at: dict[int, VoiceHint] = {k: hint for hint in hints for k in hint.cue}
        used: set[int] = set()
        for voice in voices:
            inside = self.context.syntax.within(voice.cue)
            hint = next((at[k] for k in inside if k in at), None)
            if hint is None:
                if not self.is_doubtful(voice):
                    found.append(voice)
                continue
            used.update(hint.cue)
            found.append(self.mend(voice, hint))
        for hint in hints:
            if used.isdisjoint(hint.cue) and (heard := self.hear(hint)) is not None:
                found.append(heard)
        return found

    def is_doubtful(self, voice: Voice) -> bool:
        """A cue that the reader gives no notice: left out unless the words are quoted or the cue is a sign."""
        return not any(t.isalpha() for t in voice.cue.text(self.context.document.text)) if DROP else False

    def mend(self, voice: Voice, hint: VoiceHint) -> Voice:
        """The rule's voice with the reader's source where the rule has none or another."""
        source = self.source(hint)
        if source is not None and (voice.source is None or voice.source.head not in hint.source):
            voice = replace(voice, source=source, named=self.speakers.is_named(source))
        return voice

    def hear(self, hint: VoiceHint) -> Voice | None:
        """A voice of the reader's own, None where it is not sure enough or hears nothing said."""
        source = self.source(hint)
        spans = self.spans(hint.content)
        if not spans or hint.score < (HEARD if source is not None else UNSOURCED):
            return None
        first, last = hint.cue[0], self.run_end(hint.cue)
        cue = Span(self.tokens[first].start, self.tokens[last - 1].end)
        return Voice(source, cue, spans, self.stance(hint), self.speakers.is_named(source) if source else False)

    def stance(self, hint: VoiceHint) -> str:
        words = self.speakers.words
        tables = (words.verbs, words.infinitives, words.objects, words.complements, words.nouns, words.adjectives)
        for k in hint.cue:
            for table in tables:
                if self.tokens[k].lemma in table:
                    return str(table[self.tokens[k].lemma])
        return "asserts"

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


DROP = False
