"""Decisions: made, taken back, and listed. None overwrites what somebody else decided meanwhile."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Annotated, Any, Literal

from fastapi import Query as Given
from pydantic import BaseModel, ConfigDict, Field

from dateline.types.judgement import Judgement
from dateline.web.ask import Ask, Data, missing
from dateline.web.desk import Desk
from dateline.web.views.statement import shown
from dateline.write.why import judgement_row

VERDICTS = ("accept", "reject", "edit")
LINKING = ("merge", "split")


class Wish(BaseModel):
    """What is to be decided. `base` is the `version` of the target as it was seen: a number, the id of the last
    judgement that was seen, or a number for each target. Where accept, reject and edit have none, the target was seen
    as not judged; the other actions look only at those that have one.
    `key` is a word of the sender's own: the same key is answered with the same judgement."""

    model_config = ConfigDict(extra="ignore")

    action: Literal["accept", "reject", "edit", "merge", "split", "comment"]
    targets: Annotated[list[str], Field(min_length=1, max_length=1000)]
    values: dict[str, Any] | None = None
    spans: dict[str, Any] | None = None
    why: Annotated[str | None, Field(max_length=10_000)] = None
    base: int | str | dict[str, int] | None = None
    key: Annotated[str | None, Field(max_length=100)] = None


def judge(desk: Desk, wish: Wish) -> Data:
    """Decide: add a judgement.

    409 where somebody judged a target since `base`, with their judgement and how it now stands.
    """
    if wish.key and (known := desk.known(wish.key)):
        return answer(desk, known)
    changes = {**(wish.values or {}), **(wish.spans or {})} or None
    made = desk.correct({
        "action": wish.action, "ids": tuple(wish.targets), "why": wish.why or None, "changes": changes,
        "seen": seen(desk, wish),
    })  # fmt: skip
    desk.note(made, wish.key, relink=made.kind in LINKING)
    return answer(desk, made)


def seen(desk: Desk, wish: Wish) -> Mapping[str, int]:
    """The version of each target that the judge saw. Who reads blind has seen what they themselves decided last."""
    if desk.blind and wish.action in VERDICTS:
        return {}
    base = desk.number(wish.base) if isinstance(wish.base, str) else wish.base
    told = base if isinstance(base, dict) else {} if base is None else dict.fromkeys(wish.targets, base)
    unseen = dict.fromkeys(wish.targets, 0) if wish.action in VERDICTS else {}
    return unseen | {target: version for target, version in told.items() if target in wish.targets}


def undo(desk: Desk, id: str) -> Data:
    """Take a judgement back.

    It holds no longer. An undo can be undone; what is undone already stays so.
    """
    store = desk.store
    judgements = {judgement.id: judgement for judgement in store.judgements()}
    if id not in judgements:
        raise missing("judgement", id)
    target = judgements[id]
    undone = next((j for j in reversed(judgements.values()) if j.kind == "undo" and id in j.targets), None)
    if undone is not None and is_undone(list(judgements.values()), id):
        return answer(desk, undone)
    made = desk.correct({"action": "undo", "ids": (id,), "why": None, "changes": None, "seen": {}})
    desk.note(made, None, relink=relinks(judgements, target))
    return answer(desk, made)


def is_undone(judgements: list[Judgement], id: str) -> bool:
    """Whether a standing undo takes the judgement back; undoings count from the last one backwards."""
    gone: set[str] = set()
    for judgement in reversed(judgements):
        if judgement.kind == "undo" and judgement.id not in gone:
            gone.update(judgement.targets)
    return id in gone


def relinks(judgements: Mapping[str, Judgement], target: Judgement) -> bool:
    """Whether what belongs together is another without the judgement."""
    while target.kind == "undo" and target.targets[0] in judgements:
        target = judgements[target.targets[0]]
    return target.kind in LINKING


def answer(desk: Desk, judgement: Judgement) -> Data:
    """The judgement, the versions of its targets now, and the record's counter."""
    versions = desk.versions(judgement)
    return {
        "judgement": shown(judgement_row(judgement), undone=False), "version": max(versions.values(), default=0),
        "versions": versions, "changed": desk.changed, "linking": desk.linking,
    }  # fmt: skip


def list_judgements(
    ask: Ask, target: Annotated[str | None, Given(description="Only those on this id.")] = None,
    by: Annotated[str | None, Given(description="Only those of this reader.")] = None,
    limit: Annotated[int, Given(ge=0, le=1000)] = 200, before: Annotated[str | None, Given()] = None,
) -> Data:  # fmt: skip
    """What people decided, the newest last.

    Of more than `limit` the newest; with `before` those before that id. A blind reader is shown their own.
    """
    made = list(ask.store.judgements())
    if target:
        made = on(made, target)
    gone = {judgement.id for judgement in made} - {judgement.id for judgement in ask.store.standing()}
    made = [j for j in made if (by is None or j.by == by) and (not ask.blind or j.by == ask.session.name)]
    if before:
        made = made[: next((k for k, j in enumerate(made) if j.id == before), 0)]
    kept = made[-limit:] if limit else []
    rows = [shown(judgement_row(j), undone=j.kind != "undo" and j.id in gone) for j in kept]
    return {"total": len(made), "rows": rows, "before": kept[0].id if len(kept) < len(made) and kept else None}


def on(judgements: list[Judgement], target: str) -> list[Judgement]:
    """Those on an id, and on those in turn."""
    ids, found = {target}, []
    for judgement in judgements:
        if not ids.isdisjoint(judgement.targets):
            ids.add(judgement.id)
            found.append(judgement)
    return found


