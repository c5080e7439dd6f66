"""Attributions: who is said to have said what, with which word, and in which words of the report.

Rules over the parse with the surface as a check on it: speakers stand behind their words in news ("C, X said
Thursday, agencies reported"), where parsers trained on treebanks err most.
"""

from __future__ import annotations

from collections.abc import Iterator

from dateline.frame.content import MARKS, Contents
from dateline.frame.context import Context
from dateline.frame.cue import cue_words
from dateline.frame.speaker import SEEMING, Speakers
from dateline.frame.speech import carry_quotations
from dateline.types import Document, Mention, Place, Span, Time, Token, Voice
from dateline.types.syntax import Sentence

VERBAL = ("VERB", "AUX")
PLAIN = frozenset(("DATE", "TIME", "CARDINAL", "MONEY", "PERCENT"))
DEEDS = frozenset(("responsibility", "credit"))
CLAIMING = frozenset(("claim", "admit", "accept", "take", "assume", "acknowledge"))
SHOWING = frozenset(("show", "find", "give", "put", "indicate", "reveal", "include", "record"))
Said = tuple[list[Span], str]
"""Content and stance."""


class AttributionStage:
    """One Voice for each attribution, in text order of the cues; sources are mentions, pronouns with antecedents.

    `attitudes=True` also gives what somebody thinks of a thing ("backed the plan"), which is no speech.
    """

    name = "attribution"
    version = "1"
    needs = ("syntax", "quotations", "mentions")
    gives = "attributions"

    def __init__(self, *, attitudes: bool = False) -> None:
        self.attitudes = attitudes

    def __call__(self, document: Document) -> tuple[Voice, ...]:
        if document.syntax is None or not document.syntax.tokens:
            return ()
        finder = Finder(Context(document), attitudes=self.attitudes)
        voices = [voice for sentence in document.syntax.sentences for voice in finder.of_sentence(sentence)]
        voices = carry_quotations(finder.context, finder.speakers, voices)
        return tuple(sorted(voices, key=lambda v: (v.cue.start, v.cue.end)))


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
        for spans, stance in self.said(verb, sentence):
            if not spans:
                continue
            denied = self.grammar.has(verb.i, "neg")
            if denied and not self.attitudes and stance not in ("believes", "denies"):
                return None
            source = self.speakers.subject(verb.i)
            if source is None and not self.may_lack_source(verb):
                return None
            return self.voice(source, verb, spans, "denies" if denied and stance == "believes" else stance)
        return None

    def may_lack_source(self, verb: Token) -> bool:
        """"It was reported that C", "is believed to have fled": the report does not say who."""
        return self.speakers.is_passive(verb.i) or verb.lemma in SEEMING

    def said(self, verb: Token, sentence: Sentence) -> Iterator[Said]:
        """The content that each way of governing gives, the surest first."""
        lemma, words, contents = verb.lemma, self.words, self.contents
        deeds = self.claimed_deeds(verb)
        if deeds:
            yield self.deeds(deeds, verb, sentence), "claims-responsibility"
        passive = self.speakers.is_passive(verb.i)
        if lemma in words.verbs and contents.is_behind_marks(verb.i):
            yield contents.around(verb.i, sentence), words.verbs[lemma]
        if lemma in words.verbs:
            yield contents.as_said(verb.i, sentence), words.verbs[lemma]
            clause = contents.behind(verb.i, sentence)
            yield [clause] if clause else [], words.verbs[lemma]
            quoted = contents.quoted_behind(verb.i, sentence)
            if quoted and not self.grammar.has(verb.i, "oprd"):
                yield [quoted], words.verbs[lemma]
        if lemma in words.complements:
            yield self.complement(verb, sentence, passive=passive), words.complements[lemma]
        if lemma in words.gerunds:
            gerunds = [k for k in self.grammar.kids(verb.i, "xcomp", "ccomp", "pcomp") if k > verb.i and self.tokens[k].tag == "VBG"]
            yield self.under(gerunds[:1], verb, sentence), words.gerunds[lemma]
        yield from self.infinitive(verb, sentence, passive=passive)
        yield from self.prepositional(verb, sentence)
        if lemma in words.verbs:
            yield contents.around(verb.i, sentence), words.verbs[lemma]
        if lemma in SHOWING and self.shows(verb):
            yield self.object(verb, sentence, passive=passive), "asserts"
        if lemma in words.objects:
            yield self.object(verb, sentence, passive=passive), words.objects[lemma]

    def shows(self, verb: Token) -> bool:
        """"a poll shows a majority against the plan": only what is made to show things shows what it holds."""
        source = self.speakers.subject(verb.i)
        return source is not None and self.tokens[source].lemma in self.words.where_said

    def claimed_deeds(self, verb: Token) -> list[int]:
        """What somebody claims responsibility for."""
        if verb.lemma not in CLAIMING:
            return []
        return [k for noun in self.grammar.roles(verb.i).get("object", [])
                if self.tokens[noun].lemma in DEEDS
                for k in self.grammar.roles(noun).get("for", [])] or [
                    k for k in self.grammar.roles(verb.i).get("for", [])
                    if any(self.tokens[o].lemma in DEEDS for o in self.grammar.roles(verb.i).get("object", []))]  # fmt: skip

    def deeds(self, roots: list[int], verb: Token, sentence: Sentence) -> list[Span]:
        """The words for what is claimed; "the raid, for which X claimed responsibility": those before the clause."""
        spans = []
        for k in roots:
            clauses = [self.syntax.subtree(c)[0] for c in self.grammar.kids(k, "relcl") if c == verb.i]
            span = self.contents.trim(self.syntax.subtree(k)[0], clauses[0]) if clauses else self.contents.under(k, verb.i, sentence)
            spans += [span] if span else []
        return spans

    def complement(self, verb: Token, sentence: Sentence, *, passive: bool) -> list[Span]:
        """"called the vote a sham", "described X as a threat": what the thing is said to be; the thing too, with attitudes."""
        grammar, tokens = self.grammar, self.tokens
        ends = grammar.kids(verb.i, "oprd", "acomp") + [
            k for p in grammar.kids(verb.i, "prep") if tokens[p].lower in ("as", "to", "like") and self.goes_with(verb, p) for k in grammar.kids(p, "pobj", "pcomp", "amod")
        ]
        ends = [k for k in ends if k > verb.i]
        if not ends:
            small = [k for k in grammar.kids(verb.i, "ccomp") if k > verb.i and verb.lemma in ("call", "declare", "deem", "consider", "label")]
            return self.under(small, verb, sentence)
        objects = grammar.kids(verb.i, "dobj", "nsubjpass")
        if any(tokens[k].lower.endswith(("self", "selves")) for k in [*objects, verb.i + 1]):
            return []
        if not self.attitudes or not objects or passive:
            return self.under(ends[:1], verb, sentence)
        span = self.contents.under(ends[0], verb.i, sentence, first=self.syntax.subtree(objects[0])[0])
        return [span] if span and objects[0] > verb.i else self.under([objects[0], ends[0]], verb, sentence)

    def goes_with(self, verb: Token, preposition: int) -> bool:
        word = self.tokens[preposition].lower
        return word == "as" or (word == "to" and verb.lemma in ("refer", "liken", "compare"))

    def infinitive(self, verb: Token, sentence: Sentence, *, passive: bool) -> Iterator[Said]:
        """"urged X to go", "promised to go", "is believed to have gone"."""
        words, contents, grammar = self.words, self.contents, self.grammar
        table = words.passives if passive and verb.lemma in words.passives else words.infinitives
        if verb.lemma not in table or (table is words.passives and table[verb.lemma] == "predicts" and not self.attitudes):
            return
        for k in grammar.kids(verb.i, "xcomp", "ccomp", "advcl"):
            if k > verb.i and contents.is_infinitive(k):
                first = min([self.syntax.subtree(k)[0], *(self.syntax.subtree(o)[0] for o in grammar.kids(verb.i, "dobj") if o > verb.i)])
                if verb.lemma in ("call", "appeal", "plead") and self.tokens[verb.i + 1].lower in ("on", "upon", "to", "for") and verb.i + 2 < k:
                    first = verb.i + 2
                span = contents.under(k, verb.i, sentence, first=max(first, verb.i + 1))
                about = grammar.kids(verb.i, "nsubjpass") if passive else grammar.kids(verb.i, "nsubj") if verb.lemma in SEEMING else []
                yield [*self.under(about, verb, sentence), *([span] if span else [])], table[verb.lemma]

    def prepositional(self, verb: Token, sentence: Sentence) -> Iterator[Said]:
        """"accused X of bombing", "called for a truce", "warned of floods"."""
        for p in self.grammar.kids(verb.i, "prep") or self.far_prepositions(verb, sentence):
            stance = self.words.prepositional.get((verb.lemma, self.tokens[p].lower))
            if stance:
                inner = self.grammar.kids(p, "pcomp", "pobj")
                objects = self.grammar.kids(verb.i, "dobj") if self.attitudes else []
                if inner and objects and verb.i < objects[0] < p:
                    span = self.contents.under(inner[0], verb.i, sentence, first=self.syntax.subtree(objects[0])[0])
                    yield [span] if span else [], stance
                yield self.under(inner, verb, sentence), stance

    def far_prepositions(self, verb: Token, sentence: Sentence) -> list[int]:
        """"accused the rebels in the hills of shelling": the parser hangs "of" on a noun between."""
        if not self.grammar.has(verb.i, "dobj"):
            return []
        return [i for i in range(verb.i + 2, min(verb.i + 14, sentence.last))
                if self.words.prepositional.get((verb.lemma, self.tokens[i].lower)) in ("alleges", "believes")
                and self.grammar.has(i, "pcomp")]  # fmt: skip

    def object(self, verb: Token, sentence: Sentence, *, passive: bool) -> list[Span]:
        """"denied the attack", "announced a truce"; somebody is no content, except of an attitude."""
        objects = self.grammar.kids(verb.i, "nsubjpass" if passive else "dobj")
        if not objects or (not self.attitudes and self.context.acts(objects[0])):
            return []
        if self.tokens[objects[0]].pos == "PRON" and not self.attitudes:
            return []
        return self.under(objects, verb, sentence)

    def quoting(self, verb: Token, sentence: Sentence) -> Voice | None:
        """"A quoted S as saying C", "C, said S, quoted by A", "A reported C, citing S"."""
        grammar, tokens = self.grammar, self.tokens
        saying = [k for p in grammar.kids(verb.i, "prep") if tokens[p].lower == "as" for k in grammar.kids(p, "pcomp")]
        if self.speakers.is_passive(verb.i):
            agent = self.speakers.subject(verb.i)
            if saying:
                subject = grammar.kids(verb.i, "nsubjpass")
                first = self.syntax.subtree(subject[0])[0] if subject else verb.i + 1
                spans = [self.contents.trim(first, self.contents.clause_start(verb.i) if first < verb.i else first),
                         self.contents.under(saying[0], verb.i, sentence)]  # fmt: skip
                return self.voice(agent, verb, [s for s in spans if s], "asserts") if agent is not None else None
            before = self.inner_said(verb, sentence) or [self.contents.trim(sentence.first, verb.i)]
            return self.voice(agent, verb, [b for b in before if b], "asserts") if agent is not None else None
        objects = grammar.kids(verb.i, "dobj")
        if saying and objects:
            span = self.contents.under(saying[0], verb.i, sentence, first=self.syntax.subtree(objects[0])[0])
            return self.voice(self.speakers.subject(verb.i), verb, [span], "asserts") if span else None
        if verb.tag == "VBG" and objects and self.speakers.is_actor(objects[0]):
            last = verb.i - (tokens[verb.i - 1].text == ",") if verb.i else 0
            inner = self.inner_said(verb, sentence)
            before = self.contents.trim(sentence.first, last)
            spans = inner or ([before] if before else [])
            return self.voice(objects[0], verb, spans, "asserts") if spans else None
        return None

    def inner_said(self, verb: Token, sentence: Sentence) -> list[Span]:
        """"A, citing T, said C": T stands behind what A is said to have said."""
        above = self.tokens[verb.i].head
        if self.tokens[above].lemma in self.words.verbs and above > verb.i:
            clause = self.contents.behind(above, sentence)
            return [clause] if clause else []
        speech = [v for v in (above, *self.syntax.ancestors(above)) if self.tokens[v].lemma in self.words.verbs and v < verb.i]
        if speech:
            clause = self.contents.behind(speech[0], sentence)
            said = [clause] if clause else self.contents.around(speech[0], sentence)
            return [span for span in said if span.end <= verb.start]
        return []

    # ------------------------------------------------------------------ nouns, prepositions, adverbs, colons

    def of_noun(self, noun: Token, sentence: Sentence) -> Voice | None:
        """"X's claim that C", "a report by X that C", "Y's refusal to go", "a warning of floods"."""
        grammar, tokens = self.grammar, self.tokens
        stance = self.words.nouns[noun.lemma]
        that = [k for k in grammar.kids(noun.i, "acl", "ccomp") if k > noun.i and any(
            tokens[m].dep == "mark" and tokens[m].lower == "that" for m in grammar.children[k])]  # fmt: skip
        infinitive = [k for k in grammar.kids(noun.i, "acl") if k > noun.i and self.contents.is_infinitive(k)]
        content = that or infinitive
        if not content:
            content = [k for p in grammar.kids(noun.i, "prep") if tokens[p].lower in ("of", "about", "for", "to", "against", "on")
                       for k in grammar.kids(p, "pcomp", *(("pobj",) if self.attitudes or stance in ("warns", "alleges", "denies") else ()))
                       if not self.context.acts(k) or self.attitudes]  # fmt: skip
        source = self.speakers.of_noun(noun.i) if content else None
        if not content or (source is None and not (that and noun.lemma in self.words.sourceless)):
            return None
        if source in content:
            return None
        return self.voice(source, noun, self.under(content[:1], noun, sentence), stance)

    def of_adjective(self, token: Token, sentence: Sentence) -> Voice | None:
        """"X is confident that C"."""
        if token.dep not in ("acomp", "conj"):
            return None
        content = [k for k in self.grammar.kids(token.i, "ccomp", "xcomp") if k > token.i] or [
            k for p in self.grammar.kids(token.i, "prep") for k in self.grammar.kids(p, "pobj", "pcomp")]  # fmt: skip
        source = self.speakers.surface(token.head, 0)
        if not content or source is None or not self.speakers.is_actor(source):
            return None
        return self.voice(source, token, self.under(content[:1], token, sentence), self.words.adjectives[token.lemma])

    def according(self, token: Token, sentence: Sentence) -> Voice | None:
        """"according to X, C" and "C, according to X"."""
        to = token.i + 1
        if to >= sentence.last or self.tokens[to].lower != "to":
            return None
        nouns = self.grammar.kids(to, "pobj") or [k for k in range(to + 1, min(to + 8, sentence.last)) if self.tokens[k].head <= to][:1]
        if not nouns:
            return None
        end = self.syntax.subtree(nouns[0])[1]
        before = self.contents.trim(sentence.first, token.i) if token.i > sentence.first else None
        if before is not None and not any(t.pos in VERBAL for t in self.tokens[sentence.first : token.i]) and len(before) < 30:
            before = None
        after = None
        if end < sentence.last - 1 and (before is None or (
            self.tokens[end].text == "," and self.tokens[end + 1].lower not in ("and", "but", "which", "who", "while", "as")
            and any(t.pos in VERBAL and t.dep == "ROOT" for t in self.tokens[end : sentence.last])
        )):  # fmt: skip
            after = self.contents.trim(end, self.contents.cut(end, sentence.last, token.i))
        spans = [s for s in (before, after) if s is not None]
        mention = self.speakers.mention(nouns[0])
        cue = Span(token.start, self.tokens[to].end)
        return Voice(mention, cue, tuple(spans), "asserts", self.speakers.is_named(mention)) if spans else None

    def of_adverb(self, token: Token, sentence: Sentence) -> Voice | None:
        """"reportedly", "allegedly": somebody says so, and the report does not say who."""
        first, last = self.syntax.subtree(token.head)
        start = first if first < token.i else token.i + 1
        span = self.contents.trim(max(start, sentence.first), min(last, sentence.last))
        stance = "alleges" if token.lower != "reportedly" else "asserts"
        return Voice(None, Span(token.start, token.end), (span,), stance, False) if span else None

    def of_colon(self, colon: Token, sentence: Sentence) -> Voice | None:
        """"Police: three killed", "THE MINISTER: We will stay." """
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

    def under(self, roots: list[int], cue: Token, sentence: Sentence) -> list[Span]:
        spans = (self.contents.under(k, cue.i, sentence) for k in roots)
        return [span for span in spans if span is not None]

    def voice(self, source: int | None, cue: Token, content: list[Span], stance: str) -> Voice:
        mention: Mention | None = self.speakers.mention(source)
        time, place = self.saying(cue)
        named = self.speakers.is_named(mention)
        return Voice(mention, self.cue_span(cue), tuple(dict.fromkeys(content)), stance, named, time, place)

    def cue_span(self, cue: Token) -> Span:
        """The cue with its auxiliaries and negation where they stand right before it."""
        first = cue.i
        while first and self.tokens[first - 1].head == cue.i and self.tokens[first - 1].dep in ("aux", "auxpass", "neg"):
            first -= 1
        return Span(self.tokens[first].start, cue.end)

    def saying(self, cue: Token) -> tuple[Time | None, Place | None]:
        """Day and place of the saying: what hangs on the cue itself."""
        context, grammar = self.context, self.grammar
        time = next((context.time_at[k] for k in grammar.children[cue.i] if k in context.time_at), None)
        place = None
        for p in grammar.kids(cue.i, "prep"):
            if time is None:
                time = next((context.time_at[k] for k in grammar.kids(p, "pobj") if k in context.time_at), None)
            if place is None and self.tokens[p].lower in ("in", "at"):
                first, last = self.syntax.subtree(p)
                place = next((context.place_at[k] for k in range(first, last) if k in context.place_at), None)
        return time, place
