"""Attributions: who is said to have said what, with which word, and in which words of the report.

Rules over the parse with the surface as a check on it: speakers stand behind their words in news ("C, X said
Thursday, agencies reported"), where parsers trained on treebanks err most.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace

from dateline.frame.context import Context
from dateline.frame.cue import cue_words
from dateline.types import Document, Mention, Quotation, Span, Syntax, Token, Voice
from dateline.types.syntax import Sentence

VERBAL = ("VERB", "AUX")
OPENERS = frozenset((",", ":", '"', "“", "”", "'", "’", "-", "--", "—", "–", "``", "''"))
CLAUSES = ("ccomp", "xcomp", "advcl", "conj", "parataxis", "relcl", "acl")


class AttributionStage:
    """One Voice for each attribution, in text order of the cues; sources are mentions, pronouns with antecedents."""

    name = "attribution"
    version = "1"
    needs = ("syntax", "quotations", "mentions")
    gives = "attributions"

    def __call__(self, document: Document) -> tuple[Voice, ...]:
        if document.syntax is None or not document.syntax.tokens:
            return ()
        finder = Finder(Context(document))
        voices = [voice for sentence in document.syntax.sentences for voice in finder.sentence(sentence)]
        voices = carry_quotations(document, voices)
        return tuple(sorted(voices, key=lambda v: (v.cue.start, v.cue.end)))


class Finder:
    """Finds the attributions of one document sentence by sentence."""

    def __init__(self, context: Context) -> None:
        self.context = context
        self.syntax: Syntax = context.syntax
        self.tokens = context.tokens
        self.grammar = context.grammar
        self.words = cue_words()

    def sentence(self, sentence: Sentence) -> list[Voice]:
        """The voices of one sentence; a voice whose content came out empty is none."""
        found: list[Voice] = []
        for i in range(sentence.first, sentence.last):
            token = self.tokens[i]
            if token.pos in VERBAL:
                found += self.of_verb(token, sentence)
            elif token.pos == "NOUN":
                found += self.of_noun(token, sentence)
            elif token.lower == "according":
                found += self.according(token, sentence)
            elif token.lower in self.words["adverbs"]:
                found += self.of_adverb(token, sentence)
        return [voice for voice in found if voice.content]

    # ------------------------------------------------------------------ verbs

    def of_verb(self, verb: Token, sentence: Sentence) -> list[Voice]:
        lemma = verb.lemma
        if lemma in self.words["quoting"]:
            quoted = self.quoting(verb, sentence)
            if quoted:
                return quoted
        for content, stance in self.contents(verb, sentence):
            source = self.source(verb)
            if source is None and not self.grammar.is_passive(verb.i):
                continue
            if content:
                return [self.voice(source, verb, content, stance)]
        return []

    def contents(self, verb: Token, sentence: Sentence) -> Iterable[tuple[list[Span], str]]:
        """The content that each way of governing gives, the surest first."""
        lemma, words = verb.lemma, self.words
        deeds = self.claimed_deeds(verb)
        if deeds:
            yield [span for k in deeds for span in self.spans(k, sentence, verb)], "claims-responsibility"
        if lemma in words["verbs"]:
            stance = words["verbs"][lemma]
            clause = self.clause_after(verb)
            if clause is not None:
                yield self.spans(clause, sentence, verb), stance
            tail = self.before(verb, sentence)
            if tail:
                yield tail, stance
            quoted = self.quoted_after(verb, sentence)
            if quoted:
                yield quoted, stance
        for infinitive in self.infinitives(verb):
            if lemma in words["infinitives"]:
                yield self.spans(infinitive, sentence, verb), words["infinitives"][lemma]
        for p in self.grammar.kids(verb.i, "prep"):
            stance = words["prepositional"].get((lemma, self.tokens[p].lower))
            if stance:
                for k in self.grammar.kids(p, "pcomp", "pobj"):
                    yield self.spans(k, sentence, verb), stance
        if lemma in words["objects"]:
            for k in self.grammar.roles(verb.i).get("object", []):
                if self.tokens[k].pos in ("NOUN", "PROPN") and not self.context.acts(k):
                    yield self.spans(k, sentence, verb), words["objects"][lemma]

    def claimed_deeds(self, verb: Token) -> list[int]:
        """What somebody claims responsibility for."""
        if verb.lemma not in ("claim", "admit", "accept", "take", "assume", "acknowledge"):
            return []
        return [k for noun in self.grammar.roles(verb.i).get("object", [])
                if self.tokens[noun].lemma in ("responsibility", "credit")
                for k in self.grammar.roles(noun).get("for", [])]  # fmt: skip

    def clause_after(self, verb: Token) -> int | None:
        """The complement clause behind the verb; another speaker's tail is none."""
        for k in self.grammar.kids(verb.i, "ccomp"):
            if k > verb.i and not self.is_tail(self.tokens[k]):
                return k
        for p in self.grammar.kids(verb.i, "prep"):
            if self.tokens[p].lower == "as":
                inner = self.grammar.kids(p, "pcomp")
                if inner:
                    return inner[0]
        for k in self.grammar.kids(verb.i, "xcomp"):
            if k > verb.i and self.grammar.has(k, "nsubj", "nsubjpass"):
                return k
        return None

    def infinitives(self, verb: Token) -> list[int]:
        found = [k for k in self.grammar.kids(verb.i, "xcomp", "ccomp", "advcl") if k > verb.i
                 and any(self.tokens[m].tag == "TO" for m in self.grammar.children[k])]  # fmt: skip
        if found:
            return found
        _, last = self.syntax.subtree(verb.i)
        return [i for i in range(verb.i + 1, last) if self.tokens[i].dep == "advcl" and self.tokens[i].tag == "VB"
                and any(self.tokens[m].tag == "TO" for m in self.grammar.children[i])][:1]  # fmt: skip

    def is_tail(self, verb: Token) -> bool:
        """A speech verb with its own speaker, closed off by a comma and without content behind it."""
        if verb.lemma not in self.words["verbs"] or verb.pos not in VERBAL:
            return False
        if not self.grammar.has(verb.i, "nsubj", "nsubjpass"):
            return False
        start = self.clause_start(verb)
        if start == 0 or self.tokens[start - 1].text not in OPENERS or self.grammar.has(verb.i, "mark"):
            return False
        return not any(k > verb.i and not self.is_tail(self.tokens[k]) for k in self.grammar.kids(verb.i, "ccomp"))

    def clause_start(self, verb: Token) -> int:
        """First token of the verb's own clause: its speaker or itself, without what stands before a comma."""
        start = verb.i
        for k in self.grammar.kids(verb.i, "nsubj", "nsubjpass", "aux", "auxpass", "neg", "expl"):
            start = min(start, self.syntax.subtree(k)[0] if k < verb.i else start)
        return start

    def clause_end(self, verb: Token) -> int:
        """Index behind the verb's own clause: its speaker, listeners, time and place of speaking."""
        end = verb.i + 1
        for k in self.grammar.kids(verb.i, "nsubj", "dobj", "dative", "prep", "npadvmod", "advmod", "agent", "prt"):
            if k > verb.i and self.tokens[k].head == verb.i:
                end = max(end, self.syntax.subtree(k)[1])
        return end

    def before(self, verb: Token, sentence: Sentence) -> list[Span]:
        """"C, X said": everything before the speaker's clause, and what goes on behind it ("C, X said, C")."""
        if not (self.grammar.has(verb.i, "nsubj", "nsubjpass") or self.grammar.is_passive(verb.i)):
            return []
        start = self.clause_start(verb)
        if start <= sentence.first or self.tokens[start - 1].text not in OPENERS:
            return []
        if not self.opens_content(sentence.first, start):
            return []
        spans = [self.trim(sentence.first, start)]
        end = self.clause_end(verb)
        rest = self.rest(verb, end, sentence)
        return [s for s in (*spans, rest) if s is not None]

    def opens_content(self, first: int, last: int) -> bool:
        """Whether the tokens can be what was said: a verb, or words in quotation marks."""
        return any(t.pos in VERBAL or t.text in ('"', "“", "”") for t in self.tokens[first:last])

    def rest(self, verb: Token, end: int, sentence: Sentence) -> Span | None:
        """Content that goes on behind an inserted speaker: not another speaker's tail, nor a participle of this one."""
        if end >= sentence.last or self.tokens[end].text not in OPENERS:
            return None
        following = [t for t in self.tokens[end : sentence.last] if t.pos in VERBAL]
        if not following:
            return None
        first = following[0]
        if self.is_tail(first) or (first.tag in ("VBG", "VBN") and first.dep == "advcl") or first.lower == "quoted":
            return None
        if verb.dep in ("parataxis", "ccomp") or self.tokens[end].text in ('"', "“") or first.head != verb.i:
            if self.tokens[end + 1 : end + 2] and self.tokens[end + 1].lower in ("but", "while", "and", "who", "which", "as"):
                return None
            return self.trim(end, sentence.last)
        return None

    def quoted_after(self, verb: Token, sentence: Sentence) -> list[Span]:
        """"X said: "C"", or quoted words as the object of the verb."""
        cue_end = self.tokens[verb.i].end
        stop = sentence.end
        hits = [q for q in self.context.document.quotations if cue_end <= q.span.start < stop and q.depth == 0]
        if not hits:
            return []
        between = self.context.document.text[cue_end : hits[0].span.start]
        return [hits[0].span] if len(between) < 80 and (":" in between or "," in between or not hits[0].partial) else []

    def quoting(self, verb: Token, sentence: Sentence) -> list[Voice]:
        """"A quoted S as saying C", "C, said S, quoted by A", "A reported C, citing S"."""
        roles = self.grammar.roles(verb.i)
        if self.grammar.is_passive(verb.i):
            agents = roles.get("subject", [])
            start = self.phrase_start(verb)
            said = [self.trim(sentence.first, start)] if start > sentence.first else []
            inner = [p for p in self.grammar.kids(verb.i, "prep") if self.tokens[p].lower == "as"]
            if inner:
                first = min([self.syntax.subtree(k)[0] for k in roles.get("object", [])] + [verb.i])
                said = [self.trim(first, self.syntax.subtree(inner[0])[1])]
            return [self.voice(self.at(agents), verb, [s for s in said if s], "asserts")] if agents and said else []
        objects = roles.get("object", [])
        inner = [p for p in self.grammar.kids(verb.i, "prep") if self.tokens[p].lower == "as"]
        if inner and objects:
            span = self.trim(self.syntax.subtree(objects[0])[0], self.syntax.subtree(inner[0])[1])
            source = self.source(verb)
            return [self.voice(source, verb, [span], "asserts")] if source is not None and span else []
        if verb.tag == "VBG" and objects and self.context.acts(objects[0]):
            start = self.phrase_start(verb)
            said_before = self.trim(sentence.first, start)
            return [self.voice(self.at(objects), verb, [said_before], "asserts")] if said_before else []
        return []

    def phrase_start(self, verb: Token) -> int:
        return min([verb.i, *(k for k in self.grammar.children[verb.i] if k < verb.i and self.tokens[k].dep in ("advmod", "aux", "auxpass"))])

    # ------------------------------------------------------------------ nouns, prepositions, adverbs

    def of_noun(self, noun: Token, sentence: Sentence) -> list[Voice]:
        """"X's claim that C", "a report by X that C"."""
        stance = self.words["nouns"].get(noun.lemma)
        if stance is None:
            return []
        clauses = [k for k in self.grammar.kids(noun.i, "acl", "ccomp", "relcl")
                   if any(self.tokens[m].dep == "mark" and self.tokens[m].lower == "that" for m in self.grammar.children[k])
                   or (self.tokens[k].dep == "acl" and any(self.tokens[m].tag == "TO" for m in self.grammar.children[k]))]  # fmt: skip
        if not clauses:
            return []
        roles = self.grammar.roles(noun.i)
        for role in ("poss", "by", "from", "of", "modifier", "subject"):
            for k in roles.get(role, []):
                if self.context.acts(self.context.counted(k)):
                    return [self.voice(self.at([k]), noun, self.spans(clauses[0], sentence, noun), stance)]
        return []

    def according(self, token: Token, sentence: Sentence) -> list[Voice]:
        """"according to X, C" and "C, according to X"."""
        to = next((k for k in self.grammar.kids(token.i, "prep") if self.tokens[k].lower == "to"), None)
        if to is None and token.i + 1 < sentence.last and self.tokens[token.i + 1].lower == "to":
            to = token.i + 1
        nouns = self.grammar.kids(to, "pobj") if to is not None else []
        if not nouns:
            return []
        end = self.syntax.subtree(nouns[0])[1]
        cue = Span(token.start, self.tokens[to].end) if to is not None else Span(token.start, token.end)
        before = self.trim(sentence.first, token.i) if token.i > sentence.first else None
        after = None
        if before is None or (end < sentence.last - 2 and self.tokens[end].text == ","):
            after = self.trim(end, sentence.last)
        spans = [s for s in (before, after if before is None else None) if s is not None]
        mention = self.at(nouns)
        return [Voice(mention, cue, tuple(spans), "asserts", self.is_named(mention))] if spans else []

    def of_adverb(self, token: Token, sentence: Sentence) -> list[Voice]:
        """"reportedly", "allegedly": somebody says so, and the report does not say who."""
        verb = token.head
        first, last = self.syntax.subtree(verb)
        span = self.trim(max(first, sentence.first), min(last, sentence.last))
        stance = "alleges" if token.lower != "reportedly" else "asserts"
        return [Voice(None, Span(token.start, token.end), (span,), stance, False)] if span else []

    # ------------------------------------------------------------------ parts

    def source(self, verb: Token) -> Mention | None:
        """Who speaks: the logical subject, if it is somebody or something that can say things."""
        subjects = self.grammar.roles(verb.i).get("subject", [])
        fit = [k for k in subjects if self.can_speak(k)]
        return self.at(fit)

    def can_speak(self, i: int) -> bool:
        token = self.tokens[i]
        if token.pos == "PRON":
            return token.lower not in ("it", "this", "that", "which", "what", "there") or i in self.context.mention_at
        counted = self.context.counted(i)
        return token.pos in ("NOUN", "PROPN", "NUM", "ADJ", "DET") and (
            self.context.acts(counted) or token.pos == "PROPN" or token.lemma in self.words["anonymous"]
            or token.lemma in self.words["where_said"] or "document" in self.context.classes(i)
        )

    def at(self, tokens: list[int]) -> Mention | None:
        return self.context.mention(self.context.counted(tokens[0])) if tokens else None

    def voice(self, source: Mention | None, cue: Token, content: list[Span], stance: str) -> Voice:
        time = next((self.context.time_at[k] for k in self.grammar.children[cue.i] if k in self.context.time_at), None)
        place = None
        for p in self.grammar.kids(cue.i, "prep"):
            if time is None:
                time = next((self.context.time_at[k] for k in self.grammar.kids(p, "pobj") if k in self.context.time_at), None)
            if place is None and self.tokens[p].lower in ("in", "at"):
                first, last = self.syntax.subtree(p)
                place = next((self.context.place_at[k] for k in range(first, last) if k in self.context.place_at), None)
        spans = tuple(dict.fromkeys(content))
        return Voice(source, Span(cue.start, cue.end), spans, stance, self.is_named(source), time, place)

    def is_named(self, source: Mention | None) -> bool:
        """Whether the source has a name, its own or its antecedent's; an office of a named body is no name of a person,
        but says who speaks."""
        if source is None:
            return False
        if source.form == "name" or source.antecedent is not None:
            return True
        if source.form == "pronoun":
            return False
        token = self.tokens[source.head]
        return token.lemma not in self.words["anonymous"] and source.entity is not None

    def spans(self, root: int, sentence: Sentence, cue: Token) -> list[Span]:
        """The words under a content root, the cue and its speaker left out."""
        first, last = self.syntax.subtree(root)
        if root > cue.i:
            first = max(first, cue.i + 1)
            marker = [k for k in self.grammar.children[cue.i] if k == root]
            first = first if marker else first
            for k in self.grammar.kids(root, "ccomp", "parataxis", "conj"):
                if self.is_tail(self.tokens[k]):
                    last = min(last, self.clause_start(self.tokens[k]))
        else:
            last = min(last, self.clause_start(cue))
        span = self.trim(max(first, sentence.first), min(last, sentence.last))
        return [span] if span else []

    def trim(self, first: int, last: int) -> Span | None:
        """The tokens' text range without punctuation and conjunctions at its edges."""
        while first < last and (self.tokens[first].pos in ("PUNCT", "SPACE") or self.tokens[first].dep == "cc"):
            first += 1
        while last > first and (self.tokens[last - 1].pos in ("PUNCT", "SPACE") and self.tokens[last - 1].text not in "%)"):
            last -= 1
        return self.syntax.span(first, last) if last > first else None


