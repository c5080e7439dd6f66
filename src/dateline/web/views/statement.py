"""Statements: a page of flat rows, one whole, why it is there, and all of them as files."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from typing import Annotated, Any

from fastapi import Query as Given

from dateline.store.paging import paged
from dateline.types.document import Document
from dateline.types.episode import Member
from dateline.types.mention import Mention
from dateline.types.view import Query
from dateline.web.ask import After, Ask, Data, Limit, missing
from dateline.web.stream import Stream, csv_stream, jsonl_stream
from dateline.write.found import member_row
from dateline.write.glyph import encodable
from dateline.write.phrase import voice_name
from dateline.write.record import figure_row, report_row, span_row
from dateline.write.why import as_data, judgement_row

Sort = Annotated[
    str, Given(description="published, time, type, status, source or confidence; with - the other way round.")
]


def list_statements(ask: Ask, query: Query, sort: Sort = "published", limit: Limit = 50, after: After = None) -> Data:
    """Statements, a page at a time.

    `total` counts all that the filters hold for; `after` is null on the last page.
    """
    asked = ask.query(query)
    page = paged(ask.store.database, asked, sort, limit, after)
    members = list(ask.store.shown(iter(page.rows)))
    return {"total": ask.store.count(asked), "rows": flat_rows(ask, members), "after": page.after}


def flat_rows(ask: Ask, members: Sequence[Member]) -> list[Data]:
    """A flat row of each member as the asker sees it, in order."""
    versions = ask.versions(members)
    return [
        flat_row(document, member, versions[member.statement.id])
        for document, member in ask.beside(ask.seen(members))
    ]  # fmt: skip


def flat_row(document: Document, member: Member, version: int) -> Data:
    statement, report = member.statement, report_row(document)
    place, time = statement.place, statement.time
    return {
        "id": statement.id, "report": report["id"], "title": report["title"], "source": report["source"],
        "published": report["published"], "kind": statement.kind, "type": statement.type,
        "mode": list(statement.modes), "status": statement.status, "aspect": statement.aspect,
        "background": statement.background, "confidence": statement.confidence,
        "sentence": span_row(statement.sentence, document.text),
        "trigger": span_row(statement.trigger, document.text),
        "actors": [named(mention) for mention in statement.actors],
        "recipients": [named(mention) for mention in statement.recipients],
        "place": place and {
            "name": encodable(place.name or place.text), "country": place.country, "precision": place.precision,
            "id": place.gazetteer_id,
        },
        "time": time and {"start": time.start, "end": time.end, "grain": time.grain},
        "figures": [figure_row(figure, document.text) for figure in statement.figures],
        "chain": [encodable(voice_name(document, voice)) for voice in statement.attribution],
        "episode": member.episode, "family": member.family, "agency": member.agency, "review": member.review,
        "version": version,
    }  # fmt: skip


def named(mention: Mention) -> Data:
    entity = mention.entity
    return {
        "name": encodable(entity.name if entity else mention.text), "text": encodable(mention.text),
        "id": entity.id if entity else None, "country": entity.country if entity else None,
        "roles": list(entity.roles) if entity else [],
    }  # fmt: skip


def whole_rows(ask: Ask, members: Sequence[Member]) -> list[Data]:
    """Each member as the contract has it, with where it belongs and its version."""
    versions = ask.versions(members)
    rows = []
    for document, member in ask.beside(ask.seen(members)):
        row = member_row((document, member))
        rows.append({**row, "record": {**row["record"], "version": versions[member.statement.id]}})
    return rows


def member_of(ask: Ask, id: str) -> Member:
    member = ask.store.member(id)
    if member is None:
        raise missing("statement", id)
    return member


def show_statement(ask: Ask, id: str) -> Data:
    """One statement as codebook section 8 has it, and `record`: where it belongs."""
    return whole_rows(ask, [member_of(ask, id)])[0]


def show_why(ask: Ask, id: str) -> Data:
    """Why a statement is in the record.

    Sentence, stages, links with their reasons, judgements, and where it stands in the delivered bytes.
    """
    member = member_of(ask, id)
    why = ask.record.tools.why(ask.store, id)
    data = as_data(why)
    (row,) = whole_rows(ask, [member])
    judgements = [j for j in why.judgements if not ask.blind or j.by == ask.session.name]
    standing = {judgement.id for judgement in ask.store.standing()} if judgements else set()
    return {
        "id": id, "statement": row, "sentence": row["sentence"], "stages": stages(why.recipe),
        "recipe": data["recipe"], "family": data["family"], "episode": data["episode"], "links": data["links"],
        "judgements": [shown(judgement_row(j), undone=j.kind != "undo" and j.id not in standing) for j in judgements],
        "traced": data["bytes"],
    }  # fmt: skip


def shown(row: Data, undone: bool) -> Data:
    """A judgement as the page has it: its changes as a list, and whether it was taken back."""
    changes = [{"field": field, "value": value} for field, value in row["changes"].items()]
    return {**row, "changes": changes, "undone": undone}


def stages(recipe: str) -> list[dict[str, str]]:
    """Stages with their versions, of a recipe "syntax/1 quotation/1 ..."; what the caller stated is no stage."""
    pairs = (word.partition("/") for word in recipe.split() if "/" in word and "=" not in word)
    return [{"stage": name, "version": version} for name, _, version in pairs]


def found_in(ask: Ask, query: Query) -> Iterator[tuple[Document, Member]]:
    """All statements of a query as the asker sees them, one report in memory at a time."""
    document: Document | None = None
    for member in ask.store.members(ask.query(query)):
        if document is None or document.report.id != member.report.id:
            document = ask.store.plain(member.report.id)
        if document is not None:
            yield document, ask.seen([member])[0]


def stream_csv(ask: Ask, query: Query) -> Stream:
    """All statements as CSV for spreadsheets, in the flat profile.

    What a spreadsheet would run has an apostrophe before it.
    """
    return csv_stream(ask.store.count(ask.query(query)), found_in(ask, query))


def stream_jsonl(ask: Ask, query: Query) -> Stream:
    """All statements as JSON Lines.

    The contract, one a line, and behind its keys `record`.
    """
    return jsonl_stream("statements.jsonl", ask.store.count(ask.query(query)), lines_of(found_in(ask, query)))


def lines_of(found: Iterable[tuple[Document, Member]]) -> Iterator[dict[str, Any]]:
    return (member_row(pair) for pair in found)
