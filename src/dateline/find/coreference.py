"""Which earlier (fuller) mention a surname, acronym, description or pronoun refers back to.

Left to right with the referents so far, by rules of agreement, recency and grammatical role; where none fits
well the antecedent stays None.
"""

from __future__ import annotations

from dataclasses import replace

from dateline.find.acronym import pair_acronyms
from dateline.find.casing import recased
from dateline.find.known import words
from dateline.find.pronoun import table
from dateline.find.referent import BODIES, Referent, gender_of, is_subject, referent_of
from dateline.lang.noun_class import classes_of
from dateline.types import Document, Mention, Span, Syntax, Token

NEAR = 3
"""Sentences that a pronoun looks back over."""
FAR = 12
"""Sentences that a description looks back over."""
KEPT = 60
"""Referents that are searched, latest first; more would cost time on very long texts and find nothing."""
DEFINITE = frozenset({"the", "this", "that", "these", "those", "such"})
FIRST = ("first", "first_plural")
OWN = frozenset({"himself", "herself", "itself", "themselves", "his", "her", "its", "their"})


class CoreferenceStage:
    """Gives all mentions again, each with the antecedent it refers back to, if any."""

    name = "coreference"
    version = "1"
    needs = ("syntax", "mentions")
    gives = "mentions"

    def __call__(self, document: Document) -> tuple[Mention, ...]:
        if document.syntax is None:
            return document.mentions
        return Resolver(document, document.syntax).resolve()