# ---------------------------------------------------------------------- quotations over several sentences


def carry_quotations(document: Document, voices: list[Voice]) -> list[Voice]:
    """Give each quotation to whoever speaks in it: all its pieces to the voice that shares its sentence, and a
    quotation without any to the speaker before it in the paragraph, or to whoever spoke last."""
    outer = [q for q in document.quotations if q.depth == 0 and not q.partial]
    for quotation in outer:
        owner = owner_of(document, quotation, voices)
        if owner is not None:
            voice = voices[owner]
            extra = tuple(p for p in quotation.pieces if not any(c.covers(p) for c in voice.content))
            voices[owner] = replace(voice, content=(*voice.content, *extra))
    return voices


def owner_of(document: Document, quotation: Quotation, voices: list[Voice]) -> int | None:
    """Index of the voice that a quotation belongs to."""
    sharing = [k for k, v in enumerate(voices) if any(c.overlaps(quotation.span) for c in v.content)
               and not any(quotation.span.covers(v.cue) for _ in (0,))]  # fmt: skip
    if sharing:
        return min(sharing, key=lambda k: sum(len(c) for c in voices[k].content))
    block = next((b for b in document.blocks if b.span.covers(Span(quotation.span.start, quotation.span.start))), None)
    outside = [k for k, v in enumerate(voices) if v.source is not None and not quotation.span.covers(v.cue)]
    before = [k for k in outside if voices[k].cue.end <= quotation.span.start]
    if block is not None:
        same = [k for k in before if block.span.covers(voices[k].cue)]
        if same:
            return max(same, key=lambda k: voices[k].cue.start)
        after = [k for k in outside if voices[k].cue.start >= quotation.span.end and block.span.covers(voices[k].cue)]
        if after:
            return min(after, key=lambda k: voices[k].cue.start)
    speakers = [k for k in before if quotation.span.start - voices[k].cue.end < 1500]
    return max(speakers, key=lambda k: voices[k].cue.start) if speakers else None
