"""Entities: what each mention stands for, with its country and PLOVER role codes.

Mentions that refer to one another are resolved together: the fullest name names the entity, and titles,
appositions and descriptions give it roles and country. Nobody is identified across reports by a surname: a
person's id is a slug of the fullest name in this report, with the report's own id before a name of one word.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from dateline import places
from dateline.find.casing import cased, recased
from dateline.find.counted import widen
from dateline.find.fact import Fact, FactFinder
from dateline.find.known import words
from dateline.find.place import count_countries, home_of
from dateline.ontology.role import STATE, tidy
from dateline.types import Document, Entity, Mention, Span, Syntax

PREFIX = {"person": "person", "organisation": "org", "group": "group", "country": "country", "place": "place"}
SINGLE = frozenset({"head", "chief", "leader", "director", "president", "chairman", "chairwoman", "founder"})
"""Offices that one person at a time holds."""
GOVERNMENT = frozenset({"government", "regime"})
INDEFINITE = frozenset({"a", "an", "any", "some", "foreign", "other", "another", "no", "every", "many", "both"})
CLEAR, LEAST = 0.7, 3
"""Share and number of country mentions from which a report is about one country: "the army" is then its army."""
HOME_SHARE = 0.6
"""The share that is enough for the country where the report was filed."""


class EntityStage:
    """All mentions again, with their entity. Unresolved pronouns and unknown descriptions of nobody in
    particular keep None."""

    name = "entity"
    version = "2"
    needs = ("syntax", "mentions", "places")
    gives = "mentions"

    def __call__(self, document: Document) -> tuple[Mention, ...]:
        if document.syntax is None or not document.mentions:
            return document.mentions
        found = EntityFinder(document, cased(document) or document.syntax).resolve()
        return widen(document.syntax, document.text, found)


class EntityFinder:
    """Resolves the mentions of one document."""

    def __init__(self, document: Document, syntax: Syntax) -> None:
        self.document = document
        self.syntax = syntax
        self.mentions = document.mentions
        self.place_of = {(p.start, p.end): p for p in document.places}
        self.by_span = {(m.start, m.end): k for k, m in enumerate(self.mentions)}
        self.finder = FactFinder(document, syntax)
        self.facts = [self.finder.read(mention) for mention in self.mentions]
        self.roots = [self.root(k) for k in range(len(self.mentions))]
        self.beside()
        self.ending_in_name()
        self.same_office()
        self.members: dict[int, list[int]] = {}
        for k, root in enumerate(self.roots):
            self.members.setdefault(root, []).append(k)
        self.inherit()
        self.main = main_country(document, syntax)

    def resolve(self) -> tuple[Mention, ...]:
        entities = {root: self.entity(root) for root in self.members}
        return tuple(
            replace(m, entity=self.fitting(m, k, entities[self.roots[k]]), antecedent=self.antecedent(k))
            for k, m in enumerate(self.mentions)
        )

    def antecedent(self, k: int) -> Span | None:
        """The antecedent found before, or the name that this stage has tied a description to."""
        mention, root = self.mentions[k], self.roots[k]
        tied = mention.antecedent is None and mention.form == "nominal" and root != k
        return self.mentions[root].span if tied else mention.antecedent

    # ------------------------------------------------------------ who is the same

    def root(self, k: int) -> int:
        """The mention at the end of the chain of antecedents."""
        for _ in range(20):
            antecedent = self.mentions[k].antecedent
            if antecedent is None:
                return k
            above = self.by_span.get((antecedent.start, antecedent.end))
            if above is None or above == k:
                return k
            k = above
        return k

    def beside(self) -> None:
        """Tie a description in loose apposition to the person named just before it ("X, 34, a student,") or after
        it ("an opposition lawmaker, X,")."""
        text = self.document.text
        order = sorted(range(len(self.mentions)), key=lambda k: self.mentions[k].start)
        person: int | None = None
        title: int | None = None
        for k in order:
            mention = self.mentions[k]
            if mention.form == "name" and mention.kind == "person" and not self.facts[k].known:
                person = k
                if title is not None and is_enclosed(text, self.mentions[title].end, mention):
                    self.roots[title] = self.roots[k]
                title = None
            elif person is not None and mention.form == "nominal" and mention.kind == "person":
                between = text[self.mentions[person].end : mention.start]
                if self.roots[k] == k and is_apposition(between):
                    self.roots[k] = self.roots[person]
                    continue
            if mention.form == "nominal" and mention.kind == "person" and self.roots[k] == k:
                title = k

    def ending_in_name(self) -> None:
        """Tie "head of the Y agency X" to X: a person's name that follows the body's inside the description."""
        ends = {m.end for m in self.mentions if m.kind != "person" and m.form != "pronoun"}
        names = {m.end: k for k, m in enumerate(self.mentions) if m.form == "name" and m.kind == "person"}
        for k, mention in enumerate(self.mentions):
            other = names.get(mention.end)
            if mention.form == "nominal" and mention.kind == "person" and other is not None and self.roots[k] == k:
                name = self.mentions[other]
                if mention.start < name.start and name.start - 1 in ends:
                    self.roots[k] = self.roots[other]

    def same_office(self) -> None:
        """Tie descriptions of one office of one listed body: "the head of the FSB" is one person in a report."""
        holder: dict[tuple[str, str], int] = {}
        order = [k for k, m in enumerate(self.mentions) if m.form == "nominal" and m.kind == "person"]
        keys = {k: key for k in order if (key := self.office(k))}
        for k, key in keys.items():
            if self.mentions[self.roots[k]].form == "name":
                holder.setdefault(key, self.roots[k])
        for k, key in keys.items():
            if self.roots[k] == k and key in holder:
                self.roots[k] = holder[key]

    def office(self, k: int) -> tuple[str, str] | None:
        """(noun, body's id) of a description that only one person fits."""
        mention = self.mentions[k]
        lemma = self.syntax.tokens[mention.head].lemma
        if lemma not in SINGLE or mention.text.split()[0].lower() in ("former", "deputy", "ex", "acting", "regional"):
            return None
        inside = range(mention.start, mention.end)
        known = [self.facts[j].known for j, m in enumerate(self.mentions) if j != k and m.start in inside]
        actor = next((actor for actor in known if actor is not None), None) or self.facts[k].known
        return (lemma, actor.id) if actor else None

    def inherit(self) -> None:
        """A description takes role and country of what it belongs to: "its leader", "the group's spokesman"."""
        heads = {m.head: k for k, m in enumerate(self.mentions)}
        for k, (mention, fact) in enumerate(zip(self.mentions, self.facts, strict=True)):
            if mention.form != "nominal" or fact.known:
                continue
            inside = [heads[i] for i in self.syntax.within(mention.span) if i != mention.head and i in heads]
            for other in inside:
                apart = other == k or self.roots[other] == self.roots[k]
                if not apart and not self.finder.stands_with(self.mentions[other].head, self.mentions[other].head):
                    self.take(fact, self.roots[other])

    def take(self, fact: Fact, root: int) -> None:
        roles, country = self.said(root)
        if fact.weak and (not fact.roles or fact.roles == ("GOV",)) and roles:
            fact.roles = roles
        fact.country = fact.country or country

    def said(self, root: int) -> tuple[tuple[str, ...], str | None]:
        """Roles and country that the mentions of one root say together, the names first."""
        group = self.members.get(root, [root])
        ordered = sorted(group, key=lambda k: (self.facts[k].known is None, self.mentions[k].form != "name", k))
        if self.mentions[self.fullest(group)].kind in ("place", "country"):
            ordered = [k for k in ordered if self.mentions[k].form == "name"]
        country = next((self.facts[k].country for k in ordered if self.facts[k].country), None)
        known = self.facts[ordered[0]].known if ordered else None
        if known is not None:
            return known.roles, known.country or country
        return tidy(code for k in ordered for code in self.facts[k].roles), country

    def fullest(self, group: Sequence[int]) -> int:
        """The mention that names the entity: the longest name, else the first description."""
        names = [k for k in group if self.mentions[k].form == "name"]
        if names:
            return max(names, key=lambda k: (len(self.mentions[k].text), -k))
        return next((k for k in group if self.mentions[k].form == "nominal"), group[0])

    # ------------------------------------------------------------ the entity

    def entity(self, root: int) -> Entity | None:
        group = self.members[root]
        fullest = self.fullest(group)
        mention = self.mentions[fullest]
        if mention.form == "pronoun":
            return None
        known = self.facts[fullest].known
        if known is None and mention.kind != "person":
            known = next((self.facts[k].known for k in group if self.facts[k].known), None)
        roles, country = self.said(root)
        if known is not None:
            return Entity(known.id, known.name, "organisation", known.country or country, known.roles)
        if mention.kind in ("place", "country") and mention.form == "name":
            return self.located(mention)
        kind = mention.kind or "group"
        if country is None and kind != "person" and roles and roles[0] in STATE and self.is_definite(mention):
            country = self.main
        if mention.form == "nominal" and (kind == "country" or not (roles or country)):
            return None
        if kind == "group" and mention.form == "name" and not country:
            country = places.nationality(mention.text)
        return self.described(mention, kind, country, roles)

    def is_definite(self, mention: Mention) -> bool:
        """Whether "the army" or "police" can be the report's own country's: "his regime" and "a court" need not."""
        first = self.syntax.within(mention.span)[0]
        before = self.syntax.tokens[first - 1].lower if first else ""
        tokens = self.syntax.tokens
        return tokens[first].tag != "PRP$" and before not in INDEFINITE

    def described(self, mention: Mention, kind: str, country: str | None, roles: tuple[str, ...]) -> Entity:
        """The entity of a name or description that no list has. Bodies of a state have it in their id, so that
        two foreign ministries stay two; a surname alone has the report in it, so that two Smiths do."""
        named = places.country_of(country) if country else None
        if named and self.syntax.tokens[mention.head].lemma in GOVERNMENT and roles == ("GOV",):
            return places.government_named(named)
        if kind == "person" and mention.form == "name" and is_single(mention.text):
            here = f"person:{self.document.report.id[:8]}:{slug(mention.text)}"
            return Entity(here, display(mention.text), kind, country, roles)
        whose = country and kind != "person" and (mention.form == "nominal" or (roles and roles[0] in STATE))
        number = f"{country.lower()}:{slug(mention.text)}" if whose and country else slug(mention.text)
        return Entity(f"{PREFIX[kind]}:{number}", display(mention.text), kind, country, roles)

    def located(self, mention: Mention) -> Entity | None:
        """The entity of a place, from the place stage; a palace that the gazetteer lacks is its government."""
        place = self.place_of.get((mention.start, mention.end))
        if place is not None and place.entity is not None:
            return place.entity
        country = places.country(mention.text)
        if country is not None:
            return Entity(country.id, country.name, "country", country.code)
        code = places.nationality(mention.text)
        people = places.country_of(code) if code else None
        if people is not None:
            return Entity(people.id, people.name, "country", people.code)
        return places.government_entity(mention) or Entity(
            f"place:{slug(mention.text)}", display(mention.text), "place", place.country if place else None
        )

    def fitting(self, mention: Mention, k: int, entity: Entity | None) -> Entity | None:
        """The entity, unless it is of a kind that the mention cannot be."""
        if entity is None or mention.form == "pronoun" or self.facts[k].known is not None:
            return entity
        if entity.kind == "person" and mention.kind in ("organisation", "country", "place"):
            fact = self.facts[k]
            kind = mention.kind
            return Entity(f"{PREFIX[kind]}:{slug(mention.text)}", display(mention.text), kind, fact.country, fact.roles)
        return entity


def is_apposition(between: str) -> bool:
    """Whether only commas, an age and an article stand between a name and what follows: ", 34, a "."""
    parts = between.replace(",", " ").replace("-", " ").split()
    return between.startswith(",") and len(parts) <= 3 and all(
        word.isdigit() or word.lower() in ("a", "an", "the", "aged", "age", "then") for word in parts
    )  # fmt: skip


def is_enclosed(text: str, end: int, name: Mention) -> bool:
    """Whether a name stands between commas right after the description that ends at `end`."""
    return text[end : name.start].strip() == "," and text[name.end : name.end + 1] == ","


def is_single(name: str) -> bool:
    """Whether a person's name is one word behind its titles: "Mr. Smith", but neither "Ann Smith" nor "J. Smith"."""
    return len([word for word in name.split() if word.lower() not in words("titles")]) <= 1


def slug(text: str) -> str:
    """An id's last part: the index form of the words with hyphens, without article and possessive."""
    bare = places.normalise(text.split("(")[0].strip() or text)
    if text.endswith(("'s", "’s")):
        bare = places.normalise(text[:-2])
    return "-".join(bare.removeprefix("the ").split()) or "unnamed"


def display(text: str) -> str:
    """The words as a name: on one line, without a possessive ending."""
    line = " ".join(text.split())
    for ending in ("'s", "’s"):
        line = line.removesuffix(ending)
    return line[4:] if line[:4].lower() == "the " else line


def main_country(document: Document, syntax: Syntax) -> str | None:
    """The one country that the report is about, or None: what "the army" and "the government" then belong to."""
    counts = count_countries(syntax, recased(document))
    for place in document.places:
        if place.country and place.precision != "country":
            counts[place.country] += 1
    if not counts:
        return None
    (code, most), total = counts.most_common(1)[0], sum(counts.values())
    if most >= LEAST and most >= CLEAR * total:
        return code
    return code if code == home_of(document) and most >= HOME_SHARE * total else None
