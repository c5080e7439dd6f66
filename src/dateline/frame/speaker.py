"""Who speaks: the subject of a cue verb, also where the verb has none of its own, as a mention."""

from __future__ import annotations

from dateline.frame.context import Context
from dateline.frame.cue import CueWords
from dateline.types import Mention, Token

RELATIVES = frozenset(("who", "which", "that", "whom", "what"))
EMPTY = frozenset(("there", "what", "whatever", "whoever", "this", "that", "these"))
NOMINAL = frozenset(("NOUN", "PROPN", "PRON", "NUM", "ADJ", "DET", "X"))
PLACES = frozenset(("GPE", "LOC", "NORP", "DATE", "FAC"))
SEEMING = frozenset(("seem", "appear"))
"""Verbs whose subject is what is spoken of; to whom it seems so is not said."""
FELT = frozenset(("convince", "worry", "persuade"))
"""Verbs whose passive subject is who thinks: "is convinced that C"."""
CAUSING = frozenset(
    ("lead", "cause", "prompt", "allow", "get", "force", "push", "enable", "help", "make", "want", "expect", "like")
)
ISSUING = frozenset((
    "issue", "release", "publish", "send", "post", "make", "put", "give", "write", "file", "launch", "run", "circulate",
    "distribute", "air", "sign", "tweet", "deliver", "prepare",
))  # fmt: skip
"""Verbs whose subject speaks in what they bring out: "issued a statement saying that C"."""
BROUGHT_OUT = ISSUING | frozenset(("provide", "carry", "broadcast", "compile", "produce", "share"))
CARRYING = ISSUING | frozenset((
    "repeat", "voice", "express", "raise", "have", "offer", "level", "reiterate", "renew", "hold", "share", "announce",
    "bring", "submit", "lodge", "reaffirm", "win", "state", "harbour", "harbor", "get", "add", "drop",
))  # fmt: skip
"""Verbs whose subject is whose claim it is: "made the claim that C"; not "denied the claim that C"."""
DEEP = 8
"""Verbs a missing subject is sought through; a guard against parses that run on."""


