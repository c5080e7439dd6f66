"""Actors: which entities of different reports are one. Nobody is merged on a surname, an office or a country alone."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Sequence

from dateline.link.constraint import BY, Constraints, Groups, decided
from dateline.link.name import initials, is_acronym, is_cut
from dateline.link.spelling import is_full, spelled_alike, written_out
from dateline.types.episode import Actor
from dateline.types.judgement import Judgement, Link
from dateline.types.reading import EntityUse

__all__ = ["actors", "is_full"]
TELLING = 4
"""Letters from which initials are seldom those of two bodies of one country: "CIA" has many readings."""


def actors(uses: Iterable[EntityUse], judgements: Sequence[Judgement] = ()) -> Iterator[Actor]:
    """The actors in order of id. An entity id is one entity wherever it stands, and is never taken apart."""
    known = gather(uses)
    constraints = Constraints(judgements, "entity")
    groups = Groups(constraints)
    for name in known:
        groups.add(name)
    for link in decided(constraints.together, groups):
        groups.join(link)
    for link in sorted(links(known), key=lambda link: (-link.confidence, link.left, link.right)):
        members = [known[name] for root in (link.left, link.right) for name in groups.of(groups.find(root))]
        if agree(members):
            groups.join(link)
    found = [actor(groups, root, known) for root in groups.roots()]
    yield from sorted(found, key=lambda actor: actor.id)


def gather(uses: Iterable[EntityUse]) -> dict[str, EntityUse]:
    """One use for each id, its forms added up."""
    rows: dict[str, list[EntityUse]] = defaultdict(list)
    for use in uses:
        rows[use.id].append(use)
    return {name: together(rows[name]) for name in sorted(rows)}


def together(uses: Sequence[EntityUse]) -> EntityUse:
    forms: Counter[str] = Counter()
    for use in uses:
        for form, count in use.forms:
            forms[form] += count
    names = Counter(use.name for use in uses)
    roles = Counter(role for use in uses for role in use.roles)
    countries = Counter(use.country for use in uses if use.country)
    return EntityUse(
        uses[0].id, first(names) or uses[0].id, first(Counter(use.kind for use in uses)) or uses[0].kind,
        first(countries), tuple(sorted(roles, key=lambda role: (-roles[role], role))), tuple(sorted(forms.items())),
    )  # fmt: skip


def first(counts: Counter[str]) -> str | None:
    """The commonest, then the first by name."""
    return min(counts, key=lambda name: (-counts[name], name)) if counts else None


# ---------------------------------------------------------------- links


def links(known: dict[str, EntityUse]) -> Iterator[Link]:
    yield from spelled_alike(known)
    yield from written_out(known)
    yield from acronyms(known)


def acronyms(known: dict[str, EntityUse]) -> Iterator[Link]:
    """Acronyms tied to the one long form that a report gave beside them, or, from four letters on, that alone has those
    initials in that country."""
    long: dict[str, list[str]] = defaultdict(list)
    for name, use in known.items():
        if use.kind in ("organisation", "group"):
            for form in {use.name, *(form for form, _ in use.forms)}:
                if (letters := initials(form)) and not is_cut(form):
                    long[letters].append(name)
    for name, use in known.items():
        if use.kind not in ("organisation", "group") or not is_acronym(use.name):
            continue
        letters = use.name.replace(".", "").casefold()
        fitting = [other for other in dict.fromkeys(long[letters]) if other != name]
        given = [other for other in fitting if use.name in dict(known[other].forms)]
        telling = use.country if len(letters) >= TELLING else None
        near = given or [other for other in fitting if telling and known[other].country == telling]
        if len(near) == 1:
            sure, why = (0.95, "a report gives both") if given else (0.75, "the only name with these initials there")
            yield Link(*sorted((name, near[0])), sure, f"{use.name} is {known[near[0]].name}: {why}", BY)  # type: ignore[call-arg, arg-type]


def agree(members: Sequence[EntityUse]) -> bool:
    """One kind, or organisation and group, and at most one country."""
    kinds = {"organisation" if use.kind == "group" else use.kind for use in members}
    return len(kinds) == 1 and len({use.country for use in members if use.country}) <= 1


def actor(groups: Groups, root: str, known: dict[str, EntityUse]) -> Actor:
    ids = sorted(groups.of(root))
    best = min(ids, key=lambda name: (-sum(count for _, count in known[name].forms), name))
    whole = together([known[name] for name in ids])
    use = known[best]
    names = {use.name} | {form for form, _ in whole.forms}
    found = sorted(groups.links.get(root, ()), key=lambda link: (link.left, link.right))
    return Actor(
        best,
        use.name,
        use.kind,
        use.country or whole.country,
        whole.roles,
        tuple(sorted(names)),
        tuple(ids),
        tuple(found),
    )
