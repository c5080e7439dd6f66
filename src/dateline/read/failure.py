"""What could not be read: one line that says where, what, and what to do. The rest of the batch goes on."""

from __future__ import annotations

from dataclasses import dataclass

from dateline.errors import DatelineError


@dataclass(frozen=True, slots=True)
class Failure:
    """`where` is the file, row or entry; `cure` an imperative sentence."""

    where: str
    what: str
    cure: str = ""

    def __str__(self) -> str:
        return f"{self.where}: {self.what}" + (f" - {self.cure}" if self.cure else "")

    @classmethod
    def of(cls, error: DatelineError, where: str) -> Failure:
        """The failure that an error stands for; `where` is used when the error does not say."""
        return cls(error.where or where, error.what, error.cure)