class Speakers:
    """Finds the source of a verb or noun of one document."""

    def __init__(self, context: Context, words: CueWords) -> None:
        self.context = context
        self.tokens = context.tokens
        self.children = context.syntax.children
        self.grammar = context.grammar
        self.words = words

    def subject(self, v: int) -> int | None:
        """The token that speaks with verb v, None when nobody can be told. Passives give their "by"."""
        if self.tokens[v].lemma in SEEMING:
            return None
        if self.is_passive(v) and self.tokens[v].lemma not in FELT:
            return next((k for by in self.agents(v) for k in self.grammar.kids(by, "pobj")), None)
        k = self.surface(v, 0)
        if k is None:
            k = self.beside(v)
        if k is None or not self.can_speak(k) or (self.tokens[v].tag in ("VB", "VBG") and not self.is_actor(k)):
            return self.further(v) if self.tokens[v].tag in ("VBG", "VBD", "VBZ") else None
        return k

    def further(self, v: int) -> int | None:
        """The nearest actor who is subject of a verb above: for participles that the parser hung on a noun."""
        for above in self.context.syntax.ancestors(v):
            if self.tokens[above].pos in ("VERB", "AUX"):
                for k in self.grammar.kids(above, "nsubj"):
                    if k < v and self.can_speak(k) and self.is_actor(k) and self.tokens[k].tag not in ("WDT", "WP"):
                        return k
        return None

    def agents(self, v: int) -> list[int]:
        tokens = self.tokens
        return self.grammar.kids(v, "agent") or [
            p for p in self.grammar.kids(v, "prep")
            if tokens[p].lower == "by" and any(self.is_actor(k) for k in self.grammar.kids(p, "pobj"))
        ]  # fmt: skip

    def is_passive(self, v: int) -> bool:
        if self.grammar.has(v, "auxpass", "nsubjpass"):
            helpers = [self.tokens[k].lower for k in self.grammar.kids(v, "auxpass")]
            has = helpers in (["'s"], ["’s"]) and not self.agents(v) and self.grammar.has(v, "ccomp", "dobj", "xcomp")
            return not has  # "he's said that C": has, not is
        token = self.tokens[v]
        return token.tag == "VBN" and token.dep in ("acl", "advcl", "conj") and self.grammar.is_passive(v)

    def surface(self, v: int, depth: int) -> int | None:
        """The subject as written or as shared with the verb above."""
        tokens = self.tokens
        subjects = [k for k in self.children[v] if tokens[k].dep in ("nsubj", "nsubjpass")]
        for k in sorted(subjects, key=lambda k: abs(k - v)):
            return self.relative(k, v) if tokens[k].lower in RELATIVES and tokens[k].tag in ("WP", "WDT") else k
        token = tokens[v]
        if token.head == v or depth > DEEP:
            return None
        quoted = self.quoted(token)
        if quoted is not None:
            return quoted
        above = tokens[token.head]
        if above.dep == "prep" and token.dep == "pcomp":
            above = tokens[above.head]
        if token.dep == "acl":
            issuing = tokens[above.head].lemma in ISSUING and above.lemma in self.words.where_said
            if above.dep == "dobj" and (token.tag == "VB" or issuing):
                return self.surface(above.head, depth + 1)
            return above.i if token.tag != "VB" else next(iter(self.grammar.kids(above.i, "poss")), None)
        if above.pos not in ("VERB", "AUX"):
            return None
        if token.dep == "xcomp" and above.lemma not in ("promise", "vow"):
            objects = self.grammar.kids(above.i, "dobj")
            if objects and token.tag == "VB" and (above.lemma in self.words.infinitives or above.lemma in CAUSING):
                return objects[0]
        if token.dep in ("conj", "xcomp", "pcomp") or (
            token.dep in ("advcl", "dep") and token.tag in ("VBG", "VB", "VBN")
        ):
            return self.surface(above.i, depth + 1)
        return None

    def quoted(self, token: Token) -> int | None:
        """ "A quoted S as saying", "S was quoted as saying": S says it."""
        link = self.tokens[token.head]
        verb = self.tokens[link.head]
        if token.dep != "pcomp" or link.lower != "as" or verb.lemma not in self.words.quoting:
            return None
        found = self.grammar.kids(verb.i, "nsubjpass") or self.grammar.kids(verb.i, "dobj")
        return found[0] if found else None

    def relative(self, k: int, v: int) -> int | None:
        """The noun that "who" stands for; the pronoun itself when the clause hangs on none."""
        for above in (v, *self.context.syntax.ancestors(v)):
            if self.tokens[above].dep == "relcl":
                return self.tokens[above].head
            if self.tokens[above].dep not in ("conj", "xcomp", "ccomp"):
                break
        return k if self.tokens[k].lower == "who" else None

    def beside(self, v: int) -> int | None:
        """A name or pronoun that stands right before or behind a finite verb which the parser left without subject."""
        tokens, token = self.tokens, self.tokens[v]
        if token.tag not in ("VBD", "VBZ", "VBP") or self.grammar.has(v, "aux"):
            return None
        k = v - 1
        if v > 3 and tokens[k].text == ")":
            k = next((j - 1 for j in range(k, max(k - 8, 0), -1) if tokens[j].text == "("), k)
        if v and tokens[k].sentence == token.sentence and tokens[k].pos in ("PROPN", "PRON", "NOUN"):
            while (
                tokens[k].dep in ("conj", "appos")
                and tokens[k].head < k
                and tokens[tokens[k].head].sentence == token.sentence
            ):
                k = tokens[k].head
            return k if tokens[k].dep not in ("pobj", "dobj") or k in self.context.mention_at else None
        if v and tokens[v - 1].text in (",", '"', "”", "’", "'") and v + 1 < len(tokens):
            for near in range(v + 1, min(v + 8, len(tokens))):
                if tokens[near].pos in ("PROPN", "NOUN", "PRON") and self.context.syntax.subtree(near)[0] == v + 1:
                    return near
                if tokens[near].pos in ("PUNCT", "VERB"):
                    break
        return None

    def can_speak(self, i: int) -> bool:
        token = self.tokens[i]
        if token.pos == "PRON":
            return token.lower not in EMPTY and token.dep != "expl"
        return token.pos in NOMINAL

    def is_actor(self, i: int) -> bool:
        """Somebody who speaks, or something that people speak in."""
        token = self.tokens[i]
        if token.pos == "PRON":
            return token.lower != "it" or i in self.context.mention_at
        counted = self.context.counted(i)
        return (
            self.context.acts(counted) or token.pos == "PROPN"
            or token.lemma in self.words.anonymous or token.lemma in self.words.where_said
        )  # fmt: skip

    def of_noun(self, noun: int) -> int | None:
        """Whose claim it is: possessor, "by" or "from", or the subject of the verb that carries it."""
        tokens, grammar = self.tokens, self.grammar
        for k in grammar.kids(noun, "poss"):
            return k
        for p in grammar.kids(noun, "prep", "agent"):
            if tokens[p].lower in ("by", "from", "of", "among") and (
                near := [k for k in grammar.kids(p, "pobj") if self.is_actor(k)]
            ):
                return near[0]
        for k in grammar.kids(noun, "compound", "amod", "nmod"):
            if tokens[k].name in ("PERSON", "ORG", "NORP", "GPE") and (
                k in self.context.mention_at or self.context.acts(k)
            ):
                return k
        above = tokens[tokens[noun].head]
        if tokens[noun].dep == "dobj" and above.pos in ("VERB", "AUX") and above.lemma in CARRYING:
            owner = self.subject(above.i)
            return owner if owner is not None and self.is_actor(owner) else None
        return None

    def behind(self, i: int) -> int:
        """Who speaks in a document that they brought out: "a statement issued by X"; else the document itself."""
        if self.tokens[i].lemma not in self.words.where_said:
            return i
        for k in self.grammar.kids(i, "acl"):
            if self.tokens[k].lemma not in BROUGHT_OUT:
                continue
            for p in self.grammar.kids(k, "prep", "agent"):
                near = [m for m in self.grammar.kids(p, "pobj") if self.is_actor(m)]
                if self.tokens[p].lower == "by" and near:
                    return near[0]
        return i

    def mention(self, i: int | None) -> Mention | None:
        """The mention at a token; of a counted noun ("dozens of residents"), the mention of what is counted."""
        if i is None:
            return None
        if i in self.context.mention_at:
            return self.context.mention_at[i]
        return self.context.mention(self.context.counted(i))

    def is_named(self, source: Mention | None) -> bool:
        """Whether the report says who it is: a name, its own or its antecedent's, or the office of a known body."""
        if source is None:
            return False
        if source.form == "name":
            return True
        if source.form == "pronoun":
            return source.antecedent is not None and self.is_name_at(source)
        if source.antecedent is not None and self.is_name_at(source):
            return True
        lemma = self.tokens[source.head].lemma
        if lemma in self.words.anonymous:
            return lemma in self.words.where_said and any(
                self.tokens[k].pos == "PROPN" and self.tokens[k].name not in PLACES
                for k in self.context.syntax.within(source.span)
            )
        return source.entity is not None

    def is_name_at(self, source: Mention) -> bool:
        assert source.antecedent is not None
        words = self.context.syntax.within(source.antecedent)
        return any(self.tokens[i].pos == "PROPN" for i in words)
