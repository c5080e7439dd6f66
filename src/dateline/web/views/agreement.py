"""How far two readers of the same statements agree, and where they do not, side by side."""

from __future__ import annotations

import json
from collections import Counter, defaultdict
from collections.abc import Callable, Sequence
from itertools import combinations
from typing import Annotated, Any

from fastapi import Query as Given

from dateline.errors import DatelineError
from dateline.types.document import Document
from dateline.types.judgement import Judgement
from dateline.types.statement import Statement
from dateline.web.ask import Ask, Data
from dateline.web.standpoint import VERDICTS
from dateline.write.record import Row, row_of

MOST = 500
"""Disagreements that are shown; the rest is counted."""
Read = dict[str, dict[str, list[Judgement]]]
"""Reader -> statement -> the judgements that stand."""


def spans(row: Row, name: str) -> Any:
    return sorted([item["start"], item["end"]] for item in row[name])


FIELDS: dict[str, Callable[[Row], Any]] = {
    "type": lambda row: row["type"], "modes": lambda row: sorted(row["modes"]), "status": lambda row: row["status"],
    "aspect": lambda row: row["aspect"], "background": lambda row: row["background"],
    "actors": lambda row: spans(row, "actors"), "recipients": lambda row: spans(row, "recipients"),
    "place": lambda row: row["place"] and (row["place"]["gazetteer_id"] or row["place"]["text"]),
    "time": lambda row: row["time"] and [row["time"]["start"], row["time"]["end"]],
    "figures": lambda row: sorted([str(f[k]) for k in ("role", "low", "high", "hedge")] for f in row["figures"]),
}  # fmt: skip
"""What of a statement is compared, and as what: two values that are equal agree."""


def show_agreement(
    ask: Ask, a: Annotated[str | None, Given(description="One reader.")] = None,
    b: Annotated[str | None, Given(description="The other.")] = None,
) -> Data:  # fmt: skip
    """How far two readers agree, over the statements that both judged.

    For each field how many were compared and agreed, the share (`raw`) and Cohen's kappa (null where both always gave
    one and the same value). Without names, the two who share the most.

    `verdict` compares accepted, edited and rejected; the other fields those that neither rejected. `settled` names the
    judgement of somebody else, or of either later than both, that stands on a disagreement.
    """
    if ask.blind:
        raise DatelineError("this would tell what others decided", cure="end reading blind first")
    read = reading(ask.store.standing())
    pair = (a, b) if a and b else most_shared(read)
    if pair is None:
        return {"readers": [], "everybody": sorted(read), "items": 0, "fields": [], "disagreements": [], "left_out": 0}
    return compared(ask, read, pair)


def reading(standing: Sequence[Judgement]) -> Read:
    read: Read = defaultdict(lambda: defaultdict(list))
    for judgement in standing:
        if judgement.kind in VERDICTS:
            for target in judgement.targets:
                read[judgement.by][target].append(judgement)
    return read


def most_shared(read: Read) -> tuple[str, str] | None:
    pairs = [(-len(read[a].keys() & read[b].keys()), a, b) for a, b in combinations(sorted(read), 2)]
    return min(pairs)[1:] if pairs else None


def compared(ask: Ask, read: Read, pair: tuple[str, str]) -> Data:
    a, b = (read.get(name, {}) for name in pair)
    pairs: dict[str, list[tuple[str, str]]] = {name: [] for name in ("verdict", *FIELDS)}
    differing: list[Data] = []
    items = sorted(a.keys() & b.keys())
    for id_ in items:
        values = [sides(ask, id_, judgements[id_]) for judgements in (a, b)]
        for name in values[0].keys() & values[1].keys():
            left, right = (json.dumps(value[name], ensure_ascii=False) for value in values)
            pairs[name].append((left, right))
            if left != right:
                settled = settling(read, id_, pair)
                differing.append({"statement": id_, "field": name, "a": values[0][name], "b": values[1][name],
                                  "settled": settled})  # fmt: skip
    order = {name: k for k, name in enumerate(pairs)}
    differing.sort(key=lambda row: (row["settled"] is not None, row["statement"], order[row["field"]]))
    return {
        "readers": list(pair), "everybody": sorted(read), "items": len(items),
        "fields": [{"field": name, **figures(held)} for name, held in pairs.items()],
        "disagreements": differing[:MOST], "left_out": max(0, len(differing) - MOST),
    }  # fmt: skip


def sides(ask: Ask, id_: str, judgements: Sequence[Judgement]) -> dict[str, Any]:
    """What one reader holds of a statement: the verdict, and unless they rejected it the value of each field."""
    member = ask.store.member(id_)
    if member is None:
        return {}
    seen = ask.store.under(member, judgements)
    values = {"verdict": seen.review}
    document = ask.store.plain(member.report.id)
    if document is None or seen.review == "rejected":
        return values
    return values | fields(document, seen.statement)


def fields(document: Document, statement: Statement) -> dict[str, Any]:
    row = row_of(document, statement)
    return {name: value(row) for name, value in FIELDS.items()}


def settling(read: Read, id_: str, pair: tuple[str, str]) -> str | None:
    """The id of the last judgement by somebody else than the two."""
    others = [j for name, held in read.items() if name not in pair for j in held.get(id_, ())]
    return max(others, key=lambda j: (j.at, j.id)).id if others else None


def figures(pairs: Sequence[tuple[str, str]]) -> Data:
    agreed = sum(left == right for left, right in pairs)
    raw = agreed / len(pairs) if pairs else None
    return {"compared": len(pairs), "agreed": agreed, "raw": raw, "kappa": kappa(pairs)}


def kappa(pairs: Sequence[tuple[str, str]]) -> float | None:
    """Cohen's kappa (1960): agreement beyond what the frequencies of the two readers' values give by chance."""
    if not pairs:
        return None
    count = len(pairs)
    left, right = (Counter(pair[side] for pair in pairs) for side in (0, 1))
    chance = sum(left[value] * right[value] for value in left) / count**2
    observed = sum(one == other for one, other in pairs) / count
    return None if chance == 1 else (observed - chance) / (1 - chance)


