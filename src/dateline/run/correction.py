"""What people decide about a record, from words to judgements: ids found, values checked, one or many at once."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from dateline.errors import DatelineError
from dateline.store.query import among, day_of
from dateline.types.judgement import Change, Judgement
from dateline.write.record import Row, row_of

if TYPE_CHECKING:
    from dateline.run.record import Store

ACTIONS = ("edit", "accept", "reject", "comment", "merge", "split", "undo")
KEYS = ("action", "ids", "changes", "why", "by")
"""Keys of a line of a file of corrections."""
LISTS = frozenset({"modes", "contexts"})
TRUTH = {"true": True, "yes": True, "false": False, "no": False}
NOTHING = frozenset({"", "none", "null"})


@dataclass(frozen=True, slots=True)
class Correction:
    """What is asked for: an action, ids or their beginnings, and for an edit values by field, as words or as JSON."""

    action: str
    ids: tuple[str, ...]
    by: str
    why: str | None = None
    changes: Mapping[str, Any] | None = None
    seen: Mapping[str, int] | None = None
    """Versions of statements that the judge saw; Overtaken is raised where somebody judged them since."""


def correct(store: Store, correction: Correction) -> Judgement:
    """Carry it out; DatelineError for what cannot be, and then nothing is changed."""
    (action,) = among("action", [correction.action], ACTIONS)
    if not correction.ids:
        raise DatelineError(f"{action} needs an id", cure="give the id of a statement, as `dateline find` shows it")
    if (action == "edit") != bool(correction.changes):
        cure = "write edit ID FIELD=VALUE, or another action without values"
        raise DatelineError("an edit needs values, and only an edit has them", cure=cure)
    if action == "comment" and not correction.why:
        raise DatelineError("a comment says nothing", cure="give its words with --why")
    subject, targets = found(store, action, correction.ids)
    changes = changes_of(store, targets, correction.changes) if correction.changes else ()
    return store.judge(
        action, subject, targets, by=correction.by, why=correction.why, changes=changes, seen=correction.seen
    )


def found(store: Store, action: str, ids: Sequence[str]) -> tuple[str, tuple[str, ...]]:
    """The subject and the full ids. A split of one statement holds it apart from all others of its episode."""
    named = [store.named(id_) for id_ in dict.fromkeys(ids)]
    subjects = {"statement" if kind == "episode" else kind for kind, _ in named}
    if len(subjects) > 1:
        words = " and a ".join(sorted(subjects))
        raise DatelineError(f"a {words} have nothing in common", cure="give ids of one kind")
    (subject,), targets = subjects, tuple(id_ for _, id_ in named)
    if action == "undo" and subject != "judgement":
        raise DatelineError(f"{targets[0]} is no judgement", cure="`dateline why` shows the ids of judgements")
    if action == "split" and subject == "statement" and len(targets) == 1:
        others = (member.statement.id for member in store.episode(targets[0]).members)
        targets = (*targets, *(id_ for id_ in others if id_ != targets[0]))
    if action in ("merge", "split") and len(targets) < 2:
        raise DatelineError(f"{action} needs two ids", cure="give the ids of what is, or is not, the same")
    return subject, targets


def changes_of(store: Store, targets: Sequence[str], values: Mapping[str, Any]) -> tuple[Change, ...]:
    """The values as JSON in the form of the contract; those that are words are made so for the one statement."""
    if len(targets) != 1:
        raise DatelineError("an edit is of one statement", cure="give one id, or a line for each in --from FILE")
    document, member = store.one(targets[0])
    row = row_of(document, member.statement)
    new = [(field, value_of(field, value, row)) for field, value in values.items()]
    merged: dict[str, Any] = {}
    for field, value in new:
        if field in row:
            merged[field] = value
        else:
            merged["figures"] = with_figure(merged.get("figures") or row["figures"], field, value)
    return tuple(Change(field, as_json(value)) for field, value in merged.items())


def as_json(value: Any) -> str:
    return json.dumps(value, ensure_ascii=False, sort_keys=True)


def value_of(field: str, value: Any, row: Row) -> Any:
    """A value in the form of the contract; what is not words is taken as it is and checked by the store."""
    if not isinstance(value, str):
        return value
    if value[:1] in "[{" and value:
        return parsed(field, value)
    if field in LISTS:
        return [item.strip() for item in value.split(",") if item.strip()]
    if field in WORDS:
        return WORDS[field](value, row)
    return None if value.casefold() in NOTHING else value


def parsed(field: str, value: str) -> Any:
    try:
        return json.loads(value)
    except ValueError as error:
        raise DatelineError(f"{field}: {error}", cure="write words, or JSON as `--format jsonl` shows it") from error


def truth_of(value: str, row: Row) -> bool:
    return TRUTH[among("background", [value], TRUTH)[0]]


def number_of(value: str, row: Row) -> float:
    try:
        return float(value)
    except ValueError as error:
        raise DatelineError(f"{value!r} is no number", cure="write it as 0.8") from error


def time_of(value: str, row: Row) -> Row | None:
    """A day, month or year, or two of them with ".." between; the words stay those of the report."""
    if value.casefold() in NOTHING:
        return None
    first, _, last = value.partition("..")
    start, end = day_of("time", first, last=False), day_of("time", last or first, last=True)
    grain = {0: "year", 1: "month", 2: "day"}.get(first.lstrip("-").count("-")) if not last else "day"
    span = row["time"]["span"] if row["time"] else row["trigger"]
    return {"start": start, "end": end, "grain": grain, "span": span}


def with_figure(figures: Sequence[Row], role: str, value: Any) -> list[Row]:
    """The figures with those of a role changed to a number, a range ("35-41"), or taken out ("none")."""
    from dateline.types.values import FIGURE_ROLES

    known = [figure["role"] for figure in figures]
    if role not in FIGURE_ROLES:
        fields = "type, modes, contexts, status, aspect, background, place, time, actors, recipients, figures"
        raise DatelineError(f"a statement has no {role!r}", cure=f"use one of {fields}, or a figure's role")
    if role not in known:
        raise DatelineError(f"the statement has no figure of {role}", cure="give figures as JSON, with the words' span")
    if value is None or str(value).casefold() in NOTHING:
        return [figure for figure in figures if figure["role"] != role]
    low, _, high = str(value).partition("-")
    numbers = {"low": number_of(low, {}), "high": number_of(high or low, {})}
    return [figure | (numbers | {"hedge": None} if figure["role"] == role else {}) for figure in figures]


WORDS: dict[str, Callable[[str, Row], Any]] = {
    "background": truth_of, "confidence": number_of, "time": time_of,
}  # fmt: skip
"""Fields whose words are made a value of another kind."""


def corrections(lines: Iterable[bytes], by: str, why: str | None) -> Iterator[tuple[int, Correction | DatelineError]]:
    """Each line that is not empty, by its number, as what it asks for or what is wrong with it."""
    for number, line in enumerate(lines, 1):
        if not line.strip():
            continue
        try:
            yield number, correction_of(line, by, why)
        except DatelineError as error:
            yield number, error


def correction_of(line: bytes, by: str, why: str | None) -> Correction:
    try:
        row = json.loads(line)
    except (ValueError, RecursionError) as error:
        raise DatelineError(f"is no JSON: {error}", cure="write one object on each line") from error
    if not isinstance(row, dict):
        raise DatelineError("is no JSON object", cure='write {"action": "accept", "ids": ["..."]}')
    among("key", row, KEYS)
    ids, changes = row.get("ids"), row.get("changes")
    ids = [ids] if isinstance(ids, str) else ids
    if not isinstance(ids, list) or not all(isinstance(id_, str) for id_ in ids):
        raise DatelineError("ids are no list of strings", cure='write "ids": ["..."]')
    if changes is not None and not isinstance(changes, dict):
        raise DatelineError("changes are no object", cure='write "changes": {"status": "denied"}')
    words = [row.get(key) for key in ("action", "by", "why")]
    if not all(word is None or isinstance(word, str) for word in words):
        raise DatelineError("action, by and why are words", cure="write them in quotation marks")
    return Correction(row.get("action") or "", tuple(ids), row.get("by") or by, row.get("why") or why, changes)
