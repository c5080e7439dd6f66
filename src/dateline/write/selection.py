"""A view narrowed by a query: the same questions, answered only for the statements that were chosen."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import fields, replace
from itertools import groupby

from dateline.types.document import Document
from dateline.types.episode import Actor, Coverage, Episode, Family, Member
from dateline.types.judgement import Judgement
from dateline.types.mention import Mention
from dateline.types.view import EVERYTHING, Query, View


class Selection:
    """What is chosen of a view. Reports without a chosen statement are left out; an episode is there, with all its
    statements, when one of them was chosen; the coverage stays that of the whole record."""

    def __init__(self, view: View, query: Query) -> None:
        self.view, self.query = view, query

    def documents(self) -> Iterator[Document]:
        groups = groupby(self.members(), key=lambda member: member.report.id)
        report, members = next(groups, (None, iter(())))
        for document in self.view.documents():
            if document.report.id == report:
                yield replace(document, statements=tuple(member.statement for member in members))
                report, members = next(groups, (None, iter(())))

    def members(self, query: Query = EVERYTHING) -> Iterator[Member]:
        return self.view.members(self.query if query == EVERYTHING else query)

    def episodes(self, query: Query = EVERYTHING) -> Iterator[Episode]:
        return self.view.episodes(self.query if query == EVERYTHING else query)

    def families(self) -> Iterator[Family]:
        kept = {member.family for member in self.members()}
        return (family for family in self.view.families() if family.id in kept)

    def actors(self) -> Iterator[Actor]:
        used = {mention.entity.id for member in self.members() for mention in mentions(member) if mention.entity}
        return (actor for actor in self.view.actors() if not used.isdisjoint(actor.entities))

    def judgements(self) -> Iterator[Judgement]:
        kept = {id_ for member in self.members() for id_ in (member.statement.id, member.report.id)}
        return (judgement for judgement in self.view.judgements() if not kept.isdisjoint(judgement.targets))

    def coverage(self) -> Iterator[Coverage]:
        return self.view.coverage()

    def about(self) -> Mapping[str, str]:
        return self.view.about()


def mentions(member: Member) -> Iterator[Mention]:
    """Actors, recipients and voices of a statement."""
    statement = member.statement
    yield from (*statement.actors, *statement.recipients)
    yield from (voice.source for voice in statement.attribution if voice.source)


def narrowed(view: View, query: Query) -> View:
    """The view itself where the query asks for everything."""
    return view if query == EVERYTHING else Selection(view, query)


def filters_of(query: Query) -> dict[str, object]:
    """The filters that were set, by name."""
    given = {field.name: getattr(query, field.name) for field in fields(Query)}
    usual = {field.name: getattr(EVERYTHING, field.name) for field in fields(Query)}
    return {
        name: list(value) if isinstance(value, tuple) else value
        for name, value in given.items()
        if value != usual[name]
    }
