"""The ontology as a page of Markdown: docs/ontology.md is made here, and a test fails when the two differ."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from typing import Any

from dateline.ontology.lexicon import RELATIONS, TYPES, EventType, event_types, load_data

HEAD = """\
# Types, contexts and relations

Made from `src/dateline/ontology/data/` by `dateline types --markdown > docs/ontology.md`: change the data, not this.
In the examples the **trigger** is bold, and who does it and to whom are named behind their words.
"""
MARK = re.compile(r"\[([^\[\]|]+)\|([^\[\]|]+)\]")


def as_markdown() -> str:
    """The whole page: event types by quad, contexts, relations."""
    lines = [HEAD]
    quad = ""
    for kind in map(event_types().__getitem__, TYPES):
        if kind.quad != quad:
            quad = kind.quad
            lines += [f"## {quad.replace('_', ' ').capitalize()}", ""]
        lines += [*of_type(kind), ""]
    lines += [*listed("Contexts", "A statement may have any number of them.", load_data("contexts")), ""]
    relations = {name: load_data("relations")[name] for name in RELATIONS}
    lines += listed("Relations", "A closed list: what holds between two members.", relations)
    return "\n".join(lines) + "\n"


def of_type(kind: EventType) -> Iterator[str]:
    """Definition, modes, borders and examples of one type."""
    yield from (f"### {kind.name}", "", kind.definition)
    if kind.modes:
        yield from ("", "| mode | what |", "|---|---|")
        yield from (f"| `{mode}` | {meaning} |" for mode, meaning in kind.modes.items())
    yield from ("", *(f"- {' '.join(str(border).split())}" for border in kind.borders))
    yield from ("", *(f"> {shown(example)}" + "  " for example in kind.examples))


def listed(title: str, words: str, rows: Mapping[str, Any]) -> Iterator[str]:
    """A table of names and their definitions."""
    yield from (f"## {title}", "", words, "", "| name | what |", "|---|---|")
    yield from (f"| `{name}` | {' '.join(row['definition'].split())} |" for name, row in rows.items())


def shown(example: str) -> str:
    """The trigger bold, actors and recipients with their part in brackets."""
    return MARK.sub(lambda m: f"**{m[1]}**" if m[2] == "trigger" else f"{m[1]} ({m[2]})", example)
