"""One teaching: lessons to a pack that goes on from another, written only when it is surely better."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path
from typing import Any

from dateline.errors import DatelineError
from dateline.models.pack import Pack, load_pack
from dateline.ontology.lexicon import event_types
from dateline.teach.bank import Bank, Texts, encode, keep_lessons
from dateline.teach.context import in_company
from dateline.teach.head import Head, fit_status, fit_types, head_of
from dateline.teach.lesson import Lesson
from dateline.teach.rehearsal import rehearsed
from dateline.teach.score import Score, is_sure, kept, rows_needed, score, turned
from dateline.teach.source import Source
from dateline.teach.write import check_folder, write_pack

LEAST = 20
"""Rows that a new type needs at the least; fewer are rather a misspelt name. Some fifty teach one."""
KEEP = 0.95
"""Least share of the rehearsed triggers, held back, that keep their type."""


@dataclass(frozen=True)
class Taught:
    """How a teaching went. `refused` says why nothing was written; None where a pack called `name` was."""

    rows: int
    held: int
    repeated: int
    faults: tuple[DatelineError, ...]
    passed: Mapping[str, int]
    added: Mapping[str, int]
    before: Score
    after: Score
    kept: tuple[int, int]
    taught: tuple[str, ...]
    name: str | None = None
    refused: DatelineError | None = None


def teach(source: Source, base: Path, into: Path) -> Taught:
    """Teach the pack in `base` and write it to the folder `into` when it has become better.

    Raises DatelineError where there is nothing to teach, or `into` holds something else than a pack.
    """
    there = check_folder(into)
    pack, texts = load_pack(base), Texts()
    with pack.threads.limit(limits=1, user_api="blas"):
        lessons, unread, repeated = keep_lessons(source.lessons, texts)
        lessons, unknown = drop_unknown(lessons, head_of(pack, "flat.types").labels)
        faults = (*source.faults, *unread, *unknown)
        if not lessons:
            what = f"no line can be learnt from ({len(faults)} bad, {source.passed.total()} not reviewed)"
            cure = f"mend the first: {faults[0]}" if faults else "give reviewed statements, or see docs/train.md"
            raise DatelineError(what, cure=cure)
        lesson = Teaching(pack, encode(pack, lessons, texts), rehearse(base, pack.name), base, texts)
        return lesson.finish(into, there, repeated, faults, source.passed)


@lru_cache(maxsize=1)
def rehearse(base: Path, name: str) -> Bank:
    """What the pack makes of the rehearsed sentences."""
    return encode(load_pack(base), rehearsed(), Texts())


def drop_unknown(lessons: Sequence[Lesson], known: Sequence[str]) -> tuple[list[Lesson], list[DatelineError]]:
    """The lessons without those of new types that have too few, and without those whose class is not that of their
    type."""
    counts = Counter(lesson.type for lesson in lessons)
    quads = {name: type_.quad for name, type_ in event_types().items() if name in known}
    for lesson in lessons:
        if lesson.type not in quads and lesson.type and lesson.quad:
            quads[lesson.type] = lesson.quad
    kept, faults = [], []
    for lesson in lessons:
        new, count = lesson.type is not None and lesson.type not in known, counts[lesson.type]
        if new and count < LEAST:
            what = f"{lesson.type} is no type that the pack knows, and {count} rows are too few to teach it"
            cure = f"mend its name (`dateline types` lists them), or give at least {LEAST} rows of it"
            faults.append(DatelineError(what, where=lesson.where, cure=cure))
        elif lesson.quad and lesson.type and lesson.quad != quads.get(lesson.type):
            what = f"{lesson.type} is of the class {quads.get(lesson.type)}, not {lesson.quad}"
            faults.append(DatelineError(what, where=lesson.where, cure="leave quad out, or give all rows the same"))
        else:
            kept.append(lesson)
    return kept, faults


class Teaching:
    """The heads of one pack taught, scored and judged."""

    def __init__(self, pack: Pack, bank: Bank, rehearsal: Bank, base: Path, texts: Texts) -> None:
        self.bank, self.base, self.texts = bank, base, texts
        self.types, self.status = head_of(pack, "flat.types"), head_of(pack, "at.status")
        taught = {str(bank.lemmas[word]) for words in bank.words for word in words}
        rehearsal = rehearsal.without(taught)
        rows = Counter(lesson.type for lesson in bank.lessons if lesson.type)
        self.added = {name: count for name, count in rows.items() if name not in self.types.labels}
        self.own = {*self.added, *pack.card.get("added", {})}
        self.card = pack.card
        self.held = [lesson for k, lesson in enumerate(bank.lessons) if bank.is_held(k)]
        company = in_company([lesson for k, lesson in enumerate(bank.lessons) if not bank.is_held(k)])
        banks = [bank, *([encode(pack, company, texts)] if company else [])]
        self.new_types = fit_types(self.types, sorted(self.added), banks, rehearsal)
        self.new_status = fit_status(self.status, bank, rehearsal)
        self.before = score(self.types, self.status, bank, self.own)
        after = score(self.new_types, self.new_status, bank, self.own)
        self.kept = kept(self.types, self.new_types, rehearsal)
        self.wins = {
            "types": turned(self.before.verdicts, after.verdicts),
            "status": turned(self.before.status_verdicts, after.status_verdicts),
        }
        self.better = [name for name in self.wins if is_sure(*self.wins[name]) and (name != "types" or self.keeps)]
        self.after = score(self.chosen("types"), self.chosen("status"), bank, self.own)
        self.tried = after

    @property
    def keeps(self) -> bool:
        same, all_ = self.kept
        return same >= KEEP * all_

    def chosen(self, name: str) -> Head:
        """The taught head where it is better, else the one that was there."""
        new, old = (self.new_types, self.types) if name == "types" else (self.new_status, self.status)
        return new if name in self.better else old

    def refusal(self, there: bool, into: Path) -> DatelineError | None:
        """Why no pack is written, None where one is."""
        if "types" not in self.better and (self.added or not self.better):
            return self.doubt()
        if there and into.resolve() != self.base.resolve():
            other = self.score_of(into)
            if (other.f1, other.status) > (self.after.f1, self.after.status):
                what = f"holds a better pack for these rows (F1 {other.f1:.3f}; this one {self.after.f1:.3f})"
                cure = f"give another --into, or go on from it: --pack {into}"
                return DatelineError(what, where=str(into), cure=cure)
        return None

    def doubt(self) -> DatelineError:
        """Why the taught heads are not taken."""
        wins, losses = self.wins["types"]
        said = f"of the rows held back {wins} became right and {losses} wrong"
        if is_sure(wins, losses):
            same, all_ = self.kept
            what = f"the pack would forget: {all_ - same} of {all_} words that it knew would change their type"
            cure = "give rows of its own types beside, and see that the types are not mixed up"
            return DatelineError(what, cure=cure)
        if wins > losses:
            least = rows_needed(len(self.bank.lessons), wins, losses)
            return DatelineError(f"too few rows to tell: {said}", cure=f"give at least {least} rows")
        cure = "look through the rows for wrong types, and give more of those that it gets wrong"
        return DatelineError(f"the taught pack is not better: {said}", cure=cure)

    def score_of(self, folder: Path) -> Score:
        """Another pack on the same lessons held back, with its own encoder."""
        pack = load_pack(folder)
        bank = encode(pack, self.held, self.texts)
        return score(head_of(pack, "flat.types"), head_of(pack, "at.status"), bank, self.own)

    def finish(
        self, into: Path, there: bool, repeated: int, faults: tuple[DatelineError, ...], passed: Mapping[str, int]
    ) -> Taught:
        """Write the pack, or not; what there is to tell."""
        refused = self.refusal(there, into)
        name = None if refused else write_pack(self.base, into, [self.chosen(n) for n in self.wins], self.told())
        return Taught(
            len(self.bank.lessons), len(self.held), repeated, faults, passed, self.added, self.before,
            self.tried if refused else self.after, self.kept, tuple(self.better), name, refused,
        )  # fmt: skip

    def told(self) -> dict[str, Any]:
        """What the card says of the teaching."""
        quads = {lesson.type: lesson.quad for lesson in self.bank.lessons if lesson.quad}
        added = {name: {"quad": quads.get(name), "rows": count} for name, count in sorted(self.added.items())}
        rows = Counter(lesson.type or "nothing" for lesson in self.bank.lessons)
        return {
            "added": {**self.card.get("added", {}), **added},
            "taught": {
                "heads": self.better, "rows": len(self.bank.lessons), "held_back": len(self.held),
                "types": dict(sorted(rows.items())), "before": self.before.as_data(), "after": self.after.as_data(),
                "kept": list(self.kept),
            },
        }  # fmt: skip
