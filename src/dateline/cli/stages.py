"""`dateline stages`."""

from __future__ import annotations


def stages() -> None:
    """List the stages of the default pipeline: what each is called, needs and gives."""
    from dateline.pipeline import Pipeline

    for stage in Pipeline().stages:
        print(f"{stage.name + '/' + stage.version:<16} {', '.join(stage.needs)} -> {stage.gives}")