class Resolver:
    """Goes once through the mentions of one document."""

    def __init__(self, document: Document, syntax: Syntax) -> None:
        self.syntax = syntax
        self.tokens = syntax.tokens
        self.mentions = document.mentions
        self.acronyms = pair_acronyms(recased(document), document.mentions)
        self.speakers = find_speakers(document, syntax)
        self.by_head = {m.head: m for m in self.mentions}
        self.referents: list[Referent] = []
        self.of_span: dict[Span, Referent] = {}

    def resolve(self) -> tuple[Mention, ...]:
        placed = [self.place(mention) for mention in self.mentions]
        by_head = {mention.head: mention for mention in placed}
        return tuple(self.spoken(mention, by_head) for mention in placed)

    def spoken(self, mention: Mention, by_head: dict[int, Mention]) -> Mention:
        """ "I" and "we" in a quotation with the speaker as antecedent, who is often named only after it."""
        if mention.form != "pronoun" or table().get(self.tokens[mention.head].lower) not in FIRST:
            return mention
        speaker = by_head.get(self.speakers.get(mention.head, -1))
        return replace(mention, antecedent=speaker.antecedent or speaker.span) if speaker else mention

    def place(self, mention: Mention) -> Mention:
        """The mention with its antecedent, entered under its referent."""
        token = self.tokens[mention.head]
        if token.tag in ("WP", "WDT", "WP$"):
            return self.relative(mention)
        found = self.seek(mention, token)
        if found is None:
            if mention.form != "pronoun":
                self.enter(referent_of(self.syntax, mention), mention)
            return mention
        antecedent = mention.antecedent
        if antecedent is None and found.best.text != mention.text and (found.named or mention.form != "name"):
            antecedent = found.best.span
        if mention.form == "pronoun":
            antecedent = found.best.span
            kind = table().get(token.lower)
            if kind in ("m", "f") and found.kind == "person":
                found.gender = found.gender or kind
        found.add(mention, token, is_subject(token))
        self.referents.remove(found)
        self.enter(found, mention)
        return (
            mention
            if antecedent == mention.span
            else replace(mention, antecedent=antecedent, kind=mention.kind or found.kind)
        )

    def enter(self, referent: Referent, mention: Mention) -> None:
        self.referents.append(referent)
        self.of_span[mention.span] = referent
        if len(self.referents) > KEPT:
            del self.referents[0]

    def seek(self, mention: Mention, token: Token) -> Referent | None:
        if mention.antecedent is not None:
            found = self.of_span.get(mention.antecedent)
            return found if found in self.referents else None
        if mention.form == "name":
            return self.seek_name(mention)
        if mention.form == "nominal":
            return self.seek_described(mention, token)
        return self.seek_pronoun(mention, token)

    # ------------------------------------------------------------ names

    def seek_name(self, mention: Mention) -> Referent | None:
        """The referent of the same name, of the fuller name, or of the long form of an acronym."""
        text = plain(mention.text)
        long = self.acronyms.get(mention.text.replace(".", ""))
        for referent in reversed(self.referents):
            if long is not None and (referent.best.span == long.span or referent.last.span == long.span):
                return referent
            best = referent.best
            if referent.named and same_name(text, mention, plain(best.text), best):
                return referent
            if best.antecedent == mention.span:
                return referent
        return None

    # ------------------------------------------------------------ descriptions

    def seek_described(self, mention: Mention, token: Token) -> Referent | None:
        """For "the group", "the president": the latest referent that the noun fits."""
        if not self.is_definite(mention):
            return None
        plural = token.tag in ("NNS", "NNPS")
        fits = [r for r in reversed(self.referents) if token.sentence - r.sentence <= FAR and self.outside(r, mention)]
        same = next((r for r in fits if token.lemma in r.lemmas and r.plural == plural), None)
        if same is not None and self.no_clash(mention, same):
            return same
        if plural or self.is_specific(mention):
            return None
        suiting = [r for r in fits if self.suits(token, r)]
        if suiting and suiting[0].kind == "person":
            spoken_of = [r for r in suiting if r.count > 1]
            return spoken_of[0] if spoken_of else suiting[0] if len(suiting) == 1 else None
        if suiting and suiting[0].kind == "country":
            return max(suiting, key=lambda r: r.count)
        return suiting[0] if suiting else None

    def is_definite(self, mention: Mention) -> bool:
        """Whether "the" or "this" stands directly before the mention."""
        first = self.syntax.within(mention.span)
        return bool(first) and first[0] > 0 and self.tokens[first[0] - 1].lower in DEFINITE

    def is_specific(self, mention: Mention) -> bool:
        """Whether the mention says more than its head noun."""
        return len(self.syntax.within(mention.span)) > 1

    def no_clash(self, mention: Mention, referent: Referent) -> bool:
        """Whether each says nothing that the other does not: "the army" may be "the Syrian army", but "the
        Iraqi army" may not."""
        mine = {t.lower for t in self.said(mention)}
        theirs = {t.lower for t in self.said(referent.best)} | {t.lower for t in self.said(referent.last)}
        return mine <= theirs or (len(mine) == 1 and referent.kind == mention.kind)

    def said(self, mention: Mention) -> list[Token]:
        return [t for t in (self.tokens[i] for i in self.syntax.within(mention.span)) if t.tag != "DT"]

    def outside(self, referent: Referent, mention: Mention) -> bool:
        """Nothing refers to what it stands inside of, or to what stands inside it."""
        return not referent.last.span.overlaps(mention.span)

    def suits(self, token: Token, referent: Referent) -> bool:
        """Whether a bare noun ("ministry", "country", "man") can stand for a referent of another wording."""
        lemma = token.lemma
        classes = classes_of(lemma)
        if not referent.named:
            return False
        if lemma in ("country", "nation", "republic", "kingdom"):
            return referent.kind == "country"
        if lemma in words("any_body"):
            return referent.kind in ("organisation", "group")
        if "organisation" in classes:
            return referent.kind == "organisation" and lemma in plain(referent.best.text).split()
        if lemma in words("any_person") and "person" in classes:
            sex = gender_of(token)
            return referent.kind == "person" and referent.gender in (None, sex or referent.gender)
        return False

    # ------------------------------------------------------------ pronouns

    def relative(self, mention: Mention) -> Mention:
        """ "who", "which", "that" refer to the noun whose relative clause they stand in."""
        for i in self.syntax.ancestors(mention.head):
            if self.tokens[i].dep == "relcl":
                noun = self.tokens[self.tokens[i].head]
                if noun.i > mention.head or noun.pos not in ("NOUN", "PROPN", "PRON"):
                    return mention
                target = self.by_head.get(noun.i)
                span = (target.antecedent or target.span) if target else Span(noun.start, noun.end)
                return replace(mention, antecedent=span, kind=target.kind if target else None)
        return mention

    def seek_pronoun(self, mention: Mention, token: Token) -> Referent | None:
        kind = table().get(token.lower)
        if kind is None or kind in FIRST:
            return None
        best, most = None, 0.0
        for referent in reversed(self.referents):
            if token.sentence - referent.sentence > NEAR:
                continue
            score = self.score(mention, token, kind, referent)
            if score > most:
                best, most = referent, score
        return best if most >= LEAST[kind] else None

    def score(self, mention: Mention, token: Token, kind: str, referent: Referent) -> float:
        """How well a referent fits a pronoun; 0 where it cannot be meant."""
        if not agrees(kind, referent) or not self.outside(referent, mention) or self.barred(token, referent):
            return 0.0
        if referent.last.start > mention.start:
            return 0.0
        points = 4.0 - 1.5 * (token.sentence - referent.sentence)
        points += 2.0 * referent.subject + 0.3 * min(referent.count, 4)
        if kind == "plural":
            points -= 1.5 * (not referent.plural and referent.kind == "organisation")
        else:
            points += 1.0 * referent.named
        if self.tokens[referent.last.head].dep in ("compound", "amod", "nmod"):
            points -= 1.5
        if kind == "neuter" and token.dep in ("dobj", "pobj"):
            points -= 1.5
        points += 0.5 * (referent.gender == kind)
        if kind in ("neuter", "plural") and not referent.subject:
            points -= 1.0
        return points

    def barred(self, token: Token, referent: Referent) -> bool:
        """An object is not its own verb's subject, unless reflexive or possessive; a speaker does not say "he"
        of himself."""
        speaker = self.speakers.get(token.i)
        if speaker is not None and referent.last.head == speaker:
            return True
        if token.lower in OWN:
            return False
        other = self.tokens[referent.last.head]
        return other.sentence == token.sentence and self.verb_of(token) == self.verb_of(other)

    def verb_of(self, token: Token) -> int:
        """The token that governs the phrase which the token heads, through prepositions."""
        above = self.tokens[token.head]
        while above.dep in ("prep", "conj", "pobj") and above.head != above.i and above.pos in ("ADP", "NOUN", "PROPN"):
            above = self.tokens[above.head]
        return above.i


