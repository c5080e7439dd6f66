"""The one base error. Every message says what was wrong, where, and what to do next."""

from __future__ import annotations


class DatelineError(Exception):
    """Something the caller can mend; the message names the cure.

    `where` is the file, line or field concerned; `cure` is an imperative sentence.
    """

    def __init__(self, what: str, *, where: str = "", cure: str = "") -> None:
        self.what, self.where, self.cure = what, where, cure
        place = f"{where}: " if where else ""
        then = f" - {cure}" if cure else ""
        super().__init__(f"{place}{what}{then}")


class ReadError(DatelineError):
    """A delivered input that cannot be turned into a document."""


class PipelineError(DatelineError):
    """A list of stages that cannot run in the given order."""


class KnowledgeError(DatelineError):
    """A data file of the ontology, a language or the gazetteer that does not say what it must."""
