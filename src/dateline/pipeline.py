"""An ordered list of stages, checked before it runs: each says what it needs and what it gives."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import fields, replace
from typing import Any, Protocol, runtime_checkable

from dateline.errors import PipelineError
from dateline.types import Document

LAYERS = frozenset(field.name for field in fields(Document)) - {"report", "text", "blocks", "origin"}
GIVEN = frozenset({"report", "text", "blocks", "origin", "dateline"})
"""What a reader has filled before the first stage."""


@runtime_checkable
class Stage(Protocol):
    """Takes a document, returns the items of one layer of it; never changes anything itself.

    `needs` and `gives` are field names of Document. A stage may give a layer that exists: what it returns
    then takes that layer's place (coreference returns all mentions again, with antecedents).
    """

    @property
    def name(self) -> str: ...
    @property
    def version(self) -> str: ...
    @property
    def needs(self) -> tuple[str, ...]: ...
    @property
    def gives(self) -> str: ...

    def __call__(self, document: Document) -> Any: ...


class Pipeline:
    """Stages in order. `Pipeline()` is the default recipe; build others with `without`, `before`, `after`."""

    def __init__(self, stages: Sequence[Stage] | None = None) -> None:
        self.stages: tuple[Stage, ...] = tuple(default_stages() if stages is None else stages)
        check(self.stages)

    def __call__(self, document: Document) -> Document:
        """The document with every stage's layer attached."""
        for stage in self.stages:
            document = replace(document, **{stage.gives: stage(document)})
        return document

    def pipe(self, documents: Iterable[Document]) -> Iterator[Document]:
        """One read document for each given, in order."""
        return map(self, documents)

    @property
    def names(self) -> list[str]:
        return [stage.name for stage in self.stages]

    @property
    def recipe(self) -> str:
        """Names and versions of the stages: the same recipe on the same bytes gives the same statements."""
        return " ".join(f"{stage.name}/{stage.version}" for stage in self.stages)

    def without(self, name: str) -> Pipeline:
        self._index(name)
        return Pipeline([stage for stage in self.stages if stage.name != name])

    def before(self, name: str, stage: Stage) -> Pipeline:
        k = self._index(name)
        return Pipeline([*self.stages[:k], stage, *self.stages[k:]])

    def after(self, name: str, stage: Stage) -> Pipeline:
        k = self._index(name) + 1
        return Pipeline([*self.stages[:k], stage, *self.stages[k:]])

    def until(self, name: str) -> Pipeline:
        """The stages up to and with the named one."""
        return Pipeline(self.stages[: self._index(name) + 1])

    def _index(self, name: str) -> int:
        if name not in self.names:
            raise PipelineError(f"no stage is called {name!r}", cure=f"use one of {', '.join(self.names)}")
        return self.names.index(name)


def check(stages: Sequence[Stage]) -> None:
    """Raise PipelineError when a stage needs what no stage before it gives."""
    have = set(GIVEN)
    for stage in stages:
        missing = sorted(set(stage.needs) - have)
        if missing:
            raise PipelineError(
                f"stage {stage.name!r} needs {', '.join(missing)}, which no stage before it gives",
                cure="put a stage that gives it earlier in the list",
            )
        if stage.gives not in LAYERS:
            raise PipelineError(
                f"stage {stage.name!r} gives {stage.gives!r}, which is no layer of a document",
                cure=f"give one of {', '.join(sorted(LAYERS))}",
            )
        have.add(stage.gives)


def default_stages() -> list[Stage]:
    """The default recipe, one line a stage. Imported here so that importing dateline stays cheap."""
    from dateline.find.actor import ActorStage
    from dateline.find.coreference import CoreferenceStage
    from dateline.find.date import DateStage
    from dateline.find.entity import EntityStage
    from dateline.find.hint import HintStage, NameStage
    from dateline.find.place import PlaceStage
    from dateline.find.quantity import QuantityStage
    from dateline.find.quotation import QuotationStage
    from dateline.find.syntax import SyntaxStage
    from dateline.frame.attribution import AttributionStage
    from dateline.frame.loss import LossStage
    from dateline.frame.statement import StatementStage
    from dateline.models.pack import find_pack

    pack = find_pack()
    trained: list[Stage] = [HintStage(pack), NameStage()] if pack else []
    return [
        SyntaxStage(names=pack is None),
        *trained,
        QuotationStage(),
        DateStage(),
        QuantityStage(),
        ActorStage(),
        PlaceStage(),
        CoreferenceStage(),
        EntityStage(),
        AttributionStage(),
        StatementStage(),
        LossStage(),
    ]
