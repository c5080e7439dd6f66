"""What reviewers made of the record, for training."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

from dateline.types.view import Query
from dateline.web.ask import Ask, Data
from dateline.web.stream import Stream, jsonl_stream
from dateline.web.views.statement import found_in
from dateline.write.found import member_row
from dateline.write.record import row_of
from dateline.write.why import judgement_row

REVIEWED = ("accepted", "edited", "rejected")


def stream_corrections(ask: Ask, query: Query) -> Stream:
    """Reviewed statements, for training.

    Each as the contract has it, the rejected too; behind it `record`, `read` (the statement as it was
    read, where it was edited) and `judgements`, those that stand.
    """
    asked = replace(query, review=query.review or REVIEWED)
    return jsonl_stream("corrections.jsonl", ask.store.count(ask.query(asked)), lines(ask, asked))


def lines(ask: Ask, query: Query) -> Iterator[Data]:
    on: dict[str, list[Data]] = {}
    for judgement in ask.store.standing():
        if not ask.blind or judgement.by == ask.session.name:
            for target in judgement.targets:
                on.setdefault(target, []).append(judgement_row(judgement))
    for document, member in found_in(ask, query):
        row = member_row((document, member))
        read = row_of(document, ask.store.under(member, ()).statement) if member.review == "edited" else None
        yield {**row, "read": read, "judgements": on.get(member.statement.id, [])}
