"""How a verb governs what is said with it: clause, quotation, infinitive, gerund, object, complement, preposition."""

from __future__ import annotations

from collections.abc import Iterator

from dateline.frame.content import Contents
from dateline.frame.context import Context
from dateline.frame.cue import CueWords
from dateline.frame.speaker import SEEMING, Speakers
from dateline.types import Span, Token
from dateline.types.syntax import Sentence

DEEDS = frozenset(("responsibility", "credit"))
CLAIMING = frozenset(("claim", "admit", "accept", "take", "assume", "acknowledge"))
SHOWING = frozenset(("show", "find", "give", "put", "indicate", "reveal", "include", "record"))
SMALL = frozenset(("call", "declare", "deem", "consider", "label"))
"""Verbs whose second object the parser may take for a clause."""
REACH = 20
"""Tokens between a request and what is asked for."""
Said = tuple[list[Span], str]
"""Content and stance."""


class Governing:
    """Finds the content of one verb, in the order of how sure each way of governing is."""

    def __init__(
        self, context: Context, words: CueWords, speakers: Speakers, contents: Contents, *, attitudes: bool
    ) -> None:
        self.context = context
        self.syntax = context.syntax
        self.tokens = context.tokens
        self.grammar = context.grammar
        self.words = words
        self.speakers = speakers
        self.contents = contents
        self.attitudes = attitudes

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
            gerunds = [
                k
                for k in self.grammar.kids(verb.i, "xcomp", "ccomp", "pcomp")
                if k > verb.i and self.tokens[k].tag == "VBG"
            ]
            yield self.under(gerunds[:1], verb, sentence), words.gerunds[lemma]
        yield from self.infinitive(verb, sentence, passive=passive)
        yield from self.prepositional(verb, sentence)
        if lemma in words.verbs:
            yield contents.around(verb.i, sentence), words.verbs[lemma]
            yield self.unmarked(verb, sentence), words.verbs[lemma]
        if lemma in SHOWING and self.shows(verb):
            yield self.object(verb, sentence, passive=passive), "asserts"
        if lemma in words.objects:
            yield self.object(verb, sentence, passive=passive), words.objects[lemma]

    def unmarked(self, verb: Token, sentence: Sentence) -> list[Span]:
        """A clause right before its speaker with no comma between: "shells hit the market the agency said"."""
        subjects = self.grammar.kids(verb.i, "nsubj")
        clauses = [k for k in self.grammar.kids(verb.i, "ccomp") if k < verb.i]
        if not subjects or not clauses:
            return []
        first, last = self.syntax.subtree(clauses[-1])
        start = self.syntax.subtree(subjects[0])[0]
        if last != start or subjects[0] > verb.i:
            return []
        span = self.contents.trim(max(first, sentence.first), last)
        return [span] if span else []

    def shows(self, verb: Token) -> bool:
        """ "a poll shows a majority against the plan": only what is made to show things shows what it holds."""
        source = self.speakers.subject(verb.i)
        return source is not None and self.tokens[source].lemma in self.words.where_said

    def claimed_deeds(self, verb: Token) -> list[int]:
        """What somebody claims responsibility for."""
        if verb.lemma not in CLAIMING:
            return []
        roles = self.grammar.roles(verb.i)
        nouns = [k for k in roles.get("object", []) if self.tokens[k].lemma in DEEDS]
        own = [k for noun in nouns for k in self.grammar.roles(noun).get("for", [])]
        return own or (roles.get("for", []) if nouns else [])

    def deeds(self, roots: list[int], verb: Token, sentence: Sentence) -> list[Span]:
        """The words for what is claimed; "the raid, for which X claimed responsibility": those before the clause."""
        spans = []
        for k in roots:
            clauses = [self.syntax.subtree(c)[0] for c in self.grammar.kids(k, "relcl") if c == verb.i]
            if clauses:
                spans.append(self.contents.trim(self.syntax.subtree(k)[0], clauses[0]))
            else:
                spans.append(self.contents.under(k, verb.i, sentence))
        return [span for span in spans if span is not None]

    def complement(self, verb: Token, sentence: Sentence, *, passive: bool) -> list[Span]:
        """ "called the vote a sham", "described X as a threat": what the thing is said to be; with attitudes, the
        thing too."""
        grammar, tokens = self.grammar, self.tokens
        ends = grammar.kids(verb.i, "oprd", "acomp") + [
            k
            for p in grammar.kids(verb.i, "prep")
            if tokens[p].lower in ("as", "to", "like") and self.goes_with(verb, p)
            for k in grammar.kids(p, "pobj", "pcomp", "amod")
        ]
        ends = [k for k in ends if k > verb.i]
        if passive and not self.attitudes and not self.speakers.agents(verb.i):
            return []
        if not ends:
            small = [k for k in grammar.kids(verb.i, "ccomp") if k > verb.i and verb.lemma in SMALL]
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
        """ "urged X to go", "promised to go", "is believed to have gone"."""
        words, contents, grammar = self.words, self.contents, self.grammar
        table = words.passives if passive and verb.lemma in words.passives else words.infinitives
        if verb.lemma not in table or (
            table is words.passives and table[verb.lemma] == "predicts" and not self.attitudes
        ):
            return
        near = grammar.kids(verb.i, "xcomp", "ccomp", "advcl")
        if table.get(verb.lemma) == "asks" and not any(k > verb.i and contents.is_infinitive(k) for k in near):
            near = self.far_infinitive(verb, sentence)
        for k in near:
            if k > verb.i and contents.is_infinitive(k):
                first = min(m for m in grammar.children[k] if self.tokens[m].tag == "TO")
                first = min([first, *(self.syntax.subtree(m)[0] for m in grammar.kids(k, "nsubj", "neg"))])
                span = contents.under(k, verb.i, sentence, first=max(first, verb.i + 1))
                about = self.under(self.seeming(verb, named=table is words.infinitives), verb, sentence)
                yield [*about, *([span] if span else [])], table[verb.lemma]

    def seeming(self, verb: Token, *, named: bool) -> list[int]:
        """Of whom it is said, believed or seen, nobody being named: the subject belongs to the content."""
        if not named:
            return self.grammar.kids(verb.i, "nsubjpass")
        return self.grammar.kids(verb.i, "nsubj") if verb.lemma in SEEMING else []

    def far_infinitive(self, verb: Token, sentence: Sentence) -> list[int]:
        """ "called on fighters in the hills to unite": the parser hangs the infinitive on a word between."""
        appeals = self.tokens[verb.i + 1 : verb.i + 2] and self.tokens[verb.i + 1].lower in ("on", "upon")
        if not appeals and not self.grammar.has(verb.i, "dobj"):
            return []
        _, last = self.syntax.subtree(verb.i)
        for i in range(verb.i + 2, min(last, sentence.last, verb.i + REACH)):
            if self.tokens[i].text in (",", ";", ":"):
                break
            if self.tokens[i].tag == "VB" and self.contents.is_infinitive(i):
                return [i]
        return []

    def prepositional(self, verb: Token, sentence: Sentence) -> Iterator[Said]:
        """ "accused X of bombing", "called for a truce", "warned of floods"."""
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
        """ "accused the rebels in the hills of shelling": the parser hangs "of" on a noun between."""
        if not self.grammar.has(verb.i, "dobj"):
            return []
        return [i for i in range(verb.i + 2, min(verb.i + 14, sentence.last))
                if self.words.prepositional.get((verb.lemma, self.tokens[i].lower)) in ("alleges", "believes")
                and self.grammar.has(i, "pcomp")]  # fmt: skip

    def object(self, verb: Token, sentence: Sentence, *, passive: bool) -> list[Span]:
        """ "denied the attack", "announced a truce"; somebody is no content, except of an attitude."""
        objects = self.grammar.kids(verb.i, "nsubjpass" if passive else "dobj")
        if not objects or (not self.attitudes and self.context.acts(objects[0])):
            return []
        if self.tokens[objects[0]].pos == "PRON" and not self.attitudes:
            return []
        return self.under(objects, verb, sentence)

    def under(self, roots: list[int], cue: Token, sentence: Sentence) -> list[Span]:
        spans = (self.contents.under(k, cue.i, sentence) for k in roots)
        return [span for span in spans if span is not None]
