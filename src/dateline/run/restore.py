"""A record's lossless export back into a record: its readings and judgements as they were."""

from __future__ import annotations

from typing import TYPE_CHECKING

from dateline.errors import DatelineError
from dateline.read.delivery import Delivery
from dateline.run.tally import Tally
from dateline.types.judgement import Judgement
from dateline.types.reading import Reading
from dateline.write.archive import is_archive, read_archive

if TYPE_CHECKING:
    from dateline.store.store import Store

BATCH = 200


def is_restored(delivery: Delivery) -> bool:
    """Whether a delivery is such an export, and not reports to read."""
    return delivery.file is not None and is_archive(delivery.file)


def restore(delivery: Delivery, store: Store, tally: Tally) -> None:
    """Append what the record does not hold yet. Raises DatelineError for a file that cannot be used; what came before
    the fault is kept, and the same command passes over it."""
    readings: list[Reading] = []
    judgements: list[Judgement] = []
    try:
        with delivery.open() as lines:
            for item in read_archive(lines, delivery.name):
                if isinstance(item, Judgement):
                    judgements.append(item)
                    continue
                readings.append(item)
                if len(readings) >= BATCH:
                    flush(readings, store, tally)
    except OSError as error:
        raise DatelineError(
            f"cannot be opened: {error.strerror}", where=delivery.name, cure="check the permissions"
        ) from error
    flush(readings, store, tally)
    store.adopt(judgements)


def flush(readings: list[Reading], store: Store, tally: Tally) -> None:
    new = store.append(readings)
    tally.restored += new
    tally.known += len(readings) - new
    readings.clear()
    if tally.due:
        tally.draw([f"{tally.restored} restored", f"{tally.known} known already"])
