"""Attributions: who is said to have said what, with which word, and in which words of the report.

Rules over the parse with the surface as a check on it: speakers stand behind their words in news ("C, X said
Thursday, agencies reported"), where parsers trained on treebanks err most.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

from dateline.frame.content import Contents
from dateline.frame.context import Context
from dateline.frame.cue import cue_words
from dateline.frame.governing import Governing
from dateline.frame.heard import Ear
from dateline.frame.speaker import SEEMING, Speakers
from dateline.frame.speech import carry_quotations
from dateline.frame.tail import MARKS, VERBAL
from dateline.types import Document, Mention, Place, Span, Time, Token, Voice
from dateline.types.syntax import Sentence

ABOUT = frozenset(("of", "about", "for", "to", "against", "on"))
JOINED = frozenset(("and", "but", "which", "who", "while", "as"))
PLAIN = frozenset(("DATE", "TIME", "CARDINAL", "MONEY", "PERCENT"))


class AttributionStage:
    """One Voice for each attribution, in text order of the cues; sources are mentions, pronouns with antecedents.

    `attitudes=True` also gives what somebody thinks of a thing ("backed the plan"), which is no speech.
    """

    name = "attribution"
    version = "2"
    needs = ("syntax", "quotations", "mentions")
    gives = "attributions"

    def __init__(self, *, attitudes: bool = False) -> None:
        self.attitudes = attitudes

    def __call__(self, document: Document) -> tuple[Voice, ...]:
        if document.syntax is None or not document.syntax.tokens:
            return ()
        finder = Finder(Context(document), attitudes=self.attitudes)
        voices = [voice for sentence in document.syntax.sentences for voice in finder.of_sentence(sentence)]
        if document.hints is not None:
            ear = Ear(finder.context, finder.speakers, finder.contents, attitudes=self.attitudes)
            voices = ear.join(voices, document.hints.voices)
        voices = carry_quotations(finder.context, finder.speakers, [end_at_semicolon(document, v) for v in voices])
        return tuple(sorted(voices, key=lambda v: (v.cue.start, v.cue.end)))


def end_at_semicolon(document: Document, voice: Voice) -> Voice:
    """Indirect speech ends at a semicolon: what follows is the report's next clause, often another's words."""
    text = document.text
    quoted = [q.span for q in document.quotations if not q.partial]
    spans = []
    for span in voice.content:
        cut = text.find(";", span.start, span.end)
        inside = any(q.covers(Span(cut, cut + 1)) for q in quoted)
        behind = voice.cue.end <= span.start
        spans.append(Span(span.start, cut) if cut > span.start and behind and not inside else span)
    return replace(voice, content=tuple(spans))


class Finder:
    """Finds the attributions of one document sentence by sentence."""

    def __init__(self, context: Context, *, attitudes: bool) -> None:
        self.context = context
        self.syntax = context.syntax
        self.tokens = context.tokens
        self.grammar = context.grammar
        self.attitudes = attitudes
        self.words = cue_words(attitudes)
        self.speakers = Speakers(context, self.words)
        self.contents = Contents(context, self.words)
        self.governing = Governing(context, self.words, self.speakers, self.contents, attitudes=attitudes)
        self.under = self.governing.under
        self.times_after = {time.span.start: time for time in context.document.times if time.kind == "date"}

    def of_sentence(self, sentence: Sentence) -> Iterator[Voice]:
        """The voices of one sentence; a cue without content gives none."""
        words = self.words
        for i in range(sentence.first, sentence.last):
            token = self.tokens[i]
            found: Voice | None = None
            if token.lemma in words.governing and self.is_verb(token):
                found = self.of_verb(token, sentence)
            elif token.pos == "NOUN" and token.lemma in words.nouns:
                found = self.of_noun(token, sentence)
            elif token.pos == "ADJ" and token.lemma in words.adjectives:
                found = self.of_adjective(token, sentence)
            elif token.lower == "according":
                found = self.according(token, sentence)
            elif token.lower in words.adverbs:
                found = self.of_adverb(token, sentence)
            elif token.text == ":" and i - sentence.first < 12:
                found = self.of_colon(token, sentence)
            if found is not None and found.content:
                yield found

    def is_verb(self, token: Token) -> bool:
        """Also a noun that has a subject and a clause ("audit files show that C"): the tagger's slip."""
        return token.pos in VERBAL or (self.grammar.has(token.i, "nsubj") and self.grammar.has(token.i, "ccomp"))

    # ------------------------------------------------------------------ verbs

    def of_verb(self, verb: Token, sentence: Sentence) -> Voice | None:
        if verb.lemma in self.words.quoting and (quoted := self.quoting(verb, sentence)):
            return quoted
        for spans, stance in self.governing.said(verb, sentence):
            if not spans:
                continue
            denied = self.grammar.is_denied(verb.i)
            if denied and not self.attitudes and stance not in ("believes", "denies"):
                return None
            source = self.speakers.subject(verb.i)
            if source is None and not self.may_lack_source(verb):
                return None
            return self.voice(source, verb, spans, "denies" if denied and stance == "believes" else stance)
        return None

    def may_lack_source(self, verb: Token) -> bool:
        """ "It was reported that C", "is believed to have fled": the report does not say who."""
        return self.speakers.is_passive(verb.i) or verb.lemma in SEEMING

    def quoting(self, verb: Token, sentence: Sentence) -> Voice | None:
        """ "A quoted S as saying C", "C, said S, quoted by A", "A reported C, citing S"."""
        grammar, tokens = self.grammar, self.tokens
        saying = [k for p in grammar.kids(verb.i, "prep") if tokens[p].lower == "as" for k in grammar.kids(p, "pcomp")]
        if self.speakers.is_passive(verb.i):
            agent = self.speakers.subject(verb.i)
            if saying:
                said = self.under(saying[:1], verb, sentence)
            else:
                whole = self.contents.trim(sentence.first, verb.i)
                said = self.inner_said(verb, sentence) or ([whole] if whole else [])
            return self.voice(agent, verb, said, "asserts") if agent is not None and said else None
        objects = grammar.kids(verb.i, "dobj")
        if saying and objects:
            span = self.contents.under(saying[0], verb.i, sentence, first=self.syntax.subtree(objects[0])[0])
            return self.voice(self.speakers.subject(verb.i), verb, [span], "asserts") if span else None
        if verb.tag == "VBG" and objects and self.speakers.is_actor(objects[0]):
            last = verb.i - (tokens[verb.i - 1].text == ",") if verb.i else 0
            inner = self.inner_said(verb, sentence)
            before = self.contents.trim(sentence.first, last)
            told = inner or ([before] if before else [])
            return self.voice(objects[0], verb, told, "asserts") if told else None
        return None

    def inner_said(self, verb: Token, sentence: Sentence) -> list[Span]:
        """ "A, citing T, said C": T stands behind what A is said to have said."""
        above = self.tokens[verb.i].head
        if self.tokens[above].lemma in self.words.verbs and above > verb.i:
            clause = self.contents.behind(above, sentence)
            return [clause] if clause else []
        speech = [
            v for v in (above, *self.syntax.ancestors(above)) if self.tokens[v].lemma in self.words.verbs and v < verb.i
        ]
        if speech:
            clause = self.contents.behind(speech[0], sentence)
            said = [clause] if clause else self.contents.around(speech[0], sentence)
            return [span for span in said if span.end <= verb.start]
        return []

    # ------------------------------------------------------------------ nouns, prepositions, adverbs, colons

    def of_noun(self, noun: Token, sentence: Sentence) -> Voice | None:
        """ "X's claim that C", "a report by X that C", "Y's refusal to go", "a warning of floods"."""
        grammar, tokens = self.grammar, self.tokens
        stance = self.words.nouns[noun.lemma]
        that = [k for k in grammar.kids(noun.i, "acl", "ccomp") if k > noun.i and any(
            tokens[m].dep == "mark" and tokens[m].lower == "that" for m in grammar.children[k])]  # fmt: skip
        infinitive = [k for k in grammar.kids(noun.i, "acl") if k > noun.i and self.contents.is_infinitive(k)]
        content = that or infinitive
        if not content:
            things = ("pobj",) if self.attitudes or stance in ("warns", "alleges", "denies") else ()
            links = [p for p in grammar.kids(noun.i, "prep") if tokens[p].lower in ABOUT]
            content = [k for p in links for k in grammar.kids(p, "pcomp", *things)]
            content = [k for k in content if not self.context.acts(k) or self.attitudes]
        source = self.speakers.of_noun(noun.i) if content else None
        if not content or (source is None and not (that and noun.lemma in self.words.sourceless)):
            return None
        if source in content:
            return None
        return self.voice(source, noun, self.under(content[:1], noun, sentence), stance)

    def of_adjective(self, token: Token, sentence: Sentence) -> Voice | None:
        """ "X is confident that C"."""
        if token.dep not in ("acomp", "conj"):
            return None
        content = [k for k in self.grammar.kids(token.i, "ccomp", "xcomp") if k > token.i] or [
            k for p in self.grammar.kids(token.i, "prep") for k in self.grammar.kids(p, "pobj", "pcomp")]  # fmt: skip
        source = self.speakers.surface(token.head, 0)
        if not content or source is None or not self.speakers.is_actor(source):
            return None
        return self.voice(source, token, self.under(content[:1], token, sentence), self.words.adjectives[token.lemma])

    def according(self, token: Token, sentence: Sentence) -> Voice | None:
        """ "according to X, C" and "C, according to X"."""
        to = token.i + 1
        if to >= sentence.last or self.tokens[to].lower != "to":
            return None
        near = range(to + 1, min(to + 8, sentence.last))
        nouns = self.grammar.kids(to, "pobj") or [k for k in near if self.tokens[k].head <= to][:1]
        if not nouns:
            return None
        end = self.syntax.subtree(nouns[0])[1]
        nouns = [self.speakers.behind(nouns[0])]
        before = self.contents.trim(sentence.first, token.i) if token.i > sentence.first else None
        lead = self.tokens[sentence.first : token.i]
        if before is not None and len(before) < 30 and not any(t.pos in VERBAL for t in lead):
            before = None
        after = None
        if end < sentence.last - 1 and (before is None or (
            self.tokens[end].text == "," and self.tokens[end + 1].lower not in JOINED
            and any(t.pos in VERBAL and t.dep == "ROOT" for t in self.tokens[end : sentence.last])
        )):  # fmt: skip
            after = self.contents.trim(end, self.contents.cut(end, sentence.last, token.i))
        spans = [s for s in (before, after) if s is not None]
        mention = self.speakers.mention(nouns[0])
        cue = Span(token.start, self.tokens[to].end)
        return Voice(mention, cue, tuple(spans), "asserts", self.speakers.is_named(mention)) if spans else None

    def of_adverb(self, token: Token, sentence: Sentence) -> Voice | None:
        """ "reportedly", "allegedly": somebody says so, and the report does not say who."""
        first, last = self.syntax.subtree(token.head)
        start = first if first < token.i else token.i + 1
        marks = self.grammar.kids(token.head, "mark")
        start = marks[0] + 1 if marks and marks[0] == start else start
        span = self.contents.trim(max(start, sentence.first), min(last, sentence.last))
        stance = "alleges" if token.lower != "reportedly" else "asserts"
        return Voice(None, Span(token.start, token.end), (span,), stance, False) if span else None

    def of_colon(self, colon: Token, sentence: Sentence) -> Voice | None:
        """ "Police: three killed", "THE MINISTER: We will stay." """
        tokens = self.tokens
        lead = tokens[sentence.first : colon.i]
        last = sentence.last
        if colon.i + 1 == last and last < len(tokens):
            after = self.syntax.sentences[tokens[last].sentence]
            last = after.last if after.block == sentence.block else last
        rest = tokens[colon.i + 1 : last]
        if not lead or len(rest) < 3 or any(t.pos in VERBAL for t in lead):
            return None
        if not any(t.pos in VERBAL for t in rest) and (len(lead) > 4 or rest[-1].text == "."):
            return None
        head = next((t.i for t in lead if not sentence.first <= t.head < colon.i or t.head == t.i), lead[-1].i)
        if not self.speakers.is_actor(head) or tokens[head].name in PLAIN:
            return None
        if any(t.text in MARKS or t.text in (",", "(") for t in lead) and len(lead) > 6:
            return None
        span = self.contents.trim(colon.i + 1, last)
        return self.voice(head, colon, [span], "asserts") if span else None

    # ------------------------------------------------------------------ parts

    def voice(self, source: int | None, cue: Token, content: list[Span], stance: str) -> Voice:
        mention: Mention | None = self.speakers.mention(source)
        time, place = self.saying(cue)
        named = self.speakers.is_named(mention)
        return Voice(mention, self.cue_span(cue), tuple(dict.fromkeys(content)), stance, named, time, place)

    def cue_span(self, cue: Token) -> Span:
        """The cue with its auxiliaries and negation where they stand right before it."""
        first = cue.i
        while (
            first and self.tokens[first - 1].head == cue.i and self.tokens[first - 1].dep in ("aux", "auxpass", "neg")
        ):
            first -= 1
        return Span(self.tokens[first].start, cue.end)

    def saying(self, cue: Token) -> tuple[Time | None, Place | None]:
        """Day and place of the saying: what hangs on the cue itself."""
        context, grammar = self.context, self.grammar
        time = self.times_after.get(cue.end + 1) or self.times_after.get(cue.end + 4)
        if time is None:
            time = next((context.time_at[k] for k in grammar.children[cue.i] if k in context.time_at), None)
        place = None
        for p in grammar.kids(cue.i, "prep"):
            if time is None:
                time = next((context.time_at[k] for k in grammar.kids(p, "pobj") if k in context.time_at), None)
            if place is None and self.tokens[p].lower in ("in", "at"):
                first, last = self.syntax.subtree(p)
                place = next((context.place_at[k] for k in range(first, last) if k in context.place_at), None)
        return time, place
