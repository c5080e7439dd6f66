"""`dateline schema`."""

from __future__ import annotations


def schema() -> None:
    """Print the JSON Schema of a statement, as `read --format jsonl` writes it."""
    from dateline.write.schema import published

    print(published(), end="")
