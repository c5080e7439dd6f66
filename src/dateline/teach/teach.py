"""One teaching: lessons to a pack that goes on from another, written only when it is surely better."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from functools import lru_cache
from hashlib import sha256
from pathlib import Path
from typing import Any

from dateline.errors import DatelineError
from dateline.models.pack import Pack, load_pack
from dateline.ontology.lexicon import TYPES, event_types
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
        lessons, unknown = drop_unknown(lessons, pack)
        faults = (*source.faults, *unread, *unknown)
        if not lessons:
            what = f"no line can be learnt from ({len(faults)} bad, {source.passed.total()} not reviewed)"
            cure = f"mend the first: {faults[0]}" if faults else "give reviewed statements, or see docs/train.md"
            raise DatelineError(what, cure=cure)
        lesson = Teaching(pack, encode(pack, lessons, texts), rehearse(encoder_of(base)), base, texts)
        return lesson.finish(into, there, repeated, faults, source.passed)


@dataclass(frozen=True)
class Encoder:
    """The encoder of the pack in a folder: packs that were taught from one another have the same."""

    digest: str
    folder: Path = field(compare=False)


def encoder_of(folder: Path) -> Encoder:
    return Encoder(sha256((folder / "encoder.onnx").read_bytes()).hexdigest(), folder)


@lru_cache(maxsize=1)
def rehearse(encoder: Encoder) -> Bank:
    """What the encoder makes of the rehearsed sentences."""
    return encode(load_pack(encoder.folder), rehearsed(), Texts())


def drop_unknown(lessons: Sequence[Lesson], pack: Pack) -> tuple[list[Lesson], list[DatelineError]]:
    """The lessons without those of new types that have too few, and without those whose class is not that of their
    type."""
    counts = Counter(lesson.type for lesson in lessons)
    known, quads = head_of(pack, "flat.types").labels, quads_of(lessons, pack)
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


def quads_of(lessons: Sequence[Lesson], pack: Pack) -> dict[str, str]:
    """The class of each type: the codebook's, that of the pack's card, or the first that a lesson gives."""
    quads = {name: event_types()[name].quad for name in TYPES}
    quads |= {name: told["quad"] for name, told in pack.card.get("added", {}).items() if told.get("quad")}
    for lesson in lessons:
        if lesson.type and lesson.quad:
            quads.setdefault(lesson.type, lesson.quad)
    return quads


def unsure(good: int, bad: int, rows: int, what: str, said: str, cure: str) -> DatelineError | None:
    """Why so many good and bad ones prove nothing: too few, or not mostly good."""
    if is_sure(good, bad):
        return None
    if good > bad:
        least = rows_needed(rows, good, bad)
        return DatelineError(f"too few rows to tell: {said}", cure=f"give at least {least} rows")
    return DatelineError(f"{what}: {said}", cure=cure)


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
        self.pack = pack
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
        self.tried = after
        self.doubts = self.doubt()
        self.better = [name for name in ("status",) if is_sure(*self.wins[name])]
        self.better += [] if self.doubts else ["types"]
        self.after = score(self.chosen("types"), self.chosen("status"), bank, self.own)

    def chosen(self, name: str) -> Head:
        """The taught head where it is better, else the one that was there."""
        new, old = (self.new_types, self.types) if name == "types" else (self.new_status, self.status)
        return new if name in self.better else old

    def refusal(self, there: bool, into: Path) -> DatelineError | None:
        """Why no pack is written, None where one is."""
        if "types" not in self.better and (self.added or not self.better):
            return self.doubts
        if there and into.resolve() != self.base.resolve():
            other = self.score_of(into)
            if (other.f1, other.status) > (self.after.f1, self.after.status):
                what = f"holds a better pack for these rows (F1 {other.f1:.3f}; this one {self.after.f1:.3f})"
                cure = f"give another --into, or go on from it: --pack {into}"
                return DatelineError(what, where=str(into), cure=cure)
        return None

    def doubt(self) -> DatelineError | None:
        """Why the taught types are not taken; None where they are."""
        rows, look = (
            len(self.bank.lessons),
            "look through the rows for wrong types, and give more of those it gets wrong",
        )
        said = "of the rows held back {} became right and {} wrong".format(*self.wins["types"])
        if (found := unsure(*self.wins["types"], rows, "the taught pack is not better", said, look)) is not None:
            return found
        said = "of what has to do with the new types {} is right and {} wrong".format(*self.tried.new)
        if (
            self.added
            and (found := unsure(*self.tried.new, rows, "the new types are not learnt", said, look)) is not None
        ):
            return found
        right = sum(self.tried.verdicts)
        if 2 * right <= len(self.tried.verdicts):
            what = f"most of the rows held back are still wrong ({right} of {len(self.tried.verdicts)} right)"
            return DatelineError(what, cure=look)
        same, all_ = self.kept
        if same < KEEP * all_:
            what = f"the pack would forget: {all_ - same} of {all_} words that it knew would change their type"
            cure = "give rows of its own types beside, and see that the types are not mixed up"
            return DatelineError(what, cure=cure)
        return None

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
        quads, rows = (
            quads_of(self.bank.lessons, self.pack),
            Counter(one.type or "nothing" for one in self.bank.lessons),
        )
        earlier = {name: told["rows"] for name, told in self.pack.card.get("added", {}).items()}
        return {
            "added": {
                name: {"quad": quads.get(name), "rows": earlier.get(name, 0) + rows[name]} for name in sorted(self.own)
            },
            "taught": {
                "heads": self.better, "rows": len(self.bank.lessons), "held_back": len(self.held),
                "types": dict(sorted(rows.items())), "before": self.before.as_data(), "after": self.after.as_data(),
                "kept": list(self.kept),
            },
        }  # fmt: skip
