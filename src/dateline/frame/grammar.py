"""Who does what to whom in one parsed sentence: logical roles, with passives, relative clauses, control,
coordination, participles and light verbs undone.

Roles are named as ontology/data/README.md names them: subject, object, indirect, clause, poss, modifier, and
every preposition. The values are token indices, in text order.
"""

from __future__ import annotations

from dateline.frame.carrier import Carrier, carriers, find_carrier
from dateline.lang import load
from dateline.lang.noun_class import classes_of
from dateline.types import Syntax, Token

Roles = dict[str, list[int]]

SUBJECTS = ("nsubj", "csubj")
PASSIVE_SUBJECTS = ("nsubjpass", "csubjpass")
OBJECTS = ("dobj", "obj")
RELATIVES = frozenset(("who", "which", "that", "whom"))
OBJECT_PREPOSITIONS = frozenset(("of", "for", "from", "to", "into", "with", "on", "against"))
MODIFYING = frozenset(("armed", "official", "crowd", "organisation", "civilian"))
"""Classes of common nouns that name who acts when they stand before an event noun."""
DEEP = 12
"""Longest chain of clauses a missing subject is sought through; a guard against parses that loop or run on."""


class Grammar:
    """Logical roles of the predicates of one document, each worked out once."""

    def __init__(self, syntax: Syntax) -> None:
        self.syntax = syntax
        self.tokens = syntax.tokens
        self.children = syntax.children
        self._roles: dict[int, Roles] = {}
        self._words = load("en", "grammar")
        self._subject_control = frozenset(self._words["subject_control"])
        self._carriers: dict[int, tuple[int, Carrier] | None] = {}

    # ------------------------------------------------------------------ tree

    def kids(self, i: int, *deps: str) -> list[int]:
        """Children of token i with one of the dependency labels."""
        tokens = self.tokens
        return [k for k in self.children[i] if tokens[k].dep in deps]

    def has(self, i: int, *deps: str) -> bool:
        return any(self.tokens[k].dep in deps for k in self.children[i])

    def conjuncts(self, i: int) -> list[int]:
        """Token i and everything coordinated with it, in text order."""
        found, stack = [i], self.kids(i, "conj")
        while stack:
            k = stack.pop(0)
            found.append(k)
            stack.extend(self.kids(k, "conj"))
        return found

    def is_passive(self, v: int) -> bool:
        """Whether verb v is a passive or a passive participle."""
        token = self.tokens[v]
        if token.tag not in ("VBN", "VBD"):
            return False
        if self.has(v, "auxpass", "nsubjpass", "csubjpass"):
            return True
        if token.tag == "VBN" and token.dep == "ROOT" and not self.has(v, "aux", "dobj", "agent"):
            return self.has(v, "nsubj")  # "Church blown up in Croatia"
        if self._is_gapped(v):
            return True
        if token.tag == "VBD" or self.has(v, "aux", "nsubj"):
            return False
        if token.dep == "conj" and self.tokens[token.head].pos == "VERB":
            return self.is_passive(token.head)
        return token.dep in ("acl", "advcl", "xcomp", "ccomp", "amod", "oprd")

    def _is_gapped(self, v: int) -> bool:
        """ "three were killed and 15 wounded": the second verb shares the first one's "were"."""
        token = self.tokens[v]
        over = self.tokens[token.head]
        return (
            token.dep == "conj"
            and token.lemma in self._words["gapped"]
            and over.pos == "VERB"
            and self.has(v, "nsubj")
            and not self.has(v, "aux", "dobj")
            and self.has(over.i, "auxpass")
        )

    # ------------------------------------------------------------------ roles

    def roles(self, i: int) -> Roles:
        """Logical roles of a verb, noun or adjective."""
        if i not in self._roles:
            self._roles[i] = {}
            token = self.tokens[i]
            verbal = token.pos in ("VERB", "AUX")
            self._roles[i] = self._verb_roles(i) if verbal else self._noun_roles(i)
        return self._roles[i]

    def _verb_roles(self, v: int) -> Roles:
        roles: Roles = {}
        surface = self._surface_subject(v, 0)
        if self.is_passive(v):
            _put(roles, "object", surface)
            for by in self._agents(v):
                _put(roles, "subject", self.kids(by, "pobj"))
        else:
            _put(roles, "subject", surface)
        _put(roles, "object", self._objects(v))
        _put(roles, "indirect", self._indirect(v))
        _put(roles, "attribute", self.kids(v, "attr", "oprd", "acomp"))
        self._prepositions(v, roles)
        for clause in self.kids(v, "ccomp", "xcomp"):
            _put(roles, "clause", self.kids(clause, *SUBJECTS, *PASSIVE_SUBJECTS))
        return roles

    def _agents(self, v: int) -> list[int]:
        """The "by" of a passive, its own or the one of the verb it is coordinated with."""
        for k in (v, *self.kids(v, "conj")):
            own = self.kids(k, "agent")
            if own and (k == v or not self.has(k, "auxpass")):
                return own  # "arrested and charged by police", not "was shot and was taken home by a friend"
        return []

    def _objects(self, v: int) -> list[int]:
        found = self.kids(v, *OBJECTS)
        gap = self._relative_head(v)
        if found:
            if gap is not None and self.tokens[found[0]].lower in RELATIVES:
                return [gap]
            return found
        if gap is not None and not self.is_passive(v):
            wh = [k for k in self.kids(v, *SUBJECTS) if self.tokens[k].lower in RELATIVES]
            stranded = any(not self.children[k] for k in self.kids(v, "prep"))
            if not wh and self.has(v, *SUBJECTS) and not stranded and not self.has(v, "ccomp", "xcomp"):
                return [gap]
        return self._shared_object(v)

    def _shared_object(self, v: int) -> list[int]:
        """ "attacked and killed X": the first verb has the object of the next, when nothing stands between."""
        for k in self.kids(v, "conj"):
            between = {self.tokens[j].dep for j in self.children[v] if v < j < k}
            if k - v <= 3 and between <= {"cc", "punct", "advmod"} and self.tokens[k].pos == "VERB":
                return self.kids(k, *OBJECTS)
        return []

    def _indirect(self, v: int) -> list[int]:
        found: list[int] = []
        for k in self.kids(v, "dative"):
            found.extend(self.kids(k, "pobj") if self.tokens[k].pos == "ADP" else [k])
        return found

    def _prepositions(self, i: int, roles: Roles) -> None:
        gap = self._relative_head(i)
        for p in self.kids(i, "prep", "agent", "dative"):
            if self.tokens[p].pos not in ("ADP", "SCONJ", "PART", "ADV", "VERB") or self.tokens[p].lower == "according":
                continue
            for inner in (p, *self.kids(p, "prep")):
                nouns = self.kids(inner, "pobj")
                if gap is not None and nouns and self.tokens[nouns[0]].lower in RELATIVES:
                    nouns = [gap]
                _put(roles, self.tokens[inner].lower, nouns)
                if inner != p:
                    _put(roles, self.tokens[p].lower, nouns)

    def _noun_roles(self, n: int) -> Roles:
        roles: Roles = {}
        _put(roles, "poss", self.kids(n, "poss"))
        _put(roles, "modifier", [k for k in self.kids(n, "compound", "amod", "nmod") if self._acts(self.tokens[k])])
        self._prepositions(n, roles)
        for clause in self.kids(n, "acl", "relcl"):
            self._borrow_clause(roles, clause)
        _put(roles, "subject", self._outer_subject(n))
        _put(roles, "subject", self._copular_subject(n))
        carrier = self.carrier(n)
        if carrier is not None:
            self._borrow_carrier(roles, *carrier, n)
        return roles

    def _borrow_clause(self, roles: Roles, clause: int) -> None:
        """Participants from "launched by X" and "targeting Y" behind an event noun."""
        token = self.tokens[clause]
        if token.lemma in self._words["aiming"] and token.tag in ("VBG", "VBN", "VBD"):
            own = self.roles(clause)
            _put(roles, "object", own.get("object", []) if token.tag == "VBG" else [])
            self._borrow(roles, own)
        elif token.lemma in carriers() and (token.tag == "VBN" or token.dep == "relcl"):
            own = self.roles(clause)
            _put(roles, "subject", own.get("subject", []))
            self._borrow(roles, own)

    def _outer_subject(self, n: int) -> list[int]:
        """ "claimed responsibility for the attack", "attacks including bombings", "attacks and bombings": who is
        said to have done what stands before."""
        token = self.tokens[n]
        link = self.tokens[token.head]
        if token.dep == "conj" and link.pos == "NOUN":
            return self.roles(link.i).get("subject", [])
        if token.dep != "pobj":
            return []
        outer = self.tokens[link.head]
        if outer.pos == "ADJ" and outer.lemma in self._words["responsible"]:
            return self._copular_subject(outer.i) or self._found_guilty(outer)
        if outer.pos == "VERB" and outer.lemma in self._words["accusing"].get(link.lower, ()):
            return self.roles(outer.i).get("object", [])
        if link.lower in self._words["including"] and outer.pos == "NOUN":
            return self.roles(outer.i).get("subject", [])
        if link.lower == "for" and outer.lemma in self._words["responsibility"]:
            carrier = self.carrier(outer.i)
            if carrier is not None and self.is_denied(carrier[0]):
                return []
            return self.roles(carrier[0]).get("subject", []) if carrier is not None else self.kids(outer.i, "poss")
        return []

    def _found_guilty(self, adjective: Token) -> list[int]:
        """ "was found guilty of", "found them guilty of"."""
        verb = self.tokens[adjective.head]
        return self.roles(verb.i).get("object", []) if verb.lemma in ("find", "hold", "deem") else []

    def is_denied(self, v: int) -> bool:
        """ "did not claim", "no group claimed"."""
        return self.has(v, "neg") or any(
            self.tokens[m].lower in ("no", "nobody", "none", "neither")
            for k in self.kids(v, *SUBJECTS, *PASSIVE_SUBJECTS)
            for m in (k, *self.children[k])
        )

    def _copular_subject(self, n: int) -> list[int]:
        """ "Russia is an ally of X": the subject of a predicate noun or adjective."""
        token = self.tokens[n]
        while token.dep == "conj":
            token = self.tokens[token.head]
        verb = self.tokens[token.head]
        if token.dep in ("attr", "acomp") and verb.lemma in ("be", "become", "remain", "stay"):
            return self._surface_subject(verb.i, 0)
        return []

    def _borrow_carrier(self, roles: Roles, verb: int, sense: Carrier, n: int) -> None:
        """Give noun n the participants of the verb that carries it."""
        own = self.roles(verb)
        subjects = [k for k in own.get("subject", []) if k != n]
        if sense.subject == "recipient":
            _put(roles, "object", subjects)
        elif sense.subject in ("actor", "ender") and not roles.get("subject"):
            _put(roles, "subject", subjects)
        elif self.tokens[verb].lemma in self._words["announcing"]:
            _put(roles, "outside", subjects)
        _put(roles, "indirect", own.get("indirect", []))
        self._borrow(roles, own)

    @staticmethod
    def _borrow(roles: Roles, own: Roles) -> None:
        for role, tokens in own.items():
            if role not in ("subject", "object", "attribute", "clause", "indirect") and role not in roles:
                _put(roles, role, tokens)

    def carrier(self, n: int) -> tuple[int, Carrier] | None:
        """The light verb that noun n depends on, with its sense."""
        if n not in self._carriers:
            self._carriers[n] = find_carrier(self.syntax, n)
        return self._carriers[n]

    def _acts(self, token: Token) -> bool:
        """Whether a modifier of a noun names somebody who can act: "Israeli strikes", "rebel attack"."""
        if token.name in ("NORP", "GPE", "ORG", "PERSON", "LOC"):
            return True
        if token.lemma in self._words["not_modifying"]:
            return False
        return token.pos in ("NOUN", "PROPN") and not MODIFYING.isdisjoint(classes_of(token.lemma))

    # ------------------------------------------------------------------ missing subjects

    def _surface_subject(self, v: int, depth: int) -> list[int]:
        """The grammatical subject of v, its own or the one it shares with a clause above."""
        own = self.kids(v, *SUBJECTS, *PASSIVE_SUBJECTS)
        if own:
            gap = self._relative_head(v)
            return [gap if gap is not None and self.tokens[k].lower in RELATIVES else k for k in own]
        token = self.tokens[v]
        if depth > DEEP or token.head == v:
            return []
        head = self.tokens[token.head]
        if token.dep in ("acl", "relcl"):
            return self._noun_controller(v, head)
        if token.dep == "pcomp":
            return self._pcomp_subject(head, depth)
        if head.pos not in ("VERB", "AUX"):
            return self._adjective_subject(head, depth) if head.pos == "ADJ" else []
        if token.dep == "conj":
            return self._surface_subject(head.i, depth + 1)
        if token.dep in ("xcomp", "ccomp", "oprd") and (token.tag in ("VB", "VBG", "VBN") or self.has(v, "aux")):
            return self._controller(head, depth)
        if token.dep in ("advcl", "dep") and (token.tag in ("VBG", "VBN") or self._is_infinitive(v)):
            return self._surface_subject(head.i, depth + 1)
        return []

    def _controller(self, head: Token, depth: int) -> list[int]:
        """Who does the infinitive: the object of "urge X to go", the subject of "agree to go"."""
        if head.lemma not in self._subject_control and not self.is_passive(head.i):
            objects = self.kids(head.i, *OBJECTS) or self._indirect(head.i)
            if objects:
                return objects
            asked = [k for p in self.kids(head.i, "prep") if self.tokens[p].lower in ("on", "upon", "to", "for", "with")
                     for k in self.kids(p, "pobj")]  # fmt: skip
            if asked and head.lemma in self._words["prepositional_control"]:
                return asked
        return self._surface_subject(head.i, depth + 1)

    def _noun_controller(self, v: int, noun: Token) -> list[int]:
        """The noun a participle modifies, or, for "a decision to withdraw", whoever has the decision."""
        if not self._is_infinitive(v) and not classes_of(noun.lemma) & {"document", "demand"}:
            return [noun.i]
        owner = self.kids(noun.i, "poss")
        if owner:
            return owner
        above = self.tokens[noun.head]
        if noun.dep in OBJECTS and above.pos == "VERB":
            carrier = self.carrier(noun.i)
            if self._is_infinitive(v) or (carrier is not None and carrier[1].subject == "actor"):
                return self._surface_subject(above.i, DEEP - 1)
        named = [k for k in self.kids(noun.i, "amod", "compound") if self._acts(self.tokens[k])]
        return named if named or self._is_infinitive(v) else [noun.i]

    def _pcomp_subject(self, preposition: Token, depth: int) -> list[int]:
        """ "accused X of bombing": X bombs; "fled after bombing": whoever fled bombs."""
        above = self.tokens[preposition.head]
        if above.pos in ("VERB", "AUX"):
            if preposition.lower in ("of", "for", "from", "into", "with") and not self.is_passive(above.i):
                objects = self.kids(above.i, *OBJECTS)
                if objects:
                    return objects
            return self._surface_subject(above.i, depth + 1)
        if above.pos == "ADJ" and above.lemma in self._words["responsible"]:
            return self._copular_subject(above.i) or self._found_guilty(above)
        if above.pos in ("NOUN", "PROPN"):
            return self.kids(above.i, "poss") or ([above.i] if self._acts(above) else [])
        return []

    def _adjective_subject(self, adjective: Token, depth: int) -> list[int]:
        above = self.tokens[adjective.head]
        return self._surface_subject(above.i, depth + 1) if above.pos in ("AUX", "VERB") else []

    def _is_infinitive(self, v: int) -> bool:
        return any(self.tokens[k].tag == "TO" for k in self.children[v] if k < v)

    def _relative_head(self, v: int) -> int | None:
        """The noun that the relative clause of v modifies, through coordinated verbs."""
        token = self.tokens[v]
        while token.dep == "conj" and self.tokens[token.head].pos in ("VERB", "AUX"):
            token = self.tokens[token.head]
        return token.head if token.dep == "relcl" else None


def _put(roles: Roles, role: str, tokens: list[int]) -> None:
    if tokens:
        have = roles.setdefault(role, [])
        have.extend(k for k in tokens if k not in have)