LEAST = {"m": 3.0, "f": 3.0, "neuter": 4.5, "plural": 3.0}
"""Points below which a pronoun stays unresolved."""


def agrees(kind: str, referent: Referent) -> bool:
    """Number and sex, where the text has given it."""
    if kind in ("m", "f"):
        return referent.kind == "person" and not referent.plural and referent.gender in (None, kind)
    if kind == "neuter":
        return referent.kind in ("organisation", "country", "place") and not referent.plural
    return referent.plural or referent.kind in ("group", "organisation")


def plain(text: str) -> str:
    """Lower case, hyphens as blanks, without a leading article of a transliterated name."""
    return text.lower().replace("-", " ").replace("’", "'")


def same_name(text: str, mention: Mention, other: str, best: Mention) -> bool:
    """Whether two names may be the same somebody's: equal, or one a part of the other as names are cut short."""
    if text == other:
        return mention.kind == best.kind or {mention.kind, best.kind} <= BODIES
    if mention.kind != best.kind:
        return False
    if mention.kind == "person":
        return other.endswith(" " + text) or text.endswith(" " + other)
    if mention.kind == "organisation":
        short, long = sorted((text, other), key=len)
        if short in words("organisation"):
            return short in long.split()
        return long.startswith(short + " ")
    return False


def find_speakers(document: Document, syntax: Syntax) -> dict[int, int]:
    """Head token of the speaker for each token inside a quotation beside which a verb of saying has a subject."""
    found: dict[int, int] = {}
    for quotation in document.quotations:
        inside = syntax.within(quotation.span)
        if not inside or quotation.partial:
            continue
        speaker = speaker_beside(syntax, inside)
        if speaker is not None:
            found.update(dict.fromkeys(inside, speaker))
    return found


def speaker_beside(syntax: Syntax, inside: range) -> int | None:
    """The subject of a verb of saying in the sentences where the quotation begins and ends, outside of it."""
    tokens = syntax.tokens
    for at in (inside[-1], inside[0]):
        sentence = syntax.sentences[tokens[at].sentence]
        for i in range(sentence.first, sentence.last):
            if i in inside or tokens[i].lemma not in words("speech") or tokens[i].pos != "VERB":
                continue
            for k in syntax.children[i]:
                if tokens[k].dep == "nsubj" and k not in inside:
                    return k
    return None
