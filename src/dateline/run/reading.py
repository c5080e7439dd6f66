"""What is known of a report by its key, and the reading that a record keeps of it."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from hashlib import blake2b, sha256

from dateline.pipeline import Pipeline
from dateline.read.delivery import Delivery
from dateline.read.failure import Failure
from dateline.read.limit import MIB
from dateline.types import Document, Report
from dateline.types.reading import Reading

KEY = 16
"""Hexadecimal digits of a report's key."""
WIDTH = 8
"""Bytes by which a key is remembered: among a million keys two agree with a chance of 1 in 36 million."""


class Keys:
    """A set of keys in eight bytes each, so that workers can be given millions of them."""

    __slots__ = ("packed",)

    def __init__(self, keys: Iterable[str] = ()) -> None:
        self.packed = b"".join(sorted(map(mark, keys)))

    def __contains__(self, key: str) -> bool:
        wanted, packed = mark(key), self.packed
        at = bisect_left(range(len(self)), wanted, key=lambda k: packed[k * WIDTH : (k + 1) * WIDTH])
        return packed[at * WIDTH : (at + 1) * WIDTH] == wanted

    def __eq__(self, other: object) -> bool:
        return isinstance(other, Keys) and self.packed == other.packed

    def __hash__(self) -> int:
        return hash(self.packed)

    def __len__(self) -> int:
        return len(self.packed) // WIDTH


def mark(key: str) -> bytes:
    return blake2b(key.encode(), digest_size=WIDTH).digest()


@dataclass(frozen=True, slots=True)
class Known:
    """A report that the record holds already; `size` in delivered bytes."""

    key: str
    size: int = 0


def reading_of(document: Document, slim: Document, recipe: str) -> Reading:
    """The reading of a document with all layers; `slim` is what of it is kept."""
    from dateline.link.candidate import candidates_of
    from dateline.link.family import sketch_of

    report = document.report
    return Reading(
        report.id, recipe, report.path, report.source, report.published, slim, sketch=sketch_of(document),
        candidates=candidates_of(document),
    )  # fmt: skip


def recipe_of(pipeline: Pipeline, published: str | None = None, columns: Mapping[str, str] | None = None) -> str:
    """What decides besides its bytes how a report is read: stages, what linking compares, what the caller states."""
    from dateline.link import candidate, sketch

    stated = [f"published={published}"] if published else []
    mapped = [f"{field}={column}" for field, column in sorted((columns or {}).items())]
    return " ".join([pipeline.recipe, f"sketch/{sketch.VERSION}", f"candidate/{candidate.VERSION}", *stated, *mapped])


def failed_reading(failure: Failure, key: str, report: Report | None, recipe: str) -> Reading:
    line = failure.what + (f" - {failure.cure}" if failure.cure else "")
    source, published = (report.source, report.published) if report else (None, None)
    return Reading(key, recipe, failure.where, source, published, failure=line)


def key_of(failure: Failure, delivery: Delivery | None, report: Report | None) -> str:
    """The key of a report that failed: its own once it was opened, that of the delivery's bytes when the whole of it
    failed, else one made of the place and the fault, for the bytes of a broken record are nowhere."""
    if report is not None:
        return report.id
    if delivery is not None and failure.where == delivery.name and (key := key_of_bytes(delivery)):
        return key
    return sha256(f"{failure.where}\0{failure.what}".encode("utf-8", "surrogatepass")).hexdigest()[:KEY]


def key_of_bytes(delivery: Delivery) -> str | None:
    """The key of a report that is the whole delivery; None when its bytes cannot be had."""
    try:
        with delivery.open() as stream:
            digest = sha256()
            while piece := stream.read(MIB):
                digest.update(piece)
            return digest.hexdigest()[:KEY]
    except OSError:
        return None
